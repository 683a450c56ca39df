"""Where the gold of the configuration is, if there is any. Kept free of heavy imports: Snakemake asks each time."""

from pathlib import Path

from khabar.ingest.folder import fingerprint as folder_fingerprint


def fingerprint(gold: str | None, cache: Path) -> str:
    """A fingerprint of what the folder of gold holds; nothing where none is named or it is not there."""
    return folder_fingerprint(Path(gold), cache) if gold and Path(gold).is_dir() else ""
