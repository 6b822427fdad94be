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

/** Waits until what fades or moves has come to rest; what turns for ever, such as a spinner, is left to turn. */
async function still(page) {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    const late = new Promise((resolve) => setTimeout(resolve, 2000));
    await Promise.race([Promise.allSettled(ending.map(({ finished }) => finished)), late]);
  });
}

async function look(page) {
  await dialogsGone(page);
  await still(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary}`).join(" | ")}`);
}

/** Serious and critical findings of axe on the page, as lines. A tooltip that fades in during the look is no finding: what is found must be found again. */
export async function seriousFindings(page) {
  const findings = await look(page);
  return findings.length ? look(page) : findings;
}
