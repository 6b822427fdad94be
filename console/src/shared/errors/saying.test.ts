import { readFileSync } from "node:fs";

import { expect, it } from "vitest";

import { sayIn } from "./saying";
import * as thai from "./th";

const refusal = (name: string, message: string, errors: { path: string; rule: string; message: string; limit?: number }[] = []) =>
  sayIn(thai, { name: `${name}Exception`, code: 422000, status: 422, message, errors });

it("knows every error that the server documents", () => {
  const listed = readFileSync("../docs/reference/errors.md", "utf8").matchAll(/^\| \d{6} \| `(\w+)Exception`/gm);
  const missing = [...listed].map(([, name]) => name ?? "").filter((name) => !(name in thai.names) && !NOT_SAID.has(name));
  expect(missing).toEqual([]);
});

/** Said on the command line alone, and one that goes by the name of another on the wire. */
const NOT_SAID = new Set(["CopyDiffers", "MoveStopped", "RowsElsewhere", "SearchDiffers", "NotTaken", "TargetHoldsRows", "EmbedderRefused"]);

it("says a field's own text before that of its rule, and fills in the bound", () => {
  const said = refusal("Validation", "2 fields are not as they must be.", [
    { path: "name", rule: "unique", message: "Another knowledge base is called 'A'. Choose another name." },
    { path: "action.parameters[2].name", rule: "maxLength", message: "At most 64 characters." },
  ]);
  expect(said.errors.map((item) => item.message)).toEqual(["มีรายการอื่นใช้ชื่อนี้แล้ว ใช้ชื่ออื่น", "ไม่เกิน 64 ตัวอักษร"]);
  expect(said.message).toBe("มี 2 ช่องที่ต้องแก้ไข");
});

it("says the one field that is wrong in place of a count", () => {
  expect(refusal("Validation", "At least 1.", [{ path: "keepVersions", rule: "min", message: "At least 1." }]).message).toBe("ต้องไม่น้อยกว่า 1");
});

it("keeps what the server said where it alone knows more", () => {
  expect(refusal("NotForThisType", "A legacy base can be read.").message).toBe("ทำกับคลังหรือเอกสารชนิดนี้ไม่ได้: A legacy base can be read.");
  expect(refusal("SomethingNew", "Something new.").message).toBe("Something new.");
  expect(refusal("Validation", "x", [{ path: "q", rule: "min", message: "Choose a later time." }]).message).toBe("Choose a later time.");
});

it("tells sizes in megabytes", () => {
  const item = { path: "files", rule: "maxSize", message: "'a.pdf' has 30.0 MB; at most 25 MB are taken.", limit: 25 * 1_048_576 };
  const said = refusal("FileTooLarge", item.message, [item]);
  expect(said.message).toBe("ไฟล์ใหญ่เกินไป รับได้ไม่เกิน 25 MB");
  expect(said.errors[0]?.message).toBe(said.message);
});
