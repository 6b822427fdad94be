// Steps of a story: each is named, timed, checked for accessibility where it asks, and pictured when it fails.
import { AxeBuilder } from "@axe-core/playwright";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const RESULTS = fileURLToPath(new URL("./results/", import.meta.url));
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

export class Story {
  #page;
  #done = 0;

  constructor(page) {
    this.#page = page;
  }

  get done() {
    return this.#done;
  }

  /** Does a step, and afterwards lets axe look at the page unless `axe` is false. */
  async step(title, work, { axe = true } = {}) {
    const began = Date.now();
    try {
      await work();
      if (axe) {
        const findings = await seriousFindings(this.#page);
        if (findings.length) throw new Error(`axe finds:\n${findings.join("\n")}`);
      }
    } catch (error) {
      mkdirSync(RESULTS, { recursive: true });
      await this.#page.screenshot({ path: `${RESULTS}failed.png`, fullPage: true }).catch(() => undefined);
      console.error(`✗ ${title}\n  at ${this.#page.url()}`);
      throw error;
    }
    this.#done += 1;
    console.log(`✓ ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  }
}
