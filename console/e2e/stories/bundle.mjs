// The story of docs/flows/knowledge-versions.md: a base is exported on one server and brought in on an empty one, where a question finds the same ten chunks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { tell } from "../telling.mjs";

const QUESTION = "How long may goods be returned?";

await tell(async ({ page, api, step, visit, button, link, elsewhere }) => {
  const base = await api.post("/knowledge-bases", { name: "Shop", type: "documents" });
  await api.post(`/knowledge-bases/${base.id}/documents/samples`);
  await api.ready(base.id);
  let found;
  let file;

  await step("asks for the best ten on the first server", async () => {
    await visit(`/genai/knowledge/${base.id}/test`);
    found = await bestTen(page);
    assert.equal(found.length, 10);
  });

  await step("cuts a version and exports it", async () => {
    await link("Versions").click();
    await button("Cut a version now").click();
    await page.getByRole("dialog").getByRole("button", { name: "Cut a version now" }).click();
    await button("More for version 1").click();
    await page.getByRole("menuitem", { name: "Export" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), button("Download", { exact: true }).click()]);
    file = { name: download.suggestedFilename(), mimeType: "application/zip", buffer: readFileSync(await download.path()) };
    assert.match(file.name, /\.comity-kb$/);
  });

  const there = await elsewhere();

  await there.step("brings it in on an empty server", async () => {
    await there.visit("/genai/knowledge");
    await there.button("Import bundle").first().click();
    const dialog = there.page.getByRole("dialog");
    await dialog.locator("input[type=file]").setInputFiles(file);
    await dialog.getByText(/Shop is here/).waitFor();
    await dialog.getByRole("button", { name: "Open" }).click();
    await there.page.getByRole("heading", { name: "Shop" }).waitFor();
  });

  await there.step("finds the same ten there, in the same order", async () => {
    await there.page.getByRole("link", { name: /^Test/ }).click();
    assert.deepEqual(await bestTen(there.page), found);
  });

  await there.step("opens the chunk that came first", async () => {
    const first = there.page.getByRole("table", { name: "What was found" }).getByRole("link").first();
    const title = await first.innerText();
    await first.click();
    await there.page.getByText(title).first().waitFor();
    await there.page.waitForURL(/\/knowledge\/[^/]+\/(chunks|documents)/);
  });
});

/** Rank by rank what the Test tab shows of the question's best ten: ids and scores. */
async function bestTen(page) {
  await page.getByRole("combobox", { name: "How many chunks" }).click();
  await page.getByRole("option", { name: "10", exact: true }).click();
  await page.getByRole("textbox", { name: "Question" }).fill(QUESTION);
  await page.keyboard.press("Enter");
  const rows = page.getByRole("table", { name: "What was found" }).getByRole("row");
  await rows.nth(10).waitFor();
  return (await rows.allInnerTexts()).filter((text) => /^\d+\s/.test(text)).map((text) => text.replace(/\s+/g, " "));
}
