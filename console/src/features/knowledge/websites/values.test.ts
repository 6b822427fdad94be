import { describe, expect, it } from "vitest";

import { addressOf, bodyOf, fieldOf, valuesOf } from "./values";

describe("the form of a website", () => {
  it("takes an address without its scheme for the safe one and leaves others alone", () => {
    expect(addressOf(" example.com/help ")).toBe("https://example.com/help");
    expect(addressOf("http://example.com")).toBe("http://example.com");
    expect(addressOf("ftp://example.com")).toBe("ftp://example.com");
  });

  it("sends its limits together", () => {
    expect(bodyOf({ ...valuesOf(undefined), startUrl: "example.com", depth: 2, pages: null })).toEqual({
      startUrl: "https://example.com", mode: "crawl", limits: { depth: 2, pages: 100 }, include: [], exclude: [], schedule: "weekly",
    });
  });

  it("finds the field of a refusal, also inside limits and lists", () => {
    expect(fieldOf("limits.pages")).toBe("pages");
    expect(fieldOf("include[0]")).toBe("include");
    expect(fieldOf("include.0")).toBe("include");
    expect(fieldOf("name")).toBeUndefined();
  });
});
