"""Links, images, HTML and citation marks in an answer, as it streams (`assistants.md` 3.7, 4.5).

Only links to allowed hosts, and URLs that stand in a used chunk, stay; everything else becomes plain text, so that no answer
can make a reader's browser fetch an address that somebody hid in a document.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from comity.assistants.answering.chunks import SelectedChunk
from comity.assistants.answering.guardrails import GuardrailHit

_TAIL = r"[^\s<>\"'`\[\])}]"
_URL = rf"(?:https?|ftp)://{_TAIL}*|//{_TAIL}+|www\.{_TAIL}+|(?:javascript|data|vbscript|mailto|tel):[^\s<>\"'`\[\])]+"
_CONSTRUCT = re.compile(
    r"(?P<link>!?\[(?P<label>[^\[\]\n]*)\]\(\s*<?(?P<target>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+[^()\n]*)?\))"
    r"|(?P<cite>[ \u00a0]?\[(?P<numbers>\d{1,4}(?:\s*[,，]\s*\d{1,4})*)\])"
    rf"|<(?P<auto>(?:https?://|mailto:)[^\s<>]+)>"
    r"|(?P<html><(?:!--.*?-->|[/!?]?[a-zA-Z][^<>]*>))|(?P<stray><(?=[/!?a-zA-Z]))"
    rf"|(?P<url>(?<![\w@])(?:{_URL}))",
    re.IGNORECASE | re.DOTALL,
)
_TRIGGER = re.compile(r"[\[<]|//|www\.|(?:script|data|mailto|tel):", re.IGNORECASE)
# Every link, tag and mark holds one of these; an end without them can only be the beginning of a scheme, "!" or a space.
_MAY_HOLD = re.compile(r"[\[<:/]|[wW]{3}\.")
_SCHEMES = ("https://", "ftp://", "http://", "www.", "javascript:", "vbscript:", "data:", "mailto:", "tel:")
_BEGUN = "|".join(
    sorted({scheme[:n] for scheme in _SCHEMES for n in range(1, len(scheme) + 1)}, key=lambda b: (-len(b), b))
)
_OPEN = re.compile(
    r"[ \u00a0]?!?\[[^\[\]\n]{0,300}(?:\](?:\((?:[^()\n]|\([^()\n]*\)?){0,2000})?)?$"
    r"|<(?:!(?:-(?:-.{0,2000})?)?|[/?](?:[a-zA-Z][^<>]{0,2000})?|!?[a-zA-Z][^<>]{0,2000})?$"
    rf"|(?<![\w@])(?:{_URL}|{_BEGUN}|//?)$"
    r"|!$|[ \u00a0]$",
    re.IGNORECASE | re.DOTALL,
)
_BEGUN_END = re.compile(rf"(?<![\w@])(?:{_BEGUN})$|!$|[ \u00a0]$", re.IGNORECASE)
_BEGUN_MAX = 16
_TRAILING = ".,;:!?。，、"
_PLAIN_URL = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|www\.)+", re.IGNORECASE)
# Behind such a beginning a space takes the place of what is removed: what it kept apart must not become one address.
_MAY_JOIN = re.compile(r"(?:[/:]|\]\(|www\.)\S*$", re.IGNORECASE)
_LOOK_BACK = 300
_FOUND_URL = re.compile(_URL, re.IGNORECASE)


class AnswerFilter:
    """Cleans an answer piece by piece. `sources` is how many chunks may be cited; with 0 every mark is removed."""

    def __init__(
        self, allowed_hosts: Sequence[str] = (), chunks: Iterable[SelectedChunk] = (), *, cite: bool = True
    ) -> None:
        used = list(chunks)
        self._hosts = [host.lower() for host in allowed_hosts]
        self._known = {_bare(url) for chunk in used for url in _FOUND_URL.findall(chunk.content)}
        self._sources = len(used) if cite else 0
        self._waiting = ""
        self._before = ""
        self.hits: list[GuardrailHit] = []

    def feed(self, text: str) -> str:
        """More of the answer; returns what is clean. An end that may be half a link, tag or mark waits."""
        self._waiting += text
        pending = self._pending()
        cut = pending.start() if pending else len(self._waiting)
        free, self._waiting = self._waiting[:cut], self._waiting[cut:]
        return self._clean(free)

    def finish(self) -> str:
        """The rest; a tag that was never closed is none any more."""
        rest, self._waiting = self._waiting, ""
        return self._clean(rest)

    def _pending(self) -> re.Match[str] | None:
        waiting = self._waiting
        if _MAY_HOLD.search(waiting):
            return _OPEN.search(waiting)
        return _BEGUN_END.search(waiting, max(0, len(waiting) - _BEGUN_MAX))

    def _clean(self, text: str) -> str:
        may = _MAY_HOLD.search(text) and _TRIGGER.search(text)
        cleaned = _CONSTRUCT.sub(self._replace, text) if may else text
        self._before = (self._before + cleaned)[-_LOOK_BACK:]
        return cleaned

    def _replace(self, found: re.Match[str]) -> str:
        plain = self._plain(found)
        joins = plain != found[0] and not found[0][0].isspace()
        joins = joins and _MAY_JOIN.search(self._before + found.string[: found.start()])
        return f" {plain}" if joins else plain

    def _plain(self, found: re.Match[str]) -> str:
        if found["stray"] is not None:
            return "< "
        if found["cite"] is not None:
            return self._citation(found)
        if found["link"] is not None:
            return self._link(found)
        if found["html"] is not None:
            self._hit("html", found["html"])
            return ""
        url = found["auto"] or found["url"]
        return self._url(url.rstrip(_TRAILING)) + url[len(url.rstrip(_TRAILING)) :]

    def _citation(self, found: re.Match[str]) -> str:
        numbers = [int(n) for n in re.split(r"\s*[,，]\s*", found["numbers"])]
        known = [n for n in dict.fromkeys(numbers) if 1 <= n <= self._sources]
        gap = found["cite"][: len(found["cite"]) - len(found["cite"].lstrip(" \u00a0"))]
        return gap + "".join(f"[{n}]" for n in known) if known else ""

    def _link(self, found: re.Match[str]) -> str:
        label = _CONSTRUCT.sub(self._replace, found["label"])
        if self._is_allowed(found["target"]):
            return found["link"].replace(found["label"], label, 1)
        self._hit("image" if found["link"].startswith("!") else "link", found["target"])
        return label

    def _url(self, url: str) -> str:
        if self._is_allowed(url):
            return url
        self._hit("link", url)
        return _FOUND_URL.sub(lambda inner: self._url(inner[0]), _PLAIN_URL.sub("", url))

    def _is_allowed(self, url: str) -> bool:
        if _bare(url) in self._known:
            return True
        parts = _split(url)
        if parts is None or parts[0] not in {"http", "https"}:
            return False
        return any(parts[1] == host or (host.startswith("*.") and parts[1].endswith(host[1:])) for host in self._hosts)

    def _hit(self, rule: str, detail: str) -> None:
        self.hits.append(GuardrailHit(rule, "made_plain", detail[:200]))


def clean(
    text: str, allowed_hosts: Sequence[str] = (), chunks: Iterable[SelectedChunk] = (), *, cite: bool = True
) -> str:
    """A whole answer cleaned at once."""
    cleaner = AnswerFilter(allowed_hosts, chunks, cite=cite)
    return cleaner.feed(text) + cleaner.finish()


def _bare(url: str) -> str:
    return url.rstrip(_TRAILING).rstrip("/")


def _split(url: str) -> tuple[str, str] | None:
    """Scheme and host in lower case; None for what is no proper address or carries a user name, which hides the host."""
    try:
        parts = urlsplit(f"https://{url}" if url.lower().startswith("www.") else url)
        host = parts.hostname
    except ValueError:
        return None
    return None if host is None or "@" in parts.netloc or "\\" in url else (parts.scheme.lower(), host.lower())
