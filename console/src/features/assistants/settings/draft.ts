/** The draft as it stands on the screen: read, edited at once, saved by itself. */
import { useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useEffectEvent, useRef, useState } from "react";

import { api, data, ifMatch, type FieldError } from "@/api";

import { setSaveAll, setSaving } from "../frame/saving";
import { assistantQuery, type Assistant } from "../reading";
import { Autosave } from "./autosave";

export interface Conflict {
  theirs: Assistant;
  mine: Partial<Assistant>;
}

export interface Draft {
  values: Assistant;
  mayWrite: boolean;
  set: <K extends keyof Assistant>(field: K, value: Assistant[K]) => void;
  setMany: (changes: Partial<Assistant>) => void;
  /** Saves now: when a field is left. */
  flush: () => void;
  /** The sentence for a field or a part of it: `blockedTopics` also finds `blockedTopics[2].name`. */
  errorOf: (field: string) => string | undefined;
  errors: readonly FieldError[];
}

const Context = createContext<Draft | null>(null);
export const DraftProvider = Context;

export function useDraft(): Draft {
  const draft = useContext(Context);
  if (!draft) throw new Error("useDraft needs a DraftProvider.");
  return draft;
}

export function belongs(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

const patch = async (id: string, changes: Partial<Assistant>, revision: number): Promise<Assistant> =>
  (await data(
    api.PATCH("/api/v1/assistants/{assistant_id}", {
      params: { path: { assistant_id: id } }, body: changes as never, headers: ifMatch(revision),
    }),
  )) as Assistant;

/** Edits `one`; a conflict is handed out until `resolve` ends it with the fields that are taken from the other side. */
export function useDraftOf(one: Assistant, mayWrite: boolean) {
  const queries = useQueryClient();
  const [values, setValues] = useState(one);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const autosave = useRef<Autosave<Assistant>>(null);
  autosave.current ??= new Autosave<Assistant>(one.revision, {
    send: (changes, revision) => patch(one.id, changes, revision),
    onSaving: () => { setSaving({ kind: "saving" }); },
    onSaved: (saved, stillEdited) => {
      queries.setQueryData(assistantQuery(one.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ["assistants", "list"] });
      setValues({ ...saved, ...stillEdited });
      setErrors([]);
      setSaving({ kind: "saved", at: new Date() });
    },
    onRefused: (refused, message) => {
      setErrors(refused.length ? refused : [{ path: "", rule: "", message }]);
      setSaving({ kind: "refused" });
    },
    onConflict: (theirs, mine) => {
      setConflict({ theirs, mine });
      setSaving({ kind: "changed" });
    },
    onWaiting: () => { setSaving({ kind: "retrying" }); },
  });
  useEffect(() => {
    const save = autosave.current;
    setSaveAll(async () => {
      await save?.flush();
      return save?.isClean ?? true;
    });
    return () => {
      setSaveAll(null);
      void save?.flush();
      setSaving({ kind: "idle" });
    };
  }, []);
  const followNewer = useEffectEvent(() => {
    if (autosave.current?.follow(one.revision)) setValues(one);
  });
  useEffect(() => { followNewer(); }, [one.revision]);
  const setMany = (changes: Partial<Assistant>) => {
    setValues((before) => ({ ...before, ...changes }));
    setErrors((before) => before.filter((error) => !Object.keys(changes).some((field) => belongs(error.path, field))));
    autosave.current?.edit(changes);
  };
  const draft: Draft = {
    values,
    mayWrite,
    setMany,
    set: (field, value) => { setMany({ [field]: value }); },
    flush: () => void autosave.current?.flush(),
    errorOf: (field) => errors.find((error) => belongs(error.path, field))?.message,
    errors,
  };
  const resolve = (taken: readonly (keyof Assistant)[]) => {
    if (!conflict) return;
    const { theirs, mine } = conflict;
    const kept = Object.fromEntries(Object.entries(mine).filter(([field]) => !taken.includes(field as keyof Assistant)));
    queries.setQueryData(assistantQuery(one.id).queryKey, theirs);
    setValues({ ...theirs, ...kept });
    autosave.current?.resolve(theirs.revision, taken);
    setConflict(null);
    setSaving({ kind: "idle" });
  };
  return { draft, conflict, resolve };
}
