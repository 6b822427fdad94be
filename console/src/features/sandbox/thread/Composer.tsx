import { SendHorizontal, Square } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button, TextArea } from "@/shared/ui";

import { languageOf } from "../language";
import { recall } from "../recall";

const LONGEST = 4000;

interface ComposerProps {
  initial: string;
  /** Earlier questions, oldest first. */
  questions: readonly string[];
  isBusy: boolean;
  isStopping: boolean;
  /** Why nothing can be asked. */
  off?: string | undefined;
  onAsk: (question: string) => void;
  onStop: () => void;
}

/** The question box: Enter sends, Shift Enter begins a line, ↑ brings back earlier questions. */
export function Composer({ initial, questions, isBusy, isStopping, off, onAsk, onStop }: ComposerProps) {
  const { t } = useTranslation("sandbox");
  const [text, setText] = useState(initial);
  const [at, setAt] = useState<number | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const caretToEnd = useRef(false);

  useEffect(() => {
    if (!caretToEnd.current || !box.current) return;
    caretToEnd.current = false;
    box.current.setSelectionRange(text.length, text.length);
  }, [text]);

  const send = () => {
    const question = text.trim();
    if (!question || isBusy || off !== undefined) return;
    setText("");
    setAt(null);
    onAsk(question);
    box.current?.focus();
  };
  const bringBack = (event: KeyboardEvent, step: -1 | 1) => {
    if (at === null && text !== "") return;
    const found = recall(questions, at, step);
    if (!found) return;
    event.preventDefault();
    caretToEnd.current = true;
    setAt(found.at === questions.length ? null : found.at);
    setText(found.text);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && (at !== null || text === "") && !text.slice(0, selectionStart).includes("\n")) {
      bringBack(event, -1);
    } else if (event.key === "ArrowDown" && at !== null && !text.slice(selectionEnd).includes("\n")) {
      bringBack(event, 1);
    }
  };
  return (
    <form
      className="border-t border-border bg-canvas px-4 py-3 lg:px-6"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="mx-auto flex max-w-180 items-end gap-2">
        <TextArea
          ref={box}
          autoFocus
          minRows={1}
          maxRows={8}
          maxLength={LONGEST}
          value={text}
          lang={languageOf(text)}
          disabled={off !== undefined}
          placeholder={off ?? t("ask")}
          aria-label={t("question")}
          aria-describedby="sandbox-keys"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(null);
          }}
          onKeyDown={press}
        />
        {isBusy ? (
          <Button type="button" icon={Square} busy={isStopping} onClick={onStop}>{t("stop")}</Button>
        ) : (
          <Button type="submit" variant="primary" icon={SendHorizontal} disabled={off !== undefined}>{t("send")}</Button>
        )}
      </div>
      <p id="sandbox-keys" className="mx-auto mt-1.5 max-w-180 text-caption text-subtle max-md:sr-only">
        {text.length > LONGEST * 0.8 ? t("length", { count: text.length, max: LONGEST }) : t("keys")}
      </p>
    </form>
  );
}
