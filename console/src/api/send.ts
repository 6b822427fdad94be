import { context, signInOnce } from "./context";
import { errorOf, noAnswer, type ApiError } from "./errors";
import { reachability } from "./reachability";

const READING = new Set(["GET", "HEAD"]);
const STALE_TOKEN = 403557;
/** Paths whose 401 is their own answer: wrong e-mail or password. */
const OWN_401 = /\/api\/v1\/(sign-in|setup)$/;

export interface SendOptions {
  /** Throw a 401 instead of opening the sign-in dialog: the first look at who is signed in. */
  throw401?: boolean;
}

/**
 * Sends a request with the session's headers and returns its reply when that is OK; throws `ApiError` otherwise.
 * A 401 opens sign-in over the page and repeats the call; a stale CSRF token is renewed and the call repeated once.
 */
export async function send(request: Request, options: SendOptions = {}): Promise<Response> {
  let renewed = false;
  for (;;) {
    const response = await attempt(request);
    if (response.ok) return response;
    const error = await errorOf(response);
    if (error.isOffline) reachability.silent();
    if (mayAskForSignIn(error, request, options) && context.signIn) {
      await signInOnce(context.signIn);
    } else if (error.code === STALE_TOKEN && !renewed && context.renewToken) {
      renewed = true;
      await context.renewToken();
    } else {
      throw error;
    }
  }
}

async function attempt(request: Request): Promise<Response> {
  try {
    const response = await fetch(dressed(request));
    if (response.status < 502 || response.status > 504) reachability.answered();
    return response;
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    reachability.silent();
    throw noAnswer();
  }
}

function dressed(request: Request): Request {
  const copy = request.clone();
  if (context.workspace) copy.headers.set("X-Comity-Workspace", context.workspace);
  if (!READING.has(request.method) && context.csrfToken) copy.headers.set("X-CSRF-Token", context.csrfToken);
  return copy;
}

function mayAskForSignIn(error: ApiError, request: Request, options: SendOptions): boolean {
  return error.status === 401 && !options.throw401 && !OWN_401.test(new URL(request.url).pathname);
}
