/** A refusal in another language than the server's. Pure. */
import type { ErrorBody, FieldError } from "@/api";

export interface Wordings {
  names: Record<string, string>;
  rules: Record<string, string>;
  fields: Record<string, string>;
}

const MB = 1_048_576;

/** The refusal with every sentence that is known in the language; what is not known keeps the server's. */
export function sayIn(wordings: Wordings, body: ErrorBody): ErrorBody {
  const errors = body.errors.map((item) => ({ ...item, message: itemIn(wordings, item) }));
  return { ...body, errors, message: sentenceIn(wordings, body, errors) };
}

function sentenceIn({ names }: Wordings, body: ErrorBody, errors: FieldError[]): string {
  const name = body.name.replace(/Exception$/, "");
  const first = errors[0];
  if (name === "Validation" && errors.length === 1 && first) return first.message;
  return filled(names[name], body.message, { ...body.errors[0], count: errors.length });
}

function itemIn({ rules, fields }: Wordings, item: FieldError): string {
  const field = item.path.replace(/\[\d+\]/g, "").split(".").at(-1) ?? "";
  return filled(fields[`${field}.${item.rule}`] ?? rules[item.rule], item.message, item);
}

/** A text with its places filled; the server's sentence where there is no text, or nothing for a place of it. */
function filled(text: string | undefined, said: string, values: Record<string, unknown>): string {
  if (text === undefined) return said;
  const { limit } = values;
  const known: Record<string, unknown> = {
    ...values, said, n: limit ?? /\d+(?:[.,]\d+)*/.exec(said)?.[0], limitMB: typeof limit === "number" ? Math.round(limit / MB) : undefined,
  };
  const places = [...text.matchAll(/\{(\w+)\}/g)].map(([, place]) => place ?? "");
  if (!places.every((place) => isPlain(known[place]))) return said;
  return text.replace(/\{(\w+)\}/g, (_, place: string) => String(known[place]));
}

function isPlain(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
