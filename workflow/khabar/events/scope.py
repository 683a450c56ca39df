"""What the scopes of the lexicon and the topic of an article say of a candidate: whether an event is told.

These are signs for the selection (khabar.events.selection), which decides.
"""

from collections.abc import Iterator, Sequence

from khabar.events.article import Article
from khabar.events.merging import Mention
from khabar.events.triggers import SPEECH_TYPES
from khabar.events.triggers import word_class as event_class
from khabar.text.words import is_complementizer

SIDE_TOPICS = ("sport", "culture", "technology")
VERDICTS = ("told", "talked of", "demanded", "off scope", "off topic")

_OFF_TOPIC = 0.8  # probability of sport or culture from which an article reports no event without a political party
_UNPOLITICAL = 0.05
_POLITICAL = 0.3


def verdicts(article: Article, mentions: Sequence[Mention]) -> list[str]:
    """One of VERDICTS for each mention; they come in text order."""
    if _is_off_topic(article):
        return ["off topic"] * len(mentions)
    in_scope = [_told(article, mention) for mention in mentions]
    told = [mention for mention, fits in zip(mentions, in_scope, strict=True) if fits]
    outside = {id(mention) for mention in _outside_demands(article, told)}
    return [_verdict(mention, fits, outside) for mention, fits in zip(mentions, in_scope, strict=True)]


def _verdict(mention: Mention, fits: bool, outside: set[int]) -> str:
    if not fits:
        return "off scope"
    if id(mention) not in outside:
        return "demanded"
    return "talked of" if _is_only_talked_of(mention) else "told"


_BACKGROUND = frozenset(("CONSULT", "AGREE", "COOPERATE"))


def _is_only_talked_of(event: Mention) -> bool:
    """Whether nobody takes part in what a noun names as planned, possible or denied, or in passing."""
    alone = event.reading.tense == "noun" and event.actor is None and event.recipient is None
    if not alone or event.sentence.section == "title":
        return False
    if event.modality != "asserted":
        return True
    background = event.reading.definite and event.event_type in _BACKGROUND  # المفاوضات, الاتفاق
    return event.quote_id is not None or background


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
    return 1 - sum(article.topics[topic] for topic in SIDE_TOPICS) < _UNPOLITICAL


def _told(article: Article, mention: Mention) -> bool:
    """Whether the scope of the trigger and the topic of the article let the mention be an event."""
    topics = article.topics
    political_party = mention.actor_code.is_political or mention.recipient_code.is_political
    aside = sum(topics[topic] for topic in SIDE_TOPICS)
    scope = mention.reading.trigger.scope
    if mention.reading.trigger.family == "kill" and article.tells_accident:
        return False
    if aside > _OFF_TOPIC and not (political_party and scope == ""):
        return False
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
