"""Texts as documents: written here, and edited in place (`knowledge.md` 3.8)."""

from tests.knowledge.conftest import Knowledge

RULE = {"title": "Returns", "text": "# Returns\n\nGoods are returned within 14 days with the receipt.", "format": "md"}


async def add(base: Knowledge) -> dict[str, object]:
    reply = await base.http.post(f"{base.path}/documents", json=RULE)
    assert reply.status_code == 202, reply.text
    await base.drain()
    return await base.document(reply.json()["data"][0]["documentId"])


async def test_each_save_of_a_text_is_a_new_version_of_the_same_document(base: Knowledge) -> None:
    document = await add(base)
    path = f"{base.path}/documents/{document['id']}"
    changed = {
        **RULE,
        "title": "Returning goods",
        "text": RULE["text"].replace("14 days", "30 days, walruses excepted"),
    }
    match = {"If-Match": f'"{document["revision"]}"'}
    reply = await base.http.put(path, json=changed, headers=match)
    assert reply.status_code == 202, reply.text
    await base.drain()
    saved = await base.document(str(document["id"]))
    assert (saved["version"], saved["title"], saved["state"]) == (2, "Returning goods", "ready")
    assert await base.search("walruses") and (await base.http.get(f"{path}/file")).text == changed["text"]
    stale = await base.http.put(path, json=RULE, headers=match)
    assert (stale.status_code, stale.json()["code"]) == (409, 409001)
    reply = await base.http.put(path, json={**changed, "title": "Only its title"})
    assert reply.status_code == 202, reply.text
    await base.drain()
    saved = await base.document(str(document["id"]))
    assert (saved["version"], saved["title"], saved["state"]) == (3, "Only its title", "ready")
    assert len(await base.chunks()) == 1


async def test_a_text_over_its_limit_another_documents_text_and_an_edited_file_are_refused(base: Knowledge) -> None:
    document = await add(base)
    path = f"{base.path}/documents/{document['id']}"
    assert (await base.http.put(path, json={**RULE, "text": "x" * 200_001})).json()["code"] == 422000
    assert (await base.http.put(path, json={**RULE, "text": "x" * 200_000})).status_code == 202
    other = await base.take("other.md", b"# Other\n\nAnother document altogether, with words of its own.")
    taken = {**RULE, "text": "# Other\n\nAnother document altogether, with words of its own."}
    assert (await base.http.put(path, json=taken)).json()["code"] == 409951
    assert (await base.http.put(f"{base.path}/documents/{other['id']}", json=RULE)).json()["code"] == 422951
    assert (await base.http.put(path, data={"file": "no file"}, files={})).status_code == 422
