import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactElement } from "react";
import "./nonce";
import { cx } from "./cx";
import { keyNames } from "./Kbd";
import type { MenuEntry, MenuItem, MenuProps } from "./props";

const MENU_PANEL =
  "z-40 min-w-48 max-w-80 animate-pop rounded-card border border-border bg-raised p-1 shadow-popover outline-none";
const ROW =
  "flex min-h-8 w-full items-center gap-2 rounded-control px-2 py-1 text-left text-dense outline-none select-none pointer-coarse:min-h-11 data-[highlighted]:bg-hover data-[disabled]:text-disabled";

interface MenuPanelProps extends Required<Pick<MenuProps, "items" | "align">> {
  trigger: ReactElement;
  /** Stands open from the beginning: the press that fetched it asked for that. */
  isOpen: boolean;
}

/** The menu itself, around its trigger. */
export default function MenuPanel({ trigger, items, align, isOpen }: MenuPanelProps) {
  return (
    <Radix.Root modal={false} defaultOpen={isOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} sideOffset={4} collisionPadding={8} className={MENU_PANEL}>
          <Entries items={items} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entries({ items }: { items: MenuEntry[] }) {
  return items.map((item, place) => {
    if (item === "separator") return <Radix.Separator key={place} className="my-1 border-t border-border" />;
    if ("heading" in item)
      return (
        <Radix.Label key={place} className="px-2 pt-2 pb-1 text-caption font-medium text-subtle">
          {item.heading}
        </Radix.Label>
      );
    return <Entry key={item.id ?? item.label} item={item} />;
  });
}

function Entry({ item }: { item: MenuItem }) {
  const off = Boolean(item.disabled || item.reason);
  const look = cx(ROW, item.danger && !off && "text-danger-text data-[highlighted]:bg-danger-soft");
  if (item.items) return <SubMenu item={item} look={look} />;
  if (item.checked !== undefined)
    return (
      <Radix.CheckboxItem checked={item.checked} disabled={off} onSelect={() => item.onSelect?.()} className={look}>
        <span className="flex size-4 items-center">
          {item.checked && <Check size={16} strokeWidth={1.75} aria-hidden />}
        </span>
        <Words item={item} />
      </Radix.CheckboxItem>
    );
  if (item.href)
    return (
      <Radix.Item asChild disabled={off} onSelect={() => item.onSelect?.()}>
        <a href={item.href} className={look}>
          <Words item={item} />
        </a>
      </Radix.Item>
    );
  return (
    <Radix.Item disabled={off} onSelect={() => item.onSelect?.()} className={look}>
      <Words item={item} />
    </Radix.Item>
  );
}

function SubMenu({ item, look }: { item: MenuItem; look: string }) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={look}>
        <Words item={item} />
        <ChevronRight size={16} strokeWidth={1.75} aria-hidden className="text-subtle" />
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent sideOffset={4} collisionPadding={8} className={MENU_PANEL}>
          <Entries items={item.items ?? []} />
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}

function Words({ item }: { item: MenuItem }) {
  const { icon: Icon } = item;
  return (
    <>
      {Icon && (
        <Icon size={16} strokeWidth={1.75} aria-hidden className={cx("shrink-0", !item.danger && "text-subtle")} />
      )}
      <span className="flex-1">
        {item.label}
        {item.reason && <span className="block text-caption text-subtle">{item.reason}</span>}
      </span>
      {item.shortcut && <span className="pl-4 text-caption text-subtle">{keyNames(item.shortcut).join(" ")}</span>}
    </>
  );
}
