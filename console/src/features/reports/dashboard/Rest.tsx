import { Link } from "@tanstack/react-router";
import { ArrowDownRight, ArrowRight, ArrowUpRight, CircleHelp } from "lucide-react";
import { useTranslation } from "react-i18next";

import { formatPercent } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { Card, cx, IconButton, Popover } from "@/shared/ui";

import type { Filters } from "../address";
import type { Dashboard } from "../reading";
import type { Delta } from "./delta";
import { movement, type Figure } from "./figures";

const ARROWS = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight };

interface RestProps {
  board: Dashboard;
  figures: readonly Figure[];
  span: Filters;
}

/** The other numbers of the span, a line each; every one opens its messages. */
export function Rest({ board, figures, span }: RestProps) {
  const { t } = useTranslation("reports");
  const path = useWorkspacePath();
  const deltaOf = movement(board);
  return (
    <Card title={t("dashboard.rest")} flush className="flex flex-col">
      <ul className="flex flex-1 flex-col justify-between divide-y divide-border">
        {figures.map((figure) => (
          <li key={figure.id} className="relative flex min-h-9 flex-1 items-center gap-2 pr-4 pl-1 hover:bg-hover pointer-coarse:min-h-11">
            <Popover
              label={t(`tile.${figure.id}`)}
              trigger={<IconButton icon={CircleHelp} label={t("dashboard.meaning", { name: t(`tile.${figure.id}`) })} variant="ghost" className="relative z-1 size-7! text-subtle! pointer-coarse:size-11!" />}
            >
              {t(`definition.${figure.id}`)}
            </Popover>
            <Link to={path("/genai/messages")} search={{ ...span, ...figure.more } as never} className="min-w-0 flex-1 text-dense anywhere after:absolute after:inset-0">
              {t(`tile.${figure.id}`)}
            </Link>
            <Moved delta={deltaOf(figure)} />
            <span className="numbers shrink-0 text-right font-semibold">{figure.value}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** By how much a number moved, said in words to who does not see the arrow. */
function Moved({ delta }: { delta: Delta | undefined }) {
  const { t } = useTranslation("reports");
  if (!delta) return null;
  const Arrow = ARROWS[delta.direction];
  const share = formatPercent(delta.share);
  const tone = delta.good === undefined || delta.direction === "flat" ? "text-muted" : delta.good ? "text-success-text" : "text-danger-text";
  return (
    <span title={t(`delta.${delta.direction}`, { share })} className={cx("numbers inline-flex shrink-0 items-center gap-1 text-caption", tone)}>
      <Arrow size={14} strokeWidth={1.75} aria-hidden />
      <span aria-hidden>{share}</span>
      <span className="sr-only">{t(`delta.${delta.direction}`, { share })}</span>
    </span>
  );
}
