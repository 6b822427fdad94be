// The story of docs/flows/knowledge-ingest.md, splits and merges: a chunk is cut in two with a preview, put together with its neighbour, and each is undone.
import assert from "node:assert/strict";

import { tell } from "../telling.mjs";

const POLICY = "# Refunds\n\nRefunds are paid within 7 days. Deposits are kept for a month, and then given back in full.\n";

await tell(async ({ page, api, step, visit, button }) => {
  const dialog = page.getByRole("dialog");
  const base = await api.base("Policies", POLICY);
  const path = `/knowledge-bases/${base.id}/chunks`;
  /** The toast of an earlier step says the same: what counts is what the server holds. */
  const untilThereAre = (count) => api.until(path, (rows) => rows.length === count);
  const chunks = async () => (await api.get(path)).data;
  const [whole] = await chunks();

  await step("puts the cursor where the second chunk begins and sees both", async () => {
    await visit(`/genai/knowledge/${base.id}/chunks?chunk=${whole.chunkId}`);
    await button("Split", { exact: true }).click();
    const text = dialog.getByRole("textbox", { name: "Text" }).last();
    await text.evaluate((area) => { const at = area.value.indexOf("Deposits"); area.focus(); area.setSelectionRange(at, at); });
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("x");
    await dialog.getByText("New id").waitFor();
    await dialog.getByText(/^Deposits are kept/).waitFor();
    assert.equal((await chunks()).length, 1);
  });

  await step("splits it, and search finds the second half by itself", async () => {
    await button("Split", { exact: true }).last().click();
    await page.getByText("The chunk is two now").waitFor();
    const halves = await chunks();
    assert.deepEqual(halves.map(({ content }) => content.includes("Deposits")), [false, true]);
    assert.equal(halves[0].chunkId, whole.chunkId);
    const found = await api.post(`/knowledge-bases/${base.id}/search`, { query: "deposits" });
    assert.equal(found.data[0].document.id, halves[1].chunkId);
  });

  await step("undoes it from the history", async () => {
    await page.getByRole("tab", { name: "History" }).click();
    await button("Undo the split").click();
    await page.getByText("Every chunk says again what it said before").waitFor();
    assert.deepEqual((await chunks()).map(({ content }) => content), [whole.content]);
  });

  await step("splits it again, merges both, and undoes that at once", async () => {
    await button("Split", { exact: true }).click();
    await dialog.getByText("New id").waitFor();
    await button("Split", { exact: true }).last().click();
    await page.getByText("The chunk is two now").last().waitFor();
    await untilThereAre(2);
    await button("Merge", { exact: true }).click();
    await dialog.getByText("The next:").waitFor();
    await dialog.getByRole("list", { name: "What comes out" }).getByText(/Deposits/).waitFor();
    await button("Merge", { exact: true }).last().click();
    await page.getByText("The chunks are one now").waitFor();
    assert.equal((await chunks()).length, 1);
    await page.keyboard.press("Control+z");
    await untilThereAre(2);
    await page.getByText("Every chunk says again what it said before").last().waitFor();
  });
});
