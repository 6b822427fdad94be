import { useTranslation } from "react-i18next";

import type { Exchange } from "../exchange";
import type { Turn } from "../turns";
import { Answer } from "./Answer";

interface SaidProps {
  turn: Turn;
  text: string;
  /** The assistant has a model that writes. */
  hasModel: boolean;
}

/** What was said so far, drawn as the one who writes it means it. */
export function Said({ turn, text, hasModel }: SaidProps) {
  const { t } = useTranslation("sandbox");
  const { exchange } = turn;
  if (!text) return <span className="text-muted">{t(turn.isStopping ? "stopping" : "waiting")}</span>;
  return <Answer exchange={exchange} text={text} isMarkdown={exchange ? isWritten(exchange) : hasModel} />;
}

/** Whether a model wrote the answer, rather than the documents, a memorized answer or the fallback text. */
function isWritten({ inspection }: Exchange): boolean {
  return inspection?.outcome === "answered" && inspection.model !== null && !inspection.degraded;
}
