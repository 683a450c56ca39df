"""Finds reporting words and what stands around them: who speaks, and where what is reported begins.

A frame is one use of a reporting word with its complement. Finding frames comes before measuring how far their content
goes, because the content of one frame ends where the next attribution begins.
"""

from dataclasses import dataclass
from typing import NamedTuple

from khabar.quotes.article import Article, Unit
from khabar.quotes.grammar import agrees, is_animate, possible_subject
from khabar.quotes.lexicon import Cue, source_cues, verb_cues
from khabar.text.inflect import Form, Reading
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import (
    has_article,
    is_complementizer,
    is_definite_masdar,
    is_masdar,
    is_role,
    is_verb,
    is_word,
    word_class,
)

_NEGATIONS = frozenset(
    lexical(w) for w in "لم لن لا ليس ليست ولم ولن ولا فلم فلن دون بدون عدم غير أن لأن كي لكي".split()
)
_AFTER_VERB = frozenset(
    lexical(w)
    for w in (
        "فيه فيها فيهم به بها له لها لهم عنه عنها عليه عليها منه منها أيضا كذلك بدوره بدورها بدورهم مجددا أمس قد ذلك بأنه"
    ).split()
)
# Prepositions and adverbs after which أن opens a clause that is not what was said: "بعد أن", "رغم أن".
_NOT_BEFORE_CLAUSE = frozenset(
    lexical(w)
    for w in (
        "بعد قبل منذ دون بدون حتى رغم إلا غير بيد كما حيث ذلك بما يجب ينبغي يمكن يفترض لدرجة شرط بشرط مع سوى علما خشية مخافة "
        "يمكنه يمكنها يبدو كاد عسى لعل بسبب لولا وسط باعتبار إذ منها بدل بدلا عن"
    ).split()
)
_COLONS = frozenset(":")
_SAYING = frozenset(lexical(w) for w in "قائلا قائلة قائلين".split())
_PHRASE_PREPOSITIONS = frozenset(
    lexical(w)
    for w in (
        "في خلال عبر على أمام بعد قبل عقب إثر أثناء منذ من مع لدى بشأن حول عن إلى بين ضمن قبيل بعيد وسط نحو تجاه حيال وفي "
        "بحضور برفقة بمناسبة بمشاركة ففي وخلال وبعد وقبل وعقب حسب بحسب وفق"
    ).split()
)
_BEFORE_CLAUSE = frozenset(
    lexical(w)
    for w in "كما حيث إذ فيما بينما قد ثم وقد لكن ولكن لكنه لكنها ولكنه ولكنها كان كانت وكان وكانت فقد وكانوا كانوا حين عندما".split()
)
_RELATIVE = frozenset(lexical(w) for w in "الذي التي الذين والذي والتي والذين".split())
_WHAT = frozenset(lexical(w) for w in "ما مما ومما وما بما فيما لما كما".split())
_FURTHEST = 60  # tokens between a reporting verb and its clause


class Complement(NamedTuple):
    """Where what is reported begins."""

    kind: str
    """that, quote, colon, prep, noun, object, before (a quotation that ends just before the cue)."""
    first: int
    """Token index of its first word (of the opening mark for a quotation)."""
    start: int
    """Character where the content begins (after an attached preposition)."""


@dataclass
class Frame:
    """One use of a reporting word."""

    token: int
    cue: Cue
    form: Form
    start: int
    """Character where the cue begins, attached conjunction left out."""
    end_token: int
    """Token index just after the cue."""
    end: int
    """Character where the cue ends."""
    phrase: Phrase | None
    complement: Complement
    joined: bool
    """Whether the cue begins an attribution of its own: after a conjunction, a comma, or at the start."""
    before: bool = False
    """Whether the speaker stands before the verb."""
    via: Phrase | None = None
    """Who relayed it."""
    opening: int = 0
    """Token index where the attribution begins: its conjunction, the speaker before the verb, or the cue."""


class FrameFinder:
    """Finds the frames of one unit."""

    def __init__(self, article: Article) -> None:
        self.a = article

    def find(self, unit: Unit) -> list[Frame]:
        """Frames in the order of their cues."""
        frames: list[Frame] = []
        floor = unit.first
        for at in range(unit.first, unit.last):
            if self.a.inside[at] >= 0 or self.a.words.name_at[at] >= 0 or not is_word(self.a.tokens[at]):
                continue
            if frames and at < frames[-1].end_token:
                continue
            document = self._document(at, unit)
            if document is not None:
                frames.append(document)
                floor = document.end_token
                continue
            readings = verb_cues(self.a.tokens[at].text)
            if not readings:
                continue
            for reading in sorted(readings, key=_rank):
                frame = self._frame(at, reading, unit, floor)
                if frame is not None:
                    frames.append(frame)
                    floor = frame.end_token
                    break
        return _without_doubles(frames)

    def _frame(self, at: int, reading: Reading[Cue], unit: Unit, floor: int) -> Frame | None:
        tense = reading.form.tense
        if tense == "participle":
            return self._participle(at, reading, unit)
        if tense == "masdar":
            return self._masdar(at, reading, unit)
        return self._finite(at, reading, unit, floor)

    # -- finite verbs -----------------------------------------------------------------------------------------------

    def _finite(self, at: int, reading: Reading[Cue], unit: Unit, floor: int) -> Frame | None:
        cue, form = reading.entry, reading.form
        previous = self.a.lex[at - 1] if at > unit.first else ""
        if form.voice == "passive" or previous in _NEGATIONS or _misread(self.a.tokens[at].text, reading):
            return None
        if reading.pronoun and not (cue.complements & {"obj", "that", "quote"} or cue.prepositions):
            return None
        if "from+" in cue.complements:
            return self._relayed(at, reading, unit)
        end_token, preposition, after = self._cue_end(at, cue, unit)
        phrase, before, after = self._subject(at, after, reading, unit, floor, preposition)
        joined = self._joined(at, reading, unit)
        if phrase is None and not self._may_lack_subject(at, reading, unit, joined):
            return None
        complement = self._complement(after, unit, cue, reading, phrase, preposition)
        if complement is None and not reading.pronoun:
            complement = self._quotation_before(at, unit, cue)
        if complement is None:
            return None
        nominal = complement.kind in ("prep", "noun", "object")
        if nominal and phrase is not None and not is_animate(self.a.words, phrase):
            return None  # "كشف النقاب عن", "أعلنت النتائج"
        return self._make(at, reading, end_token, phrase, complement, joined, before)

    def _make(
        self, at: int, reading: Reading[Cue], end_token: int, phrase: Phrase | None, complement: Complement, joined: bool,
        before: bool,
    ) -> Frame:  # fmt: skip
        a = self.a
        start = a.tokens[at].start + reading.clitics
        end = a.tokens[end_token - 1].end
        if complement.kind == "prep" and end_token > at + 1 and complement.start < end:
            end = complement.start
        opening = at
        if before and phrase is not None:
            opening = phrase.first
        if opening > 0 and (a.lex[opening - 1] in _BEFORE_CLAUSE or a.lex[opening - 1] in _RELATIVE):
            opening -= 1
        return Frame(
            at, reading.entry, reading.form, start, end_token, end, phrase, complement, joined, before, None, opening
        )

    def _cue_end(self, at: int, cue: Cue, unit: Unit) -> tuple[int, str, int]:
        """(token just after the cue, its preposition or "", where to go on)."""
        after = at + 1
        if after < unit.last and self.a.lex[after] in _SAYING:
            return after + 1, "", after + 1
        if after < unit.last and self.a.lex[after] in cue.prepositions and self.a.inside[after] < 0:
            return after + 1, self.a.lex[after], after + 1
        skipped = after
        while skipped < unit.last and self.a.lex[skipped] in _AFTER_VERB:
            skipped += 1
        if skipped > after and skipped < unit.last and self.a.lex[skipped] in cue.prepositions:
            return skipped + 1, self.a.lex[skipped], skipped + 1
        return after, "", skipped

    def _subject(
        self, at: int, after: int, reading: Reading[Cue], unit: Unit, floor: int, preposition: str
    ) -> tuple[Phrase | None, bool, int]:
        """(speaker, whether it stands before the verb, where to look for the complement)."""
        form = reading.form
        before = self._before(at, unit, floor, form) or self._antecedent(at, unit, floor, form)
        if form.number == "s" and not preposition and after < unit.last and self.a.inside[after] < 0:
            start = self._skip_adjuncts(after, unit)
            phrase = self._phrase_after(start, unit)
            if phrase is not None and before is None and self._is_subject(phrase, reading, unit, after):
                return phrase, False, phrase.last
        if before is not None:
            return before, True, after
        return None, False, after

    def _phrase_after(self, start: int, unit: Unit) -> Phrase | None:
        if start >= unit.last:
            return None
        if self.a.inside[start] >= 0 and not (start in self.a.opens and self.a.is_name(self.a.opens[start])):
            return None
        phrase = self.a.reader.after(start)
        return phrase if phrase is not None and phrase.last <= unit.last else None

    def _is_subject(self, phrase: Phrase, reading: Reading[Cue], unit: Unit, after: int) -> bool:
        cue, form = reading.entry, reading.form
        words = self.a.words
        if phrase.first > after and not is_animate(words, phrase):
            return False
        if not possible_subject(words, phrase) or not agrees(words, phrase, form):
            return False
        needs_animate = not (cue.takes("that") or cue.takes("quote"))
        head = self.a.lex[phrase.head]
        if words.name_at[phrase.head] < 0 and is_masdar(head) and not is_animate(words, phrase):
            return False
        if needs_animate or cue.takes("m") or cue.takes("n") or "obj" in cue.complements:
            if not is_animate(words, phrase):
                return cue.takes("that") and self._clause_at(self._skip_adjuncts(phrase.last, unit), unit) is not None
            return True
        return True

    def _before(self, at: int, unit: Unit, floor: int, form: Form) -> Phrase | None:
        end = at
        while end > floor and self.a.lex[end - 1] in ("قد", "كان", "كانت", "كانوا", "ايضا", "سوف", "لا", "سبق"):
            end -= 1
        if end <= floor or self.a.inside[end - 1] >= 0 and self.a.inside[end - 1] not in self.a.opens.values():
            return None
        if self.a.tokens[at].text[:1] in "وف" and at > floor and form.surface[:1] != self.a.tokens[at].text[:1]:
            return None  # a joined verb begins a clause
        phrase = self.a.reader.before(end, floor)
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
            start == unit.first
            or start == floor
            or previous in _BEFORE_CLAUSE
            or is_complementizer(previous)
            or self.a.tokens[start - 1].text in '،,:.-–—)؛"”»'
            or self.a.tokens[start].start < phrase.start
            or self.a.tokens[start].text.startswith("و")
        )
        return phrase if clause_start else None

    def _antecedent(self, at: int, unit: Unit, floor: int, form: Form) -> Phrase | None:
        """The speaker before a clause that describes what he said: تصريح للرئيس دونالد ترامب قال فيه."""
        if at + 1 >= unit.last or self.a.lex[at + 1] not in ("فيه", "فيها", "فيهم"):
            return None
        for start in range(max(floor, at - 10), at):
            skip = 1 if self.a.tokens[start].text.startswith("لل") else 0
            phrase = self.a.reader.after(start, skip)
            if phrase is not None and phrase.last == at and is_animate(self.a.words, phrase):
                return phrase if agrees(self.a.words, phrase, form, before=True) else None
        return None

    def _joined(self, at: int, reading: Reading[Cue], unit: Unit) -> bool:
        if at == unit.first or reading.clitics > 0:
            return True
        previous = self.a.tokens[at - 1].text
        return not is_word(self.a.tokens[at - 1]) and previous not in "(" or self.a.lex[at - 1] in _BEFORE_CLAUSE

    def _may_lack_subject(self, at: int, reading: Reading[Cue], unit: Unit, joined: bool) -> bool:
        """Whether the subject can be inside the verb: where a clause begins, or after a relative pronoun."""
        form = reading.form
        previous = self.a.lex[at - 1] if at > unit.first else ""
        if at == unit.first and form.tense == "present" and form.gender == "m" and form.number == "s":
            return False  # "يعتقد أن", "يذكر أن" at the start of a sentence: nobody in particular
        if previous in _WHAT and previous != "كما":
            return bool(reading.pronoun) and reading.entry.cue_class in ("describe", "consider")
        if previous == "من" and form.number == "p":
            return True
        if joined or self._after_adjuncts(at, unit):
            if previous and not reading.clitics and previous not in _BEFORE_CLAUSE and form.tense == "present":
                return form.gender == "f" or form.number == "p"
            return True
        following = self.a.lex[at + 1] if at + 1 < unit.last else ""
        if following in _AFTER_VERB and following.startswith(("في", "عن", "ب")):
            return True
        return previous in _RELATIVE or (at > 0 and word_class(previous) & {"time"} != frozenset())

    def _after_adjuncts(self, at: int, unit: Unit) -> bool:
        """Whether only times and places stand between the start of the clause and the verb: "، ففي اليوم التالي حذرت"."""
        start = at
        while start > unit.first and at - start < 8 and self.a.tokens[start - 1].text not in "،,.:؛":
            start -= 1
        if start == at or at - start >= 8:
            return False
        return self._skip_adjuncts(start, unit) == at

    # -- what is reported -------------------------------------------------------------------------------------------

    def _skip_adjuncts(self, at: int, unit: Unit, keep: frozenset[str] = frozenset()) -> int:
        """Past commas, times, places and occasions, brackets, addressees: what may stand before the complement."""
        a = self.a
        for _ in range(12):
            if at >= unit.last or (a.inside[at] >= 0 and at in a.opens):
                return at
            lex, text = a.lex[at], a.tokens[at].text
            following = a.lex[at + 1] if at + 1 < unit.last else ""
            if text in "،," and not is_complementizer(lex):
                at += 1
            elif lex in _AFTER_VERB:
                at += 1
            elif (
                "time" in word_class(lex)
                or text[0].isdigit()
                or lex in ("الماضي", "الحالي", "الجاري", "المقبل", "بشده")
            ):
                at += 1
                if is_role(lex):
                    return at
            elif text == "(":
                at = self._bracket_end(at, unit)
            elif lex in ("ردا", "تعليقا", "معلقا", "رسميا", "التالي", "التاليه", "صراحه", "علنا", "ايضا"):
                at += 1
            elif lex in keep:
                return at
            elif lex in _PHRASE_PREPOSITIONS and following and not is_complementizer(following) and following != "ما":
                phrase = a.reader.after(at + 1)
                at = phrase.last if phrase is not None and phrase.person != -1 else at + 2
            elif (
                lex.startswith("ل")
                and a.words.name_at[at] >= 0
                and a.tokens[at].start < a.words.names[a.words.name_at[at]].start
            ):
                at = a.words.name_end(at)
            elif (
                lex.startswith("ل")
                and len(lex) > 3
                and word_class(lex[2:] if lex.startswith("لل") else lex[1:]) & {"medium"}
            ):
                phrase = a.reader.after(at, 1)
                at = phrase.last if phrase is not None else at + 1
            else:
                return at
        return at

    def _bracket_end(self, at: int, unit: Unit) -> int:
        for end in range(at + 1, min(at + 12, unit.last)):
            if self.a.tokens[end].text == ")":
                return end + 1
        return at + 1

    def _complement(
        self, after: int, unit: Unit, cue: Cue, reading: Reading[Cue], phrase: Phrase | None, preposition: str
    ) -> Complement | None:
        a = self.a
        near = self._skip_adjuncts(after, unit, cue.prepositions)
        if preposition:
            clause = self._clause_at(near, unit)
            return clause or self._noun(near, unit, "prep") or self._quotation_at(near, cue, near=True)
        found = self._at(near, unit, cue, reading, phrase)
        direct = cue.takes("n") or cue.takes("m")
        if found is not None and (found.kind not in ("noun", "prep") or near - after < 3 or not direct):
            return found
        if found is not None:  # words in between: a clause further on is more likely than a noun here
            return self._far(near, unit, cue) or found
        if reading.pronoun and "that" not in cue.complements:
            return None
        return self._far(near, unit, cue)

    def _at(self, near: int, unit: Unit, cue: Cue, reading: Reading[Cue], phrase: Phrase | None) -> Complement | None:
        """What is reported begins here, adjuncts aside."""
        a = self.a
        if near >= unit.last:
            return None
        lex, text = a.lex[near], a.tokens[near].text
        if cue.takes("that") and (clause := self._clause_at(near, unit)) is not None:
            return clause
        if text in _COLONS and (cue.takes("quote") or cue.takes("that")):
            return self._colon(near, unit)
        if near in a.opens and (found := self._quotation_at(near, cue, near=True)) is not None:
            return found
        if lex in cue.prepositions:
            start = near + 1
            if start < unit.last and (clause := self._clause_at(start, unit)) is not None:
                return clause
            return self._noun(start, unit, "prep")
        if (found := self._attached(near, unit, cue)) is not None:
            return found
        if lex in _ANY_PREPOSITION and cue.takes("that") and near + 1 < unit.last:
            return self._clause_at(near + 1, unit)
        if cue.takes("n") and self._can_be_noun(near):
            return self._noun(near, unit, "noun")
        if cue.takes("m") and self._masdar_at(near):
            return self._noun(near, unit, "noun")
        return self._with_object(near, unit, cue, reading, phrase)

    def _masdar_at(self, at: int) -> bool:
        lex = self.a.lex[at]
        if self.a.words.name_at[at] >= 0 or self.a.inside[at] >= 0:
            return False
        return is_masdar(lex) or is_definite_masdar(lex)

    def _can_be_noun(self, at: int) -> bool:
        lex = self.a.lex[at]
        if at in self.a.opens:
            return True
        return (
            is_word(self.a.tokens[at])
            and not is_complementizer(lex)
            and not word_class(lex) & {"stop", "time", "relative"}
        )

    def _attached(self, at: int, unit: Unit, cue: Cue) -> Complement | None:
        """An attached ب or ل before the complement: طالب بإنهاء; ملوحا بـ"أدلة"."""
        a = self.a
        token, lex = a.tokens[at], a.lex[at]
        for letter in ("ب", "ل"):
            if letter not in cue.prepositions or not lex.startswith(letter) or is_complementizer(lex):
                continue
            if len(lex) == 1 and at + 1 < unit.last:
                return Complement("prep", at + 1, a.tokens[at + 1].start)
            if word_class(lex) or not is_word(token) or len(lex) < 4:
                continue
            name = a.words.name_at[at]
            if name >= 0 and a.words.names[name].start == token.start:
                continue
            return Complement("prep", at, token.start + 1)
        return None

    def _with_object(
        self, near: int, unit: Unit, cue: Cue, reading: Reading[Cue], phrase: Phrase | None
    ) -> Complement | None:
        """An object, then the preposition or words in marks: اتهم روسيا بإرسال, حث إسرائيل على, اعتبر ذلك "تحديا"."""
        a = self.a
        start = near
        if reading.pronoun:
            end = near
        else:
            if not self._can_be_noun(near) and a.lex[near] not in ("ذلك", "هذا", "هذه", "ما", "تلك", "كل"):
                return None
            inner = a.reader.after(near)
            end = inner.last if inner is not None else near + 1
        for at in range(end, min(end + 25, unit.last)):
            lex = a.lex[at]
            if a.tokens[at].text in ".؛:" or (at > end and lex.startswith("و") and is_verb(lex)):
                break
            if at in a.opens and cue.takes("quote") and cue.cue_class in ("consider", "describe"):
                return self._quotation_at(at, cue, near=True)
            for complement in cue.complements:
                kind, _, preposition = complement.partition("+")
                if kind not in ("obj", "to") or not preposition:
                    continue
                if found := self._after_object(at, unit, kind, lexical(preposition), start, reading):
                    return found
        if "obj" in cue.complements and phrase is not None and not reading.pronoun and cue.cue_class != "consider":
            return Complement("object", near, a.tokens[near].start)
        if "obj" in cue.complements and phrase is None and cue.lemma == "وصف" and not reading.pronoun:
            return Complement("object", near, a.tokens[near].start)
        return None

    def _after_object(
        self, at: int, unit: Unit, kind: str, preposition: str, start: int, reading: Reading[Cue]
    ) -> Complement | None:
        a = self.a
        lex = a.lex[at]
        matches = lex == preposition or (
            len(preposition) == 1
            and lex.startswith(preposition)
            and len(lex) > 3
            and not word_class(lex) & {"stop", "time"}
        )
        if len(preposition) > 3:
            matches = lex == preposition or lex == "ال" + preposition
        if not matches:
            return None
        if is_complementizer(lex):
            return self._clause_at(at, unit)
        if lex == preposition and len(preposition) <= 3 and at + 1 < unit.last and is_complementizer(a.lex[at + 1]):
            return self._clause_at(at + 1, unit)
        if kind == "obj" and not reading.pronoun:
            return Complement("object", start, a.tokens[start].start)
        if lex == preposition:
            return self._noun(at + 1, unit, "prep")
        return Complement("prep", at, a.tokens[at].start + 1)

    def _far(self, near: int, unit: Unit, cue: Cue) -> Complement | None:
        """A clause or quotation after words that are no known adjunct."""
        a = self.a
        if not (cue.takes("that", near=False) or cue.takes("quote", near=False)):
            return None
        at = near
        while at < min(near + _FURTHEST, unit.last):
            lex, text = a.lex[at], a.tokens[at].text
            if a.inside[at] >= 0:
                index = a.inside[at]
                if at in a.opens and cue.takes("quote", near=False) and not a.is_name(index):
                    if (found := self._quotation_at(at, cue, near=False)) is not None:
                        return found
                at = max(at + 1, a.quotation_end(index))
                continue
            if text == ":" and cue.takes("quote", near=False):
                return self._colon(at, unit)
            if cue.takes("that", near=False) and self._clause_belongs(at, cue, near):
                return self._clause_at(at, unit)
            if at > near and self._interrupts(at, cue, at + 1 < unit.last):
                return None
            if text in "؛" or lex in _SAYING:
                return None
            at += 1
        return None

    def _interrupts(self, at: int, cue: Cue, more: bool) -> bool:
        """Whether another attribution begins before the complement was found."""
        if self.a.words.name_at[at] >= 0:
            return False
        starts = _starts_attribution(self.a.tokens[at].text)
        return more and (starts == "joined" or (starts == "plain" and cue.lemma != "قال"))

    def _clause_belongs(self, at: int, cue: Cue, near: int) -> bool:
        lex = self.a.lex[at]
        if not is_complementizer(lex) or (at > 0 and self.a.lex[at - 1] in _NOT_BEFORE_CLAUSE):
            return False
        says = self.a.tokens[at].text.startswith(("إ", "ا")) or cue.lemma != "قال"
        return says or at - near < 3

    def _clause_at(self, at: int, unit: Unit) -> Complement | None:
        """A clause with أن or إن: a pronoun attached to it belongs to the content."""
        a = self.a
        if at >= unit.last or not is_complementizer(a.lex[at]) or a.inside[at] >= 0:
            return None
        if at > 0 and a.lex[at - 1] in _NOT_BEFORE_CLAUSE and a.lex[at - 1] not in ("عن", "مع"):
            return None
        bare = a.lex[at].removeprefix("و").removeprefix("ب").removeprefix("ف")
        if bare == "ان":
            if at + 1 >= unit.last:
                return None
            return Complement("that", at + 1, a.tokens[at + 1].start)
        return Complement("that", at, a.tokens[at].start)

    def _colon(self, at: int, unit: Unit) -> Complement | None:
        if at + 1 >= unit.last:
            return None
        if at + 1 in self.a.opens:
            return Complement("quote", at + 1, self.a.tokens[at + 1].start)
        return Complement("colon", at + 1, self.a.tokens[at + 1].start)

    def _quotation_at(self, at: int, cue: Cue, near: bool) -> Complement | None:
        a = self.a
        if at not in a.opens or not cue.takes("quote", near):
            return None
        index = a.opens[at]
        naming = cue.cue_class in ("describe", "consider")
        if not naming and (a.is_name(index) or (not near and a.word_count(a.quotations[index]) < 4)):
            return None
        return Complement("quote", at, a.tokens[at].start)

    def _noun(self, at: int, unit: Unit, kind: str) -> Complement | None:
        if at >= unit.last or not self._can_be_noun(at):
            return None
        return Complement(kind, at, self.a.tokens[at].start)

    def _quotation_before(self, at: int, unit: Unit, cue: Cue) -> Complement | None:
        """A quotation that ends just before the cue: "..."، قال; "...".. هكذا يرى."""
        a = self.a
        if not (cue.takes("quote") or cue.takes("that")):
            return None
        for before in range(at - 1, max(unit.first, at - 4) - 1, -1):
            if a.inside[before] >= 0:
                index = a.inside[before]
                if a.quotation_end(index) != before + 1 or a.is_name(index) or a.word_count(a.quotations[index]) < 3:
                    return None
                first = a.words.at(a.quotations[index].outer_start)
                return Complement("before", first, a.tokens[first].start)
            if is_word(a.tokens[before]) and a.lex[before] not in (
                "هكذا",
                "هذا",
                "ما",
                "بحسب",
                "كما",
                "بهذه",
                "الكلمات",
            ):
                return None
        return None

    # -- participles and verbal nouns ---------------------------------------------------------------------------------

    def _participle(self, at: int, reading: Reading[Cue], unit: Unit) -> Frame | None:
        """مضيفا أن, مشيرا إلى, قائلا: the speaker is that of the clause before."""
        cue = reading.entry
        if at == unit.first or reading.form.surface.endswith("ات") or reading.pronoun:
            return None
        token = self.a.tokens[at].text
        if not (token.endswith(("ا", "اً", "ًا", "ة", "ين", "ةً")) and not has_article(self.a.lex[at])):
            return None
        end_token, preposition, after = self._cue_end(at, cue, unit)
        complement = self._complement(after, unit, cue, reading, None, preposition)
        if complement is None or (complement.kind == "noun" and not self._masdar_at(complement.first)):
            return None
        if complement.kind in ("that", "quote") and complement.first - after > 8:
            return None
        if complement.kind == "prep" and not preposition and complement.first in range(after - 1, after + 1):
            if self.a.lex[after] == "ب" and complement.first == after + 1:
                end_token = after + 1
        return self._make(at, reading, end_token, None, complement, True, False)

    def _masdar(self, at: int, reading: Reading[Cue], unit: Unit) -> Frame | None:
        """تحذير الرئيس من أن, إعلان الجيش سيطرته: a verbal noun, its speaker as genitive, then the complement."""
        cue = reading.entry
        if cue.lemma not in _NOMINAL or reading.pronoun or at + 1 >= unit.last:
            return None
        if reading.definite:
            if cue.cue_class != "threaten" or at + 1 >= unit.last:
                return None
            found = self._attached(at + 1, unit, cue)
            if found is None:
                return None
            return self._make(at, reading, at + 1, None, found, False, False)
        after = at + 1
        if self.a.lex[at + 1].startswith("مضاد"):
            after += 1
        if self.a.lex[after] == "من" and cue.cue_class in ("threaten", "reply") and after + 1 < unit.last:
            after += 1
        phrase = self._phrase_after(after, unit)
        if phrase is None or not is_animate(self.a.words, phrase) or (phrase.names == () and not self._source(phrase)):
            return None
        near = self._skip_adjuncts(phrase.last, unit, cue.prepositions)
        if near < unit.last and self.a.lex[near].startswith("ل"):
            return None  # an invitation or an occasion: دعوة الرئيس لعقد قمة
        complement = self._at(near, unit, cue, reading, phrase)
        if complement is None or complement.kind in ("object", "quote", "colon"):
            return None
        return self._make(at, reading, at + 1, phrase, complement, False, False)

    def _source(self, phrase: Phrase) -> bool:
        head = self.a.lex[phrase.head]
        return is_role(head) or bool(word_class(head) & {"role", "body", "source"})

    def _document(self, at: int, unit: Unit) -> Frame | None:
        """جاء في البيان: a document speaks."""
        a = self.a
        token = a.tokens[at]
        lex = a.lex[at].removeprefix("و")
        if lex not in ("جاء", "ورد") or at + 2 >= unit.last or a.lex[at + 1] != "في":
            return None
        cue = next(c for words, c in source_cues()[lex] if len(words) == 2)
        phrase = self._phrase_after(at + 2, unit)
        if phrase is None:
            return None
        near = self._skip_adjuncts(phrase.last, unit)
        if near < unit.last and a.lex[near] == "ما" and a.lex[near + 1 : near + 2] == ["يلي"]:
            near += 2
        complement = self._clause_at(near, unit)
        if complement is None and near < unit.last and a.tokens[near].text == ":":
            complement = self._colon(near, unit)
        if complement is None and near in a.opens:
            complement = Complement("quote", near, a.tokens[near].start)
        if complement is None:
            return None
        start = token.start + (1 if a.lex[at].startswith("و") and lex != a.lex[at] else 0)
        form = Form(lex, "past", "m", "s", "active")
        return Frame(at, cue, form, start, at + 2, a.tokens[at + 1].end, phrase, complement, True, opening=at)

    # -- relayed statements -------------------------------------------------------------------------------------------

    def _relayed(self, at: int, reading: Reading[Cue], unit: Unit) -> Frame | None:
        """نقلت الوكالة عن المتحدثة إن: the speaker stands after عن, the medium after the verb."""
        a = self.a
        via = self._phrase_after(at + 1, unit)
        after = via.last if via is not None else at + 1
        if via is None:
            via = self._before(at, unit, unit.first, reading.form)
        while after < unit.last and a.lex[after] != "عن":
            if after - at > 14 or is_complementizer(a.lex[after]) or a.tokens[after].text in ".:":
                return None
            after += 1
        if after + 1 >= unit.last:
            return None
        phrase = self._phrase_after(after + 1, unit)
        if phrase is None:
            return None
        near = self._skip_adjuncts(phrase.last, unit)
        if near < unit.last and a.lex[near] in ("قوله", "قولها", "قولهم", "تاكيده", "تاكيدها"):
            near = self._skip_adjuncts(near + 1, unit)
        complement = self._clause_at(near, unit)
        if complement is None and near < unit.last:
            if a.tokens[near].text == ":":
                complement = self._colon(near, unit)
            elif near in a.opens and not a.is_name(a.opens[near]):
                complement = Complement("quote", near, a.tokens[near].start)
        if complement is None:
            return None
        frame = self._make(at, reading, at + 1, phrase, complement, True, False)
        frame.via = via
        return frame


_ANY_PREPOSITION = frozenset(("علي", "الي", "عن", "من"))
_NOMINAL = frozenset(
    "أعلن أكد حذر هدد دعا اتهم نفى طالب تعهد توعد أقر اعترف رد زعم ادعى ناشد".replace("أكد", "أكد").split()
)


def _rank(reading: Reading[Cue]) -> tuple[int, int]:
    order = {"past": 0, "present": 0, "future": 0, "participle": 1, "masdar": 2}
    return order[reading.form.tense], len(reading.pronoun)


def _starts_attribution(word: str) -> str:
    """Whether the word is a finite reporting verb: "joined" with a conjunction, "plain" without, "" if it is none."""
    for reading in verb_cues(word):
        cue = reading.entry
        if reading.form.tense in ("past", "present") and (cue.takes("that", False) or cue.takes("quote", False)):
            if not _misread(word, reading) and reading.form.voice != "passive":
                return "joined" if reading.clitics else "plain"
    return ""


def _misread(word: str, reading: Reading[Cue]) -> bool:
    """Words that are nearly always something else: the preposition بين, the noun ردا, the passive يدعى."""
    form = reading.form
    if word.endswith("ى") and form.surface.endswith("ي"):
        return True
    bare = lexical(word[reading.clitics :])
    return (bare.startswith("بين") and "\u0651" not in word and form.surface == "بين") or bare in _NOT_VERBS


_NOT_VERBS = frozenset(lexical(w) for w in "ردا حثا شرحا عبرا بينا وعدا نقلا بين بينها بينهم بينهما بينه".split())


def _without_doubles(frames: list[Frame]) -> list[Frame]:
    """Of two frames with the same content, قائلا wins over its verb unless they are one cue; else the first wins."""
    kept: list[Frame] = []
    for frame in frames:
        same = next((f for f in kept if f.complement.start == frame.complement.start), None)
        if same is None:
            kept.append(frame)
        elif frame.form.surface in ("قائلا", "قائلة", "قائلين"):
            kept.remove(same)
            if same.phrase is not None:
                frame.phrase = same.phrase
            kept.append(frame)
    return kept
