import { Ellipsis } from "lucide-react";
import { cloneElement, type KeyboardEvent, type MouseEvent, type ReactElement, useState } from "react";
import { IconButton } from "./IconButton";
import type { MenuProps } from "./props";
import { useWords } from "./words";

type Panel = (typeof import("./MenuPanel"))["default"];

let panel: Panel | undefined;
const fetchPanel = async () => (panel ??= (await import("./MenuPanel")).default);

interface Handlers {
  onClick?: (event: MouseEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** A drop-down of actions; without a trigger of its own it hangs on `⋯`. The menu itself is fetched when somebody comes near one. */
export function Menu({ label, trigger, items, align = "end" }: MenuProps) {
  const t = useWords();
  const [Loaded, setLoaded] = useState<Panel | undefined>(() => panel);
  const [isOpen, setOpen] = useState(false);
  const button = (trigger ?? <IconButton icon={Ellipsis} label={label ?? t("more")} />) as ReactElement<Handlers>;
  if (Loaded) return <Loaded trigger={button} items={items} align={align} isOpen={isOpen} />;
  const open = (event: MouseEvent | KeyboardEvent) => {
    event.preventDefault();
    setOpen(true);
    void fetchPanel().then((found) => { setLoaded(() => found); });
  };
  const near = () => { void fetchPanel(); };
  return cloneElement(button, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: near,
    onFocus: near,
    onClick: open,
    onKeyDown: (event: KeyboardEvent) => { if (event.key === "ArrowDown") open(event); },
  } as Handlers);
}
