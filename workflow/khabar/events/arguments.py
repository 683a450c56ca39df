"""Who acts and who is acted upon: reads the arguments of a trigger by the pattern of its lexicon row.

Verbs: subject after the verb (VSO) or before it (SVO), object after the subject, or the recipient behind a
preposition. Verbal nouns: genitive, attached pronoun, nationality adjective, من قبل, لـ, على, بين … و …; what is
missing is taken from the verb that governs the noun ("شنت مقاتلات التحالف غارات").
"""

from khabar.events.article import Article, Sentence
from khabar.events.frame import Arguments
from khabar.events.noun_frame import NounFrame
from khabar.events.pairs import is_pair, pair_before
from khabar.events.parties import Party, country_of_adjective, media, named
from khabar.events.triggers import Reading, word_class
from khabar.events.verb_frame import VerbFrame
from khabar.text.tokens import lexical

_AGAINST = frozenset(("ACCUSE",))
_AGAINST_REACH = 12  # tokens of the content in which its first name is looked for


def arguments(article: Article, sentence: Sentence, token: int, reading: Reading) -> Arguments:
    """Actor and recipient of the trigger at `token`."""
    frame = NounFrame if reading.tense == "noun" else VerbFrame
    actor, recipient = frame(article, sentence, token, reading).read()
    both = reading.pronoun == "هما" or (actor is not None and is_pair(actor))
    pair = pair_before(article, sentence, token) if both and "مع" in reading.trigger.recipient else None
    if pair is not None:
        actor, recipient = pair
    if actor is not None and recipient is not None and actor.key == recipient.key:
        recipient = None
    if recipient is None and reading.trigger.event_type in _AGAINST:
        recipient = _against(article, sentence, token, actor)
    return Arguments(actor, recipient)


def _against(article: Article, sentence: Sentence, token: int, actor: Party | None) -> Party | None:
    """Whom the content of an act of speech is about: its first name or nationality that is not the actor's."""
    words = article.words
    for at in range(token + 1, min(token + _AGAINST_REACH, sentence.last)):
        if words.tokens[at].text in ".؟!?؛;\n":
            return None
        found = _named_at(article, at) or country_of_adjective(article, at)
        if found is None or found.mention is None:
            continue
        if actor is None or (found.key != actor.key and not actor.start <= found.start < actor.end):
            return found._replace(resolved=True)
    return None


def _named_at(article: Article, at: int) -> Party | None:
    """The name that covers a token, unless it is a medium or stands as a place."""
    words = article.words
    index = words.name_at[at]
    if index < 0 or words.names[index].kind == "MISC":
        return None
    found = named(article, index)
    attached = article.text[words.tokens[at].start : found.start]
    place = attached.endswith("ب") or words.lex[at - 1].removeprefix("و") in word_class("in")
    return None if place or lexical(found.text) in media() else found
