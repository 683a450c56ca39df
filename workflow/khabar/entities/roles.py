"""The title or function that stands in apposition to a personal name, before it or after it.

"وكيل وزارة الدفاع في حكومة الوفاق، صلاح الدين النمروش" · "الرئيس المصري عبد الفتاح السيسي" · "هنري ووستر، مساعد وزير
الخارجية". A title phrase begins with a noun of the list of titles and runs up to the name without a verb, a particle
or a stop between.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from khabar.entities.mentions import Mention
from khabar.resources import lexicon
from khabar.text.spans import Span
from khabar.text.tokens import Token, lexical, tokenize
from khabar.text.words import is_verb

_LONGEST = 14  # words of a title
_COMMAS = frozenset("،,")
# Words that no title contains: complementizers, relatives, particles, auxiliaries. Folded.
_BREAKS = frozenset((
    "ان", "انه", "انها", "انهم", "بان", "لان", "الذي", "التي", "الذين", "اللذين", "ما", "لا",
    "لم", "لن", "قد", "كما", "كان", "كانت", "يكون", "حيث", "اذا", "لكن", "بعد", "قبل",
    "خلال", "عندما", "منذ", "حتي", "ثم", "او", "بينما", "فيما", "هو", "هي", "هم", "هذا",
    "هذه", "ذلك", "تلك", "قال", "قالت", "اكد", "اكدت", "اعلن", "اعلنت", "اضاف", "اضافت", "من",
    "عن", "مع", "الي", "ضد", "بين", "كل", "وقال", "واكد", "واعلن", "واضاف", "وقالت",
))  # fmt: skip
_LINKS = frozenset(("في", "لدى", "على", "باسم", "إلى", "آل"))
_QUOTES = frozenset('"«»“”')


# Nouns before a title that make its bearer somebody else's: "فريق المدرب", "والدة الطفلة". Folded.
_OTHERS = frozenset((
    "فريق", "لفريق", "والد", "والده", "زوجه", "زوج", "ابن", "ابنه", "نجل", "شقيق", "شقيقه", "محامي", "محاميه", "عائله",
    "مكتب", "حكم", "اسره", "ارمله",
))  # fmt: skip
# Adjectives and nouns of praise that stand before names but are no function. Folded.
_EPITHETS = frozenset((
    "الدولي", "الراحل", "الراحله", "الشاب", "الشابه", "النجم", "النجمه", "المعارض", "الفريق", "الطفل", "الطفله",
    "المواطن", "المواطنه", "الاب", "الام", "السابق", "الحالي",
))  # fmt: skip
_STRANGERS = frozenset(("ولكن", "وكذلك", "به", "بها", "اغتيال", "قرارا", "بتكليف", "وهو", "وهي", "اول"))


class Apposition(NamedTuple):
    """A title and where it stands."""

    span: Span
    text: str


def nationality_before(mention: Mention) -> str | None:
    """The word before a personal name if it is written like an adjective with the article: "الفرنسي نيكولا ماهوت"."""
    word = mention.tokens[mention.first - 1].text if mention.entity_type == "PER" and mention.first else ""
    return word if word.startswith(("ال", "لل", "وال", "بال")) else None


def find_roles(text: str, mentions: Sequence[Mention]) -> dict[int, Apposition]:
    """Index of a personal mention → the title beside it."""
    taken: defaultdict[int, set[int]] = defaultdict(set)
    people = [(i, mention) for i, mention in enumerate(mentions) if mention.entity_type == "PER"]
    for _, mention in people:
        taken[mention.sentence].update(range(mention.first, mention.last + 1))
    roles = {}
    for i, mention in people:
        marks = taken[mention.sentence]
        attached = mention.tokens[mention.first].start < mention.span.start  # "سوى التصويت لماكرون": no apposition
        before = None if attached else role_before(mention.tokens, mention.first, marks)
        if before:
            before = bearer_title(text, before)
        span = before or role_after(mention.tokens, mention.last, marks)
        if span:
            roles[i] = Apposition(span, span.of(text))
    return roles


def bearer_title(text: str, title: Span) -> Span | None:
    """What of a title phrase before a name is the bearer's function, None if nothing is.

    "محامي" alone makes the name the client's, "والدة الطفلة" leaves "الطفلة", an honorific or "الراحل" is no function.
    """
    words = tokenize(text, title.start, title.end)
    while len(words) > 1 and lexical(words[0].text) in _OTHERS and title_start(words[1].text) == 0:
        words = words[1:]
    folded = [lexical(word.text) for word in words]
    if any(word in _STRANGERS for word in folded[1:]) or words[-1].text.endswith("ً"):
        return None
    if folded[0] == "العالم" and len(words) > 1:
        return None  # "كأس العالم ..." far more often than a scientist
    if len(words) == 1:
        swallowed = folded[0].startswith("ل") and text[words[0].start - 1 : words[0].start] == "ل"
        owned = words[0].text.endswith(("ه", "ها", "هم"))  # "زوجته"
        if not (swallowed or owned or folded[0].startswith("ال")):
            return None
        if f"ا{folded[0]}" in _EPITHETS or folded[0] in _EPITHETS or _is_honorific(folded[0]):
            return None
    return Span(words[0].start, title.end)


def _is_honorific(word: str) -> bool:
    return _titles().get(word) == "honorific" or _titles().get(f"ا{word}") == "honorific"


@cache
def _titles() -> dict[str, str]:
    """Folded head noun → kind; of titles of two words the first."""
    return {lexical(row["form"]).split()[0]: row["kind"] for row in lexicon("titles")}


@lru_cache(maxsize=1 << 16)
def title_start(word: str) -> int | None:
    """Length of the clitic before a title noun, or None if the word is none.

    >>> title_start("ورئيس"), title_start("للرئيس"), title_start("مدينة")
    (1, 1, None)
    """
    folded = lexical(word)
    if folded in _titles():
        return 0
    for clitic in ("و", "ف", "ب", "ل", "ك"):
        rest = folded.removeprefix(clitic)
        if rest != folded and (rest in _titles() or (clitic == "ل" and f"ا{rest}" in _titles())):
            return 1
    return None


def role_before(tokens: Sequence[Token], first: int, taken: Collection[int]) -> Span | None:
    """The title that ends right before token `first`, where the name begins; `taken` are words of personal names."""
    last = first - 1
    if last >= 0 and tokens[last].text in _COMMAS:
        last -= 1
    found: int | None = None
    for i in range(last, max(-1, last - _LONGEST), -1):
        if i in taken or _breaks(tokens[i]):
            break
        if title_start(tokens[i].text) is not None:
            if not _coherent(tokens[i : last + 1]) or (found is not None and _belongs_before(tokens, i, taken)):
                break
            found = i
        elif found is not None and title_start(tokens[found].text) == 0:
            break  # a further title is only reached over an attached و: "رئيس الوزراء ووزير الدفاع"
    if found is None:
        return None
    return Span(tokens[found].start + (title_start(tokens[found].text) or 0), tokens[last].end)


def _coherent(title: Sequence[Token]) -> bool:
    """Whether the words can be one phrase: after the article only adjectives with it, و, or a preposition follow.

    "القاضية العسكرية الإسرائيلية صفقة" is none: a noun without the article begins something else.
    """
    closed = False
    for token in title:
        word = token.text
        if word.startswith(("ال", "وال")):
            closed = True
        elif word in _LINKS or word.startswith(("و", "ب", "ل")):
            closed = False
        elif closed and word[0].isalpha():
            return False
    return True


def role_after(tokens: Sequence[Token], last: int, taken: Collection[int]) -> Span | None:
    """The title that follows the name which ends at token `last`, after a comma: "X، وزير الخارجية،"."""
    begin = last + 2
    if begin >= len(tokens) or tokens[last + 1].text not in _COMMAS or title_start(tokens[begin].text) != 0:
        return None
    end = begin
    has_inner_title = False
    for i in range(begin + 1, min(len(tokens), begin + _LONGEST)):
        if i in taken and not has_inner_title:
            return None  # it is the title of the next name in a list
        if _breaks(tokens[i]):
            break
        has_inner_title = has_inner_title or (tokens[i].text.startswith("ال") and title_start(tokens[i].text) == 0)
        end = i
    listed = end + 2 < len(tokens) and tokens[end + 1].text in _COMMAS and end + 2 in taken
    return None if listed else Span(tokens[begin].start, tokens[end].end)


def _belongs_before(tokens: Sequence[Token], i: int, taken: Collection[int]) -> bool:
    """Whether the title at `i` follows a name: "كوشنر، مستشار الرئيس الأمريكي ترامب" is not the title of ترامب."""
    return i >= 2 and tokens[i - 1].text in _COMMAS and i - 2 in taken


def _breaks(token: Token) -> bool:
    if not token.text[0].isalpha():
        return token.text not in _QUOTES
    folded = lexical(token.text)
    # A finite verb ends the phrase; no verb is written with ة: "وزارة" is not "وزاره" (and he visited him).
    return folded in _BREAKS or (token.text[-1] != "ة" and title_start(token.text) is None and is_verb(folded))
