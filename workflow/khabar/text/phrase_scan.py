"""One walk over the words of a noun phrase, head first: genitive chain, adjectives, prepositions, appositions."""

from khabar.text.phrase_names import OPENING
from khabar.text.phrase_titles import TitleScan
from khabar.text.words import (
    DEMONSTRATIVES,
    PREPOSITIONS,
    agreeing_adjective,
    demonyms,
    has_article,
    has_possessive,
    is_adjective,
    is_circumstance,
    is_complementizer,
    is_masdar,
    is_reporting,
    is_role,
    is_verb,
    is_word,
    joined_masdar,
    to_somebody,
    word_class,
)

# Prepositions that belong to some heads: بيان من المكتب, مبعوث الرئيس إلى سوريا.
_HEADS = {
    "من": frozenset(("بيان", "تقرير", "مصدر", "مصادر", "رساله")),
    "الي": frozenset(("مبعوث", "موفد", "سفير")),
}
_NAMED = frozenset(("وتدعي", "ويدعي", "يدعي", "تدعي", "واسمه", "واسمها"))  # a woman named
_PRONOUNS = frozenset(("هو", "هي", "هم", "هما", "هن"))
_PLACES = frozenset(("ولايه", "مدينه", "محافظه", "مقاطعه", "بلده", "قريه", "اقليم", "منطقه", "جزيره"))


class Scan(TitleScan):
    """Walks from the head as far as the phrase goes."""

    def run(self) -> bool:
        """Whether a phrase begins here; afterwards `at` stands behind it."""
        if not self._head():
            return False
        while self.at < self.limit and self._step():
            pass
        return True

    def _head(self) -> bool:  # noqa: PLR0911 - one kind of head after the other
        """Takes the head: a name, a quoted name, a noun, a number and its noun."""
        if self.at >= self.limit:
            return False
        token = self.w.tokens[self.at]
        if self.w.name_at[self.at] >= 0:
            self._take_name()
            return True
        if token.text in OPENING:
            return self._quoted_name()
        word = self._bare(self.at)
        if token.text.isdigit() and self.at + 1 < self.limit and is_word(self.w.tokens[self.at + 1]):
            self.at += 1
            self.head = self.at
            word = self.w.lex[self.at]
        if (word in ("ذات", "نفس") or word in DEMONSTRATIVES) and self.at + 1 < self.limit:
            if not has_article(self.w.lex[self.at + 1]):
                return False
            self.at += 1
            self.head = self.at
            word = self.w.lex[self.at]  # ذات المصدر, هذا التقرير
        if word.removeprefix("و") in _PRONOUNS:
            return False
        if not is_word(self.w.tokens[self.at]) or word_class(word) & {"time", "stop", "relative"} or len(word) < 2:
            return False
        if is_verb(word) and not word_class(word):
            return False
        if not (self.skip and self.at == self.first) and to_somebody(word):
            return False
        self.head_word = word
        self.definite_head = self.closed = has_article(word) or has_possessive(word)
        self.indefinite = word.endswith(("ون", "ين")) and not has_article(word) and len(word) > 4
        self.at += 1
        return True

    def _step(self) -> bool:  # noqa: PLR0911 - one case after the other
        """Takes the next token into the phrase if it belongs there."""
        token = self.w.tokens[self.at]
        name = self.w.name_at[self.at]
        if name >= 0:
            return self._name(name, self.w.names[name].start - token.start)
        text = token.text
        if text == "#" and self.at + 1 < self.limit and self.w.name_at[self.at + 1] >= 0:
            self.at += 1
            if self._name(self.w.name_at[self.at], 0):
                return True
            self.at -= 1
            return False
        if text in OPENING:
            return self._quoted_name()
        if text == "(":
            return self._parenthesis()
        if text in "،,":
            return self._apposition()
        return is_word(token) and self._word(self.w.lex[self.at])

    def _word(self, word: str) -> bool:  # noqa: PLR0911, PLR0912 - one case of the grammar after the other
        """Takes a word that is no name into the phrase if it belongs there."""
        classes = word_class(word)
        if classes & {"time"} or is_complementizer(word):
            return False
        if word in PREPOSITIONS:
            return self._preposition(word)
        if classes & {"relative"}:
            return self._relative()
        if (
            word in DEMONSTRATIVES
            and not self.closed
            and self.at + 1 < self.limit
            and has_article(self.w.lex[self.at + 1])
        ):
            self.closed = True
            self.at += 2
            return True
        if classes & {"stop"}:
            return False
        if word == "غير" and self.at + 1 < self.limit and has_article(self.w.lex[self.at + 1]):
            self.at += 2
            return True
        if word == "باسم" or word in _NAMED:
            return self._nested(self.at + 1)
        if self.person is not None:
            return False
        if has_article(word):
            return self._definite(word)
        if word.startswith("وال") and len(word) > 5:
            return self._joined_definite()
        if not self.closed and is_adjective(word):
            return self._plain(word, classes)
        if word.startswith(("لل", "ل")) and len(word) > 3 and not classes:
            return self._with_li(word)
        if word.startswith("ب") and len(word) > 3 and not classes and self.closed:
            return self._with_bi(word)
        return self._plain(word, classes)

    def _plain(self, word: str, classes: frozenset[str]) -> bool:
        """A word without article: the chain goes on, or an indefinite adjective follows."""
        if word.startswith("و") and len(word) > 3 and not classes:
            rest = word[1:]
            if (self.indefinite and is_adjective(rest)) or (is_role(rest) and is_role(self.head_word)):
                self.closed = False
                self._advance()
                return True
            return False
        if self.closed:
            return self._unknown_person() if is_role(self.head_word) else False
        genitive = self._needs_genitive()
        if is_adjective(word) and not (genitive and self._is_construct(word)):
            self.indefinite = self.indefinite or (word != "عام" and not classes & {"body", "role"})
            self._advance()
            return True
        stops = (is_masdar(word) and not (self.inner or genitive)) or joined_masdar(word)  # أعلن مصدر سقوط
        if self.indefinite or (is_verb(word) and not classes) or stops or is_circumstance(word):
            return False
        if word.endswith(("ون", "ين")) and len(word) > 4:
            self.indefinite = True
        if has_possessive(word):
            self.closed = True
        self._advance()
        return True

    def _definite(self, word: str) -> bool:
        """A word with the article ends the chain; after that only an adjective can have it."""
        if self.indefinite:
            return False
        if is_role(word) and self._person_follows():
            return not (self.inner and self.closed) and self._advance()  # a second title: مدير الجوازات اللواء سليمان
        after_place = self.last_name is not None and self.w.names[self.last_name].kind in ("LOC", "PER")
        if after_place and self.inner and self.head_word in _PLACES and word.removeprefix("ال") in demonyms():
            return self._advance()  # في ولاية أوهايو الأمريكية
        if self.closed and (after_place or not (agreeing_adjective(word) or self._participle_before_name(word))):
            return False
        self.closed = True
        self._advance()
        return True

    def _joined_definite(self) -> bool:
        """A further member of the chain: وزارة الصحة والسكان."""
        if not self.closed or self.last_name is not None or (self.at == self.first + 1 and self.definite_head):
            return False
        following = self.w.lex[self.at + 1] if self.at + 1 < self.limit else ""
        if is_verb(following) or not has_article(self.w.lex[self.at - 1].removeprefix("و").removeprefix("ل")):
            return self.w.lex[self.at - 1].startswith("لل") and not is_verb(following) and self._advance()
        return self._advance()

    def _with_li(self, word: str) -> bool:
        """A complement with the attached ل: للشؤون الخارجية; not an addressee (للصحفيين) nor a purpose (لبحث)."""
        if word.endswith(("ه", "ها", "هم", "نا")) and self.w.tokens[self.at].text[-1] != "ة":
            return False  # somebody of his: لعملائه
        rest = "ال" + word[2:] if word.startswith("لل") else word[1:]
        noun = rest.removeprefix("ال")
        if noun in ("انباء", "اعلام", "صحافه"):
            return self._advance()
        if (word_class(rest) | word_class(noun)) & {"medium"} or is_verb(word) or not self._head_takes_li():
            return False
        if is_masdar(rest):
            return False
        self.closed = has_article(rest)
        self.indefinite = False
        return self._advance()

    def _with_bi(self, word: str) -> bool:
        """A place of office with the attached ب: مسؤول كبير بوزارة الخارجية."""
        rest = word[1:]
        if self.last_name is not None and self.head == self.at - 1:
            return False
        if word_class(rest) & {"body"}:
            self.closed = has_article(rest)
            return self._advance()
        return False

    def _advance(self) -> bool:
        self.last_name = None
        self.at += 1
        return True

    def _preposition(self, word: str) -> bool:
        """Whether the preposition, with what follows it, belongs to the phrase and not to the verb."""
        if self.person is not None or self.at + 1 >= self.limit:
            return False
        before, following = self.w.lex[self.at - 1], self.w.lex[self.at + 1]
        if word == "علي" and following == "الاطلاق":
            self.at += 2
            return True
        if word == "في":
            outside = word_class(following) | word_class(following.removeprefix("ال"))
            own = has_possessive(following) or (is_masdar(following) and following.endswith("ه"))  # في هجومه
            belongs = not (own or outside & {"venue", "time", "stop"}) and (self.head_word or self._has_place())
        elif word == "علي":
            belongs = "مشرف" in before
        else:
            owned = self.head_word.removeprefix("ال") in _HEADS.get(word, ())
            belongs = owned or word == "لدي" or "attach" in word_class(before)
        return bool(belongs) and self._nested(self.at + 1)

    def _has_place(self) -> bool:
        """A name before في and a place: only a body has a place that is part of how it is called."""
        place = self.w.name_at[self.at + 1]
        body = self.w.names[self.w.name_at[self.head]].kind == "ORG"
        return body and place >= 0 and self.w.names[place].kind == "LOC"

    def _nested(self, at: int) -> bool:
        """A whole phrase after a preposition, without appositions of its own."""
        if at < self.limit and self.w.tokens[at].text == "#":
            at += 1
        inner = Scan(self.w, at, 0)
        inner.limit, inner.inner = self.limit, True
        if at >= self.limit or not inner.run_plain():
            return False
        self.names += inner.names
        self.closed = True
        self.indefinite = False
        self.last_name = inner.last_name
        self.at = inner.at
        if self.w.lex[at - 1] in _NAMED:
            self.person = inner.person
        return True

    def run_plain(self) -> bool:
        """As run, but stops at commas and relative clauses."""
        if not self._head():
            return False
        while self.at < self.limit:
            token = self.w.tokens[self.at]
            if token.text in "،," or word_class(self.w.lex[self.at]) & {"relative"} or not self._step():
                break
        return True

    def _apposition(self) -> bool:
        """After a comma: the name after the role, the role after the name, a second description before a comma."""
        at = self.at + 1
        if at < self.limit and self.w.tokens[at].text == "#":
            at += 1
        if at >= self.limit or self.person == -1:
            return False
        if self.person is None and is_role(self.head_word) and self._unknown_after_comma(at):
            return False
        inner = Scan(self.w, at, 0)
        inner.limit = self.limit
        if not inner.run_plain():
            return False
        head = self.w.lex[at]
        head_is_role = self.w.name_at[at] < 0 and is_role(head)
        if self.person is None and inner.person is not None and self._names_person(inner.at):
            self.person = inner.person
        elif self.person is not None and head_is_role and inner.person is None:
            inner._relative_tail()
        elif self.last_name is not None and self.person is None and has_article(head) and self._is_body(at):
            if inner.at >= self.limit or self.w.tokens[inner.at].text not in "،,":
                return False
        else:
            return False
        self.names += inner.names
        self.at = inner.at
        self.last_name = inner.last_name
        self.closed = True
        return self.person is None

    def _relative_tail(self) -> None:
        if self.at < self.limit and word_class(self.w.lex[self.at]) & {"relative"}:
            self._relative()

    def _relative(self) -> bool:
        """A relative clause belongs to the phrase if it reports nothing and ends at a comma or complementizer."""
        if self.w.name_at[self.head] >= 0 and self.at == self.w.name_end(self.head):
            return False
        for at in range(self.at + 1, min(self.at + 16, len(self.w.tokens))):
            lex, text = self.w.lex[at], self.w.tokens[at].text
            if text in "،," or is_complementizer(lex):
                self.at = at
                return False
            if text in '.:؛"«“' or is_reporting(lex):
                return False
        return False
