"""Text: one way to normalise, cut and count words for documents and questions, in every script.

Everything here is pure and safe to call from many threads. Language data is loaded at first use: the Thai word
list when the first Thai text comes, a stemmer when its language comes.
"""

from comity.kernel.text.analysis import ANALYSER_VERSION, Analysis, Term, analyse, terms_with_spans, words
from comity.kernel.text.cells import (
    BYTE_ORDER_MARK,
    NoCsv,
    csv_columns,
    csv_lines,
    csv_text,
    inert,
    plain,
    utf8_csv_lines,
)
from comity.kernel.text.codes import CodeForms, code_forms, codes, find_codes
from comity.kernel.text.languages import detect_language
from comity.kernel.text.normal import Normalised, fold, normalise
from comity.kernel.text.scripts import script_of, script_shares
from comity.kernel.text.sentences import sentences
from comity.kernel.text.stopwords import STOP_WORDS, THAI_FUNCTION_WORDS
from comity.kernel.text.tokens import count_tokens

__all__ = [
    "ANALYSER_VERSION",
    "BYTE_ORDER_MARK",
    "STOP_WORDS",
    "THAI_FUNCTION_WORDS",
    "Analysis",
    "CodeForms",
    "NoCsv",
    "Normalised",
    "Term",
    "analyse",
    "code_forms",
    "codes",
    "count_tokens",
    "csv_columns",
    "csv_lines",
    "csv_text",
    "detect_language",
    "find_codes",
    "fold",
    "inert",
    "normalise",
    "plain",
    "script_of",
    "script_shares",
    "sentences",
    "terms_with_spans",
    "utf8_csv_lines",
    "words",
]
