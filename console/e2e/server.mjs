// A Comity of its own for a story: an empty data directory, a free port, the built console.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_MS = 120_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts the server, which may call the places (`host:port`) in `reaches`; gives its address, the set-up link it printed, and how to end it. */
export async function startServer({ reaches = [] } = {}) {
  const data = mkdtempSync(join(tmpdir(), "comity-story-"));
  const port = await freePort();
  const command = process.env.COMITY ?? join(ROOT, ".venv/bin/comity");
  const env = { ...process.env, COMITY_OUTBOUND__ALLOW: JSON.stringify(reaches) };
  const child = spawn(command, ["serve", "--port", String(port), "--data-dir", data], { cwd: ROOT, env });
  let printed = "";
  const link = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The server did not start:\n${printed}`)), START_MS);
    const read = (chunk) => {
      printed += chunk;
      const found = /(http:\S+\/setup\?token=\S+)/.exec(printed);
      if (!found) return;
      clearTimeout(late);
      resolve(found[1]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}:\n${printed}`)));
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.removeAllListeners("exit");
    child.once("exit", () => undefined);
    child.kill("SIGTERM");
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000))]);
    child.kill("SIGKILL");
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  return { url: `http://127.0.0.1:${port}`, link: await link, printed: () => printed, stop };
}
