/** The contract of the kit: what every part takes. Strings come in by props; a part's own few words live in `locales/`. */
import type { LucideIcon } from "lucide-react";
import type { ComponentProps, FormEvent, ReactElement, ReactNode, Ref } from "react";

export type Icon = LucideIcon;
export type Voice = "flow" | "ai" | "campaign";
export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | `voice-${Voice}`;

/* Actions ---------------------------------------------------------------------------------------------------------- */
export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export interface ButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  variant?: ButtonVariant; // default "secondary"; at most one "primary" per view
  size?: "regular" | "small"; // small: inside tables, chips and bars
  icon?: Icon;
  iconAfter?: Icon;
  busy?: boolean; // spinner in place of the icon, width kept, clicks ignored
  disabled?: boolean;
  reason?: string | undefined; // why it is off: stays focusable, the reason is its tooltip
  asChild?: boolean; // render the single child (a link) with the button's look
  block?: boolean; // full width
}
export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon" | "iconAfter" | "block" | "asChild"> {
  icon: Icon;
  label: string; // aria-label and tooltip
  shortcut?: string; // shown in the tooltip as a key
  pressed?: boolean; // toggle buttons
  badge?: number;
}
export interface MenuItem {
  id?: string;
  label: string;
  icon?: Icon;
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  reason?: string | undefined; // shown below the label while the item is off
  checked?: boolean; // makes it a check item
  onSelect?: () => void;
  href?: string; // makes it a link
  items?: MenuItem[]; // sub menu
}
export type MenuEntry = MenuItem | "separator" | { heading: string };
export interface MenuProps {
  label?: string; // accessible name of the default trigger (`⋯`), default "More"
  trigger?: ReactElement; // own trigger in place of `⋯`
  items: MenuEntry[];
  align?: "start" | "end";
}

/* Fields ----------------------------------------------------------------------------------------------------------- */
/** `Field` gives its control id, aria-describedby, aria-invalid and aria-required through context: put exactly one control inside. */
export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  required?: boolean; // aria-required only; fields are required unless `optional`
  count?: number; // characters now
  max?: number; // counter is shown from 80 %
  hideLabel?: boolean; // label for screen readers only
  action?: ReactNode; // right of the label, e.g. a link "Forgot password"
  aside?: ReactNode; // a measure of what is typed, at the right end of the hint's row
  id?: string;
  children: ReactNode;
}
export interface TextInputProps extends Omit<ComponentProps<"input">, "size"> {
  icon?: Icon;
  suffix?: ReactNode; // unit or small button inside, right
  mono?: boolean;
  invalid?: boolean;
}
/** `type="password"` inputs with a show/hide button. */
export type PasswordInputProps = Omit<TextInputProps, "type" | "suffix">;
export interface TextAreaProps extends ComponentProps<"textarea"> {
  minRows?: number; // default 3
  maxRows?: number; // grows up to this, default 12
  mono?: boolean;
  invalid?: boolean;
}
export interface PromptVariable {
  name: string; // without braces: "user.name"
  type?: string;
  sample?: string;
}
export interface PromptEditorProps {
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  variables?: PromptVariable[]; // known ones; others are tinted as unknown. `{` opens the picker
  placeholders?: string[]; // literal marks such as "<CONTEXT>"; default ["<CONTEXT>"]
  minRows?: number;
  maxRows?: number;
  maxLength?: number;
  placeholder?: string;
  readOnly?: boolean;
  lang?: string;
  invalid?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
}
export interface NumberInputProps {
  value: number | null;
  onChange: (value: number | null) => void;
  onBlur?: () => void;
  min?: number;
  max?: number;
  step?: number; // arrow keys and ▲▼ move by it
  unit?: string;
  disabled?: boolean;
  readOnly?: boolean;
  name?: string;
  label?: string; // its own name, where no Field gives one or two controls share the Field
  ref?: Ref<HTMLInputElement>;
}
export interface SliderProps {
  value: number;
  onChange: (value: number) => void;
  onCommit?: (value: number) => void; // on release
  min: number;
  max: number;
  step: number;
  label: string; // aria-label of the thumb
  format?: (value: number) => string;
  marks?: string[]; // words under the ends, left to right
  disabled?: boolean;
  withInput?: boolean; // number input beside it, default true
}
export interface Option<V extends string = string> {
  value: V;
  label: string;
  hint?: string; // second line
  icon?: Icon;
  disabled?: boolean;
  reason?: string; // why it is off
}
export interface SelectProps<V extends string = string> {
  value: V | null;
  onChange: (value: V) => void;
  options: Option<V>[];
  placeholder?: string;
  label?: string; // aria-label outside a Field
  disabled?: boolean;
  invalid?: boolean;
  onBlur?: () => void;
  prefix?: string; // muted word before the value: "Status: Live"
  compact?: boolean; // as wide as its content
}
export interface ComboboxProps<V extends string = string> {
  value: V | null;
  onChange: (value: V | null) => void;
  options: Option<V>[]; // filtered by us (substring after NFKC) unless `onSearch` is given
  onSearch?: (text: string) => void;
  loading?: boolean;
  placeholder?: string;
  label?: string;
  empty?: string; // words when nothing matches
  clearable?: boolean;
  disabled?: boolean;
  onBlur?: () => void;
}
export interface MultiSelectProps<V extends string = string> extends Omit<
  ComboboxProps<V>,
  "value" | "onChange" | "clearable"
> {
  value: V[];
  onChange: (value: V[]) => void;
  max?: number;
  onCreate?: (text: string) => void; // lets a new value be typed in
}
export interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  hint?: string;
  hideLabel?: boolean;
  disabled?: boolean;
  reason?: string;
  busy?: boolean;
}
export interface CheckboxProps {
  checked: boolean | "indeterminate";
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: string;
  hideLabel?: boolean; // needs a string label
  disabled?: boolean;
  name?: string;
}
export interface RadioGroupProps<V extends string = string> {
  value: V | null;
  onChange: (value: V) => void;
  options: Option<V>[];
  label?: string;
  cards?: boolean; // bordered choices with hints
  disabled?: boolean;
}
export interface SegmentedProps<V extends string = string> {
  value: V;
  onChange: (value: V) => void;
  options: (Option<V> & { count?: number })[];
  label: string;
  iconsOnly?: boolean;
}
export interface SearchInputProps {
  value: string;
  onSearch: (text: string) => void; // 300 ms after typing, at once on Enter and on clear
  placeholder?: string;
  label?: string;
  shortcut?: string; // "/" shows the key
  delay?: number;
  ref?: Ref<HTMLInputElement>;
}
export interface DropZoneProps {
  onFiles: (files: File[]) => void;
  accept?: string[]; // ".pdf", ".docx"
  maxBytes?: number;
  multiple?: boolean;
  title?: string;
  hint?: string;
  refusal?: (file: File) => string | null; // own check; the sentence is shown at the file
  disabled?: boolean;
}

/* Words and marks -------------------------------------------------------------------------------------------------- */
export interface ChipProps {
  tone?: Tone;
  icon?: Icon | null; // default: the tone's icon for a status, none for a chip
  children: ReactNode;
  title?: string;
}
/** A status: tone's icon + word; `busy` turns the icon. */
export interface StatusProps extends ChipProps {
  busy?: boolean;
}
export interface FilterChipProps {
  label: string;
  value?: string; // shown after a colon
  onRemove?: () => void;
  onClick?: () => void; // opens its editor
}
export interface KbdProps {
  keys: string; // "Ctrl K", "g h"; Ctrl shows as ⌘ on a Mac
}
export interface AvatarProps {
  name: string;
  src?: string | null;
  size?: 20 | 24 | 32 | 40 | 64;
  presence?: "online" | "busy" | "offline";
  square?: boolean; // things rather than people
}
export interface RelativeTimeProps {
  at: string | number | Date;
  exact?: boolean; // always the exact form
}
export interface CopyIdProps {
  value: string;
  label?: string; // what is copied, for the button's name
  short?: boolean; // first 8 and last 4 characters
}
export interface SecretTextProps {
  masked: string; // "cmt_sk_••••4f2a"
  onReveal?: () => Promise<string>; // absent: no Reveal
  label: string; // what it is
}
export interface SpinnerProps {
  size?: 16 | 20 | 24;
  label?: string;
}
export interface ProgressBarProps {
  value: number | null; // 0 to 1, null: unknown
  label: string;
  tone?: "accent" | "success" | "warning" | "danger";
  detail?: ReactNode; // right of the label: "41 / 80 · 12 s left"
  hideLabel?: boolean;
}
export interface TooltipProps {
  text: ReactNode;
  shortcut?: string;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactElement;
}

/* Panels ----------------------------------------------------------------------------------------------------------- */
export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  size?: "small" | "medium" | "large"; // 400, 560, 800
  footer?: ReactNode; // right aligned buttons, the primary one last
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void; // makes body and footer one form
  dismissable?: boolean; // false: Esc and outside clicks do nothing
  children?: ReactNode;
}
export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string; // "Delete team Support?"
  children?: ReactNode; // what is lost and who uses it
  consequences?: string[];
  action: string; // "Delete team"
  onConfirm: () => void | Promise<unknown>; // a rejection, told by the caller, keeps the dialog open
  typed?: string; // the name or number to type before the button works
  tone?: "danger" | "primary";
}
export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  width?: 360 | 480 | 640;
  footer?: ReactNode;
  modal?: boolean; // default true; false leaves the page usable
  children: ReactNode;
}
export interface PopoverProps {
  trigger: ReactElement;
  label: string;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  width?: number;
}
export interface HoverCardProps {
  children: ReactElement; // the trigger, a link: what the card tells is found behind it too
  card: ReactNode;
  width?: number;
}
export interface LinkTab {
  label: string;
  to: string; // router path
  params?: Record<string, string>;
  search?: Record<string, unknown>;
  count?: number;
  exact?: boolean;
}
export interface LinkTabsProps {
  label: string;
  tabs: LinkTab[];
}
export interface PlainTab {
  value: string;
  label: string;
  count?: number;
  icon?: Icon;
  content: ReactNode;
}
export interface TabsProps {
  label: string;
  tabs: PlainTab[];
  value?: string;
  onChange?: (value: string) => void;
}
export interface CardProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  flush?: boolean; // no padding: tables and lists
}
export interface CalloutProps {
  tone?: "info" | "success" | "warning" | "danger" | "neutral";
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  onDismiss?: () => void;
}
/** The error shape of the API, as a callout shows it. */
export interface Trouble {
  message: string;
  code?: string | undefined; // "409003 InUseException"
  requestId?: string | undefined;
}
export interface ErrorCalloutProps {
  trouble: Trouble;
  title?: string;
  onRetry?: () => void;
  actions?: ReactNode;
}
export interface ErrorStateProps {
  title: string; // what failed
  trouble?: Trouble;
  onRetry?: () => void;
}
export interface EmptyProps {
  icon: Icon;
  title: string; // one sentence
  children?: ReactNode; // what it is
  action?: ReactNode;
  more?: { label: string; href: string }; // "Learn more"
}
export interface DeniedProps {
  need: string; // "You need Gen AI Editor to open this."
  admins?: string[];
  homeHref?: string;
}
export interface SkeletonProps {
  shape?: "text" | "title" | "block" | "circle" | "control";
  lines?: number;
  width?: string | number;
  height?: string | number;
}
export interface LoadingProps {
  label?: string;
  children: ReactNode; // skeletons; nothing is shown for the first 150 ms
}
export interface PageHeaderProps {
  title: string; // h1
  crumbs?: { label: string; to: string; params?: Record<string, string> }[];
  count?: number | string;
  chips?: ReactNode;
  state?: ReactNode; // "Saved 14:02"
  actions?: ReactNode;
  tabs?: ReactNode; // a LinkTabs
  lock?: string; // "You can view this. Editing needs Chatbot Editor."
}
export interface SaveBarProps {
  changes: number; // 0: hidden
  onSave: () => void;
  onDiscard: () => void;
  saving?: boolean;
  saveLabel?: string; // "Save: live in 7 places"
  error?: string;
}
export interface BulkBarProps {
  count: number; // 0: hidden
  onClear: () => void;
  children: ReactNode; // actions
}
export interface SplitViewProps {
  id: string; // remembered under this name
  left: ReactNode;
  right: ReactNode;
  leftLabel: string;
  rightLabel: string;
  initial?: number; // per cent of the left side, default 50
}
export interface Step {
  id: string;
  label: string;
  hint?: string;
}
export interface StepsProps {
  steps: Step[];
  current: string;
  done: string[];
  label: string;
  onSelect?: (id: string) => void; // lets done steps be opened again
}
export interface ErrorBoundaryProps {
  title?: string;
  children: ReactNode;
  resetKey?: unknown; // a change clears the error
}

/* Data ------------------------------------------------------------------------------------------------------------- */
export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sort?: boolean;
  align?: "left" | "right"; // numbers right
  width?: number; // px; others share the rest
  minWidth?: number;
  hideBelow?: "md" | "lg"; // dropped under 768 / 1024
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

/* Toasts ----------------------------------------------------------------------------------------------------------- */
export interface ToastInput {
  text: string;
  tone?: "info" | "success" | "warning" | "danger"; // danger stays and is role="alert"
  undo?: () => void; // 8 s, Ctrl Z while shown
  action?: { label: string; onSelect: () => void };
  duration?: number; // ms; 0 stays
}
export type Toast = ToastInput & { id: string };
