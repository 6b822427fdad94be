import { useTranslation } from "react-i18next";

import type { Run } from "../reading";

/** What was tried: the name of a test set, or how many sessions were asked again. */
export function useRunName(): (run: Pick<Run, "replay" | "testSetName">) => string {
  const { t } = useTranslation("lab");
  return ({ replay, testSetName }) => (replay ? t("replay.name", { count: replay.sessions }) : testSetName);
}

/** What a target of a run is called: the draft, the live version with its number, or a version. */
export function useTargetName(): (run: Run, target: string) => string {
  const { t } = useTranslation("lab");
  return (run, target) => {
    if (target === "draft") return t("target.draft");
    const number = run.targets.find((one) => one.target === target)?.version ?? target;
    return t(target === "live" ? "target.liveVersion" : "target.version", { number });
  };
}
