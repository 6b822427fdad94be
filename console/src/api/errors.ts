import { context } from "./context";

/** One broken field, as the documented error shape names it. Pages may add values beside these (`limit`, `actual`). */
export interface FieldError {
  path: string;
  rule: string;
  message: string;
  [more: string]: unknown;
}

export interface ErrorBody {
  name: string;
  code: number;
  status: number;
  message: string;
  errors: FieldError[];
}

/** What a refused or failed call throws: the documented error shape, with the request id that leads to it in the log. */
export class ApiError extends Error {
  override readonly name: string;
  readonly code: number;
  readonly status: number;
  readonly errors: FieldError[];
  readonly requestId: string | null;
  /** Seconds to wait before trying again, when the server said so. */
  readonly retryAfter: number | null;

  constructor(body: ErrorBody, requestId: string | null = null, retryAfter: number | null = null) {
    super(body.message);
    this.name = body.name;
    this.code = body.code;
    this.status = body.status;
    this.errors = body.errors;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }

  /** No answer arrived, or a proxy answered for a server that is away. Other writes are not repeated by themselves. */
  get isOffline(): boolean {
    return this.status === 0 || (this.status >= 502 && this.status <= 504);
  }

  /** `409003 InUseException`: what a person reads out to whoever helps them. */
  get label(): string {
    return this.code ? `${String(this.code)} ${this.name}` : this.name;
  }
}

function isErrorBody(value: unknown): value is Partial<ErrorBody> & { code: number } {
  return typeof value === "object" && value !== null && typeof (value as { code?: unknown }).code === "number";
}

/** The body of an error; an upload of which nothing was taken lists a refusal for each file, the first one stands for it. */
function errorBody(value: unknown): Partial<ErrorBody> {
  if (isErrorBody(value)) return value;
  const first = (value as { data?: { error?: unknown }[] } | null)?.data?.[0]?.error;
  return isErrorBody(first) ? first : {};
}

/** The error of a reply that is not OK. A reply in another shape, as a proxy sends it, keeps its status and gets code × 1000. */
export async function errorOf(response: Response): Promise<ApiError> {
  const requestId = response.headers.get("x-request-id");
  const wait = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  const body: unknown = await response.json().catch(() => null);
  return worded(errorFrom(body, response.status, requestId, Number.isNaN(wait) ? null : wait));
}

/** The same error in the reader's language, where the console has words for it. */
export async function worded(error: ApiError): Promise<ApiError> {
  if (!context.wordErrors) return error;
  const { name, code, status, message, errors, requestId, retryAfter } = error;
  return new ApiError(await context.wordErrors({ name, code, status, message, errors }), requestId, retryAfter);
}

/** An error from a body that was already read: of a reply, or of a frame with `__error`. */
export function errorFrom(
  body: unknown,
  status: number,
  requestId: string | null = null,
  retryAfter: number | null = null,
): ApiError {
  const known = errorBody(body);
  return new ApiError(
    {
      name: known.name ?? "HttpException",
      code: known.code ?? status * 1000,
      status: known.status ?? status,
      message: known.message ?? `The server answered ${String(status)}.`,
      errors: Array.isArray(known.errors) ? known.errors : [],
    },
    requestId,
    retryAfter,
  );
}

/** The error of a call that got no answer at all. */
export function noAnswer(): ApiError {
  return new ApiError({ name: "NetworkException", code: 0, status: 0, message: "Comity did not answer.", errors: [] });
}
