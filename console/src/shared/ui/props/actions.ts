/** What acting parts take: buttons and menus. */
import type { ComponentProps, ReactElement } from "react";

import type { Icon } from "./base";

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
