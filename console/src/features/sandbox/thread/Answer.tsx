import { Link } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useMemo, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { useWorkspacePath } from "@/shared/routing";
import { cx, HoverCard } from "@/shared/ui";

import { baseOf, placeOf, quoteOf } from "../evidence";
import type { Exchange, Sentence, Verdict } from "../exchange";
import { languageOf } from "../language";
import { holds, useLit } from "../lit";
import { piecesOf, type Piece } from "../spans";

const MARK: Record<Verdict, string> = {
  supported: "",
  partly: "underline decoration-warning decoration-dotted decoration-2 underline-offset-4",
  unsupported: "underline decoration-warning decoration-2 underline-offset-4",
  not_factual: "",
};

/** An answer whose sentences show what they rest on, and whose `[1]` lead to the document. */
export function Answer({ exchange, text }: { exchange: Exchange; text: string }) {
  const sentences = useMemo(() => exchange.inspection?.grounding?.sentences ?? [], [exchange]);
  const sources = exchange.searchResults?.data.length ?? 0;
  const pieces = useMemo(() => piecesOf(text, sentences, sources), [text, sentences, sources]);
  const firsts = new Set(pieces.filter((piece, at) => isFirst(pieces, piece, at)));
  return pieces.map((piece, at) => {
    const sentence = piece.sentence === null ? undefined : sentences[piece.sentence];
    if (piece.kind === "citation") {
      return <Citation key={at} exchange={exchange} number={piece.number} text={piece.text} sentence={sentence} />;
    }
    if (!sentence || piece.sentence === null || sentence.verdict === "not_factual") return <span key={at}>{piece.text}</span>;
    const isEnd = !pieces.slice(at + 1).some((other) => other.kind === "text" && other.sentence === piece.sentence);
    return (
      <Said
        key={at}
        exchange={exchange}
        number={piece.sentence}
        verdict={sentence.verdict}
        text={piece.text}
        isFirst={firsts.has(piece)}
        isEnd={isEnd}
      />
    );
  });
}

function isFirst(pieces: readonly Piece[], piece: Piece, at: number): boolean {
  return piece.kind === "text" && !pieces.slice(0, at).some((other) => other.kind === "text" && other.sentence === piece.sentence);
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
