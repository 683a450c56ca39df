"""When an event is: what each date expression of the article shows, and the likeliest of them."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from khabar.dates import DateExpression
from khabar.events.article import Article
from khabar.events.candidates import triggers_of
from khabar.events.choice import choose
from khabar.events.clauses import Clauses, kind_of
from khabar.events.merging import Mention

_LEADS = 2  # sentences of the body whose dates may hold for all that follows
_BACK = 2  # sentences before a trigger whose dates may hold
_WEEK = 7
_TOLD = (None, "since")  # a beginning can be when it was (منذ 2011); what is yet to end is no time (حتى 15 مايو)

Found = dict[str, tuple[DateExpression, dict[str, None]]]
Options = tuple[list[DateExpression], list[list[str]], list[str]]


class Dates:
    """Chooses the dates of the events of one article."""

    def __init__(self, article: Article, clauses: Clauses) -> None:
        self.article = article
        self.clauses = clauses
        self.index = {sentence.start: i for i, sentence in enumerate(article.sentences)}
        self.leads = [i for i, sentence in enumerate(article.sentences) if sentence.section != "title"][:_LEADS]

    @cached_property
    def main(self) -> DateExpression | None:
        """The day around publication that the article names most, first where several are: the day of its news."""
        days = [
            date for sentence in self.article.sentences for date in self.article.dates(sentence) if self._is_near(date)
        ]
        counts = Counter(date.iso for date in days)
        return max(days, key=lambda date: counts[date.iso], default=None)

    def _is_near(self, date: DateExpression) -> bool:
        if self.article.anchor is None or date.precision != "day" or date.bound is not None:
            return False
        return -_WEEK <= (date.value - self.article.anchor).days <= 1

    def choose(self, event: Mention) -> DateExpression | None:
        """When the event is."""
        dates, features, none = self.options(event)
        best = choose("date", none, features)
        return dates[best] if best is not None else None

    def options(self, event: Mention) -> Options:
        """Dates near the triggers, of the first sentences and of those before; what speaks for each, and for none."""
        found: Found = {}
        at = [self.index[mention.sentence.start] for mention in triggers_of(event)]
        if event.date is not None:
            _add(found, event.date.iso, event.date, ["final"])
        for mention in triggers_of(event):
            if mention.date is not None:
                _add(found, mention.date.iso, mention.date, ["rule" if mention is event else "rule elsewhere"])
            self._dates_here(found, event, mention)
        for number in self.leads:
            if number not in at:
                self._dates_of_lead(found, event, number, min(abs(number - other) for other in at))
        for number in dict.fromkeys(at):
            for step in range(1, _BACK + 1):
                before = number - step
                if before > 0 and before not in at and before not in self.leads:
                    for date in self.article.dates(self.article.sentences[before]):
                        if date.bound not in _TOLD:
                            continue
                        features = [
                            f"before {step}",
                            f"before {step} {event.event_type}",
                            f"before {event.reading.tense}",
                        ]
                        _add(found, date.iso, date, features)
        if self.main is not None and self.main.iso not in found:
            features = ["main", f"main {event.event_type}", f"main {event.reading.tense}", f"main at {min(at[0], 4)}"]
            _add(found, self.main.iso, self.main, features)
        dates = [date for date, _ in found.values()]
        rows = [[*features, *self._value(event, date, features)] for date, features in found.values()]
        return dates, rows, self._no_date(event, at[0], len(dates))

    def _dates_here(self, found: Found, event: Mention, mention: Mention) -> None:
        words, dates = self.article.words, self.article.dates(mention.sentence)
        nearest = min((abs(words.at(date.start) - mention.token) for date in dates), default=0)
        for date in dates:
            if date.bound not in _TOLD:
                continue
            first, last = words.at(date.start), words.at(date.end)
            away = self.clauses.gap(mention.token, first, last)
            side, kind = away.side, kind_of(mention)[0]
            quote = self.article.quote_around(date.start, date.end)
            within = (quote["quote_id"] if quote is not None else None) == mention.quote_id
            features = [
                "here",
                f"here {side} {away.distance}",
                f"{kind} {side} clauses {min(away.clauses, 3)}",
                f"{side} clauses {min(away.clauses, 3)}",
                f"{side} that {min(away.complementizers, 1)}",
                f"{side} commas {min(away.commas, 2)}",
                f"clauses {min(away.clauses, 3)} {away.distance}",
                f"of {min(len(dates), 3)}",
                f"quoted {mention.quote_id is not None} {within}",
                f"bound {date.bound}",
                f"bound {date.bound} {mention.reading.tense}",
                f"here {event.event_type}",
                f"here {mention.reading.tense}",
            ]
            if abs(first - mention.token) == nearest:
                features += ["nearest", f"nearest of {min(len(dates), 2)}"]
            if date is dates[0]:
                features.append("first")
            if mention is not event:
                features.append(f"elsewhere {side}")
            _add(found, date.iso, date, features)

    def _dates_of_lead(self, found: Found, event: Mention, number: int, away: int) -> None:
        tense = event.reading.tense
        for at, date in enumerate(self.article.dates(self.article.sentences[number])):
            if date.bound not in _TOLD:
                continue
            features = [
                "lead",
                f"lead {self.leads.index(number)}",
                f"lead {event.event_type}",
                f"lead {kind_of(event)[0]}",
                f"lead {tense}",
                f"lead number {min(at, 1)}",
                f"lead away {min(away, 4)}",
                f"lead title {event.sentence.section == 'title'}",
                f"lead quoted {event.quote_id is not None}",
                f"lead bound {date.bound}",
                f"lead {event.modality}",
                f"lead definite {event.reading.definite}",
            ]
            _add(found, date.iso, date, features)

    def _value(self, event: Mention, date: DateExpression, known: dict[str, None]) -> Iterator[str]:
        """How the date lies to the day of publication."""
        where = next((name for name in ("here", "lead", "main") if name in known), "before")
        if self.main is not None and date.iso == self.main.iso:
            yield f"is main {where}"
        yield "any"
        if self.article.anchor is not None:
            days = (date.value - self.article.anchor).days
            side = "future" if days > 0 else "past"
            when = str(days) if days in (0, -1) else f"week {side}" if abs(days) <= _WEEK else side
            yield f"day {when}"
            yield f"day {when} {event.modality}"
            yield f"day {when} {event.reading.tense}"
            yield f"day {when} {where}"
            yield f"precision {date.precision}"
            yield f"precision {date.precision} {where}"

    def _no_date(self, event: Mention, at: int, count: int) -> list[str]:
        tense = event.reading.tense
        return [
            "none",
            f"none {event.event_type}",
            f"none {tense}",
            f"none {event.modality}",
            f"none quoted {event.quote_id is not None}",
            f"none here {min(len(self.article.dates(event.sentence)), 2)}",
            f"none at {min(at, 4)}",
            f"none at {min(at, 4)} {tense}",
            f"none rule {event.date is not None}",
            f"none definite {event.reading.definite}",
            f"none of {min(count, 3)}",
            f"none others {min(len(event.others), 3)}",
        ]


def _add(found: Found, key: str, value: DateExpression, features: list[str]) -> None:
    found.setdefault(key, (value, {}))[1].update(dict.fromkeys(features))
