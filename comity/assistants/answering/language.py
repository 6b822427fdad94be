"""The language of a question, and the texts that are said when there is nothing to say (`assistants.md` 3.4.5)."""

from collections.abc import Iterable, Mapping

from comity.kernel.text import detect_language, fold, script_shares

FALLBACK_TEXTS = {
    "en": "I could not find this in the documents I have.",
    "th": "ไม่พบข้อมูลเรื่องนี้ในเอกสารที่มีอยู่",
    "ja": "手元の資料にはこの内容が見つかりませんでした。",
    "zh": "在现有资料中找不到相关内容。",
    "ko": "보유한 문서에서 해당 내용을 찾을 수 없습니다.",
}
LANGUAGE_NAMES = {
    "en": "English", "th": "Thai", "ja": "Japanese", "zh": "Chinese", "ko": "Korean", "vi": "Vietnamese", "ar": "Arabic",
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "ru": "Russian",
    "id": "Indonesian", "ms": "Malay", "lo": "Lao", "km": "Khmer", "my": "Burmese", "hi": "Hindi", "el": "Greek",
    "he": "Hebrew",
}  # fmt: skip


def question_language(question: str, *, earlier: Iterable[str] = ()) -> str:
    """The language of a question; when it has no letters ("12/5?"), that of the newest earlier question that has; else `en`.

    Product names in Latin letters do not make a Thai, Chinese, Japanese or Korean question English: letters of those
    scripts decide as soon as they are a tenth of all.
    """
    for text in (question, *earlier):
        shares = script_shares(text)
        if shares.get("Thai", 0) >= 0.1:
            return "th"
        language = detect_language(text)
        if language != "und":
            return language
    return "en"


def answer_language(setting: str, question: str, *, earlier: Iterable[str] = ()) -> str:
    """The language to answer in: the assistant's `answerLanguage`, or the question's for `same_as_question`."""
    return question_language(question, earlier=earlier) if setting == "same_as_question" else setting


def fallback_text(texts: Mapping[str, str], language: str) -> str:
    """The assistant's text for a language, its base language, `default`; without any the built-in one, else English."""
    base = language.split("-")[0].lower()
    for key in (language, base, "default"):
        if texts.get(key):
            return texts[key]
    return FALLBACK_TEXTS.get(base, FALLBACK_TEXTS["en"])


def is_fallback_text(text: str, texts: Mapping[str, str]) -> bool:
    """Whether a sentence is one of the texts said for want of an answer."""
    folded = fold(text)
    return any(folded == fold(known) for known in (*texts.values(), *FALLBACK_TEXTS.values()))
