/** The language a text is mostly written in, for `lang`: it decides how lines break and which letters are drawn. Pure. */
const SCRIPTS: readonly [string, RegExp][] = [
  ["th", /[\u0e01-\u0e5b]/],
  ["ja", /[\u3041-\u30ff]/],
  ["ko", /[\uac00-\ud7a3]/],
  ["zh", /[\u4e00-\u9fff]/],
];

export function languageOf(text: string): string {
  return SCRIPTS.find(([, script]) => script.test(text))?.[0] ?? "en";
}
