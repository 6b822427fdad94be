import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical, Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, data, type Shape } from "@/api";
import { formatDuration } from "@/shared/format";
import { useMay } from "@/shared/session";
import { troubleOf } from "@/shared/session/trouble";
import { Button, Callout, Card, Chip, CodeBlock, ErrorCallout, Field, Select, Status, TextArea, TextInput } from "@/shared/ui";

import type { Fulfillment } from "../reading";
import { callsKey } from "./calls";
import { argumentsOf, asked, SAMPLE, type Given } from "./values";

type Result = Shape<"ToolTestResult">;

/** What a call would send, and for a safe one what comes back. It tries what is saved. */
export function DryRun({ one }: { one: Fulfillment }) {
  const { t } = useTranslation("fulfillments");
  const tools = toolsOf(one);
  const [name, setName] = useState(tools[0]?.name ?? "");
  const tool = tools.find((each) => each.name === name) ?? tools[0];
  if (!tool) return <Card title={t("dry.title")}><p className="text-muted">{t("dry.noTools")}</p></Card>;
  return (
    <Card title={t("dry.title")} description={t("dry.text")}>
      {one.mcp && (
        <div className="mb-4">
          <Select value={tool.name} onChange={setName} label={t("dry.tool")} prefix={t("dry.tool")} options={tools.map((each) => ({ value: each.name, label: each.name }))} />
        </div>
      )}
      <Trying key={tool.name} one={one} tool={tool} />
    </Card>
  );
}

interface Tool {
  name: string;
  fields: Given[];
  safe: boolean;
  usesMetadata: boolean;
}

function toolsOf({ action, mcp, name }: Fulfillment): Tool[] {
  if (action) {
    const templates = [action.url, action.body, ...action.headers.map((header) => header.value)].join(" ");
    return [{ name, fields: asked(action.parameters), safe: action.safe, usesMetadata: /\{\{\s*metadata\./.test(templates) }];
  }
  const allowed = mcp?.tools.filter((tool) => tool.allowed && !tool.changed) ?? [];
  return allowed.map((tool) => ({ name: tool.name, fields: asked(tool.parameters), safe: tool.safe, usesMetadata: false }));
}

function Trying({ one, tool }: { one: Fulfillment; tool: Tool }) {
  const { t } = useTranslation("fulfillments");
  const queries = useQueryClient();
  const mayWrite = useMay("genai.fulfillments.write");
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [metadata, setMetadata] = useState("");
  const given = readMetadata(metadata);
  const run = useMutation({
    mutationFn: async (send: boolean) => {
      const call = { tool: tool.name, arguments: argumentsOf(tool.fields, typed), metadata: given ?? {}, send };
      const params = { path: { fulfillment_id: one.id } };
      return (await data(api.POST("/api/v1/fulfillments/{fulfillment_id}/test", { params, body: { call } as never }))) as unknown as Result;
    },
    onSuccess: (result) => { if (result.callId) void queries.invalidateQueries({ queryKey: callsKey(one.id) }); },
  });
  const wrong = given === null ? t("dry.noObject") : undefined;
  return (
    <form className="space-y-3" onSubmit={(event) => { event.preventDefault(); if (!wrong) run.mutate(false); }}>
      {tool.fields.map((field) => (
        <Field key={field.name} label={<span className="font-mono">{field.name}</span>} hint={field.description} optional={!field.required}>
          <TextInput mono value={typed[field.name] ?? ""} onChange={(event) => { setTyped({ ...typed, [field.name]: event.target.value }); }} />
        </Field>
      ))}
      {tool.usesMetadata && (
        <Field label={t("dry.metadata")} hint={t("dry.metadataHint")} optional error={wrong}>
          <TextArea mono minRows={2} value={metadata} placeholder={SAMPLE.metadata} onChange={(event) => { setMetadata(event.target.value); }} />
        </Field>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" icon={FlaskConical} busy={run.isPending && !run.variables}>{t("dry.action")}</Button>
        {mayWrite && (
          <Button icon={Send} busy={run.isPending && run.variables} disabled={!tool.safe} reason={tool.safe ? undefined : t("dry.onlySafe")} onClick={() => { if (!wrong) run.mutate(true); }}>
            {t("dry.send")}
          </Button>
        )}
      </div>
      <div aria-live="polite" className="space-y-3">
        {run.error ? <ErrorCallout trouble={troubleOf(run.error)} /> : run.data ? <Outcome result={run.data} /> : null}
      </div>
    </form>
  );
}

function Outcome({ result }: { result: Result }) {
  const { t } = useTranslation("fulfillments");
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {result.sent ? <CallStatus status={result.status} error={result.error} /> : <Chip>{t("dry.notSent")}</Chip>}
        {result.ms !== null && <span className="numbers text-caption text-subtle">{formatDuration(result.ms)}</span>}
      </div>
      {result.error && <Callout tone="danger" title={t("calls.told")}><p className="anywhere text-dense">{result.error}</p></Callout>}
      {result.request && <CodeBlock label={t("calls.request")} samples={requestText(result.request)} maxHeight={240} />}
      {result.text !== null && <CodeBlock label={t("calls.read")} samples={result.text} maxHeight={240} />}
      {result.reply !== null && result.reply !== result.text && <CodeBlock label={t("calls.reply")} samples={result.reply} maxHeight={240} />}
    </>
  );
}

/** How a call went, in a word. */
export function CallStatus({ status, error }: { status: number | null; error: string | null }) {
  const { t } = useTranslation("fulfillments");
  const tone = error === null ? "success" : "danger";
  return <Status tone={tone}>{status === null ? t("calls.noReply") : String(status)}</Status>;
}

/** A request as it goes over the line. */
export function requestText(request: Record<string, unknown>): string {
  const { method, url, headers, body } = request as { method: string; url: string; headers?: Record<string, string>; body?: unknown };
  const lines = [`${method} ${url}`, ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`)];
  if (body === null || body === undefined) return lines.join("\n");
  return [...lines, "", typeof body === "string" ? body : JSON.stringify(body, null, 2)].join("\n");
}

function readMetadata(text: string): Record<string, unknown> | null {
  if (!text.trim()) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
