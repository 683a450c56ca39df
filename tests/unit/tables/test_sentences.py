import hashlib

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.ingest.documents import Document
from khabar.resources import REPOSITORY
from khabar.tables import articles, sentences


def build(text: str, title: str | None = None) -> list[dict]:
    given_article = pa.table({"article_id": ["art_0"], "text": [text], "title": pa.array([title], pa.string())})
    return sentences.build(given_article).to_pylist()


@settings(deadline=None)  # the first text pays for the lexicons
@given(st.text(alphabet=st.sampled_from('اب. \n؟!"«»-:12٣\u00a0d'), max_size=200) | st.text(max_size=100))
def test_sentences_are_disjoint_in_order_and_leave_out_white_space_only(text: str) -> None:
    last = 0
    for index, row in enumerate(build(text)):
        assert row["sentence_index"] == index
        assert row["text"] == text[row["char_start"] : row["char_end"]] != ""
        assert not text[last : row["char_start"]].strip()
        assert row["token_count"] > 0
        last = row["char_end"]
    assert not text[last:].strip()


def test_a_headline_is_one_sentence() -> None:
    rows = build("هل جاء؟ نعم. جاء أمس\n\n25 يونيو 2020\n\nقال الوزير ذلك. وأضاف أنه سيعود.")
    assert [(row["section"], row["paragraph_index"]) for row in rows] == [
        ("title", 0),
        ("dateline", 1),
        ("body", 2),
        ("body", 2),
    ]


def test_the_founding_seed() -> None:
    raw = next((REPOSITORY / "seeds" / "rt-arabic").glob("*.txt")).read_bytes()
    document = Document("seed.txt", hashlib.sha256(raw).hexdigest(), len(raw), "txt", raw, None, None, None)
    types = {"raw": pa.binary(), "byte_size": pa.int64()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in Document._fields])
    found, _ = articles.build(pa.Table.from_pylist([document._asdict()], schema=schema), "UTC")
    (article,) = found.to_pylist()
    assert article["published_at"].isoformat() == "2020-06-25T01:24:00+00:00"
    rows = sentences.build(found).to_pylist()
    assert [row["section"] for row in rows[:5]] == ["title", "dateline", "caption", "caption", "body"]
    assert {row["section"] for row in rows[5:]} == {"body"}
    assert sum(row["token_count"] for row in rows) == article["token_count"]


def test_time_grows_with_length_only() -> None:
    sentence = 'قال المتحدث: "العمل مستمر. ولن نتوقف" في كل المواقع.\n'
    assert len(build(sentence * (200_000 // len(sentence)))) > 3000
