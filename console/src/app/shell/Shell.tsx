import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useRouteContext } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { follow, Reactor, setLiveStatus } from "@/shared/live";
import { WorkspaceProvider, type Workspace } from "@/shared/session";
import { ErrorBoundary } from "@/shared/ui";

import { Pending } from "../pages/Pending";
import { ActivityButton } from "./ActivityButton";
import { BottomBar } from "./BottomBar";
import { HelpButton } from "./HelpButton";
import { afterPage } from "./later";
import { Rail } from "./Rail";
import { SectionBar } from "./SectionBar";
import { Strips } from "./Strips";
import { useGlobalShortcuts } from "./useGlobalShortcuts";
import { useSectionBar } from "./useSectionBar";

const loadPalette = () => import("../palette/Palette");
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));

/** Everything around a page of a workspace: rail, section bar, strips, palette, live data. */
export function Shell() {
  const { membership } = useRouteContext({ strict: false }) as { membership: Workspace };
  return (
    <WorkspaceProvider workspace={membership} key={membership.id}>
      <Suspense>
        <Frame workspace={membership} />
      </Suspense>
    </WorkspaceProvider>
  );
}

function Frame({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation("shell");
  const location = useLocation();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const bar = useSectionBar();
  useLive(workspace.slug);
  useEffect(() => afterPage(loadPalette), []);
  useGlobalShortcuts({
    openPalette: () => { setPaletteOpen(true); },
    openHelp: () => { setHelpOpen(true); },
    toggleBar: bar.toggle,
  });
  return (
    <div className="flex h-dvh min-w-0 flex-col bg-canvas md:flex-row">
      <a
        href="#main"
        className="absolute top-2 left-2 z-[80] -translate-y-16 rounded-control bg-raised px-3 py-2 shadow-popover focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <Rail
        onSearch={() => { setPaletteOpen(true); }}
        activity={<ActivityButton side="right" />}
        help={<HelpButton open={isHelpOpen} onOpenChange={setHelpOpen} />}
      />
      <SectionBar isOpen={bar.isOpen} onToggle={bar.toggle} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Strips />
        <main id="main" tabIndex={-1} data-scroll-restoration-id="main" className="min-h-0 flex-1 overflow-y-auto outline-none">
          <ErrorBoundary title={t("trouble.page")} resetKey={location.pathname}>
            <Suspense fallback={<Pending />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      <BottomBar onSearch={() => { setPaletteOpen(true); }} activity={<ActivityButton side="top" />} />
      <Suspense>
        {isPaletteOpen && <Palette open onOpenChange={setPaletteOpen} />}
      </Suspense>
    </div>
  );
}

/** Follows the workspace's events for as long as the shell is shown. */
function useLive(workspace: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const end = new AbortController();
    const reactor = new Reactor(queries);
    setLiveStatus({ state: "starting", awaySince: null, caughtUp: null });
    follow(workspace, { apply: (change) => { reactor.apply(change); }, resync: () => { reactor.resync(); } }, end.signal);
    return () => { end.abort(); };
  }, [workspace, queries]);
}
