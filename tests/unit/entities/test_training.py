import gzip
import json
from hashlib import sha256
from pathlib import Path

import pytest

from khabar.entities.corpora import Sentence, read_annotations, read_conll
from khabar.entities.model import Tagger
from khabar.entities.train import OWN, train

CITIES = ("طرابلس", "بنغازي", "تونس", "القاهرة", "دمشق", "بيروت", "عمان", "صنعاء")


def sentences() -> list[Sentence]:
    words = [("وصل", "الوفد", "إلى", city, "أمس") for city in CITIES]
    return [Sentence(found, ("O", "O", "O", "B-LOC", "O"), OWN) for found in words]


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        train(sentences(), {OWN: tmp_path / name}, 20)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_is_learned_is_tagged(tmp_path: Path) -> None:
    train(sentences(), {OWN: tmp_path / "ner.npz"}, 30)
    tagger = Tagger(tmp_path / "ner.npz")
    (tagged,) = tagger.tag([("وصل", "الوفد", "إلى", "بغداد", "أمس")])
    assert tagged.tags == ("O", "O", "O", "B-LOC", "O")
    assert tagged.marginals.sum(axis=1) == pytest.approx(1.0)


def test_tagging_does_not_depend_on_the_company(tmp_path: Path) -> None:
    train(sentences(), {OWN: tmp_path / "ner.npz"}, 30)
    one, two = Tagger(tmp_path / "ner.npz"), Tagger(tmp_path / "ner.npz")
    texts = [("وصل", "الوفد", "إلى", city) for city in CITIES] + [(), ("نعم",)]
    together = one.tag(texts)
    for text, tagged in zip(texts, together, strict=True):
        (alone,) = two.tag([text])
        assert alone.tags == tagged.tags
        assert alone.marginals.tolist() == tagged.marginals.tolist()


def test_clitics_of_newsfane_are_written_together(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("و O\nل O\nالولايات B-Nation\nالمتحدة I-Nation\nقوم O\nه O\n\n", encoding="utf-8")
    (sentence,) = read_conll(path, "newsfane")
    assert sentence.words == ("وللولايات", "المتحدة", "قومه")
    assert sentence.tags == ("B-LOC", "I-LOC", "O")


def test_classifiers_are_no_part_of_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("صحيفة B-ORG\nلوموند I-ORG\n\nوكالة B-ORG\nالأنباء I-ORG\n", encoding="utf-8")
    assert [s.tags for s in read_conll(path, "anercorp")] == [("O", "B-ORG"), ("B-ORG", "I-ORG")]


def test_annotations_by_offsets_find_their_text_or_say_so(tmp_path: Path) -> None:
    text = "خبر\n\nوصل إلى سرت."
    row = {"id": "x", "sha256": sha256(text.encode()).hexdigest(), "entities": [[14, 17, "LOC"]]}
    annotations, corpus = tmp_path / "a.jsonl", tmp_path / "c.jsonl.gz"
    annotations.write_text(json.dumps(row), encoding="utf-8")
    with gzip.open(corpus, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "x", "title": "خبر", "text": "وصل إلى سرت."}))
    assert [s.tags for s in read_annotations(annotations, [corpus])[0]][-1][2] == "B-LOC"
    annotations.write_text(json.dumps(row | {"sha256": "0"}), encoding="utf-8")
    with pytest.raises(ValueError, match="not the text"):
        read_annotations(annotations, [corpus])
    annotations.write_text(json.dumps(row | {"id": "y"}), encoding="utf-8")
    with pytest.raises(ValueError, match="in no corpus"):
        read_annotations(annotations, [corpus])
