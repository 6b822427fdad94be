import { useNavigate } from "@tanstack/react-router";
import { BookmarkPlus, FlaskConical, Repeat } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatNumber } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { BulkBar, Button } from "@/shared/ui";

import { MOST_TICKED, type Message } from "../address";

const MemorizeDialog = lazy(() => import("./MemorizeDialog").then((module) => ({ default: module.MemorizeDialog })));

/** What can be done with the ticked exchanges: memorize, make cases, ask again. */
export function Bulk({ rows, onClear }: { rows: Message[]; onClear: () => void }) {
  const { t } = useTranslation("reports");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const mayMemorize = useMay("genai.memorized.write");
  const mayTest = useMay("genai.lab.write");
  const [isMemorizing, setMemorizing] = useState(false);
  const ids = rows.map((row) => row.messageId);
  const assistants = [...new Set(rows.map((row) => row.assistantId))];
  const isTooMany = rows.length > MOST_TICKED;
  const tooMany = isTooMany ? t("bulk.tooMany", { limit: formatNumber(MOST_TICKED) }) : undefined;
  const isOfLab = rows.some(({ source }) => source === "lab" || source === "replay");
  const noReplay = tooMany ?? (assistants.length > 1 ? t("bulk.severalAssistants") : isOfLab ? t("bulk.ofLab") : undefined);
  const toLab = (search: object) => void navigate({ to: path("/genai/lab"), search: search as never });
  return (
    <>
      <BulkBar count={rows.length} onClear={onClear}>
        {mayMemorize && <Button icon={BookmarkPlus} disabled={isTooMany} reason={tooMany} onClick={() => { setMemorizing(true); }}>{t("bulk.memorize")}</Button>}
        {mayTest && <Button icon={FlaskConical} disabled={isTooMany} reason={tooMany} onClick={() => { toLab({ save: ids.join(",") }); }}>{t("bulk.addToSet")}</Button>}
        {mayTest && <Button icon={Repeat} disabled={noReplay !== undefined} reason={noReplay} onClick={() => { toLab({ replay: { assistantId: assistants[0], messageIds: ids } }); }}>{t("bulk.replay")}</Button>}
      </BulkBar>
      <Suspense>{isMemorizing && <MemorizeDialog rows={rows} onClose={() => { setMemorizing(false); }} onDone={onClear} />}</Suspense>
    </>
  );
}
