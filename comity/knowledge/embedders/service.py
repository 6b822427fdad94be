"""The verbs of embedders: kept after a test that has been passed, recognised by their vector of one sentence."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from comity import accounts
from comity.kernel import clock
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import InUse, Validation, field_error
from comity.kernel.ids import new_id
from comity.kernel.realtime import announce
from comity.kernel.secrets import Secrets, leads_elsewhere, masked_key, set_key
from comity.knowledge.embedders import calibrating, queries
from comity.knowledge.embedders.errors import EmbedderNotFound
from comity.knowledge.embedders.models import WorkspaceEmbedder
from comity.knowledge.embedders.schemas import EmbedderCreate, EmbedderRead, EmbedderUpdate
from comity.knowledge.embedders.using import CHANGED, LOCAL, TABLE, Opened

READ_RIGHT = "genai.knowledge.read"
SAME_COSINE = 0.999
"""Two vectors of one sentence by one model are at least so near, however the provider rounds."""
FIELDS = ("base_url", "model", "max_tokens", "batch_size", "query_prefix", "passage_prefix")
MAKES_VECTORS = ("base_url", "model", "query_prefix", "passage_prefix")
CHANGED_SENTENCE = (
    "Its vectors are others than they were: the model behind this name was changed. Embed its bases anew."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a test found: the vector of the probe, and how cosines are to be read."""

    probe: np.ndarray
    calibration: dict[str, Any]


def get_embedder(tx: Tx, actor: Actor, embedder_id: str, *, lock: bool = False) -> WorkspaceEmbedder:
    """The embedder; raises `EmbedderNotFound` (404000) also for another workspace's."""
    found = queries.find_embedder(tx, actor.workspace_id, embedder_id, lock=lock)
    if found is None:
        raise EmbedderNotFound
    return found


def draft(actor: Actor, sent: EmbedderCreate) -> WorkspaceEmbedder:
    """An embedder that is tried before it is kept."""
    row = WorkspaceEmbedder(id=new_id(), workspace_id=actor.workspace_id, created_by=actor.name, revision=1)
    row.name, row.name_key = sent.name, sent.name.casefold()
    for name in FIELDS:
        setattr(row, name, getattr(sent, name))
    row.price = sent.price.model_dump(mode="json") if sent.price else None
    row.vectors_of, row.dimensions, row.calibration = "", 0, {}
    return row


def add_embedder(
    tx: Tx, secrets: Secrets, actor: Actor, row: WorkspaceEmbedder, key: str | None, found: Measured
) -> WorkspaceEmbedder:
    """Keeps an embedder that passed its test; raises `Validation` (422000) for a name that is taken."""
    _check_name(tx, row)
    set_key(tx, secrets, TABLE, row, key)
    _keep(row, found)
    tx.session.add(row)
    tx.flush()
    _audit(tx, actor, row, "embedder.created")
    return row


def changed(row: WorkspaceEmbedder, sent: EmbedderUpdate) -> bool:
    """Applies what was sent, without its key; whether vectors would be others. Raises 422000 when the key must be entered again."""
    before = {name: getattr(row, name) for name in MAKES_VECTORS}
    moved = sent.base_url is not None and leads_elsewhere(sent.base_url, row.base_url)
    if moved and row.api_key and "api_key" not in sent.model_fields_set:
        message = "The address leads elsewhere now: enter the key again."
        raise Validation([field_error("apiKey", "required", message)])
    for name in FIELDS:
        if (value := getattr(sent, name)) is not None:
            setattr(row, name, value)
    if "price" in sent.model_fields_set:
        row.price = sent.price.model_dump(mode="json") if sent.price else None
    if sent.name is not None:
        row.name, row.name_key = sent.name, sent.name.casefold()
    return before != {name: getattr(row, name) for name in MAKES_VECTORS}


def update_embedder(
    tx: Tx, secrets: Secrets, actor: Actor, row: WorkspaceEmbedder, sent: EmbedderUpdate, found: Measured | None
) -> WorkspaceEmbedder:
    """Keeps what was changed; with `found` also what a test measured anew."""
    _check_name(tx, row)
    if "api_key" in sent.model_fields_set:
        set_key(tx, secrets, TABLE, row, sent.api_key)
    if found is not None:
        _keep(row, found)
    row.revision += 1
    tx.flush()
    _audit(tx, actor, row, "embedder.changed")
    return row


def delete_embedder(tx: Tx, actor: Actor, embedder_id: str) -> None:
    """Removes an embedder. Raises `InUse` (409003) while bases are embedded by it."""
    row = get_embedder(tx, actor, embedder_id, lock=True)
    users = [
        field_error("embedder", "inUse", f"The base '{base.name}' is embedded by it.", kind="knowledgeBase", id=base.id)
        for base in queries.users(tx, actor.workspace_id, row.id)
    ]
    if users:
        raise InUse("Knowledge bases are embedded by it. Embed them by another first; a day later it can go.", users)
    tx.session.delete(row)
    _audit(tx, actor, row, "embedder.deleted")
    announce(tx, row.workspace_id, "embedder.deleted", {"id": row.id}, right=READ_RIGHT)


async def measure(embedder: Opened) -> Measured:
    """Asks an embedder for the probe and the calibration set; raises `EmbedderRefused`, `EmbedderWaits`."""
    probe = (await embedder.passages([calibrating.PROBE]))[0]
    return Measured(probe, await calibrating.measure(embedder))  # pyright: ignore[reportArgumentType]


def compare_probe(tx: Tx, workspace_id: str, embedder_id: str, probe: np.ndarray) -> WorkspaceEmbedder | None:
    """Notes how a test of a kept embedder went; one whose vector moved is disabled until its bases are embedded anew."""
    row = queries.find_embedder(tx, workspace_id, embedder_id, lock=True)
    if row is None:
        return None
    row.tested_at = clock.now()
    if row.state != CHANGED and not is_same(row, probe):
        row.state, row.problem = CHANGED, CHANGED_SENTENCE
        row.revision += 1
    tx.flush()
    tell(tx, row)
    return row


def is_same(row: WorkspaceEmbedder, probe: np.ndarray) -> bool:
    """Whether the vector of the probe is the one that was kept."""
    known = np.frombuffer(row.probe or b"", "<f4")
    return len(known) == len(probe) and float(known @ probe) >= SAME_COSINE


def keep_anew(tx: Tx, workspace_id: str, embedder_id: str, found: Measured) -> None:
    """Takes an embedder as it is now, for bases that are about to be embedded by it anew."""
    row = queries.find_embedder(tx, workspace_id, embedder_id, lock=True)
    if row is not None and (row.state == CHANGED or not is_same(row, found.probe)):
        _keep(row, found)
        row.revision += 1
        tx.flush()
        tell(tx, row)


def _keep(row: WorkspaceEmbedder, found: Measured) -> None:
    row.probe = found.probe.astype("<f4").tobytes()
    row.calibration, row.dimensions = found.calibration, len(found.probe)
    row.state, row.problem, row.tested_at = "ok", "", clock.now()
    print_of = sha256(np.round(found.probe, 2).astype("<f4").tobytes()).hexdigest()[:12]
    row.vectors_of = f"{row.model[:60]}-{print_of}"


def _check_name(tx: Tx, row: WorkspaceEmbedder) -> None:
    with tx.session.no_autoflush:
        other = queries.find_by_name(tx, row.workspace_id, row.name_key)
    if row.name_key == LOCAL or (other is not None and other.id != row.id):
        raise Validation([field_error("name", "unique", "Another embedder has this name. Choose another.")])


def show_embedder(row: WorkspaceEmbedder, used_by: int) -> EmbedderRead:
    """The wire form: nothing secret in it."""
    same = ("id", "name", "base_url", "model", "dimensions", "calibration", "state", "problem", "tested_at", "revision")
    return EmbedderRead(
        **{name: getattr(row, name) for name in (*same, *FIELDS[2:], "price")},
        kind="openai_compatible",
        api_key_masked=masked_key(row),
        used_by=used_by,
    )


def show_local(
    name: str, revision: str, dimensions: int, max_tokens: int, calibration: dict[str, Any], used_by: int
) -> EmbedderRead:
    """The wire form of the bundled embedder."""
    return EmbedderRead(
        id=LOCAL, name=name, kind="local", base_url="", model=revision, api_key_masked=None, dimensions=dimensions,
        max_tokens=max_tokens, batch_size=32, query_prefix="query: ", passage_prefix="passage: ", price=None,
        calibration=calibration, state="ok", problem="", used_by=used_by, tested_at=None, revision=1,
    )  # fmt: skip


def tell(tx: Tx, row: WorkspaceEmbedder) -> None:
    """Shows consoles the embedder as it now is."""
    used_by = queries.uses(tx, row.workspace_id).get(row.id, 0)
    announce(
        tx, row.workspace_id, "embedder.changed", show_embedder(row, used_by).model_dump(mode="json"), right=READ_RIGHT
    )


def _audit(tx: Tx, actor: Actor, row: WorkspaceEmbedder, action: str) -> None:
    after = {"name": row.name, "baseUrl": row.base_url, "model": row.model, "hasApiKey": row.api_key is not None}
    accounts.audit(
        tx, actor, action, target_kind="embedder", target_id=row.id, target_label=row.name,
        after=after if action != "embedder.deleted" else None,
    )  # fmt: skip
    if action != "embedder.deleted":
        tell(tx, row)
