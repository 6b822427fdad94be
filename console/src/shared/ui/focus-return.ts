import { useState } from "react";

/** Where the focus belongs once what opens now is closed. A menu is gone by then: its button stands for it. */
function focusHome(): HTMLElement | null {
  const now = document.activeElement;
  const trigger = now?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const home = trigger ? document.getElementById(trigger) : now;
  return home instanceof HTMLElement && home !== document.body ? home : null;
}

/** For dialogs without a button of their own kind: `onCloseAutoFocus` that gives the focus back to where it was on opening. */
export function useFocusReturn(open: boolean): (event: Event) => void {
  const [wasOpen, setWasOpen] = useState(false);
  const [home, setHome] = useState<HTMLElement | null>(null);
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) setHome(focusHome());
  }
  return (event) => {
    event.preventDefault();
    if (home?.isConnected) home.focus({ preventScroll: true });
  };
}
