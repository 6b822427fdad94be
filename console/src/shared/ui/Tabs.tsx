import { Link, useLocation } from "@tanstack/react-router";
import { Tabs as Radix } from "radix-ui";
import { useEffect, useRef } from "react";
import { cx } from "./cx";
import type { LinkTabsProps, TabsProps } from "./props";

const BAR = "flex gap-1 overflow-x-auto overflow-y-clip [scrollbar-width:none]";
const TAB =
  "relative inline-flex h-10 shrink-0 items-center gap-2 px-3 text-dense font-medium whitespace-nowrap text-muted transition-colors hover:text-text focus-visible:-outline-offset-2 pointer-coarse:h-11 " +
  "after:absolute after:inset-x-3 after:bottom-0 after:h-0.5 after:rounded-full aria-[current=page]:text-text aria-[current=page]:after:bg-accent data-[state=active]:text-text data-[state=active]:after:bg-accent";

const Count = ({ count }: { count: number | undefined }) =>
  count === undefined ? null : (
    <span className="numbers rounded-full bg-neutral-soft px-1.5 text-caption font-normal text-muted">{count}</span>
  );

/** Tabs that are pages: each is a link, the present one says so. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  const { pathname } = useLocation();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => showPresent(bar.current), [pathname]);
  return (
    <nav ref={bar} aria-label={label} className={BAR}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          {...(tab.params ? { params: tab.params as never } : {})}
          {...(tab.search ? { search: tab.search as never } : {})}
          activeOptions={{ exact: tab.exact ?? false, includeSearch: false }}
          className={cx(TAB, "first:-ml-3")}
          activeProps={{ "aria-current": "page" }}
        >
          {tab.label}
          <Count count={tab.count} />
        </Link>
      ))}
    </nav>
  );
}

/** On a small screen the bar may be wider than the screen: the present tab stands in its middle. */
function showPresent(bar: HTMLElement | null): void {
  const tab = bar?.querySelector<HTMLElement>("[aria-current=page]");
  if (bar && tab) bar.scrollLeft = tab.offsetLeft - bar.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;
}

/** Tabs inside a panel. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <Radix.Root
      {...(value === undefined ? { defaultValue: tabs[0]?.value ?? "" } : { value })}
      {...(onChange ? { onValueChange: onChange } : {})}
    >
      <Radix.List aria-label={label} className={cx(BAR, "border-b border-border")}>
        {tabs.map(({ icon: Icon, ...tab }) => (
          <Radix.Trigger key={tab.value} value={tab.value} className={TAB}>
            {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />}
            {tab.label}
            <Count count={tab.count} />
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.value}
          value={tab.value}
          className="pt-4 data-[state=inactive]:hidden"
          {...(tab.keep ? { forceMount: true as const } : {})}
        >
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
