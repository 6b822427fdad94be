import { describe, expect, it } from "vitest";

import { bodyOf, EMPTY, fieldOf, isoOf, linesOf, localOf, withoutMarks } from "./reading";

describe("an answer that is memorized", () => {
  it("loses the marks of its sources and nothing else", () => {
    expect(withoutMarks("Refunds take 7 days. [1] Bring the receipt [2][3].")).toBe("Refunds take 7 days. Bring the receipt.");
    expect(withoutMarks("See [this page](https://example.com) and [note].")).toBe("See [this page](https://example.com) and [note].");
  });
});

describe("the form of an entry", () => {
  it("takes one alternate a line and leaves empty lines out", () => {
    expect(linesOf(" Open?\n\n  เปิดกี่โมง  \n")).toEqual(["Open?", "เปิดกี่โมง"]);
  });

  it("sends nothing where a choice is left open", () => {
    expect(bodyOf({ ...EMPTY, question: " Open? ", answer: "Yes." })).toMatchObject({ question: "Open?", language: null, validFrom: null, validTo: null });
  });

  it("keeps a time through the input's local form", () => {
    const at = "2026-03-02T10:00:00.000Z";
    expect(isoOf(localOf(at))).toBe(at);
    expect(localOf(null)).toBe("");
  });

  it("finds the field of a path, also inside a list", () => {
    expect(fieldOf("alternates[3]")).toBe("alternates");
    expect(fieldOf("something")).toBeUndefined();
  });
});
