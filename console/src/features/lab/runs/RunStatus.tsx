import { useTranslation } from "react-i18next";

import { Status, type Tone } from "@/shared/ui";

import type { Run } from "../reading";

const TONES: Record<Run["status"], Tone> = {
  queued: "neutral", running: "info", cancelling: "neutral", finished: "success", cancelled: "neutral", failed: "danger",
};

export function RunStatus({ status }: { status: Run["status"] }) {
  const { t } = useTranslation("lab");
  return <Status tone={TONES[status]} busy={status === "running" || status === "cancelling"}>{t(`status.${status}`)}</Status>;
}
