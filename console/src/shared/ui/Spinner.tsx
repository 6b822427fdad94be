import { LoaderCircle } from "lucide-react";
import { cx } from "./cx";
import type { SpinnerProps } from "./props";

/** A turning ring. With a label it is announced; without one it is decoration beside words that say the same. */
export function Spinner({ size = 16, label }: SpinnerProps) {
  const ring = <LoaderCircle size={size} strokeWidth={1.75} aria-hidden className={cx("shrink-0 animate-spin")} />;
  if (!label) return ring;
  return (
    <span role="status" className="inline-flex items-center gap-2 text-muted">
      {ring}
      <span>{label}</span>
    </span>
  );
}
