// The browser of the stories, and what axe finds on its pages.
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"];

export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** A dialog hides the page from screen readers until it has faded out; the page is looked at after that. */
async function dialogsGone(page) {
  const hidden = page.locator('[data-aria-hidden="true"]').first();
  await hidden.waitFor({ state: "detached", timeout: 3000 }).catch(() => undefined);
}

/** Serious and critical findings of axe on the page as it stands, as lines. */
export async function seriousFindings(page) {
  await dialogsGone(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary}`).join(" | ")}`);
}
