import { useState, useSyncExternalStore } from "react";

const KEPT = "comity.sectionBar";
const wide = globalThis.matchMedia("(min-width: 80rem)");

function subscribe(listener: () => void): () => void {
  wide.addEventListener("change", listener);
  return () => { wide.removeEventListener("change", listener); };
}

/** Whether the section bar is open: from 1280 as it was left, below that closed until it is asked for. */
export function useSectionBar(): { isOpen: boolean; toggle: () => void } {
  const isWide = useSyncExternalStore(subscribe, () => wide.matches);
  const [wanted, setWanted] = useState(() => localStorage.getItem(KEPT) !== "closed");
  const [narrowWanted, setNarrowWanted] = useState(false);
  const toggle = () => {
    if (!isWide) {
      setNarrowWanted(!narrowWanted);
      return;
    }
    localStorage.setItem(KEPT, wanted ? "closed" : "open");
    setWanted(!wanted);
  };
  return { isOpen: isWide ? wanted : narrowWanted, toggle };
}
