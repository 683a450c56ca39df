"""Canonical text: the one form of a text that all spans index into.

NFC, line feeds, no byte order mark, no bidi or zero-width controls. Nothing else is changed: what a reader
sees stays as it was written, tatweel, diacritics and white space included.
"""

import re
import unicodedata

# Directional controls (Unicode UAX #9), zero-width space/joiners, word joiner, soft hyphen and BOM. They are
# invisible, differ between two copies of one page, and would break string equality: "قال\u200f:" is "قال:".
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# C0 and C1 controls except tab and line feed: "\x00", "\x0b". They never carry text in a news article.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
# Every other line end: CRLF, CR, NEL, LINE and PARAGRAPH SEPARATOR.
_LINE_END = re.compile("\r\n|[\r\u0085\u2028\u2029]")


def canonical(text: str) -> str:
    r"""Bring a text into canonical form, which doing it again leaves unchanged.

    >>> canonical("\ufeffقال\u200f:\r\nنعم")
    'قال:\nنعم'
    """
    text = _LINE_END.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _CONTROL.sub("", text)
    return unicodedata.normalize("NFC", text)
