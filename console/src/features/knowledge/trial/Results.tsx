import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatDuration } from "@/shared/format";
import { Callout, Chip, Empty, Field, Slider } from "@/shared/ui";

import type { Base, Found } from "../reading";
import { HitTable } from "./HitTable";
import { aboveLine, ARMS, armOf } from "./reading";

interface ResultsProps {
  base: Base;
  found: Found;
  threshold: number;
  onThreshold: (value: number) => void;
}

/** The reply: how the question was read, then the chunks above and below the line. */
export function Results({ base, found, threshold, onThreshold }: ResultsProps) {
  const { t } = useTranslation("knowledge");
  const above = aboveLine(found.data, threshold);
  return (
    <div className="space-y-4">
      <Analysis found={found} />
      {found.warnings.map((warning) => <Callout key={warning["code"]} tone="warning">{t(`test.warning.${warning["code"] ?? ""}`, { message: warning["message"] ?? "", defaultValue: warning["message"] ?? "" })}</Callout>)}
      {found.data.length === 0 ? (
        <Empty icon={SearchX} title={t("test.none")}>{t("test.noneText")}</Empty>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <p className="mr-auto text-dense text-muted">{t("test.above", { above, total: found.data.length, candidates: found.candidates })}</p>
            <div className="flex w-full max-w-96 items-center gap-3">
              <span aria-hidden className="shrink-0 text-dense text-muted">{t("test.threshold")}</span>
              <div className="min-w-0 flex-1"><Field hideLabel label={t("test.threshold")}><Slider label={t("test.threshold")} value={threshold} onChange={onThreshold} min={0} max={1} step={0.01} format={(value) => value.toFixed(2)} /></Field></div>
            </div>
          </div>
          {above === 0 && <Callout tone="info">{t("test.allBelow", { best: (found.data[0]?.sortingScore ?? 0).toFixed(2), arms: silent(found).map((arm) => t(`test.arm.${arm}`)).join(", ") || "–" })}</Callout>}
          <HitTable base={base} hits={found.data} above={above} threshold={threshold} />
        </>
      )}
    </div>
  );
}

/** The arms that found nothing at all. */
function silent(found: Found) {
  return ARMS.filter((arm) => found.data.every((hit) => armOf(hit, arm).rank === null));
}

function Analysis({ found }: { found: Found }) {
  const { t } = useTranslation("knowledge");
  const { words, codes, language } = found.analysis;
  return (
    <dl className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-card border border-border bg-surface px-4 py-2.5 text-dense">
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <dt className="text-muted">{t("test.words")}</dt>
        <dd lang={language} className="anywhere">
          {words.map((word, at) => (
            <span key={at}>{at > 0 && <span aria-hidden className="mx-1 text-subtle">|</span>}{word}</span>
          ))}
        </dd>
      </div>
      <div className="flex items-center gap-2">
        <dt className="text-muted">{t("test.codes")}</dt>
        <dd className="flex flex-wrap gap-1">{codes.length ? codes.map((code) => <Chip key={code}><span className="font-mono">{code}</span></Chip>) : "–"}</dd>
      </div>
      <div className="flex items-center gap-2">
        <dt className="text-muted">{t("test.version")}</dt>
        <dd className="numbers">{found.knowledgeVersion || "–"}</dd>
      </div>
      <div className="ml-auto flex items-center gap-2">
        <dt className="text-muted">{t("test.took")}</dt>
        <dd className="numbers">{formatDuration(found.tookMs)}</dd>
      </div>
    </dl>
  );
}
