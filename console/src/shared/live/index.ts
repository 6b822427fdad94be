export { follow } from "./connection";
export { onLive, Reactor, type LiveReaction } from "./registry";
export type { Change } from "./rule";
export { setLiveStatus, useLiveStatus, type LiveStatus } from "./status";
