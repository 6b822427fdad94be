import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { Checkbox, Select } from "@/shared/ui";

import { versionNumbersQuery } from "../reading";
import { ARMS, LIVE, type Arm, type Way } from "./reading";

interface WayFieldsProps<W extends Way> {
  baseId: string;
  way: W;
  onWay: (way: W) => void;
}

/** How a search is done: by what, and in which version. */
export function WayFields<W extends Way>({ baseId, way, onWay }: WayFieldsProps<W>) {
  const { t } = useTranslation("knowledge");
  const turn = (arm: Arm, on: boolean) => {
    const arms = ARMS.filter((each) => (each === arm ? on : way.arms.includes(each)));
    if (arms.length) onWay({ ...way, arms });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <fieldset className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <legend className="sr-only">{t("test.arms")}</legend>
        {ARMS.map((arm) => (
          <Checkbox key={arm} label={t(`test.arm.${arm}`)} checked={way.arms.includes(arm)} onChange={(on) => { turn(arm, on); }} disabled={way.arms.length === 1 && way.arms[0] === arm} />
        ))}
      </fieldset>
      <VersionSelect baseId={baseId} version={way.version} onVersion={(version) => { onWay({ ...way, version }); }} />
    </div>
  );
}

/** The served version, what is not published yet, or one that is kept. */
function VersionSelect({ baseId, version, onVersion }: { baseId: string; version: string; onVersion: (version: string) => void }) {
  const { t } = useTranslation("knowledge");
  const kept = useQuery(versionNumbersQuery(baseId));
  const numbers = (kept.data ?? []).map(String);
  const all = [LIVE, "head", ...numbers, ...(numbers.includes(version) || [LIVE, "head"].includes(version) ? [] : [version])];
  const label = (value: string) => (value === LIVE || value === "head" ? t(`test.versions.${value}`) : t("version", { number: value }));
  return (
    <Select
      compact label={t("test.version")} prefix={t("test.version")} value={version} onChange={onVersion}
      options={all.map((value) => ({ value, label: label(value) }))}
    />
  );
}
