"""Candidates for the events of an article: triggers with what their sentence says; and the events among them."""

from collections.abc import Iterator, Sequence

from khabar.events.actors import Code, can_act, can_suffer, code
from khabar.events.arguments import arguments
from khabar.events.article import Article, Row, Sentence
from khabar.events.conditions import allowed, matched_after
from khabar.events.holders import demonyms
from khabar.events.merging import Mention, merge, surest_first
from khabar.events.modality import modality
from khabar.events.parties import Party, sectors
from khabar.events.selection import FLOOR, KEPT, Candidate, features, score, select
from khabar.events.setting import place, place_in_headline, when
from khabar.events.triggers import QUAD_CLASSES, SPEECH_TYPES, Reading, readings
from khabar.events.triggers import word_class as event_class
from khabar.text.words import is_adjective, is_complementizer, verb_readings, word_class

_NO_CODE = Code("", "")


def events(article: Article) -> list[Mention]:
    """The events that an article reports, in text order, further mentions attached."""
    found = list(candidates(article))
    return told(found, [score(shown) for shown in features(article, found)])


def told(found: Sequence[Candidate], scores: Sequence[int], floor: int = FLOOR, kept: int = KEPT) -> list[Mention]:
    """The events among candidates with their scores: mentions of one happening together, under the surest one."""
    merged = (surest_first(event) for event in merge(select(found, scores, floor)))
    return sorted((event for event in merged if event.score >= kept), key=lambda event: (event.start, event.end))


def candidates(article: Article) -> Iterator[Candidate]:
    """Every word that can report an event, in text order: for each type the first reading whose conditions hold."""
    for sentence in article.sentences:
        absorbed: set[tuple[str, int]] = set()  # words that an earlier trigger requires: رسوما in فرض رسوما
        for token in range(sentence.first, sentence.last):
            found = readings(article.words.tokens[token].text)
            if not found:
                continue
            types: set[str] = set()
            for reading in _readable(article, sentence, token, found):
                kind = reading.trigger.event_type
                if kind in types or not allowed(article, sentence, token, reading):
                    continue
                types.add(kind)
                required = matched_after(article, sentence, token, reading)
                if required is not None:
                    absorbed.add((kind, required))
                yield Candidate(mention_at(article, sentence, token, reading), (kind, token) in absorbed)


def mention_at(article: Article, sentence: Sentence, token: int, reading: Reading) -> Mention:
    """The trigger at a token, with what its sentence says of the event."""
    word = article.words.tokens[token]
    start, end = word.start + reading.clitics, word.end
    if any(condition.side == "+" for condition in reading.trigger.requires):
        end = article.words.tokens[token + 1].end
    actor, recipient = arguments(article, sentence, token, reading)
    actor = actor if can_act(article, actor) else None
    recipient = recipient if can_suffer(article, reading, recipient) else None
    target = recipient.mention if recipient is not None and _is_visited(reading, recipient) else None
    recipient = None if target is not None else recipient
    spoken = reading.trigger.event_type in SPEECH_TYPES
    taken = frozenset(p.name for p in (actor, recipient) if p is not None and p.name)
    quote = article.quote_around(start, end)
    return Mention(
        start,
        end,
        token,
        sentence,
        _retyped(article, sentence, token, reading, (actor,)),
        actor,
        recipient,
        _code(article, actor),
        _code(article, recipient),
        target or place(article, sentence, token, taken, spoken) or _scene(article, sentence, reading, recipient),
        when(article, sentence, token, reading.tense == "past"),
        modality(article, sentence, token, reading),
        quote["quote_id"] if quote is not None else None,
        token > sentence.first and _is_finite(article.words.lex[token - 1]),
    )


def _is_finite(lex: str) -> bool:
    return not word_class(lex) and any(
        reading.form.tense in ("past", "present", "future") and not reading.pronoun for reading in verb_readings(lex)
    )


def _retyped(
    article: Article, sentence: Sentence, token: int, reading: Reading, parties: tuple[Party | None, ...]
) -> Reading:
    """A cooperation that is ruled out for the future (لن يلتقي) is a refusal; a state that protests accuses."""
    if reading.trigger.event_type == "PROTEST" and reading.trigger.lemma in ("احتجّ", "احتجاج"):
        party = next((code(article, p) for p in parties if p is not None), _NO_CODE)
        if party.sector == "GOV":
            return reading._replace(trigger=reading.trigger._replace(event_type="ACCUSE", mode="disapprove"))
    words = article.words
    before = words.lex[token - 1].removeprefix("و") if token > sentence.first else ""
    if before != "لن" or QUAD_CLASSES[reading.trigger.event_type] != "verbal_cooperation":
        return reading
    return reading._replace(trigger=reading.trigger._replace(event_type="REJECT", mode=None))


def _scene(article: Article, sentence: Sentence, reading: Reading, recipient: Party | None) -> Row | None:
    """Where a physical act happens if no preposition says so: the place that suffers it, or that heads the title."""
    if QUAD_CLASSES[reading.trigger.event_type] != "material_conflict" or reading.trigger.event_type == "SANCTION":
        return None
    if recipient is not None and recipient.mention is not None and recipient.mention["entity_type"] == "LOC":
        return recipient.mention if recipient.text == recipient.mention["text"] else None
    return place_in_headline(article, sentence)


def _is_visited(reading: Reading, party: Party) -> bool:
    """Whether the party is a place that someone visits: where the visit is, not whom it is paid."""
    return reading.trigger.mode == "visit" and party.mention is not None and party.mention["entity_type"] == "LOC"


def _code(article: Article, party: Party | None) -> Code:
    return code(article, party) if party is not None else _NO_CODE


def _readable(article: Article, sentence: Sentence, token: int, found: tuple[Reading, ...]) -> list[Reading]:
    """The readings that fit the place of the word: verb or noun, and not part of a name."""
    words = article.words
    name = words.name_at[token]
    if name >= 0 and words.names[name].start <= words.tokens[token].start + found[0].clitics:
        return []
    found = tuple(r for r in found if not _is_odd(article, sentence, token, r))
    nouns = [r for r in found if r.tense == "noun"]
    verbs = [r for r in found if r.tense != "noun"]
    if nouns and verbs:
        return nouns if _is_noun(article, sentence, token, nouns[0]) else verbs
    return nouns or verbs


def _is_odd(article: Article, sentence: Sentence, token: int, reading: Reading) -> bool:
    """A participle behind a preposition (على متضامنين) is no circumstance; يُشتبه names nobody who does."""
    words = article.words
    if reading.trigger.kind == "participle" and reading.definite:  # الدول الملتزمة
        return True
    if reading.tense == "participle":
        return token > sentence.first and words.lex[token - 1] in event_class("before_noun")
    spoken = reading.trigger.event_type in SPEECH_TYPES and reading.tense == "present"
    return spoken and "\u064f" in words.tokens[token].text[1:3]


def _is_noun(article: Article, sentence: Sentence, token: int, noun: Reading) -> bool:  # noqa: PLR0911 - one sign after the other
    """Whether a word that can be a verb or a verbal noun (قتل, رفض) is the noun."""
    words = article.words
    written = words.tokens[token].text[noun.clitics :]
    if noun.definite or noun.preposition or written.startswith("إ") or written.endswith("ا"):
        return True
    if written.startswith("أ"):
        return False
    if token + 1 < sentence.last and _is_plain_adjective(words.lex[token + 1]):
        return True
    at = token - 1
    if at < sentence.first:
        return False
    lex, text = words.lex[at], words.tokens[at].text
    if not text[0].isalpha() or is_complementizer(lex) or "relative" in word_class(lex):
        return False
    if lex in event_class("before_verb"):
        return False
    if lex in event_class("before_noun"):
        return True
    if words.name_at[at] >= 0 or lex.startswith("ال") or words.tokens[token].text[0] == "و":
        return _governed(article, sentence, at)
    return True


def _is_plain_adjective(lex: str) -> bool:
    """Whether the word is an indefinite adjective and no one's name: تعاون أمني, هجوم كبير; not قتل فلسطيني."""
    if lex in event_class("adjective"):
        return True
    return is_adjective(lex) and lex not in demonyms() and lex not in sectors()


def _governed(article: Article, sentence: Sentence, at: int) -> bool:
    """Whether a verb of announcing or doing shortly before makes the word after its subject a noun: أعلنت روسيا رفض."""
    announce = event_class("announce")
    return any(
        article.words.lex[k].removeprefix("و") in announce for k in range(at, max(at - 5, sentence.first - 1), -1)
    )
