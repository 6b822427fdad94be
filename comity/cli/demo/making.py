"""Making the demo, in two units of work that are whole or not there: the workspace with its key, then what is in it."""

import asyncio
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from comity import accounts, assistants, fulfillments, knowledge
from comity.accounts.queries import find_key_by_hash
from comity.accounts.rights import SCOPES
from comity.accounts.service import digest
from comity.assistants.models import Assistant
from comity.cli.demo.secrets import Demo, DemoAssistant, DemoSecretsLost, keep, read_or_begin
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.process import running_server
from comity.kernel.runtime import Runtime
from comity.kernel.secrets import Secrets
from comity.knowledge import csvfile
from comity.knowledge.csvbase import service as csv_service
from comity.knowledge.documents.samples import folder
from comity.worker import every_queue

RATE_PER_MINUTE = 6_000


@dataclass(frozen=True, slots=True)
class CsvRows:
    """A stored CSV file and what its rows say."""

    file: knowledge.StoredFile
    said: dict[str, csv_service.Said]
    ignored: list[str]


Stored = dict[str, knowledge.StoredFile | CsvRows]


@cache
def plan() -> dict[str, Any]:
    """What `demo.json` describes: workspace, account, bases, assistants."""
    return msgspec.json.decode((folder() / "demo.json").read_bytes())


async def make(rt: Runtime) -> Demo:
    """Makes what is missing and returns how to get in. Raises `DemoSecretsLost`."""
    every_queue()  # makes the kinds of jobs known that taking a document enqueues
    url = running_server(rt.settings.data_dir) or rt.settings.base_url
    demo = read_or_begin(rt.settings.secrets_dir, url, plan()["account"]["email"])
    workspace_id = await rt.db.awrite(lambda tx: _workspace(tx, demo))
    actor = _actor(workspace_id)
    if not await rt.db.aread(lambda tx: _assistants(tx, actor)):
        stored = await _store_files(rt, workspace_id)
        await rt.db.awrite(lambda tx: _fill(tx, rt, actor, stored))
    demo.url = url
    demo.assistants = await rt.db.awrite(lambda tx: _with_keys(tx, rt, actor, demo))
    await asyncio.to_thread(keep, rt.settings.secrets_dir, demo)
    return demo


def demo_bases(tx: Tx) -> tuple[Actor, list[knowledge.KnowledgeBase]]:
    """The demo's own knowledge bases, and who may read them."""
    found = accounts.find_workspace_by_slug(tx, plan()["workspace"]["slug"])
    actor = _actor(found.id if found else "")
    names = {base["name"] for base in plan()["bases"]}
    return actor, [base for base in knowledge.list_bases(tx, actor, "", "", 100, None).rows if base.name in names]


def _actor(workspace_id: str) -> Actor:
    return Actor(kind="cli", id="demo", name="comity demo", workspace_id=workspace_id, all_rights=True)


def _workspace(tx: Tx, demo: Demo) -> str:
    tx.lock("demo")
    found = accounts.find_workspace_by_slug(tx, plan()["workspace"]["slug"])
    if found is not None:
        if find_key_by_hash(tx, digest(demo.api_key)) is None:
            raise DemoSecretsLost
        return found.id
    workspace = accounts.SetupWorkspace.model_validate(plan()["workspace"])
    account = accounts.SetupAccount.model_validate({**plan()["account"], "password": demo.password})
    if accounts.any_account(tx):
        accounts.add_workspace(tx, workspace, account)
    else:
        accounts.set_up(tx, None, workspace, account)
    made = accounts.find_workspace_by_slug(tx, workspace.slug)
    assert made is not None
    wanted = accounts.ApiKeyCreate(name="Demo", scopes=sorted(SCOPES), rate_per_minute=RATE_PER_MINUTE)
    accounts.create_api_key(tx, _actor(made.id), wanted, demo.api_key)
    return made.id


def _assistants(tx: Tx, actor: Actor) -> list[Assistant]:
    """The demo's assistants in the order of the plan."""
    by_name = {found.name: found for found in assistants.list_assistants(tx, actor, "", 100, None).rows}
    return [by_name[wanted["name"]] for wanted in plan()["assistants"] if wanted["name"] in by_name]


async def _store_files(rt: Runtime, workspace_id: str) -> Stored:
    stored: Stored = {}
    for base in plan()["bases"]:
        for name in base["files"]:
            content = (folder() / "documents" / name).read_bytes()
            file = await knowledge.store_file(rt, workspace_id, name, content)
            stored[name] = file if base["type"] == "documents" else _csv_rows(file, content)
    return stored


def _csv_rows(file: knowledge.StoredFile, content: bytes) -> CsvRows:
    rows = csvfile.parse(content)
    return CsvRows(file, csv_service.analysed(rows, file.name, "auto"), list(rows.ignored_columns))


def _fill(tx: Tx, rt: Runtime, actor: Actor, stored: Stored) -> None:
    tx.lock("demo")
    if _assistants(tx, actor):
        return
    searches = [_base_with_search(tx, rt.secrets, actor, wanted, stored) for wanted in plan()["bases"]]
    for wanted in plan()["assistants"]:
        made = assistants.create_assistant(tx, actor, {**wanted, "fulfillmentIds": searches})
        assistants.make_key(tx, rt.secrets, made)
        assistants.publish_assistant(tx, actor, made.id, "Demo")


def _base_with_search(tx: Tx, secrets: Secrets, actor: Actor, wanted: dict[str, Any], stored: Stored) -> str:
    fields = {name: wanted[name] for name in ("name", "type", "description")}
    base = knowledge.create_base(tx, actor, knowledge.BaseCreate.model_validate(fields))
    for name in wanted["files"]:
        file = stored[name]
        if isinstance(file, CsvRows):
            csv_service.replace_rows(tx, actor, base, file.file, file.said, file.ignored, overwrite_edits=False)
        else:
            knowledge.add_document(tx, actor, base, file)
    search = fulfillments.FulfillmentCreate(
        name=wanted["name"], description=wanted["description"], knowledge_base_id=base.id
    )
    return fulfillments.create_fulfillment(tx, secrets, actor, search).id


def _with_keys(tx: Tx, rt: Runtime, actor: Actor, demo: Demo) -> list[DemoAssistant]:
    known = {kept.id: kept.secret_key for kept in demo.assistants}
    return [DemoAssistant(found.name, found.id, _key(tx, rt, actor, found, known)) for found in _assistants(tx, actor)]


def _key(tx: Tx, rt: Runtime, actor: Actor, assistant: Assistant, known: dict[str, str]) -> str:
    """The kept key, unless it is no longer the current one."""
    kept = known.get(assistant.id, "")
    shown = assistants.show_keys(tx, rt.secrets, actor, assistant, reveal=False)
    if kept and shown.status == "current" and shown.masked.endswith(kept[-4:]):
        return kept
    return assistants.show_keys(tx, rt.secrets, actor, assistant, reveal=True).secret_key or ""
