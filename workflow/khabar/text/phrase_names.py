"""The names of a noun phrase: which belong to it, attached clitics, marks and brackets around them."""

from khabar.text.words import Words, has_article, is_medium, is_role, is_verb, word_class

MAX_TOKENS = 40  # the longest phrase looked at, so that work stays linear
_KIN = frozenset(
    ("زوجه", "زوج", "ارمله", "نجل", "نجله", "ابن", "ابنه", "شقيق", "شقيقه", "والد", "والده", "خطيبه", "حفيد", "طليقه")
)
OPENING = frozenset("\"«“‹'‟„")
_CLOSING = frozenset("\"»”›'")
_LONGEST_NAME = 5  # tokens in marks
_LONGEST_BRACKET = 6  # tokens in brackets


class NameScan:
    """The state of one walk over a phrase, and the steps over names."""

    def __init__(self, words: Words, first: int, skip: int) -> None:
        self.w = words
        self.first = first
        self.skip = skip
        self.at = first
        self.limit = min(len(words.tokens), first + MAX_TOKENS)
        self.head = first
        self.names: list[int] = []
        self.person: int | None = None
        self.closed = False  # the last noun is definite: only adjectives, appositions, prepositions can follow
        self.indefinite = False  # an indefinite adjective was read: only more of them can follow
        self.last_name: int | None = None  # the name just read, if the last token belongs to one
        self.definite_head = False
        self.inner = False  # after a preposition, where no object of the verb can stand
        self.head_word = ""  # lexicon form of the head, clitics off

    def _take_name(self) -> None:
        name = self.w.name_at[self.at]
        self.names.append(name)
        if self.w.names[name].kind == "PER" and self.person is None and not self._possessed():
            self.person = name
        self.last_name = name
        self.closed = True
        self.at = self.w.name_end(self.at)

    def _possessed(self) -> bool:
        """Whether the name is the genitive of the noun before it: محامي ترامب, تصريحات ترامب."""
        if not self.head_word or self.closed:
            return False
        return not has_article(self.head_word)

    def _name(self, name: int, clitic: int) -> bool:  # noqa: PLR0911 - one kind of name after the other
        """Takes a name into the phrase if it belongs there."""
        kind = self.w.names[name].kind
        if clitic:
            return self._name_with_clitic(name, kind, self.w.tokens[self.at].text[:clitic])
        if self.person is not None or self.indefinite:
            return False
        if not self.closed:
            self._take_name()
            return True
        if kind == "PER" and self.head_word and self._takes_person():
            self._take_name()
            if self.head_word in _KIN and self._person_behind():
                self.person = None  # زوجة الرئيس فلان، فلانة: hers is the second name
            return True
        if kind == "PER" and self._role_inside():  # إدارة الرئيس الأميركي دونالد ترامب
            self._take_name()
            self.person = None
            return True
        previous = self.w.lex[self.at - 1]
        if self.last_name is None and kind not in ("PER", "LOC") and word_class(previous) & {"body", "medium"}:
            self._take_name()  # الوكالة رويترز, الحزب الديمقراطي
            return True
        return False

    def _person_behind(self) -> bool:
        """Whether another person is named behind a comma."""
        at = self.at + 1
        named = at < self.limit and self.w.tokens[self.at].text in "،," and self.w.name_at[at] >= 0
        return named and self.w.names[self.w.name_at[at]].kind == "PER"

    def _takes_person(self) -> bool:
        """Whether a person can stand in apposition to the head: النائب الديمقراطي فلان, not الحكومة فلان."""
        classes = word_class(self.head_word)
        role = is_role(self.head_word)  # الفريق is a rank, and a team
        return role or not classes & {"body", "medium", "venue", "attach"}

    def _role_inside(self) -> bool:
        """Whether a title stands in the phrase after its head."""
        return any(is_role(self.w.lex[at]) for at in range(self.first + 1, self.at))

    def _name_with_clitic(self, name: int, kind: str, clitic: str) -> bool:  # noqa: PLR0911 - as above
        if clitic == "و":
            if self.last_name is None or self.w.names[self.last_name].kind != kind:
                return False
            following = self.w.name_end(self.at)
            if following < self.limit and is_verb(self.w.lex[following]):
                return False
            person = self.person
            self._take_name()
            self.person = person
            return True
        if self.person is not None or (self.last_name is not None and self.head == self.at - 1):
            return False
        if clitic.endswith("ب") and kind == "LOC":
            self._take_name()
            return True
        if clitic.endswith("ل") and not is_medium(self.w, name) and self._head_takes_li():
            self._take_name()
            return True
        return False

    def _head_takes_li(self) -> bool:
        classes = word_class(self.head_word)
        previous = self.w.lex[self.at - 1]
        return bool(classes & {"role", "body"}) or is_role(self.head_word) or bool(word_class(previous) & {"attach"})

    def _quoted_name(self) -> bool:
        """A name in marks after its classifier: وكالة "الأناضول"."""
        if self.person is not None or self.at + 2 >= self.limit:
            return False
        for at in range(self.at + 1, min(self.at + _LONGEST_NAME + 1, len(self.w.tokens))):
            if self.w.tokens[at].text in _CLOSING:
                inside = range(self.at + 1, at)
                names = list(dict.fromkeys(self.w.name_at[i] for i in inside if self.w.name_at[i] >= 0))
                previous = word_class(self.w.lex[self.at - 1]) if self.at > self.first else frozenset[str]()
                if len(inside) == 0 or not (names or previous & {"medium", "body"}):
                    return False
                if self.closed and not previous & {"medium", "body"}:
                    return False
                self.names += names
                self.closed = True
                self.last_name = names[-1] if names else None
                self.at = at + 1
                return True
        return False

    def _parenthesis(self) -> bool:
        """A second name or an abbreviation: حركة المقاومة الإسلامية (حماس)."""
        if self.at == self.first:
            return False
        for at in range(self.at + 1, min(self.at + _LONGEST_BRACKET + 1, len(self.w.tokens))):
            if self.w.tokens[at].text == ")":
                inside = range(self.at + 1, at)
                names = list(dict.fromkeys(self.w.name_at[i] for i in inside if self.w.name_at[i] >= 0))
                if not names and not all(self.w.tokens[i].text.isascii() for i in inside):
                    return False
                if self.person is not None or any(self.w.tokens[i].text.isdigit() for i in inside):
                    return False
                self.names += names
                self.at = at + 1
                return True
        return False
