import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ChevronDown, Globe, Pencil, Plug, Plus, Search, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, ApiError, rowsOf } from "@/api";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { useShortcuts } from "@/shared/shortcuts";
import {
  Button, Callout, Chip, ConfirmDialog, Empty, ErrorState, Menu, PageHeader, RelativeTime, SearchInput, Table, toast, type Column,
} from "@/shared/ui";

import { listQuery, type Fulfillment } from "./reading";

const KINDS = [{ kind: "search", icon: Search }, { kind: "action", icon: Globe }, { kind: "mcp", icon: Plug }] as const;

export default function FulfillmentsPage() {
  const { t } = useTranslation("fulfillments");
  const path = useWorkspacePath();
  const navigate = useNavigate();
  const mayWrite = useMay("genai.fulfillments.write");
  const { q = "" } = useSearch({ strict: false }) as { q?: string };
  const list = useInfiniteQuery(listQuery(q));
  const [leaving, setLeaving] = useState<Fulfillment | null>(null);
  useDocumentTitle(t("title"));
  const columns = useColumns();
  const rows = list.data ? rowsOf(list.data) : undefined;
  const find = (text: string) => void navigate({ to: ".", search: text ? { q: text } : {}, replace: true });
  const create = (kind: string) => void navigate({ to: path("/genai/fulfillments/new"), search: { kind } as never });
  useShortcuts(mayWrite ? [{ keys: "c", label: t("add"), run: () => { create("search"); } }] : []);
  const add = (variant: "primary" | "secondary") => (
    <Menu
      trigger={<Button variant={variant} icon={Plus} iconAfter={ChevronDown}>{t("add")}</Button>}
      items={KINDS.map(({ kind, icon }) => ({ label: t(`kindAdd.${kind}`), icon, onSelect: () => { create(kind); } }))}
    />
  );
  return (
    <>
      <PageHeader title={t("title")} actions={mayWrite && add("primary")} {...(mayWrite ? {} : { lock: t("lock") })} />
      <div className="max-w-page space-y-4 p-4 lg:p-6">
        <p className="max-w-prose text-muted">{t("what")}</p>
        <div className="md:max-w-80">
          <SearchInput value={q} onSearch={find} placeholder={t("search")} label={t("search")} shortcut="/" />
        </div>
        {list.error ? (
          <ErrorState title={t("unread")} trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />
        ) : (
          <Table
            label={t("title")}
            rows={rows}
            columns={columns}
            rowId={(row) => row.id}
            rowLabel={(row) => row.name}
            rowLink={(row, content) => <Link to={path(`/genai/fulfillments/${row.id}`)}>{content}</Link>}
            rowMenu={(row) => [
              { label: t(mayWrite ? "edit" : "open"), icon: Pencil, href: path(`/genai/fulfillments/${row.id}`) },
              ...(mayWrite
                ? (["separator", { label: t("delete"), icon: Trash2, danger: true, onSelect: () => { setLeaving(row); } }] as const)
                : []),
            ]}
            onEnd={() => { if (list.hasNextPage) void list.fetchNextPage(); }}
            loadingMore={list.isFetchingNextPage}
            refreshing={list.isRefetching}
            filtered={q ? { text: q, onClear: () => { find(""); } } : null}
            empty={<Empty icon={Plug} title={t("empty")} action={mayWrite && add("secondary")}>{t("emptyText")}</Empty>}
          />
        )}
      </div>
      {leaving && <DeleteDialog one={leaving} onClose={() => { setLeaving(null); }} />}
    </>
  );
}

function useColumns(): Column<Fulfillment>[] {
  const { t } = useTranslation("fulfillments");
  return [
    { id: "name", header: t("columns.name"), cell: (row) => row.name, minWidth: 180 },
    { id: "kind", header: t("columns.kind"), width: 120, hideBelow: "md", cell: (row) => <Chip>{t(`kind.${row.kind}`)}</Chip> },
    {
      id: "target", header: t("columns.target"), minWidth: 160,
      cell: (row) => row.knowledgeBaseName ?? targetOf(row) ?? <span className="text-subtle">{t("noBase")}</span>,
    },
    { id: "generator", header: t("columns.generator"), width: 120, hideBelow: "lg", cell: (row) => <Generator one={row} /> },
    { id: "used", header: t("columns.used"), align: "right", width: 120, hideBelow: "md", cell: (row) => row.usedBy },
    { id: "updated", header: t("columns.updated"), width: 140, hideBelow: "md", cell: (row) => <RelativeTime at={row.updatedAt} /> },
  ];
}

function Generator({ one }: { one: Fulfillment }) {
  const { t } = useTranslation("fulfillments");
  if (one.kind !== "search") return <>–</>;
  return <span className="text-muted">{t(one.searchTermGenerator ? "generator.isOn" : "generator.isOff")}</span>;
}

/** The host that an action or a server is called at. */
function targetOf({ action, mcp }: Fulfillment): string | null {
  const url = action?.url ?? mcp?.url;
  return url === undefined ? null : `${action ? `${action.method} ` : ""}${url.replace(/^https?:\/\//, "").replace(/[/?].*$/, "")}`;
}

/** Deleting, refused while an assistant uses it: the reply names them. */
function DeleteDialog({ one, onClose }: { one: Fulfillment; onClose: () => void }) {
  const { t } = useTranslation("fulfillments");
  const queries = useQueryClient();
  const [users, setUsers] = useState<string[]>([]);
  const remove = useMutation({
    mutationFn: () => api.DELETE("/api/v1/fulfillments/{fulfillment_id}", { params: { path: { fulfillment_id: one.id } } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["fulfillments"] });
      toast({ text: t("deleted", { name: one.name }), tone: "success" });
      onClose();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 409003) setUsers(error.errors.map((item) => item.message));
      else toast({ text: troubleOf(error).message, tone: "danger" });
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => { if (!open) onClose(); }}
      title={t("deleteTitle", { name: one.name })}
      action={t("delete")}
      onConfirm={() => remove.mutateAsync()}
    >
      <p>{t("deleteText")}</p>
      {users.length > 0 && (
        <Callout tone="danger" title={t("inUse")}>
          <ul>{users.map((user) => <li key={user}>{user}</li>)}</ul>
        </Callout>
      )}
    </ConfirmDialog>
  );
}
