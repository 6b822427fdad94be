/** Where the shown texts of an answer meet its sentences and citations. Pure. */
import type { Piece } from "./spans";

/** A text that is shown, with the place (UTF-16) in the answer of each of its units. */
export interface Leaf {
  text: string;
  places: readonly number[];
}

/** A part of a leaf that is of one piece. The first and the last part of a sentence are told apart. */
export interface Bit {
  piece: Piece;
  text: string;
  isFirst: boolean;
  isEnd: boolean;
}

/** A leaf whose `value` stands in `source`, which begins at `start`; escapes and indentation are in the source only. */
export function placed(value: string, source: string, start: number): Leaf {
  const whole = source.indexOf(value);
  if (whole >= 0) return { text: value, places: Array.from({ length: value.length }, (_, at) => start + whole + at) };
  let at = 0;
  const places: number[] = [];
  for (const unit of value) {
    const found = source.indexOf(unit, at);
    if (found >= 0) at = found;
    for (let part = 0; part < unit.length; part += 1) places.push(start + Math.min(at + part, source.length - 1));
    if (found >= 0) at += unit.length;
  }
  return { text: value, places };
}

/** The parts of each leaf. A citation that a leaf holds only a part of is text. */
export function bitsOf(pieces: readonly Piece[], leaves: readonly Leaf[]): Bit[][] {
  const starts: number[] = [];
  let end = 0;
  for (const piece of pieces) {
    starts.push(end);
    end += piece.text.length;
  }
  const all = leaves.map((leaf) => cut(leaf, pieces, starts));
  mark(all.flat());
  return all;
}

function cut({ text, places }: Leaf, pieces: readonly Piece[], starts: readonly number[]): Bit[] {
  const bits: Bit[] = [];
  let last = -1;
  places.forEach((place, at) => {
    const now = pieceAt(starts, place);
    const unit = text[at] ?? "";
    const bit = bits.at(-1);
    if (bit && now === last) bit.text += unit;
    else bits.push({ piece: pieces[now] ?? { kind: "text", text, sentence: null }, text: unit, isFirst: false, isEnd: false });
    last = now;
  });
  return bits.map(whole);
}

function whole(bit: Bit): Bit {
  const { piece, text } = bit;
  if (piece.kind !== "citation" || piece.text === text) return bit;
  return { ...bit, piece: { kind: "text", text, sentence: piece.sentence } };
}

function pieceAt(starts: readonly number[], place: number): number {
  let found = 0;
  for (let at = 0; at < starts.length && (starts[at] ?? 0) <= place; at += 1) found = at;
  return found;
}

function mark(bits: readonly Bit[]): void {
  const seen = new Map<number, Bit>();
  for (const bit of bits) {
    const { kind, sentence } = bit.piece;
    if (kind !== "text" || sentence === null) continue;
    bit.isFirst = !seen.has(sentence);
    seen.set(sentence, bit);
  }
  for (const last of seen.values()) last.isEnd = true;
}
