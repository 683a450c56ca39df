"""Arguments of a verbal noun: genitive, pronoun, adjective of nationality, prepositions, the governing verb."""

from khabar.events.complements import Complement, complements
from khabar.events.frame import Arguments, Frame
from khabar.events.holders import demonyms
from khabar.events.parties import Party, country_of_adjective, named, party, pronoun, speaker_around
from khabar.events.subjects import governing_subject, is_suffered, subject_after, subject_before, subject_of
from khabar.events.triggers import Reading, bare_forms, word_class
from khabar.text.words import is_verb
from khabar.text.words import word_class as phrase_class

_DONE_TO = frozenset(("AID", "SUPPORT"))  # لمساعدة القوات: whom, where a purpose is told


class NounFrame(Frame):
    """The arguments of one verbal noun."""

    def read(self) -> Arguments:
        """Actor and recipient."""
        if self.trigger.core == "self":
            return self._self()
        between = self._between()
        if between is not None:
            return between
        core, agent, owner = self.trigger.core, self.agent(), self._owner()
        recipient = self.marked()
        actor = agent
        purpose = self.reading.preposition == "ل" and self.trigger.event_type in _DONE_TO and agent is None
        if owner is not None:
            if (
                core == "recipient"
                or (purpose and recipient is None)
                or (core == "either" and (agent is not None or recipient is None))
            ):
                recipient = owner
            elif core != "none" and actor is None:
                actor = owner
        suffers = core == "recipient" and not self.reading.definite
        if actor is None:
            actor = (None if suffers else self._adjective()) or self._behind_li() or self._from()
        if actor is None and core != "none" and not (suffers and self.trigger.family == "kill"):
            actor = self._relative() or self._governor(recipient)
        suffered = is_suffered(self.article, self.sentence, self.token)
        if suffered is not None:
            victim, _ = subject_of(self.article, self.sentence, suffered, self.token)
            actor = None if actor is not None and victim is not None and actor.key == victim.key else actor
            return Arguments(actor, victim or recipient)
        return Arguments(actor, recipient)

    def doer(self, token: int, reading: Reading) -> Party | None:
        """Whose act a verbal noun among the complements is."""
        return NounFrame(self.article, self.sentence, token, reading).owner()

    def owner(self) -> Party | None:
        """Whose act it is, by agent, genitive, pronoun, nationality or relative clause."""
        return self.agent() or self._owner() or self._adjective() or self._relative()

    def _self(self) -> Arguments:
        """The noun names who acts: متظاهرون."""
        phrase = self.article.reader.after(self.token, self.reading.clitics)
        return Arguments(party(self.article, phrase) if phrase else None, None)

    def _relative(self) -> Party | None:
        """The subject of a relative clause on the noun: الحصار الذي تفرضه إسرائيل, انتهاكات ارتكبها كهنة."""
        for at in range(self.token + 1, min(self.token + 5, self.sentence.last)):
            lex = self.words.lex[at]
            if self.words.tokens[at].text in ".،؛:" or lex in word_class("preposition"):
                return None
            if is_verb(lex) and not phrase_class(lex):
                after = self.words.lex[at + 1] if at + 1 < self.sentence.last else ""
                if not (lex.endswith(("ه", "ها")) or after in word_class("with_pronoun")):
                    return None
                parts = complements(self.article, self.sentence, at + 1)
                part = subject_after(parts)
                return party(self.article, part.phrase) if part is not None else None
        return None

    def _governor(self, recipient: Party | None) -> Party | None:
        if self.reading.tense == "noun" and self.trigger.kind == "participle":
            before = subject_before(self.article, self.sentence, self.token)
            return before or speaker_around(self.article, self.token)
        found = governing_subject(self.article, self.sentence, self.token, self.reading.definite)
        return None if found is not None and recipient is not None and found.key == recipient.key else found

    def _owner(self) -> Party | None:
        """The genitive, or whom the attached pronoun means."""
        if self.reading.pronoun:
            near = governing_subject(self.article, self.sentence, self.token, False)
            return pronoun(self.article, self.sentence, self.token, self.reading.pronoun, near)
        for part in self.parts[:3]:
            if part.marker != "":
                break
            if self.is_content(part) or self._is_adjective(part):
                continue
            if self.reading.definite:
                break
            if self.trigger.core == "recipient":
                return self.behind(part)
            found = party(self.article, part.phrase)
            return None if found is not None and self._is_venue(found) else found
        return None

    def _is_venue(self, found: Party) -> bool:
        """Whether a town is named where a meeting is: محادثات جنيف."""
        town = found.mention is not None and found.mention["geo_precision"] == "point"
        return town and found.text == found.name and self.trigger.event_type == "CONSULT"

    def _is_adjective(self, part: Complement) -> bool:
        if self.words.name_at[part.phrase.head] >= 0:
            return False
        lex = self.words.lex[part.phrase.head]
        bare = lex.removeprefix("ال")
        if not bare_forms(bare).isdisjoint(word_class("adjective")) and not bare.startswith("ال"):
            return True
        if (lex != bare) != self.reading.definite and not self.reading.pronoun:
            return False
        if bare in word_class("adjective") or bare in demonyms():
            return True
        return len(bare) > 3 and bare.endswith(("ي", "يه")) and part.phrase.last - part.phrase.first <= 2

    def _adjective(self) -> Party | None:
        """A nationality adjective right after the noun: هجوم إسرائيلي, التهديدات الإيرانية."""
        for at in range(self.token + 1, min(self.token + 4, self.sentence.last)):
            found = country_of_adjective(self.article, at)
            if found is not None:
                return found
            lex = self.words.lex[at].removeprefix("ال")
            if self.is_required(at):
                continue
            if lex not in word_class("adjective") and not lex.endswith(("ي", "يه")):
                return None
        return None

    def is_required(self, at: int) -> bool:
        """Whether the token is the word that the lexicon row requires."""
        return self.content == at

    def _behind_li(self) -> Party | None:
        """Who acts, behind لـ: إطلاق النار العشوائي للجيش الإسرائيلي."""
        if self.trigger.core not in ("actor", "either") or "ل" in self.trigger.recipient:
            return None
        for part in self.parts:
            if part.marker not in ("", "ل"):
                return None
            if part.marker == "ل":
                found = party(self.article, part.phrase)
                named_there = found is not None and found.mention is not None and found.text == found.mention["text"]
                return found if named_there else None
        return None

    def _from(self) -> Party | None:
        """Who acts, named right behind من: بدعوة من تركيا."""
        if "من" in self.trigger.recipient or self.trigger.core == "none":
            return None
        for part in self.parts[:2]:
            if part.marker == "من":
                found = party(self.article, part.phrase)
                return found if found is not None and found.mention is not None else None
        return None

    def _between(self) -> Arguments | None:
        """بين … و …: one party and the other, right after the noun and its adjectives."""
        for at in range(self.token + 1, min(self.token + 5, self.sentence.last - 2)):
            lex = self.words.lex[at]
            if lex in ("بينه", "بينها", "بينهم") and self.words.lex[at + 1] == "وبين":
                near = governing_subject(self.article, self.sentence, self.token, False)
                one = pronoun(self.article, self.sentence, self.token, lex.removeprefix("بين"), near)
                phrase = self.article.reader.after(at + 2)
                return Arguments(one, party(self.article, phrase) if phrase is not None else None)
        for i, part in enumerate(self.parts):
            if part.marker == "بين":
                return self._pair(i)
            if part.marker in ("ل", "ب", "و", "الي", "علي"):
                return None
        return None

    def _pair(self, i: int) -> Arguments:
        phrase = self.parts[i].phrase
        first = party(self.article, phrase)
        names = [n for n in phrase.names if self.words.names[n].kind != "MISC"]
        if len(names) > 1 and first is not None and first.name == named(self.article, names[0]).name:
            return Arguments(first, named(self.article, names[1]))
        if i + 1 < len(self.parts) and self.parts[i + 1].marker in ("و", "بين"):
            return Arguments(first, party(self.article, self.parts[i + 1].phrase))
        return Arguments(first, None)
