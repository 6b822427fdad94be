import { useQuery } from "@tanstack/react-query";
import { CirclePause, CirclePlay, CircleX, ExternalLink, List, Pencil, RefreshCw, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDateTime, formatNumber } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Card, Chip, ErrorCallout, Menu, ProgressBar, RelativeTime, Status, type MenuEntry } from "@/shared/ui";

import type { Base } from "../reading";
import { useSyncing } from "./changing";
import { isSyncing, readable, sourcesQuery, standing, type Source } from "./reading";
import { RemoveWebsite } from "./RemoveWebsite";
import { useTelling } from "./telling";
import { WebsitePages } from "./WebsitePages";
import { WebsiteSheet } from "./WebsiteSheet";

interface Asked {
  verb: "edit" | "pages" | "remove";
  source: Source;
}

/** The websites that a base follows; nothing while there is none. */
export function Websites({ base }: { base: Base }) {
  const { t } = useTranslation("knowledge");
  const read = useQuery(sourcesQuery(base.id));
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => { setAsked(null); };
  if (read.error) return <ErrorCallout trouble={troubleOf(read.error)} onRetry={() => void read.refetch()} />;
  if (!read.data?.length) return null;
  const current = asked && (read.data.find((source) => source.id === asked.source.id) ?? asked.source);
  return (
    <Card title={t("websites.title")} flush>
      <ul className="divide-y divide-border">
        {read.data.map((source) => (
          <li key={source.id}><Row source={source} ask={(verb) => { setAsked({ verb, source }); }} /></li>
        ))}
      </ul>
      {asked?.verb === "edit" && <WebsiteSheet baseId={base.id} source={asked.source} onClose={close} />}
      {asked?.verb === "pages" && current && <WebsitePages source={current} onClose={close} />}
      {asked?.verb === "remove" && <RemoveWebsite source={asked.source} onClose={close} />}
    </Card>
  );
}

function Row({ source, ask }: { source: Source; ask: (verb: Asked["verb"]) => void }) {
  const { t } = useTranslation("knowledge");
  const mayWrite = useMay("genai.knowledge.write");
  const syncing = useSyncing();
  const { key, tone, isBusy } = standing(source);
  const act = (verb: Parameters<typeof syncing.mutate>[0]["verb"]) => () => { syncing.mutate({ source, verb }); };
  const menu: MenuEntry[] = [
    { label: t("websites.showPages"), icon: List, onSelect: () => { ask("pages"); } },
    ...(mayWrite
      ? [
          ...(isSyncing(source)
            ? [
                source.state === "paused"
                  ? { label: t("websites.resume"), icon: CirclePlay, onSelect: act("resume") }
                  : { label: t("websites.pause"), icon: CirclePause, onSelect: act("pause") },
                { label: t("websites.stop"), icon: CircleX, onSelect: act("stop") },
              ]
            : [{ label: t("websites.everything"), icon: RotateCcw, onSelect: act("everything") }]),
          { label: t("websites.edit"), icon: Pencil, onSelect: () => { ask("edit"); } },
          "separator" as const,
          { label: t("websites.remove"), icon: Trash2, danger: true, onSelect: () => { ask("remove"); } },
        ]
      : []),
  ];
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60 space-y-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <a href={source.startUrl} target="_blank" rel="noreferrer" className="hit inline-flex min-w-0 items-center gap-1.5 font-medium underline-offset-4 hover:underline">
            <span className="anywhere">{readable(source.startUrl)}</span>
            <ExternalLink size={14} strokeWidth={1.75} aria-label={t("websites.newTab")} className="shrink-0 text-subtle" />
          </a>
          <Chip>{t(`websites.modesShort.${source.mode}`)}</Chip>
          <Status tone={tone} busy={isBusy}>{t(`websites.standing.${key}`)}</Status>
        </div>
        {isSyncing(source) ? <Running source={source} /> : <Facts source={source} onPages={() => { ask("pages"); }} />}
      </div>
      <div className="flex items-center gap-1">
        {mayWrite && !isSyncing(source) && <Button size="small" icon={RefreshCw} busy={syncing.isPending} onClick={act("sync")}>{t("websites.sync")}</Button>}
        <Menu label={t("websites.more", { address: readable(source.startUrl) })} items={menu} />
      </div>
    </div>
  );
}

function Running({ source: { progress, reason, state } }: { source: Source }) {
  const { t } = useTranslation("knowledge");
  const { done, total } = progress;
  if (state === "queued" || total === 0) return <p className="text-caption text-muted">{state === "queued" ? t("websites.waits") : t("websites.looking")}</p>;
  const label = reason.code === "working" || reason.code === "paused" ? t("websites.fetched") : reason.message;
  return (
    <div className="max-w-100">
      <ProgressBar label={label} value={done / total} detail={t("embed.of", { done: formatNumber(done), total: formatNumber(total) })} />
    </div>
  );
}

/** How the last sync ended, and when the next one comes. */
function Facts({ source, onPages }: { source: Source; onPages: () => void }) {
  const { t } = useTranslation("knowledge");
  const tell = useTelling();
  const { lastSync, pages, nextSyncAt } = source;
  const said = lastSync && lastSync.reason.code !== "done" && lastSync.state !== "cancelled" ? tell(lastSync.reason) : null;
  return (
    <>
      <p className="numbers flex flex-wrap gap-x-3 text-caption text-subtle">
        <button type="button" onClick={onPages} className="hit underline-offset-4 hover:text-text hover:underline">{t("websites.pages", { count: pages.served })}</button>
        {pages.errors > 0 && <button type="button" onClick={onPages} className="hit text-danger-text underline-offset-4 hover:underline">{t("websites.errors", { count: pages.errors })}</button>}
        {pages.warnings > 0 && <span className="text-warning-text">{t("websites.warnings", { count: pages.warnings })}</span>}
        {lastSync && <span>{t("websites.synced")} <RelativeTime at={lastSync.endedAt} /></span>}
        <span>{nextSyncAt ? t("websites.next", { time: formatDateTime(nextSyncAt) }) : t("websites.noNext")}</span>
      </p>
      {said && <p className={lastSync?.state === "failed" ? "text-caption text-danger-text anywhere" : "text-caption text-warning-text anywhere"}>{said}</p>}
    </>
  );
}
