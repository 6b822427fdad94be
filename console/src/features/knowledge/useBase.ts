import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { baseQuery, type Base } from "./reading";

/** The base of the page's address; the page around has read it. */
export function useBase(): Base {
  const { baseId = "" } = useParams({ strict: false });
  return useSuspenseQuery(baseQuery(baseId)).data;
}
