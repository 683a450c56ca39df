"""Counts that do not depend on how a table is cut into row groups."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.contract.sample import Row, sample_rows

from khabar.report import figures, matrices, reader
from khabar.report.frequent import Frequent
from khabar.report.map import WIDTH, draw
from khabar.report.rows import sources, tally
from khabar.report.times import periods
from khabar.schema import from_rows


def write(rows: dict[str, list[Row]], folder: Path, articles_in_a_group: int = 1000) -> Path:
    """Tables as files whose row groups hold this many articles each."""
    folder.mkdir(exist_ok=True)
    for name, found in rows.items():
        table = from_rows(name, found)
        ids = list(dict.fromkeys(row["article_id"] for row in found))
        with pq.ParquetWriter(folder / f"{name}.parquet", table.schema) as writer:
            for start in range(0, max(len(ids), 1), articles_in_a_group):
                wanted = pa.array(ids[start : start + articles_in_a_group], pa.string())
                writer.write_table(table.filter(pa.compute.is_in(table.column("article_id"), value_set=wanted)))
    return folder


@pytest.fixture
def rows() -> dict[str, list[Row]]:
    made = sample_rows(6)
    for number, row in enumerate(made["articles"]):
        row |= {"outlet": ["الجريدة", None][number % 2], "source_id": "agency"}
    for number, row in enumerate(made["quotes"]):
        name = ["سامي الحداد", "هالة"][number % 2]
        row |= {"speaker_name": name, "speaker_entity_id": None, "speaker_role": "وزير"}
    for number, row in enumerate(made["events"]):
        codes = ("LBYGOV", "RUSMIL") if number % 3 else ("LBYGOV", None)
        row |= {"actor_code": codes[0], "recipient_code": codes[1]}
        row |= {"event_type": "ASSAULT", "quad_class": "material_conflict"}
    return made


def test_frequent_is_exact_while_keys_are_few() -> None:
    counts = Frequent([("b", 2), ("a", 1), ("c", 2), ("a", 4)])
    assert counts.top(2) == [("a", 5), ("b", 2)]
    assert counts.lost == 0


def test_frequent_keeps_what_is_frequent_when_keys_are_many() -> None:
    counts = Frequent(capacity=10)
    for number in range(1000):
        counts.add("often")
        counts.add(f"once {number}")
    key, count = counts.top(1)[0]
    assert key == "often"
    assert 1000 - counts.lost <= count <= 1000
    assert len(counts.top()) <= 20


def test_periods_have_no_gaps_and_are_years_when_they_are_many() -> None:
    month = 2020 * 12
    short = periods({("a", month): 1, ("b", month): 1, ("a", month + 2): 1}, ("a", "b"))
    assert [period.name for period in short] == ["2020-01", "2020-02", "2020-03"]
    assert short[0].counts == (("a", 1, 50.0), ("b", 1, 50.0))
    assert [period.total for period in short] == [2, 0, 1]
    long = periods({("a", month): 1, ("a", month + 130): 3}, ("a",))
    assert [period.name for period in long] == [str(year) for year in range(2020, 2031)]
    assert periods({}, ("a",)) == []


def test_a_wrong_century_does_not_flatten_the_chart() -> None:
    shown = periods({("a", 12): 1, ("a", 2020 * 12): 99, ("a", 2021 * 12): 1, ("a", 2050 * 12): 1}, ("a",))
    assert (shown[0].name, shown[-1].name) == ("2020-01", "2021-01")
    assert len(periods({("a", 12): 1, ("a", 2020 * 12): 1}, ("a",))) == 200


def test_sources_are_joined_across_row_groups_that_do_not_match(rows: dict[str, list[Row]], tmp_path: Path) -> None:
    release = write(rows, tmp_path / "release", 2)
    write({"quotes": rows["quotes"]}, release, 5)
    found = list(sources(release, "quotes", ["speaker_name"]))
    by_id = {row["article_id"]: row["outlet"] or row["source_id"] for row in rows["articles"]}
    assert found == [(by_id[row["article_id"]], (row["speaker_name"],)) for row in rows["quotes"]]


def test_tally_counts_null_as_none(rows: dict[str, list[Row]], tmp_path: Path) -> None:
    release = write(rows, tmp_path / "release")
    assert dict(tally(release, "articles", ["outlet"])) == {("الجريدة",): 3, (None,): 3}


def test_speakers_and_the_matrix_of_who_quotes_them(rows: dict[str, list[Row]], tmp_path: Path) -> None:
    release = write(rows, tmp_path / "release")
    speakers = figures.speakers(release)
    assert [(each.name, each.role, each.count) for each in speakers] == [
        ("سامي الحداد", "وزير", 6),
        ("هالة", "وزير", 6),
    ]
    found = matrices.who_quotes_whom(release, {each.key: each.name for each in speakers})
    assert [(name, [cell and cell.count for cell in cells]) for name, cells in found.rows] == [
        ("agency", [3, 3]),
        ("الجريدة", [3, 3]),
    ]


def test_who_does_what_to_whom(rows: dict[str, list[Row]], tmp_path: Path) -> None:
    found = matrices.who_does_what(write(rows, tmp_path / "release"))
    assert found.columns == ["RUSMIL"]
    name, (cell,) = found.rows[0]
    assert name == "LBYGOV"
    assert cell is not None
    assert (cell.count, cell.conflict, cell.most, cell.all) == (8, 100, "ASSAULT", "ASSAULT 8")


def test_the_map_holds_its_places_and_labels_do_not_overlap() -> None:
    drawn = draw(
        [("القاهرة", "Cairo", 9, 30.04, 31.24), ("الجيزة", "Giza", 4, 30.01, 31.21), ("حلب", "Aleppo", 1, 36.2, 37.16)]
    )
    assert all(0 < dot.x < WIDTH and 0 < dot.y < drawn.height for dot in drawn.dots)
    assert [dot.labelled for dot in drawn.dots] == [True, False, True]
    assert drawn.dots[0].radius > drawn.dots[2].radius
    assert drawn.dots[2].y < drawn.dots[0].y
    assert drawn.towns.startswith("M")
    assert {line.name for line in drawn.lines} >= {"30° E", "30° N"}


def test_the_reader_takes_turns_among_sources(rows: dict[str, list[Row]], tmp_path: Path) -> None:
    release = write(rows, tmp_path / "release", 2)
    chosen = reader.choose(release, 4)
    outlets = {row["article_id"]: row["outlet"] for row in rows["articles"]}
    assert sorted(str(outlets[article]) for article in chosen[:2]) == ["None", "الجريدة"]
    assert chosen == reader.choose(write(rows, tmp_path / "whole"), 4)


def test_long_articles_are_not_read(rows: dict[str, list[Row]], tmp_path: Path) -> None:
    rows["articles"][0]["char_count"] = 100_000
    assert len(reader.choose(write(rows, tmp_path / "release"))) == 5
