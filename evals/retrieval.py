"""How well retrieval finds, and how comparable its scores are (`knowledge.md` checks 20 to 24).

    python -m evals.retrieval [--data DIR] [--questions 300] [--cache DIR] [--model DIR] [--embedder URL] [--languages en,th] [--json FILE]

DATA (`COMITY_EVAL_DATA`, else `evals/data`) holds `xquad/` and `iapp-th/` (see their READMEs). Prints a table and one JSON line.
Vectors are kept in the cache folder, so that only the first run embeds. Everything goes through the product's engine and scoring; a
question counts as answered by any chunk of the paragraph (XQuAD) or article (iApp) that it was written for.
"""

import argparse
import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from comity.kernel.embed import Calibration
from comity.kernel.text import analyse, terms_with_spans
from comity.knowledge.search import ARMS, Entry, Filters, Head, Scored, read_query, score
from comity.knowledge.search.engines import EmbeddedEngine
from evals.embedders import embedder_of
from evals.search_sets import Built, Passage, Question, QuestionSet, VectorCache, build, iapp, xquad

THRESHOLD = 0.45
FIRST = 5
CODES = 10_000
SAMPLE = 300
WORDS_ALONE = ("lexical", "exact")
LANGUAGES = ("en", "zh", "vi", "th")
CROSS = (("zh", "en"), ("vi", "en"), ("en", "zh"), ("vi", "zh"), ("en", "vi"))
OTHER_TOPIC = {
    "en": (
        "How do I change a bicycle tyre?|What should I feed a kitten?|Which wine goes with salmon?|How do I fold a fitted sheet?|"
        "Can I grow tomatoes on a balcony?|How long do I boil an egg?|What is the best way to learn the guitar?|"
        "Why does my laptop fan get loud?|How do I remove candle wax from a carpet?|When should I repot an orchid?|"
        "How do I tie a bow tie?|What time does the pharmacy close?|How do I reset my router?|Which shoes are good for running?|"
        "How do I book a table for two?|What is the refund policy for concert tickets?|How do I clean a cast iron pan?|"
        "Can I bring a power bank on a plane?|How do I apply for a library card?|What is a good name for a puppy?"
    ),
    "zh": (
        "怎么换自行车轮胎？|小猫应该吃什么？|三文鱼配什么酒？|床单怎么叠？|阳台上能种番茄吗？|鸡蛋要煮多久？|学吉他的最好方法是什么？|"
        "笔记本风扇为什么很响？|地毯上的蜡怎么去除？|兰花什么时候换盆？|领结怎么打？|药店几点关门？|路由器怎么重置？|跑步穿什么鞋好？|"
        "怎么预订两人的座位？|演唱会门票可以退款吗？|铸铁锅怎么清洗？|充电宝可以带上飞机吗？|怎么办借书证？|小狗起什么名字好？"
    ),
    "th": (
        "เปลี่ยนยางจักรยานอย่างไร|ลูกแมวควรกินอะไร|ไวน์อะไรเข้ากับปลาแซลมอน|พับผ้าปูที่นอนอย่างไร|ปลูกมะเขือเทศบนระเบียงได้ไหม|ต้มไข่กี่นาที|"
        "ฝึกกีตาร์อย่างไรดีที่สุด|ทำไมพัดลมโน้ตบุ๊กเสียงดัง|เอาคราบเทียนออกจากพรมอย่างไร|เปลี่ยนกระถางกล้วยไม้เมื่อไร|ผูกหูกระต่ายอย่างไร|ร้านขายยาปิดกี่โมง|"
        "รีเซ็ตเราเตอร์อย่างไร|รองเท้าแบบไหนเหมาะกับวิ่ง|จองโต๊ะสำหรับสองคนอย่างไร|ตั๋วคอนเสิร์ตคืนเงินได้ไหม|ล้างกระทะเหล็กหล่ออย่างไร|"
        "พาวเวอร์แบงก์เอาขึ้นเครื่องบินได้ไหม|ทำบัตรห้องสมุดอย่างไร|ตั้งชื่อลูกหมาว่าอะไรดี"
    ),
}


class Base:
    """A base in memory, searched as the product searches."""

    def __init__(self, parts: Sequence[Built], cache: VectorCache, calibration: Calibration) -> None:
        self._entries = [one for part in parts for one in part.entries]
        self.gold = {id_: gold for part in parts for id_, gold in part.gold.items()}
        self._cache, self._calibration = cache, calibration
        self._head = Head("evals", "base", "generation", len(self._entries))
        self._engine = EmbeddedEngine(self, cache_mb=10_000)
        self._engine.catch_up(self._head)

    def entries(self, head: Head, after: int, *, vectors: bool) -> Sequence[Entry]:
        """The whole base at once."""
        numbered = (replace(one, seq=seq) for seq, one in enumerate(self._entries, 1))
        return [one if vectors else replace(one, vectors=()) for one in numbered if one.seq > after]

    def vectors(self, head: Head, after: int, upto: int) -> dict[str, tuple[np.ndarray, ...]]:
        """Every vector."""
        return self.stored(head, [one.revision_id for one in self._entries])

    def stored(self, head: Head, revision_ids: Sequence[str]) -> dict[str, tuple[np.ndarray, ...]]:
        """Vectors by revision."""
        wanted = set(revision_ids)
        return {one.revision_id: one.vectors for one in self._entries if one.revision_id in wanted and one.vectors}

    def ask(self, questions: Sequence[str], arms: Sequence[str] = ARMS) -> Iterable[list[Scored]]:
        """The scored candidates of each question, best first."""
        vectors = self._cache.queries(questions) if "dense" in arms else [None] * len(questions)
        view = self._engine.view(self._head, Filters(), 0)
        for text, vector in zip(questions, vectors, strict=True):
            query = read_query(text)
            found = {arm: getattr(view, arm)(query if arm != "dense" else vector) for arm in arms}
            yield score(view.material(query, vector, found), query, self._calibration if vector is not None else None)

    def ranks(self, questions: Sequence[Question], arms: Sequence[str] = ARMS) -> np.ndarray:
        """The place of the first answering chunk for each question; a large number when it is not among the candidates."""
        found = self.ask([question.text for question in questions], arms)
        return np.array([self._rank(scored, q.gold) for scored, q in zip(found, questions, strict=True)])

    def _rank(self, scored: Sequence[Scored], gold: frozenset[str]) -> int:
        ids = (self.gold[one.held.chunk_id] for one in scored)
        return next((at for at, id_ in enumerate(ids, 1) if id_ in gold), 10_000)

    def best_scores(self, questions: Sequence[Question], *, unanswered: bool = False) -> np.ndarray:
        """The sorting score of the best chunk for each question; `unanswered`: of those that do not answer it."""
        found = self.ask([question.text for question in questions])
        return np.array([self._best(scored, q, unanswered) for scored, q in zip(found, questions, strict=True)])

    def _best(self, scored: Sequence[Scored], question: Question, unanswered: bool) -> float:
        left = (one for one in scored if not (unanswered and self.gold[one.held.chunk_id] in question.gold))
        return next((one.sorting_score for one in left), 0.0)


def figures(ranks: np.ndarray) -> dict[str, float]:
    """R@1, R@5 and MRR@10."""
    mrr = np.where(ranks <= 10, 1 / ranks, 0).mean()
    return {"R@1": float((ranks <= 1).mean()), "R@5": float((ranks <= 5).mean()), "MRR@10": float(mrr)}


def prefixed(one: QuestionSet, mark: str) -> QuestionSet:
    """The set with its ids marked, for bases of several languages."""
    passages = tuple(replace(p, gold=f"{mark}{p.gold}") for p in one.passages)
    questions = tuple(replace(q, gold=frozenset(f"{mark}{id_}" for id_ in q.gold)) for q in one.questions)
    return replace(one, passages=passages, questions=questions)


def sample(questions: Sequence[Question], count: int) -> Sequence[Question]:
    """At most `count` questions, evenly over all."""
    return questions[:: max(1, len(questions) // count)][:count]


def in_one_language(base: Base, one: QuestionSet, count: int) -> dict[str, Any]:
    """Words alone, meaning alone, and both; and words alone for the questions that name what they ask about."""
    asked = sample(one.questions, count)
    ranks = base.ranks(asked, WORDS_ALONE)
    named = ranks[naming(one, asked)]
    arms = {name: figures(base.ranks(asked, arms)) for name, arms in (("meaning", ("dense",)), ("hybrid", ARMS))}
    return {"words": figures(ranks), "words, named": {**figures(named), "questions": len(named)}, **arms}


def naming(one: QuestionSet, asked: Sequence[Question]) -> np.ndarray:
    """Which questions name what they ask about: at most five of the texts hold all their words, so that the first five may.

    Reading comprehension has questions such as "How many baht?", that only a reader of the article understands.
    """
    holders: dict[str, set[str]] = defaultdict(set)
    for passage in one.passages:
        for term in set(analyse(f"{passage.title}\n{passage.content}").terms):
            holders[term].add(passage.gold)
    held = [[holders[term] for term in _words_of(question.text)] for question in asked]
    return np.array([not sets or len(set.intersection(*sets)) <= FIRST for sets in held])


def _words_of(text: str) -> set[str]:
    found = terms_with_spans(text)
    return {term.text for term in found if term.kind != "gram"} or {term.text for term in found}


def threshold(base: Base, one: QuestionSet, count: int) -> dict[str, float]:
    """What the default threshold keeps of answerable questions, and drops of unanswerable and of off-topic ones.

    Unanswerable: the same questions, each without the paragraphs that answer it. Every other one stays, its siblings among them.
    """
    asked = sample(one.questions, count)
    elsewhere = [Question(text, frozenset()) for text in OTHER_TOPIC[one.language].split("|")]
    return {
        "answerable kept": float((base.best_scores(asked) >= THRESHOLD).mean()),
        "unanswerable dropped": float((base.best_scores(asked, unanswered=True) < THRESHOLD).mean()),
        "off-topic dropped": float((base.best_scores(elsewhere) < THRESHOLD).mean()),
    }


def among_codes(cache: VectorCache, calibration: Calibration) -> dict[str, float]:
    """Ways of writing a code among 10,000 similar ones: how often its chunk is first, and the exact value of an absent one."""
    passages = [Passage(f"PPR-{n}", f"Part PPR-{n}: pump housing, size {n % 40}.") for n in range(CODES)]
    built = build(passages, VectorCache(_NoVectors(), Path(tempfile.mkdtemp())))  # pyright: ignore[reportArgumentType]
    base = Base([built], cache, calibration)
    asked = list(range(1000, CODES, 331))
    forms = [form for n in asked for form in (f"PPR-{n}", f"ppr{n}", f"{n}")]
    questions = [Question(form, frozenset({f"PPR-{int(form[-4:])}"})) for form in forms]
    absent = list(base.ask(["PPR-90870", "XQR-1234567"], WORDS_ALONE))
    return {
        "first": float((base.ranks(questions, WORDS_ALONE) == 1).mean()),
        "absent exact": max((one.exact for scored in absent for one in scored), default=0.0),
    }


class _NoVectors:
    """Stands where no vector is wanted."""

    revision = "none"

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """A row of zeros for each text."""
        return np.zeros((len(texts), 8), np.float32)

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Every text fits."""
        return [(0, len(text))]


def measure(
    data: Path, cache: VectorCache, calibration: Calibration, count: int = SAMPLE, languages: Sequence[str] = LANGUAGES
) -> dict[str, Any]:
    """All figures, each over at most `count` questions; those of several languages where all of them are measured."""
    sets = {language: iapp(data) if language == "th" else xquad(data, language) for language in languages}
    built = {language: build(one.passages, cache) for language, one in sets.items()}
    found: dict[str, Any] = {"one language": {}, "cross": {}, "mixed": {}, "threshold": {}}
    for language, one in sets.items():
        base = Base([built[language]], cache, calibration)
        found["one language"][language] = in_one_language(base, one, count)
        if language in OTHER_TOPIC:
            found["threshold"][language] = threshold(base, one, count)
    for asked, told in ((asked, told) for asked, told in CROSS if {asked, told} <= sets.keys()):
        base = Base([built[told]], cache, calibration)
        found["cross"][f"{asked}>{told}"] = figures(base.ranks(sample(sets[asked].questions, count)))
    if sets.keys() >= {"en", "zh", "vi"}:
        found["mixed"] = mixed({name: sets[name] for name in ("en", "zh", "vi")}, cache, calibration, count)
    found["codes"] = among_codes(cache, calibration)
    return found


def mixed(sets: dict[str, QuestionSet], cache: VectorCache, calibration: Calibration, count: int) -> dict[str, Any]:
    """One base of three languages: the answer in the question's language, and any translation of it in the first five."""
    marked = {language: prefixed(one, f"{language}:") for language, one in sets.items()}
    base = Base([build(one.passages, cache, prefix=f"{name}-") for name, one in marked.items()], cache, calibration)
    found = {}
    for language, one in marked.items():
        asked = sample(one.questions, count)
        found[language] = figures(base.ranks(asked))
        others = [
            replace(q, gold=frozenset(f"{o}:{next(iter(q.gold))[3:]}" for o in sets if o != language)) for q in asked
        ]
        found[language]["translation R@5"] = figures(base.ranks(others))["R@5"]
    return found


def table(found: dict[str, Any]) -> str:
    """The figures as lines to read."""
    lines = [f"{'':22}{'R@1':>8}{'R@5':>8}{'MRR@10':>8}"]

    def line(name: str, values: dict[str, float]) -> None:
        lines.append(f"{name:22}" + "".join(f"{values[key]:8.3f}" for key in ("R@1", "R@5", "MRR@10")))

    for language, arms in found["one language"].items():
        for arm, values in arms.items():
            line(f"{language} {arm}" + (f" {values['questions']}" if "questions" in values else ""), values)
    for pair, values in found["cross"].items():
        line(f"{pair} hybrid", values)
    for language, values in found["mixed"].items():
        line(f"{language} in en+zh+vi", values)
        lines.append(f"{'':22}a translation in the first five: {values['translation R@5']:.3f}")
    for language, values in found["threshold"].items():
        lines.append(
            f"{language} at {THRESHOLD}: " + ", ".join(f"{name} {value:.3f}" for name, value in values.items())
        )
    lines.append(
        f"codes: first {found['codes']['first']:.3f}, absent code's exact {found['codes']['absent exact']:.1f}"
    )
    return "\n".join(lines)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("COMITY_EVAL_DATA", "evals/data")))
    parser.add_argument("--questions", type=int, default=SAMPLE, help="at most so many of each set")
    parser.add_argument("--cache", type=Path, default=Path("evals/.cache"))
    parser.add_argument(
        "--model", type=Path, default=Path("data"), help="the data directory that keeps the derived model"
    )
    parser.add_argument(
        "--embedder", default="", help="http://host:port/v1: another one than the bundled (evals.small_models)"
    )
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    if not (chosen.data / "xquad").is_dir():
        parser.error(
            f"{chosen.data} holds no xquad/. Pass --data or set COMITY_EVAL_DATA to the folder with xquad/ and iapp-th/."
        )
    started = time.perf_counter()
    embedder = embedder_of(chosen.model, chosen.embedder)
    languages = chosen.languages.split(",")
    found = measure(chosen.data, VectorCache(embedder, chosen.cache), embedder.calibration, chosen.questions, languages)
    print(table(found))
    line = json.dumps({"eval": "retrieval", "seconds": round(time.perf_counter() - started), **found})
    print(line)
    if chosen.json:
        chosen.json.write_text(line + "\n")


if __name__ == "__main__":
    main()
