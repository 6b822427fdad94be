/** Server-sent events, parsed from text that arrives in pieces of any length (WHATWG HTML, "Server-sent events"). */

export interface SseFrame {
  id: string | null;
  event: string;
  data: string;
}

export class SseParser {
  /** The id of the last frame that carried one: what a new connection sends as `Last-Event-ID`. */
  lastId: string | null = null;
  /** How long the server asks to wait before connecting again. */
  retryMs: number | null = null;
  #rest = "";
  #data: string[] = [];
  #event = "";
  #id: string | null = null;
  #afterCr = false;

  /** The frames that are complete with this piece of text. Comments (pings) give none. */
  push(text: string): SseFrame[] {
    const frames: SseFrame[] = [];
    for (const line of this.#lines(text)) {
      const frame = line === "" ? this.#end() : this.#field(line);
      if (frame) frames.push(frame);
    }
    return frames;
  }

  /** For a new connection: forgets a half frame, keeps the last id. */
  restart(): void {
    this.#rest = "";
    this.#data = [];
    this.#event = "";
    this.#id = null;
    this.#afterCr = false;
  }

  #lines(text: string): string[] {
    let fresh = text;
    if (this.#afterCr && fresh.startsWith("\n")) fresh = fresh.slice(1);
    if (text !== "") this.#afterCr = text.endsWith("\r");
    const lines = (this.#rest + fresh).split(/\r\n|\r|\n/);
    this.#rest = lines.pop() ?? "";
    return lines;
  }

  #field(line: string): null {
    const colon = line.indexOf(":");
    if (colon === 0) return null;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#event = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^\d+$/.test(value)) this.retryMs = Number(value);
    return null;
  }

  #end(): SseFrame | null {
    const id = this.#id;
    if (id !== null) this.lastId = id;
    const frame = this.#data.length ? { id, event: this.#event || "message", data: this.#data.join("\n") } : null;
    this.#data = [];
    this.#event = "";
    this.#id = null;
    return frame;
  }
}

/** Reads a body to its end and hands over each frame as it completes. */
export async function readFrames(
  body: ReadableStream<Uint8Array>,
  parser: SseParser,
  onFrame: (frame: SseFrame) => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const frame of parser.push(decoder.decode(value, { stream: true }))) onFrame(frame);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
