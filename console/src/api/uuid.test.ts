import { afterEach, expect, test, vi } from "vitest";

import { idempotencyKey } from "./client";
import { uuid } from "./uuid";

const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a page on plain http, where the browser makes no UUIDs, still makes good ones, each another", () => {
  const { crypto } = globalThis;
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const made = Array.from({ length: 200 }, uuid);
  expect(made.filter((each) => !UUID_4.test(each))).toEqual([]);
  expect(new Set(made).size).toBe(200);
  expect(idempotencyKey()["Idempotency-Key"]).toMatch(UUID_4);
});
