"""Personal data in texts: found by form and check digits, replaced by `<EMAIL_1>` and put back (`assistants.md` 3.7)."""

import re
from collections.abc import Iterator

from comity.assistants.answering.guardrails import GuardrailHit

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("EMAIL", re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")),
    ("IBAN", re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")),
    ("CARD", re.compile(r"(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])")),
    ("ID", re.compile(r"(?<![\d-])\d[ -]?\d{4}[ -]?\d{5}[ -]?\d{2}[ -]?\d(?![\d-])")),
    (
        "PHONE",
        re.compile(
            r"(?<![\w.+-])(?:\+\d{1,3}[ .-]?(?:\(0?\)[ .-]?)?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}"
            r"|\(0\d{1,3}\)[ .-]?\d{3,4}[ .-]?\d{3,4}|0\d{1,3}(?:[ .-]?\d{3,4}){2})(?![\w-]|\.\d)"
        ),
    ),
    ("PASSPORT", re.compile(r"(?<![A-Za-z0-9-])[A-Z]{1,2}\d{7}(?![A-Za-z0-9-])")),
)
_PASSPORT_WORD = re.compile(r"passport|พาสปอร์ต|หนังสือเดินทาง|护照|護照|パスポート|旅券|여권", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"<(?:EMAIL|IBAN|CARD|ID|PHONE|PASSPORT)_\d+>")
_PARTIAL = re.compile(r"<[A-Z]{0,8}(?:_\d{0,6})?$")


class Masker:
    """The personal data of one exchange, each value with its placeholder; the same value has the same one everywhere."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._placeholders: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._waiting = ""

    @property
    def hits(self) -> list[GuardrailHit]:
        """One row for each value found; the placeholder, never the value."""
        return [GuardrailHit("pii", "masked", placeholder) for placeholder in self._values]

    def mask(self, text: str) -> str:
        """The text with placeholders for what is personal. A placeholder that a person typed is left as text."""
        for label, pattern in _PATTERNS:
            text = pattern.sub(lambda found, label=label, text=text: self._placeholder(label, found, text), text)
        return text

    def unmask(self, text: str) -> str:
        """The text with every known placeholder as its value again."""
        return _PLACEHOLDER.sub(lambda found: self._values.get(found.group(), found.group()), text)

    def feed(self, text: str) -> str:
        """Unmasks an answer piece by piece; holds back an end that may be the beginning of a placeholder."""
        if not self._values:
            return text
        self._waiting += text
        partial = _PARTIAL.search(self._waiting)
        cut = partial.start() if partial else len(self._waiting)
        free, self._waiting = self._waiting[:cut], self._waiting[cut:]
        return self.unmask(free)

    def finish(self) -> str:
        """The rest of the answer."""
        rest, self._waiting = self._waiting, ""
        return self.unmask(rest)

    def _placeholder(self, label: str, found: re.Match[str], text: str) -> str:
        value = found.group()
        if not _is_real(label, value, text):
            return value
        known = self._placeholders.get(value)
        if known is None:
            known = next(name for name in self._names(label) if name not in text)
            self._placeholders[value], self._values[known] = known, value
        return known

    def _names(self, label: str) -> Iterator[str]:
        while True:
            self._counts[label] = self._counts.get(label, 0) + 1
            yield f"<{label}_{self._counts[label]}>"


def mask(text: str) -> str:
    """The text without personal data, for logs; it cannot be put back."""
    return Masker().mask(text)


def _is_real(label: str, value: str, text: str) -> bool:
    digits = re.sub(r"\D", "", value)
    if label == "CARD":
        return 13 <= len(digits) <= 19 and _luhn(digits) and len(set(digits)) > 1
    if label == "ID":
        return _thai_id(digits)
    if label == "IBAN":
        return _iban(value.replace(" ", ""))
    if label == "PHONE":
        return 9 <= len(digits) <= 15
    return label != "PASSPORT" or _PASSPORT_WORD.search(text) is not None


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = [int(d) * 2 if i % 2 else int(d) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _thai_id(digits: str) -> bool:
    """Thirteen digits, the last is (11 - weighted sum mod 11) mod 10, weights 13 down to 2."""
    if len(digits) != 13 or digits[0] == "0":
        return False
    total = sum(int(d) * (13 - i) for i, d in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])


def _iban(value: str) -> bool:
    """ISO 13616: 15 to 34 characters, mod 97 of the rearranged number is 1."""
    if not 15 <= len(value) <= 34:
        return False
    moved = value[4:] + value[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1
