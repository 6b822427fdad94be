"""The public question sets as retrieval meets them: chunks cut, analysed and embedded as ingestion does it, and questions.

Vectors are kept in a cache folder, by the embedder's revision and the text, so that only the first run pays for them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import numpy as np

from comity.kernel.embed import Embedder
from comity.knowledge.chunking import chunk_document
from comity.knowledge.search import Entry, chunk_terms
from evals.answer_sets import read_lines

SHORT = 700
"""Characters that surely fit the model."""
PART = 256
"""Texts that are embedded between two savings."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk to be: what it says and the id under which a question knows it as its answer."""

    gold: str
    content: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the ids of what answers it, and a word from its answer's passage for telling siblings apart."""

    text: str
    gold: frozenset[str]
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Passages of one language with their questions."""

    language: str
    passages: tuple[Passage, ...]
    questions: tuple[Question, ...] = field(default=())


def xquad(data: Path, language: str) -> QuestionSet:
    """240 short paragraphs, each a chunk; ids are the same in every language."""
    corpus = read_lines(data / f"xquad/{language}_corpus.jsonl.gz")
    queries = read_lines(data / f"xquad/{language}_queries.jsonl.gz")
    return QuestionSet(
        language,
        tuple(Passage(row["id"], row["text"]) for row in corpus),
        tuple(Question(row["text"], frozenset({row["doc"]}), tuple(row["answers"])) for row in queries),
    )


def iapp(data: Path) -> QuestionSet:
    """1,904 whole Thai articles, cut by the product's chunker; a question is answered by any chunk of its article."""
    corpus = read_lines(data / "iapp-th/corpus.jsonl.gz")
    queries = read_lines(data / "iapp-th/queries_valid.jsonl.gz")
    return QuestionSet(
        "th",
        tuple(passage for row in corpus for passage in article(row)),
        tuple(Question(row["text"], frozenset({row["doc"]}), tuple(row["answers"])) for row in queries),
    )


def article(row: dict) -> list[Passage]:
    """The chunks of one article: its title is a heading, its paragraphs are blocks."""
    parts = [part for part in row["text"].split("\n\n") if part.strip()]
    blocks = [{"kind": "heading", "level": 1, "text": row["title"], "start": 0, "end": len(row["title"])}]
    text = row["title"]
    for part in parts:
        start = len(text) + 2
        text += "\n\n" + part
        blocks.append({"kind": "paragraph", "level": 0, "text": part, "start": start, "end": start + len(part)})
    drafts = chunk_document([{"number": 1, "text": text, "blocks": blocks, "start": 0}])
    return [Passage(row["id"], draft.content, row["title"]) for draft in drafts]


class VectorCache:
    """An embedder whose answers are kept by text, in files of the folder; every file is a part of what is known."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self._embedder = embedder
        self._folder = folder
        self._known: dict[bytes, np.ndarray] = {}
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(folder.glob("*.npz")):
            part = np.load(file)
            self._known.update(zip((key.tobytes() for key in part["keys"]), part["vectors"], strict=True))

    def queries(self, texts: Sequence[str]) -> np.ndarray:
        """One unit row per question."""
        return self._kept("query", texts)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """One unit row per passage."""
        return self._kept("passage", texts)

    def windows(self, text: str) -> list[str]:
        """The parts of a text that each fit the model."""
        return [text[a:b] for a, b in self._embedder.windows(text)] if len(text) > SHORT else [text]

    def _kept(self, kind: str, texts: Sequence[str]) -> np.ndarray:
        keys = [self._key(kind, text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        encode = self._embedder.encode_queries if kind == "query" else self._embedder.encode_passages
        for begin in range(0, len(missing), PART):
            part = list(missing.items())[begin : begin + PART]
            self.keep([key for key, _ in part], encode([text for _, text in part]))
        return np.stack([self._known[key] for key in keys])

    def _key(self, kind: str, text: str) -> bytes:
        return blake2b(f"{self._embedder.revision} {kind} {text}".encode(), digest_size=16).digest()

    def keep(self, keys: Sequence[bytes], vectors: np.ndarray) -> None:
        """Adds vectors to what is known."""
        self._known.update(zip(keys, vectors, strict=True))
        name = blake2b(b"".join(keys), digest_size=8).hexdigest()
        rows = np.frombuffer(b"".join(keys), np.uint8).reshape(len(keys), -1)
        np.savez(self._folder / f"{name}.npz", keys=rows, vectors=vectors)


@dataclass(frozen=True, slots=True)
class Built:
    """Entries of a base, and what each chunk is the answer to."""

    entries: list[Entry]
    gold: dict[str, str]


def build(passages: Iterable[Passage], cache: VectorCache, *, prefix: str = "", first: int = 1) -> Built:
    """The passages as a base holds them; ids are `prefix` and a number."""
    listed = list(passages)
    cut = [cache.windows(p.content) for p in listed]
    flat = [
        f"{p.title}\n{window}" if p.title else window
        for p, windows in zip(listed, cut, strict=True)
        for window in windows
    ]
    vectors = iter(cache.passages(flat).astype("<f2"))
    built = Built([], {})
    for number, (passage, windows) in enumerate(zip(listed, cut, strict=True)):
        id_ = f"{prefix}{number:06}"
        built.entries.append(entry(id_, first + number, passage, tuple(next(vectors) for _ in windows)))
        built.gold[id_] = passage.gold
    return built


def entry(id_: str, seq: int, passage: Passage, vectors: tuple[np.ndarray, ...]) -> Entry:
    """One chunk as an index takes it."""
    headings = [passage.title] if passage.title else []
    terms = chunk_terms(content=passage.content, title=passage.title, headings=headings, keywords=[], questions=[])
    return Entry(
        chunk_id=id_,
        seq=seq,
        removed=False,
        revision_id=id_,
        revision=1,
        document_id=passage.gold,
        expires_us=None,
        labels=(),
        metadata={},
        terms=terms,
        vectors=vectors,
    )
