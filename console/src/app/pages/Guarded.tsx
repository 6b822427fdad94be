import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useDocumentTitle, useWorkspacePath } from "@/shared/routing";
import { useMay, useWorkspace } from "@/shared/session";
import { Denied } from "@/shared/ui";

/** A page for those who hold the right; the others read what they would need. */
export function Guarded({ right, children }: { right: string; children: ReactNode }) {
  return useMay(right) ? children : <DeniedPage right={right} />;
}

function DeniedPage({ right }: { right: string }) {
  const { t, i18n } = useTranslation("shell");
  const path = useWorkspacePath();
  const { admins } = useWorkspace();
  const key = `need.${right.replaceAll(".", "_")}`;
  useDocumentTitle(t("denied.title"));
  return (
    <div className="p-4 lg:p-6">
      <h1 className="sr-only">{t("denied.title")}</h1>
      <Denied need={i18n.exists(`shell:${key}`) ? t(key) : t("need.other")} admins={admins} homeHref={path("/")} />
    </div>
  );
}
