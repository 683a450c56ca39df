"""Names in Latin letters: from the list of name parts where it knows them, by rule where it does not."""

import re
import unicodedata
from functools import cache, lru_cache

from khabar.resources import lexicon
from khabar.text.tokens import lexical

# One letter each, in the plain style of international news: no dots, no macrons.
_CONSONANTS = {
    "ء": "", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "ئ": "", "ؤ": "", "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v", "گ": "g",
}  # fmt: skip
_VOWELS = {"ا": "a", "أ": "a", "إ": "i", "آ": "a", "و": "u", "ي": "i", "ى": "a", "ة": "a"}
_PIECES = re.compile(r"[^\W\d_]+|[^\w]|\d+|_")
_PARTICLES = {
    "بن": "bin", "بنت": "bint", "ولد": "Ould", "آل": "Al", "ال": "Al", "في": "fi", "و": "wa", "من": "min",
    "دي": "de", "دو": "do", "دا": "da", "فون": "von", "دير": "der", "فان": "van", "لو": "Le", "لا": "La", "سان": "San",
    "ماك": "Mac", "إف": "F", "سي": "C", "بي": "B", "إن": "N", "إم": "M", "إس": "S", "تي": "T", "نيوز": "News",
}  # fmt: skip
# Common nouns of names of bodies, whose short vowels no rule can tell; without the article.
_NOUNS = {
    "وزارة": "Wizarat", "هيئة": "Hayat", "منظمة": "Munazzamat", "مجلس": "Majlis", "جماعة": "Jamaat",
    "حركة": "Harakat", "حزب": "Hizb", "شرطة": "Shurtat", "مركز": "Markaz", "لجنة": "Lajnat",
    "رابطة": "Rabitat", "شركة": "Sharikat", "دوري": "Dawri", "منتخب": "Muntakhab", "بلدية": "Baladiyyat",
    "جيش": "Jaysh", "قوات": "Quwwat", "حكومة": "Hukumat", "محكمة": "Mahkamat", "مؤسسة": "Muassasat",
    "جمعية": "Jamiyyat", "جامعة": "Jamiat", "وكالة": "Wakalat", "كتلة": "Kutlat", "لواء": "Liwa",
    "كتيبة": "Katibat", "جبهة": "Jabhat", "نادي": "Nadi", "صندوق": "Sunduq", "مصرف": "Masrif",
    "قناة": "Qanat", "صحيفة": "Sahifat", "إذاعة": "Idhaat", "نقابة": "Niqabat", "اتحاد": "Ittihad",
    "مديرية": "Mudiriyyat", "كلية": "Kulliyyat", "مستشفى": "Mustashfa", "متحف": "Mathaf", "محطة": "Mahattat",
    "مطار": "Matar", "شارع": "Shari", "شعب": "Shaab", "شرعية": "Shariyya", "رياضة": "Riyada",
    "وطني": "Watani", "وطنية": "Wataniyya", "عامة": "Amma", "إسلامية": "Islamiyya", "عربية": "Arabiyya",
    "تحالف": "Tahaluf", "دعم": "Daam", "قدم": "Qadam", "كرة": "Kurat", "عرب": "Arab",
    "اتفاق": "Ittifaq", "وسط": "Wasat", "أوسط": "Awsat", "هلال": "Hilal", "شباب": "Shabab",
    "رؤية": "Ruya",
}  # fmt: skip


# Pairs of consonants that may begin a foreign name without a vowel: "ستولتنبرغ", "براغا".
_ONSETS = frozenset(["st", "tr", "br", "fr", "kr", "gr", "dr", "bl", "kl", "fl", "sk", "sp", "sl", "sn", "gl"])
_INITIAL = (("أو", "O"), ("او", "O"), ("إي", "I"), ("اي", "I"), ("آ", "A"), ("يو", "Yu"), ("وا", "Wa"))
_LEAST = 2  # people of the list that bear a part of a name before its spelling is trusted


@lru_cache(maxsize=1 << 15)
def romanise(name: str, personal: bool = True) -> str:
    """A name in Latin letters; `personal` names are looked up in the list of name parts, others follow the rules.

    >>> romanise("خليفة حفتر"), romanise("ستولتنبرغ")
    ('Khalifa Haftar', 'Stultanbargh')
    """
    bare = "".join(letter for letter in name if not unicodedata.combining(letter) and letter != "ـ")
    words = [piece for piece in _PIECES.findall(bare) if piece[0].isalnum()]
    latin: list[str] = []
    i = 0
    while i < len(words):
        pair = _parts().get(lexical(" ".join(words[i : i + 2]))) if personal and i + 1 < len(words) else None
        latin.append(pair or _word(words[i], personal))
        i += 2 if pair else 1
    joined = " ".join(latin)
    return joined[:1].upper() + joined[1:] if joined else name


@cache
def _parts() -> dict[str, str]:
    rows = (row for row in lexicon("name_parts") if int(row["given"]) + int(row["surname"]) >= _LEAST)
    return {row["key"]: row["name_latin"] for row in rows}


def _word(word: str, personal: bool) -> str:
    if not any("\u0600" <= letter <= "\u06ff" for letter in word):
        return word
    folded = lexical(word)
    known = _PARTICLES.get(word) or (_parts().get(folded) if personal else None)
    if known:
        return known
    if not personal and (noun := _noun(word)):
        return noun
    if word.startswith("ال") and len(folded) > 4:
        return f"al-{(_parts().get(folded[2:]) if personal else None) or _letters(word[2:])}"
    return _letters(word)


def _noun(word: str) -> str | None:
    """A common noun with its vowels; the t of the construct is silent after the article: "الحركة" is al-Haraka."""
    bare = word.removeprefix("ال")
    latin = _NOUNS.get(bare)
    if latin is None or bare == word:
        return latin
    return f"al-{latin[:-1] if bare.endswith('ة') and latin.endswith('t') else latin}"


def _letters(word: str) -> str:
    """Transliterate letter by letter; a short a breaks up consonants, as short vowels are not written."""
    begin, rest = next(((latin, word[len(ar) :]) for ar, latin in _INITIAL if word.startswith(ar)), ("", word))
    sounds = [sound for i in range(len(rest)) if (sound := _sound(rest, i, bool(begin)))]
    out: list[str] = [begin] if begin else []
    run = 0
    for i, sound in enumerate(sounds):
        if sound in ("a", "i", "u"):
            run = 0
        else:
            run += 1
            onset = not begin and i == 1 and run == 2
            if (onset and sounds[0] + sound not in _ONSETS) or run > 2:
                out.append("a")
                run = 1
        out.append(sound)
    joined = re.sub(r"(aa|ii|uu)", lambda m: m.group()[0], "".join(out))
    return joined[:1].upper() + joined[1:]


def _sound(word: str, i: int, inner: bool) -> str:
    letter, following = word[i], word[i + 1 : i + 2]
    if letter in "وي" and following in tuple("اىوي") and (i or following != "و" or not inner):
        return "w" if letter == "و" else "y"
    if letter in "وي" and i == 0 and not inner:
        return "w" if letter == "و" else "y"
    return _VOWELS.get(letter) or _CONSONANTS.get(letter, "")
