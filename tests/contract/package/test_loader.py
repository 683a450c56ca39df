"""The loader gives typed tables and joins, verifies, and brings none of the pipeline's dependencies."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import khabar
from khabar.loader import ChecksumError, Release
from khabar.resources import REPOSITORY

PIPELINE = ["snakemake", "great_expectations", "dvc", "trafilatura", "jinja2", "scipy", "pycrfsuite"]
HEAVY = f"print([name for name in {PIPELINE} if name in sys.modules])"
SNIPPETS = re.findall(
    r"^```python\n(.*?)^```", (REPOSITORY / "docs" / "loading.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
)


@pytest.fixture
def ds(release: Path) -> Release:
    return khabar.load(release)


def test_strings_are_in_arrow_enumerations_categories_and_times_in_utc(ds: Release) -> None:
    assert ds.quotes["text"].dtype == pd.StringDtype("pyarrow")
    assert isinstance(ds.quotes["quote_type"].dtype, pd.CategoricalDtype)
    assert list(ds.quotes["quote_type"].cat.categories) == ["direct", "indirect", "mixed"]
    assert str(ds.articles["published_at"].dtype) == "datetime64[us, UTC]"
    assert ds.quotes["cue_char_start"].dtype == pd.Int32Dtype()
    assert ds.quotes["cue_char_start"].isna().sum() == 1
    assert ds.sentences["other_story"].dtype == pd.BooleanDtype()
    assert ds.events["event_date"].dropna().iloc[0].year > 1900
    assert ds.quotes["confidence"].dtype == "float64"


def test_a_table_is_read_when_it_is_asked_for_and_once(release: Path, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_bytes((release / "datapackage.json").read_bytes())
    ds = khabar.load(tmp_path)
    shutil.copy(release / "quotes.parquet", tmp_path)
    assert ds.quotes is ds.quotes
    assert list(ds.table("quotes", ["quote_id", "quote_type"])) == ["quote_id", "quote_type"]
    with pytest.raises(FileNotFoundError):
        _ = ds.events


def test_joins_keep_every_row_in_its_place(ds: Release) -> None:
    quotes = ds.quotes_with_speakers()
    assert quotes["quote_id"].tolist() == ds.quotes["quote_id"].tolist()
    named = ds.entities.set_index("mention_id")["canonical_name"]
    linked = quotes[quotes["speaker_mention_id"].notna()]
    assert 0 < len(linked) < len(quotes)
    assert linked["speaker_canonical_name"].tolist() == named[linked["speaker_mention_id"]].tolist()
    assert quotes[quotes["speaker_mention_id"].isna()]["speaker_canonical_name"].isna().all()
    events = ds.events_with_parties()
    assert events["event_id"].tolist() == ds.events["event_id"].tolist()
    assert {"actor_name_latin", "recipient_country_code"} < set(events)


def test_each_mention_stands_in_its_sentence(ds: Release) -> None:
    mentions = ds.mentions_with_sentences()
    assert mentions["mention_id"].tolist() == ds.entities["mention_id"].tolist()
    for row in mentions.to_dict("records"):
        start = row["char_start"] - row["sentence_char_start"]
        assert row["sentence_text"][start : start + len(row["text"])] == row["text"]


def test_it_says_what_was_loaded_and_how_to_cite_it(ds: Release) -> None:
    assert ds.version == "1.0.0"
    assert "version 1.0.0" in ds.citation
    assert repr(ds) == "<Khabar sample dataset 1.0.0: articles, sentences, entities, quotes, events, seeds>"


def test_verification_names_the_file_that_differs(release: Path, tmp_path: Path) -> None:
    khabar.load(release, verify=True)
    copy = shutil.copytree(release, tmp_path / "copy")
    (copy / "events.parquet").write_bytes(b"PAR1")
    with pytest.raises(ChecksumError, match=r"events\.parquet is not the file that was released"):
        khabar.load(copy, verify=True)


def test_a_folder_without_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="holds no release"):
        khabar.load(tmp_path)


def test_a_value_that_the_release_does_not_list_is_an_error_and_no_gap(release: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(release, tmp_path / "copy")
    described = json.loads((copy / "datapackage.json").read_text("utf-8"))
    quotes = next(resource for resource in described["resources"] if resource["name"] == "quotes")
    kind = next(field for field in quotes["schema"]["fields"] if field["name"] == "quote_type")
    kind["categories"] = [each for each in kind["categories"] if each["value"] != "direct"]
    (copy / "datapackage.json").write_text(json.dumps(described), "utf-8")
    with pytest.raises(ValueError, match="quote_type: direct is not among the values"):
        _ = khabar.load(copy).quotes


@pytest.mark.parametrize("use", ["import khabar", "import khabar; khabar.load(sys.argv[1], verify=True).quotes"])
def test_loading_brings_none_of_the_pipelines_dependencies(release: Path, use: str) -> None:
    code = f"import sys; {use}; {HEAVY}"
    done = subprocess.run([sys.executable, "-c", code, release], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_khabar_imports_no_pandas() -> None:
    code = "import sys, khabar; print('pandas' in sys.modules, 'pyarrow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_every_snippet_of_the_page_runs(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(SNIPPETS) == 7
    (tmp_path / "data").mkdir()
    shutil.copytree(release, tmp_path / "data" / "release")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for snippet in SNIPPETS:
        exec(snippet, names)
    assert len(names["speakers"]) > 0  # type: ignore[arg-type]
    assert isinstance(names["conflicts"], list)
    assert int(names["by_outlet"].sum()) > 0  # type: ignore[attr-defined]
    assert int(names["most_quoted"].sum()) >= 0  # type: ignore[attr-defined]
