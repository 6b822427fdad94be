/** The features of this build, found by their files: a new one needs no line here. */
import {
  nested, type FeatureAction, type FeatureModule, type FeaturePage, type FeatureRoute, type FeatureSearch, type Product,
} from "@/shared/routing";
import type { Workspace } from "@/shared/session";

const modules = import.meta.glob<Partial<FeatureModule>>("../features/*/routes.{ts,tsx}", { eager: true });
const found = Object.values(modules);

export const routes: readonly FeatureRoute[] = nested(found.flatMap((feature) => feature.routes ?? []));
export const pages: readonly FeaturePage[] = found
  .flatMap((feature) => feature.pages ?? [])
  .sort((one, other) => one.order - other.order);
export const actions: readonly FeatureAction[] = found.flatMap((feature) => feature.actions ?? []);
export const searches: readonly FeatureSearch[] = found.flatMap((feature) => (feature.search ? [feature.search] : []));
export const reactions = found.flatMap((feature) => feature.live ?? []);

/** The text of a label that a feature gave, of those that the frame has loaded: `knowledge:title` is `labels:knowledge.title`. */
export function labelText(label: string): string {
  return label.startsWith("shell:") ? label : `labels:${label.replace(":", ".")}`;
}

export function labelOf(page: FeaturePage): string {
  return labelText(page.label ?? `shell:page.${page.id}`);
}

export function isVisible(page: { right?: string }, workspace: Workspace): boolean {
  return page.right === undefined || workspace.rights.includes(page.right);
}

export function pagesOf(product: Product, workspace: Workspace): FeaturePage[] {
  return pages.filter((page) => page.product === product && isVisible(page, workspace));
}

/** The page an address belongs to: the one with the longest path that begins it. */
export function pageAt(path: string): FeaturePage | undefined {
  const holds = (page: FeaturePage) =>
    page.path === path || (page.path !== "/" && path.startsWith(`${page.path}/`));
  return pages.filter(holds).sort((one, other) => other.path.length - one.path.length)[0];
}
