"""Titles and keywords without a model: the first sentence, and the terms that tell a chunk from the others of its document."""

import math
from collections import Counter
from collections.abc import Sequence

from comity.kernel.text import sentences, terms_with_spans
from comity.knowledge.generating.values import KEYWORD_LONGEST, KEYWORDS_MOST, TITLE_MOST, Generated

SHORTEST = 3
"""Letters of a keyword in a script with spaces; a word of Thai, Chinese, Japanese or Korean may have two."""
_UNSPACED = {"Thai", "Han", "Kana", "Hangul"}


def generate_by_rules(contents: Sequence[str]) -> list[Generated]:
    """Values for chunks of one document. The same texts give the same values."""
    written = [_written(content) for content in contents]
    holders = Counter(term for one in written for term in one)
    return [
        Generated(_title(content), _keywords(one, holders, len(contents)))
        for content, one in zip(contents, written, strict=True)
    ]


def _title(content: str) -> str:
    """The first sentence, cut at a word."""
    spans = sentences(content)
    first = " ".join(content[slice(*spans[0])].split()) if spans else ""
    if len(first) <= TITLE_MOST:
        return first
    return first[: TITLE_MOST - 1].rsplit(" ", 1)[0] + "…"


def _written(content: str) -> dict[str, Counter[str]]:
    """Each term with the ways in which the text writes it: whole words, or the bigrams of scripts without spaces."""
    found: dict[str, Counter[str]] = {}
    for term in terms_with_spans(content):
        if term.kind == "gram" or term.script == "Digit":
            continue
        text = content[term.start : term.end]
        if SHORTEST <= len(text) <= KEYWORD_LONGEST or (term.script in _UNSPACED and len(text) > 1):
            found.setdefault(term.text, Counter())[text] += 1
    return found


def _keywords(written: dict[str, Counter[str]], holders: Counter[str], total: int) -> tuple[str, ...]:
    """The terms with the most weight, as the text writes them most often; the earlier of equals."""

    def weight(term: str) -> float:
        return (1 + math.log(written[term].total())) * math.log(1 + total / holders[term])

    best = sorted(written, key=weight, reverse=True)[:KEYWORDS_MOST]
    return tuple(dict.fromkeys(written[term].most_common(1)[0][0] for term in best))
