/** What small marks take: chips, keys, avatars, times, progress, tooltips. */
import type { ReactElement, ReactNode } from "react";

import type { Icon, Tone } from "./base";

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
