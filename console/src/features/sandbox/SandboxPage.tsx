import { useQuery } from "@tanstack/react-query";
import { useMatches, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { ErrorState, Loading, PageHeader, Skeleton } from "@/shared/ui";

import { assistantQuery, versionsQuery, type Assistant } from "./reading";
import { newSession } from "./recall";
import { Sandbox } from "./Sandbox";

export interface SandboxSearch {
  session?: string;
  version?: string | number;
  turn?: string;
  tab?: string;
  question?: string;
}

const FRAME = "/w/$workspace/genai/assistants/$id";

/** The Chat Sandbox: a tab of the assistant's page, with a head of its own where no such page stands around it. */
export default function SandboxPage() {
  const { t } = useTranslation("sandbox");
  const { id = "" } = useParams({ strict: false });
  const assistant = useQuery(assistantQuery(id));
  const isFramed = useMatches({ select: (matches) => matches.some((match) => match.fullPath.replace(/\/$/, "") === FRAME) });
  const path = useWorkspacePath();
  useDocumentTitle(assistant.data?.name, t("title"));
  return (
    <>
      {!isFramed && (
        <PageHeader
          title={assistant.data?.name ?? t("title")}
          crumbs={[{ label: t("assistants"), to: path("/genai/assistants") }]}
          chips={assistant.data ? <span className="text-muted">{t("title")}</span> : undefined}
        />
      )}
      {assistant.error ? (
        <ErrorState title={t("unread")} trouble={troubleOf(assistant.error)} onRetry={() => void assistant.refetch()} />
      ) : assistant.data ? (
        <InSession assistant={assistant.data} />
      ) : (
        <div className="max-w-prose p-4 lg:p-6"><Loading><Skeleton lines={6} /></Loading></div>
      )}
    </>
  );
}

/** Names the session in the address, so that a reload finds it again. */
function InSession({ assistant }: { assistant: Assistant }) {
  const search = useSearch({ strict: false }) as SandboxSearch;
  const navigate = useNavigate();
  const mayDraft = useMay("genai.sandbox.draft");
  const versions = useQuery(versionsQuery(assistant.id));
  const [fresh] = useState(newSession);
  const set = (next: Partial<SandboxSearch>, replace = true) => {
    void navigate({ to: ".", search: ((now: SandboxSearch) => ({ ...now, ...next })) as never, replace });
  };
  const sessionId = search.session ?? fresh;
  useEffect(() => {
    if (!search.session) void navigate({ to: ".", search: ((now: SandboxSearch) => ({ ...now, session: fresh })) as never, replace: true });
  }, [search.session, fresh, navigate]);
  const version = mayDraft ? String(search.version ?? "draft") : "live";
  return (
    <Sandbox
      key={sessionId}
      assistant={assistant}
      versions={versions.data ?? []}
      version={version}
      sessionId={sessionId}
      search={search}
      onSearch={set}
      onNewSession={() => { set({ session: newSession(), turn: undefined, question: undefined } as never, false); }}
    />
  );
}
