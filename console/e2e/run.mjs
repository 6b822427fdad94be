// Runs the stories, each in a process of its own, two at a time: `npm run e2e`, or `npm run e2e -- lab memorized` for some of them.
// On CI a story that failed is told once more, alone; both tellings are printed, and the end names a story that needed the second.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = new URL("./stories/", import.meta.url);
const AT_ONCE = 2;

const wanted = process.argv.slice(2);
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".mjs")).map((name) => name.slice(0, -4));
const waiting = names.filter((name) => !wanted.length || wanted.includes(name));
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length) throw new Error(`There is no story ${unknown.join(", ")}. There are: ${names.join(", ")}`);

/** Tells one story and prints it as a whole when it has ended; says whether it went well, and what it printed. */
async function run(name) {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`${name}.mjs`, FOLDER))]);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => { printed += piece; });
  const began = Date.now();
  const code = await new Promise((resolve) => child.once("close", resolve));
  console.log(`\n${name} (${((Date.now() - began) / 1000).toFixed(0)} s)\n${printed.trimEnd()}`);
  return { name, isWell: code === 0, printed };
}

async function runAll(results = []) {
  for (let name = waiting.shift(); name; name = waiting.shift()) results.push(await run(name));
  return results;
}

const ofFailed = (results) => results.filter(({ isWell }) => !isWell);
const first = (await Promise.all(Array.from({ length: AT_ONCE }, () => runAll()))).flat();
const second = [];
if (process.env.CI) for (const { name } of ofFailed(first)) second.push(await run(name));
const failed = ofFailed(process.env.CI ? second : first);
const unsteady = second.filter(({ isWell }) => isWell).map(({ name }) => name);

for (const { name, printed } of failed) console.log(`\nWhat failed in ${name}:\n${printed.slice(Math.max(printed.indexOf("✗"), 0)).slice(0, 2000)}`);
if (unsteady.length) console.log(`\nTold twice before they went well: ${unsteady.join(", ")}`);
console.log(`\n${first.length - failed.length} stories went well${failed.length ? `, these did not: ${failed.map(({ name }) => name).join(", ")}` : ""}`);
process.exitCode = failed.length ? 1 : 0;
