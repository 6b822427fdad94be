// The story of small screens and long words: every Gen AI page, as wide as a phone and as a tablet, in both languages, scrolls down alone.
import assert from "node:assert/strict";

import { tell } from "../telling.mjs";

const POLICY = "# Refunds\n\nRefunds are paid within 7 days after the goods have arrived at the warehouse.\n";
const NAME = "นโยบายการคืนสินค้าและการรับประกันของทุกสาขา (ฉบับปรับปรุง)";
const WIDTHS = [320, 768];
const LANGUAGES = ["en", "th"];

await tell(async ({ page, api, step, visit }) => {
  const base = await api.base(NAME, POLICY);
  const assistant = await api.assistant(NAME, base);
  const { secretKey } = await api.get(`/assistants/${assistant.id}/secret-key?reveal=true`);
  const { messageId } = await api.asCustomer(secretKey, { message: "How fast are refunds paid?", userId: "customer-with-a-long-name" });
  const saved = await api.post("/memorized-responses", { question: NAME, answer: NAME });
  const set = await api.post("/lab/cases", { name: NAME, messages: [{ messageId }] });
  const { data: [document] } = await api.get(`/knowledge-bases/${base.id}/documents`);
  const { data: [search] } = await api.get("/fulfillments");
  const tabs = (path, names) => names.map((name) => `${path}/${name}`);
  const pages = [
    "/", "/settings/models", "/me/preferences",
    ...tabs("/genai", ["dashboard", "assistants", "fulfillments", "knowledge", "memorized", "lab", "messages"]),
    ...tabs(`/genai/assistants/${assistant.id}`, ["settings", "versions", "sandbox", "api", "messages"]),
    ...tabs(`/genai/knowledge/${base.id}`, ["documents", "chunks", "test?q=refund", "gaps", "versions", "settings"]),
    `/genai/knowledge/${base.id}/documents/${document.id}`,
    `/genai/messages/${messageId}`, `/genai/memorized/${saved.id}`, `/genai/fulfillments/${search.id}`, `/genai/lab/sets/${set.id}`,
  ];

  /** How far the page as it stands can be moved sideways, in px, at each of the widths where it can. */
  async function moves() {
    const found = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) found.push(`by ${over} px at ${width} px`);
    }
    return found;
  }

  for (const language of LANGUAGES) {
    await step(`keeps every page inside the screen in ${language}`, async () => {
      await visit("/");
      await page.evaluate((chosen) => localStorage.setItem("comity.language", chosen), language);
      const moving = [];
      for (const path of pages) {
        await visit(path);
        await page.getByRole("heading", { level: 1 }).or(page.getByRole("dialog")).first().waitFor();
        await page.waitForFunction(() => !document.querySelector("[aria-busy='true']"));
        for (const way of await moves()) moving.push(`${path} ${way}`);
      }
      assert.deepEqual(moving, []);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
    }, { axe: false });
  }
});
