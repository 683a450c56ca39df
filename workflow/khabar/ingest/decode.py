"""Bytes → text: UTF-8, UTF-16 or Windows-1256, told apart by what they hold.

General detectors guess Windows-1256 wrongly in short texts and turn a damaged UTF-8 file into nonsense without a word.
Here the three encodings of the Arabic press are tried in order, each against what it cannot be by accident, and a file
with a broken byte is refused with the place of the byte.
"""

import codecs
import re
from typing import NamedTuple

from khabar.ingest.reasons import Reason, RejectedError

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROLS = bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])
_ASCII = bytes(range(128))
_HEAD = 1 << 16
# A run of letters: "قالت", "café", "2020" is none.
_WORD = re.compile(r"[^\W\d_]+")
# A word of Arabic letters alone, diacritics are no letters: "قالت".
_ARABIC_WORD = re.compile("[\u0621-\u064a\u066e-\u06d3]+")
# A character that belongs to ordinary text in Arabic or ASCII: "ق", "a", "،", "—".
_ORDINARY = re.compile("[\\s -~\u0600-\u06ff\u2010-\u2027\u200b-\u200f\u00a0-\u00bf\ufb50-\ufefc]")


class Decoded(NamedTuple):
    """A text and the encoding it was read in."""

    text: str
    encoding: str
    """utf-8, utf-8-sig, utf-16-le, utf-16-be or windows-1256."""


def decode(raw: bytes, path: str) -> Decoded:
    """The text of a file; RejectedError (binary, undecodable, empty) names `path` where there is none.

    >>> decode("خبر".encode("windows-1256"), "a.txt")
    Decoded(text='خبر', encoding='windows-1256')
    """
    if not raw:
        raise RejectedError(path, Reason.EMPTY, "holds nothing", "fetch it again or delete it")
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return Decoded(_strict(raw[len(mark) :], encoding.removesuffix("-sig"), path), encoding)
    if _share_of_controls(raw[:_HEAD]) > 0.05:
        order = _utf16(raw[:_HEAD])
        if order is None:
            raise _binary(path)
        return Decoded(_strict(raw, order, path), order)
    try:
        return Decoded(raw.decode(), "utf-8")
    except UnicodeDecodeError as error:
        if _is_windows_1256(raw):
            return Decoded(raw.decode("windows-1256"), "windows-1256")
        if _share_of_controls(raw[:_HEAD]) > 0.01:
            raise _binary(path) from error
        raise _undecodable(path, error.start) from error


def _strict(raw: bytes, encoding: str, path: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(path, error.start) from error
    if text.count("\0") > len(text) // 20:
        raise _binary(path)
    return text


def _share_of_controls(raw: bytes) -> float:
    """Share of control characters that no text has; half of all in UTF-16 (Arabic letters are U+06xx)."""
    return 1 - len(raw.translate(None, _CONTROLS)) / len(raw)


def _utf16(raw: bytes) -> str | None:
    """The byte order in which the bytes are ordinary text, if there is one."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = raw.decode(encoding, "replace")
        if sum(1 for _ in _ORDINARY.finditer(text)) >= 0.9 * len(text):
            return encoding
    return None


def _is_windows_1256(raw: bytes) -> bool:
    """Whether bytes that are not valid UTF-8 are Arabic in Windows-1256.

    Damaged UTF-8 still has most of its letters in valid sequences; Windows-1256 has next to none, since two letters in
    a row are none. Of what is left, other code pages (1252, ISO 8859-6, Mac) show letters of two scripts in one word.
    """
    high = len(raw.translate(None, _ASCII))
    broken = raw.decode("utf-8", "replace").count("\ufffd")
    if broken < 0.5 * high:
        return False
    words = [word for word in _WORD.findall(raw.decode("windows-1256")) if not word.isascii()]
    arabic = [word for word in words if _ARABIC_WORD.fullmatch(word)]
    return len(arabic) >= 0.95 * len(words) and sum(map(len, arabic)) >= 0.5 * high and len(arabic) > 0


def _binary(path: str) -> RejectedError:
    return RejectedError(path, Reason.BINARY, "is no text", "export it as text or HTML in UTF-8")


def _undecodable(path: str, at: int) -> RejectedError:
    return RejectedError(
        path,
        Reason.UNDECODABLE,
        f"is not valid text from byte {at} on (tried UTF-8, UTF-16 and Windows-1256)",
        "fetch it again or save it as UTF-8",
    )
