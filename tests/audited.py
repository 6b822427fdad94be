"""Which calls that may write leave no row in the audit log, and why; every other one must (`accounts.md` check 27).

`Writes` watches the calls of a test: `tests/conftest.py` asks it at the end whether something was changed that nobody could tell of.
"""

import re
from collections.abc import Iterable

import httpx2

from comity.app import assemble
from comity.kernel.db import SQL, Tx
from comity.worker import parts_of

_CHANGES_NOTHING = "it changes nothing"
_ASKED = "what people ask assistants stands in the messages themselves, with who asked"
_BY_PERSON = "it is audited for the person in each of their workspaces, under no id of a request"
NOT_AUDITED = {
    "postSetup": _BY_PERSON,
    "signIn": _BY_PERSON,
    "signOut": _BY_PERSON,
    "patchMe": _BY_PERSON,
    "endMySession": _BY_PERSON,
    "verifyAudit": _CHANGES_NOTHING,
    "search": _CHANGES_NOTHING,
    "searchMany": _CHANGES_NOTHING,
    "trySearch": _CHANGES_NOTHING,
    "testConnection": _CHANGES_NOTHING,
    "testEmbedder": _CHANGES_NOTHING,
    "testReranker": _CHANGES_NOTHING,
    "testBaseConnection": _CHANGES_NOTHING,
    "postTools": _CHANGES_NOTHING,
    "previewMemorizedResponse": _CHANGES_NOTHING,
    "postLabReplayPreview": _CHANGES_NOTHING,
    "postGapDraft": _CHANGES_NOTHING,
    "testFulfillment": "what it calls stands in the log of calls; of its own it changes nothing",
    "postReplay": "only calls that change nothing can be made again, and they stand in the log of calls",
    "postSync": "it begins nothing that its schedule would not; what a sync brings is audited document by document",
    "postGapSearch": "it looks for gaps sooner than the night would",
    "ask": _ASKED,
    "askAssistant": _ASKED,
    "confirm": _ASKED,
    "stopMessage": _ASKED,
    "deleteSession": _ASKED,
    "putFeedback": _ASKED,
    "createChatCompletion": _ASKED,
    "postMcp": _ASKED,
}
"""By the name of the operation."""
_WRITERS = ("POST", "PUT", "PATCH", "DELETE")
_AUDITED = SQL("SELECT DISTINCT request_id FROM audit_rows")


def operations() -> dict[str, tuple[str, re.Pattern[str]]]:
    """Every call that may write: its method and a pattern of its address, by name; the paths behind the router by their address."""
    found = {
        operation["operationId"]: (method.upper(), re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)))
        for path, methods in assemble()[1].openapi()["paths"].items()
        for method, operation in methods.items()
        if method.upper() in _WRITERS
    }
    hot = [route for module in parts_of("endpoints") for route in getattr(module, "HOT", ())]
    known = {(method, address.pattern) for method, address in found.values()}
    for route in hot:
        place = (route.method, re.sub(r"\(\?P<\w+>[^)]+\)", "[^/]+", route.pattern.pattern.strip("^$")))
        if route.method in _WRITERS and place not in known:
            found[place[1]] = (route.method, re.compile(place[1]))
    return found


class Writes:
    """The calls of a test that were taken: their operations and the ids of their requests."""

    def __init__(self) -> None:
        self._taken: list[tuple[str, str, str]] = []

    async def note(self, reply: httpx2.Response) -> None:
        """Notes a reply to a call that may have written; a dry run writes nothing."""
        request = reply.request
        is_dry = b'"dryRun":true' in getattr(request, "_content", b"").replace(b" ", b"")
        if request.method in _WRITERS and reply.status_code < 300 and not is_dry:
            self._taken.append((request.method, request.url.path, reply.headers.get("x-request-id", "")))

    def untold(self, tx: Tx) -> list[str]:
        """The operations that were called and have not one row of the log, though nothing says why."""
        if not self._taken:
            return []
        audited = {row.request_id for row in tx.rows(_AUDITED)}
        by_name: dict[str, bool] = {}
        for method, path, request_id in self._taken:
            name = _name_of(method, path)
            by_name[name] = by_name.get(name, False) or request_id in audited
        return sorted(name for name, told in by_name.items() if not told and name not in NOT_AUDITED)


_known: dict[str, tuple[str, re.Pattern[str]]] = {}


def _name_of(method: str, path: str) -> str:
    if not _known:
        _known.update(operations())
    fitting: Iterable[str] = (
        name for name, (verb, address) in _known.items() if verb == method and address.fullmatch(path)
    )
    return min(fitting, key=lambda name: _known[name][1].pattern.count("[^/]+"), default=f"{method} {path}")
