/** About how many tokens a multilingual model makes of a text: the same rule as the server counts by. */
const PIECES =
  /(?<word>(?:[A-Za-z\u00c0-\u024f\u1e00-\u1eff]|\p{Mn})+)|(?<number>\p{Nd}+)|(?<thai>\p{Script=Thai}+)|(?<han>\p{Script=Han}+)|(?<kana>[\p{Script=Hiragana}\p{Script=Katakana}]+)|(?<hangul>\p{Script=Hangul}+)|(?<other>\p{L}+)|(?<mark>[^\p{L}\p{N}_\s])/gu;

const PER_CHARACTER: Record<string, number> = {
  word: 0.205, number: 0.45, thai: 0.29, han: 0.66, kana: 0.52, hangul: 0.62, other: 0.3, mark: 0.9,
};

export function countTokens(text: string): number {
  let total = 0;
  for (const match of text.matchAll(PIECES)) {
    const kind = Object.entries(match.groups ?? {}).find(([, piece]) => piece !== undefined)?.[0] ?? "mark";
    const least = kind === "mark" ? 0.9 : 1;
    total += Math.max(least, (PER_CHARACTER[kind] ?? 0.3) * [...match[0]].length);
  }
  return Math.floor(total + 0.999);
}
