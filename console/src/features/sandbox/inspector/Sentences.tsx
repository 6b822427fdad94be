import { Check, CircleDashed, Minus, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cx } from "@/shared/ui";

import type { Exchange, Sentence, Verdict } from "../exchange";
import { languageOf } from "../language";
import { holds, useLit } from "../lit";
import { placer } from "../spans";
import { fileOf } from "../thread/Answer";

const MARK = { supported: Check, partly: CircleDashed, unsupported: TriangleAlert, not_factual: Minus } satisfies Record<Verdict, unknown>;
const INK: Record<Verdict, string> = {
  supported: "text-success", partly: "text-warning", unsupported: "text-warning", not_factual: "text-subtle",
};

/** Each sentence of the answer with its verdict; pointing at one marks it in the thread and at its source. */
export function Sentences({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation("sandbox");
  const sentences = exchange.inspection?.grounding?.sentences ?? [];
  if (!sentences.length) return null;
  const answer = exchange.answer ?? "";
  const place = placer(answer);
  return (
    <section aria-label={t("sentences")}>
      <h2 className="mb-1 text-caption font-medium text-subtle">{t("sentences")}</h2>
      <ol className="-mx-2">
        {sentences.map((sentence, at) => (
          <li key={at}>
            <Row
              exchange={exchange}
              sentence={sentence}
              number={at}
              text={sentence.removed ? (sentence.text ?? "") : answer.slice(place(sentence.start), place(sentence.end))}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  exchange: Exchange;
  sentence: Sentence;
  number: number;
  text: string;
}

function Row({ exchange, sentence, number, text }: RowProps) {
  const { t } = useTranslation("sandbox");
  const { pointed, point, go } = useLit();
  const here = { messageId: exchange.messageId, sentence: number };
  const Mark = MARK[sentence.verdict];
  const source = sentence.sources[0];
  const chunk = exchange.searchResults?.data.find((result) => result.document.id === source?.chunkId)?.document;
  const meta = [
    t(`verdict.${sentence.verdict}`),
    sentence.verdict !== "not_factual" && sentence.score.toFixed(2),
    chunk && fileOf(chunk.path),
    source && source.page !== null && t("source.page", { page: source.page }),
    sentence.removed && t("removed"),
  ].filter(Boolean);
  return (
    <button
      type="button"
      onMouseEnter={() => { point(here); }}
      onMouseLeave={() => { point(null); }}
      onFocus={() => { point(here); }}
      onBlur={() => { point(null); }}
      onClick={() => { go(here); }}
      className={cx(
        "flex w-full items-start gap-2 rounded-control px-2 py-1.5 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2",
        holds(pointed, exchange.messageId, [number]) && "bg-note-soft!",
      )}
    >
      <span className="flex h-[1lh] items-center text-dense">
        <Mark size={14} strokeWidth={2} aria-hidden className={INK[sentence.verdict]} />
      </span>
      <span className="min-w-0">
        <span lang={languageOf(text)} className={cx("anywhere clamp-2 text-dense", sentence.removed && "text-subtle line-through")}>{text}</span>
        <span className="numbers anywhere block text-caption text-muted">{meta.join(" · ")}</span>
      </span>
    </button>
  );
}
