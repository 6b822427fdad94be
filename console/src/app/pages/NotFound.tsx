import { useParams } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "@tanstack/react-router";

import { useDocumentTitle } from "@/shared/routing";
import { Button, Empty } from "@/shared/ui";

/** An unknown address, or a thing that is not there for this reader. */
export function NotFound() {
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-form flex-col justify-center p-4">
      <Missing />
    </main>
  );
}

/** The same inside a page that keeps its rail and bars. */
export function Missing() {
  const { t } = useTranslation("shell");
  const { workspace } = useParams({ strict: false }) as { workspace?: string };
  useDocumentTitle(t("notFound.title"));
  return (
    <div className="p-4 lg:p-6">
      <h1 className="sr-only">{t("notFound.title")}</h1>
      <Empty
        icon={SearchX}
        title={t("notFound.title")}
        action={
          <Button asChild>
            <Link to={workspace ? `/w/${workspace}` : "/"}>{t("notFound.home")}</Link>
          </Button>
        }
      >
        {t("notFound.text")}
      </Empty>
    </div>
  );
}
