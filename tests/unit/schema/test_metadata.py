"""The dataset as a whole, and the licence of each source."""

from pathlib import Path

import pytest

from khabar.resources import REPOSITORY
from khabar.schema.metadata import DATASET, Creator, load_dataset, source_licences


def test_the_dataset_of_the_repository_is_described() -> None:
    dataset = load_dataset()
    assert dataset.title == "Khabar sample dataset"
    assert dataset.creators == (Creator("The Khabar maintainers"),)
    assert "Arabic" in dataset.keywords


def test_every_source_of_the_repository_has_a_licence() -> None:
    licences = source_licences(REPOSITORY / "seeds")
    assert len(licences) > 0
    assert {source.source_id for source in licences} >= {"rt-arabic"}
    assert all(source.licence and source.title for source in licences)


@pytest.mark.parametrize(
    ("line", "message"),
    [("colour: red", "colour"), ("licence: ''", "licence may not be empty"), ("creators: [{}]", "name")],
)
def test_a_fault_names_file_and_key(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "dataset.yaml"
    path.write_text(f"{DATASET.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"schemas/dataset.yaml: .*{message}"):
        load_dataset(path)


def test_a_source_without_licence_is_named(tmp_path: Path) -> None:
    (tmp_path / "agency").mkdir()
    (tmp_path / "agency" / "source.yaml").write_text("title: An agency\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"agency/source.yaml: needs title and licence"):
        source_licences(tmp_path)
