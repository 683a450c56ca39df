"""When an article was published, by a field of its record or the metadata of its page."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from khabar.dates.published import PLAUSIBLE_YEARS, Published, read_line
from khabar.dates.zones import zone


def read_field(value: str, default_zone: str) -> Published | None:
    """Read the publication field of a record: ISO 8601, RFC 2822, a Unix time, else as a date line.

    >>> read_field("Thu, 25 Jun 2020 04:24:00 +0300", "UTC").at.isoformat()
    '2020-06-25T01:24:00+00:00'
    >>> read_field("2020-06-25", "Asia/Riyadh").precision
    'day'
    """
    value = value.strip()
    moment, precision = _machine_moment(value)
    if moment is None:
        return read_line(value, default_zone)
    used = None if precision == "day" else default_zone if moment.tzinfo is None else _offset_name(moment)
    try:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC if precision == "day" else zone(default_zone))
        moment = moment.astimezone(UTC)
    except OverflowError:
        return None
    if moment.year not in PLAUSIBLE_YEARS:
        return None
    return Published(value, 0, len(value), moment, precision, used)


def _machine_moment(value: str) -> tuple[datetime | None, str]:
    if re.fullmatch(r"\d{10}(\.\d+)?|\d{13}", value):  # "1593048240", "1593048240000"
        seconds = float(value) / (1000 if len(value) == 13 else 1)
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds)), "minute"
    if re.match(r"\d{4}-?\d{2}-?\d{2}", value):  # "2020-06-25T01:24:00+03:00"
        try:
            return datetime.fromisoformat(value), "minute" if len(value) > 10 else "day"
        except ValueError:
            return None, ""
    if re.match(r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{4} \d", value):  # "Thu, 25 Jun 2020 01:24:00 GMT"
        try:
            return parsedate_to_datetime(value), "minute"
        except ValueError:
            return None, ""
    return None, ""


def _offset_name(moment: datetime) -> str:
    seconds = int((moment.utcoffset() or timedelta()).total_seconds())
    sign = "-" if seconds < 0 else "+"
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{sign}{hours:02d}:{minutes:02d}" if seconds else "UTC"
