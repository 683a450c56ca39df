"""Agreement and animacy of noun phrases: what can be the subject of a reporting verb."""

from functools import cache

from khabar.quotes.speaker_vocabulary import speaker_words
from khabar.quotes.vocabulary import quote_words
from khabar.text.inflect import Form
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import Words, demonyms, is_role, word_class

_MASCULINE = quote_words("masculine")
_PLURALS = quote_words("plural_feminine")
_PEOPLE = quote_words("plural_people")
_CLASSIFIERS = speaker_words("classifier")
_GROUPS = speaker_words("group")
_EPICENE = speaker_words("epicene")
_QUANTITIES = quote_words("quantity")


# Endings of a noun, its shortest length with them, and the genders and numbers that a verb with it can have.
_ENDINGS = (
    (("ون", "ين", "و"), 5, frozenset("m"), frozenset("p")),
    (("ات",), 5, frozenset("f"), frozenset("sp")),
    (("لمان",), 5, frozenset("m"), frozenset("s")),
    (("ان",), 6, frozenset("m"), frozenset("sd")),
    (("ه", "اء", "احدي", "تها", "تهم", "تنا"), 2, frozenset("f"), frozenset("s")),
)


def is_animate(words: Words, phrase: Phrase) -> bool:
    """Whether the phrase names somebody or some body that can speak."""
    if phrase.person is not None:
        return True
    name = words.name_at[phrase.head]
    if name >= 0:
        return words.names[name].kind in ("PER", "ORG", "LOC")
    head = head_word(words, phrase)
    if head in _CLASSIFIERS and phrase.names:
        return True  # مجموعة الأمل
    following = words.lex[phrase.head + 1] if phrase.head + 1 < phrase.last else "من"
    if head in _QUANTITIES and following == "من" and phrase.head + 2 < phrase.last:
        following = words.lex[phrase.head + 2]
    if head in _QUANTITIES and _speaks(following):
        return True  # عدة شركات, كثير من النقاد
    if _speaks(following if head == "كل" and following != "من" else head):  # كل مباراة is what the match is
        return True
    nationals = (words.lex[at] for at in range(phrase.first + 1, phrase.last))
    return any(w.endswith(("يون", "يين")) and w in demonyms() for w in nationals)  # أساقفة أمريكيون


@cache
def _speaks(head: str) -> bool:
    """Whether the noun is a person, a body or a source; a sound plural with و stands before a genitive: محامو."""
    if any(word_class(h) & {"role", "body", "source"} or is_role(h) for h in (head, _without_pronoun(head))):
        return True
    if head in _GROUPS or head in demonyms() or head.removeprefix("ال") in demonyms():
        return True
    if head.endswith("ان") and is_role(head.removesuffix("ان")):
        return True  # الوزيران
    if head.endswith("ات") and word_class(head.removesuffix("ات") + "ه") & {"body", "source"}:
        return True  # شركات
    return head.endswith(("ون", "و")) and len(head) > 4


@cache
def _without_pronoun(head: str) -> str:
    """ناديه → نادي, زوجته → زوجه."""
    for pronoun in ("هما", "هم", "ها", "ه"):
        if head.endswith(pronoun) and len(head) - len(pronoun) >= 3:
            noun = head.removesuffix(pronoun)
            return noun[:-1] + "ه" if noun.endswith("ت") else noun
    return head


def head_word(words: Words, phrase: Phrase) -> str:
    """Lexicon form of the head noun, an attached preposition or conjunction left out."""
    token = words.tokens[phrase.head]
    if phrase.start > token.start:
        word = lexical(words.text[phrase.start : token.end])
        return "ال" + word[1:] if words.text[phrase.start - 1] == "ل" and word.startswith("ل") else word
    return words.lex[phrase.head]


def possible_subject(words: Words, phrase: Phrase) -> bool:
    """Not after a verb's object ending: a sound plural in -ين is no subject; nor is a possessed thing."""
    if words.name_at[phrase.head] >= 0 or phrase.person is not None:
        return True
    head = head_word(words, phrase)
    if head.endswith("ين") and len(head) > 5 and head.startswith("ال") and not is_role(head):
        return False
    return not (head.endswith("ا") and not head.endswith("نا") and not head.startswith("ال") and len(head) > 4)


def traits(words: Words, phrase: Phrase) -> tuple[frozenset[str], frozenset[str]]:
    """(genders, numbers) that a verb can have which agrees with the phrase."""
    name = words.name_at[phrase.head]
    if name >= 0 and len(phrase.names) > 1 and phrase.person is None:
        return frozenset("mf"), frozenset("sdp")
    head = head_word(words, phrase)
    if name >= 0:
        return _name_genders(words.names[name].kind, head), frozenset("s")
    if head == "كل" and phrase.names:
        return frozenset("mf"), frozenset("sp")  # كل من فرنسا وألمانيا
    if not words.tokens[phrase.head].text.endswith("ة") and is_role(_without_pronoun(head)):
        head = _without_pronoun(head)  # رئيسته, قائده
    genders, numbers = _word_traits(head)
    if phrase.person is not None and head in _EPICENE:
        genders |= {"f"}  # عضو المجلس فلانة
    return genders, numbers


@cache
def _name_genders(kind: str, head: str) -> frozenset[str]:
    if kind == "PER":
        return frozenset("mf")
    if head in _MASCULINE:
        return frozenset("m")
    if kind == "LOC" and "body" not in word_class(head):  # but مطار الملك فهد
        return frozenset("f")
    return frozenset("f") if head.endswith(("ه", "اء")) else frozenset("mf")


def word_genders(word: str) -> frozenset[str]:
    """Genders of a verb that has the noun as subject."""
    return _word_traits(word)[0]


@cache
def _word_traits(head: str) -> tuple[frozenset[str], frozenset[str]]:
    forms = {head, head.removeprefix("ال")}
    if forms & _PLURALS:
        return frozenset("f"), frozenset("sp")
    if forms & _PEOPLE:
        return frozenset("mf"), frozenset("p")
    for endings, shortest, genders, numbers in _ENDINGS:
        if head.endswith(endings) and len(head) >= shortest and not (is_role(head) and _looks_otherwise(head)):
            return genders, numbers
    return frozenset("m"), frozenset("s")


def _looks_otherwise(role: str) -> bool:
    """A title of one man that ends like a plural or a feminine: الأمين, اللواء."""
    return role.endswith(("ين", "اء", "و"))


def agrees(words: Words, phrase: Phrase, form: Form, before: bool = False) -> bool:
    """Whether the verb form can have the phrase as subject; a verb before its subject is always singular."""
    genders, numbers = traits(words, phrase)
    if form.gender and form.gender not in genders:
        return False
    return not before or not form.number or form.number in numbers
