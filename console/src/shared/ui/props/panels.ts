/** What panels take: dialogs, sheets, tabs, cards, callouts, the states of a page. */
import type { ComponentProps, FormEvent, ReactElement, ReactNode } from "react";

import type { Icon } from "./base";

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
  unsaved?: boolean; // asks before it closes by Esc, the cross or a press beside it
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
  keep?: boolean; // what was typed in it stays while another tab is shown
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
