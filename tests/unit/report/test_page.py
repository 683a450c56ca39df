"""The page of a small release: text is text, the same bytes each time, nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from tests.contract.sample import Row, sample_rows
from tests.unit.report.test_figures import write

from khabar.evaluation.quality import save
from khabar.report.page import render, write_report
from khabar.schema.contract import load_tables

SCRIPT = '<script>alert("سر")</script>'
VALIDATION = {"success": True, "evaluated": 3, "passed": 3, "summary": {"articles": {"evaluated": 3, "passed": 3}}}
KEYS = re.compile(r"_id$|^encoding$|^format$|^language$|^source_path$|^source_sha256$|^sha256$")


def spoiled(articles: int) -> dict[str, list[Row]]:
    """A dataset whose every text holds a script."""
    rows = sample_rows(articles)
    for table in load_tables():
        free = [c.name for c in table.columns if c.type == "string" and not c.allowed and not KEYS.search(c.name)]
        for row in rows[table.name]:
            row |= {name: f"{row[name]}{SCRIPT}" for name in free if row[name] is not None}
    for row in rows["seeds"][:1]:
        row |= {"status": "rejected", "reason_code": "empty", "message": SCRIPT, "source_path": f"a{SCRIPT}.txt"}
    return rows


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return write(spoiled(3), tmp_path / "release")


def test_text_of_seeds_is_text(release: Path) -> None:
    page = render(release, VALIDATION)
    assert page.count("<script") == 1
    assert page.count("&lt;script&gt;alert(&#34;سر&#34;)&lt;/script&gt;") > 20


def test_the_page_asks_no_other_host(release: Path) -> None:
    page = render(release, VALIDATION)
    assert "http://" not in page
    assert "https://" not in page
    assert not re.search(r'(src|srcset|action)="', page)
    for link in re.findall(r'href="([^"#]+)', page):
        assert re.fullmatch(r"data:,|(validation/)?[a-z]+\.html", link), link


def test_every_link_within_the_page_leads_somewhere(release: Path) -> None:
    page = render(release, VALIDATION)
    ids = re.findall(r' id="([^"]+)"', page)
    targets = re.findall(r'href="#([^"]+)"', page)
    assert len(targets) > 20
    assert set(targets) <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_same_bytes_whatever_the_row_groups(release: Path, tmp_path: Path) -> None:
    page = render(release, VALIDATION)
    assert page == render(release, VALIDATION)
    assert page == render(write(spoiled(3), tmp_path / "cut", 1), VALIDATION)


def test_an_empty_release_has_a_page(tmp_path: Path) -> None:
    empty = write({name: [] for name in sample_rows(1)}, tmp_path / "release")
    page = render(empty, VALIDATION)
    assert "Reader" in page
    assert "who quotes whom" not in page.lower()


def test_quality_shows_intervals_and_other_gold_once(release: Path, tmp_path: Path) -> None:
    figure = {
        "gold": 5,
        "found": 5,
        "precision": [80.0, 70.0, 90.0],
        "recall": [60.5, 50.0, 70.0],
        "f1": [68.9, 60.0, 75.0],
    }
    quality = {"name": "release", "unit": "articles", "units": 2, "gold_sha256": "0", "tables": {}, "rules": {}}
    quality["tables"] = {"entities": {"scores": {"strict": {"all": figure}}}}
    save(quality, release / "quality.json")
    kept = [tmp_path / "kept" / f"{name}.json" for name in ("release", "news")]
    for path in kept:
        save(quality | {"name": path.stem}, path)
    validation = tmp_path / "results.json"
    save(VALIDATION, validation)
    write_report(release, validation, kept, tmp_path / "index.html")
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "60.5 <small>50.0–70.0</small>" in page
    assert page.count('<th scope="row">release</th>') == 1
    assert page.count('<th scope="row">news</th>') == 1
