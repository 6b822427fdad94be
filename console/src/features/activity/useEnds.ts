import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Shape } from "@/api";
import { onLive } from "@/shared/live";
import { useWorkspacePath } from "@/shared/routing";
import { toast } from "@/shared/ui";

import { endOf, type Job } from "./work";

/** Tells each end once: by a toast unless the page shows it, and by the system where that is allowed and the tab is hidden. */
export function useEnds(open: readonly Job[]): void {
  const { t } = useTranslation("activity");
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const told = useRef(new Set<string>());
  const tell = useEffectEvent((document: Shape<"DocumentRead">) => {
    const found = endOf(open, told.current, document);
    if (!found) return;
    told.current.add(found.jobId);
    const { title, reason, baseId, id } = document;
    const text = found.end === "ready" ? t("ready", { name: title }) : t("failed", { name: title, reason: reason.message });
    notify(text, found.jobId);
    if (globalThis.location.pathname.includes(baseId)) return;
    const show = () => void navigate({ to: path(`/genai/knowledge/${baseId}/documents/${id}`) });
    toast({ text, tone: found.end === "ready" ? "success" : "danger", action: { label: t("open"), onSelect: show } });
  });
  useEffect(() => onLive({ kind: "document.changed", apply: ({ data }) => { tell(data as unknown as Shape<"DocumentRead">); } }), []);
}

/** Never asks for the permission; the tag lets several tabs show one notification. */
function notify(text: string, tag: string): void {
  if (!document.hidden || !("Notification" in globalThis) || Notification.permission !== "granted") return;
  new Notification("Comity", { body: text, tag });
}
