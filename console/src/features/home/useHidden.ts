import { useState } from "react";

/** Whether this browser has hidden the set-up list of a workspace, and the way to do so. */
export function useHidden(workspaceId: string): [boolean, () => void] {
  const key = `comity.setupHidden.${workspaceId}`;
  const [isHidden, setHidden] = useState(() => localStorage.getItem(key) === "yes");
  const hide = () => {
    localStorage.setItem(key, "yes");
    setHidden(true);
  };
  return [isHidden, hide];
}
