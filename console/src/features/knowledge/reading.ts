/** What the screens of knowledge read, and under which keys it is remembered. */
import { queryOptions } from "@tanstack/react-query";

import { api, data, pages, type Shape } from "@/api";

export type Base = Shape<"BaseRead">;
export type Document = Shape<"DocumentRead">;
export type Chunk = Shape<"ChunkRead">;
export type Page = Shape<"PageRead">;
export type CsvReply = Shape<"CsvReply"> & { edited?: string[] };
export type Hit = Omit<Shape<"SearchHit">, "document"> & { document: Omit<Shape<"FoundDocument">, "highlights"> & { highlights: number[][] } };
export type Found = Omit<Shape<"SearchReply">, "data"> & { data: Hit[] };

export const keys = {
  lists: ["knowledge", "list"] as const,
  base: (baseId: string) => ["knowledge", "base", baseId] as const,
  documents: (baseId: string) => ["knowledge", "documents", baseId] as const,
  document: (baseId: string, docId: string) => ["knowledge", "document", baseId, docId] as const,
  pages: (docId: string) => ["knowledge", "page", docId] as const,
  sources: (baseId: string) => ["knowledge", "sources", baseId] as const,
  chunks: (baseId: string) => ["knowledge", "chunks", baseId] as const,
  chunk: (baseId: string, chunkId: string) => ["knowledge", "chunk", baseId, chunkId] as const,
};

export const basesQuery = (q: string, type: string) =>
  pages<Base>([...keys.lists, q, type], (cursor) =>
    data(api.GET("/api/v1/knowledge-bases", { params: { query: { q, type, ...(cursor ? { cursor } : {}) } } })),
  );

export const baseQuery = (baseId: string) =>
  queryOptions({
    queryKey: keys.base(baseId),
    queryFn: () => data(api.GET("/api/v1/knowledge-bases/{base_id}", { params: { path: { base_id: baseId } } })),
  });

/** The names of all bases, for choosing one. */
export const baseNamesQuery = queryOptions({
  queryKey: [...keys.lists, "names"],
  queryFn: async () => (await data(api.GET("/api/v1/knowledge-bases", { params: { query: { limit: 200 } } }))).data,
});

/** The numbers of the kept versions, the newest first. */
export const versionNumbersQuery = (baseId: string) =>
  queryOptions({
    queryKey: [...keys.base(baseId), "versions", "numbers"],
    queryFn: async () => {
      const params = { path: { base_id: baseId }, query: { limit: 200 } };
      const { data: kept } = await data(api.GET("/api/v1/knowledge-bases/{base_id}/versions", { params }));
      return kept.map((version) => version.number);
    },
  });

export interface DocumentFilters {
  q: string;
  state: string;
}

export const documentsQuery = (baseId: string, filters: DocumentFilters) =>
  pages<Document>([...keys.documents(baseId), filters], (cursor) =>
    data(
      api.GET("/api/v1/knowledge-bases/{base_id}/documents", {
        params: { path: { base_id: baseId }, query: { ...filters, ...(cursor ? { cursor } : {}) } },
      }),
    ),
  );

/** The first documents by name, for filters. */
export const namesQuery = (baseId: string) =>
  queryOptions({
    queryKey: [...keys.documents(baseId), "names"],
    queryFn: async () => {
      const params = { path: { base_id: baseId }, query: { limit: 200 } };
      return (await data(api.GET("/api/v1/knowledge-bases/{base_id}/documents", { params }))).data;
    },
  });

export const documentQuery = (baseId: string, docId: string) =>
  queryOptions({
    queryKey: keys.document(baseId, docId),
    queryFn: () =>
      data(
        api.GET("/api/v1/knowledge-bases/{base_id}/documents/{document_id}", {
          params: { path: { base_id: baseId, document_id: docId } },
        }),
      ),
  });

export const pageQuery = (baseId: string, docId: string, version: number, number: number) =>
  queryOptions({
    queryKey: [...keys.pages(docId), version, number],
    queryFn: () =>
      data(
        api.GET("/api/v1/knowledge-bases/{base_id}/documents/{document_id}/pages/{number}", {
          params: { path: { base_id: baseId, document_id: docId, number } },
        }),
      ),
    retry: false,
  });

export interface ChunkFilters {
  q: string;
  documentId: string;
  enabled?: boolean;
  edited?: boolean;
}

export const chunksQuery = (baseId: string, filters: ChunkFilters) =>
  pages<Chunk>([...keys.chunks(baseId), filters], (cursor) =>
    data(
      api.GET("/api/v1/knowledge-bases/{base_id}/chunks", {
        params: { path: { base_id: baseId }, query: { ...filters, ...(cursor ? { cursor } : {}) } },
      }),
    ),
  );

/** The chunks of one page of a document; of the whole document when the page is null. */
export const pageChunksQuery = (baseId: string, docId: string, page: number | null) =>
  queryOptions({
    queryKey: [...keys.chunks(baseId), "page", docId, page],
    queryFn: async () => {
      const query = { documentId: docId, limit: 200, ...(page === null ? {} : { page }) };
      const params = { path: { base_id: baseId }, query };
      return (await data(api.GET("/api/v1/knowledge-bases/{base_id}/chunks", { params }))).data;
    },
  });

export const chunkQuery = (baseId: string, chunkId: string) =>
  queryOptions({
    queryKey: keys.chunk(baseId, chunkId),
    queryFn: () =>
      data(
        api.GET("/api/v1/knowledge-bases/{base_id}/chunks/{chunk_id}", {
          params: { path: { base_id: baseId, chunk_id: chunkId } },
        }),
      ),
  });

export const revisionsQuery = (baseId: string, chunkId: string) =>
  queryOptions({
    queryKey: [...keys.chunk(baseId, chunkId), "revisions"],
    queryFn: async () =>
      (
        await data(
          api.GET("/api/v1/knowledge-bases/{base_id}/chunks/{chunk_id}/revisions", {
            params: { path: { base_id: baseId, chunk_id: chunkId } },
          }),
        )
      ).data,
  });
