// The story of docs/guides/answer-from-another-system.md and call-another-system.md: another system's search answers, an MCP server's tool is allowed and called, a prompt comes from the library.
import assert from "node:assert/strict";

import { startApi, startMcp, startModel } from "../services.mjs";
import { tell } from "../telling.mjs";

const FOUND = { score: 0.82, document: { content: "Parcels to Laos take 5 to 7 days.", path: "partner/laos" } };
const search = await startApi(({ text }) => (/Laos/.test(text) ? { total: 1, data: [FOUND] } : { total: 0, data: [] }));
const stock = await startMcp([
  {
    name: "stockOf", description: "How many of an article are in stock.", annotations: { readOnlyHint: true },
    inputSchema: { type: "object", properties: { article: { type: "string" } }, required: ["article"] },
    run: ({ article }) => `${article}: 12 in stock`,
  },
  { name: "deleteStock", description: "Empties the stock.", inputSchema: { type: "object", properties: {} }, run: () => "gone" },
]);
const offered = [];
const model = await startModel(({ messages, tools = [] }) => {
  offered.push(tools.map((tool) => tool.function.name));
  if (messages.at(-1).role === "tool") return { text: "There are 12 of them in stock." };
  return tools.length ? { call: "stockOf", arguments: { article: "PPR-9087" } } : { text: "Works." };
});

await tell(async ({ page, api, step, visit, button, link }) => {
  const thread = page.getByRole("log");
  const question = page.getByRole("textbox", { name: "Question" });
  const connection = await api.post("/model-connections", { name: "Writer", baseUrl: model.url, models: [{ name: "small", contextTokens: 32_000, maxOutputTokens: 4_000, tools: true }] });

  await step("makes a base of another system's search", async () => {
    await visit("/genai/knowledge");
    await button("Create knowledge base").first().click();
    await page.getByLabel("Name", { exact: true }).fill("Partner");
    await page.getByRole("radio", { name: /External Knowledge Base/ }).click();
    await page.getByLabel("Target Endpoint").fill(`${search.url}/query`);
    await button("Create", { exact: true }).click();
    await page.getByRole("heading", { name: "Test connection" }).waitFor();
  });

  await step("tests the connection and sees what came back", async () => {
    await page.getByRole("textbox", { name: "Question" }).fill("How long do parcels to Laos take?");
    await button("Test", { exact: true }).click();
    await page.getByText("1 entry is usable").waitFor();
    await page.getByText(FOUND.document.content).first().waitFor();
  });

  await step("gives it to an assistant with a prompt of the library", async () => {
    const { data: [partner] } = await api.get("/knowledge-bases");
    const assistant = await api.assistant("Partner desk", partner);
    await visit(`/genai/assistants/${assistant.id}/settings`);
    await button("Prompt library").click();
    const library = page.getByRole("dialog");
    await library.getByRole("radio", { name: /Customer FAQ/ }).first().click();
    const body = await library.locator("pre").innerText();
    await library.getByRole("button", { name: "Use this prompt" }).click();
    assert.equal(await page.getByLabel("Prompt", { exact: true }).inputValue(), body);
    await page.getByText(/^Saved/).waitFor();
  });

  await step("is answered from the other system, with its path as the source", async () => {
    await link("Chat Sandbox").click();
    await question.fill("How long do parcels to Laos take?");
    await page.keyboard.press("Enter");
    await thread.getByText(/5 to 7 days/).first().waitFor();
    await thread.getByText("partner/laos").first().waitFor();
  });

  await step("adds an MCP server and loads its tools, none of which is allowed yet", async () => {
    await visit("/genai/fulfillments/new?kind=mcp");
    await page.getByLabel("Fulfillment Name").fill("Stock system");
    await page.getByLabel("MCP endpoint").fill(`${stock.url}/mcp`);
    await button("Add fulfillment", { exact: true }).click();
    await button("Load tools").click();
    await page.getByText("says it only reads").waitFor();
    assert.deepEqual(await page.getByRole("switch", { name: /^(stockOf|deleteStock)$/, checked: true }).count(), 0);
  });

  await step("allows the one that reads", async () => {
    await page.getByRole("switch", { name: "stockOf" }).click();
    await page.getByRole("switch", { name: "Safe" }).click();
    await button("Save", { exact: true }).click();
    await page.getByText("Stock system is saved").waitFor();
  });

  await step("has an assistant call it, which is offered no other", async () => {
    const { data } = await api.get("/fulfillments");
    const server = data.find(({ kind }) => kind === "mcp");
    const desk = await api.post("/assistants", { name: "Stock desk", model: `${connection.id}/small`, fulfillmentIds: [server.id] });
    await visit(`/genai/assistants/${desk.id}/sandbox`);
    await question.fill("How many PPR-9087 are there?");
    await page.keyboard.press("Enter");
    await thread.getByText("There are 12 of them in stock.").waitFor();
    assert.deepEqual([...new Set(offered.flat())], ["stockOf"]);
  });
}, { reaches: [search.place, stock.place, model.place] });
