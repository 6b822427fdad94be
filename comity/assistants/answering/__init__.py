"""The pure parts of answering: choosing chunks, writing the prompt, quoting without a model, checking what a model wrote.

Data in, data out: no database, no network. The encoder and the base's term statistics are handed in.
"""

from comity.assistants.answering.agreeing import (
    ask_text,
    changed_text,
    declined_text,
    outcome_text,
    word_for,
    yes_or_no,
)
from comity.assistants.answering.choosing import choice_messages, read_choice
from comity.assistants.answering.chunks import SelectedChunk, SourceSpan
from comity.assistants.answering.composing import AnswerText, Composed
from comity.assistants.answering.extractive import ExtractiveAnswer, Quote, extract
from comity.assistants.answering.grounder import Grounded, GroundedSentence, Grounder, answer_sentences
from comity.assistants.answering.grounding import Grounding, Judgement
from comity.assistants.answering.guardrails import (
    ForbiddenPhrases,
    GuardrailHit,
    Topic,
    blocked_topic,
    forbidden_phrase,
    topic_hit,
)
from comity.assistants.answering.language import answer_language, fallback_text, question_language
from comity.assistants.answering.links import AnswerFilter
from comity.assistants.answering.passages import Idf, even_idf, least_idf
from comity.assistants.answering.pii import Masker, mask
from comity.assistants.answering.prompt import Prompt, Turn, build_prompt, has_context_tag
from comity.assistants.answering.search_terms import (
    SearchTerms,
    read_terms,
    repair_messages,
    term_messages,
    terms_without_model,
)
from comity.assistants.answering.select import Selection, select
from comity.assistants.answering.small_talk import reply, small_talk
from comity.assistants.answering.vectors import SentenceVectors

__all__ = [
    "AnswerFilter",
    "AnswerText",
    "Composed",
    "ExtractiveAnswer",
    "ForbiddenPhrases",
    "Grounded",
    "GroundedSentence",
    "Grounder",
    "Grounding",
    "GuardrailHit",
    "Idf",
    "Judgement",
    "Masker",
    "Prompt",
    "Quote",
    "SearchTerms",
    "SelectedChunk",
    "Selection",
    "SentenceVectors",
    "SourceSpan",
    "Topic",
    "Turn",
    "answer_language",
    "answer_sentences",
    "ask_text",
    "blocked_topic",
    "build_prompt",
    "changed_text",
    "choice_messages",
    "declined_text",
    "even_idf",
    "extract",
    "fallback_text",
    "forbidden_phrase",
    "has_context_tag",
    "least_idf",
    "mask",
    "outcome_text",
    "question_language",
    "read_choice",
    "read_terms",
    "repair_messages",
    "reply",
    "select",
    "small_talk",
    "term_messages",
    "terms_without_model",
    "topic_hit",
    "word_for",
    "yes_or_no",
]
