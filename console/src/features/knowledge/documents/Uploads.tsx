import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatBytes } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { IconButton, ProgressBar, Status, type Tone } from "@/shared/ui";

import type { Sent } from "./upload";

const TONES: Record<Sent["state"], Tone> = { waiting: "neutral", sending: "info", taken: "success", refused: "danger" };

interface UploadsProps {
  baseId: string;
  sent: Sent[];
  onClear: () => void;
}

/** What became of each file that was dropped: taken, or refused with the reason. */
export function Uploads({ baseId, sent, onClear }: UploadsProps) {
  const { t } = useTranslation("knowledge");
  if (!sent.length) return null;
  const done = sent.filter((one) => one.state === "taken" || one.state === "refused").length;
  const refused = sent.filter((one) => one.state === "refused").length;
  const rows = [...sent].sort((one, other) => Number(other.state === "refused") - Number(one.state === "refused"));
  return (
    <section aria-label={t("upload.title")} className="rounded-card border border-border bg-surface">
      <div className="flex items-center gap-3 px-4 py-2">
        <div className="min-w-0 flex-1" aria-live="polite">
          {done < sent.length ? (
            <ProgressBar value={done / sent.length} label={t("upload.sending", { count: sent.length })} detail={`${String(done)} / ${String(sent.length)}`} />
          ) : (
            <p className="font-medium">{t("upload.summary", { taken: done - refused, refused })}</p>
          )}
        </div>
        <IconButton icon={X} size="small" variant="ghost" label={t("upload.clear")} onClick={onClear} />
      </div>
      <ul className="max-h-48 divide-y divide-border overflow-y-auto border-t border-border text-dense">
        {rows.map((one) => <SentRow key={one.id} baseId={baseId} one={one} />)}
      </ul>
    </section>
  );
}

function SentRow({ baseId, one }: { baseId: string; one: Sent }) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const id = one.documentId ?? one.sameAs;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <span className="min-w-0 flex-1 basis-48 anywhere font-medium">{one.name}</span>
      {one.message && <span className="text-danger-text anywhere">{one.message}</span>}
      <span className="numbers text-caption text-subtle">{formatBytes(one.sizeBytes)}</span>
      <Status tone={TONES[one.state]} busy={one.state === "sending"}>{t(one.state === "sending" ? "upload.sendingOne" : `upload.${one.state}`)}</Status>
      {id && (
        <Link to={path(`/genai/knowledge/${baseId}/documents/${id}`)} className="text-accent-text underline-offset-4 hover:underline">
          {t(one.sameAs ? "upload.openSame" : "open")}
        </Link>
      )}
    </li>
  );
}
