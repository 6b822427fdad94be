export type { DaySeries } from "./bars";
export { DayBars } from "./DayBars";
