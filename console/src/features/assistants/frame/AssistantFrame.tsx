import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { Rocket } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatTime } from "@/shared/format";
import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Chip, ErrorState, LinkTabs, Loading, Menu, PageHeader, Skeleton, Status } from "@/shared/ui";

import { AssistantDialogs, useAssistantMenu } from "../list/menu";
import { assistantQuery, type Assistant } from "../reading";
import { PublishDialog } from "./PublishDialog";
import { saveEdits, useSaving } from "./saving";

/** The head and the tabs of one assistant. */
export default function AssistantFrame() {
  const { t } = useTranslation("assistants");
  const { id = "" } = useParams({ strict: false });
  const one = useQuery(assistantQuery(id));
  useDocumentTitle(one.data?.name, t("title"));
  if (one.error) return <ErrorState title={t("unread")} trouble={troubleOf(one.error)} onRetry={() => void one.refetch()} />;
  if (!one.data) return <div className="p-6"><Loading><Skeleton shape="title" width={280} /><Skeleton lines={6} /></Loading></div>;
  return (
    <>
      <Head one={one.data} />
      <Outlet />
    </>
  );
}

function Head({ one }: { one: Assistant }) {
  const { t } = useTranslation("assistants");
  const path = useWorkspacePath();
  const mayWrite = useMay("genai.assistants.write");
  const [isPublishing, setPublishing] = useState(false);
  // What was typed a moment ago is a part of what is published.
  const publish = async () => { if (await saveEdits()) setPublishing(true); };
  const menu = useAssistantMenu();
  const base = path(`/genai/assistants/${one.id}`);
  const hasNews = one.draftChanged || one.liveVersion === null;
  const tabs = (["settings", "versions", "sandbox", "api", "messages"] as const).map((tab) => ({ label: t(`tabs.${tab}`), to: `${base}/${tab}` }));
  return (
    <>
      <PageHeader
        title={one.name}
        crumbs={[{ label: t("title"), to: path("/genai/assistants") }]}
        chips={<Chips one={one} />}
        state={<SavingWord />}
        {...(mayWrite ? {} : { lock: t("lock") })}
        actions={
          mayWrite && (
            <>
              <Button
                variant="primary"
                icon={Rocket}
                disabled={!hasNews}
                reason={hasNews ? undefined : t("publish.nothing")}
                onClick={() => void publish()}
              >
                {t("publish.action")}
              </Button>
              <Menu label={t("more", { name: one.name })} items={menu.items(one)} />
            </>
          )
        }
        tabs={<LinkTabs label={t("tabs.label")} tabs={tabs} />}
      />
      {isPublishing && <PublishDialog one={one} onClose={() => { setPublishing(false); }} />}
      <AssistantDialogs menu={menu} />
    </>
  );
}

function Chips({ one }: { one: Assistant }) {
  const { t } = useTranslation("assistants");
  return (
    <>
      {one.liveVersion === null ? (
        <Status tone="neutral">{t("never")}</Status>
      ) : (
        <Status tone="success">{t("live", { version: one.liveVersion })}</Status>
      )}
      {one.liveVersion !== null && one.draftChanged && <Chip tone="warning">{t("changed")}</Chip>}
      {!one.enabled && <Chip tone="danger">{t("off")}</Chip>}
    </>
  );
}

function SavingWord() {
  const { t } = useTranslation("assistants");
  const saving = useSaving();
  if (saving.kind === "idle") return null;
  if (saving.kind === "saved") return <>{t("saving.saved", { time: formatTime(saving.at) })}</>;
  return <span className={saving.kind === "saving" ? "" : "text-warning-text"}>{t(`saving.${saving.kind}`)}</span>;
}
