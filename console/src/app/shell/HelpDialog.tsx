import { useTranslation } from "react-i18next";

import { useShortcutList, type Shortcut } from "@/shared/shortcuts";
import { Dialog, Kbd } from "@/shared/ui";

import { grouped } from "../palette/find";

/** The keys of the current screen. */
export default function HelpDialog({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation("shell");
  const shortcuts = useShortcutList();
  const groups = grouped(onceEach(shortcuts), (shortcut) => shortcut.group ?? t("shortcuts.here"));
  return (
    <Dialog open onOpenChange={onOpenChange} title={t("shortcuts.title")} size="medium">
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
  );
}

/** Several lists of a page have the same keys. */
function onceEach(shortcuts: readonly Shortcut[]): Shortcut[] {
  return [...new Map(shortcuts.map((shortcut) => [`${shortcut.keys} ${shortcut.label}`, shortcut])).values()];
}
