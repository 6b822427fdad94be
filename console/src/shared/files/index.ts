/** Files of the API saved to disk: fetched with the session's headers, then handed to the browser. */
import { send } from "@/api";

/** Saves the answer of a GET under a name. Throws `ApiError` when it is refused. */
export async function saveFile(path: string, name: string): Promise<void> {
  const reply = await send(new Request(new URL(path, globalThis.location.origin)));
  saveBlob(await reply.blob(), name);
}

export function saveBlob(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
