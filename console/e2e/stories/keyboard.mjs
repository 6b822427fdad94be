// The story of somebody without a mouse: from an empty workspace to a published answer by keys alone.
import assert from "node:assert/strict";

import { tell } from "../telling.mjs";

const POLICY = "# Refunds\n\nRefunds are paid within 7 days after the goods have arrived at the warehouse.\n";
const MOST_TABS = 80;

await tell(async ({ page, step, visit, button, link }) => {
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const type = (text) => page.keyboard.type(text);
  const heading = (name) => page.getByRole("heading", { name, exact: true });

  /** Goes on by Tab until the element has the focus. */
  async function reach(element) {
    await element.first().waitFor();
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await element.first().evaluate((one) => one === document.activeElement)) return;
      await press("Tab");
    }
    throw new Error(`${element} is not reached by Tab.`);
  }

  /** Opens a page by the palette. */
  async function open(name) {
    await press("Control+k");
    await page.getByRole("combobox", { name: "Search pages, actions and content" }).waitFor();
    await type(name);
    await page.getByRole("option", { name: new RegExp(`^${name}`), selected: true }).waitFor();
    await press("Enter");
    await heading(name).waitFor();
  }

  await step("lists the keys", async () => {
    await visit("/");
    await heading("Home").waitFor();
    await press("g", "a");
    await heading("Dashboard").waitFor();
    await press("?");
    await page.getByRole("dialog").getByText("Open or collapse the section bar").waitFor();
    await press("Escape");
  });

  await step("makes a knowledge base", async () => {
    await open("Knowledge");
    await press("c");
    await page.getByRole("dialog").waitFor();
    await type("Policies");
    await press("Enter");
    await page.waitForURL(/\/knowledge\/[^/]+\/documents/);
  });

  await step("uploads a document", async () => {
    const chosen = page.waitForEvent("filechooser");
    await reach(button(/Drop files here/).or(page.getByLabel(/Drop files here/)));
    await press("Enter");
    await (await chosen).setFiles({ name: "policies.md", mimeType: "text/markdown", buffer: Buffer.from(POLICY) });
    await page.getByRole("row").filter({ hasText: "policies" }).getByText("Ready").waitFor({ timeout: 60_000 });
  });

  await step("adds a fulfillment that searches it", async () => {
    await open("Fulfillments");
    await press("c");
    await heading("Add new fulfillment").waitFor();
    await reach(page.getByLabel("Fulfillment Name"));
    await type("Policies");
    await reach(page.getByRole("combobox", { name: /Target Knowledge/ }));
    await press("ArrowDown");
    await page.getByRole("option", { name: /Policies/ }).waitFor();
    await press("Enter");
    await reach(button("Add fulfillment", { exact: true }));
    await press("Enter");
    await page.waitForURL(/\/fulfillments\/[0-9a-f-]{36}/);
  });

  await step("makes an assistant", async () => {
    await open("Assistants");
    await press("c");
    await page.getByRole("dialog").waitFor();
    await type("Help desk");
    await reach(page.getByRole("combobox", { name: /Fulfillments/ }));
    await press("ArrowDown");
    await page.getByRole("option", { name: /Policies/ }).waitFor();
    await press("Enter", "Escape");
    await reach(button("Create assistant"));
    await press("Enter");
    await page.waitForURL(/\/assistants\/[^/]+\/settings/);
  });

  await step("publishes it", async () => {
    await reach(button("Publish"));
    await press("Enter");
    await reach(page.getByRole("dialog").getByRole("button", { name: "Publish" }));
    await press("Enter");
    await page.getByText("Live v1").first().waitFor();
  });

  await step("asks it, and reads why it said so", async () => {
    await reach(link("Chat Sandbox"));
    await press("Enter");
    await reach(page.getByRole("textbox", { name: "Question" }));
    await type("How fast are refunds paid?");
    await press("Enter");
    await page.getByRole("log").getByText(/within 7 days/).first().waitFor();
    await reach(button(/^Inspect/));
    await press("Enter");
    await page.getByRole("tab", { name: "Fulfillments" }).waitFor();
  });

  await step("finds it again in the list", async () => {
    await open("Assistants");
    await press("/");
    await type("desk");
    await page.waitForURL(/q=desk/);
    await press("Tab");
    await reach(page.getByRole("link", { name: "Help desk" }));
    await press("Enter");
    await heading("Help desk").waitFor();
    assert.match(page.url(), /\/settings$/);
  });
});
