/**
 * An answer's Markdown as a small tree whose texts know their place in the answer, so that sentences and citations can be
 * marked in it. Raw HTML, indented code and link definitions are texts like any other; pictures become links. Pure.
 */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";

import { placed, type Leaf } from "../bits";

export type Block =
  | { kind: "paragraph" | "heading" | "quote" | "item"; children: Node[] }
  | { kind: "list"; start: number | null; children: Node[] }
  | { kind: "code"; leaf: Leaf }
  | { kind: "table"; rows: Node[][][] }
  | { kind: "rule" };
export type Inline =
  | { kind: "text" | "inlineCode"; leaf: Leaf }
  | { kind: "strong" | "emphasis"; children: Node[] }
  | { kind: "link"; href: string; children: Node[] }
  | { kind: "break" };
export type Node = Block | Inline;

/** What is told of a node of the parser; the rest of its many types is not needed here. */
interface Parsed {
  type: string;
  value?: string;
  alt?: string | null;
  url?: string;
  ordered?: boolean | null;
  start?: number | null;
  children?: Parsed[];
  position?: { start: { offset?: number }; end: { offset?: number } };
}

const LEFT_AS_TEXT = ["htmlFlow", "htmlText", "codeIndented", "definition"];
const SAFE = /^(https?:\/\/|mailto:)/i;

/** The blocks of a text. */
export function treeOf(text: string): Node[] {
  const extensions = [gfmTable(), { disable: { null: LEFT_AS_TEXT } }];
  const root = fromMarkdown(text, { extensions, mdastExtensions: [gfmTableFromMarkdown()] });
  return nodesOf((root as Parsed).children, text);
}

/** Every text of a tree in reading order. */
export function leavesOf(nodes: readonly Node[]): Leaf[] {
  return nodes.flatMap((node) => {
    if ("leaf" in node) return [node.leaf];
    if (node.kind === "table") return node.rows.flatMap((row) => row.flatMap(leavesOf));
    return "children" in node ? leavesOf(node.children) : [];
  });
}

function nodesOf(children: readonly Parsed[] | undefined, text: string): Node[] {
  return (children ?? []).map((child) => nodeOf(child, text));
}

function nodeOf(node: Parsed, text: string): Node {
  const inside = () => nodesOf(node.children, text);
  switch (node.type) {
    case "paragraph": case "heading": case "strong": case "emphasis":
      return { kind: node.type, children: inside() };
    case "blockquote":
      return { kind: "quote", children: inside() };
    case "list":
      return { kind: "list", start: node.ordered ? (node.start ?? 1) : null, children: inside() };
    case "listItem":
      return { kind: "item", children: inside() };
    case "table":
      return { kind: "table", rows: (node.children ?? []).map((row) => (row.children ?? []).map((cell) => nodesOf(cell.children, text))) };
    case "thematicBreak":
      return { kind: "rule" };
    case "break":
      return { kind: "break" };
    case "code": case "inlineCode":
      return { kind: node.type, leaf: leafOf(node, node.value ?? "", text) };
    case "link":
      return SAFE.test(node.url ?? "") ? { kind: "link", href: node.url ?? "", children: inside() } : asWritten(node, text);
    case "image": {
      const leaf = leafOf(node, node.alt || (node.url ?? ""), text);
      return SAFE.test(node.url ?? "") ? { kind: "link", href: node.url ?? "", children: [{ kind: "text", leaf }] } : asWritten(node, text);
    }
    case "text":
      return { kind: "text", leaf: leafOf(node, node.value ?? "", text) };
    default:
      return asWritten(node, text);
  }
}

/** A node that is not drawn in its own way: its source. */
function asWritten(node: Parsed, text: string): Node {
  const { start, end } = spanOf(node);
  return { kind: "text", leaf: leafOf(node, text.slice(start, end), text) };
}

function leafOf(node: Parsed, value: string, text: string): Leaf {
  const { start, end } = spanOf(node);
  return placed(value, text.slice(start, end), start);
}

function spanOf(node: Parsed): { start: number; end: number } {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}
