"""Time zones by the names that date lines give them, from the tzdata package and never from the system."""

import re
from datetime import timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from khabar.dates.calendar import alternatives
from khabar.dates.folding import fold
from khabar.resources import lexicon

UTC = "UTC"


@cache
def zone(name: str) -> tzinfo:
    """The zone of an IANA name or of an offset such as `+03:00`.

    Raises:
        ZoneInfoNotFoundError: there is no such zone.

    >>> str(zone("Asia/Riyadh"))
    'Asia/Riyadh'
    """
    if name == UTC:
        return timezone.utc  # noqa: UP017 - prints as UTC
    offset = re.fullmatch(r"([+-])(\d{2}):(\d{2})", name)
    if offset:
        sign = -1 if offset[1] == "-" else 1
        return timezone(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3])))
    place = files("tzdata").joinpath("zoneinfo", *name.split("/"))
    if not re.fullmatch(r"[A-Za-z0-9_+/-]+", name) or not place.is_file():
        raise ZoneInfoNotFoundError(f"no time zone with key {name}")
    with place.open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


@cache
def zone_names() -> dict[str, str]:
    """Folded lower-case name in a date line → IANA name."""
    return {fold(row["name"]).lower(): row["zone"] for row in lexicon("zones")}


@cache
def zone_pattern() -> re.Pattern[str]:
    """A zone beside a time: "بتوقيت مكة المكرمة", "(غرينتش)", "(GMT+3)", "ت غ", "+03:00", "Z"."""
    latin = [name for name in zone_names() if name.isascii()]
    arabic = [name for name in zone_names() if not name.isascii()]
    universal = [name for name in arabic if zone_names()[name] == UTC]
    return re.compile(
        rf"(?:ب?(?:ال)?توقيت\s+(?:مدينه\s+)?(?P<place>{alternatives(arabic)})"
        rf"|\(\s*(?P<bracketed>{alternatives(arabic)})(?=\s*\))"
        rf"|(?<!\w)(?P<mark>{alternatives([*latin, *universal])})(?!\w)"
        r"|(?<=\d)(?P<zulu>Z)\b)"
        r"(?:\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?(?!\d|[-/:]))?"
        r"|(?P<offset>(?<=[\d\s])[+-](?:0\d|1[0-4]):?[0-5]\d)(?!\d)",
        re.IGNORECASE,
    )


def zone_of(match: re.Match[str]) -> str:
    """The zone that a match of `zone_pattern` names: an IANA name or an offset."""
    if match["offset"]:
        digits = match["offset"].replace(":", "")
        return f"{digits[:3]}:{digits[3:]}"
    name = " ".join((match["place"] or match["bracketed"] or match["mark"] or "gmt").lower().split())
    if match["sign"]:
        return f"{match['sign']}{int(match['hours']):02d}:{match['minutes'] or '00'}"
    return zone_names()[name]
