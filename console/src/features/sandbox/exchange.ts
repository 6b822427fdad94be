/** An exchange with its evidence, as the API stores it for the console's readers. */
import type { Shape } from "@/api";

type Described = Shape<"InspectionRead">;
export type Verdict = "supported" | "partly" | "unsupported" | "not_factual";
export type Result = Shape<"SearchResult">;
export type Chunk = Shape<"ResultDocument">;
export type Source = Shape<"SourceRead">;
/** `text` is there for a sentence that was removed from the answer. */
export type Sentence = Shape<"SentenceRead"> & { text?: string };
export type Fulfillment = Described["fulfillments"][number];
export type Stage = Shape<"StageRead">;

export interface PromptMessage {
  role: string;
  content: string;
}

export interface Inspection extends Omit<Described, "grounding" | "prompt"> {
  grounding: (Omit<NonNullable<Described["grounding"]>, "sentences"> & { sentences: Sentence[] }) | null;
  prompt?: PromptMessage[] | null;
}

export interface Arm {
  rank: number | null;
  value: number | null;
}

export interface ChunkScores {
  lexical?: Arm;
  dense?: Arm;
  exact?: Arm;
  /** Where the base has a reranker, for the chunks that it judged. */
  rerank?: Arm;
  fused: number;
}

/** How one fulfillment read the question and scored what it found. */
export interface Search {
  fulfillmentId: string;
  words: string[];
  codes: string[];
  terms: string[];
  scores: Record<string, ChunkScores>;
}

export interface Failure {
  name: string;
  code: number;
  message: string;
  requestId?: string | undefined;
}

export type RunStatus = "queued" | "running" | "finished" | "failed" | "stopped";
export type Rating = "up" | "down" | null;

export interface Exchange {
  messageId: string;
  sessionId: string;
  version: string;
  status: RunStatus;
  question: string;
  answer: string | null;
  outcome: string | null;
  createdAt: string;
  inspection: Inspection | null;
  searchResults: { total: number; data: Result[] } | null;
  below: Result[] | null;
  threshold: number | null;
  searches: Search[] | null;
  actions: { type: string; reason?: string; [more: string]: unknown }[] | null;
  error: Failure | null;
  feedback: { userId: string; rating: Rating }[];
}
