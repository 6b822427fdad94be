// The story of docs/guides/follow-a-website.md: a website is followed, what its robots.txt forbids stays out, and a changed page is found after the next sync.
import assert from "node:assert/strict";

import { startSite } from "../services.mjs";
import { tell } from "../telling.mjs";

/** A site is asked once a second, by a worker that has to start. */
const SYNC_MS = 90_000;
const shipping = (days) => pageOf("Shipping", `Parcels to Laos take ${days} days. Every parcel has a number, with which its way is followed until the door.`);
const pages = {
  "/robots.txt": "User-agent: *\nDisallow: /staff\n",
  "/": pageOf("Help", "Welcome to the help of our shop, where the most common questions are answered.", "/shipping", "/staff", "/gone"),
  "/shipping": shipping("five"),
  "/staff": pageOf("Staff", "Only for those who work here."),
};
const site = await startSite(pages);

await tell(async ({ page, api, step, visit, button, link }) => {
  const base = await api.post("/knowledge-bases", { name: "Help", type: "documents" });
  const sheet = page.getByRole("dialog");
  const documents = page.getByRole("table", { name: "Documents" });

  await step("follows a website from a sheet", async () => {
    await visit(`/genai/knowledge/${base.id}`);
    await button("Add").first().click();
    await page.getByRole("menuitem", { name: "Website" }).click();
    await sheet.getByLabel("Address", { exact: true }).fill(`${site.url}/`);
    await sheet.getByRole("radio", { name: /Follow links/ }).waitFor();
    await sheet.getByRole("button", { name: "Follow" }).click();
    await page.getByText(/is followed/).first().waitFor();
  });

  await step("sees it come in step, with its pages as documents", async () => {
    await page.getByText("In step, with errors").waitFor({ timeout: SYNC_MS });
    await api.ready(base.id);
    await documents.getByRole("link", { name: /^Shipping/ }).waitFor();
    assert.deepEqual(site.asked.toSorted(), ["/", "/gone", "/robots.txt", "/shipping"]);
  });

  await step("reads which addresses were left out, and why", async () => {
    await button(/^More for/).click();
    await page.getByRole("menuitem", { name: "Pages and errors" }).click();
    await sheet.getByText("The server answered 404: there is no such page.").waitFor();
    await sheet.getByRole("radio", { name: "Left out" }).click();
    await sheet.getByText(/robots\.txt does not allow this page/).waitFor();
    await sheet.getByRole("radio", { name: "Taken" }).click();
    await sheet.getByRole("link", { name: "Shipping", exact: true }).waitFor();
    await page.keyboard.press("Escape");
  });

  await step("syncs again after a page was changed", async () => {
    pages["/shipping"] = shipping("nine");
    const before = site.asked.length;
    await button("Sync now").click();
    await page.getByText("The sync begins").first().waitFor();
    await api.until(`/knowledge-bases/${base.id}/chunks`, (chunks) => chunks.some(({ content }) => content.includes("nine days")));
    await button("Sync now").waitFor({ timeout: SYNC_MS });
    assert.ok(site.asked.slice(before).includes("/shipping"));
  });

  await step("finds the new sentence, and the old one no more", async () => {
    await link("Test").click();
    await page.getByRole("textbox", { name: "Question" }).fill("How long do parcels to Laos take?");
    await page.keyboard.press("Enter");
    const found = page.getByRole("table", { name: "What was found" });
    await found.getByText(/take nine days/).first().waitFor();
    assert.equal(await found.getByText(/take five days/).count(), 0);
  });
}, { reaches: [site.place] });

function pageOf(title, text, ...links) {
  const anchors = links.map((path) => `<p>See <a href="${path}">${path}</a>.</p>`).join("");
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p>${anchors}</main></body></html>`;
}
