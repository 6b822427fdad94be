/** The contract of the kit: what every part takes. Strings come in by props; a part's own few words live in `locales/`. */
export type * from "./props/base";
export type * from "./props/actions";
export type * from "./props/fields";
export type * from "./props/marks";
export type * from "./props/panels";
export type * from "./props/data";
export type * from "./props/toasts";
