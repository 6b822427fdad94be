export type * from "./props";
