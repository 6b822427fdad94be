// The story of docs/flows/assistant-answer.md in a real browser: from an empty install to an answer whose source is shown.
import { tell } from "../telling.mjs";

const POLICY = `# Returns

## Refunds

Refunds are paid within 7 days after the goods have arrived at the warehouse.

## Warranty

The warranty of lamp PPR-9087 is 24 months. Keep the receipt.

# การคืนสินค้า

ลูกค้าได้รับเงินคืนภายใน 7 วันหลังจากสินค้าถึงคลัง
`;
const READY_MS = 120_000;

await tell(async ({ page, server, step, button, link }) => {
  const go = (name) => link(name).click();

  await step("opens the set-up link that the server printed", async () => {
    await page.goto(server.link);
    await page.getByLabel("E-mail").waitFor();
  });

  await step("makes the account and the workspace", async () => {
    await page.getByLabel("Name", { exact: true }).fill("Nok");
    await page.getByLabel("E-mail").fill("nok@example.com");
    await page.locator("input[type=password]").fill("Abcdef1!story");
    await button("Continue").click();
    await page.getByRole("heading", { name: "Your workspace" }).waitFor();
    await page.getByLabel("Name", { exact: true }).fill("Baan Sabai");
    await button("Create workspace").click();
    await page.getByRole("heading", { name: "How should Comity write answers?" }).waitFor();
  });

  await step("chooses documents only and leaves the files for later", async () => {
    await button("Continue").click();
    await button("Do this later").click();
    await page.waitForURL(/\/w\/[a-z0-9-]+/);
    await page.getByRole("heading", { name: "Home" }).waitFor();
  });

  await step("creates a knowledge base", async () => {
    await go("Gen AI");
    await go("Knowledge");
    await button("Create knowledge base").first().click();
    await page.getByLabel("Name", { exact: true }).fill("Policies");
    await button("Create", { exact: true }).click();
    await page.waitForURL(/\/knowledge\/[^/]+\/documents/);
  });

  await step("uploads a document and sees it become ready", async () => {
    const file = { name: "returns.md", mimeType: "text/markdown", buffer: Buffer.from(POLICY) };
    await page.locator("input[type=file]").first().setInputFiles(file);
    const row = page.getByRole("row").filter({ hasText: "returns" });
    await row.getByText("Ready").waitFor({ timeout: READY_MS });
  });

  await step("searches it in two ways side by side", async () => {
    await page.getByRole("link", { name: /^Test/ }).click();
    await page.getByRole("textbox", { name: "Question" }).fill("How fast are refunds paid?");
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "What was found" }).getByText("Refunds", { exact: true }).first().waitFor();
    await button("Compare", { exact: true }).click();
    await page.getByText(/chunks? on both sides/).waitFor();
  });

  await step("adds a fulfillment that searches it", async () => {
    await go("Fulfillments");
    await button("Add new fulfillment").first().click();
    await page.getByRole("menuitem", { name: "Search a knowledge base" }).click();
    await page.getByLabel("Fulfillment Name").fill("Policies");
    await page.getByRole("combobox", { name: /Target Knowledge/ }).click();
    await page.getByRole("option", { name: /Policies/ }).click();
    await button("Add fulfillment", { exact: true }).click();
    await page.waitForURL(/\/fulfillments\/[0-9a-f-]{36}/);
  });

  await step("creates an assistant and publishes it", async () => {
    await go("Assistants");
    await button("Add Assistant").first().click();
    await page.getByLabel("Assistant Name").fill("Help desk");
    await page.getByRole("combobox", { name: /Fulfillments/ }).click();
    await page.getByRole("option", { name: /Policies/ }).click();
    await page.keyboard.press("Escape");
    await button("Create assistant").click();
    await page.waitForURL(/\/assistants\/[^/]+\/settings/);
    await button("Publish").click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    await page.getByText("Live v1").first().waitFor();
  });

  await step("asks in the sandbox and gets a cited answer", async () => {
    await go("Chat Sandbox");
    await page.getByRole("textbox", { name: "Question" }).fill("How fast are refunds paid?");
    await page.keyboard.press("Enter");
    const thread = page.getByRole("log");
    await thread.getByText(/within 7 days/).first().waitFor();
    await thread.getByText("returns", { exact: false }).first().waitFor();
  });

  await step("opens the inspector and sees the stages, the scores and the marked source", async () => {
    await button(/^Inspect/).first().click();
    await page.getByText("Select chunks").first().waitFor();
    await page.getByRole("tab", { name: "Fulfillments" }).click();
    await page.getByText(/above 0\.45/).first().waitFor();
    await page.locator("mark", { hasText: "Refunds are paid within 7 days" }).first().waitFor();
  });

  await step("asks in Thai and gets the Thai sentence", async () => {
    await page.getByRole("textbox", { name: "Question" }).fill("คืนเงินภายในกี่วัน");
    await page.keyboard.press("Enter");
    await page.getByRole("log").getByText(/ภายใน 7 วัน/).first().waitFor();
  });

  await step("compares an answer of the draft with the live one", async () => {
    await button("Compare with live").first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/within 7 days/).nth(1).waitFor();
    await page.keyboard.press("Escape");
  });

  await step("keeps the thread over a reload", async () => {
    await page.reload();
    await page.getByRole("log").getByText(/within 7 days/).first().waitFor();
    await page.getByRole("log").getByText(/ภายใน 7 วัน/).first().waitFor();
  });
}, { isSetUp: false });
