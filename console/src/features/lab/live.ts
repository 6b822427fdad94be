/** What events of the lab change on its screens: a run's progress in place, lists and results again. */
import type { QueryClient } from "@tanstack/react-query";

import type { Change, LiveReaction } from "@/shared/live";

import { keys, type Run } from "./reading";

function runChanged(change: Change, queries: QueryClient): void {
  const run = change.data as unknown as Run;
  queries.setQueryData(keys.run(run.id), run);
  void queries.invalidateQueries({ queryKey: keys.cases(run.id) });
  void queries.invalidateQueries({ queryKey: keys.runs });
  if (run.endedAt !== null) void queries.invalidateQueries({ queryKey: keys.sets });
}

export const reactions: readonly LiveReaction[] = [
  { kind: "labRun.changed", apply: runChanged },
  { kind: "labRun.deleted", keys: () => [keys.runs, keys.sets] },
  { kind: "testSet.*", keys: () => [keys.sets] },
];
