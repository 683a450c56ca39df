"""Finds reporting words and what stands around them: who speaks, and where what is reported begins.

A frame is one use of a reporting word with its complement. Finding frames comes before measuring how far their content
goes, because the content of one frame ends where the next attribution begins.
"""

from khabar.quotes.adjuncts import Adjuncts
from khabar.quotes.article import Article, Unit
from khabar.quotes.asides import AsideFinder
from khabar.quotes.building import FrameBuilder
from khabar.quotes.complements import ComplementFinder
from khabar.quotes.frame import Complement, Frame, Use
from khabar.quotes.grammar import is_animate, word_genders
from khabar.quotes.lexicon import Cue, misread, verb_cues
from khabar.quotes.light_verbs import LightVerbs
from khabar.quotes.passed_on import PassedOnFinder
from khabar.quotes.speech_nouns import SpeechNouns
from khabar.quotes.subjects import SubjectFinder
from khabar.quotes.unknown import UnknownSubjects
from khabar.quotes.vocabulary import (
    AFTER_VERB,
    ANY_PREPOSITION,
    BEING,
    NEGATIONS,
    PEOPLE,
    RELATIVE,
    SAYING,
    SUBJUNCTIVE,
    WITH_OWN_LETTER,
)
from khabar.text.inflect import Reading
from khabar.text.phrases import Phrase
from khabar.text.tokens import lexical
from khabar.text.words import (
    DEMONSTRATIVES,
    has_article,
    has_possessive,
    is_complementizer,
    is_masdar,
    is_role,
    is_word,
)

_NEAR = 8  # tokens between a participle and what it reports
# Classes of verbs whose object is the person spoken to or about.
_DENIED_TOO = frozenset(("استبعد", "نصح", "نفى", "أنكر", "أخفى"))  # verbs that report with a negation, too
_TAKE_PERSON = frozenset(("inform", "remind", "warn", "reassure", "describe", "consider", "demand", "advise", "accuse"))


class FrameFinder:
    """Finds the frames of one unit."""

    def __init__(self, article: Article) -> None:
        self.a = article
        self.adjuncts = Adjuncts(article)
        self.complements = ComplementFinder(article)
        self.subjects = SubjectFinder(article)
        self.passed_on = PassedOnFinder(article, self.subjects, self.complements)
        self.builder = FrameBuilder(article, self.subjects)
        self.nouns = SpeechNouns(article, self.subjects, self.complements)
        self.light_verbs = LightVerbs(article, self.subjects, self.complements)
        self.asides = AsideFinder(article, self.complements)
        self.unknown = UnknownSubjects(article, self.complements)

    def find(self, unit: Unit) -> list[Frame]:
        """Frames in the order of their cues."""
        frames: list[Frame] = []
        floor = unit.first
        for at in range(unit.first, unit.last):
            if self.a.inside[at] >= 0 or self.a.words.name_at[at] >= 0 or not is_word(self.a.tokens[at]):
                continue
            if frames and at < frames[-1].end_token:
                continue
            if (
                self.a.lex[at] == "ورد"
                and self.a.lex[at + 1 : at + 2] == ["في"]
                and self.nouns.document(at, unit) is None
            ):
                continue  # what is found in a book, not: and he replied
            document = self._noun_frame(at, unit)
            if document is not None:
                frames.append(document)
                floor = document.end_token
                continue
            readings = verb_cues(self.a.tokens[at].text)
            if not readings:
                continue
            for reading in sorted(readings, key=_rank):
                frame = self._frame(Use(at, reading, unit), floor)
                if frame is not None:
                    frames.append(frame)
                    self.complements.taken.add(frame.complement.start)
                    floor = frame.end_token
                    break
        return _without_doubles(frames)

    def _noun_frame(self, at: int, unit: Unit) -> Frame | None:
        return (
            self.nouns.document(at, unit)
            or self.nouns.purport(at, unit)
            or self.nouns.reports(at, unit)
            or self.light_verbs.at(at, unit)
        )

    def _frame(self, use: Use, floor: int) -> Frame | None:
        tense = use.form.tense
        if tense == "participle":
            return self._participle(use)
        if tense == "masdar":
            return self.nouns.verbal_noun(use)
        return self._finite(use, floor)

    def _finite(self, use: Use, floor: int) -> Frame | None:
        """A finite verb: its subject, inside or beside it, and its complement."""
        at, unit, cue = use.at, use.unit, use.cue
        if self._unreal(use) or self._takes_thing(use):
            return None
        if cue.sources:
            return self._relayed(use)
        end_token, preposition, after = self._cue_end(at, cue, unit)
        phrase, before, after = self.subjects.subject(use, after, floor, preposition)
        lacking = phrase is None and not self.subjects.may_lack_subject(use)
        complement = None if lacking else self._complement(use, after, phrase, preposition)
        if complement is None and not lacking and not use.reading.pronoun:
            complement = self.complements.quotation_before(at, unit, cue)
        if complement is not None and phrase is not None and self._is_accused(use, complement, before):
            complement, phrase = Complement("object", phrase.first, phrase.start), None
            lacking = not self.subjects.may_lack_subject(use)
        if phrase is None and complement is not None and not lacking:
            phrase, complement = self.unknown.between(use, after, complement)
        told = not before and cue.cue_class in _TAKE_PERSON and self._has_pronoun_subject(at)
        if told and phrase is not None:
            return None  # "إنه أبلغ الرئيس بـ": what he told him is in his own statement
        if lacking or complement is None or not self._plausible(use, phrase, complement, before):
            return None
        return self.builder.make(use, end_token, phrase, complement, before=before)

    def _complement(self, use: Use, after: int, phrase: Phrase | None, preposition: str) -> Complement | None:
        found = self.complements.complement(use, after, phrase, preposition)
        if found is not None and found.kind in ("noun", "object") and self.asides.is_apposition(found.first, use):
            return self.asides.behind(use, found.first, phrase) or found
        if found is not None or preposition or use.reading.pronoun:
            return found
        if phrase is None and not (use.form.tense == "past" and self.subjects.joined(use)):
            return None
        return self.asides.behind(use, after, phrase) or (None if phrase else self.asides.attached(use, after))

    def _unreal(self, use: Use) -> bool:
        """What was not said, or may be said, or is hardly this verb."""
        at, cue = use.at, use.cue
        previous = self.a.lex[at - 1] if at > use.unit.first else ""
        denied = previous in NEGATIONS and cue.lemma not in _DENIED_TOO
        wished = use.form.tense == "present" and previous in SUBJUNCTIVE
        wished = wished and (at < 2 or self.a.lex[at - 2] != "قبل")  # "قبل أن يضيف": he did say it
        return denied or wished or use.form.voice == "passive" or misread(self.a.tokens[at].text, use.reading)

    @staticmethod
    def _takes_thing(use: Use) -> bool:
        """A pronoun for the thing that was said (قاله, أكدته), or of a noun (أمله, خشيته)."""
        cue = use.cue
        person = cue.cue_class in _TAKE_PERSON or cue.prepositions or "obj" in cue.complements
        return bool(use.reading.pronoun) and (not person or cue.cue_class in ("hope", "fear"))

    def _has_pronoun_subject(self, at: int) -> bool:
        """Whether the verb stands behind إنه, whose pronoun is its subject."""
        before = self.a.lex[at - 1] if at else ""
        return is_complementizer(before) and before.endswith(("ه", "ها", "هم", "هما"))

    def _is_accused(self, use: Use, complement: Complement, before: bool) -> bool:
        """Whether the phrase after the verb is its object: "ويتهم المعهد بسرقة", where nobody else can be accused."""
        if before or use.reading.pronoun:
            return False
        lex = self.a.lex[complement.first]
        if complement.kind == "noun" and lex.startswith("ل") and lex not in WITH_OWN_LETTER:
            blamed = is_masdar(lex[1:]) or has_possessive(lex)  # "وانتقدت ميركل لقرارها": for her decision
            return blamed and self.a.words.name_at[complement.first] < 0
        needs_object = "obj+ب" in use.cue.complements and "ب" not in use.cue.complements
        return needs_object and complement.kind == "prep"

    def _plausible(self, use: Use, phrase: Phrase | None, complement: Complement, before: bool) -> bool:  # noqa: PLR0911 - what speaks against it
        """Not: things that reveal (كشف النقاب عن), descriptions (الذي يدعو إلى; دعوى تتهم قطر بـ)."""
        if use.cue.cue_class == "show" and (complement.kind != "that" if phrase is None else self._is_somebody(phrase)):
            return False  # "يظهر المشاركون في الصورة": he appears
        nominal = complement.kind in ("prep", "noun", "object")
        by_name = phrase is None or self.a.words.name_at[phrase.head] == phrase.person
        if use.cue.cue_class == "rule" and not use.cue.prepositions and by_name:
            return False  # "قضى توريس أعواما", "حكم مبارك البلاد": he spent, he governed
        if phrase is None and complement.kind == "noun" and self._can_be_subject(use, complement.first):
            return False
        if phrase is None:
            lex = self.a.lex[complement.first]  # a nominative: "واتهم الصحفيان بخرق القانون" is passive
            if complement.kind == "object" and has_article(lex) and lex.endswith(("ان", "ون")) and len(lex) > 6:
                return False
            described = use.at > use.unit.first and self.a.lex[use.at - 1] in RELATIVE
            return not (nominal and described) or use.reading.pronoun != "" or use.form.number == "p"
        pointed_at = self.a.lex[phrase.first] in DEMONSTRATIVES  # "يؤكد هذا التقدم أن": the writer's own conclusion
        if (nominal or pointed_at) and not is_animate(self.a.words, phrase):
            return False
        object_follows = nominal or (use.cue.objects and complement.kind != "that")
        if before or not object_follows or self.subjects.joined(use):
            return True
        return not self.subjects.in_description(use.at, use.unit)

    def _is_somebody(self, phrase: Phrase) -> bool:
        return phrase.person is not None or is_role(self.a.lex[phrase.head])

    def _can_be_subject(self, use: Use, at: int) -> bool:
        """A name that the mentions hold in part, or an indefinite noun: "وأدان حكم قضائي الشركة"."""
        lex = self.a.lex[at]
        if self._person_at(at):
            return True
        if (
            self.a.inside[at] >= 0
            or self.complements.masdar_at(at)
            or has_article(lex)
            or has_possessive(lex)
            or lex == "اي"
        ):
            return False
        return not lex.endswith(("ا", "ات", "من", "ما")) and use.form.gender in word_genders(lex)

    def _person_at(self, at: int) -> bool:
        a = self.a.words
        near = (a.name_at[at + more] for more in range(2) if at + more < len(a.name_at))
        return any(name >= 0 and a.names[name].kind == "PER" for name in near)

    def _cue_end(self, at: int, cue: Cue, unit: Unit) -> tuple[int, str, int]:
        """(token just after the cue, its preposition or "", where to go on)."""
        after = at + 1
        if after < unit.last and self.a.lex[after] in SAYING:
            return after + 1, "", after + 1
        if after < unit.last and self.a.lex[after] in cue.prepositions and self.a.inside[after] < 0:
            return after + 1, self.a.lex[after], after + 1
        skipped = after
        while skipped < unit.last and self.a.lex[skipped] in AFTER_VERB:
            skipped += 1
        if skipped > after and skipped < unit.last and self.a.lex[skipped] in cue.prepositions:
            return skipped + 1, self.a.lex[skipped], skipped + 1
        return after, "", skipped

    def _participle(self, use: Use) -> Frame | None:
        """مضيفا أن, مشيرا إلى, قائلا: the speaker is that of the clause before."""
        at, unit, cue = use.at, use.unit, use.cue
        following = self.a.lex[at + 1] if at + 1 < unit.last else ""
        behind = self.a.lex[at + 2] if following in ANY_PREPOSITION and at + 2 < unit.last else following
        reports_at_once = at > 0 and (at + 1 in self.a.opens or is_complementizer(behind))
        if (at == unit.first and not reports_at_once) or not self._circumstance(use):
            return None
        end_token, preposition, after = self._cue_end(at, cue, unit)
        complement = self.complements.complement(use, after, None, preposition)
        if complement is not None and complement.kind == "prep" and cue.cue_class == "say":
            return None  # متحدثا عن القرار
        if complement is None or (complement.kind == "noun" and not self._reported_noun(complement.first)):
            return None
        if complement.kind in ("that", "quote") and complement.first - after > _NEAR:
            return None
        if complement.kind == "prep" and self.a.lex[after] == "ب" and complement.first == after + 1:
            end_token = after + 1  # ملوحا بـ"أدلة"
        return self.builder.make(use, end_token, None, complement)

    def _reported_noun(self, at: int) -> bool:
        return self.complements.masdar_at(at) or self.complements.announced_at(at)

    def _circumstance(self, use: Use) -> bool:
        """Whether the participle is an accusative that goes on about the subject, and no noun, predicate or passive."""
        token, previous = self.a.tokens[use.at].text, self.a.lex[use.at - 1]
        if use.form.surface.endswith("ات") or use.reading.pronoun or has_article(self.a.lex[use.at]):
            return False
        if lexical(token) in PEOPLE or previous in BEING or previous in ANY_PREPOSITION or previous == "في":
            return False
        if token.endswith(("ة", "ةً")) and use.cue.cue_class in ("threaten", "demand"):
            return not is_word(self.a.tokens[use.at - 1])  # "السمكة مهددة بالانقراض" is threatened
        return token.endswith(("ا", "اً", "ًا", "ة", "ين", "ةً"))

    def _relayed(self, use: Use) -> Frame | None:
        found = self.passed_on.find(use)
        if found is None:
            return None
        frame = self.builder.make(use, use.at + 1, found.phrase, found.complement)
        frame.relayed, frame.via = True, found.via
        return frame


def _rank(reading: Reading[Cue]) -> tuple[int, int]:
    order = {"past": 0, "present": 0, "future": 0, "participle": 1, "masdar": 2}
    return order[reading.form.tense], len(reading.pronoun)


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
