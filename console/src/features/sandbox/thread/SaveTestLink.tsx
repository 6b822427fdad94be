import { Link } from "@tanstack/react-router";
import { FlaskConical } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";

/** The way to a case of a test set that asks this question again. */
export function SaveTestLink({ messageId }: { messageId: string }) {
  const { t } = useTranslation("sandbox");
  const path = useWorkspacePath();
  if (!useMay("genai.lab.write")) return null;
  return (
    <Link
      to={path("/genai/lab")}
      search={{ save: messageId } as never}
      className="inline-flex min-h-7 items-center gap-1.5 rounded-control px-2 font-medium text-muted transition-colors hover:bg-hover hover:text-text pointer-coarse:min-h-11"
    >
      <FlaskConical size={14} strokeWidth={1.75} aria-hidden />
      {t("saveTest")}
    </Link>
  );
}
