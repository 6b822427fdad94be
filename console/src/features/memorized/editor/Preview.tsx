import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatNumber } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, Chip, ErrorCallout, Loading, RelativeTime, Skeleton } from "@/shared/ui";

import { previewQuery, type MemorizedValues, type Preview as Found } from "../reading";

const PAUSE_MS = 600;
const FEW = 5;

interface PreviewProps {
  values: MemorizedValues;
  id: string | null;
}

/** Which of the last questions the entry would answer, and who answers its questions already; asked anew when typing pauses. */
export function Preview({ values, id }: PreviewProps) {
  const { t } = useTranslation("memorized");
  const settled = useSettled(values);
  const isAsked = settled.question.trim() !== "";
  const found = useQuery({ ...previewQuery(settled, id), enabled: isAsked, placeholderData: keepPreviousData, retry: false });
  return (
    <Card title={t("preview.title")} description={t("preview.what")}>
      {!isAsked ? (
        <p className="text-muted">{t("preview.empty")}</p>
      ) : found.error ? (
        <ErrorCallout trouble={troubleOf(found.error)} onRetry={() => void found.refetch()} />
      ) : found.data ? (
        <Result found={found.data} />
      ) : (
        <Loading><Skeleton lines={3} /></Loading>
      )}
    </Card>
  );
}

function Result({ found }: { found: Found }) {
  const { t } = useTranslation("memorized");
  const [isAll, setAll] = useState(false);
  const shown = isAll ? found.data : found.data.slice(0, FEW);
  return (
    <div className="space-y-4">
      <Conflicting found={found} />
      <p aria-live="polite">{t("preview.count", { answered: formatNumber(found.answered), asked: found.asked, shown: formatNumber(found.asked) })}</p>
      {shown.length > 0 && (
        <ul className="divide-y divide-border">
          {shown.map((row) => (
            <li key={row.messageId} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2">
              <span className="anywhere min-w-0 flex-1 basis-48">{row.question}</span>
              {row.times > 1 && <span className="numbers text-caption text-muted">{t("preview.times", { count: row.times })}</span>}
              <Chip>{t(`outcome.${row.outcome}`, { defaultValue: row.outcome })}</Chip>
              <span className="numbers text-caption text-muted">{row.exact ? t("exact") : row.score.toFixed(2)}</span>
              <span className="text-caption text-subtle"><RelativeTime at={row.at} /></span>
            </li>
          ))}
        </ul>
      )}
      {found.data.length > FEW && <Button variant="ghost" onClick={() => { setAll(!isAll); }}>{t(isAll ? "preview.fewer" : "preview.see", { count: found.data.length })}</Button>}
    </div>
  );
}

/** Other entries for the same questions; an exact one cannot be saved beside. */
function Conflicting({ found }: { found: Found }) {
  const { t } = useTranslation("memorized");
  const path = useWorkspacePath();
  return found.conflicts.slice(0, FEW).map((one) => (
    <Callout key={one.id} tone={one.exact ? "danger" : "warning"} title={t(one.exact ? "conflicts.exact" : "conflicts.alike", { question: one.question })}>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="anywhere text-muted">{t("conflicts.asked", { asked: one.asked, score: one.exact ? t("exact") : one.score.toFixed(2) })}</span>
        <Link to={path(`/genai/memorized/${one.id}`)} className="font-medium text-accent-text hover:underline">{t("conflicts.open")}</Link>
      </p>
    </Callout>
  ));
}

/** The values once nobody has typed for a moment. */
function useSettled(values: MemorizedValues): MemorizedValues {
  const [settled, setSettled] = useState(values);
  const stamp = JSON.stringify(values);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(JSON.parse(stamp) as MemorizedValues); }, PAUSE_MS);
    return () => { clearTimeout(timer); };
  }, [stamp]);
  return settled;
}
