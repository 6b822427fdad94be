import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "@/shared/ui";

/** Asks before unsaved changes of a page are left behind. */
export function Leaving({ isDirty }: { isDirty: boolean }) {
  const { t } = useTranslation("ui");
  const blocker = useBlocker({ shouldBlockFn: () => isDirty, enableBeforeUnload: () => isDirty, withResolver: true });
  return (
    <ConfirmDialog
      open={blocker.status === "blocked"}
      onOpenChange={(open) => { if (!open) blocker.reset?.(); }}
      title={t("leave.title")}
      action={t("leave.action")}
      onConfirm={() => { blocker.proceed?.(); }}
    >
      {t("leave.text")}
    </ConfirmDialog>
  );
}
