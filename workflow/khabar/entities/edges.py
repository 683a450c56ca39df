"""Where a name that the model has tagged really begins and ends: what no name holds, begins with or ends with."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from khabar.entities.clitics import stretched_clitic
from khabar.entities.gazetteer import phrase_starts, readings, word_flags
from khabar.entities.listed import CLASSIFIERS
from khabar.entities.lists import known_name
from khabar.entities.propagation import Words
from khabar.resources import lexicon
from khabar.text.tokens import Token, lexical
from khabar.text.words import is_verb

# Words that follow a name but never end one: "وزارة الدفاع التابعة لـ", "قال ترامب للصحافيين". Folded.
_NEVER_LAST = frozenset(("التابعه", "التابع", "للصحفيين", "للصحافيين", "الرسميه", "شبه", "المحاصر", "لوكاله"))
_EDGE_MARKS = frozenset("-–—.,،:؛\"«»“”'")
_COLLECTIVES = frozenset(("السلطات", "الجاليه", "الاسره", "العقوبات"))
_ACCUSATIVES = frozenset(("روسيا", "بريطانيا", "سوريا", "ليبيا", "ايطاليا", "تركيا", "المانيا", "نيجيريا", "اثيوبيا"))
_BETWEEN_PEOPLE = frozenset(("هو", "هي", "و"))
_IMPERFECT = ("ي", "ت", "سي", "ست", "وي", "وت", "وسي", "وست", "في", "فت")


def parts(sentence: Words, first: int, end: int, kind: str) -> Iterator[tuple[int, int]]:
    """First and last word of each name in the words [first, end): at a spaced dash and the like it is two."""
    start = first
    for i in range(first, end + 1):
        attached = i < end and i > start and _begins_another(sentence, i, end)
        if i == end or attached or _parts_names(sentence, i, kind, (start, end)):
            begin, last = _trimmed(sentence, start, _before_verb(sentence.folded, start, i) - 1, kind)
            if begin <= last and any(letter.isalpha() for word in sentence.folded[begin : last + 1] for letter in word):
                yield begin, last
            start = i if attached else i + 1


def _trimmed(sentence: Words, begin: int, last: int, kind: str) -> tuple[int, int]:
    folded = sentence.folded
    while last > begin and (folded[last] in _NEVER_LAST or folded[last] in _EDGE_MARKS):
        last -= 1
    while begin < last and folded[begin] in _EDGE_MARKS:
        begin += 1
    while kind == "PER" and begin < last and _is_nationality(folded[begin]):
        begin += 1
    if kind == "LOC" and begin < last and _is_place_with_nationality(sentence, begin, last):
        last -= 1
    if kind == "ORG" and begin < last and _is_body_with_nationality(sentence, begin, last):
        last -= 1
    if kind == "ORG" and begin < last and not CLASSIFIERS.isdisjoint(r for _, r in readings(folded[begin])):
        rest = " ".join(token.text for token in sentence.tokens[begin + 1 : last + 1])
        begin += known_name(rest, "ORG") is not None
    return begin, last


def _is_place_with_nationality(sentence: Words, begin: int, last: int) -> bool:
    """Whether the place's name is over before its last word: "مونتريال الكندية", not "هضبة الجولان السورية"."""
    place = " ".join(token.text for token in sentence.tokens[begin:last])
    whole = f"{place} {sentence.tokens[last].text}"
    if not _is_nationality(sentence.folded[last]) or known_name(whole, "LOC"):
        return False
    return last - begin == 1 and bool(word_flags().get(sentence.folded[begin], frozenset()) & {"city", "country"})


def _is_body_with_nationality(sentence: Words, begin: int, last: int) -> bool:
    """Whether a club's name is over before its last word: "يوفنتوس الإيطالي", not "الصليب الأحمر اللبناني".

    No common noun without the article has an adjective with it, so that what stands before is a proper name.
    """
    folded = sentence.folded[begin:last]
    whole = " ".join(token.text for token in sentence.tokens[begin : last + 1])
    is_proper = not any("ال" in word[:4] or "لل" in word[:3] or _is_head(word) for word in folded)
    return is_proper and _is_nationality(sentence.folded[last]) and known_name(whole, "ORG") is None


@lru_cache(maxsize=1 << 16)
def _is_head(word: str) -> bool:
    """Whether the folded word, without clitics, is a noun for bodies: "وزاره", "بنك"."""
    heads = _head_nouns()
    return any(reading in heads for _, reading in readings(word))


@cache
def _head_nouns() -> frozenset[str]:
    rows = (*(row for row in lexicon("body_words") if row["kind"] == "noun"), *lexicon("name_nouns"))
    return frozenset(lexical(row["form"]) for row in rows)


def is_common_use(sentence: Words, first: int, last: int, kind: str) -> bool:
    """Whether the words are an adjective of nationality or a vague collective, which are no names.

    "المرأة السعودية", "دبلوماسيا روسيا" (a Russian diplomat, in the accusative), "السلطات العراقية".
    """
    folded = sentence.folded
    if kind == "ORG" and last > first and any(r in _COLLECTIVES for _, r in readings(folded[first])):
        return True
    if (
        kind != "LOC"
        or first != last
        or first == 0
        or sentence.tokens[first].start != sentence.tokens[first - 1].end + 1
    ):
        return False
    before = folded[first - 1]
    if folded[first] == "السعوديه":
        return sentence.tokens[first - 1].text.startswith(("ال", "لل", "وال", "بال", "فال", "ولل"))
    ending = before[-1] == "ا" and before[-2:-1] not in tuple("هنمذي")
    accusative = len(before) > 4 and (ending or before.endswith(("سيا", "نيا")))
    return folded[first] in _ACCUSATIVES and accusative and not is_verb(before) and not word_flags().get(before)


def _before_verb(folded: Sequence[str], start: int, end: int) -> int:
    """Where a verb ends the name: "شرطة عمان | تحذر وتدعو"; `end` if none does."""
    return next((i for i in range(start + 1, end) if _is_plain_verb(folded[i])), end)


@lru_cache(maxsize=1 << 16)
def _is_plain_verb(word: str) -> bool:
    """Whether the word is a verb of the imperfect and nothing in the lists."""
    return len(word) > 3 and word.startswith(_IMPERFECT) and is_verb(word) and not word_flags().get(word)


def _begins_another(sentence: Words, i: int, end: int) -> bool:
    """Whether another name begins with a clitic: "الكونغرس لـCNN", "وزارة الخارجية لبي بي سي"."""
    if stretched_clitic(sentence.tokens[i].text):
        return True
    word = sentence.folded[i]
    if i + 1 >= end or word[0] not in "لو" or word.startswith("لل"):
        return False
    following = sentence.folded[i + 1]
    listed = any(following in names for names in phrase_starts(word[1:]))
    return listed and not any(
        following in names for names in phrase_starts(word) if names not in phrase_starts(word[1:])
    )


def _parts_names(sentence: Words, i: int, kind: str, run: tuple[int, int]) -> bool:
    """Whether the word stands between two names: a spaced dash; for people also "هو", "إن" and a lone "و"."""
    if _is_spaced_dash(sentence.tokens, i):
        return True
    if kind != "PER":
        return False
    word = sentence.folded[i]
    # "دانييلز إن كوهين", but not "جاي إن": short syllables are parts of foreign names.
    joined = run[0] < i < run[1] - 1 and min(len(sentence.folded[i - 1]), len(sentence.folded[i + 1])) > 4
    return word in _BETWEEN_PEOPLE or (word == "ان" and joined)


def _is_spaced_dash(tokens: Sequence[Token], i: int) -> bool:
    if tokens[i].text not in ("-", "–"):
        return False
    before = tokens[i - 1].end if i else 0
    return tokens[i].start > before and (i + 1 == len(tokens) or tokens[i + 1].start > tokens[i].end)


@cache
def _nationality_words() -> frozenset[str]:
    """Nationality adjectives with the article, folded: they stand before a name but do not begin one."""
    forms = (lexical(row["form"]) for row in lexicon("demonyms") if row["form"].startswith("ال"))
    return frozenset(forms) - {"المصري", "المغربي", "المالكي", "العماني", "القطري", "الحبشي", "الشامي", "الفارسي"}


def _is_nationality(word: str) -> bool:
    return any(reading in _nationality_words() for _, reading in readings(word))
