/** Earlier questions in the box, as a shell brings back earlier lines. Pure. */
export interface Recall {
  /** Place in the questions; their number when none is shown. */
  at: number;
  text: string;
}

/** One step back (-1) or forward (1); null when there is nothing in that direction. Past the newest stands the empty box. */
export function recall(questions: readonly string[], at: number | null, step: -1 | 1): Recall | null {
  const next = (at ?? questions.length) + step;
  if (next < 0 || next > questions.length || (at === null && step > 0)) return null;
  return { at: next, text: questions[next] ?? "" };
}

/** A session's name as the API takes it. */
export function newSession(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return `sandbox-${[...bytes].map((byte) => byte.toString(36).padStart(2, "0")).join("")}`;
}
