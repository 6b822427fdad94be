import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/api";
import { rowErrors } from "@/shared/files/refusals";
import { RowErrors } from "@/shared/files/RowErrors";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Dialog, DropZone, ErrorCallout, Field, ProgressBar, TextInput, toast } from "@/shared/ui";

import { FILE_INVALID, keys, uploadFile, type TestSet } from "../reading";

const MAX_BYTES = 5 * 1024 * 1024;
const COLUMNS = "no., question, expected chunk id, expected answer, must contain, must not contain, must cite, expect, max seconds, language, tags";

interface UploadDialogProps {
  /** The set whose file is replaced; without one a new set is made. */
  set?: TestSet;
  onClose: () => void;
}

/** Takes a CSV file as a whole, or shows every row that stands in the way. */
export function UploadDialog({ set, onClose }: UploadDialogProps) {
  const { t } = useTranslation("lab");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile(file, name, set?.id),
    onSuccess: (made) => {
      toast({ text: t("upload.done", { name: made.name, count: made.cases }), tone: "success" });
      void queries.invalidateQueries({ queryKey: keys.sets });
      if (set) onClose();
      else void navigate({ to: path(`/genai/lab/sets/${made.id}`) });
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={set ? t("upload.replaceTitle", { name: set.name }) : t("upload.title")}
      description={t(set ? "upload.replaceText" : "upload.text")}
      size="large"
      footer={<Button onClick={onClose}>{t("close")}</Button>}
    >
      <div className="space-y-4">
        {!set && (
          <Field label={t("upload.name")} hint={t("upload.nameHint")} optional>
            <TextInput maxLength={255} value={name} onChange={(event) => { setName(event.target.value); }} />
          </Field>
        )}
        <DropZone title={t("upload.drop")} hint={t("upload.hint")} accept={[".csv"]} maxBytes={MAX_BYTES} multiple={false} disabled={upload.isPending} onFiles={([file]) => { if (file) upload.mutate(file); }} />
        {upload.isPending && <ProgressBar label={t("upload.checking")} value={null} />}
        {upload.error && <Refused error={upload.error} />}
        <p className="text-caption text-subtle">{t("upload.columns")} <span className="font-mono anywhere">{COLUMNS}</span></p>
      </div>
    </Dialog>
  );
}

function Refused({ error }: { error: Error }) {
  const { t } = useTranslation("lab");
  if (!(error instanceof ApiError) || error.code !== FILE_INVALID) return <ErrorCallout trouble={troubleOf(error)} />;
  const rows = rowErrors(error.errors);
  return (
    <Callout tone="danger" title={error.message}>
      <p className="mb-2">{t("upload.refused")}</p>
      {rows.some((row) => row.row !== null) && <RowErrors rows={rows} />}
    </Callout>
  );
}
