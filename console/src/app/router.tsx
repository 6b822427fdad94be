/** The address map: public pages, then everything of a workspace under `/w/{slug}`, all from what the features declare. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
  type AnyRoute,
} from "@tanstack/react-router";

import type { ReactNode } from "react";

import { ApiError } from "@/api";
import type { FeatureRoute } from "@/shared/routing";
import { meQuery, type Me } from "@/shared/session";

import { routes } from "./features";
import { Guarded } from "./pages/Guarded";
import { NotFound } from "./pages/NotFound";
import { PageTrouble } from "./pages/PageTrouble";
import { Pending } from "./pages/Pending";
import { queries } from "./queries";
import { Shell } from "./shell/Shell";

const SETUP_REQUIRED = 503550;
const LAST_WORKSPACE = "comity.workspace";

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

/** Who is signed in; otherwise the way to sign-in (and back), or to set-up. */
async function signedIn(href: string): Promise<Me> {
  try {
    return await queries.ensureQueryData(meQuery);
  } catch (cause) {
    if (cause instanceof ApiError && cause.code === SETUP_REQUIRED) throw redirect({ to: "/setup" });
    if (cause instanceof ApiError && cause.status === 401) {
      throw redirect({ to: "/sign-in", search: href === "/" ? {} : { next: href } });
    }
    throw cause;
  }
}

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async ({ location }) => {
    const me = await signedIn(location.href);
    const last = localStorage.getItem(LAST_WORKSPACE);
    const workspace = me.workspaces.find((each) => each.slug === last) ?? me.workspaces[0];
    if (!workspace) throw notFound();
    throw redirect({ to: "/w/$workspace", params: { workspace: workspace.slug }, replace: true });
  },
});

const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/w/$workspace",
  component: Shell,
  notFoundComponent: NotFound,
  beforeLoad: async ({ location, params }) => {
    const me = await signedIn(location.href);
    const workspace = me.workspaces.find((each) => each.slug === params.workspace);
    if (!workspace) throw notFound({ routeId: "__root__" });
    localStorage.setItem(LAST_WORKSPACE, workspace.slug);
    return { membership: workspace };
  },
});

function routeOf(feature: FeatureRoute, parent: AnyRoute): AnyRoute {
  const Page = lazyRouteComponent(feature.load as () => Promise<{ default: () => ReactNode }>);
  const right = feature.right;
  const Component = right === undefined ? Page : () => <Guarded right={right}><Page /></Guarded>;
  const route: AnyRoute = createRoute({
    getParentRoute: () => parent,
    path: feature.path,
    component: Component,
    loader: () => Page.preload?.(),
    validateSearch: feature.search ?? ((raw: Record<string, unknown>) => raw),
    errorComponent: PageTrouble,
  });
  const children = feature.children?.map((child) => routeOf(child, route)) ?? [];
  return children.length ? route.addChildren(children) : route;
}

const isPublic = (route: FeatureRoute) => route.isPublic === true;
const tree = rootRoute.addChildren([
  startRoute,
  ...routes.filter(isPublic).map((route) => routeOf(route, rootRoute)),
  workspaceRoute.addChildren(
    routes.filter((route) => !isPublic(route)).map((route) => routeOf(route, workspaceRoute)),
  ),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 150,
  defaultPendingComponent: Pending,
  defaultErrorComponent: PageTrouble,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});
