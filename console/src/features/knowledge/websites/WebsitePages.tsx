import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { rowsOf } from "@/api";
import { formatDateTime } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { Button, ErrorCallout, Loading, RelativeTime, SearchInput, Segmented, Sheet, Skeleton, Status } from "@/shared/ui";

import { PAGE_STATES, PAGE_TONES, readable, sourcePagesQuery, type Source, type WebPage } from "./reading";
import { useTelling } from "./telling";

/** Every address of a website and what the last look at it gave. */
export function WebsitePages({ source, onClose }: { source: Source; onClose: () => void }) {
  const { t } = useTranslation("knowledge");
  const [q, setQ] = useState("");
  const [state, setState] = useState(source.pages.errors > 0 ? "errors" : "");
  const list = useInfiniteQuery(sourcePagesQuery(source, { q, state }));
  const rows = rowsOf(list.data);
  const options = [{ value: "all", label: t("list.all") }, ...PAGE_STATES.map((each) => ({ value: each as string, label: t(`websites.pageStates.${each}`) }))];
  return (
    <Sheet open onOpenChange={(open) => { if (!open) onClose(); }} width={640} title={t("websites.pagesTitle")} description={readable(source.startUrl)}>
      <div className="space-y-3">
        <Robots source={source} />
        <SearchInput value={q} onSearch={setQ} placeholder={t("websites.searchPages")} label={t("websites.searchPages")} />
        <Segmented label={t("columns.state")} value={state || "all"} onChange={(next) => { setState(next === "all" ? "" : next); }} options={options} />
        {list.error ? (
          <ErrorCallout trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />
        ) : !list.data ? (
          <Loading><Skeleton lines={5} /></Loading>
        ) : rows.length === 0 ? (
          <p className="py-6 text-center text-muted">{t("websites.noPages")}</p>
        ) : (
          <ul className="divide-y divide-border">{rows.map((page) => <PageRow key={page.url} baseId={source.baseId} page={page} />)}</ul>
        )}
        {list.hasNextPage && <Button size="small" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t("versions.showMore")}</Button>}
      </div>
    </Sheet>
  );
}

function Robots({ source: { robots } }: { source: Source }) {
  const { t } = useTranslation("knowledge");
  if (!robots) return null;
  const figures = { seconds: robots.spacingSeconds, time: formatDateTime(robots.checkedAt) };
  return <p className="text-caption text-subtle">{t(`websites.robots.${robots.state}`, figures)}</p>;
}

function PageRow({ baseId, page }: { baseId: string; page: WebPage }) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const tell = useTelling();
  const isPlain = page.reason.code === page.state;
  return (
    <li className="space-y-1 py-2.5">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          {page.documentId ? (
            <Link to={path(`/genai/knowledge/${baseId}/documents/${page.documentId}`)} className="font-medium underline-offset-4 anywhere hover:underline">{page.title || readable(page.url)}</Link>
          ) : (
            page.title && <span className="font-medium anywhere">{page.title}</span>
          )}
          <a href={page.url} target="_blank" rel="noreferrer" className="flex items-center gap-1 text-caption text-muted underline-offset-4 hover:underline">
            <span className="anywhere">{readable(page.url)}</span>
            <ExternalLink size={12} strokeWidth={1.75} aria-label={t("websites.newTab")} className="shrink-0" />
          </a>
        </div>
        <Status tone={PAGE_TONES[page.state] ?? "neutral"}>{t(`websites.pageStates.${page.state}`)}</Status>
      </div>
      {!isPlain && <p className={page.state === "failed" ? "text-caption text-danger-text anywhere" : "text-caption text-muted anywhere"}>{tell(page.reason)}</p>}
      {page.missing > 0 && page.documentId && <p className="text-caption text-warning-text">{t("websites.missingOnce")}</p>}
      {page.lookedAt && <p className="text-caption text-subtle">{t("websites.looked")} <RelativeTime at={page.lookedAt} /></p>}
    </li>
  );
}
