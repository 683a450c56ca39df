"""Parts of personal names with their Latin spelling, and the dated actor codes of UniversalPetrarch."""

import re
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path

from khabar.lexicon_build.tsv import write_lexicon

_ARABIC = re.compile(r"[ء-غف-ي]+(?: [ء-غف-ي]+)*")  # "عبد الله"; not "بيگ" (Persian letter)
_ARAB_COUNTRIES = frozenset("AE BH DJ DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())  # noqa: SIM905
_CODE_LINE = re.compile(r"\[([A-Z]+)(?: (?:(\d{8})-(\d{8})|([<>])(\d{8})))?\]")  # "[LBNGOV 19590923-19640922]"


def build_name_parts(database: Path) -> int:
    """Given and family names → Latin spelling and how many people of Wikidata bear them in each role.

    `database` is resources/names.sqlite3 of the package arabic-name-romanizer.
    """
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    roles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        query = "SELECT arabic_key, latin, country, role, sum(count) FROM units GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
        for key, latin, country, role, count in connection.execute(query):
            if _ARABIC.fullmatch(key) and len(key) > 1 and latin.isprintable():
                # Spellings of the Arab countries first: the list also holds Persian and Urdu readings.
                spellings[key][latin] += count * (4 if country in _ARAB_COUNTRIES else 1)
                roles[key][role] += count
    rows = []
    for key in sorted(spellings):
        latin = min(spellings[key].items(), key=lambda item: (-item[1], item[0]))[0]
        rows.append((key, latin, roles[key]["given"], roles[key]["surname"] + roles[key]["unknown"]))
    return write_lexicon(
        "name_parts",
        source="Wikidata and Algerian Name Transcription Corpus (arabic-name-romanizer 0.2.0), aggregated",
        licence="CC0-1.0 AND MIT",
        columns=("key", "name_latin", "given", "surname"),
        rows=rows,
    )


def build_actors(dictionary: Path) -> int:
    """Actors of the Arabic dictionary of UniversalPetrarch → dated CAMEO codes (country and sector).

    `dictionary` is actor_dict_ar_v4.txt. A date is YYYYMMDD; empty where the code holds at any time. Names are partly
    lemmatised: look them up by words without article.
    """
    rows: set[tuple[str, str, str, str]] = set()
    names: list[str] = []
    fresh = False
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        stripped = line.split("#")[0].rstrip()
        if not stripped.strip():
            continue
        name = stripped.split("[")[0].strip()
        if name:
            if fresh:
                names = []
            names.append(" ".join(name.lstrip("+").replace("_", " ").split()))
            fresh = False
        for code, start, end, sign, bound in _CODE_LINE.findall(stripped):
            fresh = True
            begin = start or (bound if sign == ">" else "")
            until = end or (bound if sign == "<" else "")
            rows.update((each, code, begin, "" if until == "18000101" else until) for each in names)
    return write_lexicon(
        "actors",
        source="UniversalPetrarch, Arabic actor dictionary version 4",
        licence="MIT",
        columns=("name", "code", "start", "end"),
        rows=sorted(rows),
    )
