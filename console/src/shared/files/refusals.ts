/** The refusals of a file by row and column. Pure. */
import type { FieldError } from "@/api";

export interface RowError {
  row: number | null;
  column: string;
  message: string;
}

/** The refusals of an upload as rows of a table; `row` is null for what is about the whole file. */
export function rowErrors(errors: readonly FieldError[]): RowError[] {
  return errors.map((error) => ({
    row: typeof error["row"] === "number" ? error["row"] : null,
    column: typeof error["column"] === "string" ? error["column"] : "",
    message: error.message,
  }));
}
