import { useTranslation } from "react-i18next";

import { Status } from "@/shared/ui";

import { healthWord } from "./health";
import type { Base } from "./reading";

/** The health of a base in one chip. */
export function Health({ base }: { base: Pick<Base, "health" | "counts"> }) {
  const { t } = useTranslation("knowledge");
  const { key, tone, values, isBusy } = healthWord(base);
  return <Status tone={tone} busy={isBusy}>{t(`health.${key}`, values)}</Status>;
}
