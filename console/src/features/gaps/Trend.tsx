import { useTranslation } from "react-i18next";

import { weeks } from "./reading";

const HEIGHT = 20;

/** The questions of the last 30 days as small bars; in words for who does not see them. */
export function Trend({ trend }: { trend: readonly number[] }) {
  const { t } = useTranslation("gaps");
  const top = Math.max(1, ...trend);
  const text = t("trend", weeks(trend));
  return (
    <svg role="img" aria-label={text} viewBox={`0 0 ${String(trend.length * 4)} ${String(HEIGHT)}`} className="h-5 w-30 shrink-0">
      <title>{text}</title>
      <line x1={0} x2={trend.length * 4} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="stroke-border" />
      {trend.map((count, day) => {
        const height = (count / top) * (HEIGHT - 2);
        return <rect key={day} x={day * 4 + 0.5} y={HEIGHT - height} width={3} height={height} className="fill-chart-1" />;
      })}
    </svg>
  );
}
