// The story of docs/flows/memorized-answer.md and message-report.md: what a customer asked is found in the report, its answer is improved and memorized, and given from memory.
import assert from "node:assert/strict";

import { tell } from "../telling.mjs";

const POLICY = "# Refunds\n\nRefunds are paid within 7 days after the goods have arrived at the warehouse.\n";
const ASKED = "How fast are refunds paid?";
const OWN_WORDS = "Within 7 days, straight to your bank account.";

await tell(async ({ page, api, step, visit, button, link }) => {
  const sheet = page.getByRole("dialog");
  const assistant = await api.assistant("Help desk", await api.base("Policies", POLICY));
  const { secretKey } = await api.get(`/assistants/${assistant.id}/secret-key?reveal=true`);
  const ask = (message) => api.asCustomer(secretKey, { message, userId: "customer-7" });

  await step("finds in the Message Report what a customer asked over the API", async () => {
    assert.equal((await ask(ASKED)).inspection.outcome, "answered");
    await visit("/genai/messages");
    const row = page.getByRole("row").filter({ hasText: ASKED });
    await row.getByRole("cell", { name: "Answered", exact: true }).waitFor();
    await row.getByText("customer-7").waitFor();
    await row.getByRole("link").click();
  });

  await step("sees why it was answered so", async () => {
    await sheet.getByText(/within 7 days/i).first().waitFor();
    await sheet.getByText("Stages", { exact: true }).waitFor();
  });

  await step("memorizes it in other words", async () => {
    await sheet.getByRole("link", { name: "Memorize" }).click();
    await page.getByText(/Taken from an answer/).waitFor();
    assert.equal(await page.getByLabel("Question", { exact: true }).inputValue(), ASKED);
    await page.getByLabel("Answer", { exact: true }).fill(OWN_WORDS);
    await page.getByLabel("Other ways to ask").fill("When do I get my money back?");
    await page.getByText(/Would answer 1 of the last/).waitFor();
    await button("Add response").click();
    await page.getByText("It has not answered anything yet.").waitFor();
  });

  await step("asks again in the sandbox and is answered from memory", async () => {
    await visit(`/genai/assistants/${assistant.id}/sandbox`);
    await page.getByRole("textbox", { name: "Question" }).fill("how fast are refunds paid");
    await page.keyboard.press("Enter");
    const thread = page.getByRole("log");
    await thread.getByText(OWN_WORDS).waitFor();
    await thread.getByRole("link", { name: "From memory, exact" }).waitFor();
  });

  await step("sees that no search was made and no model asked", async () => {
    await button(/^Inspect/).first().click();
    await page.getByText("No search was made for this answer.").first().waitFor();
    await page.getByRole("tab", { name: "Prompt" }).click();
    await page.getByText("No prompt was sent: no model wrote this answer.").waitFor();
  });

  await step("finds the hit in the response's history, and the customer's next one too", async () => {
    const reply = await ask("When do I get my money back?");
    assert.equal(reply.answer, OWN_WORDS);
    assert.equal(reply.inspection.outcome, "memorized");
    await page.getByRole("link", { name: "From memory, exact" }).click();
    await page.getByRole("heading", { name: "2 hits" }).waitFor();
    const hits = page.getByRole("listitem").filter({ hasText: "exact" });
    await hits.filter({ hasText: "how fast are refunds paid" }).getByText("Sandbox").waitFor();
    await hits.filter({ hasText: "When do I get my money back?" }).getByText("API").waitFor();
  });

  await step("sees it counted in the list, and as memorized in the report", async () => {
    await link("Memorized Response").click();
    const row = page.getByRole("row").filter({ hasText: ASKED });
    await row.getByText("2", { exact: true }).waitFor();
    await visit("/genai/messages?outcome=memorized");
    await page.getByRole("row").filter({ hasText: "When do I get my money back?" }).getByRole("cell", { name: "Memorized", exact: true }).waitFor();
  });
});
