"""Who speaks: the noun phrase after a reporting verb, or before it."""

from khabar.quotes.adjuncts import Adjuncts
from khabar.quotes.article import Article, Unit
from khabar.quotes.complements import ComplementFinder
from khabar.quotes.frame import Use
from khabar.quotes.grammar import agrees, is_animate, possible_subject
from khabar.quotes.lexicon import Cue
from khabar.quotes.new_names import MANNER, NewNames
from khabar.quotes.vocabulary import (
    AFTER_VERB,
    BEFORE_CLAUSE,
    BEING,
    PHRASE_PREPOSITIONS,
    RELATIVE,
    TURN,
    WHAT,
    quote_words,
)
from khabar.text.inflect import derived_form
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import (
    agreeing_adjective,
    could_be_name,
    has_article,
    is_complementizer,
    is_masdar,
    is_medium,
    is_role,
    is_verb,
    is_word,
    word_class,
)

# Classes whose present, third person masculine, is mostly a passive where no subject stands beside it.
_IMPERSONAL = frozenset(("learn", "think", "predict", "estimate", "claim", "report", "fear", "hope", "suspect"))
_GO_ON = frozenset(("assert", "indicate", "explain", "admit", "warn", "promise", "reveal"))
_ASK = frozenset(("دعا", "طالب", "حث", "حذر", "ناشد"))
_NETWORKS = quote_words("network")
_BEFORE_VERB = frozenset(
    ("قد", "كان", "كانت", "كانوا", "ايضا", "سوف", "لا", "لم", "لن", "سبق", "لطالما", "طالما", "نفسه", "نفسها")
)
_NOTHING_SAID = quote_words("nothing_said")


class SubjectFinder:
    """Finds who speaks."""

    def __init__(self, article: Article) -> None:
        self.a = article
        self.adjuncts = Adjuncts(article)
        self.complements = ComplementFinder(article)
        self.new_names = NewNames(article)

    def subject(self, use: Use, after: int, floor: int, preposition: str) -> tuple[Phrase | None, bool, int]:
        """(speaker, whether it stands before the verb, where to look for the complement)."""
        unit, form = use.unit, use.form
        before = self.before(use, floor) or self._antecedent(use, floor)
        quoted = after < unit.last and self.a.inside[after] >= 0
        if form.number == "s" and not preposition and after < unit.last and (not quoted or after in self.a.opens):
            start = self.adjuncts.skip(self._after_turn(after, unit), unit)
            phrase = self.phrase_after(start, unit)
            if before is not None and self._apart(before, phrase, use, after):
                before = None
            if phrase is not None and before is None and self._is_subject(use, phrase, after):
                phrase = self._extended(phrase, use.cue, unit)
                return phrase, False, phrase.last
            if before is None and (unknown := self.new_names.after(use, start)) is not None:
                return unknown, False, unknown.last
        if before is not None:
            return before, True, after
        return None, False, after

    def _after_turn(self, at: int, unit: Unit) -> int:
        """Behind "for his part": "حث من جهته الوزير"."""
        lex = self.a.lex
        if at + 2 < unit.last and lex[at] == "من" and lex[at + 1] in TURN:
            return at + 2
        return at + 1 if at + 1 < unit.last and lex[at] in TURN and lex[at].startswith("ب") else at

    def _apart(self, before: Phrase, phrase: Phrase | None, use: Use, after: int) -> bool:
        """Whether a comma parts the verb from the name before it, and its subject follows: "لمخاوف قطر، قالت نويرت"."""
        if phrase is None or before.last >= use.at or self.a.tokens[before.last].text not in "،,":
            return False
        named = phrase.person is not None or is_role(self.a.lex[phrase.head])
        return named and self._is_subject(use, phrase, after)

    def _extended(self, phrase: Phrase, cue: Cue, unit: Unit) -> Phrase:
        """With the rest of a name that the mentions hold in part, and a function after the name without a comma."""
        a = self.a
        takes_object = cue.objects or (cue.takes("n") and cue.cue_class != "assert")
        if takes_object and self._holds_object(phrase):
            return phrase._replace(last=phrase.first + 1, end=a.tokens[phrase.first].end)
        if phrase.person is None or phrase.person < 0 or takes_object:
            return phrase
        at = phrase.last
        while at < unit.last and at - phrase.last < 2 and could_be_name(a.words, at) and not has_article(a.lex[at]):
            if self.complements.announced_at(at):
                return phrase  # أعلن التنظيم مسؤوليته
            at += 1
        if at > phrase.last and at < unit.last and self.new_names.ends(at):
            return phrase._replace(last=at, end=a.tokens[at - 1].end)
        if phrase.last < unit.last and is_role(a.lex[phrase.last]) and a.words.name_at[phrase.last] < 0:
            function = a.reader.after(phrase.last)
            if function is not None and function.person is None and function.last <= unit.last:
                return phrase._replace(last=function.last, end=function.end, names=phrase.names + function.names)
        return phrase

    def _holds_object(self, phrase: Phrase) -> bool:
        """Whether the second word does not agree with the first, and is the object: وصفت السفارة التفتيش بأنه."""
        if phrase.names or phrase.head != phrase.first or phrase.last < phrase.first + 2:
            return False
        head, second = self.a.lex[phrase.first], self.a.lex[phrase.first + 1]
        both = has_article(head) and has_article(second) and not agreeing_adjective(second)
        return both and head.endswith("ه") and not second.endswith(("ه", "ات"))

    def phrase_after(self, start: int, unit: Unit) -> Phrase | None:
        """The noun phrase at the token, inside the unit and not in marks, unless these hold a name."""
        if start >= unit.last:
            return None
        if self.a.inside[start] >= 0 and not (start in self.a.opens and self.a.is_name(self.a.opens[start])):
            return None
        phrase = self.a.reader.after(start)
        return phrase if phrase is not None and phrase.last <= unit.last else None

    def _is_subject(self, use: Use, phrase: Phrase, after: int) -> bool:  # noqa: PLR0911 - what speaks against it
        """Whether the phrase after the verb is its subject, and not its object."""
        cue, words = use.cue, self.a.words
        animate = is_animate(words, phrase)
        if self.a.lex[phrase.head] in MANNER or self._is_asked(use, phrase, after):
            return False
        if (phrase.first > after and not animate) or not possible_subject(words, phrase):
            return False
        name = words.name_at[phrase.head]
        place = name >= 0 and (is_medium(words, name) or self.a.lex[phrase.head] in _NETWORKS)
        if place and phrase.first > after and is_word(self.a.tokens[phrase.first - 1]):
            return False  # where it was said: عبر حسابه بموقع تويتر
        if not agrees(words, phrase, use.form):
            return False
        if animate:
            return True
        if words.name_at[phrase.head] < 0 and is_masdar(self.a.lex[phrase.head]):
            return False
        if phrase.first == after and self.complements.attached(after, use.unit, cue) is not None:
            return False  # توعد برد "قوي"
        if not (cue.takes("that") or cue.takes("quote")):
            return False
        if cue.takes("m") or cue.takes("n") or "obj" in cue.complements:  # what follows could be the object
            following = self.adjuncts.skip(phrase.last, use.unit)
            return cue.takes("that") and self.complements.clause_at(following, use.unit) is not None
        return self.joined(use)

    def _is_asked(self, use: Use, phrase: Phrase, after: int) -> bool:
        """Whether the phrase is the object that the verb cannot lack: "وحث الوزير على", "وأبلغت الدول بضرورة"."""
        behind = self.a.lex[phrase.last] if phrase.last < use.unit.last else ""
        if phrase.first != after or not use.reading.clitics:
            return False
        if use.cue.lemma == "حث":
            return behind == "علي"
        if use.cue.lemma == "أبلغ":
            return behind.startswith("ب") and not is_complementizer(behind)
        goes_on = use.unit.section == "title" and use.form.tense == "present"
        return goes_on and use.cue.lemma in _ASK and behind.startswith(("ل", "الي", "علي"))

    def before(self, use: Use, floor: int) -> Phrase | None:
        """The speaker before the verb, where a clause begins with him: "لكن إسرائيل تقول"."""
        at, unit, form = use.at, use.unit, use.form
        end = at
        while end > floor and self.a.lex[end - 1] in _BEFORE_VERB:
            end -= 1
        if end <= floor:
            return None
        if self.a.tokens[at].text[:1] in "وف" and at > floor and form.surface[:1] != self.a.tokens[at].text[:1]:
            return None  # a joined verb begins a clause
        phrase = self.a.reader.before(end, floor)
        if phrase is not None and "time" in word_class(self.a.lex[phrase.head].removeprefix("و")):
            return None  # a day that the mentions hold as a name: والخميس اعتبر
        if phrase is not None and form.number in ("d", "p"):
            phrase = self._pair(phrase, floor)
        if (
            phrase is None
            or not is_animate(self.a.words, phrase)
            or not agrees(self.a.words, phrase, form, before=True)
        ):
            return None
        start = phrase.first
        if start > unit.first and self.a.tokens[start - 1].text == "#":
            start -= 1
        previous = self.a.lex[start - 1] if start > unit.first else ""
        clause_start = (
            start in (unit.first, floor)
            or previous in BEFORE_CLAUSE
            or is_complementizer(previous)
            or self.a.tokens[start - 1].text in '،,:.-–—)؛"”»'
            or self.a.text[self.a.tokens[start].start : phrase.start] in ("و", "ف")
            or self.a.tokens[start].text.startswith("و")
        )
        return self._with_name_before(phrase, floor) if clause_start else None

    def _pair(self, phrase: Phrase, floor: int) -> Phrase:
        """With the name before, where both speak: "كانغ وبومبيو شددا"."""
        words, first = self.a.words, phrase.first
        if first <= floor or not phrase.names or not words.tokens[first].text.startswith("و"):
            return phrase
        name = words.name_at[first - 1]
        if name < 0 or words.names[phrase.names[0]].start != words.tokens[first].start + 1:
            return phrase
        start = words.names[name].start
        at = words.at(start)
        return Phrase(start, phrase.end, at, phrase.last, at, (name, *phrase.names), None)

    def _with_name_before(self, phrase: Phrase, floor: int) -> Phrase:
        """The person whose function stands between commas: "بيسكوف، الناطق باسم الرئيس، فلاديمير بوتين، طالب"."""
        a = self.a
        at = phrase.first - 2
        if at < floor or a.tokens[at + 1].text not in "،," or a.words.name_at[phrase.head] >= 0:
            return phrase
        name = a.words.name_at[at]
        if name < 0 or a.words.names[name].kind != "PER" or not is_role(a.lex[phrase.head]):
            return phrase
        start = a.words.names[name].start
        first = a.words.at(start)
        return Phrase(start, phrase.end, first, phrase.last, first, (name, *phrase.names), name)

    def _antecedent(self, use: Use, floor: int) -> Phrase | None:
        """The speaker before a clause that describes what he said: تصريح للرئيس دونالد ترامب قال فيه."""
        at, unit, form = use.at, use.unit, use.form
        if at > floor and not use.reading.clitics and self._reports(self.a.lex[at - 1]):
            phrase = None if has_article(self.a.lex[at - 1]) else self.a.reader.after(at - 1)
            if phrase is not None and phrase.last == at and agrees(self.a.words, phrase, form, before=True):
                return phrase  # على خلفية تقرير زعم
        if at + 1 >= unit.last or self.a.lex[at + 1] not in ("فيه", "فيها", "فيهم"):
            return None
        for start in range(max(floor, at - 10), at):
            skip = 1 if self.a.tokens[start].text.startswith("لل") else 0
            phrase = self.a.reader.after(start, skip)
            if phrase is not None and phrase.last == at and is_animate(self.a.words, phrase):
                return phrase if agrees(self.a.words, phrase, form, before=True) else None
        return None

    @staticmethod
    def _reports(lex: str) -> bool:
        """Whether the noun is a source that a verb without relative pronoun can describe."""
        return "source" in word_class(lex) and lex not in ("كل", "بعض")

    def joined(self, use: Use) -> bool:
        """Whether a clause begins with the verb: it has a conjunction, or stands first, or after a comma."""
        at = use.at
        if at == use.unit.first or use.reading.clitics > 0:
            return True
        previous = self.a.tokens[at - 1]
        return (not is_word(previous) and previous.text != "(") or self.a.lex[at - 1] in BEFORE_CLAUSE

    def _stands_before(self, use: Use, previous: str) -> bool:
        """Whether the verb goes on about one who was named: "قبل أن يشير", "إلا أنها أقرت", "الذين سرقوا هددوا"."""
        form, earlier = use.form, self.a.lex[use.at - 2] if use.at > use.unit.first + 1 else ""
        if previous == "ان":
            return earlier == "قبل"
        if is_complementizer(previous) and previous != "بان":
            return earlier in ("كما", "الا", "غير", "بيد", "حتي")
        return form.tense == "past" and form.number == "p" and form.gender == "m" and not use.reading.clitics

    def may_lack_subject(self, use: Use) -> bool:  # noqa: PLR0911 - one kind of clause after the other
        """Whether the subject can be inside the verb: where a clause begins, or after a relative pronoun."""
        at, unit, form, reading = use.at, use.unit, use.form, use.reading
        previous = self.a.lex[at - 1] if at > unit.first else ""
        goes_on = reading.clitics and (use.cue.cue_class == "add" or use.cue.lemma == "قال" or form.gender == "f")
        goes_on = goes_on or (bool(reading.clitics) and use.cue.cue_class in _GO_ON)
        if at + 1 < unit.last and self.a.lex[at + 1] in MANNER:
            return True  # "يقول وهو يبتسم"
        if at == unit.first and form.tense == "present" and form.number == "s" and not goes_on:
            return False  # "ويذكر أن" at the start of a sentence: nobody in particular; "تذكر أن": remember
        if previous in WHAT and previous != "كما":
            return bool(reading.pronoun) and reading.entry.cue_class in ("describe", "consider")
        if previous in BEING and form.tense == "present" and reading.entry.cue_class in ("consider", "describe"):
            return False  # "كانت تعتبر": the passive
        if previous == "من" and form.number == "p":
            return True
        masculine = form.tense == "present" and form.gender == "m" and form.number == "s"
        if masculine and previous not in RELATIVE and use.cue.cue_class in _IMPERSONAL:
            return False  # "ويتوقع أن", "يعتقد أن": nobody in particular
        if self._stands_before(use, previous):
            return True
        described = self.a.lex[at + 1 : at + 2] in (["فيه"], ["فيها"])  # بيانا أعلنا فيه
        if form.number == "d" and not described and (not reading.clitics or derived_form(use.cue.lemma) == 3):
            return False  # written like a noun in the accusative: طالبا
        if lexical(self.a.tokens[at].text[reading.clitics :]) in _NOTHING_SAID:
            return False  # "وتبين أن": it turned out
        if self.joined(use) or (form.tense == "past" and self._after_adjuncts(at, unit)):
            if previous and not reading.clitics and previous not in BEFORE_CLAUSE and form.tense == "present":
                return form.gender == "f" or form.number == "p"
            return True
        following = self.a.lex[at + 1] if at + 1 < unit.last else ""
        if following in AFTER_VERB and following.startswith(("في", "عن", "ب")):
            return True
        return previous in RELATIVE or (at > 0 and word_class(previous) & {"time"} != frozenset())

    def _after_adjuncts(self, at: int, unit: Unit) -> bool:
        """Whether only times and places stand between the start of the clause and the verb: "ففي اليوم التالي حذرت"."""
        start = at
        while start > unit.first and at - start < 8 and self.a.tokens[start - 1].text not in "،,.:؛":
            start -= 1
        if start == at or at - start >= 8:
            return False
        return self.adjuncts.skip(start, unit) == at

    def in_description(self, at: int, unit: Unit) -> bool:
        """Whether the verb follows its subject, or a noun that it describes, so that what comes after is its object."""
        if at <= unit.first or not is_word(self.a.tokens[at - 1]):
            return False
        lex = self.a.lex[at - 1]
        if word_class(lex) & {"time", "stop", "relative"} or is_verb(lex) or is_complementizer(lex) or lex in TURN:
            return False
        name = self.a.words.name_at[at - 1]
        if name >= 0 and self.a.lex[self.a.words.at(self.a.words.names[name].start) - 1] in PHRASE_PREPOSITIONS:
            return False  # "في قمة عقدت في بروكسل أعرب القادة"
        return not self._after_adjuncts(at, unit)
