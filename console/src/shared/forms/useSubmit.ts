/** Sends a form and shows what the API refuses of it. */
import { useState } from "react";
import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";

import type { Trouble } from "@/shared/session/trouble";

import { showErrors } from "./index";

/**
 * `submit` checks the form and gives its values to `send`; what that throws is marked on the fields that `fieldOf` finds,
 * and what belongs to no field stands in `trouble` until the next try or `forgive`.
 */
export function useSubmit<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  fieldOf: (path: string) => FieldPath<Values> | undefined,
  send: (values: Values) => Promise<unknown>,
) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const submit = form.handleSubmit(async (values) => {
    setTrouble(null);
    try {
      await send(values);
    } catch (error) {
      setTrouble(showErrors(error, form.setError, fieldOf));
    }
  });
  return { submit, trouble, forgive: () => { setTrouble(null); } };
}
