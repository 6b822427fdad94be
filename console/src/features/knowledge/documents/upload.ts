/** Sends files to a base one by one and tells how each of them stands. */
import { ApiError, send, type Shape } from "@/api";
import { troubleOf } from "@/shared/session/trouble";

export const ACCEPT = [".pdf", ".docx", ".pptx", ".xlsx", ".csv", ".html", ".htm", ".md", ".txt"];
export const MAX_BYTES = 25 * 1024 * 1024;
const AT_ONCE = 2;

export interface Sent {
  id: string;
  name: string;
  sizeBytes: number;
  state: "waiting" | "sending" | "taken" | "refused";
  documentId?: string;
  message?: string;
  /** The document that holds the same bytes already. */
  sameAs?: string;
}

type Tell = (id: string, change: Partial<Sent>) => void;

/** Sends the files, two at a time, each in a request of its own so that a refusal stops no other. */
export async function sendFiles(baseId: string, files: readonly { id: string; file: File }[], tell: Tell): Promise<void> {
  const left = [...files];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      tell(next.id, { state: "sending" });
      tell(next.id, await sendOne(baseId, next.file));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function sendOne(baseId: string, file: File): Promise<Partial<Sent>> {
  const body = new FormData();
  body.append("files[]", file);
  const address = new URL(`/api/v1/knowledge-bases/${baseId}/documents`, globalThis.location.origin);
  try {
    const reply = await send(new Request(address, { method: "POST", body }));
    const taken = (await reply.json()) as Shape<"DocumentsTaken">;
    return { state: "taken", ...(taken.data[0]?.documentId ? { documentId: taken.data[0].documentId } : {}) };
  } catch (error) {
    return refusal(error);
  }
}

/** Why a file was not taken, and which document is the same. */
export function refusal(error: unknown): Partial<Sent> {
  const same = error instanceof ApiError ? error.errors.find((item) => item.rule === "unique")?.["documentId"] : undefined;
  return { state: "refused", message: troubleOf(error).message, ...(typeof same === "string" ? { sameAs: same } : {}) };
}
