import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Callout, ErrorState, Loading, Skeleton } from "@/shared/ui";

import { assistantQuery, diffQuery, type Assistant } from "../reading";
import { sectionOf, type Section } from "../versions/diffing";
import { AccessSection } from "./AccessSection";
import { AnsweringSection } from "./AnsweringSection";
import { AssistantSection } from "./AssistantSection";
import { ConflictSheet } from "./ConflictSheet";
import { DraftProvider, useDraftOf, type Draft } from "./draft";
import { SafetySection } from "./SafetySection";
import { SearchSection } from "./SearchSection";
import { useCurrentSection } from "./useCurrentSection";

const ORDER = ["assistant", "search", "model", "safety", "access"] as const;
const ACCESS = ["enabled", "rateLimitPerMinute", "userRateLimitPerMinute", "maxConcurrentRuns", "retentionDays", "gate"];

/** The draft in five sections. What is typed is saved by itself and reaches nobody before it is published. */
export default function SettingsTab() {
  const { t } = useTranslation("assistants");
  const { id = "" } = useParams({ strict: false });
  const one = useQuery(assistantQuery(id));
  if (one.error) return <ErrorState title={t("unread")} trouble={troubleOf(one.error)} onRetry={() => void one.refetch()} />;
  if (!one.data) return <div className="p-6"><Loading><Skeleton lines={8} /></Loading></div>;
  return <Form key={id} one={one.data} />;
}

function Form({ one }: { one: Assistant }) {
  const { t } = useTranslation("assistants");
  const mayWrite = useMay("genai.assistants.write");
  const { draft, conflict, resolve } = useDraftOf(one, mayWrite);
  const general = draft.errors.filter((error) => error.path === "");
  return (
    <DraftProvider value={draft}>
      <div className="flex items-start gap-8 p-4 lg:p-6">
        <SectionList one={one} draft={draft} />
        <fieldset disabled={!mayWrite} className="max-w-form min-w-0 flex-1 space-y-8" onBlur={draft.flush}>
          {general.map((error) => <Callout key={error.message} tone="danger">{error.message}</Callout>)}
          <AssistantSection />
          <SearchSection />
          <AnsweringSection />
          <SafetySection />
          <AccessSection />
        </fieldset>
      </div>
      {conflict && <ConflictSheet conflict={conflict} onResolve={resolve} />}
      <p className="sr-only" role="status">{draft.errors.length ? t("refusedCount", { count: draft.errors.length }) : ""}</p>
    </DraftProvider>
  );
}

/** Scrolls the form; a dot where the draft differs from what is live, a number where something was refused. */
function SectionList({ one, draft }: { one: Assistant; draft: Draft }) {
  const { t } = useTranslation("assistants");
  const diff = useQuery({ ...diffQuery(one.id, "live", "draft"), enabled: one.liveVersion !== null && one.draftChanged });
  const current = useCurrentSection(ORDER);
  const changed = new Set<Section>(one.draftChanged ? diff.data?.data.map((item) => sectionOf(item.path)) : []);
  const errorsIn = (section: (typeof ORDER)[number]) =>
    draft.errors.filter(({ path }) => (path && ACCESS.includes(path) ? "access" : sectionOf(path)) === section && path !== "").length;
  return (
    <nav aria-label={t("sections.label")} className="sticky top-4 hidden w-52 shrink-0 xl:block">
      <ol className="space-y-1">
        {ORDER.map((section) => (
          <li key={section}>
            <a
              href={`#${section}`}
              aria-current={section === current ? "location" : undefined}
              className="flex min-h-8 items-center gap-2 rounded-control px-2 text-dense text-muted hover:bg-hover hover:text-text aria-[current]:bg-neutral-soft aria-[current]:font-medium aria-[current]:text-text"
            >
              <span className="flex-1">{t(`sections.${section}`)}</span>
              {errorsIn(section) > 0 && <span className="numbers rounded-full bg-danger-soft px-1.5 text-caption text-danger-text">{errorsIn(section)}</span>}
              {section !== "access" && changed.has(section) && (
                <span className="size-2 rounded-full bg-warning" role="img" aria-label={t("sections.changed")} />
              )}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
