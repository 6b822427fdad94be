/** Saves what is edited a moment after the last key, in order, and says how it stands (`console.md` 4.3). */
import { ApiError, type FieldError } from "@/api";

export interface AutosaveHooks<Values extends object> {
  /** Sends the changed fields with the revision they were made on; gives the saved object. */
  send: (changes: Partial<Values>, revision: number) => Promise<Values & { revision: number }>;
  onSaving: () => void;
  onSaved: (saved: Values & { revision: number }, stillEdited: Partial<Values>) => void;
  /** The server refuses some fields; they stay edited until they change. */
  onRefused: (errors: readonly FieldError[], message: string) => void;
  /** Somebody else saved first: theirs, and what one holds oneself. */
  onConflict: (theirs: Values & { revision: number }, mine: Partial<Values>) => void;
  onWaiting: () => void;
}

const DELAY_MS = 800;
const RETRIES_MS = [1000, 2000, 5000, 10_000];
const STALE = 409001;

export class Autosave<Values extends object> {
  readonly #hooks: AutosaveHooks<Values>;
  #revision: number;
  #edited: Partial<Values> = {};
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> | null = null;
  #failures = 0;
  #isHeld = false;

  constructor(revision: number, hooks: AutosaveHooks<Values>) {
    this.#revision = revision;
    this.#hooks = hooks;
  }

  get isClean(): boolean {
    return Object.keys(this.#edited).length === 0;
  }

  edit(changes: Partial<Values>): void {
    this.#edited = { ...this.#edited, ...changes };
    if (!this.#isHeld) this.#plan(DELAY_MS);
  }

  /** Saves at once: on leaving a field or the page. */
  async flush(): Promise<void> {
    await this.#save();
  }

  /** Ends a conflict: one's own changes on top of theirs, or without those that `drop` names. */
  resolve(revision: number, drop: readonly (keyof Values)[] = []): void {
    this.#revision = revision;
    this.#isHeld = false;
    for (const field of drop) delete this.#edited[field];
    if (!this.isClean) this.#plan(0);
  }

  /** Goes on from a newer revision that was read; false while something is edited here, which then meets it as a conflict. */
  follow(revision: number): boolean {
    if (!this.isClean || this.#running || this.#isHeld || revision <= this.#revision) return false;
    this.#revision = revision;
    return true;
  }

  stop(): void {
    this.#stopTimer();
  }

  #plan(delay: number): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => void this.#save(), delay);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #save(): Promise<void> {
    this.#stopTimer();
    // Several may wait for the same save: the first to go on sends what all of them want, the others then wait for that.
    while (this.#running) await this.#running;
    this.#stopTimer();
    if (this.isClean || this.#isHeld) return;
    this.#running = this.#send().finally(() => { this.#running = null; });
    await this.#running;
  }

  async #send(): Promise<void> {
    const sent = this.#edited;
    this.#hooks.onSaving();
    try {
      const saved = await this.#hooks.send(sent, this.#revision);
      this.#failures = 0;
      this.#accept(saved, changedSince(sent, this.#edited));
    } catch (error) {
      this.#fail(error);
    }
  }

  #accept(saved: Values & { revision: number }, stillEdited: Partial<Values>): void {
    this.#revision = saved.revision;
    this.#edited = stillEdited;
    this.#hooks.onSaved(saved, stillEdited);
    if (!this.isClean) this.#plan(DELAY_MS);
  }

  /** A newer revision is there. With the same values it is no conflict: one's own save, whose reply was lost, makes it too. */
  #meet(theirs: Values & { revision: number }): void {
    const differing = unlike(this.#edited, theirs);
    if (Object.keys(differing).length === 0) {
      this.#accept(theirs, {});
      return;
    }
    this.#isHeld = true;
    this.#hooks.onConflict(theirs, differing);
  }

  #fail(error: unknown): void {
    if (error instanceof ApiError && error.code === STALE) {
      this.#meet(error.errors[0]?.["current"] as Values & { revision: number });
    } else if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
      this.#hooks.onRefused(error.errors, error.message);
    } else {
      this.#hooks.onWaiting();
      this.#plan(RETRIES_MS[Math.min(this.#failures++, RETRIES_MS.length - 1)] ?? DELAY_MS);
    }
  }
}

/** The fields that were edited again while an earlier value was on its way. */
function changedSince<Values extends object>(sent: Partial<Values>, now: Partial<Values>): Partial<Values> {
  const keys = Object.keys(now) as (keyof Values)[];
  return Object.fromEntries(keys.filter((key) => now[key] !== sent[key]).map((key) => [key, now[key]])) as Partial<Values>;
}

/** The edited fields whose value is another one in `saved`. */
function unlike<Values extends object>(edited: Partial<Values>, saved: Values): Partial<Values> {
  const keys = Object.keys(edited) as (keyof Values)[];
  return Object.fromEntries(keys.filter((key) => JSON.stringify(edited[key]) !== JSON.stringify(saved[key])).map((key) => [key, edited[key]])) as Partial<Values>;
}
