"""Who takes part: the phrase as written, the name in it, and whom a pronoun or a bare title stands for."""

from functools import cache
from typing import NamedTuple

from khabar.events.article import Article, Row, Sentence
from khabar.events.holders import body, demonyms, holder
from khabar.events.triggers import bare_forms, readings, word_class
from khabar.resources import lexicon
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import is_adjective, is_complementizer, is_masdar, is_role

_FEMININE_ENDS = ("ه", "ات", "ا")
_PLURAL_PRONOUNS = frozenset(("هم", "هن", "هما"))
_ORGAN_REACH = 4  # tokens from a noun for forces to its nationality
_ADJUNCTS = ("الذي", "التي", "الذين", "اللذين", "اللذان", "اللواتي")


class Party(NamedTuple):
    """One who acts or is acted upon."""

    start: int
    end: int
    text: str
    name: str | None
    """Canonical name of the named entity it stands for, if one is known."""
    mention: Row | None
    """The mention in the phrase or the one it is resolved to."""
    resolved: bool
    """Whether it was not read off the words at the trigger: a pronoun, an unspoken subject, a governing verb."""

    @property
    def key(self) -> str:
        """What two phrases for the same party share."""
        return self.name or lexical(self.text)


def party(article: Article, phrase: Phrase) -> Party | None:
    """The party that a noun phrase names: the person in it, else the name at its head, else the phrase.

    None for phrases that name nobody: الطرفين, خلالها, 25 في المئة.
    """
    words = article.words
    forms = bare_forms(words.tokens[phrase.head].text)
    mentions = [i for i in phrase.names if words.names[i].kind != "MISC"]
    index = _name_of(article, phrase, mentions, forms)
    if index is not None:
        return named(article, index)
    if not forms.isdisjoint(_HIS_COUNTRY):
        return _own_country(article, phrase.head)
    if words.name_at[phrase.head] < 0 and _is_nobody(article, phrase, forms):
        return None
    start, end = phrase.start, min(phrase.end, _tail(article, phrase))
    start += _attached(article, start, article.words.tokens[phrase.first].end)
    if article.text[max(start - 1, 0) : start + 1] == "لل":  # للإمام: without what is left of the article
        start += 1
    text = article.text[start:end]
    if not any(letter.isalpha() for letter in text):
        return None
    mention = article.mentions[mentions[0]] if mentions else None
    meant = holder(article, phrase)
    if meant is None and mention is None:
        meant = body(article, phrase) or _state(article, phrase, forms)
    if meant is not None:
        return Party(start, end, text, meant["canonical_name"], meant, False)
    return Party(start, end, text, None, mention, False)


def _state(article: Article, phrase: Phrase, forms: frozenset[str]) -> Row | None:
    """The state whose forces or authorities a phrase names, if the article names it: مقاتلات روسية, السلطات التركية."""
    if forms.isdisjoint(word_class("organ")):
        return None
    for at in range(phrase.head + 1, min(phrase.head + _ORGAN_REACH, phrase.last)):
        country = country_of_adjective(article, at)
        if country is not None:
            return country.mention
    return None


def _attached(article: Article, start: int, end: int) -> int:
    """1 if a conjunction or preposition is attached to the noun at the characters: ونساء, لمسؤولين; not للوزراء."""
    word = article.text[start:end]
    if len(word) < 4 or word[0] not in "وفبلك" or article.text[start - 1 : start] == "ل":
        return 0
    whole, rest = (lexical(form).removeprefix("ال") for form in (word, word[1:]))
    return int(whole not in sectors() and not is_role(whole) and (rest in sectors() or is_role(rest)))


_HIS_COUNTRY = frozenset(("بلاده", "بلادها", "بلادنا", "بلادهم"))


def _own_country(article: Article, token: int) -> Party | None:
    """The country of the one who says "his country", if the article names it."""
    said = speaker_around(article, token)
    code = said.mention["country_code"] if said is not None and said.mention is not None else None
    row = article.countries.get(code) if code else None
    if row is None:
        return None
    return Party(row["char_start"], row["char_end"], row["text"], row["canonical_name"], row, True)


def _is_nobody(article: Article, phrase: Phrase, forms: frozenset[str]) -> bool:
    words = article.words
    if phrase.last - phrase.first == 1 and _is_bare_adjective(words.lex[phrase.head], forms):
        return True
    return any(_names_nobody(words.lex[at], forms) for at in (phrase.head, phrase.first))


def _is_bare_adjective(lex: str, forms: frozenset[str]) -> bool:
    """Whether a single word is an adjective that names nobody: علني, الثانية; not الإيراني, الشرطي."""
    bare = lex.removeprefix("ال")
    if any(form in demonyms() or form in sectors() for form in forms):
        return False
    return not forms.isdisjoint(word_class("adjective")) or (is_adjective(bare) and not is_role(lex))


@cache
def sectors() -> dict[str, str]:
    """Folded noun for a role or group → PLOVER sector."""
    return {lexical(row["word"]): row["sector"] for row in lexicon("actor_sectors")}


def _name_of(article: Article, phrase: Phrase, mentions: list[int], forms: frozenset[str]) -> int | None:
    """The name that says who a phrase means: its person, the name at its head or right after a classifier."""
    words, head = article.words, phrase.head
    if words.lex[head] == "كل" and mentions:  # كل من مصر والأردن
        return mentions[0]
    if words.name_at[head] < 0 and _is_nobody(article, phrase, forms):
        return None
    person = phrase.person if phrase.person is not None and phrase.person >= 0 else None
    troops = not forms.isdisjoint(word_class("troops"))
    if person is not None and not troops and (is_role(words.lex[head]) or person in mentions[:1]):
        return person
    apposed = _apposed(article, phrase)
    if apposed is not None:
        return apposed
    if not mentions:
        return _person_after(article, phrase)
    second = words.name_at[min(head + 1, phrase.last - 1)]
    at_head = words.name_at[head] == mentions[0] or (_collective(forms) and second == mentions[0])
    return mentions[0] if at_head else None


def _apposed(article: Article, phrase: Phrase) -> int | None:
    """The person between commas behind a title: وزير الخارجية، أداما ديكو،."""
    words = article.words
    at = phrase.last + 1
    if at < len(words.tokens) and words.lex[at - 1].startswith("باسم"):
        at += 1
    head = words.lex[phrase.head]
    titled = is_role(head) or is_role(_unowned(head))  # رئيسها، المهندس …
    if at >= len(words.tokens) or words.tokens[at - 1].text not in "،," or not titled:
        return None
    index = words.name_at[at]
    if index < 0 and is_role(words.lex[at]):  # ناظر البقارة، الشيخ حماد دبكة
        following = article.reader.after(at)
        return (
            following.person
            if following is not None and following.person is not None and following.person >= 0
            else None
        )
    starts = index >= 0 and words.names[index].start == words.tokens[at].start
    return index if starts and words.names[index].kind == "PER" else None


def _unowned(lex: str) -> str:
    """The word without an attached pronoun: رئيسها."""
    end = next((end for end in ("ها", "هم", "ه") if lex.endswith(end) and len(lex) - len(end) > 2), "")
    return lex.removesuffix(end)


def _person_after(article: Article, phrase: Phrase) -> int | None:
    """The person right after a definite noun with its adjectives: الجاسوس الروسي السابق سيرغي سكريبال."""
    words = article.words
    head = words.lex[phrase.head]
    if phrase.last >= len(words.tokens) or not head.startswith("ال") or is_masdar(head[2:]):
        return None
    index = words.name_at[phrase.last]
    starts = index >= 0 and words.names[index].start == words.tokens[phrase.last].start
    return index if starts and words.names[index].kind == "PER" else None


@cache
def _nobody() -> frozenset[str]:
    return word_class("generic") | word_class("with_pronoun") | word_class("preposition") | word_class("adverb")


def _names_nobody(lex: str, forms: frozenset[str]) -> bool:
    nobody = _nobody()
    return (
        lex in nobody
        or lex.removeprefix("و") in nobody
        or not forms.isdisjoint(word_class("generic"))
        or is_complementizer(lex)
        or lex.isdigit()
    )


def _collective(forms: frozenset[str]) -> bool:
    return not forms.isdisjoint(word_class("collective"))


def named(article: Article, index: int) -> Party:
    """The party that a mention names."""
    row = article.mentions[index]
    return Party(row["char_start"], row["char_end"], row["text"], row["canonical_name"], row, False)


def country_of_adjective(article: Article, token: int) -> Party | None:
    """The country that a nationality adjective stands for: الإسرائيلية; named if the article names the country."""
    word = article.words.tokens[token]
    lex = article.words.lex[token]
    cut = next((n for n in (0, 1, 2) if lex[n:].removeprefix("ال") in demonyms()), None)
    if cut is None or article.words.name_at[token] >= 0:
        return None
    code = demonyms()[lex[cut:].removeprefix("ال")]
    mention = article.countries.get(code)
    if mention is None and lex[cut:].removeprefix("ال") in word_class("ambiguous_demonym"):
        return None  # مالية: of Mali, and financial
    start = word.start + cut
    return Party(
        start, word.end, article.text[start : word.end], mention["canonical_name"] if mention else None, mention, False
    )


def pronoun(article: Article, sentence: Sentence, token: int, form: str, near: Party | None) -> Party | None:
    """Whom an attached pronoun means: the subject of the governing verb if it agrees, else the first name before it."""
    feminine, plural = form == "ها", form in _PLURAL_PRONOUNS
    if form in ("نا", "ي"):
        return speaker_around(article, token)
    if near is not None and agrees(near, feminine, plural):
        return near._replace(resolved=True)
    found = first_name(article, sentence, token, feminine, plural)
    return found._replace(resolved=True) if found else None


def speaker_around(article: Article, token: int) -> Party | None:
    """Whom "we" and "I" mean inside a quotation: its speaker."""
    word = article.words.tokens[token]
    quote = article.quote_around(word.start, word.end)
    found = speaker(article, quote) if quote is not None else None
    return found._replace(resolved=True) if found else None


def speaker(article: Article, quote: Row) -> Party | None:
    """The speaker of a quote: the name if one is known, else the phrase."""
    mention = article.mention_of_id.get(quote["speaker_mention_id"])
    start = quote["speaker_char_start"]
    inside = mention is not None and start is not None and start < mention["char_start"] < quote["speaker_char_end"]
    if mention is not None and not (inside and mention["entity_type"] == "LOC"):  # not for "أطباء في ألمانيا"
        start, end, text = mention["char_start"], mention["char_end"], mention["text"]
        return Party(start, end, text, mention["canonical_name"], mention, False)
    if quote["speaker_char_start"] is None:
        return None
    return Party(quote["speaker_char_start"], quote["speaker_char_end"], quote["speaker_text"], None, None, False)


def first_name(article: Article, sentence: Sentence, token: int, feminine: bool, plural: bool) -> Party | None:
    """The first name of the sentence before the token that agrees in gender and stands behind no preposition."""
    seen = set()
    for at in range(max(sentence.first, token - 60), token):
        index = article.words.name_at[at]
        if index >= 0 and index not in seen:
            seen.add(index)
            if article.words.names[index].kind != "MISC" and not _aside(article, index, at, sentence.first):
                found = named(article, index)
                if agrees(found, feminine, plural):
                    return found
    return None


def _aside(article: Article, index: int, at: int, floor: int) -> bool:
    """Whether a name is behind a preposition or is a medium: no likely subject."""
    words = article.words
    if words.names[index].start > words.tokens[at].start and words.tokens[at].text[0] in "بلك":
        return True
    if at > floor and words.lex[at - 1].removeprefix("و") in word_class("preposition"):
        return True
    row = article.mentions[index]
    return lexical(row["canonical_name"]) in media() or lexical(row["text"]) in media()


@cache
def media() -> frozenset[str]:
    """Folded names of news media."""
    return frozenset(lexical(row["form"]) for row in lexicon("organisations") if row["sector"] == "MED")


def agrees(found: Party, feminine: bool, plural: bool) -> bool:
    """Whether the party can be the subject of a verb, or the owner of a pronoun, of this gender."""
    kind = found.mention["entity_type"] if found.mention is not None and found.name else None
    if plural:
        return kind is None or kind == "ORG"
    if kind == "LOC":
        return feminine
    if kind == "PER":
        role = found.mention["role"] if found.mention is not None else None
        woman = bool(role) and lexical(str(role).split()[0]).endswith("ه")
        return feminine == woman
    first = lexical(found.text.replace("_", " ").strip('#"«»“” ').split()[0])
    if kind == "ORG" and not first.startswith("ال") and len(found.text.split()) == 1:
        return True  # حماس, داعش: both occur
    return feminine == first.endswith(_FEMININE_ENDS)


def _tail(article: Article, phrase: Phrase) -> int:
    """End of the phrase before a new line, a comma, a bracket, a relative pronoun, or the act it is part of."""
    for at in range(phrase.first + 1, phrase.last):
        new_line = "\n" in article.text[article.words.tokens[at - 1].end : article.words.tokens[at].start]
        if (
            new_line
            or _is_setting(article, at, phrase.last)
            or article.words.tokens[at].text in "،,("
            or article.words.lex[at] in _ADJUNCTS
        ):
            return article.words.tokens[at - 1].end
    return phrase.end


def _is_setting(article: Article, at: int, last: int) -> bool:
    """Whether a preposition and an act stand there: ثلاثة جنود في هجوم."""
    if article.words.lex[at] not in word_class("before_noun") or at + 1 >= last:
        return False
    return any(reading.tense == "noun" for reading in readings(article.words.tokens[at + 1].text))
