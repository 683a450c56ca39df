"""Who a verb's subject is: after it, before it, unspoken; and whose act a verbal noun is through its governing verb."""

from khabar.events.article import Article, Sentence
from khabar.events.complements import Complement, complements
from khabar.events.parties import Party, agrees, first_name, named, party, speaker
from khabar.events.triggers import bare_forms, readings, word_class
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, is_verb, verb_readings
from khabar.text.words import word_class as phrase_class

_REACH = 14  # tokens to the left in which a governing verb is looked for
_LONGEST_ANTECEDENT = 8  # tokens
_PARTICLES = frozenset(
    ("قد", "سوف", "لا", "لم", "لن", "كان", "كانت", "ايضا", "يوم", "كانوا", "ما", "وقد", "فقد", "ولقد")
)
_PERIPHRASTIC = frozenset(("تم", "تمت", "يتم", "تتم", "جري", "ستتم", "سيتم"))  # تم اعتقاله: nobody is said to do it
_STOPS = frozenset(".؟!?؛;:\n")


def subject_before(  # noqa: PLR0911 - one sign after the other
    article: Article, sentence: Sentence, token: int, pronoun: str = ""
) -> Party | None:
    """The phrase that ends just before a verb, if nothing governs it: headlines, إن and a noun, a relative clause.

    None after a relative pronoun where the verb has an object pronoun: it points back to that phrase.
    """
    words, first = article.words, sentence.first
    at = token - 1
    if at > first and words.lex[at] == "قد":
        found = _of_pluperfect(article, sentence, at)
        if found is not None:
            return found
    while at > first and words.lex[at] in _PARTICLES:
        at -= 1
    if at < first:
        return None
    relative = "relative" in phrase_class(words.lex[at])
    if relative and pronoun and _points_back(words.lex[at], pronoun):
        return None
    end = at if relative else _before_date(article, sentence, at + 1)
    phrase = article.reader.before(end, first) if end > first else None
    if relative and (phrase is None or party(article, phrase) is None):
        phrase = _antecedent(article, end, first)
    if phrase is None or phrase.first < first:
        return None
    governor = phrase.first - 1
    if governor >= first and not relative:
        lex, text = words.lex[governor], words.tokens[governor].text
        opened = is_complementizer(lex) or lex in word_class("opener") or not text[0].isalnum()
        if not opened and words.tokens[phrase.first].text[0] not in "وف":
            return None
    found = party(article, phrase)
    if found is not None and not relative and _is_act(article, phrase.head):
        return None
    return found


def _points_back(relative: str, pronoun: str) -> bool:
    """Whether an object pronoun can mean what the relative pronoun stands for: الذي اتهمه, not الذي دعاها."""
    number = {"الذي": ("ه",), "التي": ("ها",)}
    return pronoun in number.get(relative.removeprefix("و"), (pronoun,))


def _antecedent(article: Article, end: int, floor: int) -> Phrase | None:
    """The longest phrase that ends before a relative pronoun, a comma between: أبلغ الأجهزة الأمنية، التي."""
    words = article.words
    end -= end > floor and words.tokens[end - 1].text in "،,"
    found = None
    for at in range(end - 1, max(end - _LONGEST_ANTECEDENT, floor) - 1, -1):
        lex = words.lex[at]
        if words.name_at[at] < 0 and (is_verb(lex) or lex in word_class("with_pronoun") | word_class("preposition")):
            break
        phrase = article.reader.after(at)
        if phrase is not None and phrase.last == end:
            found = phrase
    return found


def _of_pluperfect(article: Article, sentence: Sentence, particle: int) -> Party | None:
    """The subject between كان and قد: وكانت قوارب تابعة لخفر السواحل قد اعترضت السفينة."""
    words = article.words
    for at in range(particle - 1, max(sentence.first, particle - _REACH) - 1, -1):
        if words.tokens[at].text in _STOPS:
            return None
        if words.lex[at].removeprefix("و") in ("كان", "كانت"):
            phrase = article.reader.after(at + 1) if at + 1 < particle else None
            return party(article, phrase) if phrase is not None and phrase.first < particle else None
    return None


def joint_before(article: Article, sentence: Sentence, token: int) -> tuple[Party, Party] | None:
    """Two names joined by و right before a verb: المغرب وموريتانيا يوقعان."""
    words = article.words
    second = words.name_at[token - 1] if token > sentence.first else -1
    if second < 0:
        return None
    at = token - 1
    while at > sentence.first and words.name_at[at - 1] == second:
        at -= 1
    first = words.name_at[at - 1] if at > sentence.first else -1
    if (
        first < 0
        or not words.tokens[at].text.startswith("و")
        or words.names[second].start != words.tokens[at].start + 1
    ):
        return None
    return named(article, first), named(article, second)


def _is_act(article: Article, head: int) -> bool:
    """Whether the noun is itself an act (هجوم): nobody's name."""
    found = readings(article.words.tokens[head].text) if article.words.name_at[head] < 0 else ()
    return any(r.tense == "noun" and r.trigger.core != "self" and not r.pronoun for r in found)


def _before_date(article: Article, sentence: Sentence, end: int) -> int:
    """Token where the text before a date expression ends: "رئيس الوزراء، الأحد، قال"."""
    words = article.words
    if end > sentence.first and words.tokens[end - 1].text in "،,":
        end -= 1
    for date in article.dates(sentence):
        if end > sentence.first and date.end == words.tokens[end - 1].end:
            end = max(words.at(date.start), sentence.first)
            if end > sentence.first and words.tokens[end - 1].text in "،,":
                end -= 1
    return end


def subject_after(parts: list[Complement]) -> Complement | None:
    """The first bare phrase after a verb with only places and times before it: قتل في غزة ثلاثة."""
    for part in parts:
        if part.marker == "":
            return part
        if part.marker not in ("في", "خلال", "بعد", "قبل", "منذ", "عقب"):
            return None
    return None


def unspoken(article: Article, sentence: Sentence, token: int, feminine: bool, plural: bool) -> Party | None:
    """A verb without a subject of its own: the first name before it in the sentence that agrees."""
    found = first_name(article, sentence, token, feminine, plural)
    return found._replace(resolved=True) if found else None


def joined_subject(article: Article, sentence: Sentence, token: int, feminine: bool) -> Party | None:
    """The subject that a verb behind و shares with the verb before it: اتهم الحزب الحكومة وطالب بإقالتها."""
    words = article.words
    for at in range(token - 1, sentence.first - 1, -1):
        lex = words.lex[at]
        if words.name_at[at] >= 0 or phrase_class(lex) or not is_verb(lex):
            continue
        before = words.lex[at - 1] if at > sentence.first else ""
        forms = [r.form for r in verb_readings(lex) if r.form.tense in ("past", "present", "future")]
        if "relative" in phrase_class(before) or not any((form.gender == "f") == feminine for form in forms):
            continue
        found, _ = subject_of(article, sentence, at, token)
        if found is not None:
            return found._replace(resolved=True)
    return None


def governing_subject(  # noqa: PLR0911 - one way to end the search after the other
    article: Article, sentence: Sentence, token: int, definite: bool, any_verb: bool = False
) -> Party | None:
    """The subject of the verb that governs a verbal noun: شنت مقاتلات التحالف غارات, أعلنت البحرية اعتراض سفينة.

    A verb that lends its subject to nouns (شن, نفذ, أعلن) from anywhere in the clause; any other verb, or one with a
    definite noun, only if the noun is its object right after the subject, or where `any_verb` will do.
    """
    words = article.words
    said = _said_by(article, sentence, token)
    if said is not None:
        return said._replace(resolved=True)
    for at in range(token - 1, max(sentence.first, token - _REACH) - 1, -1):
        text, lex = words.tokens[at].text, words.lex[at]
        if text in _STOPS or is_complementizer(lex):
            return None
        if lex.removeprefix("و") in _PERIPHRASTIC:
            return None
        if words.name_at[at] >= 0 or (not is_verb(lex) and lex not in word_class("light")) or phrase_class(lex):
            continue
        light = not bare_forms(text).isdisjoint(word_class("light"))
        found, end = subject_of(article, sentence, at, token)
        if found is None or found.start <= words.tokens[token].start < found.end:
            return None
        if token - end > 1 and words.lex[token - 1] in word_class("before_noun"):  # أعلنت الشرطة مقتله في هجوم
            return None
        object_ = end == token and (light or not (definite or words.tokens[token].text.removeprefix("و")[0] in "بل"))
        if any_verb or object_ or (light and (not definite or token - end <= 1)):
            return found._replace(resolved=True)
        return None
    return None


def _said_by(article: Article, sentence: Sentence, token: int) -> Party | None:
    """Whose announcement it is: إعلان الرئيس الأميركي قبول الدعوة."""
    phrase = article.reader.before(token, sentence.first) if token > sentence.first else None
    if phrase is None or phrase.first <= sentence.first:
        return None
    before = bare_forms(article.words.tokens[phrase.first - 1].text)
    return party(article, phrase) if not before.isdisjoint(word_class("announcement")) else None


def subject_of(article: Article, sentence: Sentence, at: int, limit: int) -> tuple[Party | None, int]:
    """Subject of the finite verb at token `at`, and the token where verb and subject end, no further than `limit`."""
    words = article.words
    forms = [r.form for r in verb_readings(words.lex[at]) if r.form.tense in ("past", "present", "future")]
    if forms and all(form.voice == "passive" for form in forms):
        return None, at + 1
    feminine = any(form.gender == "f" for form in forms) or words.lex[at].endswith("ت")
    plural = any(form.number == "p" for form in forms)
    quote = article.quote_of_cue.get(at)
    said = speaker(article, quote) if quote is not None else None
    if said is not None:
        return said, max(words.at(said.end), at + 1)
    parts = complements(article, sentence, at + 1)
    part = subject_after(parts)
    if part is not None and part.phrase.head < limit and not _is_act(article, part.phrase.head):
        phrase = _up_to(article, part.phrase, limit)
        found = party(article, phrase)
        if found is not None and (found.name is None or agrees(found, feminine, plural) or plural is False):
            return found, phrase.last
    return subject_before(article, sentence, at), at + 1


def _up_to(article: Article, phrase: Phrase, limit: int) -> Phrase:
    """The phrase without what stands from token `limit` on: خمسة جنود before مصرعهم."""
    words = article.words
    if phrase.last <= limit:
        return phrase
    names = tuple(name for name in phrase.names if words.names[name].start < words.tokens[limit].start)
    person = phrase.person if phrase.person in names else None
    return phrase._replace(last=limit, end=words.tokens[limit - 1].end, names=names, person=person)


def is_suffered(article: Article, sentence: Sentence, token: int) -> int | None:
    """Token of the verb that makes the verbal noun something its subject suffers: تعرضت المستشفيات لقصف."""
    for at in range(token - 1, max(sentence.first, token - 8) - 1, -1):
        text = article.words.tokens[at].text
        if text in _STOPS:
            return None
        if not bare_forms(text).isdisjoint(word_class("suffer")):
            return at
    return None


def folded_marker(marker: str) -> str:
    """A marker of the lexicon as complements writes it."""
    return lexical(marker)
