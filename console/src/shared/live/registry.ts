/** Which queries an event touches: each feature adds its own. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";

import type { Change } from "./rule";

export interface LiveReaction {
  /** `document.changed`, or `document.*` for all of a noun. */
  kind: string;
  /** Queries to read again; their reading is merged and at most one a second. */
  keys?: (change: Change) => readonly QueryKey[];
  /** Writes the event into the cache at once. */
  apply?: (change: Change, queries: QueryClient) => void;
}

const GATHER_MS = 1000;
const reactions = new Set<LiveReaction>();

/** Adds reactions; returns how to take them away. */
export function onLive(...added: readonly LiveReaction[]): () => void {
  for (const reaction of added) reactions.add(reaction);
  return () => {
    for (const reaction of added) reactions.delete(reaction);
  };
}

export function fits(pattern: string, kind: string): boolean {
  return pattern === kind || (pattern.endsWith(".*") && kind.startsWith(pattern.slice(0, -1)));
}

/** Turns changes into writes and, gathered for a second, into reading again. */
export class Reactor {
  readonly #queries: QueryClient;
  readonly #due = new Map<string, QueryKey>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  apply(change: Change): void {
    for (const reaction of reactions) {
      if (!fits(reaction.kind, change.kind)) continue;
      reaction.apply?.(change, this.#queries);
      for (const key of reaction.keys?.(change) ?? []) this.#due.set(JSON.stringify(key), key);
    }
    if (this.#due.size) this.#timer ??= setTimeout(() => { this.#flush(); }, GATHER_MS);
  }

  /** Reads everything that is open again, once. */
  resync(): void {
    void this.#queries.invalidateQueries();
  }

  #flush(): void {
    this.#timer = null;
    const due = [...this.#due.values()];
    this.#due.clear();
    for (const queryKey of due) void this.#queries.invalidateQueries({ queryKey });
  }
}
