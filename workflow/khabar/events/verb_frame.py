"""Arguments of a verb: VSO, SVO, passive, unspoken subjects, joint subjects."""

from khabar.events.complements import Complement
from khabar.events.frame import Arguments, Frame
from khabar.events.noun_frame import NounFrame
from khabar.events.parties import Party, agrees, party, pronoun, speaker, speaker_around
from khabar.events.subjects import (
    governing_subject,
    joined_subject,
    joint_before,
    subject_after,
    subject_before,
    unspoken,
)
from khabar.events.triggers import SPEECH_TYPES, Reading, word_class
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, is_masdar
from khabar.text.words import word_class as phrase_class


class VerbFrame(Frame):
    """The arguments of one verb or participle."""

    def read(self) -> Arguments:
        """Actor and recipient."""
        if self.trigger.core == "none":
            return Arguments(self.agent(), self.marked())
        joint = joint_before(self.article, self.sentence, self.token) if "مع" in self.trigger.recipient else None
        if joint is not None:
            return Arguments(*joint)
        before = subject_before(self.article, self.sentence, self.token, self.reading.pronoun)
        bare = [part for part in self.parts if part.marker == ""]
        after = subject_after(self.parts)
        if after is not None and self.is_content(after):
            after = None
        subject, objects = self._subject(before, after, bare)
        if self._is_passive(subject, objects, before is not None):
            suffers = subject if "obj" in self.trigger.recipient else None
            return Arguments(self.agent(), suffers or self.marked(objects))
        if self.trigger.core == "recipient":
            return Arguments(self.agent(), subject)
        recipient = self.marked(objects) or self._object_pronoun() or self._second(subject)
        return Arguments(subject or self._unspoken(), recipient)

    def doer(self, token: int, reading: Reading) -> Party | None:
        """Whose act a verbal noun among the complements is."""
        return NounFrame(self.article, self.sentence, token, reading).owner()

    def _subject(  # noqa: PLR0911 - one sign after the other
        self, before: Party | None, after: Complement | None, bare: list[Complement]
    ) -> tuple[Party | None, list[Complement]]:
        """The subject and the bare phrases left as objects."""
        if self.reading.tense == "participle":
            return self._speaker_here(), bare
        quote = self.article.quote_of_cue.get(self.token)
        said = speaker(self.article, quote) if quote is not None else None
        behind = party(self.article, after.phrase) if after is not None else None
        rest = bare[1:] if after is not None and bare and bare[0] is after else bare
        if said is not None:
            same = behind is not None and (behind.key == said.key or behind.start <= said.start < behind.end)
            if same and said.mention is not None and said.name and self._lacks_object(rest):
                return None, bare  # هنأ الرئيس بوتين على فوزه: whom, not who
            bare_title = behind is not None and after is not None and behind.mention is None
            if bare_title and after is not None and behind is not None and self._can_be_subject(behind, after):
                same = True  # طالب البيان: the ministry behind it
            return said, rest if same else bare
        if before is not None:
            return before, bare
        if self._is_we() or self._lacks_object(rest) or self._goes_on(rest) or self._has_pronoun_before(rest):
            return None, bare
        if behind is not None and after is not None and self._can_be_subject(behind, after):
            return behind, rest
        return None, bare

    def _has_pronoun_before(self, rest: list[Complement]) -> bool:
        """Whether the subject is the pronoun of إنه and the only phrase behind the verb its object: إنه أبلغ الرئيس."""
        before = self.words.lex[self.token - 1] if self.token > self.sentence.first else ""
        told = is_complementizer(before) and before.removeprefix("ب").removeprefix("و") not in ("ان", "انه")
        he = (
            before.endswith("انه") and self.reading.gender == "m" and lexical(self.trigger.lemma) in word_class("tells")
        )
        return (told or he) and not rest and "obj" in self.trigger.recipient

    def _goes_on(self, rest: list[Complement]) -> bool:
        """Whether a verb behind و shares the subject of the headline: ترامب يلتقي كيم ويدعو الصين إلى المساعدة."""
        joined = self.sentence.section == "title" and self.words.tokens[self.token].text.startswith("و")
        if not joined or rest or "obj" not in self.trigger.recipient:
            return False
        feminine = self.reading.gender == "f"
        return joined_subject(self.article, self.sentence, self.token, feminine) is not None

    def _is_we(self) -> bool:
        """Whether the verb is of the first person: نطالب."""
        written = lexical(self.words.tokens[self.token].text[self.reading.clitics :])
        return self.reading.tense == "present" and written.startswith("ن") and lexical(self.trigger.lemma)[0] != "ن"

    def _lacks_object(self, rest: list[Complement]) -> bool:
        """Whether the only phrase behind a verb that must have an object is that object: هنأ الرئيس بوتين على فوزه."""
        if lexical(self.trigger.lemma) not in word_class("needs_object") or self.reading.pronoun or rest:
            return False
        markers = {lexical(marker) for marker in self.trigger.recipient if marker != "obj"}
        return not any(part.marker in markers for part in self.parts)

    def _can_be_subject(self, found: Party, part: Complement) -> bool:
        """Whether a phrase after the verb agrees with it: in "اتهم روسيا" the country is the object."""
        feminine = self.reading.gender == "f"
        if found.name is not None and found.mention is not None and found.mention["entity_type"] in ("PER", "LOC"):
            return agrees(found, feminine, self.reading.plural)
        if self.words.name_at[part.phrase.head] >= 0:
            return True
        head = self.words.lex[part.phrase.head].removeprefix("ال")
        if self.trigger.event_type in SPEECH_TYPES and is_masdar(head) and not found.mention:
            return False
        return feminine or not head.endswith("ه") or len(head) <= 3 or head in word_class("numeral")

    def _is_passive(self, subject: Party | None, objects: list[Complement], before: bool) -> bool:
        """Whether the only phrase of a verb that takes an object is what the act is done to: قتل تسعة متظاهرين."""
        written = self.words.tokens[self.token].text[self.reading.clitics :]
        if self.reading.passive or written[1:2] == "\u064f":  # أُفرج
            return True
        if subject is None and not before and lexical(self.trigger.lemma) in word_class("nobody_said"):
            return self.reading.ambiguous_voice  # أفرج عن ثلاثة
        if not self.reading.ambiguous_voice or self.reading.pronoun or "obj" not in self.trigger.recipient:
            return False
        if self.content is not None and subject is not None and not before:
            return False  # علقت روسيا واردات: what the row requires is the object
        if objects or self._quoted_object() or lexical(self.trigger.lemma) not in word_class("passive_prone"):
            return False
        return subject is not None or before

    def _quoted_object(self) -> bool:
        """Whether a name in marks stands right behind the phrase after the verb: اتهم مسؤول «رايات الرمل» بـ."""
        after = subject_after(self.parts)
        at = after.phrase.last if after is not None else self.sentence.last
        return at < self.sentence.last and self.words.tokens[at].text in '"«“'

    def _unspoken(self) -> Party | None:
        before = self.words.lex[self.token - 1] if self.token > self.sentence.first else ""
        if is_complementizer(before) and len(before.removeprefix("ب")) > 2:  # إنه يفرض: who speaks
            found = speaker_around(self.article, self.token)
            if found is not None:
                return found
        if self._is_we():
            found = speaker_around(self.article, self.token)
            if found is not None:
                return found
        if self.words.tokens[self.token].text.startswith("و"):
            found = joined_subject(self.article, self.sentence, self.token, self.reading.gender == "f")
            if found is not None:
                return found
        return unspoken(self.article, self.sentence, self.token, self.reading.gender == "f", self.reading.plural)

    def _speaker_here(self) -> Party | None:
        """Subject of a participle of speech (مطالبا): who speaks in its sentence, else the subject of the last verb."""
        feminine = self.reading.gender == "f"
        aside = self.token == self.sentence.first or not self.words.tokens[self.token - 1].text[0].isalpha()
        inner = None if aside else governing_subject(self.article, self.sentence, self.token, False, any_verb=True)
        if inner is not None:  # إن رجلا اقترب منها مهددا
            return inner
        for at in range(self.token, self.sentence.first - 1, -1):
            quote = self.article.quote_of_cue.get(at)
            said = speaker(self.article, quote) if quote is not None else None
            if said is not None:
                return said
        governor = governing_subject(self.article, self.sentence, self.token, False, any_verb=True)
        return governor or unspoken(self.article, self.sentence, self.token, feminine, False)

    def _object_pronoun(self) -> Party | None:
        if not self.reading.pronoun or "obj" not in self.trigger.recipient:
            return None
        at = self.token - 1
        if at > self.sentence.first and "relative" in phrase_class(self.words.lex[at]):
            phrase = self.article.reader.before(at, self.sentence.first)
            return party(self.article, phrase) if phrase else None
        return pronoun(self.article, self.sentence, self.token, self.reading.pronoun, None)

    def _second(self, subject: Party | None) -> Party | None:
        """Of two who act on each other, the second: التقى ترامب وبوتين."""
        if "مع" not in self.trigger.recipient or subject is None:
            return None
        return next((party(self.article, p.phrase) for p in self.parts if p.marker == "و"), None)
