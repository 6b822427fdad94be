import { lazy, Suspense } from "react";

import { itemLook } from "./itemLook";

const ActivityTray = lazy(() => import("@/features/activity/ActivityTray"));

/** The tray of running work, loaded after the page. */
export function ActivityButton({ side }: { side: "right" | "top" }) {
  return (
    <Suspense fallback={<span className="h-10 w-10" />}>
      <ActivityTray side={side} className={itemLook(false)} />
    </Suspense>
  );
}
