import { expect, test } from "vitest";

import { formatBytes, formatDate, formatDateTime, formatNumber, formatRelative } from ".";

const en = { language: "en", timeZone: "Asia/Bangkok" };
const th = { language: "th", timeZone: "Asia/Bangkok" };
const at = "2026-11-09T07:05:00Z";

test("a moment is written as each language does, in the workspace's zone", () => {
  expect(formatDateTime(at, en)).toBe("9 Nov 2026, 14:05");
  expect(formatDateTime(at, th)).toBe("9 พ.ย. 2569 14:05");
  expect(formatDateTime(at, { ...th, calendar: "gregory" })).toBe("9 พ.ย. 2026 14:05");
  expect(formatDate("2026-09-01T00:00:00Z", en)).toBe("1 Sep 2026");
});

test("times are relative up to a day", () => {
  const now = Date.parse(at);
  expect(formatRelative(now - 3 * 60_000, now, en)).toBe("3 min ago");
  expect(formatRelative(now - 25 * 3_600_000, now, en)).toBe("8 Nov 2026, 13:05");
});

test("unknown and zero differ, a megabyte is 1,048,576 bytes, and its unit stays beside the number", () => {
  expect([formatNumber(null, en), formatNumber(0, en), formatNumber(1204, en)]).toEqual(["–", "0", "1,204"]);
  expect([formatBytes(1_048_576, en), formatBytes(13_002_342, en), formatBytes(0, th)]).toEqual(["1\u00a0MB", "12.4\u00a0MB", "0\u00a0ไบต์"]);
});
