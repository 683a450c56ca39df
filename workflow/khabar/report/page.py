"""The report as one page of HTML that needs nothing but itself; the same bytes for the same release."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from khabar.evaluation.outcome import ALL
from khabar.evaluation.page import OF_BUILD
from khabar.evaluation.quality import MEASURES, Quality, headlines, load
from khabar.release.metrics import quality
from khabar.release.promotion import load_validation
from khabar.report import figures, matrices, reader
from khabar.report import map as map_of_places
from khabar.schema import load_table
from khabar.templating import environment

_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPT = "script.js"


def write_report(release: Path, validation: Path, kept: Iterable[Path], out: Path) -> None:
    """Write the page.

    Args:
        release: folder of the tables.
        validation: results of the validation.
        kept: quality figures of annotated texts; those of the build itself are read from the release.
        out: the page; data dictionary, quality page, catalogue of rules and Data Docs stand beside it.
    """
    others = (load(path) for path in kept if path.stem != OF_BUILD)
    out.write_text(render(release, load_validation(validation), others), encoding="utf-8", newline="\n")


def render(release: Path, validation: dict[str, Any], kept: Iterable[Quality] = ()) -> str:
    """The page. All text of seeds is escaped, and the page's policy forbids any script but its own."""
    pages = environment(_TEMPLATES)
    pages.filters["count"] = "{:,}".format
    script = (_TEMPLATES / _SCRIPT).read_text(encoding="utf-8")
    speakers = figures.speakers(release)
    return pages.get_template("index.html").render(
        dataset=figures.described(release),
        rows=figures.rows(release),
        sources=figures.sources(release),
        articles_by_month=figures.articles_by_month(release),
        entity_types=figures.values(release, load_table("entities"), "entity_type"),
        most_named=figures.most_named(release),
        speakers=speakers,
        cue_classes=figures.values(release, load_table("quotes"), "cue_class"),
        quote_types=figures.values(release, load_table("quotes"), "quote_type"),
        event_types=figures.event_types(release),
        events_by_month=figures.events_by_month(release),
        quads=figures.QUADS,
        places=map_of_places.places(release),
        map_width=map_of_places.WIDTH,
        quoting=matrices.who_quotes_whom(release, {each.key: each.name for each in speakers}),
        doing=matrices.who_does_what(release),
        deeds=figures.deeds(release),
        headlines=_headlines([quality(release), *kept]),
        measured=quality(release),
        measures=MEASURES,
        all=ALL,
        validation=validation,
        seeds=figures.seeds(release),
        articles=reader.articles(release),
        script=script,
        script_sha256=b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _headlines(qualities: Sequence[Quality]) -> dict[str, list[tuple[str, float, float, float]]]:
    """Headline figure → (annotated texts, F1, and its interval) of each set of them."""
    found: dict[str, list[tuple[str, float, float, float]]] = {}
    for each in qualities:
        for name, f1 in headlines(each).items():
            found.setdefault(name, []).append((each["name"], *f1))
    return found
