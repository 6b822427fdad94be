// The story of docs/flows/tool-call.md: an assistant that writes by a model searches with generated terms, looks an order up, and cancels it once a person said yes.
import assert from "node:assert/strict";

import { startApi, startModel } from "../services.mjs";
import { tell } from "../telling.mjs";

const POLICY = "# Delivery\n\nOrders leave the warehouse within 2 days and arrive 3 days later.\n\n# Refunds\n\nRefunds are paid within 7 days.\n";
const SECRET = "Bearer shop-secret-77";
const TERMS = { searchTerms: ["delivery time of an order"], keywords: ["delivery", "arrive"] };

const shop = await startApi(({ method, path }) =>
  method === "GET" ? { order: path.split("/").at(-1), state: "on its way", arrives: "Friday" } : { state: "cancelled" },
);
const model = await startModel(reply);

/** Writes what the request asks for: search terms as JSON, a tool call where the question needs one, else a sentence. */
function reply({ messages, tools = [] }) {
  const said = messages.map(({ content }) => String(content ?? "")).join("\n");
  const last = messages.at(-1);
  const offers = (name) => tools.some((tool) => tool.function.name === name);
  if (said.includes('"searchTerms"')) return { text: JSON.stringify(TERMS) };
  if (last.role === "tool") return { text: last.content.includes("cancelled") ? "Order 1042 is cancelled." : "Order 1042 is on its way and arrives on Friday." };
  if (/cancel/i.test(last.content) && offers("cancelOrder")) return { call: "cancelOrder", arguments: { orderId: "1042" } };
  if (/where is order/i.test(last.content) && offers("getOrder")) return { call: "getOrder", arguments: { orderId: "1042" } };
  return { text: "Works." };
}

await tell(async ({ page, api, step, visit, button, link }) => {
  const thread = page.getByRole("log");
  const question = page.getByRole("textbox", { name: "Question" });
  await api.base("Policies", POLICY);

  await step("connects a model that calls tools, and tries it", async () => {
    await visit("/settings/models");
    await button("Add model connection").click();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Name", { exact: true }).fill("Writer");
    await sheet.getByLabel("Base URL").fill(model.url);
    await sheet.getByLabel("Model name").fill("small");
    await sheet.getByRole("switch", { name: "Calls tools" }).click();
    await sheet.getByRole("button", { name: "Add connection" }).click();
    await button("Test", { exact: true }).first().click();
    await page.getByText(/Works: first words after/).waitFor();
  });

  await step("has new assistants begin with it", async () => {
    await page.getByRole("combobox", { name: "Model of new assistants" }).click();
    await page.getByRole("option", { name: /small/ }).click();
    await page.getByText("New assistants begin with this model").waitFor();
  });

  await step("adds a search with the Search Term Generator and sees its terms", async () => {
    await visit("/genai/fulfillments/new");
    await page.getByLabel("Fulfillment Name").fill("Policies");
    await page.getByRole("combobox", { name: /Target Knowledge/ }).click();
    await page.getByRole("option", { name: /Policies/ }).click();
    await page.getByRole("switch", { name: "Search Term Generator" }).click();
    await page.getByLabel("A question people ask").fill("When does it arrive?");
    await page.keyboard.press("Enter");
    await page.getByText(TERMS.searchTerms[0]).waitFor();
    await page.getByText("Delivery", { exact: true }).first().waitFor();
    await button("Add fulfillment", { exact: true }).click();
    await page.getByText("Policies is saved").waitFor();
  });

  await step("adds an action that reads an order of the shop", async () => {
    await visit("/genai/fulfillments");
    await button("Add new fulfillment").first().click();
    await page.getByRole("menuitem", { name: /^Action/ }).click();
    await page.getByLabel("Fulfillment Name").fill("getOrder");
    await page.getByLabel("Description").fill("The state of an order by its number.");
    await page.getByLabel("URL", { exact: true }).fill(`${shop.url}/orders/{{orderId}}`);
    await addParameter("orderId");
    await button("Add header").click();
    await page.getByLabel("Header name").fill("Authorization");
    await page.getByLabel("Header value").fill(SECRET);
    await page.getByRole("checkbox", { name: "Secret" }).click();
    await button("Add fulfillment", { exact: true }).click();
    await page.waitForURL(/\/fulfillments\/[0-9a-f-]{36}/);
  });

  await step("shows by a dry run what would be sent, without the secret, then sends it", async () => {
    await page.getByLabel("orderId", { exact: true }).fill("1042");
    await button("Dry run").click();
    await page.getByText(`GET ${shop.url}/orders/1042`).waitFor();
    assert.equal(shop.asked.length, 0);
    await button("Send", { exact: true }).click();
    await page.getByText(/on its way/).first().waitFor();
    assert.equal(shop.asked[0].headers.authorization, SECRET);
    assert.ok(!(await page.content()).includes(SECRET), "The secret is on the page.");
  });

  await step("adds an action that cancels an order, which the contact confirms", async () => {
    await visit("/genai/fulfillments/new?kind=action");
    await page.getByLabel("Fulfillment Name").fill("cancelOrder");
    await page.getByLabel("Description").fill("Cancels an order by its number.");
    await page.getByRole("combobox", { name: "Method" }).click();
    await page.getByRole("option", { name: "POST" }).click();
    await page.getByLabel("URL", { exact: true }).fill(`${shop.url}/orders/{{orderId}}/cancel`);
    await addParameter("orderId");
    assert.ok(await page.getByRole("radio", { name: /The contact/ }).isChecked());
    await button("Add fulfillment", { exact: true }).click();
    await page.getByText("cancelOrder is saved").waitFor();
  });

  await step("makes an assistant of the three", async () => {
    await visit("/genai/assistants");
    await button("Add Assistant").first().click();
    await page.getByLabel("Assistant Name").fill("Order desk");
    await page.getByRole("combobox", { name: /Fulfillments/ }).click();
    for (const name of ["Policies", "getOrder", "cancelOrder"]) await page.getByRole("option", { name: new RegExp(name) }).click();
    await page.keyboard.press("Escape");
    await button("Create assistant").click();
    await page.waitForURL(/\/assistants\/[^/]+\/settings/);
  });

  await step("asks for an order, and the assistant looks it up", async () => {
    await link("Chat Sandbox").click();
    await question.fill("Where is order 1042?");
    await page.keyboard.press("Enter");
    await thread.getByText(/arrives on Friday/).waitFor();
    assert.equal(shop.asked.at(-1).path, "/orders/1042");
  });

  await step("sees in the inspector which terms were searched and what was called", async () => {
    await button(/^Inspect/).first().click();
    await page.getByRole("tab", { name: "Terms" }).click();
    await page.getByText(TERMS.searchTerms[0]).waitFor();
    await page.getByText("arrive", { exact: true }).waitFor();
    await page.getByRole("tab", { name: "Tools" }).click();
    const called = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "getOrder" }) });
    await called.getByText("200", { exact: true }).waitFor();
  });

  await step("asks to cancel, and nothing is sent before a yes", async () => {
    await question.fill("Cancel order 1042");
    await page.keyboard.press("Enter");
    await page.getByRole("group", { name: /Confirm cancelOrder/ }).waitFor();
    assert.ok(shop.asked.every(({ method }) => method === "GET"));
  });

  await step("types yes, and the order is cancelled once", async () => {
    await question.fill("yes");
    await page.keyboard.press("Enter");
    await thread.getByText("Order 1042 is cancelled.").waitFor();
    const cancelled = shop.asked.filter(({ method }) => method === "POST");
    assert.deepEqual(cancelled.map(({ path }) => path), ["/orders/1042/cancel"]);
    assert.ok(cancelled[0].headers["idempotency-key"]);
    assert.equal(await page.getByRole("group", { name: /Confirm cancelOrder/ }).count(), 0);
  });

  await step("finds the call in the action's log", async () => {
    await page.getByRole("tab", { name: "Tools" }).click();
    await page.getByRole("link", { name: "cancelOrder" }).first().click();
    const row = page.getByRole("table", { name: "Call log" }).getByRole("row").nth(1);
    await row.getByText("200").waitFor();
    await row.getByRole("button").first().click();
    await page.getByRole("dialog").getByText(`POST ${shop.url}/orders/1042/cancel`).waitFor();
  });

  async function addParameter(name) {
    await button("Add parameter").click();
    await page.getByLabel("Parameter name").fill(name);
  }
}, { reaches: [shop.place, model.place] });
