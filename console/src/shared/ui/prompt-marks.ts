/** Cuts a prompt into plain text and the marks that the overlay tints. Pure: the editor only draws what this returns. */
export type Mark = { kind: "text" | "placeholder" | "variable" | "unknown"; text: string };

const VARIABLE = /\{\{\s*([\p{L}\p{M}\p{N}_.-]*)\s*\}\}/u;

export function marks(text: string, known: ReadonlySet<string>, placeholders: readonly string[]): Mark[] {
  const found: Mark[] = [];
  const words = placeholders.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp([...words, VARIABLE.source].join("|"), "gu");
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) found.push({ kind: "text", text: text.slice(end, match.index) });
    found.push({ kind: kindOf(match[0], known), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ kind: "text", text: text.slice(end) });
  return found;
}

function kindOf(word: string, known: ReadonlySet<string>): Mark["kind"] {
  const name = VARIABLE.exec(word)?.[1];
  if (name === undefined) return "placeholder";
  return known.has(name) ? "variable" : "unknown";
}

/** The variable being typed at the caret: what stands after an unclosed `{` or `{{`. Null: none. */
export function openVariable(text: string, caret: number): { start: number; typed: string } | null {
  const match = /\{\{?\s*([\p{L}\p{M}\p{N}_.-]*)$/u.exec(text.slice(0, caret));
  return match ? { start: match.index, typed: match[1] ?? "" } : null;
}
