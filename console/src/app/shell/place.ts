import { useLocation } from "@tanstack/react-router";

import { useWorkspacePath, type FeaturePage } from "@/shared/routing";

import { pageAt } from "../features";

/** The page of the section bar that the current address belongs to. */
export function usePlace(): FeaturePage | undefined {
  const { pathname } = useLocation();
  const base = useWorkspacePath()("/");
  return pageAt(pathname.slice(base.length) || "/");
}
