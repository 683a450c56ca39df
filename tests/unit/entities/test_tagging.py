import pytest

from khabar.entities.tagging import ENGINES, Engine, calibrated, load, rule_id, tag

TEXT = [["وصل", "الرئيس", "رجب", "طيب", "أردوغان", "إلى", "تونس", "أمس", "."], [], ["والتقى", "الرئيس", "التونسي", "."]]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("convention", ["khabar", "anercorp", "aqmar"])
def test_every_engine_tags_by_every_convention(engine: Engine, convention: str) -> None:
    first, empty, last = tag(TEXT, engine, convention)
    assert first[2:5] == ("B-PER", "I-PER", "I-PER")
    assert first[6] == "B-LOC"
    assert empty == ()
    assert len(last) == 4


@pytest.mark.parametrize("engine", ENGINES)
def test_texts_do_not_influence_each_other(engine: Engine) -> None:
    tagger = load(engine)
    (alone,) = tagger.tag_texts([TEXT])
    together = tagger.tag_texts([[["نعم"]], TEXT, []])
    assert [found.tags for found in together[1]] == [found.tags for found in alone]
    assert all((a.marginals == b.marginals).all() for a, b in zip(together[1], alone, strict=True))
    assert together[2] == []


def test_engines_are_told_apart() -> None:
    assert rule_id("accurate") != rule_id("fast")
    assert tag([["وصل"]]) == tag([["وصل"]], "accurate", "khabar")


@pytest.mark.parametrize("engine", ENGINES)
def test_calibration_rises(engine: Engine) -> None:
    values = [calibrated(k / 20, engine) for k in range(21)]
    assert values == sorted(values)
    assert 0 < values[0] < values[-1] <= 1
