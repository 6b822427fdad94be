/** How far set-up has come in this browser, so that a reload goes on where it was. Passwords are never kept. */

export const STEPS = ["account", "workspace", "answers", "assistant"] as const;
export type StepId = (typeof STEPS)[number];

export interface SetupProgress {
  step: StepId;
  token: string;
  name: string;
  email: string;
  workspace: string;
  slug: string;
  timeZone: string;
  /** `extractive` or `<connectionId>/<model>`. */
  model: string;
  /** Set once the account exists: from here on only its own steps are left. */
  done: boolean;
}

const KEPT = "comity.setup";

export function firstProgress(): SetupProgress {
  return {
    step: "account",
    token: "",
    name: "",
    email: "",
    workspace: "",
    slug: "",
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    model: "extractive",
    done: false,
  };
}

export function readProgress(): SetupProgress | null {
  try {
    const kept = sessionStorage.getItem(KEPT) ?? localStorage.getItem(KEPT);
    return kept ? { ...firstProgress(), ...(JSON.parse(kept) as Partial<SetupProgress>) } : null;
  } catch {
    return null;
  }
}

export function keepProgress(progress: SetupProgress): void {
  localStorage.setItem(KEPT, JSON.stringify({ ...progress, token: progress.done ? "" : progress.token }));
}

export function dropProgress(): void {
  localStorage.removeItem(KEPT);
}

/** An address for a name: `Siam Hotel` → `siam-hotel`. A name without Latin letters gives `main`. */
export function slugOf(name: string): string {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  return plain.length >= 3 ? plain : "main";
}
