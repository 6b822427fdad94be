import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { api, ApiError, context, data, type FieldError } from "@/api";
import { LanguageSelect } from "@/shared/i18n/LanguageSelect";
import { useDocumentTitle, workspacePath } from "@/shared/routing";
import { adopt, meQuery } from "@/shared/session";
import { troubleOf, type Trouble } from "@/shared/session/trouble";
import { Button, Empty, ErrorCallout, ErrorState, Steps } from "@/shared/ui";
import { Gate } from "@/shared/ui/Gate";

import { AccountStep } from "./AccountStep";
import { AnswersStep } from "./AnswersStep";
import { AssistantStep } from "./AssistantStep";
import { dropProgress, firstProgress, keepProgress, readProgress, STEPS, type SetupProgress } from "./progress";
import { WorkspaceStep, type WorkspaceValues } from "./WorkspaceStep";

const SANDBOX = "/w/$workspace/genai/assistants/$id/sandbox";

export default function SetupPage() {
  const { t } = useTranslation("setup");
  const state = useQuery({ queryKey: ["setup"], queryFn: () => data(api.GET("/api/v1/setup")), staleTime: 0, gcTime: 0 });
  useDocumentTitle(t("title"));
  const isGoingOn = readProgress()?.done === true;
  if (state.isPending) return <Frame>{null}</Frame>;
  if (state.error) {
    return (
      <Frame>
        <ErrorState title={t("unknown")} trouble={troubleOf(state.error)} onRetry={() => void state.refetch()} />
      </Frame>
    );
  }
  if (state.data.required) return <Wizard isNew />;
  return isGoingOn ? <Resumed /> : <AlreadyDone />;
}

/** After a reload the later steps need the session again. */
function Resumed() {
  const me = useQuery(meQuery);
  if (me.isPending) return <Frame>{null}</Frame>;
  if (!me.data) return <AlreadyDone />;
  context.workspace = readProgress()?.slug ?? null;
  return <Wizard isNew={false} />;
}

function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation("setup");
  return <Gate wide corner={<LanguageSelect label={t("language")} />}>{children}</Gate>;
}

function AlreadyDone() {
  const { t } = useTranslation("setup");
  const navigate = useNavigate();
  return (
    <Frame>
      <h1 className="sr-only">{t("done.title")}</h1>
      <Empty
        icon={SearchX}
        title={t("done.title")}
        action={<Button variant="primary" onClick={() => void navigate({ to: "/sign-in" })}>{t("done.action")}</Button>}
      >
        {t("done.text")}
      </Empty>
    </Frame>
  );
}

function Wizard({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation("setup");
  const { token } = useSearch({ strict: false }) as { token?: unknown };
  const [progress, setProgress] = useProgress(isNew, typeof token === "string" ? token : "");
  const [password, setPassword] = useState("");
  const account = useCreateAccount(progress, password, setProgress);
  const leave = useLeave(progress.slug);
  const go = (change: Partial<SetupProgress>) => { setProgress({ ...progress, ...change }); };
  const shownStep = !progress.done && progress.step !== "account" && !password ? "account" : progress.step;
  return (
    <Frame>
      <div className="gap-8 lg:grid lg:grid-cols-[10rem_1fr]">
      <div className="mb-6">
        <Steps
          label={t("title")}
          current={shownStep}
          done={STEPS.slice(0, STEPS.indexOf(shownStep))}
          steps={STEPS.map((id) => ({ id, label: t(`step.${id}`) }))}
        />
      </div>
      <div className="min-w-0">
      {account.trouble && <div className="mb-4"><ErrorCallout trouble={account.trouble} /></div>}
      {shownStep === "account" && (
        <AccountStep
          progress={progress}
          password={password}
          refused={account.refused}
          hasToken={typeof token === "string" && !account.isLinkOver}
          onNext={(values) => {
            setPassword(values.password);
            const { name, email } = values;
            go({ step: "workspace", name, email, token: values.token || progress.token });
          }}
        />
      )}
      {shownStep === "workspace" && (
        <WorkspaceStep
          progress={progress}
          refused={account.refused}
          isBusy={account.isBusy}
          onBack={() => { go({ step: "account" }); }}
          onNext={(values) => void account.create(values)}
        />
      )}
      {shownStep === "answers" && <AnswersStep onNext={(model) => { go({ step: "assistant", model }); }} />}
      {shownStep === "assistant" && (
        <AssistantStep
          workspaceName={progress.workspace}
          model={progress.model}
          onDone={({ assistantId, question }) => void leave(assistantId, question)}
          onSkip={() => void leave()}
        />
      )}
      </div>
      </div>
    </Frame>
  );
}

function useProgress(isNew: boolean, token: string): [SetupProgress, (next: SetupProgress) => void] {
  const [progress, setProgress] = useState(() => {
    const kept = readProgress();
    const usable = kept && kept.done !== isNew ? kept : firstProgress();
    return { ...usable, token: token || usable.token };
  });
  const keep = (next: SetupProgress) => {
    keepProgress(next);
    setProgress(next);
  };
  return [progress, keep];
}

/** The one call that makes account and workspace; what it refuses goes back to the step that asked for it. */
function useCreateAccount(progress: SetupProgress, password: string, setProgress: (next: SetupProgress) => void) {
  const queries = useQueryClient();
  const [refused, setRefused] = useState<readonly FieldError[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isLinkOver, setLinkOver] = useState(false);

  const create = async ({ workspace, slug, timeZone, language }: WorkspaceValues) => {
    const asked = { ...progress, workspace, slug, timeZone };
    setBusy(true);
    setTrouble(null);
    setRefused([]);
    try {
      const body = {
        token: progress.token,
        workspace: { name: workspace, slug, timeZone, language },
        account: { displayName: progress.name, email: progress.email, password },
      };
      const me = await data(api.POST("/api/v1/setup", { body }));
      adopt(queries, me);
      context.workspace = me.workspaces[0]?.slug ?? null;
      setProgress({ ...asked, token: "", step: "answers", done: true });
    } catch (error) {
      const errors = error instanceof ApiError ? error.errors : [];
      const isOfAccount = errors.some((item) => item.path.startsWith("account") || item.path === "password");
      const isOver = error instanceof ApiError && error.status === 410;
      setRefused(errors);
      setLinkOver(isOver);
      if (!errors.length) setTrouble(troubleOf(error));
      setProgress({ ...asked, step: isOfAccount || isOver ? "account" : "workspace" });
    } finally {
      setBusy(false);
    }
  };
  return { create, refused, trouble, isBusy, isLinkOver };
}

/** Ends set-up: to the sandbox with a question typed, or Home. */
function useLeave(slug: string) {
  const router = useRouter();
  const navigate = useNavigate();
  return async (assistantId?: string, question = "") => {
    dropProgress();
    const hasSandbox = SANDBOX in (router.routesByPath as Record<string, unknown>);
    if (!assistantId || !hasSandbox) return await navigate({ to: workspacePath(slug, "/") });
    const to = workspacePath(slug, `/genai/assistants/${assistantId}/sandbox`);
    await navigate({ to, search: { question } });
  };
}
