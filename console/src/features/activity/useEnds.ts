import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Shape } from "@/api";
import { saveFile } from "@/shared/files";
import { onLive } from "@/shared/live";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { toast } from "@/shared/ui";

import { ofExport, ofRun, type Export, type Other, type Run } from "./others";
import { endOf, placeOf, type Job } from "./work";

interface End {
  /** What ended; the page that shows it has this in its address. */
  place: string;
  to: string;
  text: string;
  isGood: boolean;
  file?: Other["file"];
}

/** Tells each end once: by a toast unless the page shows it, and by the system where that is allowed and the tab is hidden. */
export function useEnds(open: readonly Job[], others: readonly Other[]): void {
  const { t } = useTranslation("activity");
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const told = useRef(new Set<string>());
  const tell = useEffectEvent((id: string, { place, to, text, isGood, file }: End) => {
    if (told.current.has(id)) return;
    told.current.add(id);
    notify(text, id);
    if (globalThis.location.pathname.includes(place)) return;
    const show = { label: t("open"), onSelect: () => void navigate({ to: path(to) }) };
    const save = file && { label: t("save"), onSelect: () => void saveFile(file.path, file.name).catch((error: unknown) => { toast({ text: troubleOf(error).message, tone: "danger" }); }) };
    toast({ text, tone: isGood ? "success" : "danger", action: save ?? show });
  });
  const tellDocument = useEffectEvent((document: Shape<"DocumentRead">) => {
    const found = endOf(open, told.current, document);
    if (!found) return;
    const { title, reason, baseId, id } = document;
    const isGood = found.end === "ready";
    const text = isGood ? t("ready", { name: title }) : t("failed", { name: title, reason: reason.message });
    tell(found.jobId, { place: baseId, to: `/genai/knowledge/${baseId}/documents/${id}`, text, isGood });
  });
  const tellJob = useEffectEvent((job: Job) => {
    if (!TOLD_KINDS.has(job.kind) || !["done", "failed"].includes(job.state) || !open.some(({ jobId }) => jobId === job.jobId)) return;
    const isGood = job.state === "done";
    const name = t("work", { kind: t(`kinds.${job.kind}`), name: job.title });
    const text = isGood ? t("done", { name }) : t("failed", { name, reason: job.reason.message });
    const to = `/genai/knowledge/${job.knowledgeBaseId}/${placeOf(job)}`;
    tell(job.jobId, { place: job.knowledgeBaseId, to, text, isGood });
  });
  const tellOther = useEffectEvent((other: Other) => {
    if (!["done", "failed"].includes(other.state) || !others.some(({ id }) => id === other.id)) return;
    const isGood = other.state === "done";
    const name = t(other.name.key, other.name.values);
    const text = isGood ? t("done", { name }) : t("failed", { name, reason: other.error });
    const isFile = other.kind === "messages";
    tell(other.id, { place: isFile ? "/exports/" : other.id, to: other.path, text, isGood, ...(isFile ? { file: other.file } : {}) });
  });
  useEffect(
    () =>
      onLive(
        { kind: "document.changed", apply: ({ data }) => { tellDocument(data as unknown as Shape<"DocumentRead">); } },
        { kind: "job.changed", apply: ({ data }) => { tellJob(data as unknown as Job); } },
        { kind: "labRun.changed", apply: ({ data }) => { tellOther(ofRun(data as unknown as Run)); } },
        { kind: "messageExport.changed", apply: ({ data }) => { tellOther(ofExport(data as unknown as Export)); } },
      ),
    [],
  );
}

/** What a person began and waits for; what a schedule began is told of in the tray alone. */
const TOLD_KINDS = new Set(["export", "import", "replace", "reembed", "reanalyse"]);

/** Never asks for the permission; the tag lets several tabs show one notification. */
function notify(text: string, tag: string): void {
  if (!document.hidden || !("Notification" in globalThis) || Notification.permission !== "granted") return;
  new Notification("Comity", { body: text, tag });
}
