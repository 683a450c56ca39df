"""Who speaks: the phrase beside the reporting word, or what it stands for, resolved within the article.

A name is the mention that the table entities knows. A title without a name (الوكيل) is the person whose title in this
article has the same head and agrees in the rest; a body without a name (الوزارة) the last body named so; a document
(البيان) the body behind it; an unnamed subject (وأضاف) the last speaker who agrees in gender and number.
"""

import re
from bisect import bisect_right
from dataclasses import replace

from khabar.quotes.acting import Acting
from khabar.quotes.antecedents import antecedent
from khabar.quotes.article import Article
from khabar.quotes.bodies import DOCUMENTS, Bodies
from khabar.quotes.documents import STUDIES, Documents
from khabar.quotes.grammar import head_word, is_animate, traits
from khabar.quotes.namesakes import Namesakes
from khabar.quotes.roles import Mention, Roles
from khabar.quotes.speaker import NOBODY, Speaker, carried, fits
from khabar.quotes.speaker_vocabulary import speaker_words
from khabar.quotes.statement import Statement
from khabar.quotes.title_words import stem
from khabar.quotes.turns import Turns
from khabar.text.inflect import Form
from khabar.text.phrases import Phrase
from khabar.text.spans import Span
from khabar.text.tokens import lexical
from khabar.text.words import has_article, is_medium, is_role, word_class

_PAPERS = DOCUMENTS | STUDIES
_VAGUE = speaker_words("vague_role")
_RECENT = 2  # speakers to whom such a title can point back
_OF_ITS_OWN = 2  # words; a longer phrase tells whose document it is
_ADDRESSED = re.compile(r"\s+لـ? ?[\"«“].*", re.DOTALL)  # مصادر لـ"الساحل"
_MARKS = str.maketrans("", "", '"“”«»‹›#')


class SpeakerResolver:
    """Resolves the speakers of one article, statement after statement."""

    def __init__(self, article: Article, mentions: list[Mention]) -> None:
        self.a = article
        self.mentions = mentions
        self.roles = Roles(article, mentions)
        self.namesakes = Namesakes(mentions)
        self.documents = Documents(article)
        self.acting = Acting(article)
        self.bodies = Bodies(article, mentions, self.roles)
        self.turns = Turns(article)

    def resolve(self, statements: list[Statement]) -> list[Speaker]:
        """The speaker of each statement, in the order given (that of the text)."""
        resolved: list[Speaker] = []
        said_here: list[tuple[Statement, Speaker]] = []  # in the sentence at hand
        for statement in statements:
            if said_here and said_here[-1][0].unit != statement.unit:
                said_here.clear()
            speaker = self._one(statement, said_here)
            resolved.append(speaker)
            if speaker.name is not None:
                said_here.append((statement, speaker))
                if statement.rule != "floating-part" and not statement.nested:
                    self.turns.all.append((statement.token, speaker))
        return self._look_ahead(statements, resolved)

    def _look_ahead(self, statements: list[Statement], resolved: list[Speaker]) -> list[Speaker]:
        """Fragments belong to whom the sentence, or the article after its headline, quotes next.

        Words that are shown apart belong to whom the text quotes with them.
        """
        following = NOBODY
        texts = {s.span.of(self.a.text): i for i, s in enumerate(statements) if not s.rule.startswith("floating")}
        result: list[Speaker] = []
        for index in range(len(statements) - 1, -1, -1):
            speaker, statement = resolved[index], statements[index]
            twin = texts.get(statement.span.of(self.a.text)) if statement.rule == "floating-alone" else None
            if twin is not None:
                speaker = carried(resolved[twin])
            elif speaker is NOBODY and statement.phrase is None and fits(following, statement.form):
                speaker = carried(following)
            elif statement.unit == 0 and statement.phrase is not None:
                speaker = self._named_below(speaker, statement.phrase, following)
            if speaker.name is not None:
                following = speaker
            result.append(speaker)
        return result[::-1]

    def _named_below(self, speaker: Speaker, phrase: Phrase, following: Speaker) -> Speaker:
        """Who is not named in the headline: "مسؤول كردي: ..." is the Kurdish leader whom the article quotes first."""
        head = head_word(self.a.words, phrase)
        known = speaker.mention is not None or speaker.is_name or has_article(head)
        if known or following.name is None or not (is_role(head) or "source" in word_class(head)):
            return speaker
        head = stem(head)
        again = following.span is not None and stem(lexical(following.span.of(self.a.text).split()[0])) == head
        if again or (following.mention is not None and self.roles.could_be(following.mention, phrase)):
            return replace(following, span=speaker.span)
        return speaker

    def _one(self, statement: Statement, said_here: list[tuple[Statement, Speaker]]) -> Speaker:
        if statement.phrase is not None:
            return self._of_phrase(self._passed_on(statement, statement.phrase), statement)
        described = antecedent(self.a, statement)
        if described is not None:
            return self._of_phrase(described, statement)
        if statement.rule.startswith("floating"):
            if said_here:
                return carried(said_here[-1][1])
            if statement.rule == "floating-part":
                return NOBODY  # see _look_ahead
            return carried(self.turns.last or NOBODY)
        return self._carried_over(statement, said_here)

    def _passed_on(self, statement: Statement, phrase: Phrase) -> Phrase:
        """Behind a medium that only passes on: بحسب ما نقلت الوكالة عن الوزير."""
        a = self.a
        cue = statement.cue.of(a.text).split() if statement.cue is not None else [""]
        if not statement.rule.startswith("source") or not lexical(cue[-1]).startswith("نقل"):
            return phrase
        for at in range(phrase.last, min(phrase.last + 3, len(a.tokens) - 1)):
            if a.lex[at] == "عن":
                source = a.reader.after(at + 1)
                if source is not None and is_animate(a.words, source):
                    statement.via.append(phrase)
                    return source
        return phrase

    # -- speakers who are not named beside the cue ------------------------------------------------------------------

    def _carried_over(self, statement: Statement, said_here: list[tuple[Statement, Speaker]]) -> Speaker:
        form = None if statement.rule.startswith("relayed") else statement.form  # نقلت الوكالة عنه: his form is unknown
        unit = self.a.units[statement.unit]
        subject = self.acting.before(statement, unit.first)
        for said, speaker in reversed(said_here):
            token = said.token
            if said.nested:
                continue
            if subject is not None and subject[0] > token and form is not None and form.tense != "participle":
                break
            if fits(speaker, form):
                return carried(speaker)
        if subject is not None:
            return carried(self._of_phrase(subject[1], statement))
        nearer = self._subject_of_sentence_before(statement)
        if nearer is not None:
            return carried(nearer)
        for speaker in self.turns.recent():
            if fits(speaker, form):
                return carried(speaker)
        return NOBODY

    def _subject_of_sentence_before(self, statement: Statement) -> Speaker | None:
        """Who acts in the sentence before, if he acts there after he last spoke: "واعتذر البنك. وقال"."""
        form = statement.form
        if form is None or form.tense not in ("past", "present") or statement.unit == 0:
            return None
        unit = self.a.units[statement.unit - 1]
        if unit.section == "title" or self.turns.last_token >= unit.first:
            return None
        subject = self.acting.before(statement, unit.first, unit.last)
        if subject is None:
            return None
        speaker = self._of_phrase(subject[1], statement)
        known = speaker.mention is not None and self.mentions[speaker.mention].kind in ("PER", "ORG")
        return speaker if known else None

    def _of_phrase(self, phrase: Phrase, statement: Statement) -> Speaker:
        """Whom the phrase means: a name, else what its head stands for in this article, else itself."""
        found = self._named(phrase, statement)
        if found is None:
            head = head_word(self.a.words, phrase)
            if head in _PAPERS:
                found = self._document(phrase, statement)
            elif is_role(head) or head in _VAGUE:
                found = self._role(phrase, head, statement)
            elif word_class(head) & {"body", "medium"}:
                found = self._body(phrase, head, statement)
            elif "source" in word_class(head):
                found = self._source(phrase, head, statement)
        return found or self._itself(phrase, statement)

    def _named(self, phrase: Phrase, statement: Statement) -> Speaker | None:
        a, span = self.a, Span(phrase.start, phrase.end)
        genders, number = self._traits(phrase, statement.form)
        if phrase.person == -1:
            title = self.roles.before_unknown(phrase)
            return Speaker(self.roles.unknown_name(phrase), span, None, title, "phrase", genders, "s", is_name=True)
        if phrase.person is not None:
            full = self.namesakes.of(phrase.person, self.mentions[phrase.person].canonical)
            mention = self.mentions[full]
            role = mention.role or self.roles.written(phrase)
            return Speaker(mention.canonical, span, full, role, "phrase", genders, "s")
        head = a.words.name_at[phrase.head]
        name = head if head >= 0 else self.bodies.of_classifier(phrase)
        if name is None:
            return None
        person = self.namesakes.called(span.of(a.text)) if head >= 0 and self.mentions[name].kind != "PER" else None
        if person is not None and self.mentions[name].canonical != span.of(a.text):
            return Speaker(self.mentions[person].canonical, span, person, None, "phrase", genders, "s")
        if self._joined_names(phrase):  # the first speaks for both
            return Speaker(self.mentions[name].canonical, span, name, None, "phrase", frozenset("m"), "p")
        return Speaker(self.mentions[name].canonical, span, name, None, "phrase", genders, number)

    def _role(self, phrase: Phrase, head: str, statement: Statement) -> Speaker:
        """A title alone: the person who holds it here, else the same unnamed source as before."""
        text = self._written(phrase)
        found = self.roles.person(phrase, statement.token)
        if found is not None:
            return self._mentioned(found, phrase, statement, "role", text)
        genders, _ = self._traits(phrase, statement.form)
        span = Span(phrase.start, phrase.end)
        below_title = self.a.units[0].last if self.a.units[0].section == "title" else 0
        earlier = (
            self.turns.unnamed(head, statement.token, below_title)
            or self._vague(phrase, head, genders)
            or self.turns.unnamed(head, statement.token)
        )
        if earlier is not None:
            return Speaker(earlier.name, span, earlier.mention, text, "role", genders, "s", earlier.is_name)
        return Speaker(text, span, None, text, "phrase", genders, "s")

    def _vague(self, phrase: Phrase, head: str, genders: frozenset[str]) -> Speaker | None:
        """Who spoke last, where the title alone would fit him: المسؤول الكردي, after the Kurdish leader spoke."""
        if head not in _VAGUE:
            return None
        for speaker in self.turns.recent(_RECENT):
            if speaker.mention is None or self.mentions[speaker.mention].kind != "PER":
                continue
            if genders & speaker.genders and self.roles.could_be(speaker.mention, phrase):
                return speaker
        return None

    def _body(self, phrase: Phrase, head: str, statement: Statement) -> Speaker | None:
        found = self.bodies.named(phrase, head, self.turns.mentions())
        if found is None and "medium" in word_class(head):
            marked = self.bodies.in_marks(phrase)
            if marked is not None:
                genders, _ = self._traits(phrase, statement.form)
                span = Span(phrase.start, phrase.end)
                return Speaker(marked, span, None, None, "body", genders, "s", is_name=True)
        if found is None and phrase.last == phrase.first + 1:
            return self.turns.again(phrase, head, statement.token)
        return None if found is None else self._mentioned(found, phrase, statement, "body")

    def _source(self, phrase: Phrase, head: str, statement: Statement) -> Speaker | None:
        """المصدر after مصدر طبي: the same source again."""
        genders, number = self._traits(phrase, statement.form)
        if not head.startswith("ال") or phrase.last != phrase.first + 1:
            return None
        if number == "p":
            return self.turns.again(phrase, head, statement.token)
        earlier = self.turns.unnamed(head, statement.token)
        if earlier is None:
            return None
        span = Span(phrase.start, phrase.end)
        return Speaker(earlier.name, span, earlier.mention, None, "role", genders, earlier.number, earlier.is_name)

    def _unit_of(self, token: int) -> int:
        """First token of the unit that holds the token."""
        units = self.a.units
        return units[bisect_right(units, token, key=lambda unit: unit.first) - 1].first

    def _issuer(self, phrase: Phrase, statement: Statement) -> Speaker | None:
        """Whom the article has as issuer of a document, in the phrase or where the same document was before."""
        span = Span(phrase.start, phrase.end)
        if self.documents.is_own(phrase):
            return replace(self._carried_over(statement, []), span=span, how="document")
        floor = self._unit_of(self.turns.last_token) if self.turns.last else 0
        issuer = self.documents.issuer(phrase)
        if issuer is None and self.bodies.behind(phrase, len(self.a.tokens)) is None:
            head = lexical(self.a.tokens[phrase.head].text[-len(head_word(self.a.words, phrase)) :]).removeprefix("ال")
            earlier = self.turns.document(head)
            if earlier is not None:
                return replace(earlier, span=span)
            issuer = self.documents.issued_before(phrase, floor)
        if issuer is None or head_word(self.a.words, issuer) in _PAPERS:
            return None
        found = self._of_phrase(issuer, statement)
        medium = found.mention is not None and is_medium(self.a.words, found.mention)
        if medium and head_word(self.a.words, phrase) in DOCUMENTS:
            return None  # the paper that has the statement did not make it
        return replace(found, span=span, how="document")

    def _document(self, phrase: Phrase, statement: Statement) -> Speaker | None:
        """A document speaks for the body behind it, else for the body that spoke or was named last."""
        issued = self._issuer(phrase, statement)
        if issued is not None or head_word(self.a.words, phrase) not in DOCUMENTS:
            return issued
        found = self.bodies.behind(phrase, self.turns.last_token)
        issuer = self.bodies.issuer_of_place(phrase) if found is not None else None
        if issuer is not None:
            genders, number = self._traits(phrase, statement.form)
            name = self.a.text[issuer.start : issuer.end].translate(_MARKS)
            return Speaker(name, Span(phrase.start, phrase.end), None, None, "document", genders, number)
        if found is None and phrase.last - phrase.first > _OF_ITS_OWN:
            return None  # بيان صادر عن منتدى الأعمال: its issuer, that no table knows
        if found is None:
            spoke = [s for s in self.turns.recent() if s.mention is not None]
            spoke.sort(key=lambda speaker: speaker.how != "document")  # the same document again
            mentions = (s.mention for s in spoke if s.mention is not None)
            found = next((mention for mention in mentions if self.mentions[mention].kind != "PER"), None)
        if found is None:
            found = self.bodies.last_before(phrase.start)
        if found is None and self.turns.last and head_word(self.a.words, phrase) not in STUDIES:
            found = self.turns.last.mention
        return None if found is None else self._mentioned(found, phrase, statement, "document")

    def _mentioned(
        self, mention: int, phrase: Phrase, statement: Statement, how: str, role: str | None = None
    ) -> Speaker:
        genders, _ = self._traits(phrase, statement.form)
        span = Span(phrase.start, phrase.end)
        return Speaker(self.mentions[mention].canonical, span, mention, role, how, genders, "s")

    def _itself(self, phrase: Phrase, statement: Statement) -> Speaker:
        genders, number = self._traits(phrase, statement.form)
        return Speaker(self._written(phrase), Span(phrase.start, phrase.end), None, None, "phrase", genders, number)

    def _written(self, phrase: Phrase) -> str:
        text = _ADDRESSED.sub("", self.a.text[phrase.start : phrase.end]).translate(_MARKS)
        within = self.a.tokens[phrase.first].start < phrase.start
        article = within and text.startswith("ل") and self.a.text[phrase.start - 1] == "ل"
        return "ا" + text if article else text  # of "للعلماء": العلماء

    def _joined_names(self, phrase: Phrase) -> bool:
        """Two speakers: طهران وبغداد."""
        if len(set(phrase.names)) < 2:
            return False
        last = self.mentions[phrase.names[-1]]
        token = self.a.tokens[self.a.words.at(last.start)]
        return token.start < last.start and token.text.startswith("و")

    def _traits(self, phrase: Phrase, form: Form | None) -> tuple[frozenset[str], str]:
        """Gender as the verb shows it, else as the head does; number from the head."""
        genders, numbers = traits(self.a.words, phrase)
        if form is not None and form.gender and form.tense in ("past", "present", "future") and "p" not in numbers:
            genders = frozenset(form.gender)
        return genders, "".join(sorted(numbers & {"p", "s"})) or "s"
