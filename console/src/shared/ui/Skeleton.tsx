import { useEffect, useState } from "react";
import { cx } from "./cx";
import type { LoadingProps, SkeletonProps } from "./props";
import { useWords } from "./words";

const SHAPE = {
  text: "h-3.5 rounded-chip",
  title: "h-6 w-64 rounded-chip",
  block: "h-32 rounded-card",
  circle: "size-8 rounded-full",
  control: "h-control rounded-control",
};

/** A grey stand-in with the size of what comes. */
export function Skeleton({ shape = "text", lines = 1, width, height }: SkeletonProps) {
  const bars = Array.from({ length: lines }, (_, place) => (
    <div
      key={place}
      className={cx("animate-breathe bg-neutral-soft", SHAPE[shape])}
      style={{ width: width ?? (lines > 1 && place === lines - 1 ? "62%" : undefined), height }}
    />
  ));
  return (
    <div aria-hidden className="flex w-full flex-col gap-2">
      {bars}
    </div>
  );
}

/** True once 150 ms have passed: a quick answer shows no skeleton at all. */
export function useLate(milliseconds = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return late;
}

/** Nothing for 150 ms, then skeletons of the real layout. */
export function Loading({ label, children }: LoadingProps) {
  const t = useWords();
  const late = useLate();
  return (
    <div aria-busy="true">
      <span role="status" className="sr-only">
        {late ? (label ?? t("loading")) : ""}
      </span>
      {late && children}
    </div>
  );
}
