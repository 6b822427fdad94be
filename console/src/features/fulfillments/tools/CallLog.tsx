import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { History, RefreshCw, Repeat } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, rowsOf } from "@/api";
import { formatDuration } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import {
  Button, Callout, Card, CodeBlock, CopyId, Empty, ErrorState, IconButton, JsonView, RelativeTime, Sheet, Switch, Table, toast, type Column,
} from "@/shared/ui";

import type { Fulfillment } from "../reading";
import { callsKey, callsQuery, type Call } from "./calls";
import { CallStatus, requestText } from "./DryRun";

/** Every call that was made, the newest first: what was sent, what came back, and for a safe one a way to make it again. */
export function CallLog({ one }: { one: Fulfillment }) {
  const { t } = useTranslation("fulfillments");
  const [onlyFailed, setOnlyFailed] = useState(false);
  const [shown, setShown] = useState<Call | null>(null);
  const log = useInfiniteQuery(callsQuery(one.id, onlyFailed));
  const columns = useColumns(one.mcp !== null);
  const actions = (
    <div className="flex items-center gap-3">
      <Switch checked={onlyFailed} onChange={setOnlyFailed} label={t("calls.onlyFailed")} />
      <IconButton icon={RefreshCw} label={t("calls.refresh")} variant="ghost" onClick={() => void log.refetch()} />
    </div>
  );
  return (
    <Card title={t("calls.title")} description={t("calls.text")} actions={actions} flush>
      {log.error ? (
        <ErrorState title={t("calls.unread")} trouble={troubleOf(log.error)} onRetry={() => void log.refetch()} />
      ) : (
        <Table
          label={t("calls.title")}
          rows={log.data ? rowsOf(log.data) : undefined}
          columns={columns}
          rowId={(row) => row.id}
          rowLabel={(row) => row.tool}
          rowLink={(row, content) => <button type="button" className="text-left hover:underline" onClick={() => { setShown(row); }}>{content}</button>}
          onEnd={() => { if (log.hasNextPage) void log.fetchNextPage(); }}
          loadingMore={log.isFetchingNextPage}
          refreshing={log.isRefetching}
          activeId={shown?.id ?? null}
          empty={<Empty icon={History} title={t(onlyFailed ? "calls.noneFailed" : "calls.none")} />}
        />
      )}
      {shown && <CallSheet one={one} call={shown} onClose={() => { setShown(null); }} onReplayed={setShown} />}
    </Card>
  );
}

function useColumns(hasTools: boolean): Column<Call>[] {
  const { t } = useTranslation("fulfillments");
  return [
    { id: "at", header: t("calls.at"), minWidth: 120, cell: (row) => <RelativeTime at={row.createdAt} /> },
    ...(hasTools ? [{ id: "tool", header: t("dry.tool"), minWidth: 120, cell: (row: Call) => <span className="font-mono">{row.tool}</span> }] : []),
    { id: "status", header: t("calls.status"), width: 140, cell: (row) => <CallStatus status={row.status} error={row.error} /> },
    { id: "purpose", header: t("calls.purpose.label"), width: 120, hideBelow: "md", cell: (row) => t(`calls.purpose.${row.purpose}`) },
    { id: "ms", header: t("calls.took"), align: "right", width: 110, hideBelow: "md", cell: (row) => formatDuration(row.ms) },
  ];
}

function CallSheet({ one, call, onClose, onReplayed }: { one: Fulfillment; call: Call; onClose: () => void; onReplayed: (call: Call) => void }) {
  const { t } = useTranslation("fulfillments");
  const queries = useQueryClient();
  const mayWrite = useMay("genai.fulfillments.write");
  const replay = useMutation({
    mutationFn: () =>
      data(api.POST("/api/v1/fulfillments/{fulfillment_id}/calls/{call_id}/replay", { params: { path: { fulfillment_id: one.id, call_id: call.id } } })),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: callsKey(one.id) });
      toast({ text: t("calls.replayed"), tone: made.error === null ? "success" : "warning" });
      onReplayed(made);
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
  const footer = mayWrite && (
    <Button
      icon={Repeat} busy={replay.isPending} disabled={!call.replayable} reason={call.replayable ? undefined : t("calls.notReplayable")}
      onClick={() => { replay.mutate(); }}
    >
      {t("calls.replay")}
    </Button>
  );
  return (
    <Sheet open onOpenChange={(open) => { if (!open) onClose(); }} title={call.tool} width={640} footer={footer}>
      <div className="space-y-4">
        <div className="flex flex-wrap items-center gap-3 text-dense text-subtle">
          <CallStatus status={call.status} error={call.error} />
          <span className="numbers">{formatDuration(call.ms)}</span>
          <RelativeTime at={call.createdAt} exact />
          <span>{t(`calls.purpose.${call.purpose}`)}</span>
          {call.messageId && <CopyId value={call.messageId} label={t("calls.messageId")} short />}
        </div>
        {call.error !== null && <Callout tone="danger" title={t("calls.told")}><p className="anywhere text-dense">{call.error}</p></Callout>}
        <JsonView value={call.arguments} label={t("calls.arguments")} />
        {call.request && <CodeBlock label={t("calls.request")} samples={requestText(call.request)} maxHeight={300} />}
        {call.reply !== null && <CodeBlock label={t("calls.reply")} samples={call.reply} maxHeight={400} />}
      </div>
    </Sheet>
  );
}
