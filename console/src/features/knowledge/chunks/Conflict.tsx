import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, Callout, Diff, Segmented } from "@/shared/ui";

import type { Chunk } from "../reading";
import { clashesOf, merged, untouched, valuesOf, type ChunkField, type ChunkValues } from "./values";

interface ConflictProps {
  mine: ChunkValues;
  /** As it was read: what was not touched since is theirs to begin with. */
  was: ChunkValues;
  theirs: Chunk;
  busy: boolean;
  onApply: (values: ChunkValues) => void;
}

/** Somebody saved in between: the differing fields, each kept or taken. */
export function Conflict({ mine, was, theirs, busy, onApply }: ConflictProps) {
  const { t } = useTranslation("knowledge");
  const other = valuesOf(theirs);
  const [taken, setTaken] = useState<ChunkField[]>(() => untouched(mine, was, other));
  return (
    <div className="mb-4" role="alert">
      <Callout
        tone="warning"
        title={t("conflict.title", { name: theirs.updatedBy })}
        actions={<Button size="small" busy={busy} onClick={() => { onApply(merged(mine, other, taken)); }}>{t("conflict.apply")}</Button>}
      >
        <ul className="space-y-3">
          {clashesOf(mine, other).map(({ field, mine: here, theirs: there }) => (
            <li key={field}>
              <div className="mb-1 flex flex-wrap items-center justify-between gap-2">
                <span className="font-medium">{t(`chunks.${field}`)}</span>
                <Segmented
                  label={t(`chunks.${field}`)}
                  value={taken.includes(field) ? "theirs" : "mine"}
                  onChange={(side) => { setTaken(side === "theirs" ? [...taken, field] : taken.filter((each) => each !== field)); }}
                  options={[{ value: "mine", label: t("conflict.mine") }, { value: "theirs", label: t("conflict.theirs") }]}
                />
              </div>
              <div className="rounded-card bg-surface text-text"><Diff label={t(`chunks.${field}`)} before={there} after={here} beforeLabel={t("conflict.theirsNow")} afterLabel={t("conflict.mineNow")} /></div>
            </li>
          ))}
        </ul>
      </Callout>
    </div>
  );
}
