import { useTranslation } from "react-i18next";

import { Callout, Empty, JsonView, Tabs } from "@/shared/ui";
import { Microscope } from "lucide-react";

import type { Exchange } from "../exchange";
import { Facts } from "./Facts";
import { Fulfillments } from "./Fulfillments";
import { PromptView } from "./PromptView";
import { Sentences } from "./Sentences";
import { Stages } from "./Stages";
import { TermsView } from "./TermsView";
import { ToolCalls } from "./ToolCalls";

interface InspectorProps {
  exchange: Exchange | null;
  /** Stages beside the tabs, rather than as the first of them. */
  isWide: boolean;
  tab: string;
  onTab: (tab: string) => void;
}

/** Why an answer is what it is. */
export function Inspector({ exchange, isWide, tab, onTab }: InspectorProps) {
  const { t } = useTranslation("sandbox");
  if (!exchange?.inspection) return <Empty icon={Microscope} title={t("inspector.empty")}>{t("inspector.emptyText")}</Empty>;
  const { inspection } = exchange;
  const turn = (
    <div className="space-y-5">
      <Facts exchange={exchange} inspection={inspection} />
      <Notices exchange={exchange} />
      <Sentences exchange={exchange} />
      <Stages stages={inspection.stages} total={inspection.latencyMs} />
    </div>
  );
  const tabs = [
    ...(isWide ? [] : [{ value: "turn", label: t("tab.turn"), content: turn }]),
    { value: "fulfillments", label: t("tab.fulfillments"), content: <Fulfillments exchange={exchange} /> },
    { value: "prompt", label: t("tab.prompt"), content: <PromptView prompt={inspection.prompt ?? []} /> },
    { value: "terms", label: t("tab.terms"), content: <TermsView exchange={exchange} /> },
    ...(inspection.toolCalls.length ? [{ value: "tools", label: t("tab.tools"), content: <ToolCalls calls={inspection.toolCalls} /> }] : []),
    { value: "raw", label: t("tab.raw"), content: <JsonView value={exchange} label={t("tab.rawLabel")} openDepth={2} /> },
  ];
  const shown = tabs.some((each) => each.value === tab) ? tab : (tabs[0]?.value ?? "");
  const panel = <Tabs label={t("inspector.label")} tabs={tabs} value={shown} onChange={onTab} />;
  if (!isWide) return panel;
  return (
    <div className="grid h-full min-h-0 grid-cols-[13rem_minmax(0,1fr)] wide:grid-cols-[16rem_minmax(0,1fr)]">
      <div role="region" aria-label={t("tab.turn")} className="relative min-h-0 overflow-y-auto border-r border-border p-4 focus-visible:-outline-offset-2">
        {turn}
      </div>
      <div className="relative min-h-0 overflow-y-auto px-4 pt-1 pb-6">{panel}</div>
    </div>
  );
}

/** Warnings and guardrails, in the server's sentences. */
function Notices({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation("sandbox");
  const { warnings = [], guardrails = [] } = exchange.inspection ?? {};
  if (!warnings.length && !guardrails.length) return null;
  return (
    <div className="space-y-2">
      {warnings.map((warning) => (
        <Callout key={`${warning.code}${warning.message}`} tone="warning">
          <p className="text-dense">{warning.message}</p>
          <p className="font-mono text-caption text-muted">{warning.code}</p>
        </Callout>
      ))}
      {guardrails.map((hit, at) => (
        <Callout key={at} tone="neutral">
          <p className="text-dense">
            {t("guardrail", { rule: t(`guardrails.${hit.rule}`, { defaultValue: hit.rule }), action: t(`guarded.${hit.action}`, { defaultValue: hit.action }) })}
          </p>
          {hit.detail && <p className="anywhere text-caption text-muted">{hit.detail}</p>}
        </Callout>
      ))}
    </div>
  );
}
