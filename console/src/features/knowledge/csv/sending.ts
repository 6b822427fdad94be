/** Sends the one file of a CSV base, or asks what it would change. */
import { send } from "@/api";

import type { CsvReply } from "../reading";

export interface CsvWanted {
  baseId: string;
  file: File;
  encoding: string;
  overwriteEdits: boolean;
  dryRun: boolean;
}

/** Throws `ApiError` 422950 with every row's error, 409952 when edited rows would be overwritten. */
export async function putCsv(wanted: CsvWanted): Promise<CsvReply> {
  const body = new FormData();
  body.append("file", wanted.file);
  if (wanted.encoding !== "utf-8") body.append("encoding", wanted.encoding);
  body.append("overwriteEdits", String(wanted.overwriteEdits));
  body.append("dryRun", String(wanted.dryRun));
  const address = new URL(`/api/v1/knowledge-bases/${wanted.baseId}/csv`, globalThis.location.origin);
  const reply = await send(new Request(address, { method: "PUT", body }));
  return (await reply.json()) as CsvReply;
}
