import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { BookOpen, Check, CircleDashed, Sparkles, TriangleAlert, Unplug, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { formatNumber, formatTime } from "@/shared/format";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { makeSampleBase } from "@/shared/samples";
import { useMay, useWorkspace } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Card, ErrorCallout, Loading, PageHeader, RelativeTime, Skeleton, Status, toast } from "@/shared/ui";

import { AskCard } from "./AskCard";
import {
  askable, assistantsQuery, basesQuery, draftsOf, dutiesOf, modelsQuery, needsOf, newest, type Assistant, type Base, type Duty, type Need,
} from "./reading";
import { useHidden } from "./useHidden";

const SHOWN = 5;

export default function HomePage() {
  const { t } = useTranslation("home");
  const mayRead = useMay("genai.knowledge.read");
  useDocumentTitle(t("title"));
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="max-w-page space-y-6 p-4 lg:p-6">
        {mayRead ? <GenAi /> : <NoRole />}
      </div>
    </>
  );
}

/** For those whose roles open nothing here yet: whom to ask. */
function NoRole() {
  const { t } = useTranslation("home");
  const { name, admins } = useWorkspace();
  return (
    <div className="space-y-1 text-muted">
      <p>{t("nothing", { workspace: name })}</p>
      {admins.length > 0 && <p>{t("whom", { names: admins.join(", ") })}</p>}
    </div>
  );
}

function GenAi() {
  const { t } = useTranslation("home");
  const bases = useQuery(basesQuery);
  const assistants = useQuery(assistantsQuery);
  const mayAsk = useMay("genai.sandbox.live");
  const mayEdit = useMay("genai.assistants.write");
  const live = mayAsk ? askable(assistants.data ?? []) : [];
  const drafts = draftsOf(assistants.data ?? []);
  return (
    <>
      {mayEdit && bases.data && assistants.data && <SetUp bases={bases.data} assistants={assistants.data} />}
      <div className={`grid gap-6 ${live.length ? "lg:grid-cols-2" : ""}`}>
        {live.length > 0 && <AskCard assistants={live} />}
        <Needs />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Recent title={t("assistants")} query={assistants} to="/genai/assistants" empty={t("noAssistants")} action={mayEdit && t("makeAssistant")}>
          {(rows) => rows.map((row) => <AssistantRow key={row.id} assistant={row} />)}
        </Recent>
        <Recent title={t("bases")} query={bases} to="/genai/knowledge" empty={t("noBases")} action={mayEdit && t("makeBase")}>
          {(rows) => rows.map((row) => <BaseRow key={row.id} base={row} />)}
        </Recent>
      </div>
      {drafts.length > 0 && (
        <Card title={t("drafts.title")} description={t("drafts.text")} flush>
          <ul className="divide-y divide-border">{drafts.map((one) => <AssistantRow key={one.id} assistant={one} />)}</ul>
        </Card>
      )}
    </>
  );
}

/** The way to a first live assistant, until it is gone or hidden. */
function SetUp({ bases, assistants }: { bases: Base[]; assistants: Assistant[] }) {
  const { t } = useTranslation("home");
  const [isHidden, hide] = useHidden(useWorkspace().id);
  const duties = dutiesOf(bases, assistants);
  const done = duties.filter((duty) => duty.isDone).length;
  const next = duties.find((duty) => !duty.isDone);
  if (isHidden || !next) return null;
  return (
    <Card
      title={t("setUp.title", { done, total: duties.length })}
      actions={<Button variant="ghost" size="small" onClick={hide}>{t("setUp.hide")}</Button>}
    >
      <ol className="grid gap-2 sm:grid-cols-2 xl:grid-cols-4">
        {duties.map((duty) => (
          <li key={duty.id} className={`flex items-start gap-2 ${duty.isDone ? "text-subtle" : "text-text"}`}>
            {duty.isDone ? (
              <Check size={16} strokeWidth={2} className="mt-1 shrink-0 text-success" aria-label={t("setUp.done")} />
            ) : (
              <CircleDashed size={16} strokeWidth={1.75} className="mt-1 shrink-0 text-subtle" aria-label={t("setUp.open")} />
            )}
            <span className={duty === next ? "font-medium" : ""}>{t(`setUp.${duty.id}`)}</span>
          </li>
        ))}
      </ol>
      <NextStep duty={next} />
    </Card>
  );
}

/** What to do now, in a sentence with its button; documents may be the samples. */
function NextStep({ duty }: { duty: Duty }) {
  const { t } = useTranslation("home");
  const path = useWorkspacePath();
  const samples = useSamples();
  return (
    <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t border-border pt-4">
      <p className="min-w-0 flex-1 basis-72 text-muted">{t(`next.${duty.id}`)}</p>
      <div className="flex flex-wrap gap-2">
        {duty.id === "base" && (
          <Button variant="ghost" busy={samples.isPending} onClick={() => { samples.mutate(); }}>{t("next.samples")}</Button>
        )}
        <Button asChild variant="primary"><Link to={path(duty.path)}>{t(`setUp.${duty.id}`)}</Link></Button>
      </div>
    </div>
  );
}

function useSamples() {
  const { t } = useTranslation("home");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = useWorkspacePath();
  return useMutation({
    mutationFn: () => makeSampleBase(t("next.sampleBase")),
    onSuccess: async (base) => {
      await queries.invalidateQueries({ queryKey: ["home", "bases"] });
      void navigate({ to: path(`/genai/knowledge/${base.id}/documents`) });
    },
    onError: (error) => { toast({ text: troubleOf(error).message, tone: "danger" }); },
  });
}

function Needs() {
  const { t } = useTranslation("home");
  const mayMend = useMay("genai.knowledge.write");
  const bases = useQuery(basesQuery);
  const models = useQuery({ ...modelsQuery, enabled: useMay("genai.models.manage") });
  const error = bases.error ?? models.error;
  const needs = needsOf(mayMend ? (bases.data ?? []) : [], models.data ?? []);
  return (
    <Card title={t("needs.title")} flush>
      {error ? (
        <div className="p-4"><ErrorCallout trouble={troubleOf(error)} onRetry={() => void bases.refetch()} /></div>
      ) : !bases.data ? (
        <div className="p-4"><Loading><Skeleton lines={2} /></Loading></div>
      ) : needs.length ? (
        <ul className="divide-y divide-border">{needs.map((need) => <NeedRow key={need.id} need={need} />)}</ul>
      ) : (
        <p className="p-4 text-muted">{t("needs.none", { time: formatTime(bases.dataUpdatedAt) })}</p>
      )}
    </Card>
  );
}

const NEED_ICONS: Record<Need["kind"], LucideIcon> = { model: Unplug, failed: TriangleAlert };

function NeedRow({ need }: { need: Need }) {
  const { t } = useTranslation("home");
  const path = useWorkspacePath();
  const Icon = NEED_ICONS[need.kind];
  return (
    <li className="flex min-h-row flex-wrap items-center gap-3 px-4 py-1">
      <Icon size={16} strokeWidth={1.75} aria-hidden className={`shrink-0 ${need.tone === "danger" ? "text-danger" : "text-warning"}`} />
      <span className="min-w-0 flex-1 anywhere">{t(`needs.${need.kind}`, { name: need.name, count: need.count })}</span>
      <Button asChild size="small">
        <Link to={path(need.path)}>{t("needs.open")}</Link>
      </Button>
    </li>
  );
}

interface RecentProps<T> {
  title: string;
  query: { data: T[] | undefined; error: Error | null; refetch: () => unknown };
  to: string;
  empty: string;
  action: string | false;
  children: (rows: T[]) => ReactNode;
}

function Recent<T extends { updatedAt: string }>({ title, query, to, empty, action, children }: RecentProps<T>) {
  const { t } = useTranslation("home");
  const path = useWorkspacePath();
  const all = (
    <Link to={path(to)} className="hit text-dense text-accent-text underline-offset-4 hover:underline">{t("all")}</Link>
  );
  return (
    <Card title={title} actions={all} flush>
      {query.error ? (
        <div className="p-4"><ErrorCallout trouble={troubleOf(query.error)} onRetry={() => void query.refetch()} /></div>
      ) : !query.data ? (
        <div className="p-4"><Loading><Skeleton lines={3} /></Loading></div>
      ) : query.data.length ? (
        <ul className="divide-y divide-border">{children(newest(query.data, SHOWN))}</ul>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3 p-4">
          <p className="text-muted">{empty}</p>
          {action && <Button asChild size="small"><Link to={path(to)}>{action}</Link></Button>}
        </div>
      )}
    </Card>
  );
}

function AssistantRow({ assistant }: { assistant: Assistant }) {
  const { t } = useTranslation("home");
  return (
    <Row icon={Sparkles} to={`/genai/assistants/${assistant.id}/settings`} name={assistant.name} at={assistant.editedAt}>
      {assistant.liveVersion === null ? (
        <Status tone="neutral">{t("draft")}</Status>
      ) : (
        <Status tone="success">{t("live", { version: assistant.liveVersion })}</Status>
      )}
    </Row>
  );
}

function BaseRow({ base }: { base: Base }) {
  const { t } = useTranslation("home");
  const { counts } = base;
  return (
    <Row icon={BookOpen} to={`/genai/knowledge/${base.id}/documents`} name={base.name} at={base.updatedAt}>
      {counts.working > 0 ? (
        <Status tone="info" busy>{t("reading", { count: counts.working })}</Status>
      ) : (
        <span className="numbers text-caption text-subtle">{t("documents", { count: counts.documents, shown: formatNumber(counts.documents) })}</span>
      )}
    </Row>
  );
}

interface RowProps {
  icon: LucideIcon;
  to: string;
  name: string;
  at: string;
  children: ReactNode;
}

function Row({ icon: Icon, to, name, at, children }: RowProps) {
  const path = useWorkspacePath();
  return (
    <li className="relative flex min-h-row items-center gap-3 px-4 py-1 hover:bg-hover">
      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-subtle" />
      <Link to={path(to)} className="truncate-line flex-1 font-medium after:absolute after:inset-0">{name}</Link>
      {children}
      <span className="hidden w-24 text-right text-caption text-subtle sm:block"><RelativeTime at={at} /></span>
    </li>
  );
}
