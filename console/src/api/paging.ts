import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

/** A page of a list, as every list of the API answers. */
export interface Listing<T> {
  data: T[];
  nextCursor?: string | null;
}

export const PAGE_SIZE = 50;

/** Query options of a list that is read page by page: `useInfiniteQuery(pages(key, (cursor) => data(api.GET(...))))`. */
export function pages<T>(queryKey: QueryKey, read: (cursor: string | undefined) => Promise<Listing<T>>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** All rows of the pages read so far. */
export function rowsOf<T>(read: { pages: Listing<T>[] } | undefined): T[] {
  return read?.pages.flatMap((page) => page.data) ?? [];
}
