"""Where an event is: what each place of the article shows, and the likeliest of them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from khabar.events.article import Article, Row
from khabar.events.candidates import triggers_of
from khabar.events.choice import choose
from khabar.events.clauses import Clauses, kind_of
from khabar.events.markers import marker
from khabar.events.merging import Mention
from khabar.events.parties import named
from khabar.events.setting import strength

_OFTEN = 4  # mentions from which a place counts as often told

Found = dict[str, tuple[Row, dict[str, None]]]
Options = tuple[list[Row], list[list[str]], list[str]]


class Places:
    """Chooses the places of the events of one article."""

    def __init__(self, article: Article, events: Sequence[Mention], clauses: Clauses) -> None:
        self.article = article
        self.clauses = clauses
        self.index = {sentence.start: i for i, sentence in enumerate(article.sentences)}
        self.leads = [i for i, sentence in enumerate(article.sentences) if sentence.section != "title"][:1]
        self.counts = Counter(row["canonical_name"] for row in article.mentions if row["entity_type"] == "LOC")
        self.ruled = [(event, event.place["canonical_name"]) for event in events if event.place is not None]
        self._locations: dict[int, list[tuple[int, int, Row, int]]] = {}

    def choose(self, event: Mention) -> Row | None:
        """Where the event is."""
        rows, features, none = self.options(event)
        best = choose("location", none, features)
        return rows[best] if best is not None else None

    def options(self, event: Mention) -> Options:
        """Places near the triggers, of the first sentence and of the headline; what speaks for each, and for none."""
        found: Found = {}
        at = [self.index[mention.sentence.start] for mention in triggers_of(event)]
        if event.place is not None:
            _add(found, event.place["canonical_name"], event.place, ["final", f"final {event.event_type}"])
        for mention, number in zip(triggers_of(event), at, strict=True):
            if mention.place is not None:
                _add(
                    found,
                    mention.place["canonical_name"],
                    mention.place,
                    ["rule" if mention is event else "rule elsewhere"],
                )
            self._places_here(found, event, mention, number)
        before = [n - 1 for n in dict.fromkeys(at) if n > 1 and n - 1 not in at and n - 1 not in self.leads]
        others = [("lead", n) for n in self.leads if n not in at] + ([("title", 0)] if 0 not in at else [])
        for where, number in [*others, *(("before", n) for n in before)]:
            sentence = self.article.sentences[number]
            for order, (first, _, row, _) in enumerate(self._of(number)):
                firm = strength(self.article, row, first, sentence.first)
                features = [
                    where,
                    f"{where} {event.event_type}",
                    f"{where} firm {firm}",
                    f"{where} number {min(order, 2)}",
                ]
                _add(found, row["canonical_name"], row, features)
        rows = [row for row, _ in found.values()]
        told = [[*known, *self._place_kind(event, row)] for row, known in found.values()]
        return rows, told, self._no_place(event, at, len(rows))

    def _of(self, number: int) -> list[tuple[int, int, Row, int]]:
        """Places named in a sentence: tokens [first, last), mention and its index."""
        if number not in self._locations:
            words, sentence = self.article.words, self.article.sentences[number]
            indices = dict.fromkeys(i for i in words.name_at[sentence.first : sentence.last] if i >= 0)
            rows = [(i, self.article.mentions[i]) for i in indices]
            self._locations[number] = [
                (words.at(row["char_start"]), words.at(row["char_end"] - 1) + 1, row, i)
                for i, row in rows
                if row["entity_type"] == "LOC"
            ]
        return self._locations[number]

    def _places_here(self, found: Found, event: Mention, mention: Mention, number: int) -> None:
        here = self._of(number)
        nearest = min((abs(first - mention.token) for first, *_ in here), default=0)
        kind, sentence = kind_of(mention)[0], mention.sentence
        for order, (first, last, row, index) in enumerate(here):
            away = self.clauses.gap(mention.token, first, last)
            side = away.side
            word = marker(self.article, named(self.article, index), first, sentence.first)
            firm = strength(self.article, row, first, sentence.first)
            quote = self.article.quote_around(row["char_start"], row["char_end"])
            within = (quote["quote_id"] if quote is not None else None) == mention.quote_id
            features = [
                "here",
                f"{side} {away.distance}",
                f"{side} {word}",
                f"{event.event_type} {side}",
                f"{event.event_type} {word}",
                f"{kind} {side} {word}",
                f"{side} clauses {min(away.clauses, 2)}",
                f"{side} commas {min(away.commas, 2)}",
                f"firm {firm}",
                f"firm {firm} {side}",
                f"firm {firm} {event.event_type}",
                f"firm {firm} clauses {min(away.clauses, 2)}",
                f"number {min(order, 2)} of {min(len(here), 3)}",
                f"quoted {mention.quote_id is not None} {within}",
            ]
            if abs(first - mention.token) == nearest:
                features += ["nearest", f"nearest {firm}"]
            if mention is not event:
                features += ["elsewhere", f"elsewhere {firm}"]
            _add(found, row["canonical_name"], row, features)

    def _place_kind(self, event: Mention, row: Row) -> Iterator[str]:
        name, precision = row["canonical_name"], row["geo_precision"]
        count = self.counts[name]
        yield "any"
        yield f"told {1 if count == 1 else 2 if count < _OFTEN else _OFTEN}"
        yield f"precision {precision}"
        yield f"precision {precision} {event.event_type}"
        for role, one in (("actor", event.actor), ("recipient", event.recipient)):
            if one is not None and one.key == name:
                yield f"is {role}"
                yield f"is {role} {event.event_type}"
        others = sum(place == name for other, place in self.ruled if other is not event)
        yield f"others {min(others, 3)}"

    def _no_place(self, event: Mention, at: list[int], count: int) -> list[str]:
        return [
            "none",
            f"none {event.event_type}",
            f"none {kind_of(event)[0]}",
            f"none rule {event.place is not None}",
            f"none of {min(count, 4)}",
            f"none at {min(at[0], 3)}",
            f"none quoted {event.quote_id is not None}",
            f"none {event.modality}",
            f"none here {min(sum(len(self._of(number)) for number in dict.fromkeys(at)), 3)}",
        ]


def _add(found: Found, key: str, value: Row, features: list[str]) -> None:
    found.setdefault(key, (value, {}))[1].update(dict.fromkeys(features))
