import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { Controller, useFormContext } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { api, data } from "@/api";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Chip, ErrorCallout, Field, RelativeTime, Select, Status, Switch, TextInput, toast } from "@/shared/ui";

import type { Fulfillment } from "../reading";
import { useConfirmOptions } from "./ActionFields";
import { HeaderFields } from "./HeaderFields";
import { SAMPLE, type Confirm, type ToolValues } from "./values";

type Listed = NonNullable<Fulfillment["mcp"]>["tools"][number];

/** The settings of an MCP server, and what is decided about each of its tools. */
export function McpFields({ one, disabled, isDirty }: { one: Fulfillment | undefined; disabled: boolean; isDirty: boolean }) {
  const { t } = useTranslation("fulfillments");
  const { register, formState } = useFormContext<ToolValues>();
  return (
    <>
      <Field label={t("mcp.url")} hint={t("mcp.urlHint")} error={formState.errors.url?.message}>
        <TextInput mono inputMode="url" maxLength={2000} placeholder={SAMPLE.mcp} {...register("url")} />
      </Field>
      <HeaderFields disabled={disabled} />
      {one?.mcp ? <Tools one={one} disabled={disabled} isDirty={isDirty} /> : <p className="text-caption text-subtle">{t("mcp.saveFirst")}</p>}
    </>
  );
}

function Tools({ one, disabled, isDirty }: { one: Fulfillment; disabled: boolean; isDirty: boolean }) {
  const { t } = useTranslation("fulfillments");
  const queries = useQueryClient();
  const load = useMutation({
    mutationFn: () => data(api.POST("/api/v1/fulfillments/{fulfillment_id}/tools", { params: { path: { fulfillment_id: one.id } } })),
    onSuccess: (read) => {
      queries.setQueryData(["fulfillments", "one", one.id], read);
      toast({ text: t("mcp.loaded", { count: read.mcp?.tools.length ?? 0 }), tone: "success" });
    },
  });
  const tools = one.mcp?.tools ?? [];
  const listedAt = one.mcp?.listedAt;
  return (
    <section aria-label={t("mcp.tools")} className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium">{t("mcp.tools")} {listedAt && <span className="text-caption text-subtle"><RelativeTime at={listedAt} /></span>}</p>
        {!disabled && (
          <Button size="small" icon={RefreshCw} busy={load.isPending} disabled={isDirty} reason={isDirty ? t("mcp.saveBefore") : undefined} onClick={() => { load.mutate(); }}>
            {t(tools.length ? "mcp.reload" : "mcp.load")}
          </Button>
        )}
      </div>
      <p className="text-caption text-subtle">{t("mcp.toolsHint")}</p>
      {load.error && <ErrorCallout trouble={troubleOf(load.error)} />}
      <ul className="divide-y divide-border">
        {tools.map((tool, at) => <ToolRow key={tool.name} tool={tool} at={at} disabled={disabled} />)}
      </ul>
    </section>
  );
}

function ToolRow({ tool, at, disabled }: { tool: Listed; at: number; disabled: boolean }) {
  const { t } = useTranslation("fulfillments");
  const { control, watch, setValue, formState } = useFormContext<ToolValues>();
  const [allowed, safe, approve] = watch([`tools.${at}.allowed`, `tools.${at}.safe`, `tools.${at}.approve`]);
  const options = useConfirmOptions(safe);
  const error = formState.errors.tools?.[at]?.confirm?.message;
  return (
    <li className="space-y-2 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <Controller
          control={control}
          name={`tools.${at}.allowed`}
          render={({ field }) => <Switch checked={field.value} onChange={field.onChange} label={tool.name} disabled={disabled} />}
        />
        {tool.readOnly && <Chip>{t("mcp.readOnly")}</Chip>}
        {tool.changed && <Status tone="warning">{t("mcp.changed")}</Status>}
      </div>
      {tool.description && <p className="text-dense text-muted anywhere">{tool.description}</p>}
      {tool.changed && !disabled && (
        <Callout tone="warning" actions={<Button size="small" disabled={approve} onClick={() => { setValue(`tools.${at}.approve`, true, { shouldDirty: true }); }}>{t(approve ? "mcp.approved" : "mcp.approve")}</Button>}>
          {t("mcp.changedText")}
        </Callout>
      )}
      {allowed && (
        <div className="flex flex-wrap items-center gap-4">
          <Controller
            control={control}
            name={`tools.${at}.safe`}
            render={({ field }) => (
              <Switch
                checked={field.value} label={t("tool.safe")} disabled={disabled}
                onChange={(next) => { field.onChange(next); setValue(`tools.${at}.confirm`, next ? "none" : "contact", { shouldDirty: true }); }}
              />
            )}
          />
          <Controller
            control={control}
            name={`tools.${at}.confirm`}
            render={({ field }) => (
              <Select<Confirm> value={field.value} onChange={field.onChange} options={options} prefix={t("tool.confirm.label")} label={t("tool.confirm.label")} disabled={disabled} compact />
            )}
          />
        </div>
      )}
      {error && <p className="text-caption text-danger-text">{error}</p>}
    </li>
  );
}
