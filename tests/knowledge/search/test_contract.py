"""What every engine promises: the same suite on the embedded one and on PostgreSQL."""

import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from comity.kernel import clock
from comity.kernel.errors import NotFound
from comity.knowledge.chunks.service import Said
from comity.knowledge.search import Entry, Filters, feed
from comity.knowledge.search import searcher as searching
from comity.knowledge.search.feed import RowFeed
from tests.knowledge.search.library import Library, MeaningEmbedder, of_engine

pytestmark = pytest.mark.anyio


async def test_words_meaning_and_codes_each_find_a_chunk(library: Library) -> None:
    base = await library.base("Shop")
    refunds, parcels, pumps = await library.add(
        base,
        "A refund is paid within seven days.",
        "Every parcel leaves the warehouse on the same day.",
        "The motor of model PPR-9087 has a warranty of 48 months.",
    )
    assert (await library.found(base, "seven days"))[0] == refunds
    assert (await library.found(base, "When is my shipping?"))[0] == parcels
    assert (await library.found(base, "ppr9087"))[0] == pumps


async def test_a_question_in_another_language_finds_the_meaning_without_a_shared_word(library: Library) -> None:
    base = await library.base("Shop")
    refunds, _ = await library.add(base, "A refund is paid within seven days.", "Our shops open at nine.")
    result = await library.search(base, "คืนเงินเมื่อไร")
    assert result.hits[0].chunk_id == refunds
    assert result.hits[0].arms["lexical"] == {"rank": None, "value": 0.0}
    assert result.hits[0].arms["dense"]["rank"] == 1


async def test_scores_lie_between_0_and_1_and_are_the_same_in_every_run(library: Library) -> None:
    base = await library.base("Shop")
    await library.add(base, *(f"Rule {n}: a refund of order {n} takes {n} days." for n in range(40)))
    first = await library.search(base, "refund of order 7", limit=20)
    again = await Library(of_engine(library.rt, library.rt.settings.knowledge.engine)).search(
        base, "refund of order 7", limit=20
    )
    assert all(0 <= hit.sorting_score <= 1 and 0 <= hit.fused <= 1 for hit in first.hits)
    assert [(h.chunk_id, h.sorting_score) for h in first.hits] == [(h.chunk_id, h.sorting_score) for h in again.hits]


async def test_words_that_are_fully_held_still_rank_by_how_much_is_said_of_them(library: Library) -> None:
    base = await library.base("Shop")
    await library.add(base, *(f"Note {n} of beds, chairs and lamps in our halls." for n in range(30)))
    once, *_ = await library.add(base, "The warranty of oak tables, told beside many words on halls, beds and lamps.")
    often = (await library.add(base, "Warranty of oak: oak has a warranty, for oak is strong."))[0]
    hits = (await library.search(base, "oak warranty", arms=["lexical"])).hits
    assert [hit.chunk_id for hit in hits] == [often, once]
    assert hits[0].sorting_score == hits[1].sorting_score > 0.85


async def test_a_word_said_often_does_not_stand_for_the_words_that_lack(library: Library) -> None:
    base = await library.base("Shop")
    await library.add(base, *(f"Note {n} of beds, chairs and lamps in our halls." for n in range(30)))
    said = Said(content="Oak and oak again: oak.", title="Oak", keywords=["oak"])
    await library.add(base, said)
    hits = (await library.search(base, "oak warranty repair", arms=["lexical"])).hits
    assert 0 < hits[0].arms["lexical"]["value"] < 0.45


async def test_disabled_expired_and_deleted_chunks_are_in_no_arm(library: Library, frozen_clock: object) -> None:
    base = await library.base("Shop")
    texts = [f"Code AB-{n}123: a refund takes {n} days." for n in range(1, 6)]
    ids = [(await library.add(base, text))[0] for text in texts]
    assert set(await library.found(base, "refund")) == set(ids)
    await library.edit(base, ids[0], enabled=False)
    await library.change_document(base, ids[1], enabled=False)
    await library.change_document(base, ids[2], expiresAt=clock.now() + timedelta(seconds=10))
    await library.delete(base, ids[3])
    clock.tick(11)  # pyright: ignore[reportAttributeAccessIssue]
    for arms in (["lexical"], ["dense"], ["exact"], ["lexical", "dense", "exact"]):
        for question in (*texts, "money back"):
            assert set(await library.found(base, question, arms=arms)) <= {ids[4]}
    await library.edit(base, ids[0], enabled=True)
    await library.change_document(base, ids[1], enabled=True)
    assert set(await library.found(base, "refund")) == {ids[0], ids[1], ids[4]}


async def test_a_code_finds_its_chunk_first_in_every_way_of_writing_it(library: Library) -> None:
    base = await library.base("Parts")
    ids = await library.add(base, *(f"Part PPR-{n} fits pump {n % 7}." for n in range(8000, 9100)))
    wanted = ids[9087 - 8000]
    for question in ("PPR-9087", "ppr9087", "9087", "price of PPR-9087 please"):
        result = await library.search(base, question)
        assert result.hits[0].chunk_id == wanted, question
        assert result.hits[0].arms["exact"]["value"] == 1
    absent = await library.search(base, "PPR-9999")
    assert {hit.arms["exact"]["value"] for hit in absent.hits} <= {0.0}


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "the of and",
        "🙂🙃",
        "' OR 1=1; DROP TABLE chunks; --",
        '"a & b" | !c:* <-> (d',
        "\\' : & | ! ( )",
        "%_*?",
    ],
)
async def test_operators_emoji_and_stop_words_are_answered_with_a_normal_list(library: Library, question: str) -> None:
    base = await library.base("Shop")
    await library.add(base, "It's 5 o'clock: a & b | c, 100%_sure \\ or not.", "A refund takes days.")
    result = await library.search(base, question)
    assert len(result.hits) <= 2
    assert (await library.search(base, "o'clock")).hits


async def test_an_empty_base_answers_with_an_empty_list(library: Library) -> None:
    base = await library.base("Empty")
    result = await library.search(base, "refund")
    assert (result.hits, result.candidates, result.warnings) == ([], 0, [])


async def test_filters_apply_before_an_arm_cuts_its_list(library: Library) -> None:
    base = await library.base("Shop")
    await library.add(base, *(f"A refund takes days, rule {n}." for n in range(450)))
    rare = await library.add(
        base, *(f"Shops differ in hours, note {n}: some refund later." for n in range(12)), labels=["rare"]
    )
    tagged = await library.add(
        base, Said(content="Shops and refund of beds.", metadata={"kind": "bed", "size": 2}), metadata={"lang": "en"}
    )
    assert set(await library.found(base, "refund", limit=12, filters=Filters(labels=["rare"]))) == set(rare)
    for metadata in ({"kind": "bed"}, {"kind": ["sofa", "bed"]}, {"lang": "en", "size": 2}):
        assert await library.found(base, "refund", filters=Filters(metadata=metadata)) == tagged
    assert await library.found(base, "refund", filters=Filters(metadata={"size": True})) == []
    assert await library.found(base, "refund", filters=Filters(metadata={"kind": "bed", "lang": "th"})) == []


async def test_a_filter_by_document_leaves_only_its_chunks(library: Library) -> None:
    base = await library.base("Shop")
    await library.add(base, "A refund takes days.")
    mine = await library.add(base, "A refund is quick.")
    document = (await library.search(base, "quick refund")).hits[0].document_id
    assert await library.found(base, "refund", filters=Filters(document_ids=[document])) == mine


async def test_two_bases_and_two_workspaces_never_touch_each_other(library: Library) -> None:
    other = replace(library, workspace_id="ws-other")
    mine, theirs = await library.base("Same"), await other.base("Same")
    texts = ["A refund takes seven days.", "A parcel takes two days.", "Unrelated words about beds."]
    ids, their_ids = await library.add(mine, *texts), await other.add(theirs, *texts)
    before = await library.search(mine, "refund days")
    await other.add(theirs, *(f"A refund and days, number {n}." for n in range(30)))
    await other.delete(theirs, their_ids[0])
    after = await library.search(mine, "refund days")
    assert [(h.chunk_id, h.sorting_score) for h in before.hits] == [(h.chunk_id, h.sorting_score) for h in after.hits]
    assert {hit.chunk_id for hit in after.hits} == set(ids)
    assert after.idf("refund") == before.idf("refund")
    with pytest.raises(NotFound):
        await library.search(theirs, "refund")


async def test_near_copies_fold_into_the_best_of_them(library: Library) -> None:
    base = await library.base("Shop")
    text = (
        "A refund is paid within seven days after the goods have reached the warehouse, to the card it was paid with. "
        * 4
    )
    ids = await library.add(base, text, text, text + "Ok", "A refund of beds is never paid.")
    result = await library.search(base, "refund paid")
    assert len(result.hits) == 2
    folded = next(hit for hit in result.hits if hit.duplicates)
    assert {folded.chunk_id, *folded.duplicates} == set(ids[:3])


async def test_forty_copies_leave_room_for_the_rest_of_the_list(library: Library) -> None:
    base = await library.base("Shop")
    await library.add(base, *["A refund is paid within seven days."] * 40)
    others = await library.add(base, "A refund of beds.", "Some refund hours.")
    result = await library.search(base, "refund is paid within seven days", limit=3)
    assert len(result.hits) == 3
    assert {hit.chunk_id for hit in result.hits[1:]} == set(others)


async def test_of_several_questions_the_best_score_of_each_chunk_counts(library: Library) -> None:
    base = await library.base("Shop")
    refunds, parcels, _ = await library.add(
        base, "A refund is paid in a week.", "A parcel travels two nights.", "Beds are made of oak."
    )
    together = await library.search(base, "refund paid", "parcel nights")
    alone = [await library.search(base, question) for question in ("refund paid", "parcel nights")]
    best = {hit.chunk_id: hit.sorting_score for hit in together.hits}
    for chunk_id in (refunds, parcels):
        scores = [hit.sorting_score for result in alone for hit in result.hits if hit.chunk_id == chunk_id]
        assert best[chunk_id] == max(scores)


async def test_a_change_is_seen_by_the_next_search_of_every_process(library: Library) -> None:
    base = await library.base("Shop")
    other = Library(of_engine(library.rt, library.rt.settings.knowledge.engine))
    (chunk,) = await library.add(base, "A refund takes seven days.")
    assert await other.found(base, "seven") == [chunk]
    await library.edit(base, chunk, content="A refund takes nine days.")
    for process in (library, other):
        assert await process.found(base, "seven", arms=["lexical"]) == []
        assert await process.found(base, "nine", arms=["lexical"]) == [chunk]
    await library.delete(base, chunk)
    for process in (library, other):
        assert await process.found(base, "refund") == []


async def test_text_is_found_before_its_vectors_are_there_and_the_result_says_so(library: Library) -> None:
    base = await library.base("Shop")
    (chunk,) = await library.add(base, "A refund takes seven days.", embed=False)
    early = await library.search(base, "refund")
    assert [hit.chunk_id for hit in early.hits] == [chunk]
    assert [warning["code"] for warning in early.warnings] == ["dense_unavailable"]
    assert early.hits[0].fused == pytest.approx(early.hits[0].arms["lexical"]["value"], abs=1e-4)
    await library.embed(base, chunk)
    late = await library.search(base, "money back")
    assert [hit.chunk_id for hit in late.hits] == [chunk]
    assert late.warnings == []


async def test_without_an_embedder_the_text_arm_answers_and_says_so(library: Library) -> None:
    base = await library.base("Shop")
    (chunk,) = await library.add(base, "A refund takes seven days.")
    missing = MeaningEmbedder()
    missing.available = False
    alone = Library(of_engine(library.rt, library.rt.settings.knowledge.engine, missing))
    result = await alone.search(base, "refund days")
    assert [hit.chunk_id for hit in result.hits] == [chunk]
    assert [warning["code"] for warning in result.warnings] == ["dense_unavailable"]
    assert "embedder" in result.warnings[0]["message"]


async def test_vectors_of_another_embedder_are_left_out(library: Library) -> None:
    base = await library.base("Shop")
    (chunk,) = await library.add(base, "A refund takes seven days.")
    changed = MeaningEmbedder()
    changed.revision = "meaning-2"
    result = await Library(of_engine(library.rt, library.rt.settings.knowledge.engine, changed)).search(base, "refund")
    assert [hit.chunk_id for hit in result.hits] == [chunk]
    assert [warning["code"] for warning in result.warnings] == ["dense_unavailable"]


async def test_common_words_do_not_fetch_when_rarer_ones_exist(library: Library) -> None:
    base = await library.base("Shop")
    await library.add(base, *(f"A warranty for item {chr(97 + n % 26)}{n}." for n in range(60)), embed=False)
    (rare,) = await library.add(base, "A warranty for oak beds.", embed=False)
    assert await library.found(base, "warranty oak", arms=["lexical"], limit=50) == [rare]
    for asked in ("warranty", "warranty lawnmower"):
        assert len(await library.found(base, asked, arms=["lexical"], limit=50)) == 50


async def test_a_word_that_no_chunk_has_or_none_has_any_more_takes_nothing_from_the_words_that_all_have(
    library: Library,
) -> None:
    base = await library.base("Shop")
    old, new = await library.add(base, "Rooms in green.", "Rooms in blue.", embed=False)
    await library.delete(base, old)
    for asked in ("green rooms", "yellow rooms"):
        assert await library.found(base, asked, arms=["lexical"]) == [new]


async def test_headings_titles_and_questions_are_searched_too(library: Library) -> None:
    base = await library.base("Shop")
    titled, asked, _ = await library.add(
        base,
        Said(content="Within a week.", title="Reimbursement", heading_path=["Money", "Reimbursement"]),
        Said(content="Within two weeks.", questions=["How long does dispatching take?"], keywords=["dispatch"]),
        "Within three weeks.",
    )
    assert await library.found(base, "reimbursement", arms=["lexical"]) == [titled]
    assert await library.found(base, "dispatch", arms=["lexical"]) == [asked]


async def test_a_deleted_base_leaves_nothing_in_the_index(library: Library) -> None:
    from comity.kernel.context import system_actor
    from comity.knowledge.search.searcher import searcher
    from comity.knowledge.service import delete_base

    base = await library.base("Shop")
    await library.add(base, "A xyzzyrefund takes seven days.")
    await library.search(base, "xyzzyrefund")
    actor = system_actor(library.workspace_id)
    await library.rt.db.awrite(lambda tx: delete_base(tx, actor, base, force=True))
    await searcher(library.rt).tidy()
    with pytest.raises(NotFound):
        await library.search(base, "xyzzyrefund")
    if library.rt.settings.knowledge.engine == "postgres":
        left = library.rt.db.read(
            lambda tx: tx.connection.exec_driver_sql(
                "SELECT count(*) FROM comity_search.terms WHERE term LIKE '%%xyzzy%%'"
            ).scalar()
        )
        assert left == 0


async def test_idf_of_a_result_covers_the_words_of_its_hits(library: Library) -> None:
    base = await library.base("Shop")
    await library.add(base, "A refund takes seven days.", "Seven beds of oak.", "Shops open at nine.")
    idf = (await library.search(base, "refund")).idf
    assert idf("neverseen") >= idf("refund") > idf("seven") > 0


async def test_both_engines_give_the_same_hits_and_scores(library: Library) -> None:
    if library.rt.settings.knowledge.engine != "postgres":
        pytest.skip("compared once, from PostgreSQL")
    base = await library.base("Shop")
    texts = [
        f"Rule {n}: the refund for order AB-{n * 37} of ปั๊มน้ำ takes {n % 9} days, {'see delivery' * (n % 3)}."
        for n in range(300)
    ]
    ids = await library.add(base, *texts)
    await library.add(base, "คืนเงินภายในเจ็ดวันหลังจากได้รับสินค้า", "จัดส่งฟรีเมื่อซื้อครบ", labels=["th"])
    embedded = Library(of_engine(library.rt, "embedded"))
    await embedded.search(base, "warm")
    await library.edit(base, ids[3], content="Rule 3: shipping and refund rewritten.")
    await library.embed(base, ids[3])
    await library.delete(base, ids[4])
    for question in (
        "refund order AB-111",
        "คืนเงิน ปั๊มน้ำ กี่วัน",
        "delivery of rule 12",
        "pump",
        "rule",
        "shipping rewritten",
    ):
        one, other = await library.search(base, question), await embedded.search(base, question)
        scores = [hit.sorting_score for hit in one.hits]
        assert scores == pytest.approx([hit.sorting_score for hit in other.hits], abs=1e-3), question
        known = {hit.chunk_id: hit for hit in other.hits}
        shared = [(hit, known[hit.chunk_id]) for hit in one.hits if hit.chunk_id in known]
        assert len(shared) >= 9, question
        for mine, theirs in shared:
            assert mine.sorting_score == pytest.approx(theirs.sorting_score, abs=1e-3)
            for arm in ("lexical", "dense", "exact"):
                assert mine.arms[arm]["value"] == pytest.approx(theirs.arms[arm]["value"], abs=1e-3)


async def test_a_document_larger_than_a_batch_is_read_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "FETCH", 4)
    read, sizes = feed.RowFeed.entries, []

    def noting(self: Any, head: Any, after: int, *, vectors: bool) -> Any:
        found = read(self, head, after, vectors=vectors)
        sizes.append(len(found))
        return found

    monkeypatch.setattr(feed.RowFeed, "entries", noting)
    base_id = await library.base("Parcels")
    for _ in range(2):
        await library.add(base_id, *(f"Parcel {n} is on its way." for n in range(9)))
    assert len(await library.found(base_id, "Which parcel is on its way?", limit=50)) > 0
    assert max(sizes) == 9


async def test_a_first_search_waits_for_an_index_that_is_made_and_a_later_one_is_told_what_it_lacks(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = await library.base("Cold")
    (chunk,) = await library.add(base, "A refund takes seven days.")
    monkeypatch.setattr(searching, "ARM_SECONDS", 0.05)
    read = RowFeed.entries

    def slowly(self: RowFeed, *told: Any, **more: Any) -> list[Entry]:
        time.sleep(0.3)
        return read(self, *told, **more)

    monkeypatch.setattr(RowFeed, "entries", slowly)
    first = await library.search(base, "refund")
    assert [hit.chunk_id for hit in first.hits] == [chunk]
    assert first.warnings == []
    await library.add(base, "A parcel takes two days.")
    later = await library.search(base, "refund")
    assert [hit.chunk_id for hit in later.hits] == [chunk]
    assert "text_unavailable" in {warning["code"] for warning in later.warnings}
