"""Nationality adjectives in all their inflections, from the stems in lexicons/nationalities.tsv."""

from collections.abc import Iterator

from khabar.lexicon_build.tsv import write_lexicon
from khabar.resources import lexicon
from khabar.text.tokens import lexical

# Endings of a nisba in ي after the last letter: "ليبي" → "ليبية", "ليبيان", "ليبيون", "ليبيين", "ليبيات".
_INFLECTIONS = (
    ("", "m", "sg"),
    ("ة", "f", "sg"),
    ("ا", "m", "sg"),
    ("ان", "m", "du"),
    ("تان", "f", "du"),
    ("تين", "f", "du"),
    ("ون", "m", "pl"),
    ("ين", "m", "pl"),
    ("ات", "f", "pl"),
)


def build_demonyms() -> int:
    """Every inflected form, with and without the article → ISO 3166-1 alpha-3, gender, number."""
    countries = {lexical(row["form"]) for row in lexicon("countries")}  # the accusative of سوري is written as سوريا
    seen: dict[str, tuple[str, str, str, str]] = {}
    for row in lexicon("nationalities"):
        for form, gender, number in _forms(row["nisba"], row["broken_plural"]):
            definite = " ".join("ال" + word for word in form.split())
            for written in (form,) if form.endswith("ا") else (form, definite):  # the accusative ends in ا without ال
                if lexical(written) not in countries:
                    seen.setdefault(written, (written, row["iso3"], gender, number))
    rows = sorted(seen.values(), key=lambda row: (row[1], row[0]))
    columns = ("form", "iso3", "gender", "number")
    return write_lexicon(
        "demonyms", source="lexicons/nationalities.tsv, inflected", licence="CC0-1.0", columns=columns, rows=rows
    )


def _forms(nisba: str, broken_plural: str) -> Iterator[tuple[str, str, str]]:
    for ending, gender, number in _INFLECTIONS:
        # Both words of "كوري شمالي" agree: "كورية شمالية"; the first of "جنوب أفريقي" does not.
        words = nisba.split()
        agreeing = [word + ending if word.endswith("ي") else word for word in words]
        yield " ".join(agreeing), gender, number
    if broken_plural:
        yield broken_plural, "m", "pl"
