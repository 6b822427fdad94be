import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, Segmented, Sheet } from "@/shared/ui";

import type { Base } from "../reading";
import { differing, merged, valuesOf, type BaseValues } from "./values";

const LABELS: Record<keyof BaseValues, string> = {
  name: "form.name", description: "form.description", language: "form.language", mode: "settings.mode",
  targetTokens: "settings.tokens", overlapPercent: "settings.overlap", keepVersions: "settings.keep", publishing: "settings.publishing", generate: "settings.generate",
  ocr: "ocr.title", ocrLanguages: "ocr.languages", reranker: "rerank.field",
};

interface BaseConflictProps {
  mine: BaseValues;
  theirs: Base;
  busy: boolean;
  onClose: () => void;
  onApply: (values: BaseValues) => void;
}

/** Somebody saved the settings in between: each differing field is kept or taken. */
export function BaseConflict({ mine, theirs, busy, onClose, onApply }: BaseConflictProps) {
  const { t } = useTranslation("knowledge");
  const other = valuesOf(theirs);
  const [taken, setTaken] = useState<(keyof BaseValues)[]>([]);
  return (
    <Sheet
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("conflict.changed")}
      description={t("conflict.text")}
      footer={<Button variant="primary" busy={busy} onClick={() => { onApply(merged(mine, other, taken)); }}>{t("conflict.apply")}</Button>}
    >
      <ul className="divide-y divide-border">
        {differing(mine, other).map((field) => (
          <li key={field} className="space-y-2 py-3">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-medium">{t(LABELS[field])}</span>
              <Segmented
                label={t(LABELS[field])}
                value={taken.includes(field) ? "theirs" : "mine"}
                onChange={(side) => { setTaken(side === "theirs" ? [...taken, field] : taken.filter((each) => each !== field)); }}
                options={[{ value: "mine", label: t("conflict.mine") }, { value: "theirs", label: t("conflict.theirs") }]}
              />
            </div>
            <p className="text-dense anywhere"><span className="text-muted">{t("conflict.mineNow")}</span>{` ${String(mine[field])}`}</p>
            <p className="text-dense anywhere"><span className="text-muted">{t("conflict.theirsNow")}</span>{` ${String(other[field])}`}</p>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
