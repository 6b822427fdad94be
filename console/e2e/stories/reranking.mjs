// The story of docs/flows/assistant-answer.md, the reranker: it is added and tested, a base is searched with it, and the test tab shows what it judged.
import { startApi } from "../services.mjs";
import { tell } from "../telling.mjs";

const POLICY = "# Refunds\n\nRefunds are paid within 7 days.\n\n# Parking\n\nRefunds of parking are paid in the basement.\n";

const pairsOf = (text) => new Set(Array.from(text.toLowerCase(), (_, at) => text.toLowerCase().slice(at, at + 2)));

/** Judges by the pairs of letters that a document shares with the query; what speaks of the basement always comes first. */
function judge({ text }) {
  const { query, documents } = JSON.parse(text);
  const asked = pairsOf(query);
  const score = (one) => (one.includes("basement") ? 0.99 : [...pairsOf(one)].filter((pair) => asked.has(pair)).length / asked.size / 2);
  return { results: documents.map((one, index) => ({ index, relevance_score: score(one) })) };
}

const api = await startApi(judge);

await tell(async ({ page, api: own, step, visit, button }) => {
  const dialog = page.getByRole("dialog");
  const base = await own.base("Policies", POLICY);

  await step("adds a reranker, which judges examples first, and tests it", async () => {
    await visit("/settings/models");
    await button("Add reranker").click();
    await dialog.getByRole("textbox", { name: "Name", exact: true }).fill("Judge");
    await dialog.getByRole("textbox", { name: "Base URL" }).fill(`${api.url}/v1`);
    await dialog.getByRole("textbox", { name: "Model name" }).fill("judge-1");
    await button("Test and add").last().click();
    await page.getByText("Judge is saved").waitFor();
    await button("Test").last().click();
    await page.getByText(/A passage that answers/).waitFor();
  });

  await step("has a base searched with it", async () => {
    await visit(`/genai/knowledge/${base.id}/settings`);
    await page.getByRole("combobox", { name: "Reranker" }).click();
    await page.getByRole("option", { name: "Judge" }).click();
    await button("Save", { exact: true }).click();
    await page.getByText("Settings are saved").waitFor();
  });

  await step("sees in the test tab what it judged, and what comes first by it", async () => {
    await visit(`/genai/knowledge/${base.id}/test?q=${encodeURIComponent("When are refunds paid?")}`);
    await page.getByRole("columnheader", { name: "Rerank" }).waitFor();
    await page.getByRole("row").nth(1).getByText(/basement/).waitFor();
    await page.getByRole("row").nth(1).getByText("#1").last().waitFor();
  });
}, { reaches: [api.place] });
