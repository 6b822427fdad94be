/** A CSV file as a person sees it before it is sent: its header and first rows. Pure; the server checks the whole file. */

export const ENCODINGS = ["utf-8", "windows-874", "shift_jis", "gb18030", "euc-kr"] as const;
const KNOWN = ["id", "content", "title", "keywords", "questions", "metadata"];
const NEEDED = ["id", "content"];
const HEAD_BYTES = 256 * 1024;
const PREVIEW_ROWS = 5;

export interface Head {
  columns: string[];
  missing: string[];
  ignored: string[];
  rows: string[][];
}

/** Cells of a CSV text (RFC 4180) up to a number of lines; blank lines are skipped. */
export function cellsOf(text: string, separator: string, most: number): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endLine = () => {
    line.push(cell);
    if (line.some((each) => each.trim() !== "")) lines.push(line);
    line = [];
    cell = "";
  };
  for (let at = 0; at < text.length && lines.length < most; at += 1) {
    const mark = text[at] ?? "";
    if (isQuoted) {
      if (mark !== '"') cell += mark;
      else if (text[at + 1] === '"') { cell += '"'; at += 1; }
      else isQuoted = false;
    } else if (mark === '"' && cell === "") isQuoted = true;
    else if (mark === separator) { line.push(cell); cell = ""; }
    else if (mark === "\n") endLine();
    else if (mark !== "\r") cell += mark;
  }
  if (lines.length < most && (cell !== "" || line.length)) endLine();
  return lines;
}

/** Comma, or `;` or tab if the header line has no comma. */
export function separatorOf(text: string): string {
  const first = text.replace(/^[\r\n]+/, "").split("\n", 1)[0] ?? "";
  return [",", ";", "\t"].find((mark) => first.includes(mark)) ?? ",";
}

/** The header and the first rows of a text. */
export function headOf(text: string): Head {
  const [header = [], ...rows] = cellsOf(text, separatorOf(text), PREVIEW_ROWS + 1);
  const columns = header.map((name) => name.trim());
  const names = columns.map((name) => name.toLowerCase());
  return {
    columns,
    missing: NEEDED.filter((name) => !names.includes(name)),
    ignored: columns.filter((name) => name !== "" && !KNOWN.includes(name.toLowerCase())),
    rows,
  };
}

/** Reads the beginning of a file. Null when it is not in the encoding. */
export async function readHead(file: File, encoding: string): Promise<Head | null> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const name = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : encoding;
  try {
    return headOf(new TextDecoder(name, { fatal: true }).decode(bytes, { stream: true }));
  } catch {
    return null;
  }
}
