from zoneinfo import ZoneInfoNotFoundError

import pytest

from khabar.dates.zones import zone, zone_names


def test_every_zone_of_the_lexicon_exists() -> None:
    assert len(zone_names()) > 50
    for name in zone_names().values():
        zone(name)


@pytest.mark.parametrize("name", ["Asia/Nowhere", "../etc/passwd", "", "/etc/localtime"])
def test_an_unknown_zone_is_an_error(name: str) -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        zone(name)
