import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.entities.linking import countries_mentioned, leading_countries, link, nationality
from khabar.entities.places import Place, find_place
from khabar.entities.romanise import romanise
from khabar.entities.translate import translate


def test_a_country_has_code_and_geonames_id() -> None:
    found = link("ليبيا", "LOC", ["ليبيا"], [], frozenset())
    assert (found.country_code, found.geonames_id, found.geo_precision, found.latitude) == (
        "LBY",
        2215636,
        "country",
        None,
    )


def test_namesakes_are_told_apart_by_the_countries_of_the_article_or_not_at_all() -> None:
    assert find_place("طرابلس", frozenset()) == "ambiguous"
    libya, lebanon = find_place("طرابلس", {"LBY"}), find_place("طرابلس", {"LBN"})
    assert isinstance(libya, Place)
    assert isinstance(lebanon, Place)
    assert (libya.iso3, lebanon.iso3) == ("LBY", "LBN")
    assert find_place("زرقونةالوادي", {"LBY"}) == "not_in_gazetteer"


def test_ambiguity_gives_null_and_a_reason() -> None:
    found = link("طرابلس", "LOC", ["طرابلس"], [], frozenset())
    assert (found.geonames_id, found.geonames_id_null_reason, found.is_local) == (None, "ambiguous", True)


@pytest.mark.parametrize(
    ("name", "kind", "roles", "code", "reason"),
    [
        ("وزارة الدفاع الروسية", "ORG", [], "RUS", None),
        ("الأمم المتحدة", "ORG", [], None, "international"),
        ("زيد زيدون", "PER", ["الرئيس المصري"], "EGY", None),
        ("زيد زيدون", "PER", ["سفير فرنسا لدى ليبيا"], "FRA", None),
        ("زيد زيدون", "PER", [], None, "unknown"),
        ("زيد زيدون", "PER", ["الرئيس المصري", "الرئيس التونسي"], None, "ambiguous"),
        ("اتفاق السلام", "MISC", [], None, "not_applicable"),
    ],
)
def test_country(name: str, kind: str, roles: list[str], code: str | None, reason: str | None) -> None:
    found = link(name, kind, [name], roles, frozenset())
    assert (found.country_code, found.country_code_null_reason) == (code, reason)


def test_a_body_whose_form_countries_share_needs_its_country() -> None:
    assert link("الجيش الوطني", "ORG", ["الجيش الوطني"], [], {"LBY"}).country_code == "LBY"
    assert link("الجيش الوطني", "ORG", ["الجيش الوطني"], [], {"YEM"}).country_code is None


def test_nationalities_in_all_inflections() -> None:
    forms = ("ليبي", "ليبية", "ليبيين", "الليبيون", "الليبية", "ليبيتين")
    assert {nationality(form) for form in forms} == {"LBY"}
    assert nationality("ليبيا") is None  # the country, not the accusative of the adjective
    assert countries_mentioned([("مصر", "LOC")], ["السودانية"]) == {"EGY", "SDN"}


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("خليفة حفتر", "Khalifa Haftar"), ("كيلو 16", "Kilu 16"), ("CNN بالعربية", "CNN Balarabia")],
)
def test_romanise(arabic: str, latin: str) -> None:
    assert romanise(arabic)[:7] == latin[:7]


def test_translate() -> None:
    assert translate("وزارة الخارجية الأمريكية", lambda _: None) == "Ministry of Foreign Affairs of the United States"
    assert translate("مطار الحديدة", lambda _: "Hodeidah") == "Hodeidah Airport"
    assert translate("حركة الضوء", lambda _: None) is None


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي ىءأإآؤئة", min_size=1, max_size=25).filter(str.strip))
def test_every_arabic_name_gets_latin_letters(name: str) -> None:
    latin = romanise(name)
    assert latin
    if any(letter not in " ءئؤ" for letter in name):
        assert latin.isascii() or latin == name or any(c.isascii() for c in latin)


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("الهيئة الوطنية للنفط والغاز", "National Authority for Oil and Gas"),
        ("الاتحاد الكرواتي لكرة القدم", "Union of Croatia for Football"),
        ("وزارة الموارد المائية", "Ministry of Water Resources"),
        ("سلاح الجو السلطاني العماني", "Royal Air Force of Oman"),
        ("أطباء بلا حدود", None),
    ],
)
def test_names_of_bodies_are_put_together(name: str, english: str | None) -> None:
    assert translate(name, lambda _: None) == english


def test_a_name_without_letters_has_no_translation() -> None:
    assert translate("--", lambda _: None) is None


def test_a_shared_name_is_understood_of_a_country_the_article_is_about() -> None:
    names = [("اليمن", "LOC")] * 4 + [("ليبيا", "LOC")]
    leading = leading_countries(names, [])
    assert leading == {"YEM"}
    found = link("الجيش الوطني", "ORG", ["الجيش الوطني"], [], {"YEM", "LBY"}, leading=leading)
    assert (found.country_code, found.country_code_null_reason) == (None, "unknown")


def test_a_family_name_does_not_make_somebody_a_listed_person() -> None:
    assert link("غالية بن علي", "PER", ["بن علي"], [], {"TUN"}).country_code is None
    assert link("زين العابدين بن علي", "PER", ["بن علي"], [], {"TUN"}).country_code == "TUN"
