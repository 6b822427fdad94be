import { describe, expect, it } from "vitest";

import { bodyOf, fieldOf, valuesOf } from "./accepting";
import { mainReason, weeks } from "./reading";

const gap = {
  label: "Do you ship to\nLaos?",
  alternates: ["Do you ship to Laos?", "Shipping to Laos", "Shipping to Laos", "x".repeat(1001)],
  draft: { text: "Within 7 days.", by: "documents" as const, sources: [] },
};

describe("accepting a gap", () => {
  it("begins with its label, the other wordings and the draft", () => {
    const values = valuesOf(gap, "base");
    expect(values).toMatchObject({ question: "Do you ship to Laos?", alternates: "Shipping to Laos", answer: "Within 7 days.", baseId: "base", text: "Within 7 days." });
  });

  it("sends what was chosen alone", () => {
    const values = valuesOf({ ...gap, draft: null }, "base");
    expect(bodyOf({ ...values, answer: "Yes.", alternates: " a \n\n b" })).toEqual({
      memorizedResponse: { question: "Do you ship to Laos?", alternates: ["a", "b"], answer: "Yes.", assistantIds: [], enabled: true },
    });
    expect(bodyOf({ ...values, kind: "document", title: " Laos ", text: "Yes." })).toEqual({
      document: { knowledgeBaseId: "base", title: "Laos", text: "Yes.", format: "md" },
    });
  });

  it("finds the field of a refusal", () => {
    expect(fieldOf("memorizedResponse.alternates[3]")).toBe("alternates");
    expect(fieldOf("question")).toBe("question");
    expect(fieldOf("document.knowledgeBaseId")).toBe("baseId");
    expect(fieldOf("elsewhere")).toBeUndefined();
  });
});

describe("a gap's figures", () => {
  it("names the reason that most questions have, the most harmful of equals", () => {
    expect(mainReason({ reasons: { fallback: 2, unsupported: 2, ratedDown: 2 } })).toBe("ratedDown");
    expect(mainReason({ reasons: { fallback: 3, unsupported: 2, ratedDown: 0 } })).toBe("fallback");
  });

  it("sets the last week beside the one before", () => {
    expect(weeks([...Array<number>(16).fill(9), 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2])).toEqual({ last: 14, before: 7 });
  });
});
