import type { ReactNode } from "react";

/** The frame of pages without rail: the product's name, a card in the middle, a line of small things above. */
export function Gate({ corner, wide, children }: { corner?: ReactNode; wide?: boolean; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <header className="mx-auto flex w-full max-w-216 items-center justify-between gap-4 px-4 py-4">
        <span className="inline-flex items-center gap-2 text-h3">
          <img src="/favicon.svg" alt="" width={24} height={24} />
          Comity
        </span>
        {corner}
      </header>
      <main id="main" className="flex flex-1 flex-col items-center px-4 pt-4 pb-12 sm:pt-[8vh]">
        <div
          className={`w-full rounded-card border border-border bg-surface p-4 sm:p-6 ${wide ? "max-w-216" : "max-w-100"}`}
        >
          {children}
        </div>
      </main>
    </div>
  );
}
