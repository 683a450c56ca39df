"""What the rules read before anything is chosen: who acts on whom in one sentence."""

from typing import Any

import pytest

from khabar.events.article import Article
from khabar.events.extraction import events
from khabar.events.holders import holder
from khabar.events.markers import attached, is_somebody
from khabar.events.merging import Mention
from khabar.text.phrases import PhraseReader

_NAMES = {
    "سامر": ("PER", "وزير الدفاع"),
    "عادل": ("PER", "رئيس الحكومة الكندية"),
    "كندا": ("LOC", None),
    "موسكو": ("LOC", None),
    "أنقرة": ("LOC", None),
    "جنيف": ("LOC", None),
}


def article_of(text: str, section: str = "body") -> Article:
    mentions: list[dict[str, Any]] = []
    for name, (kind, role) in _NAMES.items():
        at = text.find(name)
        if at >= 0:
            row = {"mention_id": f"men_{at}", "entity_id": f"ent_{name}", "char_start": at, "char_end": at + len(name)}
            row |= {"text": name, "canonical_name": name, "entity_type": kind, "role": role, "country_code": None}
            mentions.append(row | {"geo_precision": "point" if name == "جنيف" else "none"})
    article = {"article_id": "art_1", "text": text, "published_at": None, "published_at_precision": None}
    sentence = {"sentence_id": "sen_1", "section": section, "char_start": 0, "char_end": len(text)}
    return Article(article, [sentence], mentions, [])


def first_event(text: str, section: str = "body") -> Mention:
    return events(article_of(text, section))[0]


def of_type(kind: str, text: str, section: str = "body") -> Mention:
    return next(event for event in events(article_of(text, section)) if event.event_type == kind)


def texts(event: Mention) -> tuple[str | None, str | None]:
    return tuple(party.text if party else None for party in (event.actor, event.recipient))  # type: ignore[return-value]


def test_a_dual_means_the_two_before_it() -> None:
    event = of_type("AGREE", "اجتمع وزراء موسكو وأنقرة أياما ثم وقع الطرفان اتفاقا.")
    assert texts(event) == ("موسكو", "أنقرة")


def test_the_subject_between_kana_and_qad() -> None:
    assert texts(first_event("وكانت قوات الحدود في الشمال قد اعتقلت ثلاثة مهربين."))[0] == "قوات الحدود في الشمال"


def test_what_is_refused_is_whose_act_it_is() -> None:
    assert texts(first_event("رفضت أنقرة اتهامات موسكو.")) == ("أنقرة", "موسكو")


def test_a_purpose_tells_whom_one_helps() -> None:
    assert texts(of_type("AID", "تدخلت موسكو لمساعدة القوات الحكومية."))[1] == "القوات الحكومية"


def test_a_town_is_where_a_meeting_is() -> None:
    event = first_event("أعلن الوزير سامر انتهاء محادثات جنيف.")
    assert (event.event_type, texts(event)[0]) == ("CONSULT", "سامر")


def test_a_headline_goes_on_with_its_subject() -> None:
    event = of_type("REQUEST", "موسكو تتهم المعارضة وتدعو أنقرة إلى الحوار", "title")
    assert texts(event) == ("موسكو", "أنقرة")


@pytest.mark.parametrize(
    ("title", "name"), [("لوزير الدفاع", "سامر"), ("رئيس الوزراء الكندي", "عادل"), ("السفير", None)]
)
def test_titles_point_back_to_who_holds_the_office(title: str, name: str | None) -> None:
    article = article_of(f"قال سامر وعادل إن كندا ترحب {title}.")
    start = article.words.at(article.text.index(title))
    phrase = PhraseReader(article.words).after(start, attached(title.split(maxsplit=1)[0]))
    assert phrase is not None
    row = holder(article, phrase)
    assert (row["canonical_name"] if row else None) == name


def test_nouns_for_people_with_what_is_attached() -> None:
    assert [attached(word) for word in ("وللحكومة", "للوزراء", "وزراء", "بجنود")] == [2, 1, 0, 1]
    assert is_somebody("والمتظاهرون")
    assert not is_somebody("الكبيرة")
