import { Check, Minus, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatDuration } from "@/shared/format";
import { cx } from "@/shared/ui";

import type { Stage } from "../exchange";

const MARK = { ok: Check, skipped: Minus, failed: X };
const INK = { ok: "text-success", skipped: "text-subtle", failed: "text-danger" };

/** The stages of an answer in their order, with how each went and how long it took. */
export function Stages({ stages, total }: { stages: readonly Stage[]; total: number }) {
  const { t } = useTranslation("sandbox");
  return (
    <section aria-label={t("stages")}>
      <h2 className="mb-1 text-caption font-medium text-subtle">{t("stages")}</h2>
      <ol className="text-dense">
        {stages.map((stage) => {
          const Mark = MARK[stage.status];
          const share = total > 0 ? Math.min(1, stage.ms / total) : 0;
          return (
            <li key={stage.name} className="relative flex items-start gap-2 py-1">
              <span className="flex h-[1lh] items-center">
                <Mark size={14} strokeWidth={2} aria-hidden className={INK[stage.status]} />
              </span>
              <span className="min-w-0 flex-1">
                <span className={cx("anywhere", stage.status === "skipped" && "text-subtle")}>{t(`stage.${stage.name}`, { defaultValue: stage.name })}</span>
                <span className="sr-only"> {t(`stageStatus.${stage.status}`)}</span>
                {stage.detail && <span className="anywhere block text-caption text-muted">{stage.detail}</span>}
                {share > 0.05 && (
                  <span aria-hidden className="mt-0.5 block h-0.5 rounded-full bg-voice-ai" style={{ width: `${String(share * 100)}%` }} />
                )}
              </span>
              <span className={cx("numbers shrink-0", stage.status === "skipped" ? "text-subtle" : "text-muted")}>
                {stage.status === "skipped" ? "–" : formatDuration(stage.ms)}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
