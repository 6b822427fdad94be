import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { PageHeader } from "@/shared/ui";

import { Report } from "./Report";

/** What every assistant was asked. */
export default function ReportPage() {
  const { t } = useTranslation("reports");
  const path = useWorkspacePath();
  useDocumentTitle(t("title"));
  return (
    <>
      <PageHeader title={t("title")} />
      <Report base={path("/genai/messages")} />
      <Outlet />
    </>
  );
}
