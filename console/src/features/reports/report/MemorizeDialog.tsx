import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, idempotencyKey, type Shape } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Checkbox, Dialog, ErrorCallout, toast } from "@/shared/ui";

import type { Message } from "../address";

type Skipped = Shape<"NotMemorized">;

interface MemorizeDialogProps {
  rows: Message[];
  onClose: () => void;
  onDone: () => void;
}

const hasAnswer = ({ outcome, answer }: Message) => (outcome === "answered" || outcome === "memorized") && Boolean(answer);

/** Shows what would be memorized; each answer can be left out. What the server left out is told with the reason. */
export function MemorizeDialog({ rows, onClose, onDone }: MemorizeDialogProps) {
  const { t } = useTranslation("reports");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [shown] = useState(rows);
  const fit = shown.filter(hasAnswer);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set(fit.map((row) => row.messageId)));
  const [allAssistants, setAll] = useState(false);
  const memorize = useMutation({
    mutationFn: () => data(api.POST("/api/v1/memorized-responses/of-messages", { body: { messageIds: [...ids], allAssistants }, headers: idempotencyKey() })),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ["memorized"] });
      const show = { label: t("bulk.show"), onSelect: () => void navigate({ to: path("/genai/memorized") }) };
      if (made.ids.length) toast({ text: t("bulk.memorized", { count: made.ids.length }), tone: "success", action: show });
      onDone();
      if (!made.skipped.length) onClose();
    },
  });
  const skipped = memorize.data?.skipped ?? [];
  const footer = memorize.data ? (
    <Button variant="primary" onClick={onClose}>{t("export.close")}</Button>
  ) : (
    <>
      <Button onClick={onClose}>{t("bulk.cancel")}</Button>
      <Button variant="primary" type="submit" busy={memorize.isPending} disabled={ids.size === 0} reason={ids.size === 0 ? t("bulk.noneChosen") : undefined}>{t("bulk.memorizeCount", { count: ids.size })}</Button>
    </>
  );
  const turn = (id: string, on: boolean) => { setIds(new Set(on ? [...ids, id] : [...ids].filter((one) => one !== id))); };
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} size="large" title={t("bulk.memorizeTitle")} description={t("bulk.memorizeText")} footer={footer} onSubmit={() => { if (ids.size && !memorize.data) memorize.mutate(); }}>
      <div className="space-y-4">
        {memorize.error && <ErrorCallout trouble={troubleOf(memorize.error)} />}
        {memorize.data ? (
          <Left rows={shown} skipped={skipped} made={memorize.data.ids.length} />
        ) : (
          <>
            {fit.length < shown.length && <Callout tone="info">{t("bulk.withoutAnswer", { count: shown.length - fit.length })}</Callout>}
            <ul className="divide-y divide-border">
              {fit.map((row) => (
                <li key={row.messageId} className="py-2.5">
                  <Checkbox label={row.question} hint={withoutNumbers(row.answer ?? "")} checked={ids.has(row.messageId)} onChange={(on) => { turn(row.messageId, on); }} />
                </li>
              ))}
            </ul>
            {fit.length > 0 && <Checkbox label={t("bulk.allAssistants")} hint={t("bulk.allAssistantsHint")} checked={allAssistants} onChange={setAll} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

/** What was left out, and why. */
function Left({ rows, skipped, made }: { rows: Message[]; skipped: Skipped[]; made: number }) {
  const { t } = useTranslation("reports");
  const path = useWorkspacePath();
  const questions = new Map(rows.map((row) => [row.messageId, row.question]));
  return (
    <>
      <Callout tone={made ? "success" : "warning"}>{t("bulk.result", { made, skipped: skipped.length })}</Callout>
      <ul className="divide-y divide-border">
        {skipped.map((one) => (
          <li key={one.messageId} className="py-2.5">
            <p className="anywhere">{questions.get(one.messageId)}</p>
            <p className="text-caption text-muted">
              {t(`bulk.skipped.${one.reason}`)}
              {one.responseId && <> <Link className="text-link hover:underline" to={path(`/genai/memorized/${one.responseId}`)}>{t("bulk.show")}</Link></>}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

const withoutNumbers = (text: string) => text.replaceAll(/\s*\[\d+\]/g, "");
