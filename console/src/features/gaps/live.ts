/** What events of gaps change: a decided gap leaves its list, a search that ended brings new ones. */
import type { QueryClient } from "@tanstack/react-query";

import type { Change, LiveReaction } from "@/shared/live";

import { keys, type Gap, type Overview, type Run } from "./reading";

function gapChanged(change: Change, queries: QueryClient): void {
  const gap = change.data as unknown as Gap;
  queries.setQueryData<Gap>(keys.one(gap.id), (old) => old && gap);
}

function searchChanged(change: Change, queries: QueryClient): void {
  const run = change.data as unknown as Run;
  queries.setQueriesData<Overview>({ queryKey: keys.overviews }, (old) => old && { ...old, run });
  if (run.state === "done") void queries.invalidateQueries({ queryKey: keys.all });
}

export const reactions: readonly LiveReaction[] = [
  { kind: "gap.changed", apply: gapChanged, keys: () => [keys.lists, keys.overviews] },
  { kind: "gapSearch.changed", apply: searchChanged },
];
