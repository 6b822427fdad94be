import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, ApiError, data } from "@/api";
import { formatDateTime } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import {
  Button, Callout, Card, Checkbox, ConfirmDialog, CopyId, Dialog, ErrorCallout, Field, Loading, NumberInput, RelativeTime, SecretText,
  Skeleton, toast,
} from "@/shared/ui";

import type { Assistant } from "../reading";

const GRACE_MAX = 168;
const GRACE_ACTIVE = 409901;

const keyQuery = (id: string) =>
  queryOptions({
    queryKey: ["assistants", "key", id],
    queryFn: () => data(api.GET("/api/v1/assistants/{assistant_id}/secret-key", { params: { path: { assistant_id: id } } })),
  });

/** The secret key, masked; who may see it whole, change it and kill it. */
export function KeyCard({ one }: { one: Assistant }) {
  const { t } = useTranslation("assistants");
  const mayManage = useMay("genai.keys.manage");
  const key = useQuery(keyQuery(one.id));
  const [dialog, setDialog] = useState<"rotate" | "revoke" | null>(null);
  const reveal = async () => {
    const params = { path: { assistant_id: one.id }, query: { reveal: true } };
    const shown = await data(api.GET("/api/v1/assistants/{assistant_id}/secret-key", { params }));
    return shown.secretKey ?? "";
  };
  const actions = mayManage && (
    <>
      <Button size="small" icon={RefreshCw} onClick={() => { setDialog("rotate"); }}>{t("api.rotate")}</Button>
      <Button size="small" variant="danger" onClick={() => { setDialog("revoke"); }}>{t("api.revoke")}</Button>
    </>
  );
  return (
    <Card title={t("api.key")} description={t("api.keyText")} actions={actions}>
      {key.error ? (
        <ErrorCallout trouble={troubleOf(key.error)} onRetry={() => void key.refetch()} />
      ) : !key.data ? (
        <Loading><Skeleton shape="control" /></Loading>
      ) : (
        <div className="space-y-3">
          <div className="flex flex-wrap items-center gap-3">
            <KeyRound size={16} strokeWidth={1.75} aria-hidden className="text-subtle" />
            {key.data.status === "revoked" ? (
              <span className="text-danger-text">{t("api.revoked")}</span>
            ) : (
              <SecretText masked={key.data.masked} label={t("api.key")} {...(mayManage ? { onReveal: reveal } : {})} />
            )}
            <span className="ml-auto text-caption text-subtle">
              {key.data.lastUsedAt ? <>{t("api.used")} <RelativeTime at={key.data.lastUsedAt} /></> : t("api.neverUsed")}
            </span>
          </div>
          {key.data.previous?.expiresAt && (
            <Callout tone="warning">{t("api.grace", { masked: key.data.previous.masked, time: formatDateTime(key.data.previous.expiresAt) })}</Callout>
          )}
          <div className="flex flex-wrap items-center gap-2 text-caption text-subtle">{t("api.id")} <CopyId value={one.id} label={t("api.id")} /></div>
        </div>
      )}
      {dialog === "rotate" && <RotateDialog one={one} onClose={() => { setDialog(null); }} />}
      {dialog === "revoke" && <RevokeDialog one={one} onClose={() => { setDialog(null); }} />}
    </Card>
  );
}

interface DialogProps {
  one: Assistant;
  onClose: () => void;
}

function RotateDialog({ one, onClose }: DialogProps) {
  const { t } = useTranslation("assistants");
  const queries = useQueryClient();
  const [hours, setHours] = useState<number | null>(24);
  const [force, setForce] = useState(false);
  const rotate = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/assistants/{assistant_id}/secret-key/rotate", {
          params: { path: { assistant_id: one.id } }, body: { gracePeriodHours: hours ?? 0, force },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyQuery(one.id).queryKey }),
  });
  const made = rotate.data?.secretKey;
  const isInGrace = rotate.error instanceof ApiError && rotate.error.code === GRACE_ACTIVE;
  const footer = made ? (
    <Button variant="primary" onClick={onClose}>{t("api.kept")}</Button>
  ) : (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={rotate.isPending}>{t("api.rotate")}</Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("api.rotateTitle")}
      description={t("api.rotateText")}
      footer={footer}
      {...(made ? {} : { onSubmit: () => { rotate.mutate(); } })}
    >
      {made ? (
        <Callout tone="success" title={t("api.newKey")}><CopyId value={made} label={t("api.key")} /></Callout>
      ) : (
        <div className="space-y-4">
          {rotate.error && <ErrorCallout trouble={troubleOf(rotate.error)} />}
          <Field label={t("api.graceHours")} hint={t("api.graceHint")}>
            <NumberInput value={hours} onChange={setHours} min={0} max={GRACE_MAX} unit={t("api.hours")} />
          </Field>
          {isInGrace && <Checkbox label={t("api.force")} checked={force} onChange={setForce} />}
        </div>
      )}
    </Dialog>
  );
}

function RevokeDialog({ one, onClose }: DialogProps) {
  const { t } = useTranslation("assistants");
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => api.POST("/api/v1/assistants/{assistant_id}/secret-key/revoke", { params: { path: { assistant_id: one.id } } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keyQuery(one.id).queryKey });
      toast({ text: t("api.revoked"), tone: "warning" });
      onClose();
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("api.revokeTitle")}
      action={t("api.revoke")}
      typed={one.name}
      consequences={[t("api.revokeCalls"), t("api.revokeAgain")]}
      onConfirm={() => revoke.mutateAsync()}
    />
  );
}
