"""Codes: the tokens that must be found exactly (part numbers, versions, dates, addresses), and their forms."""

import re
from dataclasses import dataclass

from comity.kernel.text.normal import comparable

_LETTER = "A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_CODE = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s<>\"'()\[\]{}\u0e00-\u0e7f\u3000-\u9fff]+)"
    r"|(?P<mail>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]))"
    rf"|(?P<token>[{_LETTER}0-9]+(?:[-_/.\#][{_LETTER}0-9]+)*)"
)
_SEPARATORS = re.compile(r"[^\w]|_")
_SHOUTED = re.compile(r"(?:^|[-/])[A-Z]{2,}(?:$|[-/])")
_NAMED = re.compile(r"\w{3,}\.[a-z]{2,}$")
_LETTERS_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_ALPHA = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class CodeForms:
    """A code as it is compared: lower-cased as written, without separators, and its parts of 3 characters or more."""

    written: str
    joined: str
    parts: tuple[str, ...]


def code_forms(code: str) -> CodeForms:
    """The forms under which a code is indexed and asked for. A part serves only a query that is itself that part."""
    written = comparable(code).text
    pieces = [piece for piece in _SEPARATORS.split(written) if piece]
    joined = "".join(pieces)
    runs = [run for piece in pieces for run in _LETTERS_OR_DIGITS.findall(piece)]
    parts = dict.fromkeys(part for part in [*pieces, *runs] if len(part) >= 3 and part != joined)
    return CodeForms(written, joined, tuple(parts))


def _is_code(token: str) -> bool:
    """Letters and digits mixed, four digits or more, or inner separators of a kind that plain words do not have."""
    digits = len(_DIGIT.findall(token))
    if digits >= 4 or (digits and (_ALPHA.search(token) or not token.isalnum())):
        return True
    if token.isalnum():
        return False
    return "_" in token or "#" in token or bool(_SHOUTED.search(token) or _NAMED.search(token))


def find_codes(text: str) -> list[tuple[str, int, int]]:
    """The codes of `text` as (written, start, end), in order.

    A token without digits counts when it has `_` or `#`, a part in capitals (`SKU-ABC`) or the shape of a file or host
    name: `and/or` and `well-known` are words.
    """
    found = []
    for match in _CODE.finditer(text):
        code = match[0]
        if match.lastgroup == "url":
            code = code.rstrip(".,;:!?/")
        elif match.lastgroup == "token" and not _is_code(code):
            continue
        found.append((code, match.start(), match.start() + len(code)))
    return found


def codes(text: str) -> tuple[str, ...]:
    """The codes of `text` as written, each once, in order."""
    return tuple(dict.fromkeys(code for code, _, _ in find_codes(text)))
