// Tells a story: a Comity of its own, a real browser on it, and steps as a person would take them.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

import { openBrowser, seriousFindings } from "./looking.mjs";
import { startServer } from "./server.mjs";
import { setUp } from "./workspace.mjs";

const RESULTS = fileURLToPath(new URL("./results/", import.meta.url));
const PICTURE = `${RESULTS}${basename(process.argv[1], ".mjs")}.png`;
const PATIENCE_MS = 30_000;

/**
 * Runs `work` with what a story needs and ends the process: with code 0 when every step went well and no page threw an error.
 * `reaches`: places (`host:port`) on this machine that the server may call. `isSetUp: false` leaves set-up to the story.
 */
export async function tell(work, { reaches = [], isSetUp = true } = {}) {
  const closing = [];
  const teller = new Teller(closing);
  try {
    const server = await teller.serve({ reaches });
    const browser = await openBrowser();
    closing.push(() => browser.close());
    await work(await told(teller, await teller.open(browser), server, isSetUp));
    assert.deepEqual(teller.troubles, [], "The page threw errors.");
    console.log(`\n${teller.done} passed, 0 failed`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(teller.printed());
    console.log(`\n${teller.done} passed, 1 failed`);
    process.exitCode = 1;
  } finally {
    for (const close of closing.reverse()) await close();
  }
  process.exit();
}

/** What a story is given for one server: its page, words for what is on it, and where the story wants it the API of a person who is signed in. */
async function told(teller, page, server, isSetUp) {
  const { api, workspace } = isSetUp ? await setUp(page.context(), server) : {};
  return {
    server, page, api,
    step: (title, doing, options) => teller.step(page, title, doing, options),
    /** Opens a page of the workspace by its path, such as `/genai/lab`. */
    visit: (path) => page.goto(`${server.url}/w/${workspace}${path}`),
    button: (name, options = {}) => page.getByRole("button", { name, ...options }),
    link: (name) => page.getByRole("link", { name, exact: true }).first(),
    /** The same on a second server, in a browser profile of its own. */
    elsewhere: async () => {
      const second = await teller.serve({});
      return told(teller, await teller.open(page.context().browser()), second, isSetUp);
    },
  };
}

class Teller {
  done = 0;
  troubles = [];
  #closing;
  #servers = [];

  constructor(closing) {
    this.#closing = closing;
  }

  async serve(options) {
    const server = await startServer(options);
    this.#servers.push(server);
    this.#closing.push(server.stop);
    return server;
  }

  async open(browser) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on("pageerror", (error) => this.troubles.push(error.message));
    return page;
  }

  /** Does a step; afterwards axe looks at the page, unless `axe` is false. A step that fails is pictured. */
  async step(page, title, doing, { axe = true } = {}) {
    const began = Date.now();
    try {
      await doing();
      const findings = axe ? await seriousFindings(page) : [];
      if (findings.length) throw new Error(`axe finds:\n${findings.join("\n")}`);
    } catch (error) {
      mkdirSync(RESULTS, { recursive: true });
      await page.screenshot({ path: PICTURE, fullPage: true }).catch(() => undefined);
      console.error(`✗ ${title}\n  at ${page.url()}`);
      throw error;
    }
    this.done += 1;
    console.log(`✓ ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  }

  /** The end of what the servers printed. */
  printed() {
    return this.#servers.map((server) => server.printed().slice(-2000)).join("\n");
  }
}
