"""A memorized response as matching holds it: its variants read once, its scope and dates beside them."""

import re
from dataclasses import dataclass

import numpy as np

from comity.assistants.memorized.matching.facts import exact_form
from comity.kernel.text import fold, terms_with_spans

_PARTICLE = re.compile(r"\b(?:in|out|up|down|on|off|with|without|before|after|back)\b")
"""Stop words that tell short questions apart: check in, check out."""
ALWAYS_FROM, ALWAYS_TO = -(2**62), 2**62


@dataclass(frozen=True, slots=True)
class Variant:
    """The question or one of its alternates; without a vector it is compared by words alone."""

    text: str
    form: str
    terms: frozenset[str]
    vector: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A memorized response. Times are microseconds; `assistant_ids` empty means all; `language` is a primary tag or empty."""

    id: str
    created_us: int
    enabled: bool
    language: str
    assistant_ids: frozenset[str]
    from_us: int
    to_us: int
    variants: tuple[Variant, ...]


def terms_of(text: str) -> frozenset[str]:
    """The terms by which questions are compared: those of a search, without pieces of words, and particles that it leaves out."""
    found = terms_with_spans(text)
    words = [term.text for term in found if term.kind != "gram"] or [term.text for term in found]
    return frozenset(words) | {f"~{particle}" for particle in _PARTICLE.findall(fold(text))}


def read_variant(text: str, vector: np.ndarray | None = None) -> Variant:
    """A variant with its form and terms."""
    return Variant(text, exact_form(text), terms_of(text), vector)
