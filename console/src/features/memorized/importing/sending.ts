/** Sending a file to be taken in, or to be told what that would change. */
import { send } from "@/api";

import type { ImportReply } from "../reading";

/** Throws `ApiError` with a row for every broken cell. */
export async function sendFile(file: File, isDry: boolean): Promise<ImportReply> {
  const form = new FormData();
  form.append("file", file);
  form.append("dryRun", String(isDry));
  const address = new URL("/api/v1/memorized-responses/import", globalThis.location.origin);
  const reply = await send(new Request(address, { method: "POST", body: form }));
  return (await reply.json()) as ImportReply;
}
