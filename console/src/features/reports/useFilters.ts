/** The filters of a page, kept in its address. */
import { useNavigate, useSearch } from "@tanstack/react-router";

import type { Filters } from "./address";

export function useFilters(): [Filters, (next: Partial<Filters>) => void] {
  const filters = useSearch({ strict: false }) as Filters;
  const navigate = useNavigate();
  const set = (next: Partial<Filters>) => {
    const merged = Object.entries({ ...filters, ...next }).filter(([, value]) => value !== undefined && value !== "");
    void navigate({ to: ".", search: Object.fromEntries(merged) as never, replace: true });
  };
  return [filters, set];
}
