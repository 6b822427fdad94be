/** What differs between two texts, line by line, by the longest common run of lines. Pure. */
export type Line = { kind: "same" | "added" | "removed"; text: string };
export type Chunk = { kind: "lines"; lines: Line[] } | { kind: "fold"; lines: Line[] };

const LIMIT = 4_000_000; // cells of the table: two texts of 2,000 lines; above it the middle counts as replaced

export function diffLines(before: string, after: string): Line[] {
  const a = before.split("\n");
  const b = after.split("\n");
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1;
  const same = (text: string): Line => ({ kind: "same", text });
  return [
    ...a.slice(0, head).map(same),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ];
}

function middle(a: string[], b: string[]): Line[] {
  if (a.length * b.length > LIMIT) return [...all("removed", a), ...all("added", b)];
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      common[at] =
        a[i] === b[j] ? (common[at + width + 1] ?? 0) + 1 : Math.max(common[at + width] ?? 0, common[at + 1] ?? 0);
    }
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ kind: "same", text: a[i] ?? "" });
      i += 1;
      j += 1;
    } else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
      lines.push({ kind: "removed", text: a[i++] ?? "" });
    else lines.push({ kind: "added", text: b[j++] ?? "" });
  }
  return [...lines, ...all("removed", a.slice(i)), ...all("added", b.slice(j))];
}

const all = (kind: Line["kind"], texts: string[]): Line[] => texts.map((text) => ({ kind, text }));

/** Folds runs of equal lines that are further than `context` from a change and longer than one. */
export function fold(lines: Line[], context: number): Chunk[] {
  const near = lines.map((_, place) =>
    lines.slice(Math.max(0, place - context), place + context + 1).some((line) => line.kind !== "same"),
  );
  const chunks: Chunk[] = [];
  lines.forEach((line, place) => {
    const kind = near[place] ? "lines" : "fold";
    const open = chunks.at(-1);
    if (open?.kind === kind) open.lines.push(line);
    else chunks.push({ kind, lines: [line] });
  });
  return chunks.map((chunk) =>
    chunk.kind === "fold" && chunk.lines.length < 2 ? { ...chunk, kind: "lines" as const } : chunk,
  );
}

/** Puts removed lines beside the added ones that took their place. */
export function sideBySide(lines: Line[]): [Line | null, Line | null][] {
  const rows: [Line | null, Line | null][] = [];
  let waiting = 0; // removed rows whose right side is free
  for (const line of lines) {
    if (line.kind === "removed") {
      rows.push([line, null]);
      waiting += 1;
    } else if (line.kind === "added" && waiting > 0) {
      const row = rows[rows.length - waiting];
      if (row) row[1] = line;
      waiting -= 1;
    } else {
      rows.push(line.kind === "same" ? [line, line] : [null, line]);
      waiting = 0;
    }
  }
  return rows;
}
