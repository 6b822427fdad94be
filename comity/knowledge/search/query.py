"""Reading a question for search, and marking what matched."""

from collections.abc import Sequence, Set

from comity.kernel.text import Term, analyse, code_forms, codes, detect_language, script_of, terms_with_spans
from comity.knowledge.search.port import Query


def read_query(text: str, keywords: Sequence[str] = (), language: str = "auto") -> Query:
    """The distinct terms, their scripts and the codes of a question; keywords add terms."""
    terms = _asked(terms_with_spans(text, language))
    terms += [t for keyword in keywords for t in analyse(keyword, language).terms if t not in terms]
    found = list(dict.fromkeys(codes(text)))
    forms = [code_forms(code) for code in found]
    return Query(
        text=text,
        language=detect_language(text),
        terms=tuple(dict.fromkeys(terms)),
        scripts=tuple(script_of(term) for term in dict.fromkeys(terms)),
        codes=tuple((form.written, form.joined) for form in forms),
        shown_codes=tuple(found),
    )


def _asked(found: Sequence[Term]) -> list[str]:
    """The distinct terms, without the Thai trigrams that reach into a function word: they say how it is asked, not what."""
    told = {at for term in found if term.kind == "word" for at in range(term.start, term.end)}
    kept = [term.text for term in found if not _reaches_out(term, told)]
    return list(dict.fromkeys(kept or [term.text for term in found]))


def _reaches_out(term: Term, told: Set[int]) -> bool:
    return term.kind == "gram" and term.script == "Thai" and not told >= set(range(term.start, term.end))


def highlights(content: str, terms: Set[str], language: str = "auto") -> list[list[int]]:
    """Spans of the query's terms in a text, joined where they touch."""
    spans = sorted((t.start, t.end) for t in terms_with_spans(content, language) if t.text in terms)
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined
