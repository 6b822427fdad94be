/** Languages of the OCR engine, as its packs are named. Pure but for the reading of what is installed. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, type Shape } from "@/api";

import { languageName } from "../languages";

export type Engine = Shape<"OcrRead">;

const OFFERED = ["tha", "eng", "jpn", "chi_sim", "kor"] as const;
const TAGS: Record<string, string> = { chi_sim: "zh-Hans", chi_tra: "zh-Hant" };

export const ocrQuery = queryOptions({
  queryKey: ["knowledge", "ocr"],
  queryFn: () => data(api.GET("/api/v1/knowledge-bases/ocr")),
});

/** What may be ticked: the five that Comity looks for, whatever else is installed, and what the base holds. */
export function offered(installed: readonly string[], picked: readonly string[]): string[] {
  return [...new Set([...OFFERED, ...installed, ...picked])];
}

/** The languages after a tick, in the order in which they are offered. */
export function ticked(all: readonly string[], picked: readonly string[], language: string, on: boolean): string[] {
  return all.filter((one) => (one === language ? on : picked.includes(one)));
}

/** The language of a pack in the reader's own words. */
export function packName(pack: string, reader: string): string {
  return languageName(TAGS[pack] ?? pack.split("_")[0] ?? pack, reader);
}

export function packNames(packs: readonly string[], reader: string): string {
  return new Intl.ListFormat(reader).format(packs.map((pack) => packName(pack, reader)));
}

/** The Debian package that brings a language. */
export function packageOf(pack: string): string {
  return `tesseract-ocr-${pack.replaceAll("_", "-").toLowerCase()}`;
}
