"""Text: normalisation, segmentation and analysis of many scripts, Thai, Chinese, Japanese and Korean among them.

One analysis serves documents and queries; one segmentation serves chunking, answering and grounding.
"""

from comity.kernel.text.analysis import (
    ANALYSER_VERSION,
    Analysis,
    CodeForms,
    Term,
    analyse,
    code_forms,
    codes,
    terms_with_spans,
)
from comity.kernel.text.normal import Normalised, fold, normalise
from comity.kernel.text.scripts import RUNS, detect_language, script_of, script_shares
from comity.kernel.text.sentences import count_tokens, sentences
from comity.kernel.text.stopwords import STOP_WORDS, THAI_FUNCTION_WORDS
from comity.kernel.text.thai import thai_words

__all__ = [
    "ANALYSER_VERSION",
    "STOP_WORDS",
    "THAI_FUNCTION_WORDS",
    "Analysis",
    "CodeForms",
    "Normalised",
    "Term",
    "analyse",
    "code_forms",
    "codes",
    "count_tokens",
    "detect_language",
    "fold",
    "normalise",
    "script_of",
    "script_shares",
    "sentences",
    "terms_with_spans",
    "words",
]


def words(text: str, language: str = "auto") -> list[str]:
    """The text as it is segmented for people to see: `คืน`, `เงิน`, `กี่`, `วัน`."""
    found: list[str] = []
    for match in RUNS.finditer(text):
        found += list(thai_words(match.group())) if match.lastgroup == "Thai" else [match.group()]
    return found
