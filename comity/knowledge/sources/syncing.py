"""A sync: one address after the other, each at its turn, each result a checkpoint. A killed worker's successor goes on behind the last."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

from comity.kernel.errors import ComityError
from comity.kernel.ids import new_id
from comity.kernel.runtime import Runtime
from comity.knowledge.documents.service import StoredFile
from comity.knowledge.jobs import upkeep
from comity.knowledge.jobs.upkeep import Stopped
from comity.knowledge.parsing import ParseFailure
from comity.knowledge.parsing.html import CONTENT_MIN
from comity.knowledge.sources import ending, saving
from comity.knowledge.sources.addresses import normalise, origin_of
from comity.knowledge.sources.errors import PageFailed, SyncFailed
from comity.knowledge.sources.fetching import PAGES, Fetched, Fetcher
from comity.knowledge.sources.listing import listed_pages
from comity.knowledge.sources.looks import Looks, look
from comity.knowledge.sources.robots import Rules
from comity.knowledge.sources.saving import Due, Outcome, Plan

HOPS_MAX = 3
TROUBLES_MAX = 5
HTML_BYTES = 5 * 1024 * 1024
UNREADABLE = (ParseFailure, ValueError, LookupError, RecursionError, MemoryError)
EMPTY = "empty_after_extraction"


async def sync(rt: Runtime, job_id: str) -> None:
    """Works on a sync until it has ended; does nothing for one that was stopped but say so."""
    wanted = await rt.db.awrite(lambda tx: upkeep.begin(tx, job_id))
    if wanted is None:
        await rt.db.awrite(lambda tx: ending.note_stopped(tx, job_id))
        return
    place = (wanted.params["sourceId"], wanted.params["sync"])
    everything = bool(wanted.params.get("everything"))
    try:
        plan = await rt.db.awrite(lambda tx: saving.plan(tx, job_id, *place, everything=everything))
        await Sync(rt, plan).run()
    except Stopped:
        await rt.db.awrite(lambda tx: ending.note_stopped(tx, job_id))
    except SyncFailed as error:
        code, message = error.code, error.message
        await rt.db.awrite(lambda tx: ending.fail(tx, job_id, code, message))


class Sync:
    """One run of a sync."""

    def __init__(self, rt: Runtime, plan: Plan) -> None:
        self._rt = rt
        self._db = rt.db
        self._plan = plan
        self._fetcher = Fetcher(rt, self._wait)
        self._rules: dict[str, Rules] = {}
        self._troubles = 0

    async def run(self) -> None:
        """Looks at every address, then follows what moved and lets go of what is gone."""
        if not self._plan.is_removing:
            if not self._plan.has_begun:
                urls = await self._first()
                await self._db.awrite(lambda tx: saving.begin(tx, self._plan, urls))
            while due := await self._db.aread(lambda tx: saving.next_due(tx, self._plan)):
                await self._look_at(due)
            await self._db.awrite(lambda tx: ending.settle(tx, self._plan))
        while await self._db.awrite(lambda tx: ending.move_some(tx, self._plan)):
            pass
        while await self._db.awrite(lambda tx: ending.remove_some(tx, self._plan)):
            pass
        await self._db.awrite(lambda tx: ending.end(tx, self._plan))

    async def _first(self) -> list[str]:
        """The addresses that the sync goes out from: the start, or what the sitemap lists."""
        start = self._plan.start_url
        if self._plan.mode != "sitemap":
            return [start]
        try:
            return await listed_pages(self._fetcher, self._rules_of, start)
        except PageFailed as error:
            raise SyncFailed(error.code, f"The sitemap could not be fetched. {error.message}") from error

    async def _look_at(self, due: Due) -> None:
        file: StoredFile | None = None
        try:
            outcome = await self._outcome(due)
            file = outcome.file
            taken = await self._db.awrite(lambda tx: saving.save(tx, self._plan, due, outcome))
        except (Stopped, SyncFailed):
            await self._drop(file)
            raise
        except ComityError as error:
            await self._drop(file)
            raise SyncFailed(str(error.code), error.message) from error
        if not taken:
            await self._drop(file)

    async def _drop(self, file: StoredFile | None) -> None:
        if file is not None:
            await self._rt.storage.delete(file.key)

    async def _outcome(self, due: Due) -> Outcome:
        """What a look at an address gives. Raises `SyncFailed` where the start cannot be had, or the server is out."""
        if due.is_left_out:
            return Outcome("skipped", "left_out", "Its document was deleted by a person.")
        try:
            fetched = await self._fetch(due)
            self._troubles = 0
            return await self._read(due, fetched)
        except PageFailed as error:
            if due.is_start and error.code != "robots_denied":
                raise SyncFailed(error.code, f"{due.url} could not be fetched. {error.message}") from error
            if due.is_start:
                raise SyncFailed(error.code, error.message) from error
            self._troubles += int(error.is_server)
            if self._troubles >= TROUBLES_MAX:
                text = f"The server failed {TROUBLES_MAX} times running. {error.message}"
                raise SyncFailed(error.code, text) from error
            state = {"robots_denied": "skipped", "not_found": "missing"}.get(error.code, "failed")
            return Outcome(state, error.code, error.message)

    async def _fetch(self, due: Due) -> Fetched:
        """Raises `PageFailed`, also for every status that brings no page."""
        rules = await self._rules_of(origin_of(due.url))
        if not rules.allows(due.url):
            raise PageFailed("robots_denied", "The site's robots.txt does not allow this page to be fetched.")
        known = {"If-None-Match": due.etag, "If-Modified-Since": due.last_modified}
        headers = {name: value for name, value in known.items() if value} if due.is_kept else {}
        fetched = await self._fetcher.patiently(due.url, rules.spacing_seconds, headers)
        if fetched.status in {404, 410}:
            raise PageFailed("not_found", f"The server answered {fetched.status}: there is no such page.")
        if fetched.moved_to is None and fetched.status not in {200, 304}:
            is_server = fetched.status == 429 or fetched.status >= 500
            raise PageFailed("http_error", f"The server answered {fetched.status}.", is_server=is_server)
        return fetched

    async def _read(self, due: Due, fetched: Fetched) -> Outcome:
        if fetched.status == 304:
            return replace(due.last, is_unchanged=True)
        if fetched.moved_to is not None:
            return _moved(due, fetched.moved_to)
        type_ = PAGES.get(fetched.mime)
        if type_ is None:
            return Outcome("skipped", "unsupported_type", f"Not a page: {fetched.mime or 'no type'}.")
        if type_ != "html":
            return await self._read_file(due, fetched, type_)
        if len(fetched.body) > HTML_BYTES:
            raise PageFailed("too_large", f"The page is larger than {HTML_BYTES // 1024 // 1024} MB.")
        try:
            tags = [value for name, value in fetched.headers.items() if name.lower() == "x-robots-tag"]
            looks = await asyncio.to_thread(look, fetched.body, due.url, fetched.charset, tags)
        except UNREADABLE as error:
            raise PageFailed("unreadable", f"The page could not be read: {error}.") from error
        return await self._read_page(due, fetched, looks)

    async def _read_page(self, due: Due, fetched: Fetched, looks: Looks) -> Outcome:
        seen = replace(_dated(fetched), title=looks.title, digest=looks.digest, links=looks.links)
        if looks.noindex:
            return replace(seen, state="skipped", code="noindex", message="The page asks not to be collected.")
        if (own := self._own_address(due, looks)) is not None:
            text = f"It names another address as its own: {own}"
            return replace(seen, state="skipped", code="canonical", message=text, follow=own)
        if not due.is_chosen:
            return replace(seen, state="skipped", code="not_chosen", message="The patterns leave it out.")
        if looks.characters < CONTENT_MIN:
            text = "There is hardly any text in this page. Scripts are not run."
            seen = replace(seen, state="warning", code=EMPTY, message=text)
            if not looks.characters:
                return seen
        if due.is_kept and looks.digest == due.digest:
            return replace(seen, is_unchanged=True)
        file = await self._store(due, looks.stored, "html", "text/html", looks.title)
        return replace(seen, file=file)

    def _own_address(self, due: Due, looks: Looks) -> str | None:
        """The address on the same site that a page wants to be known by, if it is another one."""
        own = looks.canonical
        if own is None or own == due.url or due.hops >= HOPS_MAX or self._plan.mode == "page":
            return None
        return own if origin_of(own) == origin_of(due.url) else None

    async def _read_file(self, due: Due, fetched: Fetched, type_: str) -> Outcome:
        """A PDF or a text on the site: taken as it is, in UTF-8 where the server names another encoding."""
        content = fetched.body
        if type_ != "pdf" and fetched.charset:
            try:
                content = content.decode(fetched.charset).encode()
            except (LookupError, UnicodeDecodeError):
                content = fetched.body
        if not content.strip():
            return Outcome("warning", EMPTY, "There is no text in this page.")
        if not due.is_chosen:
            return Outcome("skipped", "not_chosen", "The patterns leave it out.")
        file = await self._store(due, content, type_, fetched.mime, due.url.rpartition("/")[2])
        seen = replace(_dated(fetched), title=file.title, digest=file.sha256, links=())
        if due.is_kept and file.sha256 == due.digest:
            await self._drop(file)
            return replace(seen, is_unchanged=True)
        return replace(seen, file=file)

    async def _store(self, due: Due, content: bytes, type_: str, mime: str, title: str) -> StoredFile:
        async def pieces() -> AsyncIterator[bytes]:
            yield content

        key = f"{self._plan.workspace_id}/knowledge/{new_id()}"
        stored = await self._rt.storage.put(key, pieces())
        return StoredFile(
            key=key,
            name=due.url,
            title=(title or due.url)[:255],
            type=type_,
            mime=mime,
            size_bytes=stored.size_bytes,
            sha256=stored.sha256,
            source="page",
        )

    async def _rules_of(self, origin: str) -> Rules:
        """The rules of an origin, fetched once in a sync. Raises `SyncFailed` where they cannot be had: then nothing may be fetched."""
        if origin not in self._rules:
            self._rules[origin] = rules = await self._fetcher.rules(origin)
            await self._db.awrite(lambda tx: saving.note_rules(tx, self._plan, rules))
        rules = self._rules[origin]
        if rules.state == "unreachable":
            text = f"{origin}/robots.txt could not be fetched, so that nothing there may be. The next sync tries again."
            raise SyncFailed("robots_unreachable", text)
        return rules

    async def _wait(self, seconds: float) -> None:
        """Sleeps; raises `Stopped` when the sync was stopped meanwhile."""
        await asyncio.sleep(seconds)
        if not await self._db.aread(lambda tx: saving.is_running(tx, self._plan)):
            raise Stopped


def _dated(fetched: Fetched) -> Outcome:
    """A page that was there, with what tells next time whether it changed."""
    return Outcome("ok", etag=fetched.headers.get("ETag", ""), last_modified=fetched.headers.get("Last-Modified", ""))


def _moved(due: Due, target: str) -> Outcome:
    if due.hops >= HOPS_MAX:
        raise PageFailed("too_many_redirects", f"More than {HOPS_MAX} redirects in a row.")
    if target == normalise(due.url):
        raise PageFailed("too_many_redirects", "The page redirects to itself. It may need cookies.")
    return Outcome("skipped", "redirected", f"It leads to {target}", links=(), follow=target)
