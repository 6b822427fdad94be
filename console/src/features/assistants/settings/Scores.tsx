import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { scoresQuery } from "../reading";
import { binned, BINS } from "./scores";

const HEIGHT = 40;

/** The best scores of the questions asked last, over the threshold's own way: what a threshold lets through is seen before it is set. */
export function Scores({ assistantId, threshold }: { assistantId: string; threshold: number }) {
  const { t } = useTranslation("assistants");
  const scores = useQuery(scoresQuery(assistantId)).data;
  if (!scores?.length) return null;
  const bins = binned(scores);
  const top = Math.max(...bins);
  const reached = scores.filter((score) => score >= threshold).length;
  return (
    <figure className="mb-1">
      <figcaption className="mb-2 text-caption text-muted">{t("scores", { reached, count: scores.length })}</figcaption>
      <svg viewBox={`0 0 ${String(BINS)} ${String(HEIGHT)}`} preserveAspectRatio="none" aria-hidden className="block h-10 w-full border-b border-border">
        {bins.map((count, at) => (
          <rect
            key={at} x={at + 0.1} y={HEIGHT - (count / top) * HEIGHT} width={0.8} height={(count / top) * HEIGHT}
            className={(at + 1) / BINS > threshold ? "fill-chart-1" : "fill-border-strong"}
          />
        ))}
      </svg>
    </figure>
  );
}
