"""A chunk's analysis as it is stored with its revision: made once, so that an index is rebuilt without analysing again."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from comity.kernel.text import ANALYSER_VERSION, analyse, code_forms, codes, script_shares

FIELDS = ("content", "title", "headings", "keywords", "questions")
CONTENT_MAX, FIELD_MAX = 255, 63
LENGTH_MAX = 65535
PACKED_END = 1 << 32
SCRIPT_SHARE_MIN = 0.1


class ChunkTerms(msgspec.Struct, array_like=True, frozen=True):
    """`lengths` by field; `counts`: term to its packed counts by field; `codes` as indexed; `scripts` with a tenth or more."""

    lengths: list[int]
    counts: dict[str, int]
    codes: list[str]
    parts: list[str]
    scripts: list[str]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(ChunkTerms)


def chunk_terms(
    *,
    content: str,
    title: str,
    headings: Sequence[str],
    keywords: Sequence[str],
    questions: Sequence[str],
    language: str = "auto",
) -> bytes:
    """Analyses what a chunk says, field by field, into a compact blob."""
    texts = (content, title, "\n".join(headings), "\n".join(keywords), "\n".join(questions))
    counts: dict[str, int] = {}
    lengths: list[int] = []
    for field, text in enumerate(texts):
        terms = analyse(text, language).terms if text else ()
        lengths.append(min(len(terms), LENGTH_MAX))
        for term, count in Counter(terms).items():
            counts[term] = counts.get(term, 0) | pack(field, count)
    everything = "\n".join(texts)
    forms = [code_forms(code) for code in dict.fromkeys(codes(everything))]
    whole = dict.fromkeys(form for f in forms for form in (f.written, f.joined))
    parts = dict.fromkeys(part for f in forms for part in f.parts if part not in whole)
    scripts = [script for script, share in script_shares(everything).items() if share >= SCRIPT_SHARE_MIN]
    return _encoder.encode(ChunkTerms(lengths, counts, list(whole), list(parts), scripts))


def analysed_as(language: str) -> str:
    """Names the analyser and the language that terms are made by now; terms of another name are compared with none of these."""
    return f"{ANALYSER_VERSION}:{language}"


def read_terms(blob: bytes) -> ChunkTerms:
    """The analysis in a blob; an empty one for a purged chunk."""
    return _decoder.decode(blob) if blob else ChunkTerms([0] * len(FIELDS), {}, [], [], [])


def is_sound(blob: bytes) -> bool:
    """Whether an analysis that came from elsewhere can be read, and every number in it be counted with."""
    try:
        found = _decoder.decode(blob)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return len(found.lengths) == len(FIELDS) and all(
        0 <= number < most
        for numbers, most in ((found.lengths, LENGTH_MAX + 1), (found.counts.values(), PACKED_END))
        for number in numbers
    )


def content_terms(blob: bytes) -> frozenset[str]:
    """The terms of a chunk's content alone, without its title, headings, keywords and questions."""
    return frozenset(term for term, packed in read_terms(blob).counts.items() if packed & CONTENT_MAX)


def pack(field: int, count: int) -> int:
    """A count in its field's bits: eight for the content, six for each other field."""
    if field == 0:
        return min(count, CONTENT_MAX)
    return min(count, FIELD_MAX) << (8 + 6 * (field - 1))
