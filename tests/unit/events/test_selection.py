"""Which candidates tell an event, and how their weights are learnt."""

from dataclasses import replace

from tests.unit.events.test_rules import article_of

from khabar.evaluation.gold import GoldDocument, GoldEvent
from khabar.events.confidence import confidence
from khabar.events.extraction import candidates, events, told
from khabar.events.merging import surest_first
from khabar.events.scope import VERDICTS, verdicts
from khabar.events.selection import FLOOR, Candidate, features, score, select
from khabar.events.train_selection import Example, curve, fit, judge
from khabar.text.spans import Span

_TEXT = "أدانت كندا هجوم مسلحين على موسكو، ودعت أنقرة إلى وقف إطلاق النار."


def found_in(text: str) -> list[Candidate]:
    return list(candidates(article_of(text)))


def test_every_reading_is_a_candidate_once_for_each_type() -> None:
    found = found_in(_TEXT)
    keys = [(one.mention.token, one.mention.reading.trigger.event_type) for one in found]
    assert len(keys) == len(set(keys))
    assert [one.mention.start for one in found] == sorted(one.mention.start for one in found)
    assert {"ACCUSE", "ASSAULT", "REQUEST", "RETREAT"} <= {kind for _, kind in keys}


def test_features_say_type_form_and_company() -> None:
    article = article_of(_TEXT)
    found = list(candidates(article))
    shown = features(article, found)
    assert all(len(set(row)) == len(row) for row in shown)
    first = dict(zip((one.mention.event_type for one in found), shown, strict=True))["ACCUSE"]
    assert {"any", "is ACCUSE", "form past", "lemma أدان", "section body", "before nothing"} <= set(first)
    assert features(article, found) == shown


def test_an_unknown_feature_weighs_nothing() -> None:
    assert score(["nobody has heard of it"]) == 0
    assert score(["any", "nobody has heard of it"]) == score(["any"])


def test_one_mention_for_each_word_and_none_below_the_floor() -> None:
    found = found_in(_TEXT)
    chosen = list(select(found, [FLOOR] * len(found)))
    assert len({mention.token for mention in chosen}) == len(chosen)
    assert list(select(found, [FLOOR - 1] * len(found))) == []


def test_an_event_needs_one_sure_mention() -> None:
    found = found_in(_TEXT)
    assert told(found, [FLOOR] * len(found)) == []
    assert told(found, [300] * len(found)) != []


def test_an_event_stands_under_its_surest_mention() -> None:
    first, second = (one.mention for one in found_in(_TEXT)[:2])
    event = replace(first, score=1, others=[replace(second, score=500)])
    lead = surest_first(event)
    assert (lead.start, lead.token, [other.start for other in lead.others]) == (
        second.start,
        second.token,
        [first.start],
    )
    assert surest_first(lead) == lead
    near = replace(first, score=1, others=[replace(second, score=5)])
    assert (surest_first(near).start, surest_first(near).score) == (first.start, 5)


def test_what_is_demanded_is_said_to_be() -> None:
    article = article_of("دعت كندا أنقرة إلى وقف إطلاق النار.")
    mentions = [one.mention for one in candidates(article)]
    said = dict(zip((mention.event_type for mention in mentions), verdicts(article, mentions), strict=True))
    assert set(said.values()) <= set(VERDICTS)
    assert (said["REQUEST"], said["RETREAT"]) == ("told", "demanded")


def test_weights_are_learnt_from_what_is_annotated() -> None:
    article = article_of(_TEXT)
    found = list(candidates(article))
    shown = features(article, found)
    wanted = found[0].mention
    event = GoldEvent(Span(wanted.start, wanted.end), "أدانت", (), "ACCUSE", "", "", "", "", "asserted")
    document = GoldDocument("a", "art_1", _TEXT, (), (), (event,))
    data = [Example("a", document, found, shown, [one is found[0] for one in found])] * 40
    weights = fit(data)
    assert weights == fit(data)
    scores = [sum(weights.get(name, 0) for name in row) for row in shown]
    assert max(scores) == scores[0] > max(scores[1:])
    ((score, right),) = judge(data[0], weights)
    assert right
    assert score > 0


def test_confidence_follows_what_scores_were_worth() -> None:
    judged = [(-1.0, n < 2) for n in range(10)] + [(1.0, n < 7) for n in range(10)]
    fitted = curve(judged)
    assert (fitted.along_score(-1.0), fitted.along_score(1.0)) == (0.2, 0.7)
    assert confidence(-50) < confidence(0) < confidence(200) < 1


def test_the_events_of_a_text_are_the_same_each_time() -> None:
    first, second = ([(e.start, e.event_type, e.score) for e in events(article_of(_TEXT))] for _ in range(2))
    assert first == second
