import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { Shape } from "@/api";
import { useWorkspacePath } from "@/shared/routing";
import { useMay } from "@/shared/session";
import { Combobox, Field, IconButton, Slider } from "@/shared/ui";

import { fulfillmentsQuery } from "../reading";
import { useDraft } from "./draft";
import { moved } from "./lists";
import { ChoiceField, DraftField, FormSection, NumberField } from "./parts";
import { Scores } from "./Scores";

const MOST = 10;

/** Section 2: where it looks, and how sure a passage must be. */
export function SearchSection() {
  const { t } = useTranslation("assistants");
  const { values, set, flush, mayWrite } = useDraft();
  const { id = "" } = useParams({ strict: false });
  const mayRead = useMay("genai.reports.read");
  return (
    <FormSection id="search" title={t("sections.search")}>
      <Fulfillments />
      {values.fulfillmentIds.length > 1 && <ChoiceField name="routing" options={["all", "auto"]} asRadios />}
      <DraftField name="confidenceThreshold">
        <Slider
          label={t("fields.confidenceThreshold")}
          value={values.confidenceThreshold}
          onChange={(value) => { set("confidenceThreshold", value); }}
          onCommit={flush}
          min={0}
          max={1}
          step={0.01}
          format={(value) => value.toFixed(2)}
          over={mayRead && <Scores assistantId={id} threshold={values.confidenceThreshold} />}
          marks={[t("marks.more"), t("marks.surer")]}
          disabled={!mayWrite}
        />
      </DraftField>
      <div className="max-w-60"><NumberField name="chunkLimit" min={1} max={20} /></div>
    </FormSection>
  );
}

function Fulfillments() {
  const { t } = useTranslation("assistants");
  const path = useWorkspacePath();
  const { values, set, errorOf, mayWrite } = useDraft();
  const all = useQuery(fulfillmentsQuery).data;
  const chosen = values.fulfillmentIds;
  const put = (ids: string[]) => { set("fulfillmentIds", ids); };
  const nameOf = (id: string) => (all ? (all.find((one) => one.id === id)?.name ?? t("gone")) : "…");
  const left = (all ?? []).filter((one) => !chosen.includes(one.id));
  return (
    <div className="space-y-2">
      {chosen.length > 0 && (
        <ol aria-label={t("fields.fulfillmentIds")} className="divide-y divide-border rounded-card border border-border">
          {chosen.map((id, index) => (
            <li key={id} className="flex min-h-row items-center gap-2 px-3 py-1">
              <span className="numbers w-5 text-caption text-subtle">{index + 1}</span>
              <Link to={path(`/genai/fulfillments/${id}`)} className="truncate-line flex-1 font-medium hover:underline pointer-coarse:py-2.5">{nameOf(id)}</Link>
              {mayWrite && (
                <>
                  <IconButton icon={ArrowUp} size="small" variant="ghost" label={t("up", { name: nameOf(id) })} disabled={index === 0} onClick={() => { put(moved(chosen, index, -1)); }} />
                  <IconButton icon={ArrowDown} size="small" variant="ghost" label={t("down", { name: nameOf(id) })} disabled={index === chosen.length - 1} onClick={() => { put(moved(chosen, index, 1)); }} />
                  <IconButton icon={X} size="small" variant="ghost" label={t("remove", { name: nameOf(id) })} onClick={() => { put(chosen.filter((one) => one !== id)); }} />
                </>
              )}
            </li>
          ))}
        </ol>
      )}
      <Field label={chosen.length ? t("addFulfillment") : t("fields.fulfillmentIds")} hint={t("hints.fulfillmentIds")} error={errorOf("fulfillmentIds")}>
        <Combobox
          value={null}
          onChange={(id) => { if (id) put([...chosen, id]); }}
          disabled={!mayWrite || chosen.length >= MOST}
          placeholder={left.length ? t("choose") : t("noneLeft")}
          options={left.map((one) => ({ value: one.id, label: one.name, ...hintOf(one) }))}
        />
      </Field>
    </div>
  );
}

/** What a fulfillment leads to: its base, or the address it calls. */
function hintOf({ knowledgeBaseName, action, mcp }: Shape<"comity__fulfillments__schemas__FulfillmentRead">): { hint?: string } {
  const hint = knowledgeBaseName ?? (action ? `${action.method} ${action.url}` : mcp?.url);
  return hint ? { hint } : {};
}
