"""`python -m khabar.lexicon_build [--names names.sqlite3] [--actors actor_dict_ar_v4.txt]`: write the snapshots."""

import argparse
import sys
from pathlib import Path

from khabar.lexicon_build.demonyms import build_demonyms
from khabar.lexicon_build.geography import build_countries, build_places
from khabar.lexicon_build.people import build_actors, build_name_parts


def main() -> None:
    """Write every list whose source is at hand."""
    parser = argparse.ArgumentParser(prog="python -m khabar.lexicon_build", description=__doc__)
    parser.add_argument("--names", type=Path, help="names.sqlite3 of arabic-name-romanizer")
    parser.add_argument("--actors", type=Path, help="actor_dict_ar_v4.txt of UniversalPetrarch")
    arguments = parser.parse_args()
    written = {"countries": build_countries(), "places": build_places(), "demonyms": build_demonyms()}
    if arguments.names:
        written["name_parts"] = build_name_parts(arguments.names)
    if arguments.actors:
        written["actors"] = build_actors(arguments.actors)
    for name, rows in written.items():
        sys.stdout.write(f"{name}: {rows} rows\n")


if __name__ == "__main__":
    main()
