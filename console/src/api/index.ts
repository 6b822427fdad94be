export { api, data, idempotencyKey, ifMatch, type Shape } from "./client";
export { context } from "./context";
export { ApiError, errorFrom, errorOf, noAnswer, type ErrorBody, type FieldError } from "./errors";
export { PAGE_SIZE, pages, rowsOf, type Listing } from "./paging";
export { reachability } from "./reachability";
export { send } from "./send";
export { readFrames, SseParser, type SseFrame } from "./sse";
export { streamPost, type AnswerFrame, type StreamOptions } from "./stream";
export { uuid } from "./uuid";
