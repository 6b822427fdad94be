/** A tiny colourer for the two languages the console shows. Pure: text in, tinted pieces out; the pieces joined are the text. */
export type Piece = { kind: "plain" | "key" | "string" | "number" | "word" | "comment"; text: string };

const JSON_PARTS = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\b|\b(true|false|null)\b/g;
const SHELL_PARTS =
  /('(?:[^'])*'|"(?:[^"\\]|\\.)*")|(#[^\n]*)|(?<=\s|^)(--?[\w-]+)|\b(curl|POST|GET|PUT|PATCH|DELETE)\b/gm;

function kindOfJson(match: RegExpMatchArray): Piece["kind"] {
  if (match[1]) return match[2] ? "key" : "string";
  return match[3] ? "number" : "word";
}

function kindOfShell(match: RegExpMatchArray): Piece["kind"] {
  if (match[1]) return "string";
  if (match[2]) return "comment";
  return match[3] ? "key" : "word";
}

export function highlight(code: string, language: "json" | "shell" | "text"): Piece[] {
  if (language === "text") return [{ kind: "plain", text: code }];
  const [pattern, kind] =
    language === "json" ? ([JSON_PARTS, kindOfJson] as const) : ([SHELL_PARTS, kindOfShell] as const);
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    const tinted = match[0].slice(0, match[0].length - (language === "json" ? (match[2]?.length ?? 0) : 0));
    if (match.index > end) pieces.push({ kind: "plain", text: code.slice(end, match.index) });
    pieces.push({ kind: kind(match), text: tinted });
    end = match.index + tinted.length;
  }
  if (end < code.length) pieces.push({ kind: "plain", text: code.slice(end) });
  return pieces;
}
