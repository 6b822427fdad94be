"""Websites kept in step: what is fetched, what becomes a document, and what happens when pages change or go (`knowledge.md` 3.8)."""

from collections.abc import Sequence
from typing import Any

import pytest

from bench.ingestion import made_pdf
from tests.knowledge.sources.conftest import Follower
from tests.knowledge.sources.site_server import page

pytestmark = pytest.mark.usefixtures("no_waiting")


async def test_a_crawl_takes_the_pages_that_links_lead_to_and_answers_from_them(follower: Follower) -> None:
    site = follower.site
    site.has("/", page("Home", "/shipping", "/returns?utm_source=x#top", "https://elsewhere.example/", "/logo.png"))
    site.has(
        "/shipping", page("Shipping", "/returns", "/", text="Parcels to Chiang Mai take two days with code TH-4711.")
    )
    site.has("/returns", page("Returns"))
    source = await follower.follow()
    assert (source["state"], source["lastSync"]["state"]) == ("idle", "done")
    assert source["lastSync"]["counts"]["added"] == 3
    assert sorted(site.paths) == ["/", "/returns", "/shipping"]
    documents = await follower.documents()
    assert {path: one["state"] for path, one in documents.items()} == dict.fromkeys(
        ["/", "/shipping", "/returns"], "ready"
    )
    shipping = documents["/shipping"]
    assert (shipping["title"], shipping["source"], shipping["path"]) == ("Shipping", "page", f"{site.url}/shipping")
    text = await follower.base.text(shipping["id"])
    assert "Menu" not in text and "All rights reserved" not in text
    assert len(await follower.base.search("TH-4711")) == 1


async def test_an_unchanged_page_is_neither_stored_nor_embedded_again_and_a_changed_one_is_a_new_version(
    follower: Follower,
) -> None:
    site, base = follower.site, follower.base
    site.has("/", page("Home", "/a", "/b"))
    site.has("/a", page("A", text="The first text of page A is all about zebras and their stripes."))
    site.has("/b", page("B", text="The text of page B never changes, code BB-2000."))
    source = await follower.follow()
    before, vectors = await follower.documents(), await vectors_of(follower)
    site.has("/a", page("A", text="The second text of page A is all about walruses and their teeth."))
    site.forget()
    source = await follower.sync(source)
    after = await follower.documents()
    assert {path: one["version"] for path, one in after.items()} == {"/": 1, "/a": 2, "/b": 1}
    assert sorted(site.conditional) == ["/", "/b"]
    counts = source["lastSync"]["counts"]
    assert (counts["changed"], counts["unchanged"], counts["added"]) == (1, 2, 0), repr(
        (await follower.pages(source))["/a"]
    )
    kept = {id_ for id_ in await vectors_of(follower) if id_ in vectors}
    assert len(vectors) - len(kept) <= 1, "only the changed chunk is embedded again"
    assert before["/b"]["sha256"] == after["/b"]["sha256"]
    assert await base.search("walruses") and not await base.search("zebras")


async def test_bytes_that_change_around_the_same_content_are_no_change(follower: Follower) -> None:
    site = follower.site
    site.has("/", page("Home", head='<meta name="token" content="1">'))
    source = await follower.follow(mode="page")
    site.has("/", page("Home", head='<meta name="token" content="2">'))
    source = await follower.sync(source)
    assert source["lastSync"]["counts"]["unchanged"] == 1
    assert (await follower.documents())["/"]["version"] == 1


async def test_a_page_missing_in_two_syncs_running_is_removed_and_not_before(follower: Follower) -> None:
    site, base = follower.site, follower.base
    site.has("/", page("Home", "/old", "/gone"))
    site.has("/old", page("Old", text="An old page with the code OLD-1234 in it."))
    site.has("/gone", page("Gone", text="A page that will vanish, code GONE-5678."))
    source = await follower.follow()
    site.has("/", page("Home", "/gone"))
    del site.pages["/gone"]
    source = await follower.sync(source)
    pages = await follower.pages(source)
    assert (pages["/old"]["state"], pages["/old"]["reason"]["code"]) == ("missing", "not_linked")
    assert (pages["/gone"]["state"], pages["/gone"]["reason"]["code"]) == ("missing", "not_found")
    assert set(await follower.documents()) == {"/", "/old", "/gone"}
    assert await base.search("OLD-1234"), "once missing, it is still served"
    site.has("/gone", page("Gone", text="A page that will vanish, code GONE-5678."))
    source = await follower.sync(source)
    assert set(await follower.documents()) == {"/", "/gone"}
    assert source["lastSync"]["counts"]["removed"] == 1
    assert not await base.search("OLD-1234")
    assert (await follower.pages(source))["/gone"]["missing"] == 0


async def test_robots_txt_is_obeyed(follower: Follower) -> None:
    site = follower.site
    rules = "User-agent: other\nDisallow: /\n\nUser-agent: comity\nDisallow: /private/\nAllow: /private/open\nCrawl-delay: 2.5\n"
    site.has("/robots.txt", rules, Content_Type="text/plain")
    site.has("/", page("Home", "/private/secret", "/private/open"))
    site.has("/private/secret", page("Secret"))
    site.has("/private/open", page("Open"))
    source = await follower.follow()
    assert sorted(site.paths) == ["/", "/private/open"]
    denied = (await follower.pages(source))["/private/secret"]
    assert (denied["state"], denied["reason"]["code"], denied["documentId"]) == ("skipped", "robots_denied", None)
    assert (source["robots"]["state"], source["robots"]["spacingSeconds"]) == ("found", 2.5)


@pytest.mark.parametrize(("status", "state"), [(404, "done"), (403, "done"), (500, "failed"), (429, "failed")])
async def test_a_robots_txt_in_trouble_forbids_everything_and_one_that_is_not_there_nothing(
    follower: Follower, status: int, state: str
) -> None:
    follower.site.has("/robots.txt", status=status)
    follower.site.has("/", page("Home"))
    source = await follower.follow()
    assert source["lastSync"]["state"] == state
    assert follower.site.paths == (["/"] if state == "done" else [])
    if state == "failed":
        assert source["lastSync"]["reason"]["code"] == "robots_unreachable"


async def test_a_failed_sync_leaves_what_is_served_untouched(follower: Follower) -> None:
    site, base = follower.site, follower.base
    site.has("/", page("Home", *[f"/p{n}" for n in range(8)]))
    for n in range(8):
        site.has(f"/p{n}", page(f"Page {n}", text=f"Page number {n} has the code PPR-{n}000."))
    source = await follower.follow()
    assert len(await follower.documents()) == 9
    for n in range(8):
        site.has(f"/p{n}", "down", status=503)
    for _ in range(3):
        source = await follower.sync(source)
        assert (source["lastSync"]["state"], source["lastSync"]["reason"]["code"]) == ("failed", "http_error")
    site.has("/", "gone", status=404)
    source = await follower.sync(source)
    assert (source["lastSync"]["state"], source["lastSync"]["reason"]["code"]) == ("failed", "not_found")
    assert len(await follower.documents()) == 9
    assert await base.search("PPR-7000")


async def test_one_page_in_trouble_keeps_its_document_and_says_why(follower: Follower) -> None:
    site = follower.site
    site.has("/", page("Home", "/a"))
    site.has("/a", page("A", "/b"))
    site.has("/b", page("B"))
    source = await follower.follow()
    site.has("/a", "later", status=500)
    for _ in range(3):
        source = await follower.sync(source)
    assert source["lastSync"]["state"] == "done"
    failed = (await follower.pages(source))["/a"]
    assert (failed["state"], failed["reason"]["code"], failed["missing"]) == ("failed", "http_error", 0)
    assert "500" in failed["reason"]["message"]
    assert set(await follower.documents()) == {"/", "/a", "/b"}, "where it led is remembered"


async def test_a_page_that_scripts_write_warns_and_an_empty_one_replaces_nothing(follower: Follower) -> None:
    site = follower.site
    site.has("/", page("Home", "/short", "/empty"))
    site.has("/short", "<title>Short</title><main>Loading, please wait</main><script>write()</script>")
    site.has("/empty", "<title>App</title><body><div id=root></div><script>render()</script></body>")
    source = await follower.follow()
    pages, documents = await follower.pages(source), await follower.documents()
    assert (pages["/short"]["state"], pages["/short"]["reason"]["code"]) == ("warning", "empty_after_extraction")
    assert [one["code"] for one in documents["/short"]["warnings"]] == ["empty_after_extraction"]
    assert (pages["/empty"]["state"], pages["/empty"]["documentId"]) == ("warning", None)
    assert "/empty" not in documents
    site.has("/short", "<title>Short</title><body></body>")
    await follower.sync(source)
    assert (await follower.documents())["/short"]["version"] == 1


async def test_depth_patterns_and_the_limit_of_pages_bound_a_crawl(follower: Follower) -> None:
    site = follower.site
    site.has("/", page("Home", "/help/1", "/news/1", "/help/secret"))
    site.has("/help/1", page("Help 1", "/help/2"))
    site.has("/help/2", page("Help 2", "/help/3"))
    site.has("/help/3", page("Help 3"))
    chosen = {"include": ["/help/*"], "exclude": ["*secret*"], "limits": {"depth": 2, "pages": 50}}
    source = await follower.follow(**chosen)
    assert site.paths == ["/", "/help/1", "/help/2"]
    assert set(await follower.documents()) == {"/help/1", "/help/2"}
    site.forget()
    reply = await follower.base.http.patch(follower.path(source), json={"limits": {"depth": 5, "pages": 1}})
    assert reply.status_code == 200, reply.text
    source = await follower.sync(source)
    assert source["lastSync"]["reason"]["code"] == "limit_reached"
    assert "/help/3" not in site.paths


async def test_sitemaps_in_an_index_packed_or_plain_list_the_pages(follower: Follower) -> None:
    import gzip

    site = follower.site
    urls = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in ("/a", "/b#x", "/../a"))
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = "".join(f"<sitemap><loc>{site.url}{path}</loc></sitemap>" for path in ("/one.xml.gz", "/two.txt"))
    index = f"<sitemapindex {space}>{index}</sitemapindex>"
    site.has("/robots.txt", f"Sitemap: {site.url}/index.xml\n", Content_Type="text/plain")
    site.has("/index.xml", '<?xml version="1.0"?>' + index, Content_Type="application/xml")
    site.has("/one.xml.gz", gzip.compress(f"<urlset {space}>{urls}</urlset>".encode()), Content_Type="application/gzip")
    site.has("/two.txt", f"{site.url}/c\nhttps://elsewhere.example/d\n", Content_Type="text/plain")
    for path in ("/a", "/b", "/c"):
        site.has(path, page(f"Page {path}", "/never", text=f"What {path} says is said nowhere else, so it is kept."))
    source = await follower.follow(mode="sitemap")
    assert source["lastSync"]["state"] == "done", source["lastSync"]
    assert set(await follower.documents()) == {"/a", "/b", "/c"}
    assert "/never" not in site.paths
    site.has("/one.xml.gz", b"\x1f\x8bbroken", Content_Type="application/gzip")
    source = await follower.sync(source)
    assert (source["lastSync"]["state"], source["lastSync"]["reason"]["code"]) == ("failed", "sitemap_broken")
    assert set(await follower.documents()) == {"/a", "/b", "/c"}


async def test_pages_say_whether_they_may_be_collected_and_what_they_are_called(follower: Follower) -> None:
    site = follower.site
    site.has("/", page("Home", "/hidden", "/silent", "/print", "/tagged"))
    site.has("/hidden", page("Hidden", "/beyond", head='<meta name="robots" content="noindex, follow">'))
    site.has("/silent", page("Silent", "/unreached", head='<meta name="ROBOTS" content="nofollow">'))
    site.has("/print", page("Article for print", head='<link rel="canonical" href="/article">'))
    site.has("/article", page("Article"))
    site.has("/beyond", page("Beyond"))
    site.has("/tagged", page("Tagged"), X_Robots_Tag="noindex")
    source = await follower.follow()
    assert set(await follower.documents()) == {"/", "/silent", "/article", "/beyond"}
    codes = {path: one["reason"]["code"] for path, one in (await follower.pages(source)).items()}
    assert (codes["/hidden"], codes["/tagged"], codes["/print"]) == ("noindex", "noindex", "canonical")
    assert "/unreached" not in site.paths


async def test_redirects_within_the_site_are_followed_and_a_page_that_moved_keeps_its_document(
    follower: Follower,
) -> None:
    site = follower.site
    site.has("/", page("Home", "/old"))
    site.has("/old", page("Guide"))
    source = await follower.follow()
    old = (await follower.documents())["/old"]
    moved = site.pages.pop("/old")
    site.pages["/new"] = moved
    site.has("/old", status=301, Location="/new")
    source = await follower.sync(source)
    documents = await follower.documents()
    assert documents["/new"]["id"] == old["id"] and "/old" not in documents
    for _ in range(2):
        source = await follower.sync(source)
    assert (await follower.documents())["/new"]["id"] == old["id"]
    site.has("/loop", status=302, Location="/loop2")
    site.has("/loop2", status=302, Location="/loop")
    site.has("/", page("Home again", "/loop"))
    source = await follower.sync(source)
    assert source["lastSync"]["state"] == "done"


async def test_chunks_of_a_page_that_moved_name_its_new_address_without_being_embedded_again(
    follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, base = follower.site, follower.base
    long = " ".join(
        f"Rule {n} says that the walrus number {n} swims to the island on day {n} of the year." for n in range(60)
    )
    site.has("/", page("Home", "/old", "/rules.pdf"))
    site.has("/old", page("Guide", text=long))
    site.has("/rules.pdf", made_pdf(2), Content_Type="application/pdf")
    source = await follower.follow()
    documents = await follower.documents()
    first, second = [c["chunkId"] for c in await base.chunks(documentId=documents["/old"]["id"])][:2]
    reply = await base.http.patch(f"{base.path}/chunks/{second}", json={"content": "An edited rule about penguins."})
    assert reply.status_code == 200, reply.text
    await base.drain()

    embedder, embedded = follower.runtime.parts["embedder"], []
    encode = embedder.encode_passages

    def noted(texts: Sequence[str]) -> Any:
        embedded.extend(texts)
        return encode(texts)

    for path in ("/old", "/rules.pdf"):
        site.pages[f"/en{path}"] = site.pages.pop(path)
        site.has(path, status=301, Location=f"/en{path}")
    monkeypatch.setattr(embedder, "encode_passages", noted, raising=False)
    source = await follower.sync(source)
    assert set(embedded) <= {"ready"}
    for old, place in (("/old", ""), ("/rules.pdf", "#page=")):
        chunks = await base.chunks(documentId=documents[old]["id"])
        assert len(chunks) > 1
        assert all(chunk["path"].startswith(f"{site.url}/en{old}{place}") for chunk in chunks)
    (hit,) = [hit for hit in await base.search("penguins") if hit == second]
    assert (await base.http.get(f"{base.path}/chunks/{hit}")).json()["path"] == f"{site.url}/en/old"
    assert first in await base.search("walrus")
    revisions = {chunk["chunkId"]: chunk["revision"] for chunk in await base.chunks()}
    await follower.sync(source)
    assert {chunk["chunkId"]: chunk["revision"] for chunk in await base.chunks()} == revisions


async def test_encodings_named_by_the_server_or_the_page_are_read(follower: Follower) -> None:
    site = follower.site
    thai = "นโยบายคืนเงิน ลูกค้าคืนสินค้าได้ภายใน 7 วันนับจากวันที่ได้รับของ พร้อมใบเสร็จ"
    site.has("/", page("Home", "/thai", "/meta"))
    site.has("/thai", page("คืนเงิน", text=thai).encode("cp874"), Content_Type="text/html; charset=windows-874")
    japanese = "返金は7日以内に行われます。領収書をお持ちください。よろしくお願いします。"
    meta = page("返金", text=japanese, head='<meta charset="shift_jis">')
    site.has("/meta", meta.encode("cp932"), Content_Type="text/html")
    await follower.follow()
    documents = await follower.documents()
    assert (documents["/thai"]["title"], documents["/meta"]["title"]) == ("คืนเงิน", "返金")
    assert thai in await follower.base.text(documents["/thai"]["id"])
    assert japanese[13:] in await follower.base.text(documents["/meta"]["id"])


async def test_the_same_content_at_two_addresses_is_one_document(follower: Follower) -> None:
    site = follower.site
    site.has("/", page("Home", "/index.html", "/one"))
    site.has("/index.html", page("Home", "/index.html", "/one"))
    site.has("/one", page("One"))
    source = await follower.follow()
    assert set(await follower.documents()) == {"/", "/one"}
    same = (await follower.pages(source))["/index.html"]
    assert (same["state"], same["reason"]["code"]) == ("skipped", "duplicate")
    assert same["documentId"] is None


async def test_a_document_that_a_person_deleted_stays_away_until_everything_is_asked_for(follower: Follower) -> None:
    site, base = follower.site, follower.base
    site.has("/", page("Home", "/a"))
    site.has("/a", page("A", "/b"))
    site.has("/b", page("B"))
    source = await follower.follow()
    unwanted = (await follower.documents())["/a"]
    await base.http.delete(f"{base.path}/documents/{unwanted['id']}")
    site.forget()
    for _ in range(3):
        source = await follower.sync(source)
    assert set(await follower.documents()) == {"/", "/b"} and "/a" not in site.paths
    assert (await follower.pages(source))["/a"]["reason"]["code"] == "left_out"
    await follower.sync(source, everything=True)
    assert set(await follower.documents()) == {"/", "/a", "/b"}


async def test_pdf_and_text_files_of_a_site_are_read_and_pictures_are_not(follower: Follower) -> None:
    site = follower.site
    site.has("/", page("Home", "/terms", "/photo", "/note.txt"))
    site.has(
        "/note.txt", "Opening hours: Monday to Friday, from nine to six, closed on holidays.", Content_Type="text/plain"
    )
    site.has("/photo", b"\x89PNG....", Content_Type="image/png")
    site.has("/terms", b"%PDF-1.4 broken", Content_Type="application/pdf")
    source = await follower.follow()
    documents, pages = await follower.documents(), await follower.pages(source)
    assert (documents["/note.txt"]["state"], documents["/note.txt"]["mime"]) == ("ready", "text/plain")
    assert (documents["/terms"]["state"], documents["/terms"]["reason"]["code"]) == ("failed", "corrupt_file")
    assert (pages["/photo"]["state"], pages["/photo"]["reason"]["code"]) == ("skipped", "unsupported_type")


async def vectors_of(follower: Follower) -> set[str]:
    """The revisions that have vectors."""
    from comity.kernel.db import SQL

    rows = await follower.runtime.db.aread(lambda tx: tx.rows(SQL("SELECT DISTINCT revision_id FROM chunk_vectors")))
    return {row.revision_id for row in rows}
