import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { MessagesSquare, Plus, Settings2, Sparkles } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { useShortcuts } from "@/shared/shortcuts";
import {
  Button, Chip, Empty, ErrorState, PageHeader, RelativeTime, SearchInput, Status, Switch, Table, type Column, type MenuEntry,
} from "@/shared/ui";

import { listQuery, modelName, type Assistant } from "../reading";
import { AssistantDialogs, useAssistantMenu, useToggle } from "./menu";

/** Forms and their checks come when somebody creates. */
const CreateDialog = lazy(() => import("./CreateDialog").then((module) => ({ default: module.CreateDialog })));

export default function AssistantsPage() {
  const { t } = useTranslation("assistants");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const mayWrite = useMay("genai.assistants.write");
  const { q = "", create } = useSearch({ strict: false }) as { q?: string; create?: boolean };
  const list = useInfiniteQuery(listQuery(q));
  const menu = useAssistantMenu();
  const columns = useColumns(mayWrite);
  useDocumentTitle(t("title"));
  const go = (search: Record<string, unknown>) => void navigate({ to: ".", search, replace: true });
  const find = (text: string) => { go(text ? { q: text } : {}); };
  const startCreating = () => { go({ ...(q ? { q } : {}), create: true }); };
  const add = (variant: "primary" | "secondary") => <Button variant={variant} icon={Plus} onClick={startCreating}>{t("add")}</Button>;
  useShortcuts(mayWrite ? [{ keys: "c", label: t("add"), run: startCreating }] : []);
  const rowMenu = (one: Assistant): MenuEntry[] => [
    { label: t("test"), icon: MessagesSquare, href: path(`/genai/assistants/${one.id}/sandbox`) },
    { label: t("settingsOf"), icon: Settings2, href: path(`/genai/assistants/${one.id}/settings`) },
    ...(mayWrite ? (["separator", ...menu.items(one)] as MenuEntry[]) : []),
  ];
  return (
    <>
      <PageHeader title={t("title")} actions={mayWrite && add("primary")} {...(mayWrite ? {} : { lock: t("lock") })} />
      <div className="max-w-page space-y-4 p-4 lg:p-6">
        <div className="md:max-w-80">
          <SearchInput value={q} onSearch={find} placeholder={t("search")} label={t("search")} shortcut="/" />
        </div>
        {list.error ? (
          <ErrorState title={t("unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />
        ) : (
          <Table
            label={t("title")}
            rows={list.data ? rowsOf(list.data) : undefined}
            columns={columns}
            rowId={(row) => row.id}
            rowLabel={(row) => row.name}
            rowLink={(row, content) => <Link to={path(`/genai/assistants/${row.id}/settings`)}>{content}</Link>}
            rowMenu={rowMenu}
            onEnd={() => { if (list.hasNextPage) void list.fetchNextPage(); }}
            loadingMore={list.isFetchingNextPage}
            refreshing={list.isRefetching}
            filtered={q ? { text: q, onClear: () => { find(""); } } : null}
            empty={<Empty icon={Sparkles} title={t("empty")} action={mayWrite && add("secondary")}>{t("emptyText")}</Empty>}
          />
        )}
      </div>
      <Suspense>{create && mayWrite && <CreateDialog onClose={() => { go(q ? { q } : {}); }} />}</Suspense>
      <AssistantDialogs menu={menu} />
    </>
  );
}

function useColumns(mayWrite: boolean): Column<Assistant>[] {
  const { t } = useTranslation("assistants");
  const toggle = useToggle();
  return [
    { id: "name", header: t("columns.name"), minWidth: 200, cell: (row) => row.name },
    { id: "model", header: t("columns.model"), minWidth: 120, hideBelow: "lg", cell: (row) => <span className="font-mono text-mono">{modelName(row.model)}</span> },
    { id: "fulfillments", header: t("columns.fulfillments"), align: "right", width: 120, hideBelow: "lg", cell: (row) => row.fulfillmentIds.length },
    {
      id: "live", header: t("columns.live"), width: 128,
      cell: (row) => row.liveVersion === null ? <Status tone="neutral">{t("never")}</Status> : <Status tone="success">{t("live", { version: row.liveVersion })}</Status>,
    },
    {
      id: "draft", header: t("columns.draft"), width: 150, hideBelow: "md",
      cell: (row) => row.liveVersion !== null && row.draftChanged ? <Chip tone="warning">{t("changed")}</Chip> : "–",
    },
    {
      id: "edited", header: t("columns.edited"), minWidth: 140, hideBelow: "md",
      cell: (row) => <span className="text-muted"><RelativeTime at={row.editedAt} /> · {row.editedBy}</span>,
    },
    {
      id: "on", header: t("columns.on"), width: 72, hideBelow: "md",
      cell: (row) => (
        <span className="relative z-1">
          <Switch hideLabel label={t("answersCalls", { name: row.name })} checked={row.enabled} disabled={!mayWrite} onChange={(enabled) => { toggle.mutate({ one: row, enabled }); }} />
        </span>
      ),
    },
  ];
}
