"""source.yaml: where the texts of a folder come from, and how their records are read.

The nearest one at or above a document counts. schemas/source.schema.json describes every key.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from jsonschema import Draft202012Validator

from khabar.ingest.documents import Rejection
from khabar.ingest.folder import SOURCE_FILE, SeedFile, list_files, open_file
from khabar.ingest.reasons import Reason, RejectedError
from khabar.resources import json_schema_path

FIELDS: Mapping[str, str] = {name: name for name in ("id", "title", "published", "author", "url", "text")}
_DESCRIBED = ("title", "outlet", "origin", "licence", "note")
_LARGEST = 1_000_000


@dataclass(frozen=True)
class Source:
    """What a document needs to know of its source.yaml; the defaults where there is none."""

    source_id: str | None = None
    outlet: str | None = None
    timezone: str | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: FIELDS)
    """Column → name of the field in a JSON record."""


class Sources:
    """All source.yaml files of a seed folder."""

    def __init__(self, files: Iterable[SeedFile]) -> None:
        self.rejections: list[Rejection] = []
        self._by_folder: dict[str, Source] = {}
        uncovered: list[str] = []
        files = list(files)
        for file in files:
            folder, _, name = file.path.rpartition("/")
            if name == SOURCE_FILE:
                self._by_folder[folder or "."] = self._load(file, folder or ".")
        for file in files:
            if self.of(file.path).source_id is None:
                uncovered.append(file.path.split("/")[0] if "/" in file.path else ".")
        self.rejections += [_missing(folder) for folder in sorted(set(uncovered))]

    def of(self, path: str) -> Source:
        """The source of the document at `path`."""
        return self._of_folder(str(PurePosixPath(path).parent))

    def _of_folder(self, folder: str) -> Source:
        while folder not in self._by_folder and folder != ".":
            folder = str(PurePosixPath(folder).parent)
        return self._by_folder.get(folder, Source())

    def _load(self, file: SeedFile, folder: str) -> Source:
        try:
            described = load_source(file)
        except RejectedError as error:
            self.rejections.append(Rejection.of(error, "yaml", folder))
            return Source(source_id=folder)
        return Source(
            source_id=folder,
            outlet=described.get("outlet"),
            timezone=described.get("timezone"),
            fields={
                name: key for name, key in {**FIELDS, **(described.get("fields") or {})}.items() if key is not None
            },
        )


def described(seeds: Path) -> list[dict[str, str | None]]:
    """Folder, title, outlet, origin, licence and note of every source.yaml that can be used, by folder."""
    found = []
    for file in list_files(seeds):
        folder, _, name = file.path.rpartition("/")
        if name == SOURCE_FILE:
            with suppress(RejectedError):  # a rejected one is a row of the seeds table
                source = load_source(file)
                found.append({"source_id": folder or ".", **{key: source.get(key) for key in _DESCRIBED}})
    return found


def load_source(file: SeedFile) -> dict[str, Any]:
    """The content of one source.yaml; RejectedError says what is wrong with it."""
    with open_file(file) as stream:
        raw = stream.read(_LARGEST)
    try:
        described = yaml.load(raw, Loader=_PlainDates)  # noqa: S506 - a SafeLoader
        problem = _problem(described)
    except (yaml.YAMLError, ValueError, RecursionError):
        problem = "it is not valid YAML"
    if problem:
        raise RejectedError(
            file.path, Reason.INVALID_SOURCE, f"cannot be used ({problem})", "correct it as docs/sources.md says"
        )
    return dict(described)


def _problem(described: Any) -> str | None:
    if not isinstance(described, dict):
        return "it is not made of lines like `title: …`"
    errors = sorted(_validator().iter_errors(described), key=lambda error: (error.json_path, error.message))
    if errors:
        return f"{errors[0].json_path}: {errors[0].message[:200]}"
    if not _is_zone(described.get("timezone") or "UTC"):
        return f"$.timezone: {described['timezone']!r} is no IANA time zone such as Asia/Beirut"
    return None


class _PlainDates(yaml.SafeLoader):
    """Leaves dates as they are written."""


_PlainDates.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _missing(folder: str) -> Rejection:
    path = SOURCE_FILE if folder == "." else f"{folder}/{SOURCE_FILE}"
    error = RejectedError(
        path, Reason.MISSING_SOURCE, "is missing", "write one that names origin, outlet, licence and time zone"
    )
    return Rejection.of(error, "yaml", None)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(json_schema_path("source").read_text(encoding="utf-8")))


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a path, a folder, a name that does not exist
        return False
    return True
