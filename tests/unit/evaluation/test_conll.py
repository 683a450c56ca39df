"""CoNLL files: their tags, their convention, and releases whose texts hold their sentences."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.entities.tagging import ENGINES, Engine
from khabar.evaluation.conll import CONVENTIONS, Conll, Sentence, names, read, score_release, score_tags, tag_words
from khabar.evaluation.entities import OVERLAP, STRICT
from khabar.evaluation.outcome import ALL, totals

FILE = """وصل O
سليم B-PER
الحداد I-PER
إلى O
تل B-LOC
أبيب I-LOC
. O

زار O
وتونس B-LOC
"""


def written(folder: Path, text: str = FILE) -> Path:
    path = folder / "gold.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_sentences_and_the_assumed_convention(tmp_path: Path) -> None:
    found = read(written(tmp_path))
    assert [sentence.text for sentence in found.sentences] == ["وصل سليم الحداد إلى تل أبيب .", "زار وتونس"]
    assert found.convention == "anercorp"
    assert read(written(tmp_path, "الذرة B-MIS\n")).convention == "aqmar"
    assert read(written(tmp_path, "الذرة B-MISC\n")).convention == "anercorp"
    assert read(written(tmp_path), "khabar").convention == "khabar"


@pytest.mark.parametrize(
    ("text", "says"), [("وصل\n", "line 1"), ("دمشق B-Nation\n", "'B-Nation' is no BIO tag"), ("\n", "no sentence")]
)
def test_what_is_not_in_the_format_is_an_error(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read(written(tmp_path, text))


def test_an_inside_tag_of_another_type_begins_a_name() -> None:
    found = names(["أ", "ب", "ج", "د"], ["I-PER", "I-LOC", "B-LOC", "I-LOC"])
    assert [(name.entity_type, *name.span) for name in found] == [("PER", 0, 1), ("LOC", 2, 3), ("LOC", 4, 7)]


TAGS = st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "B-MISC"])


@given(st.lists(st.lists(TAGS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_the_same_tags_score_hundred(tags: list[list[str]]) -> None:
    sentences = tuple(Sentence(tuple("كلمة" for _ in each), tuple(each)) for each in tags)
    for counts in totals(score_tags(Conll(sentences, "anercorp", ""), tags)).values():
        assert counts.f1 == 1


def test_aqmar_leaves_misc_out(tmp_path: Path) -> None:
    file = read(written(tmp_path, "الذرة B-MIS\nفي O\nمصر B-LOC\n"))
    outcomes = score_tags(file, [["B-MISC", "B-MISC", "B-LOC"]])
    assert totals(outcomes).keys() == {(m, c) for m in (STRICT, OVERLAP) for c in (ALL, "LOC")}
    assert totals(outcomes)[STRICT, ALL].f1 == 1


def release(*texts: str, **names: str) -> tuple[pa.Table, pa.Table]:
    """Articles, and their entities: Arabic name → type, wherever it stands."""
    articles = [{"article_id": f"art_{n}", "text": text} for n, text in enumerate(texts)]
    rows: list[dict[str, Any]] = []
    for article in articles:
        for name, kind in names.items():
            at = article["text"].find(name)
            if at >= 0:
                row = {"article_id": article["article_id"], "char_start": at, "char_end": at + len(name)}
                rows.append(row | {"entity_type": kind, "rule_id": "model", "confidence": 0.9})
    return pa.Table.from_pylist(articles), pa.Table.from_pylist(rows)


@pytest.mark.parametrize(
    "texts",
    [
        ("وصل سليم الحداد إلى تل أبيب .", "زار وتونس"),
        ("عنوان\nوصل سليم الحداد إلى تل أبيب .\nزار وتونس",),
        ("وصل سليم الحداد إلى تل أبيب . زار وتونس",),
    ],
)
def test_a_release_is_scored_by_the_words_that_names_touch(tmp_path: Path, texts: tuple[str, ...]) -> None:
    articles, entities = release(*texts, **{"سليم": "PER", "تل أبيب": "LOC", "تونس": "LOC"})
    outcomes = score_release(read(written(tmp_path)), articles, entities)
    assert len(outcomes) == 2
    counts = totals(outcomes)
    assert (counts[STRICT, "LOC"].f1, counts[STRICT, "PER"].f1, counts[OVERLAP, "PER"].f1) == (1, 0, 1)


def test_sentences_that_a_release_lacks_are_left_out(tmp_path: Path) -> None:
    articles, entities = release("زار وتونس", **{"تونس": "LOC"})
    (outcome,) = score_release(read(written(tmp_path)), articles, entities)
    assert outcome.article == "sentence 2"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("convention", CONVENTIONS)
def test_every_word_gets_a_tag(engine: Engine, convention: str) -> None:
    sentences = [["(", "طرابلس)", "#"], ["نعم"]]
    assert [len(tags) for tags in tag_words(sentences, engine, convention)] == [3, 1]
