import { expect, it } from "vitest";

import { cellsOf, headOf, readHead, separatorOf } from "./file";

it("keeps separators, quotes and line breaks inside quoted cells", () => {
  expect(cellsOf('id,content\r\na,"one, ""two""\nthree"\r\n\r\nb,last', ",", 9)).toEqual([
    ["id", "content"], ["a", 'one, "two"\nthree'], ["b", "last"],
  ]);
});

it("takes another separator only when the header has no comma", () => {
  expect(separatorOf("id;content\na;b,c")).toBe(";");
  expect(separatorOf("id,content;x\n")).toBe(",");
});

it("names the columns that are missing and those that are not read", () => {
  const head = headOf("ID, Answer ,note\na,b,c");
  expect(head.missing).toEqual(["content"]);
  expect(head.ignored).toEqual(["Answer", "note"]);
});

it("shows at most five rows", () => {
  expect(headOf(["id,content", ..."abcdefg"].map((id, at) => (at ? `${id},x` : id)).join("\n")).rows).toHaveLength(5);
});

it("reads a file in its encoding, and says when it is another one", async () => {
  const thai = new Uint8Array([0x69, 0x64, 0x2c, 0xa1, 0xa2, 0x0a]);
  expect(await readHead(new File([thai], "a.csv"), "utf-8")).toBeNull();
  expect((await readHead(new File([thai], "a.csv"), "windows-874"))?.columns).toEqual(["id", "กข"]);
});
