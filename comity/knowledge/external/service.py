"""The verbs of external endpoints: kept with their base, opened only for a call."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec

from comity import accounts
from comity.kernel.context import Actor
from comity.kernel.db import Tx
from comity.kernel.errors import Validation, field_error
from comity.kernel.ids import new_id
from comity.kernel.secrets import HIDDEN, Secrets, leads_elsewhere
from comity.knowledge.errors import KnowledgeBaseNotFound, NotForThisType
from comity.knowledge.external import queries
from comity.knowledge.external.models import ExternalEndpoint
from comity.knowledge.external.schemas import EndpointFields, EndpointRead
from comity.knowledge.models import KnowledgeBase

TABLE = "external_endpoints"
TIMEOUT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint ready to be asked, with its secrets open. `base_name` is for what people read."""

    base_id: str
    base_name: str
    url: str
    timeout_seconds: int
    send_generated_terms: bool
    authorization: str = field(default="", repr=False)
    headers: dict[str, str] = field(default_factory=dict, repr=False)


def check_type(type_: str, sent: EndpointFields, *, is_new: bool) -> None:
    """Raises `Validation` (422000) where an external base has no endpoint, or another type is given one.

    Raises `NotForThisType` (422951) where an external base is to be published by hand: it has no versions.
    """
    if type_ == "external" and getattr(sent, "publishing", None) == "manual":
        raise NotForThisType("An external base has no versions, so there is nothing to publish by hand.")
    names = [name for name in EndpointFields.model_fields if getattr(sent, name) is not None]
    if type_ != "external" and names:
        message = "Only a base of type external asks a Target Endpoint. Leave this field out."
        raise Validation([field_error(_wire(name), "notForThisType", message) for name in names])
    if type_ == "external" and is_new and sent.target_endpoint is None:
        message = "Give the address that is asked, such as https://search.example.com/query."
        raise Validation([field_error("targetEndpoint", "required", message)])


def set_endpoint(tx: Tx, secrets: Secrets, actor: Actor, base: KnowledgeBase, sent: EndpointFields) -> None:
    """Keeps what was sent. Its address must have passed the egress guard. Raises 422000 when secrets must be entered again."""
    row = queries.find_endpoint(tx, base.workspace_id, base.id)
    before = _public(row) if row else None
    if row is None:
        row = ExternalEndpoint(id=new_id(), workspace_id=base.workspace_id, base_id=base.id, header_names=[])
        row.timeout_seconds = TIMEOUT_SECONDS
        row.send_generated_terms = False
    elif sent.target_endpoint is not None:
        _check_move(row, sent)
    row.target_endpoint = sent.target_endpoint or row.target_endpoint
    if "authorization" in sent.model_fields_set and sent.authorization != HIDDEN:
        place = (base.workspace_id, TABLE, "authorization", row.id)
        row.authorization = secrets.seal(tx, *place, sent.authorization) if sent.authorization else None
    if sent.headers is not None:
        _set_headers(tx, secrets, row, sent.headers)
    row.timeout_seconds = sent.timeout_seconds or row.timeout_seconds
    if sent.send_generated_terms is not None:
        row.send_generated_terms = sent.send_generated_terms
    tx.session.add(row)
    tx.flush()
    if before != _public(row):
        kind = {"target_kind": "knowledgeBase", "target_id": base.id, "target_label": base.name}
        accounts.audit(tx, actor, "knowledgeBase.endpointChanged", **kind, before=before, after=_public(row))


def show_endpoint(row: ExternalEndpoint | None) -> EndpointRead:
    """The wire form: nothing secret in it."""
    if row is None:
        return EndpointRead()
    return EndpointRead(
        target_endpoint=row.target_endpoint,
        authorization_masked=HIDDEN if row.authorization else None,
        headers=dict.fromkeys(row.header_names, HIDDEN),
        timeout_seconds=row.timeout_seconds,
        send_generated_terms=row.send_generated_terms,
    )


def open_endpoint(tx: Tx, secrets: Secrets, workspace_id: str, base_id: str, base_name: str) -> Endpoint:
    """The endpoint with its secrets open, for a call. Raises `KnowledgeBaseNotFound` (404950)."""
    row = queries.find_endpoint(tx, workspace_id, base_id)
    if row is None:
        raise KnowledgeBaseNotFound
    authorization = row.authorization
    if authorization:
        authorization = secrets.open(tx, workspace_id, TABLE, "authorization", row.id, authorization)
    return Endpoint(
        base_id=base_id,
        base_name=base_name,
        url=row.target_endpoint,
        timeout_seconds=row.timeout_seconds,
        send_generated_terms=row.send_generated_terms,
        authorization=authorization or "",
        headers=_headers(tx, secrets, row),
    )


def endpoint_for_test(tx: Tx, secrets: Secrets, base: KnowledgeBase) -> Endpoint:
    """The endpoint of a base that is tried. Raises `NotForThisType` (422951) for a base of another type."""
    if base.type != "external":
        raise NotForThisType("Only an external base has a connection to test. Search this one instead.")
    return open_endpoint(tx, secrets, base.workspace_id, base.id, base.name)


def _check_move(row: ExternalEndpoint, sent: EndpointFields) -> None:
    """Another host must not be handed the secrets that were entered for this one."""
    if not leads_elsewhere(sent.target_endpoint or "", row.target_endpoint):
        return
    keeps = "authorization" not in sent.model_fields_set or sent.authorization == HIDDEN
    if row.authorization and keeps:
        message = "The address leads elsewhere now: enter the authorization again, or remove it."
        raise Validation([field_error("authorization", "required", message)])
    entered = {name for name, value in (sent.headers or {}).items() if value != HIDDEN}
    if set(row.header_names) - entered:
        message = "The address leads elsewhere now: enter the headers again, or remove them."
        raise Validation([field_error("headers", "required", message)])


def _set_headers(tx: Tx, secrets: Secrets, row: ExternalEndpoint, sent: dict[str, str | None]) -> None:
    known = _headers(tx, secrets, row)
    for name, value in sent.items():
        if value is None:
            known.pop(name, None)
        elif value != HIDDEN:
            known[name] = value
    if len(known) > 10:
        raise Validation([field_error("headers", "maxItems", "At most 10 headers.", limit=10, actual=len(known))])
    row.header_names = sorted(known)
    place = (row.workspace_id, TABLE, "headers", row.id)
    row.headers = secrets.seal(tx, *place, msgspec.json.encode(known).decode()) if known else None


def _headers(tx: Tx, secrets: Secrets, row: ExternalEndpoint) -> dict[str, str]:
    if not row.headers:
        return {}
    return msgspec.json.decode(secrets.open(tx, row.workspace_id, TABLE, "headers", row.id, row.headers))


def _public(row: ExternalEndpoint) -> dict[str, object]:
    """What the audit log keeps: no secret, only whether there is one."""
    parts = urlsplit(row.target_endpoint)
    return {
        "targetEndpoint": f"{parts.scheme}://{parts.netloc}{parts.path}",
        "hasAuthorization": row.authorization is not None,
        "headers": row.header_names,
        "timeoutSeconds": row.timeout_seconds,
        "sendGeneratedTerms": row.send_generated_terms,
    }


def _wire(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
