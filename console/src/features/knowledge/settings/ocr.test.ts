import { expect, it } from "vitest";

import { offered, packageOf, packName, ticked } from "./ocr";

it("offers what Comity looks for, what is installed and what the base holds, each once", () => {
  expect(offered(["eng", "fra"], ["lao"])).toEqual(["tha", "eng", "jpn", "chi_sim", "kor", "fra", "lao"]);
});

it("ticks and unticks a language without changing the order", () => {
  const all = offered([], []);
  expect(ticked(all, ["eng"], "tha", true)).toEqual(["tha", "eng"]);
  expect(ticked(all, ["tha", "eng"], "tha", false)).toEqual(["eng"]);
});

it("names a pack for people and for the package manager", () => {
  expect(packName("tha", "en")).toBe("Thai");
  expect(packName("chi_sim", "en")).toBe("Simplified Chinese");
  expect(packageOf("chi_sim")).toBe("tesseract-ocr-chi-sim");
});
