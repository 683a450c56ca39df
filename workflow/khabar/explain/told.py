"""Why a word was taken to tell an event: what it shows, and what each sign weighs."""

from collections.abc import Mapping

import pyarrow as pa

from khabar.events.extraction import candidates
from khabar.events.selection import HUNDREDTHS, features, weights
from khabar.explain.lookup import Row
from khabar.tables.events import article_rows

_SHOWN = 12  # signs that weigh most


def signs(tables: Mapping[str, pa.Table], event: Row) -> list[str]:
    """The signs of the event's trigger that weigh most, in log odds; none where the rules no longer read it so.

    `tables` are the tables of the event's article, as khabar.explain.rebuilt gives them.
    """
    order = ("articles", "sentences", "entities", "quotes")
    (article,) = article_rows(*(tables[name] for name in order))
    found = list(candidates(article))
    for candidate, shown in zip(found, features(article, found), strict=True):
        mention = candidate.mention
        if (mention.start, mention.event_type) == (event["char_start"], event["event_type"]):
            weighed = sorted(((weights().get(sign, 0), sign) for sign in shown), key=lambda each: -abs(each[0]))
            return [f"{weight / HUNDREDTHS:+.2f} {sign}" for weight, sign in weighed[:_SHOWN] if weight]
    return []
