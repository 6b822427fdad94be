import { useTranslation } from "react-i18next";

import { formatTime } from "@/shared/format";
import { Chip, ProgressBar, Status } from "@/shared/ui";

import { isWorking, shareOf, stateWord } from "../health";
import type { Document } from "../reading";

/** The state of a document in its word and tone. */
export function StateChip({ document }: { document: Document }) {
  const { t } = useTranslation("knowledge");
  const { key, values, tone, isBusy } = stateWord(document);
  return <Status tone={tone} busy={isBusy ?? false}>{t(`state.${key}`, values ?? {})}</Status>;
}

/** Why a document is where it is, in the reader's language; the server's own words where there is no better. */
export function useReason() {
  const { t, i18n } = useTranslation("knowledge");
  return ({ reason }: Pick<Document, "reason">): string | null => {
    if (reason.code === "ready" || reason.code === "working" || reason.code === "waiting_for_worker") return null;
    const key = `reason.${reason.code}`;
    const words = i18n.language.startsWith("en") && reason.message ? reason.message : t(key, { defaultValue: reason.message });
    return reason.until ? `${words} ${t("reason.until", { time: formatTime(reason.until) })}` : words;
  };
}

/** State, reason and progress of a document, for a row. */
export function State({ document }: { document: Document }) {
  const { t } = useTranslation("knowledge");
  const reason = useReason()(document);
  const share = shareOf(document);
  return (
    <div className="flex min-w-0 flex-col gap-1 py-0.5">
      <div className="flex flex-wrap items-center gap-1.5">
        <StateChip document={document} />
        {isWorking(document) && document.searchable === "text" && <Chip title={t("state.textHint")}>{t("state.text")}</Chip>}
        {document.warnings.length > 0 && <Chip tone="warning" title={warningsOf(document)}>{t("state.warnings", { count: document.warnings.length })}</Chip>}
      </div>
      {isWorking(document) && !document.paused && share !== null && document.progress.total > 1 && (
        <div className="max-w-40"><ProgressBar hideLabel value={share} label={t("state.progress", { title: document.title })} /></div>
      )}
      {reason && <p className={document.state === "failed" ? "text-caption text-danger-text anywhere" : "text-caption text-muted anywhere"}>{reason}</p>}
    </div>
  );
}

function warningsOf(document: Document): string {
  return document.warnings.map((warning) => String(warning["message"] ?? warning["code"])).join("\n");
}
