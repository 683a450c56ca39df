"""Where what is reported begins after a reporting verb."""

from khabar.quotes.adjuncts import Adjuncts
from khabar.quotes.article import Article, Unit
from khabar.quotes.frame import Complement, Use
from khabar.quotes.governed import GovernedFinder
from khabar.quotes.lexicon import Cue, starts_attribution, verb_cues
from khabar.quotes.vocabulary import (
    ANY_PREPOSITION,
    BEFORE_SAYING,
    DUTY,
    EMPTY,
    NOT_BEFORE_CLAUSE,
    RELATIVE,
    SAYING,
    WHAT,
    WITH_OWN_LETTER,
)
from khabar.text.phrases import Phrase
from khabar.text.words import (
    agreeing_adjective,
    has_article,
    is_complementizer,
    is_masdar,
    is_reporting,
    is_role,
    is_verb,
    is_word,
    word_class,
)

_NEAR_PREPOSITION = 12  # tokens between a verb and its preposition
_OBJECTS = frozenset(("ذلك", "هذا", "هذه", "ما", "تلك", "كل", "بعض"))  # begin an object, although no nouns
_INSTEAD = frozenset(("نيابه", "بدلا", "عوضا", "فضلا", "بعيدا"))  # take the preposition to themselves
_FURTHEST = 60  # tokens between a reporting verb and its clause


class ComplementFinder(GovernedFinder):
    """Finds where what is reported begins."""

    def __init__(self, article: Article) -> None:
        super().__init__(article)
        self.adjuncts = Adjuncts(article)
        self.taken: set[int] = set()
        """Where the complements of the frames found so far begin."""

    def complement(self, use: Use, after: int, phrase: Phrase | None, preposition: str) -> Complement | None:
        """The complement of a verb; `after` is the token behind verb and subject, `preposition` stood with the verb."""
        cue, unit = use.cue, use.unit
        keep = cue.prepositions | {"من"} if cue.takes("n") or "من+m" in cue.complements else cue.prepositions
        near = self.adjuncts.skip(after, unit, keep)
        if phrase is not None and not preposition:
            near = self.adjuncts.skip(self.adjuncts.past_relative(near, unit), unit, keep)
        if preposition:
            clause = self.clause_at(near, unit)
            return clause or self._governed(near, use, preposition) or self._quotation_at(near, cue, near=True)
        found = self.at(use, near, phrase)
        if found is not None and found.kind == "noun" and phrase is not None and self._describes(phrase, found):
            return self._far(near, unit, cue)
        loose = found is not None and (found.kind in ("noun", "object") or (found.kind == "prep" and near - after >= 3))
        if found is not None and loose and cue.takes("that"):
            found = self._clause_after_comma(found, unit) or found
        direct = cue.takes("n") or cue.takes("m")
        if found is not None and (found.kind not in ("noun", "prep") or near - after < 3 or not direct):
            return found
        if found is not None:  # words in between: a clause further on is more likely than a noun here
            return self._far(near, unit, cue) or found
        if use.reading.pronoun and "that" not in cue.complements:
            return None
        far = self._far(near, unit, cue) or self._far_preposition(near, use)
        return far or (self._far_noun(near, unit, cue) if phrase is not None else None)

    def _far_noun(self, near: int, unit: Unit, cue: Cue) -> Complement | None:
        """A verbal noun behind the rest of a long name: "أعلنت اللجنة العليا للثروات في البحرين التوصل إلى"."""
        a = self.a
        if not cue.takes("m", near=False):
            return None
        for at in range(near + 1, min(near + _NEAR_PREPOSITION, unit.last)):
            if is_complementizer(a.lex[at]) or a.inside[at] >= 0 or a.tokens[at].text in ".:؛":
                return None
            if is_verb(a.lex[at]) and not self.masdar_at(at) and a.words.name_at[at] < 0:
                return None
            ended = a.words.name_at[at - 1] >= 0 or a.tokens[at - 1].text in "،," or agreeing_adjective(a.lex[at - 1])
            if ended and (self.masdar_at(at) or self.announced_at(at)):
                return self._noun(at, unit, "noun")
        return None

    def _describes(self, phrase: Phrase, found: Complement) -> bool:
        """Whether the noun after the comma says who the speaker is: "أكد النجم نيمار، لاعب باريس، أنه"."""
        lex = self.a.lex[found.first]
        role = is_role(lex) and not is_masdar(lex) and not has_article(lex)
        return role and phrase.person is not None and self.a.tokens[phrase.last].text in "،,"

    def _far_preposition(self, near: int, use: Use) -> Complement | None:
        """The preposition after words in between: أعرب ترامب باسم الشعب عن تعازيه, خلص المسح الذي أجري إلى نمو."""
        cue, unit = use.cue, use.unit
        if cue.lemma == "شدد":
            return None  # something was tightened: شددت الحكومة إجراءاتها على الحدود
        relative = False
        for at in range(near, min(near + _NEAR_PREPOSITION, unit.last - 1)):
            if len(self.a.lex[at]) > 1 and self.a.lex[at] in cue.prepositions and self.a.lex[at - 1] not in _INSTEAD:
                return self._governed(at + 1, use, self.a.lex[at])
            relative = relative or self.a.lex[at] in RELATIVE
            if self.interrupts(at, cue, unit) or self.a.tokens[at].text in ".:؛":
                return None
            if is_verb(self.a.lex[at]) and not relative and self.a.words.name_at[at] < 0:
                return None
        return None

    def _clause_after_comma(self, found: Complement, unit: Unit) -> Complement | None:
        """A clause after a comma belongs to the verb, and what stood before was part of its subject."""
        a = self.a
        for at in range(found.first + 1, min(found.first + 30, unit.last)):
            if a.inside[at] >= 0 or a.words.name_at[at] >= 0:
                continue
            if starts_attribution(a.tokens[at].text) or a.tokens[at].text in ":؛" or self._participle_reports(at, unit):
                return None
            if a.tokens[at - 1].text in "،," and a.tokens[at].text in ("أن", "إن", "بأن", "أنّ", "إنّ"):
                clause = self.clause_at(at, unit)
                return None if clause is None or clause.start in self.taken else clause
        return None

    def _participle_reports(self, at: int, unit: Unit) -> bool:
        """A participle with a complement of its own at once: مشيرا إلى أن."""
        a = self.a
        if at + 1 >= unit.last or not any(r.form.tense == "participle" for r in verb_cues(a.tokens[at].text)):
            return False
        after = at + 2 if a.lex[at + 1] in ANY_PREPOSITION and at + 2 < unit.last else at + 1
        return after in a.opens or is_complementizer(a.lex[after]) or a.tokens[after].text == ":"

    def at(self, use: Use, near: int, phrase: Phrase | None) -> Complement | None:  # noqa: PLR0911 - one kind after the other
        """The complement that begins at token `near`, adjuncts being skipped."""
        a, cue, unit = self.a, use.cue, use.unit
        if near >= unit.last:
            return None
        lex = a.lex[near]
        if (found := self._announced(use, near)) is not None:
            return found
        if lex in cue.prepositions:
            start = near + 1
            if start < unit.last and (clause := self.clause_at(start, unit)) is not None:
                return clause
            return self._governed(start, use, lex)
        if "من+m" in cue.complements and lex == "من":
            return self._asked(near + 1, unit)
        if (found := self.attached(near, unit, cue)) is not None:
            return found
        unrelated = lex == "علي" and not verb_cues(a.tokens[near - 1].text)  # "على أن يبدأ": provided that
        if lex in ANY_PREPOSITION and not unrelated and cue.takes("that") and near + 1 < unit.last:
            return self.clause_at(near + 1, unit)
        if (
            cue.takes("n")
            and not lex.startswith("بال")
            and (self._can_be_noun(near) or self._pointed_at(near, unit) or (lex == "من" and near + 1 < unit.last))
        ):
            return Complement("noun", near, a.tokens[near].start)
        if cue.takes("m") and (self.masdar_at(near) or self.announced_at(near)):
            return self._noun(near, unit, "noun")
        if cue.takes("s") and self.said_at(near):
            return self._noun(near, unit, "noun")
        if cue.takes("r") and any(r.form.tense == "masdar" for r in verb_cues(a.tokens[near].text)):
            return self._noun(near, unit, "noun")
        return self._with_object(use, near, phrase)

    def _announced(self, use: Use, near: int) -> Complement | None:
        """A clause, a colon or marks."""
        a, cue, unit = self.a, use.cue, use.unit
        if cue.takes("that") and (clause := self.clause_at(near, unit)) is not None:
            return clause
        if a.tokens[near].text == ":" and (cue.takes("quote") or cue.takes("that")):
            return self.colon(near, unit)
        if near not in a.opens:
            return None
        inside = "ب" in cue.prepositions and cue.cue_class != "describe"
        return (self._inside_marks(near, unit) if inside else None) or self._quotation_at(near, cue, near=True)

    def _with_object(self, use: Use, near: int, phrase: Phrase | None) -> Complement | None:  # noqa: PLR0911 - one kind after the other
        """An object, then the preposition or words in marks: اتهم روسيا بإرسال, حث إسرائيل على, اعتبر ذلك "تحديا"."""
        a, cue, unit, reading = self.a, use.cue, use.unit, use.reading
        start = near
        if reading.pronoun:
            end = near
            if self._deemed(use, near):
                return Complement("noun", near, a.tokens[near].start)
        else:
            if not self._can_be_noun(near) and a.lex[near] not in _OBJECTS:
                return None
            # "حملت الشركة الحكومية المسؤولية": the phrase reads on into what follows the object
            inner = a.reader.after(near) if cue.cue_class != "accuse" else None
            end = inner.last if inner is not None else near + 1
        if cue.cue_class == "describe" and (clause := self._described_clause(end, unit)) is not None:
            return clause
        for at in range(end, min(end + 25, unit.last)):
            lex = a.lex[at]
            if a.tokens[at].text in ".؛:" or (at > end and lex.startswith("و") and is_verb(lex)):
                break
            if at in a.opens and cue.takes("quote") and cue.cue_class in ("consider", "describe"):
                return self._quotation_at(at, cue, near=True)
            for kind, preposition in cue.objects:
                if found := self._after_object(use, at, kind, preposition, start):
                    return found
            if is_complementizer(lex):
                break
        whole = "obj" in cue.complements and not reading.pronoun
        if whole and (cue.lemma == "وصف" if phrase is None else cue.cue_class != "consider"):
            return Complement("object", near, a.tokens[near].start)
        return None

    def _deemed(self, use: Use, near: int) -> bool:
        """What something is taken for: ما اعتبره الوزير تدخلا, المنظمة التي تعدها إرهابية."""
        previous = self.a.lex[use.at - 1] if use.at else ""
        relative = previous in WHAT or previous in RELATIVE
        return use.cue.cue_class == "consider" and relative and (self._can_be_noun(near) or near in self.a.opens)

    def _described_clause(self, start: int, unit: Unit) -> Complement | None:
        """The clause that describes, behind a long object: "وصف التحقيق في علاقته بفريقه بأنه"."""
        for at in range(start, min(start + 25, unit.last)):
            if self.a.tokens[at].text in ".؛:":
                return None
            if is_complementizer(self.a.lex[at]) and self.a.lex[at].startswith("ب"):
                return self.clause_at(at, unit)
            if self.a.lex[at] == "ب" and at + 1 in self.a.opens:
                return self._noun(at + 1, unit, "prep")
        return None

    def _after_object(self, use: Use, at: int, kind: str, preposition: str, start: int) -> Complement | None:
        """The preposition after the object that began at token `start`: the whole, or what follows it, is reported."""
        a, unit, reading = self.a, use.unit, use.reading
        lex = a.lex[at]
        if is_complementizer(lex) and (lex.startswith(preposition) or lex.startswith("و" + preposition)):
            return self.clause_at(at, unit)
        called = preposition != "ل" or any(map(is_masdar, ("ال" + lex[2:], lex[2:], lex[1:])))  # دعا هانت للتدخل
        if lex in EMPTY or lex in WITH_OWN_LETTER or not (called and _introduces(lex, preposition)):
            return None
        if lex == preposition and len(preposition) <= 3 and at + 1 < unit.last and is_complementizer(a.lex[at + 1]):
            return self.clause_at(at + 1, unit)
        if kind == "obj" and not reading.pronoun and use.cue.cue_class != "threaten":
            return Complement("object", start, a.tokens[start].start)
        if lex == preposition:
            return self._noun(at + 1, unit, "prep")
        return Complement("prep", at, a.tokens[at].start + 1)

    def _far(self, near: int, unit: Unit, cue: Cue) -> Complement | None:  # noqa: PLR0911 - what ends the search
        """A clause or quotation after words that are no known adjunct."""
        a = self.a
        if not (cue.takes("that", near=False) or cue.takes("quote", near=False)):
            return None
        if cue.cue_class == "add" and near < unit.last and self._is_object(near):
            return None  # something was added: أضافت تهمة جديدة إلى
        at = near
        while at < min(near + _FURTHEST, unit.last):
            lex, text = a.lex[at], a.tokens[at].text
            if a.inside[at] >= 0:
                index = a.inside[at]
                found = None if a.is_name(index) else self._quotation_at(at, cue, near=False)
                if found is not None:
                    return found
                at = max(at + 1, a.quotation_end(index))
                continue
            if text == ":" and cue.takes("quote", near=False):
                return self.colon(at, unit)
            if cue.takes("that", near=False) and self._clause_belongs(at, cue, near):
                return self.clause_at(at, unit)
            if self.interrupts(at, cue, unit):
                return None
            if text in "؛" or lex in SAYING:
                return None
            at += 1
        return None

    def interrupts(self, at: int, cue: Cue, unit: Unit) -> bool:
        """Whether another attribution begins before the complement was found."""
        if self.a.words.name_at[at] >= 0:
            return False
        if self._participle_reports(at, unit):
            return True
        starts = starts_attribution(self.a.tokens[at].text)
        return at + 1 < unit.last and (starts == "joined" or (starts == "plain" and cue.lemma != "قال"))

    def _clause_belongs(self, at: int, cue: Cue, near: int) -> bool:
        lex = self.a.lex[at]
        if not is_complementizer(lex) or (at > 0 and self.a.lex[at - 1] in NOT_BEFORE_CLAUSE):
            return False
        before = self.a.lex[at - 1].removeprefix("ما")
        concession = before == "من" and at > 1 and self.a.lex[at - 2] in ("بالرغم", "الرغم")
        if concession or before in DUTY or (before == "علي" and "علي" not in cue.prepositions):
            return False
        if at > near and (is_verb(before) or is_reporting(before) or before in ("يثبت", "تثبت", "يعني", "تعني")):
            return False
        says = self.a.tokens[at].text.startswith(("إ", "ا")) or cue.lemma != "قال"
        return says or at - near < 3

    def after_document(self, after: int, unit: Unit) -> Complement | None:
        """A clause, a colon or marks after جاء في and a document, where that stood in between."""
        a = self.a
        near = self.adjuncts.skip(after, unit)
        if near < unit.last and a.lex[near] == "ما" and a.lex[near + 1 : near + 2] == ["يلي"]:
            near += 2
        for at in range(near, min(near + 20, unit.last)):
            if at in a.opens and not a.is_name(a.opens[at]):
                return Complement("quote", at, a.tokens[at].start)
            if a.tokens[at].text == ":":
                return self.colon(at, unit)
            if (clause := self.clause_at(at, unit)) is not None:
                return clause
            if starts_attribution(a.tokens[at].text):
                return None
        return None

    def quotation_before(self, at: int, unit: Unit, cue: Cue) -> Complement | None:
        """A quotation that ends just before the cue: "..."، قال; "...".. هكذا يرى."""
        a = self.a
        if not (cue.takes("quote") or cue.takes("that")):
            return None
        apart = cue.lemma in ("قال", "صرح")
        for before in range(at - 1, max(unit.first, at - 4) - 1, -1):
            if a.inside[before] >= 0:
                index = a.inside[before]
                if a.quotation_end(index) != before + 1 or a.is_name(index) or a.word_count(a.quotations[index]) < 3:
                    return None
                if not apart and before == at - 1:
                    return None  # the quotation is the subject: "نجم إسبانيا" ينتقد
                first = a.words.at(a.quotations[index].outer_start)
                return Complement("before", first, a.tokens[first].start)
            if is_word(a.tokens[before]) and a.lex[before] not in BEFORE_SAYING:
                return None
        return None


def _introduces(lex: str, preposition: str) -> bool:
    """Whether the word is the preposition, or has it attached; المسؤولية counts with its article."""
    if len(preposition) > 3:
        return lex in (preposition, "ال" + preposition) or lex.startswith(preposition[:-1] + "ت")  # مسؤوليته
    attached = len(preposition) == 1 and lex.startswith(preposition) and (len(lex) > 3 or is_masdar(lex[1:]))
    return lex == preposition or (attached and not word_class(lex) & {"stop", "time"})
