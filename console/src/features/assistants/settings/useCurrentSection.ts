import { useEffect, useState } from "react";

/** A section counts as read from here on down the window. */
const READ_AT = 0.3;

/** Which of these sections, by the ids of their elements, stands where one reads; at the page's end it is the last. */
export function useCurrentSection<Id extends string>(ids: readonly [Id, ...Id[]]): Id {
  const [current, setCurrent] = useState<Id>(ids[0]);
  useEffect(() => {
    const look = () => {
      const tops = ids.map((id) => ({ id, box: document.getElementById(id)?.getBoundingClientRect() }));
      const last = tops.at(-1);
      const isAtEnd = last?.box !== undefined && last.box.bottom <= globalThis.innerHeight;
      const passed = tops.filter(({ box }) => box && box.top <= globalThis.innerHeight * READ_AT).at(-1);
      setCurrent((isAtEnd ? last : passed)?.id ?? ids[0]);
    };
    look();
    // Scroll events do not bubble; the column that scrolls is caught on the way down.
    document.addEventListener("scroll", look, { capture: true, passive: true });
    return () => { document.removeEventListener("scroll", look, { capture: true }); };
  }, [ids]);
  return current;
}
