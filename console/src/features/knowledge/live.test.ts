import { QueryClient } from "@tanstack/react-query";
import { expect, it } from "vitest";

import { putRow, reactions, staleAfter } from "./live";
import { keys } from "./reading";

const change = (kind: string, data: Record<string, unknown>) => ({ seq: 1, kind, at: "2026-01-31T09:15:00Z", data });
const listOf = (...data: { id: string; state: string }[]) => ({ pages: [{ data }], pageParams: [undefined] });

it("shows a document's progress in the open list without reading it again", () => {
  const queries = new QueryClient();
  const key = [...keys.documents("b"), { q: "", state: "" }];
  queries.setQueryData(key, listOf({ id: "d", state: "queued" }));
  const told = change("document.changed", { id: "d", baseId: "b", state: "parsing", pageLabels: [] });
  reactions.find((one) => one.kind === told.kind)?.apply?.(told, queries);
  expect(queries.getQueryData<ReturnType<typeof listOf>>(key)?.pages[0]?.data[0]?.state).toBe("parsing");
  expect(staleAfter(told)).toEqual([]);
});

it("reads lists and chunks again once a document settled", () => {
  const stale = staleAfter(change("document.changed", { id: "d", baseId: "b", state: "ready" }));
  expect(stale).toContainEqual(keys.documents("b"));
  expect(stale).toContainEqual(keys.chunks("b"));
});

it("says when no open list holds the row, and leaves plain lists of names alone", () => {
  const queries = new QueryClient();
  queries.setQueryData([...keys.documents("b"), "names"], [{ id: "d" }]);
  expect(putRow(queries, keys.documents("b"), { id: "d" })).toBe(false);
  expect(queries.getQueryData([...keys.documents("b"), "names"])).toEqual([{ id: "d" }]);
});
