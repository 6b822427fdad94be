import { expect, test } from "vitest";

import { chordOf, normalise, type Press } from "./keys";

const press = (key: string, code: string, held: Partial<Press> = {}): Press => ({
  key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...held,
});

test("with a Thai layout the physical key counts", () => {
  expect(chordOf(press("ำ", "KeyE"))).toBe("e");
  expect(chordOf(press("า", "KeyK", { ctrlKey: true }))).toBe("Ctrl k");
  expect(chordOf(press("ฦ", "Slash", { shiftKey: true }))).toBe("?");
  expect(chordOf(press("บ", "BracketLeft"))).toBe("[");
});

test("a Latin letter counts as typed, wherever its key is", () => {
  expect(chordOf(press("a", "KeyQ"))).toBe("a");
  expect(chordOf(press("?", "Minus", { shiftKey: true }))).toBe("?");
});

test("nothing counts while an input method composes", () => {
  expect(chordOf(press("e", "KeyE", { isComposing: true }))).toBeNull();
  expect(chordOf(press("Process", "KeyE"))).toBeNull();
});

test("the command key of a Mac counts as Ctrl, and key caps are read alike", () => {
  expect([chordOf(press("k", "KeyK", { metaKey: true }))]).toEqual(normalise("Ctrl K"));
  expect(normalise("g h")).toEqual(["g", "h"]);
  expect(chordOf(press("Enter", "Enter", { ctrlKey: true, shiftKey: true }))).toBe(normalise("Ctrl Shift Enter")[0]);
});
