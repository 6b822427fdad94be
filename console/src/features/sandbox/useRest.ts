import { useLayoutEffect, useState, type RefObject } from "react";

const LEAST = 320;

/** The height from the top of an element to the bottom of the page's scrolling area, whatever stands above it. */
export function useRest(element: RefObject<HTMLElement | null>): number | undefined {
  const [height, setHeight] = useState<number>();
  useLayoutEffect(() => {
    const area = element.current?.closest("main");
    if (!area || !element.current) return undefined;
    const measure = () => {
      if (!element.current) return;
      const top = element.current.getBoundingClientRect().top - area.getBoundingClientRect().top + area.scrollTop;
      setHeight(Math.max(LEAST, Math.floor(area.clientHeight - top)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(area);
    for (const before of siblingsAbove(element.current, area)) observer.observe(before);
    return () => { observer.disconnect(); };
  }, [element]);
  return height;
}

function siblingsAbove(element: Element, area: Element): Element[] {
  const found: Element[] = [];
  for (let at: Element | null = element; at && at !== area; at = at.parentElement) {
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) found.push(before);
  }
  return found;
}
