/** What can be done with documents: each verb with its optimistic row, its toast and its Undo. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, data, ifMatch, send, type Shape } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { toast } from "@/shared/ui";

import { putRow } from "../live";
import { keys, type Document } from "../reading";

type DocumentUpdate = Shape<"DocumentUpdate">;

const params = (document: Document) => ({ path: { base_id: document.baseId, document_id: document.id } });
const ADDRESS = "/api/v1/knowledge-bases/{base_id}/documents/{document_id}" as const;

export function patchDocument(document: Document, body: DocumentUpdate): Promise<Document> {
  return data(
    api.PATCH(ADDRESS, {
      params: { ...params(document), header: ifMatch(document.revision) as never }, body, headers: ifMatch(document.revision),
    }),
  );
}

/** From the step where it stopped; a document that is ready as a whole, by the present settings of its base. */
export function readAgain(document: Document): Promise<Document> {
  return data(api.POST(`${ADDRESS}/retry`, { params: params(document) }));
}

export function deleteDocument(document: Document): Promise<unknown> {
  return api.DELETE(ADDRESS, { params: params(document) });
}

/** Puts what the server said of a document into everything that shows it. */
function usePut() {
  const queries = useQueryClient();
  return (document: Document) => {
    putRow(queries, keys.documents(document.baseId), document);
    queries.setQueryData<Document>(keys.document(document.baseId, document.id), (old) => old && { ...document, pageLabels: old.pageLabels });
  };
}

/** On or off at once, with Undo; a refusal puts it back and says why. */
export function useSwitch() {
  const { t } = useTranslation("knowledge");
  const put = usePut();
  const queries = useQueryClient();
  const turn = async (document: Document, enabled: boolean, isUndo = false): Promise<void> => {
    put({ ...document, enabled });
    try {
      const saved = await patchDocument(document, { enabled });
      put(saved);
      void queries.invalidateQueries({ queryKey: keys.chunks(document.baseId) });
      if (isUndo) return;
      toast({ text: t(enabled ? "documents.on" : "documents.off", { title: document.title }), undo: () => void turn(saved, !enabled, true) });
    } catch (error) {
      put(document);
      toast({ text: troubleOf(error).message, tone: "danger", action: { label: t("retry"), onSelect: () => void turn(document, enabled, isUndo) } });
    }
  };
  return turn;
}

/** Retry, cancel, pause and resume. */
export function useStep() {
  const put = usePut();
  return useMutation({
    mutationFn: ({ document, verb }: { document: Document; verb: "retry" | "cancel" | "pause" | "resume" }) => {
      const at = params(document);
      if (verb === "retry") return readAgain(document);
      if (verb === "cancel") return data(api.POST(`${ADDRESS}/cancel`, { params: at }));
      return data(api.POST(`${ADDRESS}/pause`, { params: { ...at, query: { paused: verb === "pause" } } }));
    },
    onSuccess: put,
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}

/** Another file in the place of the old one, which serves until the new one is searchable. */
export function useReplace() {
  const { t } = useTranslation("knowledge");
  const put = usePut();
  return useMutation({
    mutationFn: async ({ document, file }: { document: Document; file: File }) => {
      const body = new FormData();
      body.append("file", file);
      const address = new URL(`/api/v1/knowledge-bases/${document.baseId}/documents/${document.id}`, globalThis.location.origin);
      const reply = await send(new Request(address, { method: "PUT", body, headers: ifMatch(document.revision) }));
      return (await reply.json()) as Document;
    },
    onSuccess: (document) => {
      put(document);
      toast({ text: t("documents.replaced", { title: document.title }), tone: "success" });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}

/** The same change on many documents, one after the other; tells how many were refused. */
export async function forEach(documents: readonly Document[], act: (document: Document) => Promise<unknown>): Promise<string[]> {
  const refused: string[] = [];
  for (const document of documents) {
    try {
      await act(document);
    } catch (error) {
      refused.push(`${document.title}: ${troubleOf(error).message}`);
    }
  }
  return refused;
}
