"""Quotes: from an article to its rows."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from khabar.ids import make_id
from khabar.schema import load_table
from khabar.tables import entities, quotes, sentences

FOUNDING = Path(__file__).parents[3] / "seeds" / "rt-arabic"


def tables(*parts: str, names: dict[str, str] | None = None, title: str | None = None) -> tuple[pa.Table, ...]:
    """(articles, sentences, entities) of one article of these sentences, with these names."""
    lines = [title, *parts] if title else list(parts)
    text = "\n".join(lines)
    article_id = make_id("art", text)
    sentence_rows, at = [], 0
    for index, line in enumerate(lines):
        span = {"char_start": at, "char_end": at + len(line)}
        at += len(line) + 1
        sentence_id = make_id("sen", article_id, span["char_start"], span["char_end"])
        section = "title" if title and index == 0 else "body"
        sentence_rows.append({"article_id": article_id, "sentence_id": sentence_id, "section": section} | span)
    mentions: list[dict[str, Any]] = []
    for name, kind in (names or {}).items():
        short, _, canonical = name.partition("=")
        at = text.find(short)
        while at >= 0:
            taken = any(m["char_start"] < at + len(short) and at < m["char_end"] for m in mentions)
            if not taken:
                mentions.append(_mention(article_id, at, short, kind, canonical or short))
            at = text.find(short, at + 1)
    mentions.sort(key=lambda m: int(m["char_start"]))
    articles = pa.table({"article_id": [article_id], "text": [text]})
    empty = pa.table({c: pa.array([], pa.string()) for c in ("article_id", *_MENTION)})
    return articles, pa.Table.from_pylist(sentence_rows), pa.Table.from_pylist(mentions) if mentions else empty


_MENTION = (
    "mention_id", "entity_id", "char_start", "char_end", "text", "entity_type", "canonical_name", "role",
)  # fmt: skip


def _mention(article_id: str, at: int, text: str, kind: str, canonical: str) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "mention_id": make_id("men", article_id, at, at + len(text), kind),
        "entity_id": make_id("ent", kind, canonical),
        "char_start": at, "char_end": at + len(text), "text": text, "entity_type": kind, "canonical_name": canonical,
        "role": None,
    }  # fmt: skip


def quotes_of(*parts: str, names: dict[str, str] | None = None, title: str | None = None) -> list[dict[str, Any]]:
    """Rows of one article."""
    rows: list[dict[str, Any]] = quotes.build(*tables(*parts, names=names, title=title)).to_pylist()
    return rows


def brief(rows: list[dict[str, Any]]) -> list[tuple[str | None, str | None, str]]:
    """(cue, name, content) of each row."""
    return [(row["cue_text"], row["speaker_name"], row["text"]) for row in rows]


SALIM = {"سليم الحداد": "PER"}


@pytest.mark.parametrize(
    ("sentence", "cue", "speaker", "content", "kind"),
    [
        ("قال سليم الحداد إن المصنع سيفتح أبوابه غدا.", "قال", "سليم الحداد", "المصنع سيفتح أبوابه غدا", "indirect"),
        ("وقال سليم الحداد: «سنفتح المصنع غدا».", "قال", "سليم الحداد", "سنفتح المصنع غدا", "direct"),
        ('لكن سليم الحداد قال إن المصنع "لن يغلق أبدا".', "قال", "سليم الحداد", 'المصنع "لن يغلق أبدا"', "mixed"),
        ("شدد سليم الحداد على ضرورة فتح المصنع.", "شدد", "سليم الحداد", "ضرورة فتح المصنع", "indirect"),
        ("وأشار سليم الحداد إلى أن المصنع جاهز.", "أشار", "سليم الحداد", "المصنع جاهز", "indirect"),
        ("طالب سليم الحداد بفتح المصنع فورا.", "طالب", "سليم الحداد", "فتح المصنع فورا", "indirect"),
        ("نفى سليم الحداد إغلاق المصنع.", "نفى", "سليم الحداد", "إغلاق المصنع", "indirect"),
        ("تعهد سليم الحداد بإصلاح الطريق.", "تعهد", "سليم الحداد", "إصلاح الطريق", "indirect"),
        ("المصنع جاهز، بحسب سليم الحداد.", "بحسب", "سليم الحداد", "المصنع جاهز", "indirect"),
        ("ووفقا لسليم الحداد فإن المصنع جاهز.", "وفقا ل", "سليم الحداد", "المصنع جاهز", "indirect"),
        ("قال سليم الحداد في ديسمبر/كانون الأول 2016 أن المصنع جاهز.", "قال", "سليم الحداد", "المصنع جاهز", "indirect"),
        ("وختم سليم الحداد بالقول إن المصنع جاهز.", "بالقول", "سليم الحداد", "المصنع جاهز", "indirect"),
        ("وأعلن سليم الحداد إرجاء الافتتاح.", "أعلن", "سليم الحداد", "إرجاء الافتتاح", "indirect"),
        ('"سنفتح المصنع غدا"، قال سليم الحداد.', "قال", "سليم الحداد", "سنفتح المصنع غدا", "direct"),
    ],
)  # fmt: skip
def test_one_statement(sentence: str, cue: str, speaker: str, content: str, kind: str) -> None:
    rows = quotes_of(sentence, names=SALIM)
    assert brief(rows) == [(cue, speaker, content)]
    assert rows[0]["quote_type"] == kind
    assert rows[0]["speaker_mention_id_null_reason"] is None


def test_participle_ends_what_was_said() -> None:
    rows = quotes_of("قال سليم الحداد إن المصنع جاهز، مضيفا أن العمال عادوا.", names=SALIM)
    assert brief(rows) == [("قال", "سليم الحداد", "المصنع جاهز"), ("مضيفا", "سليم الحداد", "العمال عادوا")]
    assert rows[1]["speaker_source"] == "carried"
    assert rows[1]["speaker_text"] is None


def test_speaker_goes_on_in_the_next_sentence() -> None:
    names = SALIM | {"منى الراوي": "PER"}
    rows = quotes_of(
        "قال سليم الحداد إن المصنع جاهز.",
        "وأضاف: «سنبدأ غدا».",
        "وقالت منى الراوي إن الطريق مغلق.",
        'وتابعت "لن نعود قريبا".',
        names=names,
    )
    assert [row["speaker_name"] for row in rows] == ["سليم الحداد", "سليم الحداد", "منى الراوي", "منى الراوي"]


def test_title_alone_is_the_person_who_holds_it() -> None:
    rows = quotes_of("قال مدير المصنع سليم الحداد إن الآلات وصلت.", "وأوضح المدير أن العمل يبدأ غدا.", names=SALIM)
    assert [row["speaker_name"] for row in rows] == ["سليم الحداد", "سليم الحداد"]
    assert rows[1]["speaker_text"] == "المدير"
    assert rows[1]["speaker_source"] == "role"


def test_document_speaks_for_its_body() -> None:
    rows = quotes_of(
        "أصدرت وزارة الزراعة بيانا عن الموسم.", "وجاء في البيان أن المحصول تضاعف.", names={"وزارة الزراعة": "ORG"}
    )
    assert brief(rows) == [("جاء في", "وزارة الزراعة", "المحصول تضاعف")]
    assert rows[0]["speaker_source"] == "document"


def test_body_named_in_short() -> None:
    rows = quotes_of(
        "قالت وزارة الزراعة إن الموسم جيد.", "وأكدت الوزارة أن المحصول تضاعف.", names={"وزارة الزراعة": "ORG"}
    )
    assert [row["speaker_name"] for row in rows] == ["وزارة الزراعة", "وزارة الزراعة"]


def test_relayed_statement() -> None:
    rows = quotes_of('نقلت وكالة رويترز عن سليم الحداد قوله: "المصنع جاهز".', names=SALIM | {"رويترز": "ORG"})
    assert brief(rows) == [("قوله", "سليم الحداد", "المصنع جاهز")]
    assert rows[0]["relayed_by"] == "رويترز"


def test_relayed_from_the_speaker_before() -> None:
    rows = quotes_of(
        "قال سليم الحداد إن المصنع جاهز.",
        'ونقلت وكالة رويترز عنه قوله: "سنبدأ العمل غدا".',
        names=SALIM | {"رويترز": "ORG"},
    )
    assert rows[1]["speaker_name"] == "سليم الحداد"
    assert rows[1]["relayed_by"] == "رويترز"


def test_name_before_the_comma_is_not_the_speaker() -> None:
    rows = quotes_of(
        "وردا على مخاوف الأردن، قالت منى الراوي إن الطريق آمن.", names={"الأردن": "LOC", "منى الراوي": "PER"}
    )
    assert brief(rows) == [("قالت", "منى الراوي", "الطريق آمن")]


def test_two_speakers() -> None:
    rows = quotes_of("لكن الحداد والراوي شددا على أن المصنع جاهز.", names={"الحداد": "PER", "الراوي": "PER"})
    assert brief(rows) == [("شددا على", "الحداد", "المصنع جاهز")]
    assert rows[0]["speaker_text"] == "الحداد والراوي"


def test_unnamed_sources_keep_their_words() -> None:
    rows = quotes_of("أفاد مسؤولون محليون بأن الجسر انهار.")
    assert brief(rows) == [("أفاد", "مسؤولون محليون", "الجسر انهار")]
    assert rows[0]["speaker_mention_id_null_reason"] == "unnamed"


def test_headline_with_a_colon() -> None:
    rows = quotes_of("زار الحداد المصنع.", names={"الحداد": "PER"}, title="الحداد: المصنع سيفتح غدا")
    assert brief(rows) == [(None, "الحداد", "المصنع سيفتح غدا")]
    assert rows[0]["quote_type"] == "direct"


@pytest.mark.parametrize(
    "sentence",
    [
        "زار سليم الحداد ما يسمى «سوق الليل» في المدينة.",  # a name in marks
        "لم يقل سليم الحداد إن المصنع جاهز.",  # denied by the writer
        "يذكر أن المصنع أغلق قبل عام.",  # said by nobody
        "وتبين أن المصنع مغلق.",
        'ويواصل سليم الحداد "حملة كبيرة" في المدينة.',
        "بين القاهرة وأسوان طريق طويل.",  # the preposition
        "قضى سليم الحداد عامين في المصنع.",
        'وصدرت له رواية "بيت على طرف النهر البعيد" قبل عام.',
    ],
)
def test_what_is_no_statement(sentence: str) -> None:
    assert quotes_of(sentence, names=SALIM) == []


def test_unclosed_marks_end_with_the_paragraph() -> None:
    rows = quotes_of("قال سليم الحداد: «سنفتح المصنع غدا", "وصل القطار متأخرا.", names=SALIM)
    assert rows[0]["text"] == "سنفتح المصنع غدا"


def test_quotation_over_two_sentences_is_one_row() -> None:
    rows = quotes_of("قال سليم الحداد: «المصنع جاهز.", "وسنبدأ العمل غدا».", names=SALIM)
    assert brief(rows) == [("قال", "سليم الحداد", "المصنع جاهز.\nوسنبدأ العمل غدا")]


def test_columns_spans_and_ids() -> None:
    table = quotes.build(*tables("قال سليم الحداد إن المصنع جاهز، مضيفا أن العمال عادوا.", names=SALIM))
    assert table.schema.names == [column.name for column in load_table("quotes").columns]
    text = "قال سليم الحداد إن المصنع جاهز، مضيفا أن العمال عادوا."
    rows = table.to_pylist()
    for row in rows:
        assert text[row["char_start"] : row["char_end"]] == row["text"]
        assert text[row["cue_char_start"] : row["cue_char_end"]] == row["cue_text"]
        assert 0.5 < row["confidence"] < 1
    assert len({row["quote_id"] for row in rows}) == len(rows) == 2


def test_no_statements_no_rows() -> None:
    assert quotes_of("وصل القطار متأخرا.") == []
    assert quotes.build(*(table.slice(0, 0) for table in tables("وصل القطار متأخرا."))).num_rows == 0


def test_order_of_rows_does_not_matter() -> None:
    given = tables("قال سليم الحداد إن المصنع جاهز.", "وأضاف أن العمال عادوا.", names=SALIM)
    turned = [table.take(list(range(table.num_rows))[::-1]) for table in given]
    assert quotes.build(*turned).equals(quotes.build(*given))


def test_founding_seed() -> None:
    """Everything that the deputy minister said is his, also where only his title stands."""
    files = sorted(FOUNDING.glob("*.txt"))
    assert len(files) == 1
    text = files[0].read_text(encoding="utf-8")
    articles = pa.table({"article_id": [make_id("art", text)], "text": [text], "title": [text.split("\n")[0]]})
    found = sentences.build(articles)
    rows = quotes.build(articles, found, entities.build(articles, found)).to_pylist()
    his = [row for row in rows if row["speaker_name"] == "صلاح الدين النمروش"]
    assert {row["speaker_source"] for row in his} == {"phrase", "role", "carried"}
    titled = [
        row
        for row in rows
        if row["speaker_text"] and ("وكيل" in row["speaker_text"] or "النمروش" in row["speaker_text"])
    ]
    assert len(titled) >= 3
    assert {row["speaker_name"] for row in titled} == {"صلاح الدين النمروش"}
    assert len({row["speaker_entity_id"] for row in his}) == 1


@pytest.mark.parametrize(
    ("sentence", "cue", "speaker", "content"),
    [
        ("أعلن سليم الحداد الذي زار المدينة مرارا، إغلاق المصنع.", "أعلن", "سليم الحداد", "إغلاق المصنع"),
        ("وأعرب سليم الحداد عن أمله في فتح المصنع.", "أعرب", "سليم الحداد", "أمله في فتح المصنع"),
        ("وأعلن سليم الحداد مسؤوليته عن الحريق.", "أعلن", "سليم الحداد", "مسؤوليته عن الحريق"),
        ("وخلصت الدراسة التي أجراها المصنع إلى ارتفاع الإنتاج.", "خلصت", "الدراسة", "ارتفاع الإنتاج"),
        ("أعلنت عدة شركات تعذر الوصول إلى المصنع.", "أعلنت", "عدة شركات", "تعذر الوصول إلى المصنع"),
        ('وصف سليم الحداد تقرير المصنع بأنه "كذبة".', "وصف", "سليم الحداد", "كذبة"),
        ("وأرجع سليم الحداد توقف المصنع إلى الحرب.", "أرجع", "سليم الحداد", "توقف المصنع إلى الحرب"),
        ("قال سليم الحداد إن المصنع أغلق ولكنه لم يكشف السبب.", "قال", "سليم الحداد", "المصنع أغلق"),
        ("أكد سليم الحداد أن المصنع أغلق فيما تستعد المدينة للشتاء.", "أكد", "سليم الحداد", "المصنع أغلق"),
    ],
)
def test_announcements_and_their_ends(sentence: str, cue: str, speaker: str, content: str) -> None:
    assert brief(quotes_of(sentence, names=SALIM)) == [(cue, speaker, content)]


def test_words_between_verb_and_clause_are_the_speaker() -> None:
    rows = quotes_of("قال سليم الحداد إن المصنع جاهز.", "وأفاد مراسلنا في المدينة أن الطريق مغلق.", names=SALIM)
    assert [row["speaker_text"] for row in rows] == ["سليم الحداد", "مراسلنا في المدينة"]


def test_present_verb_with_conjunction_goes_on() -> None:
    rows = quotes_of("قال سليم الحداد إن المصنع جاهز.", "ويشير إلى أن الطريق مغلق.", names=SALIM)
    assert brief(rows)[1] == ("يشير إلى", "سليم الحداد", "الطريق مغلق")


def test_nobody_in_particular_notes() -> None:
    assert len(quotes_of("قال سليم الحداد إن المصنع جاهز.", "ويذكر أن الطريق مغلق.", names=SALIM)) == 1


def test_accused_in_the_nominative_accuses_nobody() -> None:
    assert quotes_of("وقال سليم الحداد إن المصنع جاهز.", "واتهم الصحفيان بخرق القانون.", names=SALIM)[1:] == []


def test_debt_is_no_condemnation() -> None:
    assert quotes_of("يدين سليم الحداد بالفضل في فوزه للمدرب.", names=SALIM) == []


def test_group_named_again_is_the_same() -> None:
    rows = quotes_of("قال شهود إن الطريق مغلق.", "وأضاف الشهود أن المصنع احترق.")
    assert [row["speaker_name"] for row in rows] == ["شهود", "شهود"]


def test_own_first_letter_stays() -> None:
    rows = quotes_of("وسط المدينة احترق مصنع كبير، بحسب سليم الحداد.", names=SALIM)
    assert rows[0]["text"].startswith("وسط")


def test_nobody_of_another_gender_or_number_is_carried_over() -> None:
    rows = quotes_of("قال سليم الحداد إن المصنع جاهز.", "وأكدوا أن الطريق مغلق.", names=SALIM)
    assert rows[1]["speaker_name"] is None
    assert rows[1]["speaker_mention_id_null_reason"] == "no_speaker"
