from khabar.entities.canonical import Name, canonical_names
from khabar.entities.keys import name_key


def resolved(*names: tuple[str, str], aliases: tuple[tuple[int, int], ...] = ()) -> list[str]:
    items = [Name(*name) for name in names]
    found = canonical_names(items, [(items[a], items[b]) for a, b in aliases])
    return [found[item] for item in items]


def test_a_family_name_is_short_for_the_full_name() -> None:
    assert resolved(("صلاح الدين النمروش", "PER"), ("النمروش", "PER")) == ["صلاح الدين النمروش"] * 2


def test_two_people_of_one_family_name_keep_it_open() -> None:
    names = [("مريم السلطاني", "PER"), ("خالد السلطاني", "PER"), ("السلطاني", "PER")]
    assert resolved(*names) == ["مريم السلطاني", "خالد السلطاني", "السلطاني"]


def test_the_son_is_not_the_father() -> None:
    names = [("تميم بن حمد آل ثاني", "PER"), ("حمد آل ثاني", "PER")]
    assert resolved(*names) == ["تميم بن حمد آل ثاني", "حمد آل ثاني"]


def test_names_of_one_country_are_one() -> None:
    assert len(set(resolved(("أمريكا", "LOC"), ("الولايات المتحدة الأمريكية", "LOC"), ("أميركا", "LOC")))) == 1


def test_part_of_a_body_name() -> None:
    names = [("حكومة الوفاق الليبية", "ORG"), ("الوفاق", "ORG"), ("حكومة الوفاق", "ORG")]
    assert set(resolved(*names)) == {"حكومة الوفاق الليبية"}


def test_listed_bodies_stay_apart() -> None:
    assert resolved(("مجلس الأمن", "ORG"), ("مجلس الأمن القومي", "ORG")) == ["مجلس الأمن", "مجلس الأمن القومي"]


def test_what_the_article_equates_is_one() -> None:
    names = [("حركة الضوء الجديد", "ORG"), ("ضوء", "ORG")]
    assert set(resolved(*names, aliases=((0, 1),))) == {"حركة الضوء الجديد"}


def test_types_do_not_mix() -> None:
    assert resolved(("الأردن", "LOC"), ("نهر الأردن", "MISC")) == ["الأردن", "نهر الأردن"]


def test_key_folds_spelling_and_articles() -> None:
    assert name_key("الإسلامية") == name_key("اسلاميه")
    assert name_key("ريان-إير") == name_key("ريان إير")


def test_a_listed_body_is_fuller_than_one_with_a_word_beside_it() -> None:
    names = [Name("الأمم المتحدة", "ORG"), Name("الأمم المتحدة الجديدة", "ORG")]
    assert canonical_names(names)[names[0]] == "الأمم المتحدة"


def test_a_full_name_of_people_holds_no_common_word() -> None:
    names = [Name("ترامب", "PER"), Name("دونالد ترامب", "PER"), Name("الحكومة ترامب", "PER")]
    assert canonical_names(names)[names[0]] != "الحكومة ترامب"
