/** A prompt as it was sent, with its sources told apart from the rest. Pure; the parts joined are the prompt. */
export type PromptPart = { kind: "text"; text: string } | { kind: "source"; text: string; number: number };

const SOURCE = /<source n="(\d+)"[^>]*>[\s\S]*?<\/source>/g;

export function partsOf(content: string): PromptPart[] {
  const parts: PromptPart[] = [];
  let end = 0;
  for (const match of content.matchAll(SOURCE)) {
    if (match.index > end) parts.push({ kind: "text", text: content.slice(end, match.index) });
    parts.push({ kind: "source", text: match[0], number: Number(match[1]) });
    end = match.index + match[0].length;
  }
  if (end < content.length) parts.push({ kind: "text", text: content.slice(end) });
  return parts;
}
