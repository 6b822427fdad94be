"""What chunks say after a split or a merge, and which places of their document they stand for. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypedDict

from comity.kernel.text import count_tokens, fold, words
from comity.knowledge import limits
from comity.knowledge.chunks.service import Said

BETWEEN = "\n\n"
_NUMBERED = re.compile(r"#(page|slide)=\d+$")


class Piece(TypedDict):
    """A chunk as the document cuts it: what one that was split or merged stands for, and what a new reading looks for.

    `id` is the visible id under which it was a chunk of its own, `hash` that of `text`; a piece that the document does not say any
    more has no text. The rest is its place, in the units of a chunk.
    """

    id: str
    hash: str
    text: str
    headings: list[str]
    kind: str
    page: int | None
    start: int | None
    end: int | None
    boxes: list[Any]
    path: str


@dataclass(frozen=True, slots=True)
class Region:
    """A block of a page in its document's text: code points `start` to `end`, and its box where the page has a picture."""

    page: int
    start: int
    end: int
    box: dict[str, Any] | None


def piece_of(id_: str, digest: str, text: str, said: Said) -> Piece:
    """A piece that says `text`, at the place of `said`."""
    return Piece(
        id=id_,
        hash=digest,
        text=text,
        headings=list(said.heading_path),
        kind=said.kind,
        page=said.page,
        start=said.start,
        end=said.end,
        boxes=list(said.boxes),
        path=said.path,
    )


def divide(said: Said, at: int) -> tuple[Said, Said]:
    """The two halves of what a chunk says, cut at code point `at` of its content; white space at the cut falls away.

    A keyword stays with the halves that say it, a question with the half that shares more of its words; what neither says stays
    with the first, for nothing that people wrote is lost.
    """
    texts = (said.content[:at].rstrip(), said.content[at:].lstrip())
    keywords: tuple[list[str], list[str]] = ([], [])
    for keyword in said.keywords:
        for place in _saying(keyword, texts):
            keywords[place].append(keyword)
    questions: tuple[list[str], list[str]] = ([], [])
    for question in said.questions:
        questions[_nearer(question, texts)].append(question)
    first, second = (
        replace(
            said,
            content=texts[n],
            keywords=keywords[n],
            questions=questions[n],
            edited=True,
            tokens=count_tokens(texts[n]),
        )
        for n in (0, 1)
    )
    return first, second


def _saying(keyword: str, texts: tuple[str, str]) -> list[int]:
    return [n for n, text in enumerate(texts) if fold(keyword) in fold(text)] or [0]


def _nearer(question: str, texts: tuple[str, str]) -> int:
    wanted = set(words(fold(question)))
    first, second = (len(wanted & set(words(fold(text)))) for text in texts)
    return int(second > first)


def join(said: Sequence[Said], lead: Said) -> Said:
    """What neighbours say as one: their texts in reading order, without the sentences that the second repeats of the first.

    Title, and metadata of the same name, are the lead's; keywords and questions follow each other, up to what a chunk may hold.
    """
    content = said[0].content
    for before, one in pairwise(said):
        repeated = _repeated(before, one)
        rest = one.content[repeated:]
        content += f"{_gap(rest, repeated)}{rest.lstrip()}" if rest.strip() else ""
    others = [one for one in said if one is not lead]
    return replace(
        lead,
        content=content,
        title=lead.title or next((one.title for one in others if one.title), ""),
        heading_path=_shared([one.heading_path for one in said]),
        keywords=_together([one.keywords for one in said], limits.KEYWORDS),
        questions=_together([one.questions for one in said], limits.QUESTIONS),
        metadata={name: value for one in [*others, lead] for name, value in one.metadata.items()},
        kind=lead.kind if all(one.kind == lead.kind for one in said) else "paragraph",
        edited=True,
        tokens=count_tokens(content),
    )


def _repeated(before: Said, after: Said) -> int:
    """How many characters at its beginning a chunk repeats of the one before it, as neighbours of one section do."""
    if before.end is None or after.start is None or before.end <= after.start:
        return 0
    shared = before.end - after.start
    return shared if before.content.endswith(after.content[:shared]) else 0


def _gap(rest: str, repeated: int) -> str:
    """What stands between two texts: two line breaks, or what the document has after the sentences that both hold."""
    return rest[: len(rest) - len(rest.lstrip())] if repeated else BETWEEN


def _shared(paths: Sequence[list[str]]) -> list[str]:
    shared = list(paths[0])
    for path in paths[1:]:
        same = [a == b for a, b in zip(shared, path, strict=False)]
        shared = shared[: same.index(False) if False in same else len(same)]
    return shared


def _together(lists: Sequence[list[str]], most: int) -> list[str]:
    known = {fold(one): one for values in reversed(lists) for one in reversed(values)}
    return list(reversed(known.values()))[:most]


def placed(said: Said, pieces: Sequence[Piece], regions: Sequence[Region], *, labels: dict[int, str]) -> Said:
    """What a chunk says, with the pieces it stands for and its place.

    Its span is exact where one piece holds its text once; else it points at all of its pieces. `regions` are the document's blocks
    around the pieces, none where its pages are not kept; `labels` name the sheets of a workbook.
    """
    known = [piece for piece in pieces if piece["start"] is not None]
    if not known:
        return replace(said, sources=list(pieces))
    start, end = _span(said.content, known)
    here = [region for region in regions if region.start < end and region.end > start]
    page = here[0].page if here else known[0]["page"]
    boxes = [region.box for region in here if region.box] if here else [box for one in known for box in one["boxes"]]
    path = _path(known[0]["path"], page, labels)
    return replace(said, sources=list(pieces), page=page, start=start, end=end, boxes=_once(boxes), path=path)


def _span(content: str, pieces: Sequence[Piece]) -> tuple[int, int]:
    holding = [piece for piece in pieces if piece["text"].count(content) == 1]
    if len(holding) == 1 and _is_verbatim(holding[0]):
        start = (holding[0]["start"] or 0) + holding[0]["text"].index(content)
        return start, start + len(content)
    return min(one["start"] or 0 for one in pieces), max(one["end"] or 0 for one in pieces)


def _is_verbatim(piece: Piece) -> bool:
    """Whether its text is the document's, character by character; a later part of a table has the header row in front."""
    return (piece["end"] or 0) - (piece["start"] or 0) == len(piece["text"])


def _path(path: str, page: int | None, labels: dict[int, str]) -> str:
    if page is None:
        return path
    if "#sheet=" in path and labels.get(page):
        return f"{path.partition('#sheet=')[0]}#sheet={labels[page]}"
    return _NUMBERED.sub(lambda found: f"#{found[1]}={page}", path)


def _once(boxes: Sequence[Any]) -> list[Any]:
    return [box for n, box in enumerate(boxes) if box not in boxes[:n]]
