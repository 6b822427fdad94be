import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { formatDuration } from "@/shared/format";
import { useWorkspacePath } from "@/shared/routing";
import { Chip, JsonView, Status } from "@/shared/ui";

import type { Inspection } from "../exchange";

type Call = Inspection["toolCalls"][number];

/** What the model called, with which arguments, and how each call went. */
export function ToolCalls({ calls }: { calls: readonly Call[] }) {
  const { t } = useTranslation("sandbox");
  const path = useWorkspacePath();
  return (
    <ol className="divide-y divide-border">
      {calls.map((call, at) => (
        <li key={at} className="space-y-2 py-3">
          <div className="flex flex-wrap items-center gap-2">
            {call.fulfillmentId ? (
              <Link to={path(`/genai/fulfillments/${call.fulfillmentId}`)} className="anywhere font-mono font-medium text-accent-text hover:underline">{call.tool}</Link>
            ) : (
              <span className="font-mono font-medium">{call.tool}</span>
            )}
            <Went call={call} />
            {call.status !== null && <span className="numbers text-caption text-subtle">{formatDuration(call.ms)}</span>}
          </div>
          <JsonView value={call.arguments} label={t("tools.arguments")} />
        </li>
      ))}
    </ol>
  );
}

function Went({ call }: { call: Call }) {
  const { t } = useTranslation("sandbox");
  if (call.confirmed === false) return <Chip>{t("tools.notConfirmed")}</Chip>;
  return (
    <>
      {call.status !== null && <Status tone={call.status < 300 ? "success" : "danger"}>{String(call.status)}</Status>}
      {call.status === null && call.fulfillmentId !== null && <Status tone="danger">{t("tools.noReply")}</Status>}
      {call.confirmed && <Chip>{t("tools.confirmed")}</Chip>}
    </>
  );
}
