/** The form of an action or an MCP server: its values, how they are sent, and how a refusal lands on its fields. Pure. */
import type { FieldPath } from "react-hook-form";

import type { Shape } from "@/api";

import type { Fulfillment } from "../reading";

export type Kind = "action" | "mcp";
export type Method = Shape<"ActionWrite">["method"];
export type Confirm = NonNullable<Shape<"ActionWrite">["confirm"]>;
export type Header = { name: string; value: string; secret: boolean };
export type Parameter = { name: string; type: ParameterType; required: boolean; description: string };
export type ParameterType = (typeof TYPES)[number];
export type McpTool = { name: string; allowed: boolean; safe: boolean; confirm: Confirm; approve: boolean };

export const METHODS: readonly Method[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
export const TYPES = ["string", "number", "integer", "boolean"] as const;
export const HIDDEN = "••••";
/** What is shown in empty fields: the same in every language. */
export const SAMPLE = {
  url: "https://api.example.com/orders/{{orderId}}", mcp: "https://example.com/mcp", header: "Authorization", parameter: "orderId",
  body: '{"order": "{{orderId}}"}', map: "order.state", metadata: '{"customerId": "42"}',
} as const;

export interface ToolValues {
  name: string;
  description: string;
  url: string;
  headers: Header[];
  method: Method;
  parameters: Parameter[];
  /** The JSON Schema as text; null while the rows say it all. */
  schema: string | null;
  body: string;
  timeoutSeconds: number | null;
  responseMap: string;
  safe: boolean;
  confirm: Confirm;
  tools: McpTool[];
}

export const EMPTY_TOOL: ToolValues = {
  name: "", description: "", url: "", headers: [], method: "GET", parameters: [], schema: null, body: "", timeoutSeconds: 10,
  responseMap: "", safe: true, confirm: "none", tools: [],
};

type Schema = Record<string, unknown>;

/** The rows that say the same as a schema; null when it says more than rows can. */
export function rowsOfSchema(schema: Schema): Parameter[] | null {
  const { type, properties = {}, required = [], ...more } = schema;
  if (type !== "object" || Object.keys(more).length || !Array.isArray(required)) return null;
  const rows: Parameter[] = [];
  for (const [name, value] of Object.entries(properties as Record<string, Schema>)) {
    const { type: kind = "string", description = "", ...beyond } = value;
    if (Object.keys(beyond).length || !TYPES.includes(kind as ParameterType)) return null;
    rows.push({ name, type: kind as ParameterType, required: required.includes(name), description: String(description) });
  }
  return rows;
}

export function schemaOfRows(rows: readonly Parameter[]): Schema {
  const named = rows.filter((row) => row.name.trim() !== "");
  const properties = Object.fromEntries(
    named.map(({ name, type, description }) => [name.trim(), { type, ...(description ? { description } : {}) }]),
  );
  const required = named.filter((row) => row.required).map((row) => row.name.trim());
  return { type: "object", properties, ...(required.length ? { required } : {}) };
}

/** The schema that the form says now; null when its text is no JSON object. */
export function schemaOf({ schema, parameters }: Pick<ToolValues, "schema" | "parameters">): Schema | null {
  if (schema === null) return schemaOfRows(parameters);
  try {
    const value: unknown = JSON.parse(schema);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : null;
  } catch {
    return null;
  }
}

export function toolValuesOf(one: Fulfillment): ToolValues {
  const { action, mcp } = one;
  const common = { name: one.name, description: one.description };
  if (mcp) {
    const tools = mcp.tools.map(({ name, allowed, safe, confirm }) => ({ name, allowed, safe, confirm: confirm as Confirm, approve: false }));
    return { ...EMPTY_TOOL, ...common, url: mcp.url, headers: mcp.headers, tools };
  }
  if (!action) return { ...EMPTY_TOOL, ...common };
  const rows = rowsOfSchema(action.parameters);
  return {
    ...EMPTY_TOOL, ...common, url: action.url, headers: action.headers, method: action.method as Method,
    parameters: rows ?? [], schema: rows ? null : JSON.stringify(action.parameters, null, 2), body: action.body,
    timeoutSeconds: action.timeoutSeconds, responseMap: action.responseMap, safe: action.safe, confirm: action.confirm as Confirm,
  };
}

/** What is sent. A secret that was not entered again goes without its value, which keeps it. */
export function bodyOf(kind: Kind, values: ToolValues) {
  const headers = values.headers.map(({ name, value, secret }) => (secret && (value === HIDDEN || value === "") ? { name, secret } : { name, value, secret }));
  const common = { name: values.name, description: values.description };
  if (kind === "mcp") return { ...common, mcp: { url: values.url, headers, tools: values.tools } };
  const { url, method, body, responseMap, safe, confirm, timeoutSeconds } = values;
  const action = { url, method, headers, parameters: schemaOf(values) ?? {}, body, responseMap, safe, confirm, timeoutSeconds: timeoutSeconds ?? 10 };
  return { ...common, action };
}

/** The form's field for a path of the API: `action.headers[0].value` is `headers.0.value`. */
export function toolFieldOf(path: string): FieldPath<ToolValues> | undefined {
  const inside = path.replace(/^(action|mcp)\./, "").replace(/\[(\d+)\]/g, ".$1");
  if (inside === "parameters") return "schema";
  return inside.split(".")[0]! in EMPTY_TOOL ? (inside as FieldPath<ToolValues>) : undefined;
}

export interface Given {
  name: string;
  type: string;
  required: boolean;
  description: string;
}

/** What a trial asks for, in the order of the schema. */
export function asked(schema: Schema): Given[] {
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries((schema["properties"] ?? {}) as Record<string, Schema>).map(([name, value]) => ({
    name, type: String(value["type"] ?? "string"), required: required.includes(name), description: String(value["description"] ?? ""),
  }));
}

/** The arguments of a trial: texts as they were typed become what the schema wants; what was left empty is left out. */
export function argumentsOf(fields: readonly Given[], typed: Record<string, string>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, type } of fields) {
    const text = typed[name] ?? "";
    if (text !== "") values[name] = type === "string" ? text : parsed(text);
  }
  return values;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
