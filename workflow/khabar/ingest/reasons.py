"""Why a document does not become an article, as codes that a program can count, and the error that carries one."""

from enum import StrEnum


class Reason(StrEnum):
    """A reason code of the seeds table; `meaning` is its one-sentence explanation.

    >>> Reason.EMPTY.value, Reason.EMPTY.meaning
    ('empty', 'The file, archive or page holds nothing.')
    """

    meaning: str

    def __new__(cls, code: str, meaning: str) -> "Reason":
        """Make the member `code`, which is also a string."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    # The folder and its files
    UNSUPPORTED_FORMAT = "unsupported_format", "The file name ends in none of the extensions that Khabar reads."
    INVALID_NAME = "invalid_name", "The file or member name is not valid UTF-8 or holds control characters."
    NO_PERMISSION = "no_permission", "The file or folder may not be read by this user."
    VANISHED = "vanished", "The file was listed but was gone when it was opened."
    READ_ERROR = "read_error", "The operating system could not read the file."
    NOT_A_FILE = "not_a_file", "It is a device, a pipe, a socket or another thing that is no plain file."
    LINK_OUTSIDE = "link_outside", "A symbolic link leads out of the seed folder."
    LINK_NOT_FOLLOWED = "link_not_followed", "A link to nothing or to a folder, or a link inside an archive."
    FILE_TOO_LARGE = "file_too_large", "The file is larger than limits.file_bytes."
    DOCUMENT_TOO_LARGE = "document_too_large", "One text or page is larger than limits.document_bytes."
    EMPTY = "empty", "The file, archive or page holds nothing."
    DUPLICATE_PATH = "duplicate_path", "An archive member or a JSON id that the same file already gave before."
    # source.yaml
    MISSING_SOURCE = "missing_source", "No source.yaml stands above these texts; they go in with the defaults."
    INVALID_SOURCE = "invalid_source", "A source.yaml cannot be used; the texts below it go in with the defaults."
    # Archives
    DAMAGED_ARCHIVE = "damaged_archive", "The compressed file or archive is truncated or damaged from some point on."
    ARCHIVE_BOMB = "archive_bomb", "It unpacks to more than limits.compression_ratio times its own size."
    ARCHIVE_TOO_LARGE = "archive_too_large", "It unpacks to more than limits.archive_bytes or limits.archive_members."
    NESTED_ARCHIVE = "nested_archive", "An archive inside an archive is not opened."
    UNSAFE_PATH = "unsafe_path", "The path of an archive member is absolute or climbs out of the archive."
    ENCRYPTED = "encrypted", "The archive member is protected by a password."
    # JSON lines
    LINE_TOO_LONG = "line_too_long", "One line of a JSON Lines file is longer than limits.document_bytes."
    INVALID_JSON = "invalid_json", "The line is not one JSON object."
    NO_TEXT_FIELD = "no_text_field", "The JSON record has no text under the name that source.yaml gives."
    INVALID_FIELD = "invalid_field", "A mapped field of the JSON record holds something that is no text."
    # The text itself
    BINARY = "binary", "The bytes are no text in any encoding."
    UNDECODABLE = "undecodable", "The bytes are neither valid UTF-8 or UTF-16 nor plausible Windows-1256."
    NO_TEXT = "no_text", "Nothing but markup or white space."
    NOT_ARABIC = "not_arabic", "The text is in another language than Arabic."


class RejectedError(Exception):
    """A document that cannot be used: which one, why, and what the user can do, in one sentence."""

    def __init__(self, path: str, reason: Reason, problem: str, advice: str) -> None:
        """Make the sentence "<path> <problem>: <advice>."."""
        super().__init__(f"{path} {problem}: {advice}.")
        self.path = path
        self.reason = reason

    @property
    def message(self) -> str:
        """The sentence."""
        return str(self)
