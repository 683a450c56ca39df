from khabar.resources import lexicon


def test_demonyms_have_every_inflection_once() -> None:
    rows = lexicon("demonyms")
    assert len(rows) > 3_000
    forms = {row["form"]: row["iso3"] for row in rows}
    assert len(forms) == len(rows)
    assert forms["الليبيون"] == forms["ليبية"] == forms["ليبيين"] == "LBY"
    assert forms["كورية شمالية"] == "PRK"
    assert forms["جنوب أفريقية"] == "ZAF"


def test_word_lists_are_complete_rows_with_known_codes() -> None:
    codes = {row["iso3"] for row in lexicon("countries")}
    for rows, column in (
        (lexicon("persons"), "country"),
        (lexicon("organisations"), "country"),
        (lexicon("areas"), "country"),
    ):
        assert rows
        for row in rows:
            assert row["form"]
            assert row["name_latin"]
            assert row[column] in codes | {"", "INT"}, row
    for row in lexicon("places"):
        assert -90 <= float(row["latitude"]) <= 90
        assert row["iso3"] in codes
