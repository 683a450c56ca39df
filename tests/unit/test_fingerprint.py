"""A fingerprint changes exactly when something that the module depends on changes."""

from pathlib import Path

import pytest

from khabar import fingerprint as module
from khabar.resources import PACKAGE, REPOSITORY

MODULES = {
    "validation": "khabar.validation.run",
    "quotes": "khabar.tables.quotes",
    "events": "khabar.tables.events",
    "entities": "khabar.tables.entities",
    "sentences": "khabar.tables.sentences",
    "articles": "khabar.tables.articles",
}


def changed_by(path: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Tables whose fingerprint changes when one byte is added to a file."""
    before = {table: module.fingerprint(name) for table, name in MODULES.items()}
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: original(self) + (b"\n" if self == path else b""))
    after = {table: module.fingerprint(name) for table, name in MODULES.items()}
    monkeypatch.undo()
    return {table for table in MODULES if before[table] != after[table]}


@pytest.mark.parametrize(
    ("path", "tables"),
    [
        (PACKAGE / "tables" / "quotes.py", {"quotes"}),
        (PACKAGE / "tables" / "events.py", {"events"}),
        (REPOSITORY / "schemas" / "tables" / "quotes.yaml", {"quotes", "validation"}),
        (PACKAGE / "lexicons" / "speech_verbs.tsv", {"entities", "quotes", "events"}),
        (PACKAGE / "validation" / "templates" / "index.html", {"validation"}),
        (PACKAGE / "ids.py", set(MODULES) - {"validation"}),
        (PACKAGE / "io.py", set()),
        (PACKAGE / "loader.py", set()),  # imported for its types alone
        (REPOSITORY / "requirements" / "runtime.lock", set(MODULES)),
        (REPOSITORY / "LICENSE", set()),
    ],
)
def test_an_edit_changes_what_depends_on_it(path: Path, tables: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert path.is_file()
    assert changed_by(path, monkeypatch) == tables


def test_lexicons_models_and_schemas_are_dependencies() -> None:
    found = {path.relative_to(REPOSITORY).as_posix() for path in module.dependencies("khabar.tables.quotes")}
    assert "workflow/khabar/lexicons/speech_verbs.tsv" in found
    assert "schemas/tables/quotes.yaml" in found
    assert "schemas/tables/events.yaml" not in found


def test_what_ships_depends_on_its_templates_and_on_every_schema() -> None:
    found = {path.relative_to(REPOSITORY).as_posix() for path in module.dependencies("khabar.package.describe")}
    assert "workflow/khabar/package/templates/datasheet.md" in found
    assert "workflow/khabar/schema/templates/dictionary.html" in found
    assert "schemas/tables/seeds.yaml" in found


def test_every_dependency_exists() -> None:
    paths = set().union(*(module.dependencies(name) for name in MODULES.values()))
    assert len(paths) > 20
    assert [path for path in paths if not path.is_file()] == []


def test_an_unknown_module_is_an_error() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"khabar\.tables\.weather"):
        module.fingerprint("khabar.tables.weather")
