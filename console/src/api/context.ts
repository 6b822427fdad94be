/**
 * What every call carries and what a refused call waits for. The session fills it in; `api` knows nothing of screens.
 */
import type { ErrorBody } from "./errors";

type SignIn = () => Promise<void>;

interface CallContext {
  /** Slug of the workspace that the page's address names. Two tabs may hold two. */
  workspace: string | null;
  csrfToken: string | null;
  /** Opens the sign-in dialog and resolves when somebody has signed in. Null: a 401 is thrown. */
  signIn: SignIn | null;
  /** Reads a new CSRF token, as after a sign-in in another tab. */
  renewToken: (() => Promise<void>) | null;
  /** Says a refusal in the reader's language. Null: in the server's. */
  wordErrors: ((body: ErrorBody) => Promise<ErrorBody>) | null;
}

export const context: CallContext = { workspace: null, csrfToken: null, signIn: null, renewToken: null, wordErrors: null };

let waiting: Promise<void> | null = null;

/** Asks for sign-in once, however many calls were refused at the same time. */
export function signInOnce(ask: SignIn): Promise<void> {
  waiting ??= ask().finally(() => {
    waiting = null;
  });
  return waiting;
}
