"""Which script a piece of text is written in, and which language that suggests."""

import re
from collections import Counter

RUNS = re.compile(
    r"(?P<Thai>[\u0E00-\u0E7F]+)"
    r"|(?P<Cjk>[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\u3005\u3040-\u30FF\u31F0-\u31FF\U00020000-\U0002FA1F]+)"
    r"|(?P<Hangul>[\uAC00-\uD7AF\u1100-\u11FF\u3130-\u318F]+)"
    r"|(?P<Arabic>[\u0600-\u06FF\u0750-\u077F\u08A0-\u08FF]+)"
    r"|(?P<Unspaced>[\u0E80-\u0EFF\u1780-\u17FF\u1000-\u109F]+)"
    r"|(?P<Word>[^\W_\u0600-\u06FF\u0750-\u077F\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3040-\u30FF"
    r"\u3130-\u318F\u3400-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF]+)"
)
KATAKANA = re.compile(r"[\u30A1-\u30FA\u30FC]{2,}")
KANA = re.compile(r"[\u3040-\u30FF]")
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_NAMES = {
    "Thai": "Thai",
    "Cjk": "Han",
    "Hangul": "Hangul",
    "Arabic": "Arabic",
    "Unspaced": "Lao",
    "Word": "Latin",
}
_CYRILLIC = re.compile(r"[\u0400-\u04FF]")
_GREEK = re.compile(r"[\u0370-\u03FF]")
_HEBREW = re.compile(r"[\u0590-\u05FF]")
_INDIC = re.compile(r"[\u0900-\u0DFF]")


def script_of(term: str) -> str:
    """The script of a term by its first letter: Latin, Thai, Han (with kana), Hangul, Arabic, ...; Digit for numbers."""
    match = RUNS.search(term)
    if match is None:
        return "Other"
    kind = match.lastgroup or "Word"
    if kind != "Word":
        return _NAMES[kind]
    first = match.group()[0]
    if first.isdigit():
        return "Digit"
    for pattern, name in ((_CYRILLIC, "Cyrillic"), (_GREEK, "Greek"), (_HEBREW, "Hebrew"), (_INDIC, "Indic")):
        if pattern.match(first):
            return name
    return "Latin"


def script_shares(text: str) -> dict[str, float]:
    """The share of each script among the letters of a text; empty when it has none."""
    counts: Counter[str] = Counter()
    for match in RUNS.finditer(text):
        run = match.group()
        script = script_of(run)
        if script not in {"Digit", "Other"}:
            counts[script] += len(run)
    total = sum(counts.values())
    return {script: count / total for script, count in counts.items()} if total else {}


def detect_language(text: str) -> str:
    """The language of a text by its script, `und` without letters. Latin text is `en` unless its letters are Vietnamese."""
    shares = script_shares(text[:2000])
    if not shares:
        return "und"
    kana = len(KANA.findall(text))
    if shares.get("Thai", 0) >= 0.25:
        return "th"
    if shares.get("Han", 0) >= 0.25:
        return "ja" if kana else "zh"
    if shares.get("Hangul", 0) >= 0.25:
        return "ko"
    best = max(shares, key=lambda script: shares[script])
    if best == "Latin":
        return "vi" if len(_VIETNAMESE.findall(text)) * 20 >= len(text) else "en"
    return {"Arabic": "ar", "Cyrillic": "ru", "Greek": "el", "Hebrew": "he", "Lao": "lo", "Indic": "hi"}.get(
        best, "und"
    )
