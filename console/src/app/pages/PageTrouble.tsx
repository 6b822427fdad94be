import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { ErrorState } from "@/shared/ui";

import { Missing } from "./NotFound";

/** In place of a page that failed: what happened, and another try. */
export function PageTrouble({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation("shell");
  const router = useRouter();
  if (error instanceof ApiError && error.status === 404) return <Missing />;
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className="p-4 lg:p-6">
      <ErrorState title={t("trouble.page")} trouble={troubleOf(error)} onRetry={again} />
    </div>
  );
}
