"""The verbs of versions: publishing now or later, rolling back, pinning, comparing (`knowledge.md` 3.10)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.knowledge import queries as base_queries
from comity.knowledge.chunks import queries as chunk_queries
from comity.knowledge.documents import service as documents
from comity.knowledge.errors import KnowledgeVersionNotFound
from comity.knowledge.models import Document, KnowledgeBase
from comity.knowledge.service import announce_base, mark_changed
from comity.knowledge.versions import comparing, queries
from comity.knowledge.versions.cutting import cut, settings_of
from comity.knowledge.versions.models import DocumentState, KnowledgeVersion
from comity.knowledge.versions.schemas import (
    BaseDiffItem,
    BaseDiffRead,
    BasePublishReply,
    BasePublishRequest,
    BaseVersionRead,
    DiffCounts,
    SettingChange,
    VersionCounts,
    VersionsRead,
)

CUT_AFTER = timedelta(seconds=60)
CUT_AT_LEAST_EVERY = timedelta(minutes=15)
HEAD = "head"
BEFORE_ROLLBACK = "What was changed before the rollback"
RESTORED = ("title", "path", "mime", "size_bytes", "sha256", "language", "enabled", "expires_at", "labels", "metadata_")


def cut_quiet(tx: Tx, bases: Sequence[KnowledgeBase], now: datetime) -> list[KnowledgeBase]:
    """Cuts versions of automatic bases that are quiet for a minute or changing for a quarter of an hour; returns those cut."""
    done = []
    for base in bases:
        quiet = base.changed_at is not None and now - base.changed_at >= CUT_AFTER
        long = base.change_began_at is not None and now - base.change_began_at >= CUT_AT_LEAST_EVERY
        if base.publishing == "automatic" and (quiet or long):
            cut(tx, base, now, author="")
            done.append(base)
    return done


def publish_due(tx: Tx, now: datetime) -> list[KnowledgeBase]:
    """Publishes every base whose time has come, each once; returns those."""
    due = base_queries.bases_due(tx, now)
    for base in due:
        note, author = base.publish_note, base.publish_by
        base.publish_at, base.publish_note, base.publish_by = None, "", ""
        cut(tx, base, now, author=author, note=note)
    return list(due)


def publish(tx: Tx, actor: Actor, base: KnowledgeBase, wanted: BasePublishRequest) -> BasePublishReply:
    """Publishes the head now, or notes when to; an unchanged head gives the number it has. The caller holds the base's row.

    Raises `Validation` (422000) for a time that has passed.
    """
    now = clock.now()
    if wanted.publish_at is not None:
        if wanted.publish_at <= now:
            raise Validation([field_error("publishAt", "min", "Choose a time that has not passed.")])
        base.publish_at, base.publish_note, base.publish_by = wanted.publish_at, wanted.note, actor.name
        _audit(tx, actor, base, "knowledgeVersion.scheduled", {"publishAt": wanted.publish_at.isoformat()})
        announce_base(tx, base)
        return BasePublishReply(version=None, created=False, publish_at=base.publish_at)
    version, created = cut(tx, base, now, author=actor.name, note=wanted.note)
    if created:
        _audit(tx, actor, base, "knowledgeVersion.published", {"number": version.number, "note": version.note})
    announce_base(tx, base)
    return BasePublishReply(version=show_version(base, version), created=created, publish_at=base.publish_at)


def unschedule(tx: Tx, actor: Actor, base: KnowledgeBase) -> None:
    """Forgets when the base was to be published."""
    if base.publish_at is not None:
        base.publish_at, base.publish_note, base.publish_by = None, "", ""
        _audit(tx, actor, base, "knowledgeVersion.unscheduled", {})
        announce_base(tx, base)


def list_versions(tx: Tx, actor: Actor, base: KnowledgeBase, limit: int, cursor: str | None) -> VersionsRead:
    """The kept versions, the newest first, and how the head stands."""
    page = queries.list_versions(tx, actor.workspace_id, base.id, limit, cursor)
    return VersionsRead(
        data=[show_version(base, row) for row in page.rows],
        next_cursor=page.next_cursor,
        changed=base.changed_at is not None or base.live_version == 0,
        publish_at=base.publish_at,
        publish_note=base.publish_note,
        publish_by=base.publish_by,
    )


def get_version(tx: Tx, base: KnowledgeBase, number: int) -> KnowledgeVersion:
    """A kept version; raises `KnowledgeVersionNotFound` (404953)."""
    found = queries.find_version(tx, base.id, number) if 0 < number < 2**31 else None
    if found is None:
        raise KnowledgeVersionNotFound
    return found


def pin(tx: Tx, actor: Actor, base: KnowledgeBase, number: int, *, pinned: bool) -> BaseVersionRead:
    """Keeps a version however many come after it, or lets it go with the others."""
    version = get_version(tx, base, number)
    if version.pinned != pinned:
        version.pinned = pinned
        _audit(
            tx, actor, base, "knowledgeVersion.pinned" if pinned else "knowledgeVersion.unpinned", {"number": number}
        )
        tx.flush()
        queries.drop_versions_beyond(tx, base.id, base.keep_versions)
        announce_base(tx, base)
    return show_version(base, version)


def roll_back(tx: Tx, actor: Actor, base: KnowledgeBase, number: int) -> BasePublishReply:
    """Publishes a new version with the content of an old one, in one step. The caller holds the base's row.

    Changes that no version holds yet get one first, so that nothing is lost. Raises `KnowledgeVersionNotFound` (404953).
    """
    wanted, now = get_version(tx, base, number), clock.now()
    if base.changed_at is not None:
        cut(tx, base, now, author=actor.name, note=BEFORE_ROLLBACK)
    seq = mark_changed(tx, base)
    _restore_documents(tx, actor, base, number, seq)
    tx.flush()
    queries.restore_chunks(tx, base.id, number, seq, clock.to_us(now))
    tx.session.expire_all()
    version, created = cut(tx, base, now, author=actor.name, restored_from=wanted.restored_from or number)
    if created:
        _audit(tx, actor, base, "knowledgeVersion.restored", {"number": version.number, "from": number})
    announce_base(tx, base)
    return BasePublishReply(version=show_version(base, version), created=created, publish_at=base.publish_at)


def _restore_documents(tx: Tx, actor: Actor, base: KnowledgeBase, number: int, seq: int) -> None:
    """Documents as they were: those that came later go, those that went come back, the rest is told anew what it was."""
    states = {state.document_id: state for state in queries.states_at(tx, base.id, number)}
    rows = base_queries.documents_with(tx, base.id, list(states))
    working = queries.working_documents(tx, base.id)
    for document in rows:
        if document.id not in states and document.id not in working:
            document.deleted_at, document.content_key = clock.now(), None
            document.revision += 1
    tx.flush()
    for document in rows:
        state = states.get(document.id)
        if state is not None and not _is_as(document, state):
            documents.stop_reading(tx, document)
            _restore(document, state)
            chunk_queries.touch_document(tx, document.id, seq)
    tx.flush()


def _is_as(document: Document, state: DocumentState) -> bool:
    same = document.revision == state.revision and document.serving_version_id == state.version_id
    return same and document.deleted_at is None and document.latest_version_id == state.version_id


def _restore(document: Document, state: DocumentState) -> None:
    for name in RESTORED:
        setattr(document, name, getattr(state, name))
    document.serving_version_id = document.latest_version_id = state.version_id
    document.content_key = state.sha256 or document.id
    document.deleted_at = None
    document.revision += 1


def compare(
    tx: Tx, base: KnowledgeBase, from_: int, to: int | None, *, kind: str, limit: int, cursor: str | None
) -> BaseDiffRead:
    """What differs between two versions, or between one and the head (`to` None): documents first, then chunks."""
    old, new = get_version(tx, base, from_), get_version(tx, base, to) if to is not None else None
    counts, changed = comparing.documents(tx, base.id, from_, to)
    shown, after = comparing.read_cursor(cursor)
    listed = changed if kind != "chunk" else []
    data = listed[shown : shown + limit]
    shown += len(data)
    room, more = limit - len(data), shown < len(listed)
    if not more and room and kind != "document":
        found, following = comparing.chunks(tx, base.id, from_, to, after, room)
        data, after, more = [*data, *found], following or after, following is not None
    elif not more and kind != "document":
        more = bool(comparing.chunks(tx, base.id, from_, to, after, 1)[0])
    return _diff(
        tx, base, (old, new), (from_, to), counts, data, comparing.write_cursor(shown, after) if more else None
    )


def _diff(
    tx: Tx,
    base: KnowledgeBase,
    versions: tuple[KnowledgeVersion, KnowledgeVersion | None],
    sides: tuple[int, int | None],
    counts: DiffCounts,
    data: list[BaseDiffItem],
    cursor: str | None,
) -> BaseDiffRead:
    before, after = versions[0].settings, versions[1].settings if versions[1] else settings_of(base)
    return BaseDiffRead(  # pyright: ignore[reportCallIssue]
        from_=sides[0],  # pyright: ignore[reportCallIssue]
        to=sides[1],
        documents=counts,
        chunks=comparing.count_chunks(tx, base.id, *sides),
        settings=[
            SettingChange(name=name, before=before.get(name), after=after.get(name))
            for name in after
            if before.get(name) != after.get(name)
        ],
        data=data,
        next_cursor=cursor,
    )


def show_version(base: KnowledgeBase, version: KnowledgeVersion) -> BaseVersionRead:
    """The wire form of a version."""
    return BaseVersionRead(
        number=version.number,
        note=version.note,
        author=version.author,
        counts=VersionCounts(documents=version.documents, chunks=version.chunks),
        pinned=version.pinned,
        live=version.number == base.live_version,
        restored_from=version.restored_from,
        published_at=version.published_at,
    )


def _audit(tx: Tx, actor: Actor, base: KnowledgeBase, action: str, after: dict[str, object]) -> None:
    accounts.audit(
        tx, actor, action, target_kind="knowledgeBase", target_id=base.id, target_label=base.name, after=after
    )
