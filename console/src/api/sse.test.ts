import { expect, test } from "vitest";

import { SseParser } from "./sse";

const TEXT = 'retry: 2000\n\nid: m:1\ndata: {"a":"สวัสดี"}\n\n: ping\n\nid: m:2\nevent: head\ndata: one\ndata: two\n\n';

test("frames come out the same wherever the text is cut", () => {
  const whole = new SseParser().push(TEXT);
  expect(whole).toEqual([
    { id: "m:1", event: "message", data: '{"a":"สวัสดี"}' },
    { id: "m:2", event: "head", data: "one\ntwo" },
  ]);
  for (let cut = 0; cut <= TEXT.length; cut++) {
    const parser = new SseParser();
    expect([...parser.push(TEXT.slice(0, cut)), ...parser.push(TEXT.slice(cut))]).toEqual(whole);
    expect([parser.lastId, parser.retryMs]).toEqual(["m:2", 2000]);
  }
});

test("a carriage return and its line feed may arrive apart", () => {
  const parser = new SseParser();
  const frames = ["data: a\r", "\n\r", "\ndata: b\r\n\r\n"].flatMap((piece) => parser.push(piece));
  expect(frames.map((frame) => frame.data)).toEqual(["a", "b"]);
});

test("a frame that was not finished is not handed over", () => {
  const parser = new SseParser();
  expect(parser.push("id: m:3\ndata: half")).toEqual([]);
  expect(parser.lastId).toBeNull();
});
