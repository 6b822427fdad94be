"""The role matrix of Gen AI, cell by cell, as the specification writes it; scopes; and what a role sees over HTTP."""

import httpx2
import pytest

from comity.accounts.models import Account, Credential, Membership, Workspace
from comity.accounts.passwords import hash_password
from comity.accounts.rights import ROLE_RIGHTS, SCOPE_RIGHTS, rights_of_roles, rights_of_scopes
from comity.kernel.db import Tx
from comity.kernel.runtime import Runtime

MANAGE, VIEW, NONE = "Y", "V", "-"
MATRIX = [
    ("genai.assistants", "read", "write", (MANAGE, MANAGE, VIEW)),
    ("genai.models", "read", "manage", (MANAGE, VIEW, VIEW)),
    ("genai.fulfillments", "read", "write", (MANAGE, MANAGE, VIEW)),
    ("genai.knowledge", "read", "write", (MANAGE, MANAGE, VIEW)),
    ("genai.sandbox", "live", "draft", (MANAGE, MANAGE, VIEW)),
    ("genai.reports", "read", "export", (MANAGE, MANAGE, VIEW)),
    ("genai.keys", "", "manage", (MANAGE, NONE, NONE)),
    ("genai.assistants", "", "delete", (MANAGE, NONE, NONE)),
]


@pytest.mark.parametrize(("area", "see", "change", "cells"), MATRIX)
def test_each_cell_of_the_gen_ai_matrix_holds(area: str, see: str, change: str, cells: tuple[str, ...]) -> None:
    for role, cell in zip(("admin", "editor", "viewer"), cells, strict=True):
        rights = rights_of_roles({"genai": role})
        assert (f"{area}.{change}" in rights) == (cell == MANAGE), role
        if see:
            assert (f"{area}.{see}" in rights) == (cell != NONE), role


def test_no_role_in_a_product_gives_nothing() -> None:
    assert rights_of_roles({"genai": None, "livechat": "agent"}) == frozenset()
    assert rights_of_roles({}) == frozenset()


def test_every_gen_ai_right_can_be_given_to_a_key_by_some_scope() -> None:
    assert frozenset().union(*SCOPE_RIGHTS.values()) >= ROLE_RIGHTS["genai"]["admin"]
    assert rights_of_scopes(["knowledge:read"]) == {"genai.knowledge.read"}


def add_member(tx: Tx, email: str, roles: dict[str, str]) -> None:
    workspace = tx.session.query(Workspace).one()
    person = Account(email=email, display_name=email)
    tx.session.add(person)
    tx.flush()
    tx.session.add(Credential(account_id=person.id, password_hash=hash_password("Abcdef1!")))
    member = Membership(workspace_id=workspace.id, account_id=person.id, user_number=2, roles=roles)
    tx.session.add(member)


def first_name(tx: Tx) -> str:
    return (
        tx.session.query(Account)
        .join(Membership, Membership.account_id == Account.id)
        .filter_by(user_number=1)
        .one()
        .display_name
    )


async def test_a_viewer_is_shown_their_rights_and_whom_to_ask_and_refused_the_platforms_pages(
    signed_in: httpx2.AsyncClient, runtime: Runtime
) -> None:
    await runtime.db.awrite(lambda tx: add_member(tx, "view@example.com", {"genai": "viewer"}))
    reply = await signed_in.post("/api/v1/sign-in", json={"email": "view@example.com", "password": "Abcdef1!"})
    place = reply.json()["workspaces"][0]
    assert place["platformAdmin"] is False
    assert place["admins"] == [(await runtime.db.aread(first_name))]
    assert "genai.knowledge.read" in place["rights"]
    assert "genai.knowledge.write" not in place["rights"]
    signed_in.headers["X-CSRF-Token"] = reply.json()["csrfToken"]
    for method, path in (("GET", "/api-keys"), ("POST", "/api-keys"), ("GET", "/audit"), ("POST", "/audit/verify")):
        body = {"name": "k", "scopes": ["audit:read"]} if path == "/api-keys" and method == "POST" else None
        refused = await signed_in.request(method, f"/api/v1{path}", json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, 403000), path


async def test_another_workspace_than_ones_own_is_not_found(signed_in: httpx2.AsyncClient, runtime: Runtime) -> None:
    await runtime.db.awrite(lambda tx: tx.session.add(Workspace(name="Other", slug="other")))
    reply = await signed_in.get("/api/v1/api-keys", headers={"X-Comity-Workspace": "other"})
    assert (reply.status_code, reply.json()["code"]) == (404, 404554)
