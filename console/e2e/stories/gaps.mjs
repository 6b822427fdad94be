// The story of docs/flows/knowledge-gaps.md: what customers asked in vain is found, answered once, and answered from then on.
import assert from "node:assert/strict";

import { tell } from "../telling.mjs";

const POLICY = "# Refunds\n\nRefunds are paid within 7 days after the goods have arrived at the warehouse.\n";
const IN_VAIN = ["Do you ship to Laos?", "Do you ship to Laos please?", "do you ship to laos"];
const ANSWER = "Yes. Parcels to Laos take 5 to 7 days.";

await tell(async ({ page, api, step, visit, button }) => {
  const base = await api.base("Policies", POLICY);
  const assistant = await api.assistant("Help desk", base);
  const { secretKey } = await api.get(`/assistants/${assistant.id}/secret-key?reveal=true`);
  const ask = (message, userId) => api.asCustomer(secretKey, { message, userId });
  const dialog = page.getByRole("dialog");
  const gap = page.getByRole("list", { name: "Open" }).getByRole("listitem");

  await step("opens the gaps of a base, where nothing was looked for yet", async () => {
    for (const [at, question] of IN_VAIN.entries()) {
      assert.equal((await ask(question, `customer-${at}`)).inspection.outcome, "fallback");
    }
    await visit(`/genai/knowledge/${base.id}/gaps`);
    await page.getByText("Nothing was looked for yet").waitFor();
  });

  await step("has it looked now, and finds one gap for what was asked in three ways", async () => {
    await button("Look now").click();
    await gap.getByText("asked 3 times").waitFor();
    await gap.getByText("by 3 people").waitFor();
    await gap.getByText("No answer", { exact: true }).waitFor();
    assert.equal(await gap.count(), 1);
  });

  await step("sees how it was asked, and what comes nearest in the documents", async () => {
    await gap.getByRole("button", { name: /Laos/i }).click();
    await dialog.getByText(IN_VAIN[1], { exact: true }).first().waitFor();
    await dialog.getByRole("heading", { name: "What comes nearest" }).waitFor();
  });

  await step("answers it with a memorized answer", async () => {
    await dialog.getByRole("button", { name: "Answer…" }).click();
    const form = page.getByRole("dialog", { name: "Answer this gap" });
    await form.getByLabel("Answer", { exact: true }).fill(ANSWER);
    await form.getByRole("button", { name: "Memorize" }).click();
    await page.getByText("It is answered from now on").waitFor();
  });

  await step("finds nobody answered in vain any more", async () => {
    for (const question of IN_VAIN) {
      const reply = await ask(question, "customer-9");
      assert.equal(reply.answer, ANSWER);
      assert.equal(reply.inspection.outcome, "memorized");
    }
  }, { axe: false });

  await step("sees among the answered gaps what came of it", async () => {
    await visit(`/genai/knowledge/${base.id}/gaps?view=accepted`);
    const answered = page.getByRole("list", { name: "Answered" }).getByRole("listitem");
    await answered.getByText("answered 3 times since").waitFor();
    await answered.getByText("not asked in vain since").waitFor();
    await answered.getByRole("button", { name: /Laos/i }).click();
    await dialog.getByRole("link", { name: "Open the memorized answer" }).click();
    await page.getByRole("heading", { name: "3 hits" }).waitFor();
  });
});
