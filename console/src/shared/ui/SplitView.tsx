import { useRef, useState, useSyncExternalStore } from "react";
import type { SplitViewProps } from "./props";
import { Tabs } from "./Tabs";
import { useWords } from "./words";

const LEAST = 30;
const MOST = 70;
const STEP = 5;
const clamp = (share: number) => Math.min(MOST, Math.max(LEAST, Math.round(share)));

const narrow = () => globalThis.matchMedia?.("(max-width: 1023.98px)");
function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = narrow();
      query?.addEventListener("change", changed);
      return () => query?.removeEventListener("change", changed);
    },
    () => narrow()?.matches ?? false,
  );
}

function remembered(key: string, initial: number): number {
  try {
    return clamp(Number(localStorage.getItem(key) ?? initial) || initial);
  } catch {
    return clamp(initial);
  }
}

/** Two panels and a divider between 30 and 70 %: dragged, or moved 5 % by the arrow keys, and remembered. Two tabs where it is narrow. */
export function SplitView({ id, left, right, leftLabel, rightLabel, initial = 50 }: SplitViewProps) {
  const t = useWords();
  const key = `comity.split.${id}`;
  const frame = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(() => remembered(key, initial));
  const isNarrow = useNarrow();
  const set = (next: number) => {
    setShare(clamp(next));
    try {
      localStorage.setItem(key, String(clamp(next)));
    } catch {
      /* A browser without storage forgets it; nothing else is lost. */
    }
  };
  if (isNarrow)
    return (
      <Tabs
        label={t("panels")}
        tabs={[
          { value: "left", label: leftLabel, content: left },
          { value: "right", label: rightLabel, content: right },
        ]}
      />
    );
  const drag = (event: React.PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (box && event.currentTarget.hasPointerCapture(event.pointerId))
      set(((event.clientX - box.left) / box.width) * 100);
  };
  const press = (event: React.KeyboardEvent) => {
    const next = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: LEAST, End: MOST, Enter: initial }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };
  return (
    <div
      ref={frame}
      className="grid h-full min-h-0"
      style={{ gridTemplateColumns: `minmax(0, ${share}fr) auto minmax(0, ${100 - share}fr)` }}
    >
      <section aria-label={leftLabel} className="min-h-0 overflow-auto">
        {left}
      </section>
      <div
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t("divider", { name: leftLabel })}
        aria-valuenow={share}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => set(initial)}
        onKeyDown={press}
        className="group relative w-3 cursor-col-resize touch-none outline-none"
      >
        <span className="absolute inset-y-0 left-1/2 w-px -translate-x-1/2 bg-border transition-colors group-hover:bg-border-strong group-focus-visible:w-0.5 group-focus-visible:bg-accent" />
        <span className="absolute top-1/2 left-1/2 h-8 w-1 -translate-1/2 rounded-full bg-border-strong group-focus-visible:bg-accent" />
      </div>
      <section aria-label={rightLabel} className="min-h-0 overflow-auto">
        {right}
      </section>
    </div>
  );
}
