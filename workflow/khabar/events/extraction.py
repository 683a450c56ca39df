"""Events of one article: triggers, conditions, arguments, setting, and which of them are told."""

from collections.abc import Iterator

from khabar.events.actors import Code, can_act, can_suffer, code
from khabar.events.arguments import arguments
from khabar.events.article import Article, Row, Sentence
from khabar.events.conditions import allowed, matched_after
from khabar.events.holders import demonyms
from khabar.events.merging import Mention, merge
from khabar.events.modality import modality
from khabar.events.parties import Party, sectors
from khabar.events.setting import place, place_in_headline, when
from khabar.events.triggers import QUAD_CLASSES, SPEECH_TYPES, Reading, readings
from khabar.events.triggers import word_class as event_class
from khabar.text.words import is_adjective, is_complementizer, verb_readings, word_class

_NO_CODE = Code("", "")
_OFF_TOPIC = 0.8  # probability of sport or culture from which an article reports no event without a political party
_UNPOLITICAL = 0.05
_POLITICAL = 0.3
_SIDE = ("sport", "culture", "technology")


def events(article: Article) -> list[Mention]:
    """The events that an article reports, in text order, further mentions attached.

    What is only talked of, with nobody who does or suffers it, is left out.
    """
    if _is_off_topic(article):
        return []
    found = merge(_outside_demands(article, [m for m in mentions(article) if _told(article, m)]))
    return [event for event in found if not _is_only_talked_of(event)]


_BACKGROUND = frozenset(("CONSULT", "AGREE", "COOPERATE"))


def _is_only_talked_of(event: Mention) -> bool:
    """Whether nobody takes part in what a noun names as planned, possible or denied, or once and in passing."""
    alone = event.reading.tense == "noun" and event.actor is None and event.recipient is None
    if not alone or event.sentence.section == "title":
        return False
    if event.modality != "asserted":
        return True
    background = event.reading.definite and event.event_type in _BACKGROUND  # المفاوضات, الاتفاق
    return not event.others and (event.quote_id is not None or background)


_DEMAND_REACH = 10  # tokens after a demand or threat that can be its content


def _outside_demands(article: Article, found: list[Mention]) -> Iterator[Mention]:
    """Leaves out what is demanded or threatened: it is no further event."""
    demand: Mention | None = None
    for mention in found:
        inside = (
            demand is not None
            and mention.sentence.start == demand.sentence.start
            and demand.token < mention.token <= demand.token + _DEMAND_REACH
            and _is_content(article, demand, mention)
        )
        if not inside:
            yield mention
        if mention.event_type in ("REQUEST", "THREATEN"):
            demand = mention


def _is_content(article: Article, demand: Mention, mention: Mention) -> bool:
    """Whether the mention is the complement of the demand: بـ or إلى and a noun, or a clause that looks ahead."""
    lex = article.words.lex
    if mention.reading.tense == "noun":
        at = mention.token
        if lex[at - 1] in event_class("carrier"):  # دعا إلى إجراء تحقيق
            at -= 1
            if lex[at][0] in "بل":
                return True
        return mention.reading.preposition in ("ب", "ل") or lex[at - 1] in ("الي", "من", "عن", "ضروره")
    clause = any(is_complementizer(word) for word in lex[demand.token : mention.token])
    return clause and mention.modality in ("planned", "hypothetical")


def _is_off_topic(article: Article) -> bool:
    """Whether an article is surely about sport, culture or technology."""
    return 1 - sum(article.topics[topic] for topic in _SIDE) < _UNPOLITICAL


def mentions(article: Article) -> Iterator[Mention]:
    """Every trigger whose conditions hold, in text order; at most one per word, the first of the lexicon."""
    for sentence in article.sentences:
        absorbed: set[tuple[str, int]] = set()  # words that an earlier trigger requires: رسوما in فرض رسوما
        for token in range(sentence.first, sentence.last):
            found = readings(article.words.tokens[token].text)
            if not found:
                continue
            taken = {kind for kind, at in absorbed if at == token}
            for reading in _readable(article, sentence, token, found):
                kind = reading.trigger.event_type
                if kind not in taken and allowed(article, sentence, token, reading):
                    required = matched_after(article, sentence, token, reading)
                    if required is not None:
                        absorbed.add((kind, required))
                    yield mention_at(article, sentence, token, reading)
                    break


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


def _told(article: Article, mention: Mention) -> bool:  # noqa: PLR0911 - one scope after the other
    """Whether the scope of the trigger and the topic of the article let the mention be an event."""
    topics = article.topics
    political_party = mention.actor_code.is_political or mention.recipient_code.is_political
    aside = sum(topics[topic] for topic in _SIDE)
    scope = mention.reading.trigger.scope
    if mention.reading.trigger.family == "kill" and article.tells_accident:
        return False
    if aside > _OFF_TOPIC and not (political_party and scope == ""):
        return False
    if scope == "headline":
        return mention.sentence.section == "title"
    if scope == "political":
        return political_party or (topics["politics"] > _POLITICAL and not _private(mention))
    if scope == "weak":
        if mention.reading.preposition in ("ل", "ب") and mention.reading.tense == "noun":  # لمنع, بتهمة
            return False
        return political_party and topics["politics"] > _POLITICAL
    return True


def _private(mention: Mention) -> bool:
    """Whether an act of speech comes from someone who is known not to be a political actor."""
    return mention.event_type in SPEECH_TYPES and mention.actor_code.sector in ("BUS", "CVL", "EDU")
