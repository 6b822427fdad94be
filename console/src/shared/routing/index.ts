/**
 * What a feature tells the shell about itself: its paths, its places in the section bar and palette, its live events.
 * `src/features/<name>/routes.tsx` exports `routes` and, where it has them, `pages`, `search`, `actions` and `live`, typed as
 * the fields of `FeatureModule`; the shell finds the file by itself. The texts of `locales/` are the namespace `<name>`.
 */
import { useParams } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import { useEffect, type ComponentType } from "react";

import type { LiveReaction } from "@/shared/live";

export type Product = "home" | "livechat" | "genai" | "chatbot" | "campaigns" | "audience" | "insight" | "settings" | "me";

export interface FeatureRoute {
  /** Under `/w/$workspace`, or from the root when `isPublic`: `/genai/assistants/$id`. */
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** The right that opening it needs; without it the page says so. */
  right?: string;
  /** Reached without a session: set-up and sign-in. */
  isPublic?: boolean;
  /** A page of its own without rail and bars. */
  isBare?: boolean;
  /** Tabs and the like, shown in the parent's `<Outlet />`. `path: "/"` is the parent's own address. */
  children?: readonly FeatureRoute[];
  /** The path of another feature's route that shows this one in its `<Outlet />`; `path` then follows it: `sandbox`. */
  parent?: string;
  /** Keeps what the address says after `?`; default: everything. */
  search?: (raw: Record<string, unknown>) => Record<string, unknown>;
}

export interface FeaturePage {
  /** Stable name, also the key of its label: `shell:page.<id>` unless `label` is given. */
  id: string;
  product: Product;
  /** Path under `/w/$workspace`. */
  path: string;
  icon: LucideIcon;
  order: number;
  right?: string;
  /** Another i18n key: `assistants:nav`. */
  label?: string;
}

export interface FoundItem {
  id: string;
  title: string;
  detail?: string;
  path: string;
  icon: LucideIcon;
}

export interface FeatureSearch {
  /** i18n key of the group's heading. */
  label: string;
  right: string;
  find: (text: string, signal: AbortSignal) => Promise<FoundItem[]>;
}

export interface FeatureAction {
  /** i18n key of what it does: `assistants:create`. */
  label: string;
  icon: LucideIcon;
  right?: string;
  /** Where it is done, under `/w/$workspace`, with its search. */
  path: string;
  search?: Record<string, unknown>;
}

export interface FeatureModule {
  routes: readonly FeatureRoute[];
  pages?: readonly FeaturePage[];
  search?: FeatureSearch;
  actions?: readonly FeatureAction[];
  live?: readonly LiveReaction[];
}

/** Routes with a `parent` among its children, at any depth. A parent that no feature has leaves the route by itself, at the same address. */
export function nested(routes: readonly FeatureRoute[]): FeatureRoute[] {
  const known = new Set(routes.map(addressOf));
  const withGuests = (route: FeatureRoute): FeatureRoute => {
    const guests = routes.filter((each) => each.parent === addressOf(route)).map(withGuests);
    return guests.length ? { ...route, children: [...(route.children ?? []), ...guests] } : route;
  };
  const isChild = (route: FeatureRoute) => route.parent !== undefined && known.has(route.parent);
  return routes.filter((route) => !isChild(route)).map((route) => ({ ...withGuests(route), path: addressOf(route) }));
}

function addressOf(route: FeatureRoute): string {
  return route.parent === undefined ? route.path : `${route.parent}/${route.path}`;
}

/** `/genai/assistants` in the workspace of this tab: what `Link to` and `navigate` take. */
export function useWorkspacePath(): (path: string) => string {
  const { workspace } = useParams({ strict: false }) as { workspace?: string };
  return (path) => workspacePath(workspace ?? "", path);
}

export function workspacePath(slug: string, path: string): string {
  return `/w/${slug}${path === "/" ? "" : path}`;
}

/** `FAQ bot · Assistants` in the tab of the browser, while the component is shown. */
export function useDocumentTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter(Boolean), "Comity"].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
