/** Splitting and merging chunks: what the server is asked, and where a caret stands in its counting. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";

import { api, data, ifMatch, type Shape } from "@/api";

import { keys, type Chunk } from "../reading";

export type ChunkDraft = Shape<"ChunkDraft">;
type Named = Pick<Chunk, "chunkId" | "revision">;

const ADDRESS = "/api/v1/knowledge-bases/{base_id}/chunks/{chunk_id}" as const;

const asked = (baseId: string, chunk: Named) => ({
  params: { path: { base_id: baseId, chunk_id: chunk.chunkId }, header: ifMatch(chunk.revision) as never },
  headers: ifMatch(chunk.revision),
});

/** The place of a caret, which browsers count in UTF-16 units, in code points. */
export function placeOf(content: string, caret: number): number {
  return Array.from(content.slice(0, caret)).length;
}

/** Whether both sides of a caret have words. */
export function dividesText(content: string, caret: number): boolean {
  return content.slice(0, caret).trim() !== "" && content.slice(caret).trim() !== "";
}

/** Where a text is best cut in two: at the break of lines, else of sentences, else of words, that is nearest to its middle. */
export function middleOf(content: string): number | null {
  for (const breaks of [/\n\s*/g, /[.!?。！？]["”’)]*\s*(?=\S)/g, /\s+/g]) {
    const places = Array.from(content.matchAll(breaks), (found) => found.index + found[0].length).filter((at) => dividesText(content, at));
    if (places.length) return places.reduce((best, at) => (farness(content, at) < farness(content, best) ? at : best));
  }
  return null;
}

const farness = (content: string, at: number) => Math.abs(at - content.length / 2);

export async function splitChunk(baseId: string, chunk: Named, at: number, dryRun: boolean): Promise<ChunkDraft[]> {
  return (await data(api.POST(`${ADDRESS}/split`, { ...asked(baseId, chunk), body: { at, dryRun } }))).chunks;
}

export async function mergeChunks(baseId: string, chunk: Named, others: Named[], dryRun: boolean): Promise<ChunkDraft[]> {
  const chunks = others.map(({ chunkId, revision }) => ({ chunkId, revision }));
  return (await data(api.POST(`${ADDRESS}/merge`, { ...asked(baseId, chunk), body: { chunks, dryRun } }))).chunks;
}

export async function undoReshaping(baseId: string, chunk: Named): Promise<ChunkDraft[]> {
  return (await data(api.POST(`${ADDRESS}/undo`, asked(baseId, chunk)))).chunks;
}

/** The chunks that one can be merged with. */
export const neighboursQuery = (baseId: string, chunk: Named) =>
  queryOptions({
    queryKey: [...keys.chunks(baseId), "neighbours", chunk.chunkId, chunk.revision],
    queryFn: () => data(api.GET(`${ADDRESS}/neighbours`, { params: { path: { base_id: baseId, chunk_id: chunk.chunkId } } })),
  });

/** Everything that shows chunks of the base is read again. */
export function useReadAgain(baseId: string) {
  const queries = useQueryClient();
  return (chunkIds: readonly (string | null)[]) => {
    for (const id of chunkIds) if (id) void queries.invalidateQueries({ queryKey: keys.chunk(baseId, id) });
    void queries.invalidateQueries({ queryKey: keys.chunks(baseId) });
    void queries.invalidateQueries({ queryKey: keys.base(baseId) });
  };
}
