import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Chip, ErrorState, LinkTabs, Loading, PageHeader, Skeleton } from "@/shared/ui";

import { Health } from "./Health";
import { baseQuery, type Base } from "./reading";

/** One base: its head with health and tabs; the tab itself below. */
export default function BasePage() {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const { baseId = "" } = useParams({ strict: false });
  const mayWrite = useMay("genai.knowledge.write");
  const base = useQuery(baseQuery(baseId));
  useDocumentTitle(base.data?.name, t("title"));
  return (
    <div className="flex min-h-full flex-col">
      <PageHeader
        title={base.data?.name ?? ""}
        crumbs={[{ label: t("title"), to: path("/genai/knowledge") }]}
        chips={base.data && <><Health base={base.data} />{base.data.liveVersion > 0 && <Chip>{t("version", { number: base.data.liveVersion })}</Chip>}</>}
        tabs={<BaseTabs baseId={baseId} base={base.data} />}
        {...(mayWrite ? {} : { lock: t("lock") })}
      />
      {base.error ? (
        <ErrorState title={t("base.unread")} trouble={troubleOf(base.error)} onRetry={() => void base.refetch()} />
      ) : base.data ? (
        <Outlet />
      ) : (
        <div className="p-4 lg:p-6"><Loading><Skeleton lines={6} /></Loading></div>
      )}
    </div>
  );
}

function BaseTabs({ baseId, base }: { baseId: string; base: Base | undefined }) {
  const { t } = useTranslation("knowledge");
  const path = useWorkspacePath();
  const to = (tab: string) => path(`/genai/knowledge/${baseId}/${tab}`);
  const isCsv = base?.type === "csv";
  if (base?.type === "external") {
    const tabs = [{ label: t("external.tab"), to: to("connection") }, { label: t("tabs.gaps"), to: to("gaps") }, { label: t("tabs.settings"), to: to("settings") }];
    return <LinkTabs label={t("base.sections")} tabs={tabs} />;
  }
  return (
    <LinkTabs
      label={t("base.sections")}
      tabs={[
        { label: t(isCsv ? "tabs.file" : "tabs.documents"), to: to("documents"), ...(base && !isCsv ? { count: base.counts.documents } : {}) },
        { label: t("tabs.chunks"), to: to("chunks"), ...(base ? { count: base.counts.chunks } : {}) },
        { label: t("tabs.test"), to: to("test") },
        { label: t("tabs.gaps"), to: to("gaps") },
        { label: t("tabs.versions"), to: to("versions") },
        { label: t("tabs.settings"), to: to("settings") },
      ]}
    />
  );
}
