/** Which sentence of which answer is pointed at: thread and inspector mark the same one. */
import { createContext, use, useMemo, useState, type ReactNode } from "react";

export interface Pointed {
  messageId: string;
  sentence: number;
}

interface Lit {
  pointed: Pointed | null;
  point: (to: Pointed | null) => void;
  /** A sentence whose source was asked for; a new object each time. */
  target: Pointed | null;
  go: (to: Pointed) => void;
}

const Context = createContext<Lit | null>(null);

export function LitProvider({ onGo, children }: { onGo: (to: Pointed) => void; children: ReactNode }) {
  const [pointed, point] = useState<Pointed | null>(null);
  const [target, setTarget] = useState<Pointed | null>(null);
  const value = useMemo(() => {
    const go = (to: Pointed) => {
      setTarget({ ...to });
      onGo(to);
    };
    return { pointed, point, target, go };
  }, [pointed, target, onGo]);
  return <Context value={value}>{children}</Context>;
}

export function useLit(): Lit {
  const lit = use(Context);
  if (!lit) throw new Error("useLit needs a LitProvider.");
  return lit;
}

/** Whether one of these sentences of an answer is pointed at. */
export function holds(pointed: Pointed | null, messageId: string, sentences: readonly number[]): boolean {
  return pointed !== null && pointed.messageId === messageId && sentences.includes(pointed.sentence);
}
