"""Near copies: texts that share 95 % of their five-character runs (`knowledge.md` 3.9, step 6)."""

COLLAPSE_SHARE = 0.95
GRAM = 5


class NearCopies:
    """Remembers texts in order and tells which of them a new one repeats."""

    def __init__(self) -> None:
        self._kept: list[tuple[str, set[str]]] = []

    def first_like(self, text: str, limit: int) -> int | None:
        """The place of the first kept text that this one repeats; None keeps it, unless `limit` are kept."""
        grams: set[str] = set()
        for place, (other, others) in enumerate(self._kept):
            if text == other:
                return place
            if _of_one_length(text, other):
                grams = grams or grams_of(text)
                if len(grams & others) >= COLLAPSE_SHARE * max(len(grams), len(others)):
                    return place
        if len(self._kept) < limit:
            self._kept.append((text, grams or grams_of(text)))
        return None


def grams_of(text: str) -> set[str]:
    """The runs of five characters."""
    return {text[i : i + GRAM] for i in range(max(1, len(text) - GRAM + 1))}


def _of_one_length(one: str, other: str) -> bool:
    return 0.9 < (len(one) + 1) / (len(other) + 1) < 1.12
