"""Whom a noun without a name points back to: who holds an office, which body is meant."""

from functools import cache, lru_cache

from khabar.events.article import Article, Row, country_codes
from khabar.events.triggers import word_class
from khabar.resources import lexicon
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import is_role


def holder(article: Article, phrase: Phrase) -> Row | None:
    """The person who holds the office that a bare title names: الوزير, الرئيس الأميركي.

    The only person of the article whose role has all words of the title; the last one before it if there are several.
    """
    text = article.text[max(phrase.start, article.words.tokens[phrase.head].start) : phrase.end]
    head = text.split()[0] if text else ""
    clitics = _before_title(head)
    if clitics is None:
        return None
    wanted = _role_words(text[clitics:])
    if not wanted:
        return None
    fitting = [row for row in article.people_with_role if wanted <= _role_words(row["role"])]
    names = {row["canonical_name"] for row in fitting}
    if len(names) == 1:
        return fitting[0]
    before = [row for row in fitting if row["char_end"] <= phrase.start]
    return before[-1] if before else None


@lru_cache(maxsize=1 << 14)
def _before_title(word: str) -> int | None:
    """How many characters stand before a title: 1 in وزعيم, لوزير; None for a word that is none."""
    clitics = next((n for n in (0, 1, 2) if is_role(lexical(word[n:]))), None)
    return clitics if clitics is not None and set(word[:clitics]) <= set("وفبلك") else None


def body(article: Article, phrase: Phrase) -> Row | None:
    """The body that a bare definite noun points back to: الحركة, المنظمة; the last one before it of that kind."""
    words = article.words
    head = words.lex[phrase.head]
    if phrase.last - phrase.first != 1 or not head.startswith("ال") or head[2:] not in word_class("body"):
        return None
    for row in reversed(article.bodies):
        if row["char_end"] <= phrase.start and head[2:] in article.kind_of(row):
            return row
    return None


@cache
def demonyms() -> dict[str, str]:
    """Folded nationality adjective, without article → ISO 3166-1 alpha-3 code; not ألبان, which folds to البان."""
    folded = ((lexical(row["form"]).removeprefix("ال"), row["iso3"]) for row in lexicon("demonyms"))
    return {form: code for form, code in folded if len(form) > 3}


@lru_cache(maxsize=1 << 12)
def _role_words(text: str) -> frozenset[str]:
    words = (lexical(word) for word in text.replace("،", " ").split())
    return frozenset(_meaning(word) for word in words if len(word) > 2)


@lru_cache(maxsize=1 << 12)
def _meaning(word: str) -> str:
    """What the words of a title share: كندا and الكندي the country, الحوثيين and الحوثي the stem."""
    for form in (word, word.removeprefix("ل"), word.removeprefix("لل"), word.removeprefix("ب")):
        bare = form.removeprefix("ال")
        country = country_codes().get(form) or country_codes().get(bare) or demonyms().get(bare)
        if country:
            return country
    bare = word[2:] if word.startswith(("ال", "لل")) else word
    if bare == "حكومه":  # رئيس الحكومة, رئيس الوزراء
        return "وزراء"
    for end in ("يين", "يون", "ين", "ون", "يه", "ي"):
        if bare.endswith(end) and len(bare) - len(end) > 3:
            return bare.removesuffix(end)
    return bare
