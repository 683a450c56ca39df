"""Writes the excerpts of the tables in README.md from data/release. Usage: python docs/excerpts.py."""

from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
START, END = "<!-- excerpts: made by docs/excerpts.py from data/release -->", "<!-- end of excerpts -->"
FOUNDING = "rt-arabic/000_d9528a500fce54cf.txt"
SHOWN = {
    "articles": ["article_id", "title", "published_at", "outlet", "token_count"],
    "sentences": ["sentence_index", "section", "char_start", "char_end", "text"],
    "entities": ["text", "entity_type", "canonical_name", "name_latin", "role", "country_code", "rule_id"],
    "quotes": ["quote_type", "cue_text", "cue_class", "speaker_text", "speaker_name", "text"],
    "events": ["text", "event_type", "actor_text", "actor_code", "recipient_text", "event_date", "modality"],
}
ROWS = {"articles": slice(0, 1), "sentences": slice(1, 5), "entities": slice(14, 18), "quotes": slice(3, 8)}
LONGEST = 60


def cell(value: object) -> str:
    """A value as it stands in a Markdown table."""
    text = "" if value is None or value != value else str(value).replace("|", "\\|").replace("\n", " ")  # noqa: PLR0124
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def excerpt(table: str, rows: pd.DataFrame) -> str:
    """A heading and a Markdown table."""
    columns = SHOWN[table]
    lines = [f"**{table}**", "", "| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(cell(row[c]) for c in columns) + " |" for row in rows.to_dict("records")]
    return "\n".join(lines)


def main() -> None:
    """Replace what stands between the two marks."""
    tables = {name: pd.read_parquet(ROOT / "data" / "release" / f"{name}.parquet") for name in SHOWN}
    articles = tables["articles"]
    article = articles.loc[articles["source_path"] == FOUNDING, "article_id"].item()
    parts = []
    for name, table in tables.items():
        own = table[table["article_id"] == article].reset_index(drop=True)
        if name == "events":
            own = own[own["recipient_text"].notna()]
        parts.append(excerpt(name, own.iloc[ROWS.get(name, slice(0, 5))]))
    readme = ROOT / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(START)
    after = rest.split(END)[1]
    readme.write_text(before + START + "\n" + "\n\n".join(parts) + "\n" + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
