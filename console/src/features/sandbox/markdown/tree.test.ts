import { expect, it } from "vitest";

import { bitsOf } from "../bits";
import type { Sentence } from "../exchange";
import { piecesOf } from "../spans";
import { leavesOf, treeOf, type Node } from "./tree";

const sentence = (start: number, end: number): Sentence =>
  ({ start, end, verdict: "supported", score: 1, removed: false, sources: [] }) as unknown as Sentence;

/** The tree in short: `p(Paid strong(soon))`. */
function drawn(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if ("leaf" in node) return node.kind === "text" ? node.leaf.text : `${node.kind}(${node.leaf.text})`;
      if (node.kind === "table") return `table(${node.rows.map((row) => row.map(drawn).join("|")).join("/")})`;
      return `${node.kind}(${"children" in node ? drawn(node.children) : ""})`;
    })
    .join(" ");
}

it("draws what models write", () => {
  expect(drawn(treeOf("# Fees\n\nPaid **soon**.\n\n1. One\n2. `Two`\n\n| a | b |\n|---|---|\n| c | d |"))).toBe(
    "heading(Fees) paragraph(Paid  strong(soon) .) list(item(paragraph(One)) item(paragraph(inlineCode(Two)))) table(a|b/c|d)",
  );
});

it("takes no HTML, no script address and no picture over", () => {
  expect(drawn(treeOf('<img src=x onerror="alert(1)"> <b>hi</b>'))).toBe('paragraph(<img src=x onerror="alert(1)"> <b>hi</b>)');
  expect(drawn(treeOf("[go](javascript:alert(1))"))).toBe("paragraph([go](javascript:alert(1)))");
  expect(treeOf("![a cat](https://example.com/cat.png)")).toMatchObject([{ children: [{ kind: "link", href: "https://example.com/cat.png" }] }]);
});

it("keeps a citation a citation, whatever is defined below", () => {
  expect(drawn(treeOf("Paid [1].\n\n[1]: https://example.com"))).toContain("Paid [1].");
});

it("finds sentences and citations at their places in the answer, through marks, escapes, indents and emoji", () => {
  const answer = "😀 **Paid** in 7\\* days [1].\n\n- Free *delivery* on\n  Mondays [2].";
  const second = Array.from(answer.slice(0, answer.indexOf("Free"))).length;
  const sentences = [sentence(0, second - 4), sentence(second, Array.from(answer).length)];
  const leaves = leavesOf(treeOf(answer));
  const bits = bitsOf(piecesOf(answer, sentences, 2), leaves).flat();
  const said = (number: number) => bits.filter((bit) => bit.piece.sentence === number && bit.piece.kind === "text").map((bit) => bit.text).join("");
  expect(said(0)).toBe("😀 Paid in 7* days .");
  expect(said(1)).toBe("Free delivery on\nMondays .");
  expect(bits.filter((bit) => bit.piece.kind === "citation").map((bit) => bit.text)).toEqual(["[1]", "[2]"]);
  expect(bits.filter((bit) => bit.isFirst).map((bit) => bit.text)).toEqual(["😀 ", "Free "]);
});

it("leaves every place inside the answer", () => {
  const answer = "a &amp; b \\_c\\_ `x`\n> quoted\n> more\n\n```js\nconst a = 1\n```";
  for (const leaf of leavesOf(treeOf(answer))) {
    expect(leaf.places).toHaveLength(leaf.text.length);
    expect(Math.max(...leaf.places)).toBeLessThan(answer.length);
  }
});
