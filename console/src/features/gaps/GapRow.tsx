import { useTranslation } from "react-i18next";

import { formatNumber } from "@/shared/format";
import { Chip, RelativeTime, Status } from "@/shared/ui";

import { Actions } from "./Actions";
import { mainReason, type Gap } from "./reading";
import { Trend } from "./Trend";

/** One gap of the list: what is asked, how often, what was said, and what could be said instead. */
export function GapRow({ gap, onOpen }: { gap: Gap; onOpen: () => void }) {
  const { t } = useTranslation("gaps");
  const said = gap.examples[0]?.answer;
  return (
    <li className="flex flex-col gap-3 px-4 py-3 lg:flex-row lg:gap-6">
      <div className="min-w-0 flex-1 space-y-1.5">
        <h2 className="text-body font-semibold">
          <button type="button" onClick={onOpen} className="hit anywhere text-left underline-offset-4 hover:underline">{gap.label}</button>
        </h2>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-caption text-muted">
          <Reason gap={gap} />
          {gap.assignee && <Chip tone="info">{gap.assignee.name}</Chip>}
          <span className="numbers">{t("asked", { count: gap.count, shown: formatNumber(gap.count) })}</span>
          <span className="numbers">{t("people", { count: gap.people, shown: formatNumber(gap.people) })}</span>
          <span><RelativeTime at={gap.lastAskedAt} /></span>
        </div>
        {said && <p className="line-clamp-2 max-w-prose text-dense text-muted anywhere"><span className="text-subtle">{t("said")}</span> {said}</p>}
        {gap.state !== "accepted" && gap.draft && (
          <p className="line-clamp-2 max-w-prose text-dense anywhere"><span className="text-subtle">{t(`draftBy.${gap.draft.by}`)}</span> {gap.draft.text}</p>
        )}
        {gap.effect && <Effect gap={gap} />}
      </div>
      <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-2 lg:w-64 lg:flex-col lg:items-end lg:justify-start">
        <Trend trend={gap.trend} />
        <Actions gap={gap} />
      </div>
    </li>
  );
}

/** Why most of its questions count, while that is not answered. */
export function Reason({ gap }: { gap: Gap }) {
  const { t } = useTranslation("gaps");
  const reason = mainReason(gap);
  const tone = { ratedDown: "danger", unsupported: "warning", fallback: "neutral" } as const;
  if (gap.state === "accepted") return <Status tone="success">{t("views.accepted")}</Status>;
  if (gap.count === 0) return <Status tone="success">{t("quiet")}</Status>;
  return <Status tone={tone[reason]}>{t(`reason.${reason}`)}</Status>;
}

/** What came of an accepted gap. */
export function Effect({ gap }: { gap: Gap }) {
  const { t } = useTranslation("gaps");
  if (!gap.effect) return null;
  const { answered, stillAsked } = gap.effect;
  return (
    <p className="flex flex-wrap gap-x-3 text-dense">
      {answered !== null && <span className="numbers text-success-text">{t("effect.answered", { count: answered })}</span>}
      <span className={stillAsked ? "numbers text-warning-text" : "text-muted"}>{t("effect.still", { count: stillAsked })}</span>
    </p>
  );
}
