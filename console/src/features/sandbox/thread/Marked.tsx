import { useMemo, type ReactNode } from "react";

import type { Leaf } from "../bits";
import { leavesOf, treeOf, type Node } from "../markdown/tree";

interface MarkedProps {
  text: string;
  /** Given every text of the answer, says how each is shown; inside a link nothing else may be pressed. */
  show: (leaves: readonly Leaf[]) => (at: number, isInLink: boolean) => ReactNode;
}

/** An answer with its Markdown drawn. Nothing is loaded from elsewhere and no HTML is taken over. */
export default function Marked({ text, show }: MarkedProps) {
  const { tree, places, leaves } = useMemo(() => {
    const nodes = treeOf(text);
    const found = leavesOf(nodes);
    return { tree: nodes, leaves: found, places: new Map(found.map((leaf, at) => [leaf, at])) };
  }, [text]);
  const shown = show(leaves);
  const leafOf = (leaf: Leaf, isInLink: boolean) => shown(places.get(leaf) ?? 0, isInLink);
  return <div className="space-y-2 whitespace-normal">{tree.map((node, at) => <View key={at} node={node} leafOf={leafOf} />)}</div>;
}

interface ViewProps {
  node: Node;
  leafOf: (leaf: Leaf, isInLink: boolean) => ReactNode;
  isInLink?: boolean;
}

function View({ node, leafOf, isInLink = false }: ViewProps) {
  const all = (children: readonly Node[], inLink = isInLink) =>
    children.map((child, at) => <View key={at} node={child} leafOf={leafOf} isInLink={inLink} />);
  switch (node.kind) {
    case "text":
      return leafOf(node.leaf, isInLink);
    case "paragraph":
      return <p className="whitespace-pre-line">{all(node.children)}</p>;
    case "heading":
      return <p className="font-semibold whitespace-pre-line">{all(node.children)}</p>;
    case "strong":
      return <strong className="font-semibold">{all(node.children)}</strong>;
    case "emphasis":
      return <em className="[&:lang(th)]:font-medium [&:lang(th)]:not-italic">{all(node.children)}</em>;
    case "link":
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer nofollow" className="text-accent-text underline underline-offset-4">
          {all(node.children, true)}
        </a>
      );
    case "list":
      return node.start === null ? (
        <ul className="list-disc space-y-1 pl-5">{all(node.children)}</ul>
      ) : (
        <ol start={node.start} className="list-decimal space-y-1 pl-6">{all(node.children)}</ol>
      );
    case "item":
      return <li className="space-y-1">{all(node.children)}</li>;
    case "quote":
      return <blockquote className="space-y-2 border-l-3 border-border-strong pl-3">{all(node.children)}</blockquote>;
    case "code":
      return <pre className="overflow-x-auto rounded-control bg-sunken p-2 text-mono"><code className="font-mono">{leafOf(node.leaf, isInLink)}</code></pre>;
    case "inlineCode":
      return <code className="rounded-chip bg-sunken px-1 font-mono text-[0.93em]">{leafOf(node.leaf, isInLink)}</code>;
    case "table":
      return <MarkedTable rows={node.rows} cell={(children) => all(children)} />;
    case "rule":
      return <hr className="border-border-strong/50" />;
    case "break":
      return <br />;
  }
}

function MarkedTable({ rows, cell }: { rows: Node[][][]; cell: (children: Node[]) => ReactNode }) {
  const [head = [], ...body] = rows;
  const look = "border-b border-border-strong/40 px-2 py-1 text-left align-top";
  return (
    // A wide table scrolls inside its own frame, reached by the keyboard as well.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="overflow-x-auto" tabIndex={0}>
      <table className="text-dense">
        <thead><tr>{head.map((one, at) => <th key={at} scope="col" className={`${look} font-semibold`}>{cell(one)}</th>)}</tr></thead>
        <tbody>
          {body.map((row, number) => (
            <tr key={number}>{row.map((one, at) => <td key={at} className={look}>{cell(one)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
