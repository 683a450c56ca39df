"""Subjects that nothing tells to be somebody who speaks, but that stand where the subject of a verb stands.

Between a verb and what it reports there can be adjuncts, an addressee, or the subject: "أفاد مراسلنا في اليمن أن".
Words there that are no adjunct are the speaker, whoever that is; the speaker before is not carried over them.
"""

from khabar.quotes.adjuncts import Adjuncts
from khabar.quotes.article import Article
from khabar.quotes.complements import ComplementFinder
from khabar.quotes.frame import Complement, Use
from khabar.quotes.grammar import agrees, possible_subject
from khabar.quotes.vocabulary import ANY_PREPOSITION, EMPTY, PHRASE_PREPOSITIONS, RELATIVE, SAYING
from khabar.text.phrases import Phrase
from khabar.text.words import has_article, is_complementizer, is_masdar, is_verb, is_word, to_somebody, verb_readings

_FRAGMENT = 3  # words
_LONGEST = 10  # tokens of such a subject
_PRONOUNS = frozenset(("وهو", "وهي", "وهم", "وهما", "وهن"))
_OTHERS = frozenset(("inform", "remind", "warn", "reassure", "demand", "advise", "accuse", "ask", "praise", "describe"))


class UnknownSubjects:
    """Finds such subjects in one article."""

    def __init__(self, article: Article, complements: ComplementFinder) -> None:
        self.a = article
        self.adjuncts = Adjuncts(article)
        self.complements = complements

    def between(self, use: Use, after: int, complement: Complement) -> tuple[Phrase | None, Complement]:
        """The subject between the verb and its complement, or at the start of a noun taken for the complement."""
        if use.reading.pronoun or use.form.number != "s":
            return None, complement
        start = self.adjuncts.skip(after, use.unit)
        if complement.kind == "noun" and complement.first == start:
            return self._split(use, start, complement)
        if complement.kind not in ("that", "noun", "prep", "quote") or use.cue.cue_class in _OTHERS:
            return None, complement
        if use.cue.takes("n") and complement.kind != "that":
            return None, complement
        phrase = self._phrase(use, start, complement.first - 1 if complement.kind == "that" else complement.first)
        return phrase, complement

    def _phrase(self, use: Use, start: int, ceiling: int) -> Phrase | None:
        a = self.a
        if start >= ceiling or not self._begins(start):
            return None
        end = start + 1
        while end < min(ceiling, start + _LONGEST) and is_word(a.tokens[end]) and not self._ends(end):
            end += 1
        known = a.reader.after(start)
        if known is not None and end <= known.last <= ceiling:
            end = known.last
        name = a.words.name_at[start]
        names = () if name < 0 else (name,)
        person = name if name >= 0 and a.words.names[name].kind == "PER" else None
        phrase = Phrase(a.tokens[start].start, a.tokens[end - 1].end, start, end, start, names, person)
        if not possible_subject(a.words, phrase) or not agrees(a.words, phrase, use.form):
            return None
        return phrase

    def _begins(self, at: int) -> bool:
        a = self.a
        lex = a.lex[at]
        if len(lex) < 3 or lex in _PRONOUNS:
            return False
        if not is_word(a.tokens[at]) or a.inside[at] >= 0 or lex in EMPTY or lex in RELATIVE or lex in SAYING:
            return False
        if is_complementizer(lex) or lex in PHRASE_PREPOSITIONS or lex in ANY_PREPOSITION or to_somebody(lex):
            return False
        if a.words.name_at[at] >= 0:
            return a.words.names[a.words.name_at[at]].start == a.tokens[at].start
        if a.tokens[at].text.endswith(("ا", "اً", "ًا")) or lex.startswith(("لل", "ما", "لا")) or is_masdar(lex):
            return False
        return has_article(lex) or (not is_verb(lex) and not verb_readings(a.tokens[at].text))

    def _ends(self, at: int) -> bool:
        lex = self.a.lex[at]
        return self.a.inside[at] >= 0 or is_complementizer(lex) or lex in RELATIVE or lex in SAYING or is_verb(lex)

    def _clause_behind(self, use: Use, start: int) -> Complement | None:
        """The clause behind a definite noun: "أكدت العلاقات الإعلامية للحزب أن"."""
        a = self.a
        if not has_article(a.lex[start]):
            return None
        for at in range(start + 1, min(start + _LONGEST, use.unit.last)):
            if is_complementizer(a.lex[at]):
                return None if a.lex[at - 1] in ANY_PREPOSITION else self.complements.clause_at(at, use.unit)
            if not is_word(a.tokens[at]) or is_verb(a.lex[at]) or a.lex[at] in RELATIVE:
                return None
        return None

    def _split(self, use: Use, start: int, complement: Complement) -> tuple[Phrase | None, Complement]:
        """A subject, and then what is reported: "أبدى بحارة من الداخلة ارتياحهم"."""
        a = self.a
        clause = self._clause_behind(use, start) if use.cue.takes("that") else None
        if clause is not None and (subject := self._phrase(use, start, clause.first - 1)) is not None:
            return subject, clause
        phrase = self.a.reader.after(start)
        if phrase is None or phrase.last >= use.unit.last or self.complements.masdar_at(start):
            return None, complement
        at = phrase.last
        if at in a.opens and not a.is_name(a.opens[at]) and a.word_count(a.quotations[a.opens[at]]) > _FRAGMENT:
            subject = self._phrase(use, start, at)  # يؤكد الطاهي "أرادوا صلبي في الساحة"
            return (None, complement) if subject is None else (subject, Complement("quote", at, a.tokens[at].start))
        follows = self.complements.masdar_at(at) or self.complements.announced_at(at) or a.lex[at] == "ما"
        plural = a.lex[at].startswith("ال") and a.lex[at].endswith("ات")  # نفى الشماسي الاتهامات
        plural = plural and not a.lex[start].endswith(("ات", "ه"))
        if not (follows or plural) or not possible_subject(a.words, phrase):
            return None, complement
        if use.form.gender == "f" and not agrees(a.words, phrase, use.form):
            return None, complement  # a masculine verb has broken plurals too: بحارة
        return phrase, Complement("noun", at, a.tokens[at].start)
