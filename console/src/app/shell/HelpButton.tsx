import { CircleHelp } from "lucide-react";
import { useTranslation } from "react-i18next";

import { useShortcutList } from "@/shared/shortcuts";
import { Dialog, Kbd, Tooltip } from "@/shared/ui";

import { grouped } from "../palette/find";
import { itemLook } from "./itemLook";

/** The keys of the current screen. */
export function HelpButton({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation("shell");
  const shortcuts = useShortcutList();
  const groups = grouped(shortcuts, (shortcut) => shortcut.group ?? t("shortcuts.here"));
  return (
    <>
      <Tooltip text={t("shortcuts.title")} shortcut="?" side="right">
        <button type="button" aria-label={t("shortcuts.title")} onClick={() => { onOpenChange(true); }} className={itemLook(false)}>
          <CircleHelp size={20} strokeWidth={1.75} aria-hidden />
        </button>
      </Tooltip>
      <Dialog open={open} onOpenChange={onOpenChange} title={t("shortcuts.title")} size="medium">
        <div className="space-y-6">
          {groups.map(([group, entries]) => (
            <section key={group}>
              <h3 className="mb-2 text-caption text-subtle">{group}</h3>
              <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2">
                {entries.map((entry) => (
                  <div key={entry.keys + entry.label} className="contents">
                    <dt>{entry.label}</dt>
                    <dd className="text-right"><Kbd keys={entry.keys} /></dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Dialog>
    </>
  );
}
