/** What shows data takes: tables, tiles, code, differences, messages. */
import type { ReactElement, ReactNode } from "react";

import type { MenuEntry } from "./actions";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sort?: boolean;
  align?: "left" | "right"; // numbers right
  width?: number; // px; others share the rest
  minWidth?: number;
  hideBelow?: "md" | "lg" | "xl" | "wide"; // dropped under 768 / 1024 / 1280 / 1440
}
export interface SortState {
  column: string;
  descending: boolean;
}
export interface TableProps<Row> {
  label: string; // what the table lists
  rows: Row[] | undefined; // undefined: skeleton
  columns: Column<Row>[];
  rowId: (row: Row) => string;
  rowLink?: (row: Row, content: ReactNode) => ReactElement; // wraps the first cell in the row's one real link
  rowLabel?: (row: Row) => string; // names the row's checkbox and menu
  rowMenu?: (row: Row) => MenuEntry[];
  selected?: ReadonlySet<string>;
  onSelect?: (ids: ReadonlySet<string>) => void; // shows checkboxes
  sort?: SortState | null;
  onSort?: (sort: SortState) => void;
  total?: number; // aria-rowcount when more exist than loaded
  onEnd?: () => void; // called 600 px before the end
  loadingMore?: boolean;
  empty?: ReactNode; // first use
  filtered?: { text: string; onClear: () => void } | null; // "No match for …", Clear filters
  height?: number | string; // own scroll area; else the table grows up to 100 rows and then scrolls in 70vh
  refreshing?: boolean; // 2 px bar
  activeId?: string | null;
}
export interface FiltersProps {
  className?: string;
  children: ReactNode;
}
export interface TileProps {
  label: string;
  value: ReactNode;
  delta?: { direction: "up" | "down" | "flat"; good?: boolean; text: string };
  series?: number[]; // sparkline
  definition?: string; // behind "?"
  link?: (content: ReactNode) => ReactElement; // opens the rows behind the number
  loading?: boolean;
}
export interface CodeSample {
  id: string;
  label: string; // "cURL"
  language: "json" | "shell" | "text";
  code: string;
}
export interface CodeBlockProps {
  samples: CodeSample[] | string; // a string: one text sample
  language?: CodeSample["language"];
  label?: string;
  maxHeight?: number;
}
export interface JsonViewProps {
  value: unknown;
  label: string;
  openDepth?: number; // default 2
}
export interface DiffProps {
  before: string;
  after: string;
  label: string;
  beforeLabel?: string;
  afterLabel?: string;
  context?: number; // equal lines kept around a change, default 2
}
export interface VoiceBubbleProps {
  voice: "contact" | "flow" | "ai" | "agent" | "campaign" | "note" | "system";
  name?: string;
  version?: string;
  time?: ReactNode;
  lang?: string;
  status?: ReactNode; // delivery marks
  actions?: ReactNode; // "Why this answer?"
  streaming?: boolean;
  side?: "left" | "right"; // default: the contact left, who answers right; turned round where the reader is the contact
  children: ReactNode;
}
