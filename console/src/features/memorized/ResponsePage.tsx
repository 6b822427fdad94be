import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, ErrorState, Loading, PageHeader, Skeleton } from "@/shared/ui";

import { Validity } from "./columns";
import { DeleteDialog } from "./DeleteDialog";
import { ResponseForm } from "./editor/ResponseForm";
import { EMPTY, messageQuery, oneQuery, valuesOf, type Memorized } from "./reading";

/** A new entry, empty or of an answer (`?message=`), or one that is there. */
export default function ResponsePage() {
  const { t } = useTranslation("memorized");
  const path = useWorkspacePath();
  const { id = "" } = useParams({ strict: false });
  const isNew = id === "new";
  const { message = "" } = useSearch({ strict: false }) as { message?: string };
  const one = useQuery({ ...oneQuery(id), enabled: !isNew });
  const origin = useQuery({ ...messageQuery(message), enabled: isNew && message !== "" });
  const mayWrite = useMay("genai.memorized.write");
  const title = isNew ? t("add") : (one.data?.question ?? "");
  useDocumentTitle(title, t("title"));
  const trouble = one.error ?? origin.error;
  const isReady = isNew ? message === "" || origin.data : one.data;
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[{ label: t("title"), to: path("/genai/memorized") }]}
        actions={one.data && <Standing one={one.data} />}
        {...(mayWrite ? {} : { lock: t("lock") })}
      />
      {trouble ? (
        <ErrorState title={t("unread")} trouble={troubleOf(trouble)} onRetry={() => void (isNew ? origin : one).refetch()} />
      ) : isReady ? (
        <div className="max-w-page p-4 lg:p-6">
          <ResponseForm
            key={isNew ? `new:${message}` : `${id}:${String(one.data?.revision)}`}
            one={one.data}
            values={one.data ? valuesOf(one.data) : { ...EMPTY, ...origin.data }}
            isFromAnswer={origin.data !== undefined}
          />
        </div>
      ) : (
        <div className="max-w-form p-4 lg:p-6"><Loading><Skeleton lines={6} /></Loading></div>
      )}
    </>
  );
}

function Standing({ one }: { one: Memorized }) {
  const { t } = useTranslation("memorized");
  const navigate = useNavigate();
  const path = useWorkspacePath();
  const mayWrite = useMay("genai.memorized.write");
  const [isLeaving, setLeaving] = useState(false);
  return (
    <>
      <Validity row={one} />
      {mayWrite && <Button variant="ghost" icon={Trash2} onClick={() => { setLeaving(true); }}>{t("delete")}</Button>}
      {isLeaving && (
        <DeleteDialog one={one} onClose={() => { setLeaving(false); }} onDeleted={() => void navigate({ to: path("/genai/memorized"), ignoreBlocker: true })} />
      )}
    </>
  );
}
