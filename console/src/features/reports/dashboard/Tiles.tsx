import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { formatPercent } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { Tile } from "@/shared/ui";

import type { Filters } from "../address";
import type { Dashboard } from "../reading";
import { movement, type Figure } from "./figures";

interface TilesProps {
  board: Dashboard;
  figures: readonly Figure[];
  /** The filters that the numbers stand for. */
  span: Filters;
}

/** The six numbers that are looked at first, each a way to its messages. */
export function Tiles({ board, figures, span }: TilesProps) {
  const { t } = useTranslation("reports");
  const path = useWorkspacePath();
  const deltaOf = movement(board);
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
      {figures.map((figure) => {
        const delta = deltaOf(figure);
        return (
          <Tile
            key={figure.id}
            label={t(`tile.${figure.id}`)}
            value={<>{figure.value}{figure.beside && <span className="block pb-1 text-caption font-normal text-muted">{t(`beside.${figure.id}`, { value: figure.beside })}</span>}</>}
            definition={t(`definition.${figure.id}`)}
            {...(figure.series ? { series: figure.series } : {})}
            {...(delta ? { delta: { ...delta, text: t(`delta.${delta.direction}`, { share: formatPercent(delta.share) }) } } : {})}
            link={(content) => <Link to={path("/genai/messages")} search={{ ...span, ...figure.more } as never}>{content}</Link>}
          />
        );
      })}
    </div>
  );
}
