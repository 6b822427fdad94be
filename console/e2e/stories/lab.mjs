// The story of docs/guides/test-an-assistant.md: a test set is refused, taken and run in three modes; its gate keeps a draft back, then lets it through.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { tell } from "../telling.mjs";
import { textsOf } from "../zip.mjs";

const POLICY = "# Refunds\n\nRefunds are paid within 7 days.\n\n# Warranty\n\nThe warranty of every lamp is 24 months.\n";
const BROKEN = `no.,question,expected answer
case1,How fast are refunds paid?,within 7 days
case-2-2,How long is the warranty?,24 months
case-3-1,,nothing
`;
const MODES = ["Search KM Answer", "Generate Answer with Actual KM", "Generate Answer with Expected KM"];
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** A good file; `months` is what it believes of the warranty. */
function cases(chunkId, months) {
  return `no.,question,expected chunk id,must contain
case-1-1,How fast are refunds paid?,${chunkId},7 days
case-2-1,How long is the warranty of a lamp?,,${months} months
case-3-1,=1+1,,
`;
}

await tell(async ({ page, api, step, visit, button, link }) => {
  const dialog = page.getByRole("dialog");
  const choose = (file) => dialog.locator("input[type=file]").setInputFiles(file);
  const base = await api.base("Policies", POLICY);
  const assistant = await api.assistant("Help desk", base);
  const { data: chunks } = await api.get(`/knowledge-bases/${base.id}/chunks`);
  const refunds = chunks.find(({ content }) => content.includes("7 days")).chunkId;

  await step("uploads a file with three broken rows and is shown each of them", async () => {
    await visit("/genai/lab");
    await button("Upload CSV").first().click();
    await choose(csv("returns.csv", BROKEN));
    const problems = dialog.getByRole("table").getByRole("row");
    await problems.nth(3).waitFor();
    assert.deepEqual(await problems.locator("td:first-child").allTextContents(), ["2", "3", "4"]);
  });

  await step("corrects it, and it is taken", async () => {
    await choose(csv("returns.csv", cases(refunds, 36)));
    await page.getByText("returns: 3 cases taken").waitFor();
    await page.getByRole("heading", { name: "returns", exact: true }).waitFor();
    await page.getByRole("table", { name: "Questions" }).getByText("case-2-1").waitFor();
  });

  await step("runs it on the draft in all three modes", async () => {
    await button("Run", { exact: true }).click();
    await dialog.getByRole("combobox", { name: "Assistant" }).click();
    await page.getByRole("option", { name: "Help desk" }).click();
    for (const mode of MODES) await dialog.getByRole("checkbox", { name: mode }).setChecked(true);
    await button("Start run").click();
    await page.getByText("Finished", { exact: true }).first().waitFor();
  });

  await step("sees which case failed and why", async () => {
    await page.getByRole("radio", { name: "Failed" }).or(button("Failed", { exact: true })).first().click();
    await page.getByRole("link", { name: /warranty/ }).click();
    await dialog.getByText("Must contain:").first().waitFor();
    await dialog.getByText(/is 24 months. \[1\]/).waitFor();
    await page.keyboard.press("Escape");
  });

  await step("downloads the ZIP, which holds the summary and every case", async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), button("Download ZIP").click()]);
    const texts = textsOf(readFileSync(await download.path()));
    assert.deepEqual(Object.keys(texts).sort(), ["Summary.csv", "Test-cases.csv"]);
    assert.ok(Object.values(texts).every((text) => text.startsWith("\uFEFF")), "A file has no mark for spreadsheets.");
    assert.match(texts["Summary.csv"], /^assistant,Help desk\r?$/m);
    assert.match(texts["Test-cases.csv"], new RegExp(`^case-1-1,.*${refunds}`, "m"));
    assert.match(texts["Test-cases.csv"], /,'=1\+1,/);
  });

  await step("finds the run in the history after leaving", async () => {
    await visit("/genai/lab");
    const row = page.getByRole("table", { name: "Runs" }).getByRole("row").filter({ hasText: "Help desk" });
    await row.getByText("Finished").waitFor();
  });

  await step("lets the test set guard the assistant", async () => {
    await visit(`/genai/assistants/${assistant.id}/settings`);
    await page.getByLabel("Greeting").fill("Sawasdee");
    await page.getByRole("radio", { name: /^Block/ }).click();
    await page.getByRole("combobox", { name: /Test sets/ }).click();
    await page.getByRole("option", { name: "returns" }).click();
    await page.keyboard.press("Escape");
    await page.getByText(/^Saved/).waitFor();
  });

  await step("is refused to publish what was not tested, and has the gate run", async () => {
    await button("Publish").click();
    await dialog.getByRole("button", { name: "Publish" }).click();
    await dialog.getByRole("button", { name: "Run the gate, publish if it passes" }).click();
    await button("Show the run").click();
    await page.getByText("The draft was not published").waitFor();
  });

  await step("is refused again, with the failing case by name", async () => {
    await visit(`/genai/assistants/${assistant.id}/settings`);
    await button("Publish").click();
    await dialog.getByRole("button", { name: "Publish" }).click();
    await dialog.getByRole("link", { name: /case-2 fails/ }).waitFor();
    await page.getByText("Live v1").first().waitFor();
    await page.keyboard.press("Escape");
  });

  await step("corrects what the test set believed", async () => {
    await visit("/genai/lab");
    await link("returns").click();
    await button("More about returns").click();
    await page.getByRole("menuitem", { name: "Replace file" }).click();
    await choose(csv("returns.csv", cases(refunds, 24)));
    await page.getByText("returns: 3 cases taken").waitFor();
  });

  await step("has the gate run once more, and it publishes", async () => {
    await visit(`/genai/assistants/${assistant.id}/settings`);
    await button("Publish").click();
    await dialog.getByRole("button", { name: "Publish" }).click();
    await dialog.getByRole("button", { name: "Run the gate, publish if it passes" }).click();
    await button("Show the run").click();
    await page.getByText("The gate passed: version 2 is live.").waitFor();
  });
});
