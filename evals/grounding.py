"""How well grounding tells false sentences from true ones (check 24).

    python -m evals.grounding --data DIR [--count 300] [--half report|tune]

True sentences are taken from the paragraphs: as they are, and lightly reworded (clauses moved, a lead-in put before, a common
word exchanged, a particle added). False ones are the same sentences with a number changed, a name exchanged for one of another
paragraph, or a negation put in or taken out. The sentences are split in two by a hash: rules are tuned on one half, reported
on the other. Each is judged against its own paragraph among four near ones.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from comity.assistants.answering import Grounding, SentenceVectors
from comity.kernel.embed import cheap_encoder
from comity.kernel.text import sentences, words
from evals.answer_sets import Corpus, Item, load

Change = Callable[[str, random.Random, list[str]], str | None]
LEAD = {"en": "According to the document, ", "th": "จากข้อมูลในเอกสาร ", "zh": "根据资料，"}
SWAPS = {
    "en": {
        "because": "since",
        "also": "additionally",
        "many": "numerous",
        "began": "started",
        "however": "but",
        "large": "big",
    },
    "th": {"และ": "กับ", "เนื่องจาก": "เพราะ", "ทั้งหมด": "ทั้งสิ้น", "ประมาณ": "ราว", "เป็นต้น": "ฯลฯ", "ปัจจุบัน": "ขณะนี้"},
    "zh": {"和": "与", "因为": "由于", "但是": "但", "许多": "很多", "开始": "起初", "目前": "现在"},
}
DENY = {
    "en": (r"\b(is|are|was|were|can|could|will|would|has|have|had|did|does)\b(?! not)", r"\1 not"),
    "th": (r"(เป็น|มี|ได้รับ|สามารถ|ต้อง|อยู่)(?!ไม่)", r"ไม่\1"),
    "zh": (r"(是|会|能|可以|存在|需要|属于)(?!不)", r"不\1"),
}
AFFIRM = {
    "en": (r"\b(is|are|was|were|can|could|will|would|has|have|had|did|does|do) not\b", r"\1"),
    "th": (r"(?<!หรือ)ไม่(?=มี|ได้|เป็น|สามารถ|ต้อง)", ""),
    "zh": (r"不(?=是|会|能|可以|需要|存在)|没(?=有)", ""),
}


def number_changed(text: str, rng: random.Random, names: list[str]) -> str | None:
    """One number becomes another of the same length."""
    found = list(re.finditer(r"(?<![\w.,\[])\d+(?:[.,]\d+)*(?![\w\]])", text))
    if not found:
        return None
    match = rng.choice(found)
    old = match.group()
    new = old
    while new == old:
        new = "".join(rng.choice("123456789") if c.isdigit() else c for c in old)
    return text[: match.start()] + new + text[match.end() :]


def name_changed(text: str, rng: random.Random, names: list[str]) -> str | None:
    """A name in the sentence becomes one of another paragraph."""
    mine = _names(text)
    others = [name for name in names if name not in text]
    if not mine or not others:
        return None
    return text.replace(rng.choice(mine), rng.choice(others), 1)


def denied(language: str) -> Change:
    """A negation put in, or taken out."""

    def change(text: str, rng: random.Random, names: list[str]) -> str | None:
        for pattern, new in (AFFIRM[language], DENY[language]):
            changed = re.sub(pattern, new, text, count=1)
            if changed != text:
                return changed
        return None

    return change


def verbatim(text: str, rng: random.Random, names: list[str]) -> str | None:
    """As it stands."""
    return text


def led_in(language: str) -> Change:
    """With a lead-in before it."""
    return lambda text, rng, names: LEAD[language] + text


def swapped(language: str) -> Change:
    """A common word exchanged for one of the same meaning."""

    def change(text: str, rng: random.Random, names: list[str]) -> str | None:
        for old, new in SWAPS[language].items():
            pattern = rf"\b{old}\b" if language == "en" else old
            if re.search(pattern, text):
                return re.sub(pattern, new, text, count=1)
        return None

    return change


def moved(text: str, rng: random.Random, names: list[str]) -> str | None:
    """Two clauses change places."""
    for mark in (", ", "，", " "):
        parts = text.rstrip(".。 ").split(mark)
        if mark == " " and not re.search("[\u0e00-\u0e7f]", text):
            return None
        if len(parts) >= 2:
            cut = len(parts) // 2
            return mark.join(parts[cut:] + parts[:cut])
    return None


def shortened(text: str, rng: random.Random, names: list[str]) -> str | None:
    """A parenthesis or the last clause is left out."""
    bare = re.sub(r"\s*[(（][^()（）]*[)）]", "", text)
    if bare != text:
        return bare
    parts = re.split(r"(?<=[,，])", text)
    return "".join(parts[:-1]).rstrip(", ，") if len(parts) >= 3 else None


def _names(text: str) -> list[str]:
    """Names by form: capitalised words inside a sentence; in Thai and Chinese, runs that the gold answers mark."""
    return [m.group() for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*", text)]


def name_answer_changed(marked: list[str]) -> Change:
    """For scripts without capitals: a gold answer that is a name becomes the gold answer of another question."""

    def change(text: str, rng: random.Random, names: list[str]) -> str | None:
        mine = [name for name in marked if name in text]
        others = [name for name in names if name not in text]
        return text.replace(rng.choice(mine), rng.choice(others), 1) if mine and others else None

    return change


def _is_name(answer: str, language: str) -> bool:
    if re.search(r"\d", answer) or not 2 <= len(answer) <= 24:
        return False
    if language == "th":
        return len(answer) >= 4 and len(words(answer, "th")) >= 2 and " " not in answer.strip()
    return re.search(r"[，。的是了在和]", answer) is None


def measure(
    language: str, corpus: Corpus, items: list[Item], half: str, count: int, vectors: SentenceVectors | None
) -> dict:
    """Shares of sentences flagged, by kind of change."""
    rng = random.Random(11)
    answers = [answer for item in items for answer in item.answers if _is_name(answer, language)]
    names = [n for item in items for n in _names(item.gold.content)] if language == "en" else answers
    renamed: Change = name_changed if language == "en" else name_answer_changed(answers)
    changes: dict[str, Change] = {
        "true: verbatim": verbatim, "true: lead-in": led_in(language), "true: word": swapped(language),
        "true: moved": moved, "true: shortened": shortened,
        "false: number": number_changed, "false: name": renamed, "false: negation": denied(language),
    }  # fmt: skip
    flagged: dict[str, list[int]] = {name: [] for name in changes}
    examples: dict[str, list[str]] = {name: [] for name in changes}
    begun, judged = time.process_time(), 0
    for item, text in _sentences(items, half, count):
        grounding = Grounding(item.chunks, idf=corpus.idf, vectors=vectors)
        made = [(name, change(text, rng, names)) for name, change in changes.items()]
        kept = [(name, new) for name, new in made if new is not None and (name.startswith("true") or new != text)]
        for (name, new), one in zip(kept, grounding.judge([new for _, new in kept]), strict=True):
            is_flagged = one.verdict in {"partly", "unsupported"}
            flagged[name].append(is_flagged)
            judged += 1
            if is_flagged == name.startswith("true") and len(examples[name]) < 6:
                examples[name].append(f"{one.verdict} {one.score}: {new}")
    spent = time.process_time() - begun
    return {"language": language, "flagged": flagged, "examples": examples, "ms": 1000 * spent / max(1, judged)}


def _sentences(items: list[Item], half: str, count: int) -> list[tuple[Item, str]]:
    found: dict[str, Item] = {}
    for item in items:
        for start, end in sentences(item.gold.content):
            text = item.gold.content[start:end]
            mine = "tune" if crc32(text.encode()) % 2 else "report"
            if mine == half and 25 <= len(text) <= 300:
                found.setdefault(text, item)
    pairs = [(item, text) for text, item in found.items()]
    random.Random(5).shuffle(pairs)
    return pairs[:count]


def main() -> None:
    """Prints a table, and writes JSON when asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--half", choices=["tune", "report"], default="report")
    parser.add_argument("--languages", default="en,zh,th")
    parser.add_argument("--without-encoder", action="store_true")
    parser.add_argument("--examples", action="store_true")
    args = parser.parse_args()
    vectors = None if args.without_encoder else SentenceVectors(cheap_encoder())
    results = []
    for language in args.languages.split(","):
        corpus, items = load(args.data, language)
        results.append(measure(language, corpus, items, args.half, args.count, vectors))
    _print(results, examples=args.examples)
    rows = [{**r, "flagged": {k: [sum(v), len(v)] for k, v in r["flagged"].items()}} for r in results]
    print(json.dumps([{k: v for k, v in row.items() if k != "examples"} for row in rows]))


def _print(results: list[dict], *, examples: bool) -> None:
    print(f"{'share flagged':18}", *(f"{r['language']:>14}" for r in results))
    for name in results[0]["flagged"]:
        print(f"{name:18}", *(_share(r["flagged"][name]) for r in results))
    for kind in ("true", "false"):
        print(
            f"{kind + ': all':18}",
            *(_share([f for n, v in r["flagged"].items() if n.startswith(kind) for f in v]) for r in results),
        )
    print(f"{'ms a sentence':18}", *(f"{r['ms']:>14.2f}" for r in results))
    for result in results if examples else []:
        for name, texts in result["examples"].items():
            print(f"\n{result['language']} {name}", *texts, sep="\n   ")


def _share(flags: list[int]) -> str:
    return f"{sum(flags) / max(1, len(flags)):>7.3f} /{len(flags):>4} "


if __name__ == "__main__":
    main()
