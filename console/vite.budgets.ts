/** What a first load may weigh: the build tells it and fails above the hard limits. Sizes are gzip, in kB of 1000 bytes. */
import { gzipSync } from "node:zlib";

import type { Plugin, Rolldown } from "vite";

const FIRST_LOAD = { target: 210, hard: 240 };
const OWN_PAGE_HARD = 60;
const STYLES_HARD = 25;
const LANGUAGES = ["en", "th"];
const TRAY = "/src/features/activity/ActivityTray.tsx";
const FRAME = ["/src/app/locales", "/src/shared/i18n/locales", "/src/shared/ui/locales", "/src/features/activity/locales"];
/** Pages that somebody opens first: Home and the lists. */
const LISTS: Record<string, string> = {
  home: "HomePage",
  assistants: "list/AssistantsPage",
  fulfillments: "FulfillmentsPage",
  knowledge: "list/KnowledgePage",
  memorized: "MemorizedPage",
  lab: "LabPage",
};

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

const kB = (code: string | Uint8Array) => gzipSync(code).length / 1000;
const chunksOf = (bundle: Bundle) => Object.values(bundle).filter((file): file is Chunk => file.type === "chunk");

/** The chunk that stands for a module by itself. */
function chunkOf(bundle: Bundle, module: string): Chunk {
  const found = chunksOf(bundle).find((chunk) => chunk.facadeModuleId?.endsWith(module));
  if (!found) throw new Error(`No chunk holds ${module}: name it anew in vite.budgets.ts.`);
  return found;
}

/** The chunks and all that they import. */
function withImports(bundle: Bundle, chunks: Chunk[], known = new Set<Chunk>()): Set<Chunk> {
  for (const chunk of chunks.filter((each) => !known.has(each))) {
    known.add(chunk);
    const imported = chunk.imports.map((file) => bundle[file]).filter((file): file is Chunk => file?.type === "chunk");
    withImports(bundle, imported, known);
  }
  return known;
}

/** What a list loads when it is the first page: the frame with its tray, the page, and the texts of one language. */
function firstLoad(bundle: Bundle, feature: string, language: string): number {
  const page = chunkOf(bundle, `/src/features/${feature}/${LISTS[feature]}.tsx`);
  const texts = [...FRAME, `/src/features/${feature}/locales`].map((folder) => chunkOf(bundle, `${folder}/${language}.json`));
  const entries = chunksOf(bundle).filter((chunk) => chunk.isEntry);
  const all = withImports(bundle, [...entries, chunkOf(bundle, TRAY), page, ...texts, chunkOf(bundle, `virtual:labels/${language}`)]);
  return [...all].reduce((sum, chunk) => sum + kB(chunk.code), 0);
}

/** What is too heavy, in words. */
function overWeight(bundle: Bundle, loads: readonly (readonly [string, number])[]): string[] {
  const lists = loads.filter(([, size]) => size > FIRST_LOAD.hard).map(([name, size]) => `${name}: ${size.toFixed(1)} of ${FIRST_LOAD.hard} kB`);
  const pages = chunksOf(bundle)
    .filter((chunk) => /\/src\/features\/.*(Page|Tab|Frame)\.tsx$/.test(chunk.facadeModuleId ?? "") && kB(chunk.code) > OWN_PAGE_HARD)
    .map((chunk) => `${chunk.name}: ${kB(chunk.code).toFixed(1)} of ${OWN_PAGE_HARD} kB`);
  const styles = Object.values(bundle)
    .filter((file) => file.type === "asset" && file.fileName.endsWith(".css"))
    .map((file) => [file.fileName, kB((file as Rolldown.OutputAsset).source)] as const)
    .filter(([, size]) => size > STYLES_HARD)
    .map(([name, size]) => `${name}: ${size.toFixed(1)} of ${STYLES_HARD} kB`);
  return [...lists, ...pages, ...styles];
}

export function budgets(): Plugin {
  return {
    name: "comity-budgets",
    apply: "build",
    enforce: "post",
    writeBundle(_, bundle) {
      const loads = Object.keys(LISTS).flatMap((feature) =>
        LANGUAGES.map((language) => [`${feature} (${language})`, firstLoad(bundle, feature, language)] as const),
      );
      const told = loads.map(([name, size]) => `${name} ${size.toFixed(1)}`).join(", ");
      this.info(`first load in kB, ${FIRST_LOAD.target} at best and ${FIRST_LOAD.hard} at most: ${told}`);
      const problems = overWeight(bundle, loads);
      if (problems.length) this.error(`Too heavy. Load later what the first sight does not need:\n${problems.join("\n")}`);
    },
  };
}
