import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "./CopyId";
import { cx } from "./cx";
import { INK } from "./CodeBlock";
import type { JsonViewProps } from "./props";
import { useWords } from "./words";

/** A JSON value as a tree whose branches fold. */
export function JsonView({ value, label, openDepth = 2 }: JsonViewProps) {
  return (
    <figure aria-label={label} className="overflow-hidden rounded-card border border-border bg-surface">
      <div className="flex min-h-10 items-center justify-between border-b border-border pr-1 pl-3">
        <figcaption className="truncate-line text-caption font-medium text-muted">{label}</figcaption>
        <CopyButton text={JSON.stringify(value, null, 2)} label={label} />
      </div>
      <div className="overflow-x-auto p-3 font-mono text-mono">
        <Node value={value} depth={0} openDepth={openDepth} />
      </div>
    </figure>
  );
}

interface NodeProps {
  name?: string;
  value: unknown;
  depth: number;
  openDepth: number;
}
function Node({ name, value, depth, openDepth }: NodeProps) {
  const children = childrenOf(value);
  if (!children || children.length === 0)
    return (
      <div className="anywhere pl-5">
        <Name name={name} />
        <Leaf value={value} />
      </div>
    );
  return <Branch name={name} isList={Array.isArray(value)} entries={children} depth={depth} openDepth={openDepth} />;
}

interface BranchProps {
  name: string | undefined;
  isList: boolean;
  entries: [string, unknown][];
  depth: number;
  openDepth: number;
}
function Branch({ name, isList, entries, depth, openDepth }: BranchProps) {
  const t = useWords();
  const [open, setOpen] = useState(depth < openDepth);
  const [left, right] = isList ? "[]" : "{}";
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-6 items-center rounded-chip text-left hover:bg-hover pointer-coarse:min-h-11"
      >
        <ChevronRight
          size={14}
          strokeWidth={2}
          aria-hidden
          className={cx("mr-1.5 shrink-0 text-subtle transition-transform", open && "rotate-90")}
        />
        <Name name={name} />
        <span className="text-subtle">{open ? left : `${left} … ${right}`}</span>
        {!open && (
          <span className="ml-2 font-sans text-caption text-subtle">
            {t(isList ? "items" : "keys", { count: entries.length })}
          </span>
        )}
      </button>
      {open && (
        <>
          <div className="ml-1.5 border-l border-border pl-2">
            {entries.map(([key, child]) => (
              <Node
                key={key}
                {...(isList ? {} : { name: key })}
                value={child}
                depth={depth + 1}
                openDepth={openDepth}
              />
            ))}
          </div>
          <div className="pl-5 text-subtle">{right}</div>
        </>
      )}
    </div>
  );
}

function childrenOf(value: unknown): [string, unknown][] | null {
  return typeof value === "object" && value !== null ? Object.entries(value) : null;
}

const Name = ({ name }: { name: string | undefined }) =>
  name === undefined ? null : (
    <>
      <span className={INK.key}>{name}</span>
      <span className="text-subtle">:&nbsp;</span>
    </>
  );

function Leaf({ value }: { value: unknown }) {
  const ink =
    typeof value === "string"
      ? INK.string
      : typeof value === "number"
        ? INK.number
        : value !== null && typeof value === "object"
          ? "text-subtle"
          : INK.word;
  return <span className={ink}>{JSON.stringify(value)}</span>;
}
