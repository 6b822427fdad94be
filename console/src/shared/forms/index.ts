/** Refusals of the API on the fields of a form. */
import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";

import { ApiError } from "@/api";
import { troubleOf, type Trouble } from "@/shared/session/trouble";

/**
 * Marks the fields that a refusal names and gives what is left for a callout: null when every item found its field.
 * `fieldOf` turns a path of the API (`workspace.slug`) into the form's field; undefined: none of this form.
 */
export function showErrors<Values extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<Values>,
  fieldOf: (path: string) => FieldPath<Values> | undefined,
): Trouble | null {
  if (!(error instanceof ApiError) || !error.errors.length) return troubleOf(error);
  let isFirst = true;
  let left = false;
  for (const item of error.errors) {
    const field = fieldOf(item.path);
    if (field === undefined) {
      left = true;
    } else {
      setError(field, { type: item.rule, message: item.message }, { shouldFocus: isFirst });
      isFirst = false;
    }
  }
  return left ? troubleOf(error) : null;
}
