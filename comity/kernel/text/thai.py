"""Thai words: dictionary maximal matching by nlpo3 over the word list that ships here."""

import lzma
import tempfile
import threading
from functools import cache
from importlib.resources import files
from pathlib import Path

import nlpo3

_DICTIONARY = "comity"
_LONGEST_RUN = 400
_lock = threading.Lock()


@cache
def _load() -> str:
    """Hand the word list to nlpo3 once per process (about 60 MB, 0.1 s); returns the dictionary's name."""
    packed = files("comity.kernel.text").joinpath("data/words_th.txt.xz").read_bytes()
    with tempfile.NamedTemporaryFile(suffix=".txt", delete=False) as file:
        file.write(lzma.decompress(packed))
    path = Path(file.name)
    try:
        message, loaded = nlpo3.load_dict(str(path), _DICTIONARY)
    finally:
        path.unlink()
    if not loaded:
        raise RuntimeError(f"The Thai word list could not be loaded: {message}")
    return _DICTIONARY


def thai_words(run: str) -> list[str]:
    """The words of a run of Thai letters, in order; joined they are the run again."""
    with _lock:
        name = _load()
    if len(run) <= _LONGEST_RUN:
        return nlpo3.segment(run, name)
    # Ambiguity grows with length: safe mode keeps very long unbroken runs linear.
    return nlpo3.segment(run, name, safe=True)
