import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { troubleOf } from "@/shared/session/trouble";
import { Callout, ErrorState, Loading, Skeleton } from "@/shared/ui";

import { assistantQuery } from "../reading";
import { KeyCard } from "./KeyCard";
import { Samples } from "./Samples";
import { TryIt } from "./TryIt";

/** How a developer calls the assistant: its key, code in seven languages, and a call to watch. */
export default function ApiTab() {
  const { t } = useTranslation("assistants");
  const { id = "" } = useParams({ strict: false });
  const one = useQuery(assistantQuery(id));
  if (one.error) return <ErrorState title={t("unread")} trouble={troubleOf(one.error)} onRetry={() => void one.refetch()} />;
  if (!one.data) return <div className="p-6"><Loading><Skeleton lines={6} /></Loading></div>;
  return (
    <div className="max-w-form space-y-6 p-4 lg:p-6">
      {one.data.liveVersion === null && <Callout tone="info">{t("api.unpublished")}</Callout>}
      <KeyCard one={one.data} />
      <Samples one={one.data} />
      <TryIt one={one.data} />
    </div>
  );
}
