import { useTranslation } from "react-i18next";

import { formatDuration, formatNumber, formatPercent } from "@/shared/format";

import { figuresOf, modelName, type Figures, type Mode, type Run } from "../reading";
import { useTargetName } from "./names";

const HEAD = ["target", "passRate", "matchRate", "meanRank", "fallbacks", "errors", "p95", "tokens"] as const;
const REPLAY_HEAD = ["target", "same", "differing", "outcome", "sources", "answer", "fallbacks", "errors", "p95", "tokens"] as const;

/** The figures of each target, and of each mode where there are several. */
export function Totals({ run }: { run: Run }) {
  const { t } = useTranslation("lab");
  const several: (Mode | null)[] = run.modes.length > 1 ? [null, ...run.modes] : [null];
  const rows = run.targets.flatMap((target) => several.map((mode) => ({ target, mode, figures: figuresOf(run, target.target, mode) })));
  const head = run.replay ? REPLAY_HEAD : HEAD;
  const nameOf = useTargetName();
  return (
    <div className="overflow-x-auto rounded-card border border-border bg-surface">
      <table className="w-full min-w-160 text-dense" aria-label={t("totals.title")}>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col" className={`h-10 border-b border-border px-3 text-caption font-medium text-muted first:pl-4 last:pr-4 ${name === "target" ? "text-left" : "text-right"}`}>{t(`totals.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ target, mode, figures }) => figures && (
            <tr key={`${target.target}${mode ?? ""}`} className="not-last:[&>*]:border-b not-last:[&>*]:border-border">
              <th scope="row" className="px-4 py-2.5 text-left align-top font-normal">
                {mode === null ? <><span className="font-medium">{nameOf(run, target.target)}</span> <span className="text-caption text-subtle">{modelName(target.model)}</span></> : <span className="block pl-4 text-muted">{t(`modeShort.${mode}`)}</span>}
              </th>
              <Cells figures={figures} isCandidate={!run.replay && run.baseline !== null && run.baseline !== target.target} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CELL = "numbers px-3 py-2.5 text-right align-top last:pr-4";

function Cells({ figures, isCandidate }: { figures: Figures; isCandidate: boolean }) {
  const { t } = useTranslation("lab");
  const share = (value: number | null) => (value === null ? "–" : formatPercent(value));
  return (
    <>
      <td className={CELL}>
        <span className="font-medium">{share(figures.passRate)}</span>
        {figures.interval && <span className="block whitespace-nowrap text-caption text-subtle">{t("totals.interval", { low: formatPercent(figures.interval.low), high: formatPercent(figures.interval.high) })}</span>}
        {isCandidate && figures.regressions.length > 0 && <span className="block text-caption text-danger-text">{t("totals.regressions", { count: figures.regressions.length })}</span>}
      </td>
      {figures.differing ? (
        (["turns", "outcome", "sources", "answer"] as const).map((name) => <td key={name} className={CELL}>{formatNumber(figures.differing?.[name])}</td>)
      ) : (
        <>
          <td className={CELL}>{share(figures.matchRate)}</td>
          <td className={CELL}>{figures.meanRank === null ? "–" : formatNumber(figures.meanRank)}</td>
        </>
      )}
      <td className={CELL}>{formatNumber(figures.fallbacks)}</td>
      <td className={`${CELL} ${figures.errors ? "text-danger-text" : ""}`}>{formatNumber(figures.errors)}</td>
      <td className={CELL}>{figures.p95Seconds === null ? "–" : formatDuration(figures.p95Seconds * 1000)}</td>
      <td className={CELL}>
        {formatNumber(figures.promptTokens + figures.completionTokens)}
        {figures.cost && <span className="block text-caption text-subtle">{Number(figures.cost["amount"]).toFixed(4)} {figures.cost["currency"]}</span>}
      </td>
    </>
  );
}
