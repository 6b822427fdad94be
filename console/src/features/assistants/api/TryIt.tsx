import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { streamPost, type SseFrame } from "@/api";
import { troubleOf, type Trouble } from "@/shared/session/trouble";
import { Button, Card, ErrorCallout, Field, Segmented, TextInput } from "@/shared/ui";

import type { Assistant } from "../reading";

interface Taken {
  frames: SseFrame[];
  firstMs: number | null;
  totalMs: number | null;
}

const NOTHING: Taken = { frames: [], firstMs: null, totalMs: null };

/** A real call, its raw frames as they come. */
export function TryIt({ one }: { one: Assistant }) {
  const { t } = useTranslation("assistants");
  const [question, setQuestion] = useState("");
  const [format, setFormat] = useState<"cumulative" | "delta">("cumulative");
  const call = useCall(one, format);
  const isReady = question.trim() !== "" && one.liveVersion !== null;
  return (
    <Card title={t("api.try")} description={t("api.tryText")}>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => { event.preventDefault(); if (isReady) void call.run(question.trim()); }}
      >
        <div className="min-w-60 flex-1">
          <Field label={t("api.question")} hideLabel>
            <TextInput value={question} maxLength={4000} placeholder={t("api.question")} onChange={(event) => { setQuestion(event.target.value); }} />
          </Field>
        </div>
        <Segmented label={t("api.format")} value={format} onChange={setFormat} options={[{ value: "cumulative", label: t("api.cumulative") }, { value: "delta", label: t("api.delta") }]} />
        <Button type="submit" busy={call.isRunning} disabled={!isReady} reason={one.liveVersion === null ? t("api.unpublished") : undefined}>
          {t("api.send")}
        </Button>
      </form>
      <div aria-live="polite" className="mt-4 space-y-3 empty:hidden">
        {call.trouble && <ErrorCallout trouble={call.trouble} />}
        {call.taken.frames.length > 0 && <Frames taken={call.taken} />}
      </div>
    </Card>
  );
}

function useCall(one: Assistant, streamFormat: "cumulative" | "delta") {
  const [taken, setTaken] = useState<Taken>(NOTHING);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isRunning, setRunning] = useState(false);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => { abort.current?.abort(); }, []);
  const run = async (message: string) => {
    abort.current?.abort();
    const control = (abort.current = new AbortController());
    const began = performance.now();
    const since = () => Math.round(performance.now() - began);
    setTaken(NOTHING);
    setTrouble(null);
    setRunning(true);
    try {
      await streamPost({
        path: `/api/v1/assistants/${one.id}/messages`,
        body: { message, stream: true, streamFormat },
        signal: control.signal,
        onFrame: (_frame, raw) => {
          setTaken((before) => ({ ...before, frames: [...before.frames, raw], firstMs: before.firstMs ?? since() }));
        },
      });
      setTaken((before) => ({ ...before, totalMs: since() }));
    } catch (error) {
      if (!control.signal.aborted) setTrouble(troubleOf(error));
    } finally {
      if (abort.current === control) setRunning(false);
    }
  };
  return { taken, trouble, isRunning, run };
}

function Frames({ taken }: { taken: Taken }) {
  const { t } = useTranslation("assistants");
  const times = { first: taken.firstMs ?? 0, total: taken.totalMs ?? 0 };
  return (
    <figure className="rounded-card border border-border bg-sunken">
      <figcaption className="numbers border-b border-border px-3 py-2 text-caption text-subtle">
        {taken.totalMs === null ? t("api.coming", times) : t("api.took", times)}
      </figcaption>
      <ol className="max-h-96 space-y-1 overflow-y-auto p-3 font-mono text-mono">
        {taken.frames.map((frame, index) => (
          <li key={`${frame.id ?? ""}:${String(index)}`} className="anywhere">
            <span className="text-subtle">{frame.id?.split(":").pop() ?? ""} </span>
            {frame.data}
          </li>
        ))}
      </ol>
    </figure>
  );
}
