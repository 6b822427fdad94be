import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { formatDuration, formatNumber } from "@/shared/format";
import { Chip, CopyId, Status } from "@/shared/ui";

import type { Exchange, Inspection } from "../exchange";

const TONE = { answered: "success", memorized: "success", fallback: "neutral", refused: "neutral", stopped: "neutral", failed: "danger" } as const;

/** How the answer ended, how long it took, what it cost, who wrote it. */
export function Facts({ exchange, inspection }: { exchange: Exchange; inspection: Inspection }) {
  const { t } = useTranslation("sandbox");
  const { outcome, cost, model, provider } = inspection;
  const tone = TONE[outcome];
  // A model that was stopped has not said its name yet; a fallback text was written by nobody.
  const hasNoWriter = outcome === "stopped" || outcome === "fallback" || outcome === "refused";
  return (
    <section aria-label={t("facts.label")}>
      <div className="mb-3 flex flex-wrap gap-2">
        {tone === "neutral" ? <Chip>{t(`outcome.${outcome}`)}</Chip> : <Status tone={tone}>{t(`outcome.${outcome}`)}</Status>}
        {inspection.degraded && <Status tone="warning">{t("degraded.short")}</Status>}
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-dense">
        <Fact name={t("facts.time")}>{formatDuration(inspection.latencyMs)}</Fact>
        <Fact name={t("facts.first")}>{formatDuration(inspection.firstTokenMs)}</Fact>
        <Fact name={t("facts.tokens")}>
          {inspection.promptTokens || inspection.completionTokens
            ? `${formatNumber(inspection.promptTokens)} + ${formatNumber(inspection.completionTokens)}`
            : "0"}
        </Fact>
        <Fact name={t("facts.cost")}>{cost ? `${cost["amount"] ?? ""} ${cost["currency"] ?? ""}` : "–"}</Fact>
        <Fact name={t("facts.writer")}>{model ?? (hasNoWriter ? "–" : provider === "extractive" ? t("facts.extractive") : provider === "memorized" ? t("outcome.memorized") : provider)}</Fact>
        <Fact name={t("facts.version")}>
          {inspection.assistantVersion === null ? t("version.draft") : t("version.number", { number: inspection.assistantVersion })}
        </Fact>
        <Fact name={t("facts.language")}>{inspection.language}</Fact>
        {inspection.questionEn && <Fact name={t("facts.english")}>{inspection.questionEn}</Fact>}
      </dl>
      <p className="mt-1.5 flex flex-wrap items-center gap-x-4 text-dense text-subtle">
        {t("facts.message")}
        <CopyId value={exchange.messageId} label={t("facts.messageId")} short />
      </p>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-subtle">{name}</dt>
      <dd className="numbers anywhere min-w-0">{children}</dd>
    </>
  );
}
