"""Arabic dates: date lines, fields of records, and date expressions in running text."""

from khabar.dates.fields import read_field
from khabar.dates.published import Published, read_line
from khabar.dates.running import DateExpression, anchor_date, find_dates

__all__ = ["DateExpression", "Published", "anchor_date", "find_dates", "read_field", "read_line"]
