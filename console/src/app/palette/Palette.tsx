import { Search } from "lucide-react";
import { Dialog as Modal } from "radix-ui";
import { useId, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspace } from "@/shared/session";
import { Spinner, useFocusReturn } from "@/shared/ui";

import { grouped } from "./find";
import { addRecent } from "./recent";
import { useOffers, useOpenChoice, type Choice } from "./useOffers";

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** `Ctrl K`: every page and action the person may open, and what the server knows by that name. */
export function Palette({ open, onOpenChange }: PaletteProps) {
  const { t } = useTranslation("shell");
  const giveBack = useFocusReturn(open);
  return (
    <Modal.Root open={open} onOpenChange={onOpenChange}>
      <Modal.Portal>
        <Modal.Overlay className="fixed inset-0 z-[60] bg-scrim" />
        <Modal.Content
          aria-describedby={undefined}
          onCloseAutoFocus={giveBack}
          className="fixed top-[12vh] left-1/2 z-[60] flex max-h-[70vh] w-[min(640px,calc(100vw-2rem))] -translate-x-1/2 flex-col overflow-clip rounded-dialog bg-raised shadow-dialog outline-none"
        >
          <Modal.Title className="sr-only">{t("palette.title")}</Modal.Title>
          <Finder onDone={() => { onOpenChange(false); }} />
        </Modal.Content>
      </Modal.Portal>
    </Modal.Root>
  );
}

function Finder({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("shell");
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const workspace = useWorkspace();
  const openChoice = useOpenChoice();
  const { choices, isSearching } = useOffers(text, true);
  const groups = grouped(choices, (choice) => choice.group);
  const inOrder = groups.flatMap(([, group]) => group);
  const active = Math.min(at, inOrder.length - 1);
  const activeId = inOrder[active]?.id;

  const choose = (choice: Choice, inNewTab: boolean) => {
    addRecent(workspace.id, { path: choice.path, title: choice.title });
    onDone();
    openChoice(choice, inNewTab);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choice = inOrder[active];
    if (step && inOrder.length) setAt((active + step + inOrder.length) % inOrder.length);
    else if (event.key === "Enter" && choice) choose(choice, event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="flex items-center gap-3 border-b border-border px-4">
        {isSearching ? <Spinner size={16} /> : <Search size={16} strokeWidth={1.75} aria-hidden className="text-subtle" />}
        <input
          // The dialog was opened to type here.
          autoFocus
          type="text"
          role="combobox"
          aria-label={t("palette.title")}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          placeholder={t("palette.placeholder")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
          className="h-12 min-w-0 flex-1 bg-transparent outline-none"
        />
      </div>
      <div id={listId} role="listbox" aria-label={t("palette.title")} className="overflow-y-auto p-2">
        {groups.map(([group, offers]) => (
          <div key={group} role="group" aria-label={group} className="pb-1">
            <div className="px-2 py-1 text-caption text-subtle" aria-hidden>{group}</div>
            {offers.map((choice) => (
              <Row key={choice.id} choice={choice} isActive={choice.id === activeId} onChoose={choose} />
            ))}
          </div>
        ))}
        {!inOrder.length && <p className="px-2 py-6 text-center text-muted">{t("palette.none", { text })}</p>}
      </div>
    </>
  );
}

interface RowProps {
  choice: Choice;
  isActive: boolean;
  onChoose: (choice: Choice, inNewTab: boolean) => void;
}

function Row({ choice, isActive, onChoose }: RowProps) {
  const Icon = choice.icon;
  return (
    // Keys work from the text field, which names the active row.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={choice.id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      ref={(row) => { if (isActive) row?.scrollIntoView({ block: "nearest" }); }}
      onClick={(event) => { onChoose(choice, event.ctrlKey || event.metaKey); }}
      className={`flex min-h-control items-center gap-3 rounded-control px-2 ${isActive ? "bg-accent-soft text-accent-text" : "hover:bg-hover"}`}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span className="truncate-line">{choice.title}</span>
      {choice.detail && <span className="ml-auto shrink-0 pl-4 text-caption text-subtle">{choice.detail}</span>}
    </div>
  );
}
