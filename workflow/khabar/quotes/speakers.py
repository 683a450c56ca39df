"""Who speaks: the phrase beside the reporting word, or what it stands for, resolved within the article.

A name is the mention that the table entities knows. A title without a name (الوكيل) is the person whose title in this
article has the same head and agrees in the rest; a body without a name (الوزارة) the last body named so; a document
(البيان) the body behind it; an unnamed subject (وأضاف) the last speaker who agrees in gender and number.
"""

from bisect import bisect_left
from dataclasses import dataclass

from khabar.quotes.article import Article
from khabar.quotes.grammar import agrees, head_word, is_animate
from khabar.quotes.roles import Mention, Roles
from khabar.quotes.statement import Statement
from khabar.quotes.vocabulary import quote_words
from khabar.text.inflect import Form
from khabar.text.phrases import Phrase
from khabar.text.spans import Span
from khabar.text.tokens import lexical
from khabar.text.words import is_complementizer, is_medium, is_role, is_verb, word_class

_DOCUMENTS = quote_words("document")
_THINGS = quote_words("thing") | _DOCUMENTS
_MEMORY = 300  # speakers or mentions looked back at, so that work stays linear
_FURTHEST_DOCUMENT = 250  # tokens
_CONTRAST = quote_words("contrast")
_MARKS = str.maketrans("", "", '"“”«»‹›#')


@dataclass(frozen=True)
class Speaker:
    """Who a statement is attributed to."""

    name: str | None
    """Resolved name, or the phrase where the text gives no name."""
    span: Span | None
    """The phrase as written nearest to the cue."""
    mention: int | None
    """Index of the mention of the table entities that names the speaker, in the phrase or elsewhere in the article."""
    role: str | None
    how: str
    """phrase, role, body, document, carried, none."""
    genders: frozenset[str]
    number: str
    is_name: bool = False
    """Whether the name is one that the table entities does not hold."""


_NOBODY = Speaker(None, None, None, None, "none", frozenset("mf"), "")


class SpeakerResolver:
    """Resolves the speakers of one article, statement after statement."""

    def __init__(self, article: Article, mentions: list[Mention]) -> None:
        self.a = article
        self.mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self.roles = Roles(article, mentions)
        self.history: list[tuple[int, Speaker]] = []  # (token, speaker), in order of the text

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
                    self.history.append((statement.token, speaker))
        return self._look_ahead(statements, resolved)

    def _look_ahead(self, statements: list[Statement], resolved: list[Speaker]) -> list[Speaker]:
        """Fragments belong to whom the sentence, or the article after its headline, quotes next; words shown apart to
        whom the text quotes with them."""
        following = _NOBODY
        texts = {s.span.of(self.a.text): i for i, s in enumerate(statements) if not s.rule.startswith("floating")}
        result: list[Speaker] = []
        for index in range(len(statements) - 1, -1, -1):
            speaker, statement = resolved[index], statements[index]
            twin = texts.get(statement.span.of(self.a.text)) if statement.rule == "floating-alone" else None
            if twin is not None:
                speaker = _carried(resolved[twin])
            elif speaker is _NOBODY and statement.phrase is None:
                speaker = _carried(following)
            if speaker.name is not None:
                following = speaker
            result.append(speaker)
        return result[::-1]

    def _one(self, statement: Statement, said_here: list[tuple[Statement, Speaker]]) -> Speaker:
        if statement.phrase is not None:
            return self._of_phrase(statement.phrase, statement)
        if statement.rule.startswith("floating"):
            if said_here:
                return _carried(said_here[-1][1])
            if statement.rule == "floating-part":
                return _NOBODY  # see _look_ahead
            return _carried(self.history[-1][1]) if self.history else _NOBODY
        return self._carried_over(statement, said_here)

    # -- speakers who are not named beside the cue ----------------------------------------------------------------------

    def _carried_over(self, statement: Statement, said_here: list[tuple[Statement, Speaker]]) -> Speaker:
        form = statement.form
        unit = self.a.units[statement.unit]
        subject = self._subject_before(statement, unit.first)
        for said, speaker in reversed(said_here):
            token = said.token
            if said.nested:
                continue
            if subject is not None and subject[0] > token and form is not None and form.tense != "participle":
                break
            if _fits(speaker, form):
                return _carried(speaker)
        if subject is not None:
            return _carried(self._of_phrase(subject[1], statement))
        nearer = self._subject_of_sentence_before(statement)
        if nearer is not None:
            return _carried(nearer)
        for _, speaker in reversed(self.history[-_MEMORY:]):
            if _fits(speaker, form):
                return _carried(speaker)
        return _carried(self.history[-1][1]) if self.history else _NOBODY

    def _subject_of_sentence_before(self, statement: Statement) -> Speaker | None:
        """Who acts in the sentence before, if he acts there after he last spoke: "واعتذر البنك. وقال"."""
        form = statement.form
        if form is None or form.tense not in ("past", "present") or statement.unit == 0:
            return None
        unit = self.a.units[statement.unit - 1]
        if unit.section == "title" or (self.history and self.history[-1][0] >= unit.first):
            return None
        subject = self._subject_before(statement, unit.first, unit.last)
        if subject is None:
            return None
        speaker = self._of_phrase(subject[1], statement)
        known = speaker.mention is not None and self.mentions[speaker.mention].kind in ("PER", "ORG")
        return speaker if known else None

    def _subject_before(
        self, statement: Statement, floor: int, ceiling: int | None = None
    ) -> tuple[int, Phrase] | None:
        """The subject of the sentence that the cue continues: "واقتادت البحرية السفينة، وقالت"."""
        form, a = statement.form, self.a
        at, limit = floor, statement.token if ceiling is None else ceiling
        while at < limit:
            if a.inside[at] >= 0 and a.opens.get(at) is not None:
                at = a.quotation_end(a.opens[at])
                continue
            verbal = is_verb(a.lex[at]) or is_verb(a.lex[at].removeprefix("و")) or self._looks_like_verb(at)
            start = at + 1 if verbal else at
            begins = at == floor or is_complementizer(a.lex[at - 1]) or a.lex[at - 1] in _CONTRAST
            if (verbal or begins) and start < limit:
                skip = 1 if not verbal and a.tokens[at].text.startswith("و") and a.words.name_at[at] >= 0 else 0
                phrase = a.reader.after(start, skip)
                if phrase is not None and phrase.last <= limit and self._can_act(phrase):
                    if form is None or form.tense == "masdar" or agrees(a.words, phrase, form, before=True):
                        return (phrase.first, phrase)
            at += 1
        return None

    def _can_act(self, phrase: Phrase) -> bool:
        """People and bodies, not documents."""
        if not is_animate(self.a.words, phrase):
            return False
        head = head_word(self.a.words, phrase)
        name = self.a.words.name_at[phrase.head]
        return name >= 0 or phrase.person is not None or head not in _THINGS

    def _looks_like_verb(self, at: int) -> bool:
        """A word at the start of a sentence before a name: اقتادت البحرية."""
        a = self.a
        lex = a.lex[at].removeprefix("و")
        return (
            a.words.name_at[at] < 0
            and lex.endswith("ت")
            and not lex.endswith("ات")
            and not word_class(lex)
            and at + 1 < len(a.tokens)
        )

    # -- speakers who are named by a phrase -----------------------------------------------------------------------------

    def _of_phrase(self, phrase: Phrase, statement: Statement) -> Speaker:
        a = self.a
        span = Span(phrase.start, phrase.end)
        head = head_word(a.words, phrase)
        genders, number = self._traits(phrase, statement.form)
        if phrase.person is not None and phrase.person >= 0:
            mention = self.mentions[phrase.person]
            role = mention.role or self.roles.written(phrase)
            return Speaker(mention.canonical, span, phrase.person, role, "phrase", genders, "s")
        if phrase.person == -1:
            name = self.roles.unknown_name(phrase)
            return Speaker(name, span, None, self.roles.before_unknown(phrase), "phrase", genders, "s", True)
        name_at_head = a.words.name_at[phrase.head]
        if name_at_head >= 0:
            if len(set(phrase.names)) > 1 and self._joined_names(phrase):
                return Speaker(a.text[span.start : span.end], span, None, None, "phrase", frozenset("m"), "p")
            mention = self.mentions[name_at_head]
            return Speaker(mention.canonical, span, name_at_head, None, "phrase", genders, number)
        if head in _DOCUMENTS:
            return self._document(phrase, span, statement, genders)
        text = a.text[span.start : span.end].translate(_MARKS)
        classes = word_class(head)
        if is_role(head) or "role" in classes:
            found = self.roles.person(phrase, statement.token)
            if found is not None:
                mention = self.mentions[found]
                return Speaker(mention.canonical, span, found, text, "role", genders, "s")
            earlier = self._earlier_unnamed(head, statement.token)
            if earlier is not None:
                return Speaker(earlier.name, span, earlier.mention, text, "role", genders, "s")
            return Speaker(text, span, None, text, "phrase", genders, "s")
        if classes & {"body", "medium"}:
            found = self._body(phrase, head, statement.token)
            if found is None and "medium" in classes and self._is_classified(phrase):
                found = phrase.names[0]  # a classifier before the name: وكالة الأناضول
            if found is not None:
                return Speaker(self.mentions[found].canonical, span, found, None, "body", genders, "s")
            if "medium" in classes and (marked := self._in_marks(phrase)) is not None:
                return Speaker(marked, span, None, None, "body", genders, "s", True)
        elif "source" in classes and head.startswith("ال") and number == "s":
            earlier = self._earlier_unnamed(head, statement.token)
            if earlier is not None and phrase.last == phrase.first + 1:
                return Speaker(earlier.name, span, earlier.mention, None, "role", genders, earlier.number)
        return Speaker(text, span, None, None, "phrase", genders, number)

    def _in_marks(self, phrase: Phrase) -> str | None:
        """The name in marks after its classifier, where the table entities does not hold it."""
        for at in range(phrase.first, phrase.last):
            if at in self.a.opens:
                quotation = self.a.quotations[self.a.opens[at]]
                return self.a.text[quotation.start : quotation.end]
        return None

    def _is_classified(self, phrase: Phrase) -> bool:
        """Whether the head is the classifier of a medium, or of a name in marks."""
        if len(set(phrase.names)) != 1:
            return False
        at = self.a.words.at(self.mentions[phrase.names[0]].start)
        quoted = self.a.inside[at] >= 0 and self.a.words.name_end(at) - at == self.a.name_length(self.a.inside[at])
        return is_medium(self.a.words, phrase.names[0]) or quoted

    def _joined_names(self, phrase: Phrase) -> bool:
        """Two speakers: طهران وبغداد."""
        last = self.mentions[phrase.names[-1]]
        token = self.a.tokens[self.a.words.at(last.start)]
        return token.start < last.start and token.text.startswith("و")

    def _traits(self, phrase: Phrase, form: Form | None) -> tuple[frozenset[str], str]:
        """Gender as the verb shows it, else as the head does; number from the head."""
        from khabar.quotes.grammar import traits  # noqa: PLC0415

        genders, numbers = traits(self.a.words, phrase)
        if form is not None and form.gender and form.tense in ("past", "present", "future") and "p" not in numbers:
            genders = frozenset(form.gender)
        return genders, "p" if "p" in numbers and "s" not in numbers else "s"

    def _document(self, phrase: Phrase, span: Span, statement: Statement, genders: frozenset[str]) -> Speaker:
        """A document speaks for the body behind it."""
        named = [n for n in phrase.names if self.mentions[n].kind in ("ORG", "PER", "LOC")]
        if named:
            return Speaker(self.mentions[named[0]].canonical, span, named[0], None, "document", genders, "s")
        for at in range(phrase.head + 1, phrase.last):
            if "body" in word_class(self.a.lex[at]):
                found = self._body(phrase, self.a.lex[at], statement.token)
                if found is not None:
                    return Speaker(self.mentions[found].canonical, span, found, None, "document", genders, "s")
        issuer = self._issuer(phrase)
        if issuer is not None:
            return Speaker(self.mentions[issuer].canonical, span, issuer, None, "document", genders, "s")
        for _, speaker in reversed(self.history[-_MEMORY:]):
            if speaker.mention is not None and self.mentions[speaker.mention].kind != "PER":
                return Speaker(speaker.name, span, speaker.mention, None, "document", genders, "s")
        body = self._body_before(phrase.start)
        if body is not None:
            return Speaker(self.mentions[body].canonical, span, body, None, "document", genders, "s")
        if self.history:
            speaker = self.history[-1][1]
            return Speaker(speaker.name, span, speaker.mention, None, "document", genders, "s")
        text = self.a.text[span.start : span.end].translate(_MARKS)
        return Speaker(text, span, None, None, "phrase", genders, "s")

    def _mentions_before(self, start: int) -> range:
        """Indexes of the mentions before the character, nearest first, as far back as an article remembers."""
        last = bisect_left(self._starts, start)
        return range(last - 1, max(-1, last - 1 - _MEMORY), -1)

    def _body_before(self, start: int) -> int | None:
        for index in self._mentions_before(start):
            if self.mentions[index].kind == "ORG" and not is_medium(self.a.words, index):
                return index
        return None

    def _issuer(self, phrase: Phrase) -> int | None:
        """The body that the last mention of the document names: بيان لوزارة الخارجية, بيان من مكتب نتنياهو."""
        a = self.a
        last_spoke = self.history[-1][0] if self.history else -1
        for at in range(phrase.first - 1, max(last_spoke, phrase.first - _FURTHEST_DOCUMENT), -1):
            word = a.lex[at].removeprefix("ل").removeprefix("و")
            if word in _DOCUMENTS and a.words.name_at[at] < 0:
                for name_at in range(at + 1, min(at + 9, phrase.first)):
                    name = a.words.name_at[name_at]
                    if name >= 0 and self.mentions[name].kind in ("ORG", "PER") and not is_medium(a.words, name):
                        return name
                return None
        return None

    def _body(self, phrase: Phrase, head: str, token: int) -> int | None:
        """The last body before the token that is named with this head: الوزارة → وزارة الخارجية اليمنية."""
        if not head.startswith("ال"):
            return None
        rest = (
            [self.a.lex[at] for at in range(phrase.first + 1, phrase.last)]
            if head_word(self.a.words, phrase) == head
            else []
        )
        for index in self._mentions_before(phrase.start):
            mention = self.mentions[index]
            if mention.kind != "ORG":
                continue
            words = [lexical(w) for w in f"{mention.text} {mention.canonical}".split()]
            classifier = self.roles.word_before(index)
            bare = head.removeprefix("ال")
            if bare in (w.removeprefix("ال") for w in (*words, classifier)) and all(w in words for w in rest):
                return index
        return None

    def _earlier_unnamed(self, head: str, token: int) -> Speaker | None:
        """المتحدث after متحدث باسم الجيش: the same source again."""
        if not head.startswith("ال"):
            return None
        bare = head.removeprefix("ال")
        for at, speaker in reversed(self.history[-_MEMORY:]):
            if at < token and speaker.span is not None and speaker.name is not None:
                words = [
                    lexical(w).removeprefix("ال") for w in self.a.text[speaker.span.start : speaker.span.end].split()
                ]
                if bare in words[:2]:
                    return speaker
        return None


def _carried(speaker: Speaker) -> Speaker:
    if speaker.name is None:
        return speaker
    return Speaker(
        speaker.name, None, speaker.mention, speaker.role, "carried", speaker.genders, speaker.number, speaker.is_name
    )


def _fits(speaker: Speaker, form: Form | None) -> bool:
    if form is None or not form.gender or form.tense == "masdar":
        return True
    if form.number == "p" and speaker.number != "p":
        return False
    return form.gender in speaker.genders or (form.number == "p" and speaker.number == "p")
