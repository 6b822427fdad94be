"""Files that loop, swell, lie or ask for a password, over HTTP: each costs its own page or itself, and says why (`knowledge.md` 3.1)."""

from collections.abc import Callable

import pytest

from comity.kernel.runtime import Runtime
from tests.knowledge import hostile
from tests.knowledge.conftest import Knowledge

PAGES, BAD = 6, 3


@pytest.fixture
def small_limits(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page may take a second and 64 MB."""
    limits = {"page_timeout_seconds": 1, "parser_memory_mb": 64}
    knowledge = runtime.settings.knowledge.model_copy(update=limits)
    monkeypatch.setattr(runtime, "settings", runtime.settings.model_copy(update={"knowledge": knowledge}))


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("make", [hostile.looping, hostile.swelling])
async def test_a_page_that_never_ends_or_eats_memory_is_skipped_and_the_rest_is_read(
    base: Knowledge, make: Callable[[int, int], bytes]
) -> None:
    document = await base.take("a.pdf", make(PAGES, BAD))
    assert document["state"] == "ready", document["reason"]
    assert [(w["code"], w["page"]) for w in document["warnings"]] == [("page_failed", BAD)]
    text = " ".join(chunk["content"] for chunk in await base.chunks())
    assert [f"office of room {n} " in text for n in range(1, PAGES + 1)] == [n != BAD for n in range(1, PAGES + 1)]


async def test_a_locked_pdf_fails_for_its_own_reason(base: Knowledge) -> None:
    document = await base.take("a.pdf", hostile.locked())
    assert (document["state"], document["reason"]["code"]) == ("failed", "password_protected")
    assert (await base.http.get(base.path)).json()["health"] == "failing"


async def test_a_program_that_calls_itself_a_pdf_is_refused_before_it_is_stored(base: Knowledge) -> None:
    reply = await base.upload(("invoice.pdf", b"MZ\x90\x00\x03" + b"\0" * 200))
    error = reply.json()["data"][0]["error"]
    assert (reply.status_code, error["code"], error["name"]) == (415, 415950, "UnsupportedFileTypeException")
    assert (await base.http.get(f"{base.path}/documents")).json()["data"] == []
