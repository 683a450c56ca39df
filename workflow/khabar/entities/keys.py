"""The form of a name under which two spellings of it are one."""

import re
from functools import lru_cache

from khabar.text.tokens import lexical

_GAP = re.compile(r"[\W_]+")  # "ريان-إير" and "ريان إير" are one name
_ARTICLE = re.compile(r"(?<![^ ])ال(?=\S{2})")  # "الرياض" → "رياض"; "ال" alone stays
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Fold what varies between spellings of one name: hamza, taa marbuta, article, marks, case, digits.

    >>> name_key("حركة المقاومة الإسلامية")
    'حركه مقاومه اسلاميه'
    """
    words = _GAP.sub(" ", lexical(name).lower().translate(_DIGITS)).strip()
    return _ARTICLE.sub("", words)
