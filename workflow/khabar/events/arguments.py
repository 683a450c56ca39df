"""Who acts and who is acted upon: reads the arguments of a trigger by the pattern of its lexicon row.

Verbs: subject after the verb (VSO) or before it (SVO), object after the subject, or the recipient behind a
preposition. Verbal nouns: genitive, attached pronoun, nationality adjective, من قبل, لـ, على, بين … و …; what is
missing is taken from the verb that governs the noun ("شنت مقاتلات التحالف غارات").
"""

from functools import cache
from typing import NamedTuple

from khabar.events.article import Article, Sentence
from khabar.events.complements import Complement, complements
from khabar.events.conditions import bare_forms, matched_after
from khabar.events.parties import Party, agrees, first_name, named, party, pronoun
from khabar.events.triggers import Reading, readings, word_class
from khabar.resources import lexicon
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, is_verb, verb_readings
from khabar.text.words import word_class as phrase_class

_PASSIVE_LEMMAS = frozenset(
    lexical(lemma)
    for lemma in (
        *("قتل", "جرح", "أصاب", "اعتقل", "احتجز", "خطف", "اختطف", "اغتال", "أعدم", "طرد", "سجن", "حبس", "ذبح", "أوقف"),
        *(
            "اغتصب",
            "عذّب",
            "فكّك",
            "رحّل",
            "أقال",
            "عزل",
            "أحال",
            "منع",
            "طعن",
            "دهس",
            "سمّم",
            "أصاب",
            "نشر",
            "صادر",
            "أدان",
        ),
        *(
            "فرض",
            "حظر",
            "أغلق",
            "هدم",
            "أجلى",
            "ألغى",
            "أحرق",
            "نهب",
            "دمّر",
            "قصف",
            "أفرج",
            "رفع",
            "أسقط",
            "علّق",
            "جمّد",
        ),
    )
)
_GOVERNOR_REACH = 14


class Arguments(NamedTuple):
    """The two parties of an event, and whether the actor was read off the text around the trigger itself."""

    actor: Party | None
    recipient: Party | None


def arguments(article: Article, sentence: Sentence, token: int, reading: Reading) -> Arguments:
    """Actor and recipient of the trigger at `token`."""
    reader = _Reader(article, sentence, token, reading)
    found = reader.noun() if reading.tense == "noun" else reader.verb()
    actor, recipient = found
    if actor is not None and recipient is not None and actor.key == recipient.key:
        recipient = None
    return Arguments(actor, recipient)


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

    # -- verbs ------------------------------------------------------------------------------------------------------

    def verb(self) -> Arguments:
        if self.trigger.core == "none":
            return Arguments(self._agent(), self._marked())
        before = self._subject_before()
        bare = [part for part in self.parts if part.marker == ""]
        cue = self.article.quote_of_cue.get(self.token)
        leading = bare[0] if bare and self._only_settings_before(bare[0]) else None
        subject: Party | None = None
        rest = bare
        if self.reading.tense == "participle":
            subject = self._subject_of_governor()
        elif before is not None:
            subject = before
        elif leading is not None and not self._is_content(leading):
            subject, rest = party(self.article, leading.phrase), bare[1:]
            if self._passive(bare[1:]):
                return Arguments(self._agent(), self._event_party(leading))
        if self.reading.passive or (self._passive(rest) and before is not None and self._may_be_passive()):
            return Arguments(self._agent(), subject)
        if subject is None and cue is not None:
            subject = self._speaker(cue)
        if subject is None:
            subject = self._unspoken_subject()
        if self.trigger.core == "recipient":
            return Arguments(self._agent(), subject)
        return Arguments(subject, self._marked(rest) or self._object_pronoun(subject) or self._joined(subject))

    def _only_settings_before(self, part: Complement) -> bool:
        """Whether only places and times stand between the verb and the phrase: قتل في غزة ثلاثة."""
        return all(p.marker in ("في", "خلال", "بعد", "قبل", "منذ", "امس") for p in self.parts if p.token < part.token)

    def _is_content(self, part: Complement) -> bool:
        return self.content is not None and part.phrase.first <= self.content < part.phrase.last

    def _may_be_passive(self) -> bool:
        return self.reading.ambiguous_voice and lexical(self.trigger.lemma) in _PASSIVE_LEMMAS

    def _passive(self, objects: list[Complement]) -> bool:
        if self.reading.passive:
            return True
        if not self._may_be_passive() or self.reading.pronoun or "obj" not in self.trigger.recipient:
            return False
        return not objects

    def _agent(self) -> Party | None:
        for part in self.parts:
            if part.marker == "agent":
                return party(self.article, part.phrase)
        return None

    def _subject_before(self) -> Party | None:
        """The phrase that ends just before the verb, if nothing governs it: headlines, إن + noun, و + noun."""
        first = self.sentence.first
        at = self.token - 1
        if at < first:
            return None
        relative = "relative" in phrase_class(self.words.lex[at])
        if relative:
            at -= 1
        while at > first and self.words.lex[at] in ("قد", "سوف", "لا", "لم", "لن", "كان", "كانت", "ايضا", "لا", "يوم"):
            at -= 1
        end = at + 1
        for date in self.article.dates(self.sentence):
            if date.end == self.words.tokens[at].end and not relative:
                end = self.words.at(date.start)
                if end > first and self.words.tokens[end - 1].text in "،,":
                    end -= 1
        phrase = self.article.reader.before(end, first) if end > first else None
        if phrase is None or phrase.first < first:
            return None
        governor = phrase.first - 1
        if governor >= first and not relative:
            lex, text = self.words.lex[governor], self.words.tokens[governor].text
            if not (
                is_complementizer(lex)
                or text in '،,:.؛"«“-؟!\n»”)'
                or lex in ("لكن", "بينما", "فيما", "حيث", "كما", "ولكن")
            ):
                return None
        if relative and self.reading.pronoun:
            return None
        return party(self.article, phrase)

    def _unspoken_subject(self) -> Party | None:
        """A verb without a subject of its own: the first name before it that agrees."""
        feminine, plural = self.reading.gender == "f", self.reading.plural
        found = first_name(self.article, self.sentence, self.token, feminine, plural)
        if found is None:
            found = self._previous_subject(feminine, plural)
        return found._replace(resolved=True) if found else None

    def _previous_subject(self, feminine: bool, plural: bool) -> Party | None:
        sentences = self.article.sentences
        index = sentences.index(self.sentence) if self.sentence in sentences[:1] else _index(sentences, self.sentence)
        for previous in reversed(sentences[max(index - 2, 0) : index]):
            found = first_name(self.article, previous, previous.last, feminine, plural)
            if found is not None:
                return found
        return None

    def _speaker(self, cue: object) -> Party | None:
        row = cue
        assert hasattr(row, "__getitem__")
        mention_id = row["speaker_mention_id"]
        for mention in self.article.mentions:
            if mention_id is not None and mention["mention_id"] == mention_id:
                return Party(
                    mention["char_start"],
                    mention["char_end"],
                    mention["text"],
                    mention["canonical_name"],
                    mention,
                    False,
                )
        if row["speaker_char_start"] is None:
            return None
        start, end = row["speaker_char_start"], row["speaker_char_end"]
        return Party(start, end, row["speaker_text"], None, None, False)

    def _object_pronoun(self, subject: Party | None) -> Party | None:
        if not self.reading.pronoun or "obj" not in self.trigger.recipient:
            return None
        before = self._relative_head()
        found = before or pronoun(self.article, self.sentence, self.token, self.reading.pronoun, None)
        return None if found is None or (subject is not None and found.key == subject.key) else found

    def _relative_head(self) -> Party | None:
        at = self.token - 1
        if at > self.sentence.first and "relative" in phrase_class(self.words.lex[at]):
            phrase = self.article.reader.before(at, self.sentence.first)
            return party(self.article, phrase) if phrase else None
        return None

    def _joined(self, subject: Party | None) -> Party | None:
        """Of two who act on each other, the second: التقى ترامب وبوتين."""
        if "مع" not in self.trigger.recipient or subject is None:
            return None
        for part in self.parts:
            if part.marker == "و" and part.phrase.first > 0:
                return party(self.article, part.phrase)
        return None

    # -- recipients -------------------------------------------------------------------------------------------------

    def _marked(self, bare: list[Complement] | None = None) -> Party | None:
        """The recipient by the markers of the lexicon row, best first."""
        for marker in self.trigger.recipient:
            if marker == "obj":
                for part in bare or ():
                    if not self._is_content(part):
                        return self._event_party(part)
                continue
            for part in self.parts:
                if part.marker == lexical(marker) and not self._is_content(part):
                    return self._event_party(part)
        return None

    def _event_party(self, part: Complement) -> Party | None:
        """Whom the phrase means; for what someone did ("اعتداء الحوثيين") or decided, the one who did."""
        head = part.phrase.head
        word = self.words.tokens[head].text
        inner = next((r for r in readings(word) if r.tense == "noun" and r.trigger.core in ("actor", "either")), None)
        forms = bare_forms(word)
        if inner is None and forms.isdisjoint(word_class("object_noun")):
            return party(self.article, part.phrase)
        following = [p for p in complements(self.article, self.sentence, head + 1) if p.marker in ("", "ل", "agent")]
        demonym = self._demonym(head)
        if demonym is not None:
            return demonym
        for names in (part.phrase.names, *(p.phrase.names for p in following[:2])):
            for index in names:
                if self.words.names[index].kind != "MISC":
                    return named(self.article, index)
        return party(self.article, part.phrase)

    # -- verbal nouns -----------------------------------------------------------------------------------------------

    def noun(self) -> Arguments:
        core = self.trigger.core
        if core == "self":
            phrase = self.article.reader.after(self.token, self.reading.clitics)
            return Arguments(party(self.article, phrase) if phrase else None, None)
        agent = self._agent()
        between = self._between()
        if between is not None:
            return between
        owner = self._owner()
        recipient = self._marked()
        actor = agent
        if owner is not None:
            if core == "recipient" or (core == "either" and (agent is not None or recipient is None)):
                recipient = owner
            elif actor is None:
                actor = owner
        if actor is None:
            actor = self._demonym(self.token)
        if actor is None and core in ("actor", "either") and "ل" not in self.trigger.recipient:
            actor = next((party(self.article, p.phrase) for p in self.parts if p.marker == "ل"), None)
            if actor is not None and actor.mention is None:
                actor = None
        if actor is None:
            governor = self._subject_of_governor()
            if governor is not None and (recipient is None or governor.key != recipient.key):
                actor = governor
        return Arguments(actor, recipient)

    def _owner(self) -> Party | None:
        """The genitive, or whom the attached pronoun means."""
        if self.reading.pronoun:
            return pronoun(self.article, self.sentence, self.token, self.reading.pronoun, self._subject_of_governor())
        for part in self.parts[:3]:
            if part.marker != "":
                break
            if self._is_content(part) or self._is_adjective(part):
                continue
            if self.reading.definite and self.words.name_at[part.phrase.head] < 0:
                break
            return self._event_party(part) if self.trigger.core == "recipient" else party(self.article, part.phrase)
        return None

    def _is_adjective(self, part: Complement) -> bool:
        if self.words.name_at[part.phrase.head] >= 0:
            return False
        lex = self.words.lex[part.phrase.head]
        bare = lex.removeprefix("ال")
        definite = lex != bare
        if definite != self.reading.definite and not (definite and self.reading.pronoun):
            return False
        return (
            bare in _adjectives()
            or bare in demonyms()
            or (len(bare) > 3 and bare.endswith(("ي", "يه")) and part.phrase.last - part.phrase.first == 1)
        )

    def _demonym(self, token: int) -> Party | None:
        """A nationality adjective right after the noun stands for the country: هجوم إسرائيلي, التهديدات الإيرانية."""
        for at in range(token + 1, min(token + 4, self.sentence.last)):
            lex = self.words.lex[at].removeprefix("ال")
            if self.words.name_at[at] < 0 and lex in demonyms():
                word = self.words.tokens[at]
                return Party(word.start, word.end, word.text, None, None, False)
            if not (lex in _adjectives() or lex.endswith(("ي", "يه"))):
                return None
        return None

    def _between(self) -> Arguments | None:
        """بين … و …: one party and the other."""
        for i, part in enumerate(self.parts):
            if part.marker == "بين":
                first = party(self.article, part.phrase)
                names = [n for n in part.phrase.names if self.words.names[n].kind != "MISC"]
                if len(names) > 1 and first is not None and first.name == named(self.article, names[0]).name:
                    return Arguments(first, named(self.article, names[1]))
                if i + 1 < len(self.parts) and self.parts[i + 1].marker in ("و", "بين"):
                    return Arguments(first, party(self.article, self.parts[i + 1].phrase))
                return Arguments(first, None)
        return None

    def _subject_of_governor(self) -> Party | None:
        """The subject of the verb that governs the noun or participle, looked for to the left in the clause."""
        first = max(self.sentence.first, self.token - _GOVERNOR_REACH)
        for at in range(self.token - 1, first - 1, -1):
            text, lex = self.words.tokens[at].text, self.words.lex[at]
            if text in ".؛:؟!\n":
                return None
            if self.words.name_at[at] >= 0 or not is_verb(lex) or phrase_class(lex):
                continue
            subject = self._subject_of(at)
            if subject is not None and not subject.start <= self.words.tokens[self.token].start < subject.end:
                return subject
            return None
        return None

    def _subject_of(self, at: int) -> Party | None:
        """Subject of the finite verb at a token: after it, before it, or unspoken."""
        form = next(
            (r.form for r in verb_readings(self.words.lex[at]) if r.form.tense in ("past", "present", "future")), None
        )
        if form is None or form.voice == "passive":
            return None
        cue = self.article.quote_of_cue.get(at)
        if cue is not None:
            speaker = self._speaker(cue)
            if speaker is not None:
                return speaker
        parts = complements(self.article, self.sentence, at + 1)
        if (
            parts
            and parts[0].marker == ""
            and parts[0].phrase.first < self.token
            and parts[0].phrase.last <= self.token
        ):
            head = self.words.tokens[parts[0].phrase.head].text
            if not any(r.tense == "noun" for r in readings(head)):
                return party(self.article, parts[0].phrase)
        inner = _Reader(self.article, self.sentence, at, self.reading._replace(tense="past", pronoun="", passive=False))
        before = inner._subject_before()
        if before is not None:
            return before
        found = first_name(self.article, self.sentence, at, form.gender == "f", form.number == "p")
        return (
            found._replace(resolved=True)
            if found is not None and agrees(found, form.gender == "f", form.number == "p")
            else None
        )


def _index(sentences: list[Sentence], sentence: Sentence) -> int:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].first < sentence.first:
            low = middle + 1
        else:
            high = middle
    return low


@cache
def demonyms() -> dict[str, str]:
    """Folded nationality adjective, without article → ISO 3166-1 alpha-3 code."""
    return {lexical(row["form"]).removeprefix("ال"): row["iso3"] for row in lexicon("demonyms")}


def _adjectives() -> frozenset[str]:
    return word_class("adjective")
