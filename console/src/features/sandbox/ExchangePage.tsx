import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import { useDocumentTitle } from "@/shared/routing";
import { troubleOf } from "@/shared/session/trouble";
import { ErrorState, Loading, Sheet, Skeleton } from "@/shared/ui";

import { exchangeQuery } from "./exchanges";
import { Inspector } from "./inspector/Inspector";
import { LitProvider } from "./lit";
import { SessionLog } from "./SessionLog";

/** Why an answer was given: one exchange of the report with its whole session, over the list it was opened from. */
export default function ExchangePage() {
  const { t } = useTranslation("sandbox");
  const { messageId = "" } = useParams({ strict: false });
  const { tab = "turn" } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const [shown, setShown] = useState(tab);
  const exchange = useQuery(exchangeQuery(messageId));
  const close = () => void navigate({ to: "..", search: ((now: object) => now) as never });
  const toSources = useCallback(() => { setShown("fulfillments"); }, []);
  useDocumentTitle(exchange.data?.question, t("report.why"));
  return (
    <Sheet
      open
      onOpenChange={(open) => { if (!open) close(); }}
      title={t("report.why")}
      width={640}
      {...(exchange.data?.question ? { description: exchange.data.question } : {})}
    >
      {exchange.error ? (
        <ErrorState title={t("report.unread")} trouble={troubleOf(exchange.error)} onRetry={() => void exchange.refetch()} />
      ) : !exchange.data ? (
        <Loading><Skeleton lines={8} /></Loading>
      ) : (
        <LitProvider onGo={toSources}>
          <div className="space-y-6">
            <SessionLog exchange={exchange.data} />
            <Inspector exchange={exchange.data} isWide={false} tab={shown} onTab={setShown} />
          </div>
        </LitProvider>
      )}
    </Sheet>
  );
}
