/** The verbs of chunks on the console: save with `If-Match`, settle, switch, delete. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, ApiError, data, ifMatch } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { toast } from "@/shared/ui";

import { keys, type Chunk } from "../reading";
import type { ChunkWrite } from "./values";

const ADDRESS = "/api/v1/knowledge-bases/{base_id}/chunks/{chunk_id}" as const;
const STALE = 409001;

export function patchChunk(baseId: string, chunk: Pick<Chunk, "chunkId" | "revision">, body: Partial<ChunkWrite>): Promise<Chunk> {
  const params = { path: { base_id: baseId, chunk_id: chunk.chunkId }, header: ifMatch(chunk.revision) as never };
  return data(api.PATCH(ADDRESS, { params, body, headers: ifMatch(chunk.revision) }));
}

export function deleteChunk(baseId: string, chunkId: string): Promise<unknown> {
  return api.DELETE(ADDRESS, { params: { path: { base_id: baseId, chunk_id: chunkId } } });
}

/** The chunk as somebody else has saved it, when that is why a save was refused. */
export function currentOf(error: unknown): Chunk | null {
  if (!(error instanceof ApiError) || error.code !== STALE) return null;
  return (error.errors[0]?.["current"] as Chunk | undefined) ?? null;
}

/** Shows a saved chunk everywhere at once. */
export function usePutChunk(baseId: string) {
  const queries = useQueryClient();
  return (chunk: Chunk) => {
    queries.setQueryData(keys.chunk(baseId, chunk.chunkId), chunk);
    queries.setQueriesData<unknown>({ queryKey: [...keys.chunks(baseId), "page"] }, (read: unknown) =>
      Array.isArray(read) ? (read as Chunk[]).map((one) => (one.chunkId === chunk.chunkId ? chunk : one)) : read,
    );
    void queries.invalidateQueries({ queryKey: keys.chunks(baseId) });
    void queries.invalidateQueries({ queryKey: [...keys.chunk(baseId, chunk.chunkId), "revisions"] });
  };
}

/** On or off at once, with Undo. */
export function useSwitchChunk(baseId: string) {
  const { t } = useTranslation("knowledge");
  const put = usePutChunk(baseId);
  const turn = async (chunk: Chunk, enabled: boolean, isUndo = false): Promise<void> => {
    put({ ...chunk, enabled });
    try {
      const saved = await patchChunk(baseId, chunk, { enabled });
      put(saved);
      if (!isUndo) toast({ text: t(enabled ? "chunks.on" : "chunks.off", { id: chunk.chunkId }), undo: () => void turn(saved, !enabled, true) });
    } catch (error) {
      put(currentOf(error) ?? chunk);
      toast({ text: troubleOf(error).message, tone: "danger" });
    }
  };
  return turn;
}
