import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { History, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import {
  Button, Card, Dialog, Empty, ErrorCallout, ErrorState, Loading, RadioGroup, RelativeTime, Select, Skeleton, Status, toast,
} from "@/shared/ui";

import { assistantQuery, diffQuery, versionsQuery, type Assistant, type Version } from "../reading";
import { Differences } from "./Differences";

interface Compared {
  from: string;
  to: string;
}

/** Every published version, what differs between any two, and the way back. */
export default function VersionsTab() {
  const { t } = useTranslation("assistants");
  const { id = "" } = useParams({ strict: false });
  const one = useQuery(assistantQuery(id));
  const versions = useQuery(versionsQuery(id));
  const [restoring, setRestoring] = useState<Version | null>(null);
  if (versions.error) return <ErrorState title={t("unread")} trouble={troubleOf(versions.error)} onRetry={() => void versions.refetch()} />;
  if (!versions.data || !one.data) return <div className="p-6"><Loading><Skeleton lines={6} /></Loading></div>;
  if (!versions.data.length) return <div className="p-6"><Empty icon={History} title={t("versions.none")}>{t("versions.noneText")}</Empty></div>;
  return (
    <div className="grid items-start gap-6 p-4 lg:p-6 xl:grid-cols-[22rem_minmax(0,1fr)]">
      <VersionList one={one.data} versions={versions.data} onRestore={setRestoring} />
      <Comparison one={one.data} versions={versions.data} />
      {restoring && <RestoreDialog one={one.data} version={restoring} onClose={() => { setRestoring(null); }} />}
    </div>
  );
}

function useCompared(one: Assistant): [Compared, (next: Compared) => void] {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { from?: string | number; to?: string | number };
  const live = one.liveVersion ?? 1;
  const compared = { from: String(search.from ?? live), to: String(search.to ?? "draft") };
  return [compared, (next) => void navigate({ to: ".", search: { ...next }, replace: true })];
}

interface VersionListProps {
  one: Assistant;
  versions: Version[];
  onRestore: (version: Version) => void;
}

function VersionList({ one, versions, onRestore }: VersionListProps) {
  const { t } = useTranslation("assistants");
  const mayWrite = useMay("genai.assistants.write");
  const [, compare] = useCompared(one);
  return (
    <Card title={t("tabs.versions")} flush>
      <ol className="divide-y divide-border">
        <li className="flex min-h-row flex-wrap items-center gap-2 px-4 py-2">
          <Status tone="neutral">{t("draft")}</Status>
          <span className="text-caption text-subtle">{one.editedBy} · <RelativeTime at={one.editedAt} /></span>
        </li>
        {versions.map((version) => (
          <li key={version.number} className="px-4 py-2">
            <div className="flex min-h-8 flex-wrap items-center gap-2">
              <span className="numbers font-medium">{t("versions.name", { number: version.number })}</span>
              {version.live && <Status tone="success">{t("versions.live")}</Status>}
              <span className="text-caption text-subtle">
                {version.publishedBy} · <RelativeTime at={version.createdAt} />
              </span>
            </div>
            {version.restoredFrom !== null && <p className="text-caption text-subtle">{t("versions.from", { number: version.restoredFrom })}</p>}
            {version.note && <p className="text-dense text-muted anywhere">{version.note}</p>}
            <div className="-ml-2 flex gap-2 py-1">
              <Button size="small" variant="ghost" onClick={() => { compare({ from: String(version.number), to: version.live ? "draft" : "live" }); }}>
                {t("versions.compare")}
              </Button>
              {mayWrite && <Button size="small" variant="ghost" icon={RotateCcw} onClick={() => { onRestore(version); }}>{t("versions.restore")}</Button>}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Comparison({ one, versions }: { one: Assistant; versions: Version[] }) {
  const { t } = useTranslation("assistants");
  const [compared, setCompared] = useCompared(one);
  const diff = useQuery(diffQuery(one.id, compared.from, compared.to));
  const options = [
    { value: "draft", label: t("draft") },
    ...(one.liveVersion === null ? [] : [{ value: "live", label: t("live", { version: one.liveVersion }) }]),
    ...versions.map((version) => ({ value: String(version.number), label: t("versions.name", { number: version.number }) })),
  ];
  return (
    <Card
      title={t("diff.title")}
      actions={
        <div className="flex flex-wrap items-center gap-2">
          <Select compact label={t("diff.from")} prefix={t("diff.from")} value={compared.from} onChange={(from) => { setCompared({ ...compared, from }); }} options={options} />
          <Select compact label={t("diff.to")} prefix={t("diff.to")} value={compared.to} onChange={(to) => { setCompared({ ...compared, to }); }} options={options} />
        </div>
      }
    >
      {diff.error ? (
        <ErrorCallout trouble={troubleOf(diff.error)} onRetry={() => void diff.refetch()} />
      ) : diff.data ? (
        <Differences diff={diff.data} />
      ) : (
        <Loading><Skeleton lines={4} /></Loading>
      )}
    </Card>
  );
}

interface RestoreDialogProps {
  one: Assistant;
  version: Version;
  onClose: () => void;
}

/** Into the draft, or live at once as the next version. */
function RestoreDialog({ one, version, onClose }: RestoreDialogProps) {
  const { t } = useTranslation("assistants");
  const queries = useQueryClient();
  const [way, setWay] = useState<"draft" | "publish">("draft");
  const restore = useMutation({
    mutationFn: () =>
      data(
        api.POST("/api/v1/assistants/{assistant_id}/versions/{number}/restore", {
          params: { path: { assistant_id: one.id, number: version.number } }, body: { publish: way === "publish" },
        }),
      ),
    onSuccess: async (reply) => {
      await queries.invalidateQueries({ queryKey: ["assistants"] });
      for (const warning of reply.warnings) toast({ text: warning["message"] ?? "", tone: "warning" });
      toast({
        text: reply.version ? t("publish.done", { version: reply.version.number }) : t("versions.inDraft", { number: version.number }),
        tone: "success",
      });
      onClose();
    },
  });
  const footer = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button variant="primary" type="submit" busy={restore.isPending}>{t("versions.restore")}</Button>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("versions.restoreTitle", { number: version.number })}
      footer={footer}
      onSubmit={() => { restore.mutate(); }}
    >
      {restore.error && <ErrorCallout trouble={troubleOf(restore.error)} />}
      <RadioGroup
        cards
        label={t("versions.restoreTitle", { number: version.number })}
        value={way}
        onChange={setWay}
        options={[
          { value: "draft", label: t("versions.intoDraft"), hint: t("versions.intoDraftHint") },
          { value: "publish", label: t("versions.publishNow"), hint: t("versions.publishNowHint") },
        ]}
      />
    </Dialog>
  );
}
