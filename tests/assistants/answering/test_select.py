from comity.assistants.answering import SelectedChunk, select


def chunk(name: str, score: float, **more) -> SelectedChunk:
    return SelectedChunk(name, f"text of {name}", sorting_score=score, **more)


def test_a_chunk_found_by_two_fulfillments_counts_once_with_its_better_score():
    found = [[chunk("a", 0.5, fulfillment_id="f1")], [chunk("a", 0.8, fulfillment_id="f2")]]
    used = select(found, threshold=0.45, limit=5).used
    assert [(c.chunk_id, c.sorting_score, c.fulfillment_id) for c in used] == [("a", 0.8, "f2")]


def test_equal_scores_are_ordered_by_fulfillment_then_chunk_id():
    found = [[chunk("z", 0.7)], [chunk("b", 0.7), chunk("a", 0.7)]]
    assert [c.chunk_id for c in select(found, threshold=0, limit=5).used] == ["z", "a", "b"]


def test_a_chunk_at_the_threshold_is_used_and_one_below_is_not():
    selection = select([[chunk("a", 0.45), chunk("b", 0.4499)]], threshold=0.45, limit=5)
    assert [c.chunk_id for c in selection.used] == ["a"]
    assert [c.chunk_id for c in selection.below] == ["b"]


def test_no_more_chunks_are_used_than_the_limit():
    selection = select([[chunk(f"c{n}", 1 - n / 10) for n in range(6)]], threshold=0.1, limit=2)
    assert [c.chunk_id for c in selection.used] == ["c0", "c1"]
    assert len(selection.below) == 4


def test_the_same_chunk_id_in_two_documents_is_two_chunks():
    found = [[chunk("1", 0.9, document_id="d1"), chunk("1", 0.8, document_id="d2")]]
    assert len(select(found, threshold=0, limit=5).used) == 2


def test_a_span_inside_an_unedited_chunk_is_given_in_document_offsets_with_its_own_page():
    piece = SelectedChunk("a", "x" * 100, page=3, start=500, end=600, page_starts=((0, 1), (400, 3), (550, 4)))
    assert (piece.span(10, 20).start, piece.span(10, 20).end, piece.span(10, 20).page) == (510, 520, 3)
    assert piece.span(60, 70).page == 4


def test_a_span_of_an_edited_chunk_is_its_whole_region():
    piece = SelectedChunk("a", "an edited text", page=3, start=500, end=600)
    assert (piece.span(3, 9).start, piece.span(3, 9).end) == (500, 600)
