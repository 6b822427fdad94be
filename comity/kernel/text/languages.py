"""Language: a cheap guess from the script and a few function words, for stems, stop words and sentence ends."""

import re

from comity.kernel.text.scripts import script_counts
from comity.kernel.text.stopwords import BY_LANGUAGE

_SAMPLE_CHARS = 600
_BY_SCRIPT = {
    "Thai": "th", "Lao": "lo", "Khmer": "km", "Myanmar": "my", "Hangul": "ko", "Hebrew": "he", "Greek": "el",
    "Armenian": "hy", "Georgian": "ka", "Devanagari": "hi", "Bengali": "bn", "Gurmukhi": "pa", "Gujarati": "gu",
    "Oriya": "or", "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si",
    "Tibetan": "bo", "Ethiopic": "am",
}  # fmt: skip
# A name in Latin letters inside a Thai question is longer than the question: other scripts win from this share on.
_SHARE_THAT_WINS = 0.2
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_LETTERS_OF = {
    "de": re.compile("[äöüß]"),
    "fr": re.compile("[àâçèêëîïôœùû]"),
    "es": re.compile("[ñ¿¡áéíóú]"),
    "pt": re.compile("[ãõâêôçáéíóú]"),
    "sv": re.compile("[åäö]"),
    "da": re.compile("[åæø]"),
    "no": re.compile("[åæø]"),
    "fi": re.compile("[äö]"),
    "tr": re.compile("[ışğçöü]"),
    "ro": re.compile("[ăâîșţțş]"),
    "hu": re.compile("[őűáéíóöúü]"),
    "it": re.compile("[àèéìòù]"),
    "pl": re.compile("[ąćęłńśźż]"),
    "cs": re.compile("[ěščřžýůďťň]"),
}
_LATIN = [code for code in BY_LANGUAGE if code in {*_LETTERS_OF, "en", "nl", "id", "vi"}]
_SPEAKERS = {
    word: tuple(code for code in _LATIN if word in BY_LANGUAGE[code])
    for word in frozenset[str]().union(*(BY_LANGUAGE[code] for code in _LATIN))
}
"""The languages that have a function word."""
_LATIN_WORD = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]+")
_ENDING_SHARE = 0.5


def _latin(text: str) -> str:
    """The Latin-script language with the most function words and own letters; English when nothing speaks against."""
    if len(_VIETNAMESE.findall(text)) * 12 >= len(text):
        return "vi"
    scores = dict.fromkeys(_LATIN, 0.0)
    for word in _LATIN_WORD.findall(text):
        for code in _SPEAKERS.get(word, ()):
            scores[code] += 1.0
    if not text.isascii():
        for code, letters in _LETTERS_OF.items():
            if code in scores:
                scores[code] += _ENDING_SHARE * len(letters.findall(text))
    best = max(_LATIN, key=lambda code: (scores[code], code == "en"))
    return best if scores[best] > scores["en"] else "en"


def _arabic(text: str) -> str:
    if re.search("[ٹڈڑںے]", text):
        return "ur"
    return "fa" if re.search("[پچژگک]", text) else "ar"


def detect_language(text: str) -> str:
    """BCP 47 primary tag of the language of `text` ('en', 'th', 'ja', 'zh', ...); 'und' when it has no letters."""
    sample = text[:_SAMPLE_CHARS]
    counts = script_counts(sample)
    total = sum(counts.values())
    if not total:
        return "und"
    east_asian = counts.get("Han", 0) + counts.get("Kana", 0)
    others = {script: n for script, n in counts.items() if script not in ("Latin", "Han", "Kana", "Other")}
    others["Han"] = east_asian
    script = max(others, key=lambda name: others[name])
    if others[script] < _SHARE_THAT_WINS * total:
        return _latin(sample.lower()) if counts.get("Latin") else "und"
    if script == "Han":
        return "ja" if counts.get("Kana", 0) >= 0.05 * east_asian else "zh"
    if script == "Cyrillic":
        return "uk" if re.search("[іїєґ]", sample.lower()) else "ru"
    return _arabic(sample) if script == "Arabic" else _BY_SCRIPT.get(script, "und")
