/** The settings of an external base as their form holds them. Pure. */
import type { Shape } from "@/api";

import type { Base } from "../reading";

export const HIDDEN = "••••";
const MOST_HEADERS = 10;

export interface HeaderValue {
  name: string;
  value: string;
}

export interface EndpointValues {
  targetEndpoint: string;
  /** What is typed anew; empty: the kept one stays. */
  authorization: string;
  /** The kept authorization is to go. */
  dropsAuthorization: boolean;
  headers: HeaderValue[];
  timeoutSeconds: number;
  sendGeneratedTerms: boolean;
}

export function endpointOf(base: Base): EndpointValues {
  return {
    targetEndpoint: base.targetEndpoint ?? "",
    authorization: "",
    dropsAuthorization: false,
    headers: Object.keys(base.headers ?? {}).map((name) => ({ name, value: HIDDEN })),
    timeoutSeconds: base.timeoutSeconds ?? 10,
    sendGeneratedTerms: base.sendGeneratedTerms ?? false,
  };
}

/** What a save sends: secrets only where they were typed anew, and null for what is to go. */
export function bodyOf(values: EndpointValues, base: Base): Shape<"BaseUpdate"> {
  const { authorization, dropsAuthorization, headers, targetEndpoint, ...plain } = values;
  const kept = Object.keys(base.headers ?? {});
  const named = headers.filter((header) => header.name.trim() !== "");
  const gone = kept.filter((name) => !named.some((header) => header.name.trim() === name));
  const sent: Record<string, string | null> = Object.fromEntries(named.map(({ name, value }) => [name.trim(), value]));
  for (const name of gone) sent[name] = null;
  const secret = authorization.trim();
  return {
    ...plain,
    targetEndpoint: targetEndpoint.trim(),
    headers: sent,
    ...(secret ? { authorization: secret } : dropsAuthorization ? { authorization: null } : {}),
  };
}

export const hasRoom = (headers: readonly HeaderValue[]): boolean => headers.length < MOST_HEADERS;

/** The form's field for a path of the API; headers are refused as a whole. */
export function fieldOf(path: string): keyof EndpointValues | undefined {
  const name = path.split(/[.[]/)[0];
  const fields: (keyof EndpointValues)[] = ["targetEndpoint", "authorization", "headers", "timeoutSeconds", "sendGeneratedTerms"];
  return fields.find((field) => field === name);
}
