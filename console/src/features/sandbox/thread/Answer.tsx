import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { lazy, Suspense, useMemo, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { cx, HoverCard } from "@/shared/ui";

import { bitsOf, placed, type Bit, type Leaf } from "../bits";
import { baseOf, placeOf, quoteOf } from "../evidence";
import type { Exchange, Sentence, Verdict } from "../exchange";
import { languageOf } from "../language";
import { holds, useLit } from "../lit";
import { piecesOf } from "../spans";

const MARK: Record<Verdict, string> = {
  supported: "",
  partly: "underline decoration-warning decoration-dotted decoration-2 underline-offset-4",
  unsupported: "underline decoration-warning decoration-2 underline-offset-4",
  not_factual: "",
};

const Marked = lazy(() => import("./Marked"));

interface AnswerProps {
  /** What the answer rests on; null while it is being written. */
  exchange: Exchange | null;
  text: string;
  /** A model wrote it, and models write Markdown; the documents' own sentences are shown as they stand. */
  isMarkdown: boolean;
}

/** An answer whose sentences show what they rest on, and whose `[1]` lead to the document. */
export function Answer({ exchange, text, isMarkdown }: AnswerProps) {
  const sentences = useMemo(() => exchange?.inspection?.grounding?.sentences ?? [], [exchange]);
  const sources = exchange?.searchResults?.data.length ?? 0;
  const pieces = useMemo(() => piecesOf(text, sentences, sources), [text, sentences, sources]);
  const show = (leaves: readonly Leaf[]) => {
    const bits = bitsOf(pieces, leaves);
    return (leaf: number, isInLink: boolean) =>
      (bits[leaf] ?? []).map((bit, at) => <Shown key={at} exchange={exchange} sentences={sentences} bit={bit} isInLink={isInLink} />);
  };
  const plain = show([placed(text, text, 0)])(0, false);
  if (!isMarkdown) return plain;
  return <Suspense fallback={plain}><Marked text={text} show={show} /></Suspense>;
}

interface ShownProps {
  exchange: Exchange | null;
  sentences: readonly Sentence[];
  bit: Bit;
  isInLink: boolean;
}

function Shown({ exchange, sentences, bit, isInLink }: ShownProps) {
  const { piece, text } = bit;
  const sentence = piece.sentence === null ? undefined : sentences[piece.sentence];
  if (!exchange || isInLink) return text;
  if (piece.kind === "citation") return <Citation exchange={exchange} number={piece.number} text={text} sentence={sentence} />;
  if (!sentence || piece.sentence === null || sentence.verdict === "not_factual") return <span>{text}</span>;
  return (
    <Said
      exchange={exchange} number={piece.sentence} verdict={sentence.verdict} text={text} isFirst={bit.isFirst} isEnd={bit.isEnd}
    />
  );
}

interface SaidProps {
  exchange: Exchange;
  number: number;
  verdict: Verdict;
  text: string;
  /** A citation inside a sentence cuts it in two: the first part takes the focus. */
  isFirst: boolean;
  isEnd: boolean;
}

function Said({ exchange, number, verdict, text, isFirst: takesFocus, isEnd }: SaidProps) {
  const { t } = useTranslation("sandbox");
  const { pointed, point, go } = useLit();
  const here = { messageId: exchange.messageId, sentence: number };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    go(here);
  };
  return (
    <span
      role="button"
      tabIndex={takesFocus ? 0 : -1}
      onMouseEnter={() => { point(here); }}
      onMouseLeave={() => { point(null); }}
      onFocus={() => { point(here); }}
      onBlur={() => { point(null); }}
      onClick={() => { go(here); }}
      onKeyDown={press}
      className={cx(
        "cursor-pointer rounded-chip box-decoration-clone transition-colors focus-visible:outline-offset-1",
        MARK[verdict],
        holds(pointed, exchange.messageId, [number]) && "bg-note-soft",
      )}
    >
      {text}
      {isEnd && verdict === "unsupported" && (
        <TriangleAlert size={13} strokeWidth={2} aria-hidden className="mx-1 inline align-[-0.1em] text-warning" />
      )}
      {isEnd && (verdict === "unsupported" || verdict === "partly") && <span className="sr-only"> ({t(`verdict.${verdict}`)})</span>}
    </span>
  );
}

interface CitationProps {
  exchange: Exchange;
  number: number;
  text: string;
  sentence: Sentence | undefined;
}

function Citation({ exchange, number, text, sentence }: CitationProps) {
  const { t } = useTranslation("sandbox");
  const path = useWorkspacePath();
  const result = exchange.searchResults?.data[number - 1];
  if (!result) return text;
  const { document } = result;
  const source = sentence?.sources.find((each) => each.chunkId === document.id) ?? null;
  const place = placeOf(baseOf(exchange, result), document, source);
  const page = source?.page ?? document.page;
  const quote = quoteOf(sentence, document);
  const look = "rounded-chip px-0.5 text-caption font-medium text-accent-text hover:underline";
  const name = t("source.named", { number, title: document.title || document.path });
  const card = (
    <div className="space-y-1.5">
      <p className="anywhere font-medium" lang={languageOf(document.title)}>{document.title || document.path}</p>
      <p className="anywhere text-caption text-muted">
        {fileOf(document.path)}
        {page !== null && ` · ${t("source.page", { page })}`}
      </p>
      {quote && (
        <blockquote lang={languageOf(quote)} className="anywhere border-l-3 border-voice-ai pl-2 text-dense whitespace-pre-line">
          {quote}
        </blockquote>
      )}
    </div>
  );
  if (!place) return <HoverCard card={card}><span className={look}>{text}</span></HoverCard>;
  return (
    <HoverCard card={card}>
      <Link to={path(place.path)} search={place.search as never} aria-label={name} className={look}>
        {text}
      </Link>
    </HoverCard>
  );
}

/** `refund-policy.pdf` of `refund-policy.pdf#page=4`. */
export function fileOf(path: string): string {
  return path.replace(/#.*$/, "");
}
