import { useImperativeHandle, useLayoutEffect, useRef } from "react";
import { cx } from "./cx";
import { useField } from "./Field";
import type { TextAreaProps } from "./props";

/** Sets a textarea's height to its text, between two numbers of rows. */
export function fitRows(area: HTMLTextAreaElement, minRows: number, maxRows: number): void {
  const style = getComputedStyle(area);
  const line = Number.parseFloat(style.lineHeight) || 22;
  const around = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom) + 2 || 2;
  area.style.height = "auto";
  const wanted = Math.min(Math.max(area.scrollHeight + 2, minRows * line + around), maxRows * line + around);
  area.style.height = `${wanted}px`;
}

/** Several lines of text: grows with them, then scrolls. */
export function TextArea({ minRows = 3, maxRows = 12, mono, invalid, className, ref, ...rest }: TextAreaProps) {
  const field = useField();
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => area.current as HTMLTextAreaElement);
  useLayoutEffect(() => {
    if (area.current) fitRows(area.current, minRows, maxRows);
  });
  return (
    <textarea
      {...field}
      aria-invalid={invalid || field["aria-invalid"]}
      rows={minRows}
      onInput={(event) => fitRows(event.currentTarget, minRows, maxRows)}
      {...rest}
      ref={area}
      className={cx("control block w-full resize-none px-3 py-1.5", mono && "font-mono text-mono", className)}
    />
  );
}
