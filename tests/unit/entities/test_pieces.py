from khabar.entities.pieces import UNKNOWN, Pieces

VOCABULARY = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁وال", "▁و", "وزير", "▁وزير", "ة", "ا", "لا", "هور"]
SCORES = [0, 0, 0, 0, -4000, -3000, -2500, -9000, -8000, -3000, -3500, -5000, -9000]
PIECES = Pieces(VOCABULARY, SCORES)


def text(word: str) -> list[str]:
    return [VOCABULARY[number] for number in PIECES.cut(word)]


def test_the_likeliest_pieces_are_chosen() -> None:
    assert text("وزيرة") == ["▁وزير", "ة"]
    assert text("والوزير") == ["▁وال", "وزير"]


def test_diacritics_and_tatweel_do_not_count() -> None:
    assert text("وَزـيرة") == text("وزيرة")


def test_forms_of_presentation_are_letters() -> None:
    assert text("ﻻهور") == ["▁", "لا", "هور"]


def test_a_character_of_no_piece_is_unknown() -> None:
    assert PIECES.cut("و界") == (6, UNKNOWN)


def test_a_lone_diacritic_is_cut_too() -> None:
    assert PIECES.cut("\u064b") == (4, UNKNOWN)


def test_a_long_word_has_twelve_pieces() -> None:
    assert len(PIECES.cut("ا" * 40)) == 12
