"""Which language a text is in: is it Arabic, or another language, of Arabic or another script?

Texts that are plainly Arabic, nearly all of a corpus, are recognised by the article and the commonest particles, and by
the absence of letters that Arabic does not have. The others go to py3langid, whose model takes half a second to load.
"""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ARABIC = "ar"
UNDETERMINED = "und"
_SAMPLE = 1000  # characters looked at: some lines of a newspaper
_OF_MODEL = 600
_SHORT = 5  # words; below that the model guesses

# Maghrebi and Egyptian are Arabic here, and the model tells Sorani and Southern Kurdish apart from Kurdish at random.
_MERGED = {"ary": ARABIC, "arz": ARABIC, "sdh": "ku", "zxx": UNDETERMINED}
_OF_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ps", "ku", "ug", "az", "pa"})

# A run of letters: "قال", "café".
_LETTERS = re.compile(r"[^\W\d_]+")
# A run of letters of the Arabic script, presentation forms included: "قال", "گفت", "ﻻ".
_ARABIC_SCRIPT = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08b4\ufb50-\ufdfb\ufe70-\ufefc]+"
)
# Letters that Arabic does not have: "ٹ" (Urdu), "ښ" (Pashto), "ێ" (Kurdish); and "پ", "چ", "ژ", "گ", which it uses in
# foreign names only. Not here: "ڤ", "ڨ" (the same), and "ک", "ی", which Persian keyboards put into Arabic.
_FOREIGN = re.compile("[\u0671-\u067f\u0680-\u0698\u0699-\u06a3\u06a5-\u06a7\u06aa-\u06cb\u06cd-\u06d3\u06d5]")
_PERSIAN_KEYS = re.compile("[\u06a9\u06cc]")  # "ک", "ی"
# A word with the article, after conjunction and preposition: "الوزير", "وبالقوة", "للأمم".
_WITH_ARTICLE = re.compile(r"(?<!\w)[وف]?(?:[بك]?ال|لل)\w{2}")
# Particles that no other language of this script has: "في", "وعلى", "التي".
_PARTICLE = re.compile(
    r"(?<!\w)و?(?:في|إلى|الى|على|عن|أن|إن|التي|الذي|الذين|هذا|هذه|ذلك|لم|لن|قد|كان|كانت|منذ|خلال)(?!\w)"
)
_WORD = re.compile(r"\w+")  # "قال"


def language(text: str) -> str:
    """BCP 47 code of the language; `ar` for Arabic of any kind, `und` for a text without words.

    >>> language("أعلنت الوزارة في بيان"), language("وزیر خارجه ایران در تهران گفت"), language("Good morning")
    ('ar', 'fa', 'en')
    """
    sample = text[:_SAMPLE]
    letters = _length(_LETTERS, sample)
    if letters == 0:
        return UNDETERMINED
    arabic_script = _length(_ARABIC_SCRIPT, sample) >= letters / 2
    if arabic_script and _plainly_arabic(sample, letters):
        return ARABIC
    guess: str = _model().classify(sample[:_OF_MODEL])[0]
    code = _MERGED.get(guess, guess)
    if arabic_script == (code in _OF_ARABIC_SCRIPT):
        return code
    return ARABIC if arabic_script and not _FOREIGN.search(sample) else UNDETERMINED


def _plainly_arabic(sample: str, letters: int) -> bool:
    foreign = len(_FOREIGN.findall(sample))
    words = len(_WORD.findall(sample))
    if words < _SHORT:
        return not foreign and not _PERSIAN_KEYS.search(sample)
    marks = len(_WITH_ARTICLE.findall(sample)) + len(_PARTICLE.findall(sample))
    return foreign <= 0.02 * letters and marks >= 0.15 * words


def _length(pattern: re.Pattern[str], sample: str) -> int:
    return sum(map(len, pattern.findall(sample)))


@cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)
