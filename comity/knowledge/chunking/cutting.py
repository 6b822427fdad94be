"""Cutting: sections by headings, filled to a target, tables whole, overlap by sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from comity.kernel.text import count_tokens, sentences

STRETCH = 1.4
SMALLEST_TOKENS = 20
TABLE_TOKENS = 2000
CONTENT_MAX = 20_000
HARD_LEVEL = 3
PAGE_SEPARATOR = "\n\n"


@dataclass(slots=True)
class Piece:
    """A part of the document's text that is not cut any more; `prefix` is a table's header, repeated before its later parts."""

    start: int
    end: int
    kind: str
    page: int
    tokens: int
    heading: bool = False
    bbox: tuple[float, float, float, float] | None = None
    prefix: str = ""


@dataclass(slots=True)
class Draft:
    """A chunk in the making. `content` is `text[start:end]` of the document, except for later parts of a large table,
    whose content has the header row in front."""

    content: str
    start: int
    end: int
    kind: str
    page: int
    heading_path: list[str]
    tokens: int
    boxes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """Pieces under one heading path."""

    path: list[str]
    pieces: list[Piece]

    @property
    def tokens(self) -> int:
        """How long the section is."""
        return sum(piece.tokens for piece in self.pieces)


def chunk_document(
    pages: Sequence[dict[str, Any]], *, mode: str = "structure", target_tokens: int = 350, overlap_percent: int = 10
) -> list[Draft]:
    """The chunks of a document: `pages` are {number, text, blocks, start}, in order; `start` is the page's place in the text."""
    text = _whole_text(pages)
    if mode == "fixed":
        sections = [Section([], [p for s in _sections(pages, text, target_tokens) for p in s.pieces])]
    else:
        sections = _join_small(_sections(pages, text, target_tokens), target_tokens)
    drafts: list[Draft] = []
    for section in sections:
        drafts += _fill(section, text, target_tokens, overlap_percent)
    return [draft for draft in drafts if draft.content.strip()]


def _whole_text(pages: Sequence[dict[str, Any]]) -> str:
    return "".join(page["text"] + PAGE_SEPARATOR for page in pages)


def _sections(pages: Sequence[dict[str, Any]], text: str, target: int) -> list[Section]:
    sections = [Section([], [])]
    stack: list[tuple[int, str]] = []
    for page in pages:
        for block in page["blocks"]:
            if block["kind"] == "heading":
                stack = [item for item in stack if item[0] < block["level"]]
                stack.append((block["level"], block["text"].replace("\n", " ").strip()[:200]))
                if block["level"] <= HARD_LEVEL or not sections[-1].pieces:
                    sections.append(Section([title for _, title in stack], []))
            sections[-1].pieces += _pieces(block, page, text, target)
    return [section for section in sections if section.pieces]


def _join_small(sections: list[Section], target: int) -> list[Section]:
    """Sections of one parent that fit together become one; a heading alone goes with what follows it."""
    joined: list[Section] = []
    for section in sections:
        last = joined[-1] if joined else None
        if (
            last is not None
            and (_only_headings(last) or _siblings(last, section))
            and last.tokens + section.tokens <= target
        ):
            common = _common(last.path, section.path)
            last.pieces += section.pieces
            last.path = section.path if _only_headings_before(last, section) else common
        else:
            joined.append(section)
    return joined


def _only_headings(section: Section) -> bool:
    return all(piece.heading for piece in section.pieces)


def _only_headings_before(whole: Section, section: Section) -> bool:
    return all(piece.heading for piece in whole.pieces[: len(whole.pieces) - len(section.pieces)])


def _siblings(one: Section, other: Section) -> bool:
    return len(one.path) > 1 and len(one.path) == len(other.path) and one.path[:-1] == other.path[:-1]


def _common(one: list[str], other: list[str]) -> list[str]:
    shared = []
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared.append(a)
    return shared


def _pieces(block: dict[str, Any], page: dict[str, Any], text: str, target: int) -> list[Piece]:
    start, end = page["start"] + block["start"], page["start"] + block["end"]
    bbox = tuple(block["bbox"]) if block.get("bbox") else None
    content = text[start:end]
    tokens = count_tokens(content)
    whole = Piece(start, end, block["kind"], page["number"], tokens, block["kind"] == "heading", bbox)
    if block["kind"] in {"table", "code"}:
        fits = tokens <= TABLE_TOKENS and len(content) <= CONTENT_MAX
        return [whole] if fits else _by_lines(whole, content, target, block)
    if tokens <= target * STRETCH and len(content) <= CONTENT_MAX:
        return [whole]
    spans = _lines(content) if block["kind"] == "list" else sentences(content)
    cut = [
        Piece(start + a, start + b, block["kind"], page["number"], count_tokens(content[a:b]), False, bbox)
        for a, b in spans
    ]
    return [part for piece in cut for part in _never_too_long(piece, text, target)]


def _never_too_long(piece: Piece, text: str, target: int) -> list[Piece]:
    """A sentence far beyond the target is cut at spaces."""
    limit = max(int(target * STRETCH), SMALLEST_TOKENS)
    if piece.tokens <= limit * 2 and piece.end - piece.start <= CONTENT_MAX:
        return [piece]
    share = max(200, int((piece.end - piece.start) * target / piece.tokens))
    parts: list[Piece] = []
    at = piece.start
    while at < piece.end:
        stop = min(at + share, piece.end)
        if stop < piece.end:
            space = max(text.rfind(" ", at + share // 2, stop), text.rfind("\n", at + share // 2, stop))
            stop = space + 1 if space > 0 else stop
        parts.append(Piece(at, stop, piece.kind, piece.page, count_tokens(text[at:stop]), False, piece.bbox))
        at = stop
    return parts


def _lines(content: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for line in content.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _by_lines(whole: Piece, content: str, target: int, block: dict[str, Any]) -> list[Piece]:
    """A large table or listing between its rows; each later part of a table repeats the header."""
    spans = _lines(content)
    headers = block.get("header_rows", 0) if block["kind"] == "table" else 0
    prefix = "\n".join(content[a:b] for a, b in spans[:headers])
    room = max(target, SMALLEST_TOKENS) - count_tokens(prefix)
    parts: list[Piece] = []
    first = 0
    size = 0
    for place, (a, b) in enumerate(spans):
        row = count_tokens(content[a:b])
        if place > first and place > headers and size + row > max(room, target // 2):
            parts.append(
                _part(
                    whole, content, spans[first][0], spans[place - 1][1], prefix if first >= headers and parts else ""
                )
            )
            first, size = place, 0
        size += row
    parts.append(_part(whole, content, spans[first][0], spans[-1][1], prefix if parts else ""))
    return parts


def _part(whole: Piece, content: str, a: int, b: int, prefix: str) -> Piece:
    tokens = count_tokens(content[a:b]) + count_tokens(prefix)
    return Piece(whole.start + a, whole.start + b, whole.kind, whole.page, tokens, False, whole.bbox, prefix)


def _fill(section: Section, text: str, target: int, overlap_percent: int) -> list[Draft]:
    groups: list[list[Piece]] = []
    current: list[Piece] = []
    size = 0
    for piece in section.pieces:
        alone = bool(piece.prefix) or (piece.kind in {"table", "code"} and piece.tokens > target)
        only_heading = bool(current) and all(p.heading for p in current)
        full = size + piece.tokens > (target * STRETCH if only_heading or size < target * 0.6 else target)
        if current and (alone or full) and not (only_heading and not piece.prefix):
            groups.append(current)
            current, size = [], 0
        current.append(piece)
        size += piece.tokens
        if alone:
            groups.append(current)
            current, size = [], 0
    if current:
        groups.append(current)
    groups = _merge_tiny(groups)
    return [
        _draft(group, section, text, _overlap(groups, i, text, target, overlap_percent))
        for i, group in enumerate(groups)
    ]


def _merge_tiny(groups: list[list[Piece]]) -> list[list[Piece]]:
    merged: list[list[Piece]] = []
    for group in groups:
        tiny = sum(piece.tokens for piece in group) < SMALLEST_TOKENS
        if merged and tiny and not group[0].prefix and not merged[-1][-1].prefix:
            merged[-1] += group
        else:
            merged.append(group)
    return merged


def _overlap(groups: list[list[Piece]], place: int, text: str, target: int, percent: int) -> int | None:
    """Where the chunk begins when the last sentences of its neighbour are repeated; None without overlap."""
    if place == 0 or not percent or groups[place][0].prefix or groups[place][0].kind in {"table", "code"}:
        return None
    before = groups[place - 1]
    if before[-1].kind in {"table", "code"} or before[-1].prefix:
        return None
    room = target * percent // 100
    begin = None
    for a, b in reversed(sentences(text[before[-1].start : before[-1].end])):
        room -= count_tokens(text[before[-1].start + a : before[-1].start + b])
        if room < 0:
            break
        begin = before[-1].start + a
    return begin if begin is not None and begin > before[0].start else None


def _draft(group: list[Piece], section: Section, text: str, begin: int | None) -> Draft:
    start = begin if begin is not None else group[0].start
    end = group[-1].end
    content = text[start:end]
    if group[0].prefix:
        content = f"{group[0].prefix}\n{content}"
    kinds = [piece.kind for piece in group if not piece.heading] or ["heading"]
    kind = max(set(kinds), key=lambda k: (sum(p.tokens for p in group if p.kind == k), k))
    boxes = [
        {"page": p.page, "x": p.bbox[0], "y": p.bbox[1], "w": p.bbox[2], "h": p.bbox[3]}
        for p in group
        if p.bbox is not None
    ]
    unique = [box for i, box in enumerate(boxes) if box not in boxes[:i]]
    return Draft(content, start, end, kind, group[0].page, list(section.path), count_tokens(content), unique)
