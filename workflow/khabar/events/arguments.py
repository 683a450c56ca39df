"""Who acts and who is acted upon: reads the arguments of a trigger by the pattern of its lexicon row.

Verbs: subject after the verb (VSO) or before it (SVO), object after the subject, or the recipient behind a
preposition. Verbal nouns: genitive, attached pronoun, nationality adjective, من قبل, لـ, على, بين … و …; what is
missing is taken from the verb that governs the noun ("شنت مقاتلات التحالف غارات").
"""

from typing import NamedTuple

from khabar.events.article import Article, Sentence
from khabar.events.complements import Complement, complements
from khabar.events.conditions import matched_after
from khabar.events.parties import (
    Party,
    agrees,
    country_of_adjective,
    demonyms,
    media,
    named,
    party,
    pronoun,
    speaker,
    speaker_around,
)
from khabar.events.subjects import (
    governing_subject,
    is_suffered,
    joint_before,
    subject_after,
    subject_before,
    subject_of,
    unspoken,
)
from khabar.events.triggers import SPEECH_TYPES, Reading, bare_forms, readings, word_class
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, is_masdar, is_verb
from khabar.text.words import word_class as phrase_class

_AGAINST = frozenset(("ACCUSE",))
_AGAINST_REACH = 12  # tokens of the content in which its first name is looked for


class Arguments(NamedTuple):
    """The two parties of an event."""

    actor: Party | None
    recipient: Party | None


def arguments(article: Article, sentence: Sentence, token: int, reading: Reading) -> Arguments:
    """Actor and recipient of the trigger at `token`."""
    reader = _Noun if reading.tense == "noun" else _Verb
    actor, recipient = reader(article, sentence, token, reading).read()
    if actor is not None and recipient is not None and actor.key == recipient.key:
        recipient = None
    if recipient is None and reading.trigger.event_type in _AGAINST:
        recipient = _against(article, sentence, token, actor)
    return Arguments(actor, recipient)


def _is_place(found: Party) -> bool:
    return found.mention is not None and found.mention["entity_type"] == "LOC"


def _against(article: Article, sentence: Sentence, token: int, actor: Party | None) -> Party | None:
    """Whom the content of an act of speech is about: its first name or nationality that is not the actor's."""
    words = article.words
    for at in range(token + 1, min(token + _AGAINST_REACH, sentence.last)):
        if words.tokens[at].text in ".؟!?؛;\n":
            return None
        found = _named_at(article, at) or country_of_adjective(article, at)
        if found is None or found.mention is None:
            continue
        if actor is None or (found.key != actor.key and not actor.start <= found.start < actor.end):
            return found._replace(resolved=True)
    return None


def _named_at(article: Article, at: int) -> Party | None:
    """The name that covers a token, unless it is a medium or stands as a place."""
    words = article.words
    index = words.name_at[at]
    if index < 0 or words.names[index].kind == "MISC":
        return None
    found = named(article, index)
    attached = article.text[words.tokens[at].start : found.start]
    place = attached.endswith("ب") or words.lex[at - 1].removeprefix("و") in word_class("in")
    return None if place or lexical(found.text) in media() else found


class _Reader:
    def __init__(self, article: Article, sentence: Sentence, token: int, reading: Reading) -> None:
        self.article = article
        self.words = article.words
        self.sentence = sentence
        self.token = token
        self.reading = reading
        self.trigger = reading.trigger
        self.parts = complements(article, sentence, token + 1)
        self.content = matched_after(article, sentence, token, reading)

    def agent(self) -> Party | None:
        """The phrase behind من قبل, على يد and the like."""
        return next((party(self.article, p.phrase) for p in self.parts if p.marker == "agent"), None)

    def is_content(self, part: Complement) -> bool:
        """Whether the phrase is what the lexicon row requires (رسوما in فرض رسوما): no party."""
        return self.content is not None and part.phrase.first <= self.content < part.phrase.last

    def marked(self, bare: list[Complement] | None = None) -> Party | None:
        """The recipient by the markers of the lexicon row, best first."""
        for marker in self.trigger.recipient:
            wanted = "" if marker == "obj" else lexical(marker)
            for part in (bare or []) if marker == "obj" else self.parts:
                if part.marker == wanted and not self.is_content(part):
                    found = self.behind(part)
                    if found is not None and not (marker == "في" and _is_place(found)):
                        return found
        return None

    def behind(self, part: Complement) -> Party | None:
        """Whom a phrase means: for what someone did, decided or sells (اعتداء الحوثيين, بضائع صينية), that someone."""
        head = part.phrase.head
        word = self.words.tokens[head].text
        forms = bare_forms(word)
        if self.words.name_at[head] >= 0:
            return party(self.article, part.phrase)
        inner = next((r for r in readings(word) if r.tense == "noun" and r.trigger.core in ("actor", "either")), None)
        if inner is None and forms.isdisjoint(word_class("object_noun")):
            found = party(self.article, part.phrase)
            act = found is not None and found.mention is None and is_masdar(self.words.lex[head].removeprefix("ال"))
            return None if act and self.trigger.event_type in SPEECH_TYPES else found
        for at in range(head + 1, min(head + 4, self.sentence.last)):
            country = country_of_adjective(self.article, at)
            if country is not None:
                return country
        following = [p for p in complements(self.article, self.sentence, head + 1) if p.marker in ("", "ل", "agent")]
        for names in (part.phrase.names, *(p.phrase.names for p in following[:2])):
            for index in names:
                if self.words.names[index].kind != "MISC":
                    return named(self.article, index)
        return None if self.trigger.event_type in SPEECH_TYPES else party(self.article, part.phrase)


class _Verb(_Reader):
    def read(self) -> Arguments:
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
            return Arguments(self.agent(), subject)
        if self.trigger.core == "recipient":
            return Arguments(self.agent(), subject)
        recipient = self.marked(objects) or self._object_pronoun() or self._second(subject)
        return Arguments(subject or self._unspoken(), recipient)

    def _subject(
        self, before: Party | None, after: Complement | None, bare: list[Complement]
    ) -> tuple[Party | None, list[Complement]]:
        """The subject and the bare phrases left as objects."""
        if self.reading.tense == "participle":
            governor = governing_subject(self.article, self.sentence, self.token, False, any_verb=True)
            return governor or self._speaker_here(), bare
        quote = self.article.quote_of_cue.get(self.token)
        said = speaker(self.article, quote) if quote is not None else None
        behind = party(self.article, after.phrase) if after is not None else None
        rest = bare[1:] if after is not None and bare and bare[0] is after else bare
        if said is not None:
            same = behind is not None and (behind.key == said.key or behind.start <= said.start < behind.end)
            bare_title = behind is not None and after is not None and behind.mention is None
            if bare_title and after is not None and behind is not None and self._can_be_subject(behind, after):
                same = True  # طالب البيان: the ministry behind it
            return said, rest if same else bare
        if before is not None:
            return before, bare
        if behind is not None and after is not None and self._can_be_subject(behind, after):
            return behind, rest
        return None, bare

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
        if self.reading.passive:
            return True
        if not self.reading.ambiguous_voice or self.reading.pronoun or "obj" not in self.trigger.recipient:
            return False
        if objects or lexical(self.trigger.lemma) not in word_class("passive_prone"):
            return False
        return subject is not None or before

    def _unspoken(self) -> Party | None:
        before = self.words.lex[self.token - 1] if self.token > self.sentence.first else ""
        if is_complementizer(before) and len(before.removeprefix("ب")) > 2:  # إنه يفرض: who speaks
            found = speaker_around(self.article, self.token)
            if found is not None:
                return found
        if self.words.tokens[self.token].text[self.reading.clitics :].startswith("ن"):
            found = speaker_around(self.article, self.token)
            if found is not None:
                return found
        return unspoken(self.article, self.sentence, self.token, self.reading.gender == "f", self.reading.plural)

    def _speaker_here(self) -> Party | None:
        """Subject of a participle of speech (مطالبا): who speaks in its sentence, else its first name."""
        quote = self.article.quote_of_cue.get(self.token)
        said = speaker(self.article, quote) if quote is not None else None
        return said or unspoken(self.article, self.sentence, self.token, self.reading.gender == "f", False)

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


class _Noun(_Reader):
    def read(self) -> Arguments:
        if self.trigger.core == "self":
            return self._self()
        between = self._between()
        if between is not None:
            return between
        core, agent, owner = self.trigger.core, self.agent(), self._owner()
        recipient = self.marked()
        actor = agent
        if owner is not None:
            if core == "recipient" or (core == "either" and (agent is not None or recipient is None)):
                recipient = owner
            elif core != "none" and actor is None:
                actor = owner
        if actor is None:
            actor = self._adjective() or self._behind_li() or self._from()
        if actor is None and core != "none":
            actor = self._relative() or self._governor(recipient)
        suffered = is_suffered(self.article, self.sentence, self.token)
        if suffered is not None:
            victim, _ = subject_of(self.article, self.sentence, suffered, self.token)
            actor = None if actor is not None and victim is not None and actor.key == victim.key else actor
            return Arguments(actor, victim or recipient)
        return Arguments(actor, recipient)

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
            return self.behind(part) if self.trigger.core == "recipient" else party(self.article, part.phrase)
        return None

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
