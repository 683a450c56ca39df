"""The titles of a noun phrase: which words can stand between them and the person who has them."""

from khabar.text.phrase_names import NameScan
from khabar.text.tokens import lexical
from khabar.text.words import (
    agreeing_adjective,
    could_be_name,
    is_complementizer,
    is_role,
    name_parts,
    word_class,
)

_NEEDS_GENITIVE = frozenset(("رئيس", "رئيسه", "مدير", "مديره", "كبير", "كبيره", "كبار", "وزير", "وزيره", "وزراء"))


class TitleScan(NameScan):
    """The steps of one walk over titles, and over names that no table knows behind them."""

    def _bare(self, at: int) -> str:
        """Lexicon form of the token, the clitics skipped at the first one."""
        if at == self.first and self.skip:
            word = lexical(self.w.tokens[at].text[self.skip :])
            before = self.w.tokens[at].text[self.skip - 1]
            return "ال" + word[1:] if before == "ل" and word.startswith("ل") else word
        return self.w.lex[at]

    def _needs_genitive(self) -> bool:
        """Whether the word before cannot stand alone: رئيس تحرير الصحيفة, كبير مفاوضي الاتحاد, محامو دفاع."""
        before = self._bare(self.at - 1)
        plural = len(before) > 4 and before.endswith("و")
        return before in _NEEDS_GENITIVE or (plural and (is_role(before[:-1]) or "source" in word_class(before)))

    def _is_construct(self, word: str) -> bool:
        """Nouns that end like adjectives: the plural in كبير مفاوضي, and the matter in وزراء مالية."""
        senior = self._bare(self.at - 1).startswith(("كبير", "كبار"))
        return word == "ماليه" or (senior and word.endswith("ي"))

    def _participle_before_name(self, word: str) -> bool:
        """A participle that agrees, before a comma and a person: قائد القوة المشاركة، العقيد فلان."""
        before, at = self._bare(self.at - 1), self.at + 1
        ending = next((e for e in ("ه", "ين", "ون") if word.endswith(e)), "")
        agrees = word.startswith("الم") and (not ending or before.endswith(ending) or ending != "ه")
        if not agrees or at + 1 >= self.limit or self.w.tokens[at].text not in "،,":
            return False
        name = self.w.name_at[at + 1]
        if name < 0 and is_role(self.w.lex[at + 1]):
            name = max(self.w.name_at[at + 2 : at + 4], default=-1)
        return name >= 0 and self.w.names[name].kind == "PER"

    def _person_follows(self) -> bool:
        """Whether a person is named right behind a title, or behind its adjective: العقيد الركن سليمان."""
        at = self.at + 1
        if at + 1 < self.limit and self.w.name_at[at] < 0 and agreeing_adjective(self.w.lex[at]):
            at += 1
        return at < self.limit and self.w.name_at[at] >= 0 and self.w.names[self.w.name_at[at]].kind == "PER"

    def _unknown_person(self) -> bool:
        """One to four words between a title and what must end the phrase: a name that no table knows."""
        at = self.at
        while at < self.limit and at - self.at < 4 and could_be_name(self.w, at):
            at += 1
        if at == self.at or at >= len(self.w.tokens):
            return False
        lex, text = self.w.lex[at], self.w.tokens[at].text
        if not (text in '،,:.)(«"“' or is_complementizer(lex) or word_class(lex) & {"time"} or lex in ("في", "خلال")):
            return False
        self.at = at
        self.last_name = None
        self.person = -1
        return True

    def _unknown_after_comma(self, at: int) -> bool:
        """Two to four words between commas, after a title: a name that no table knows."""
        first = at
        while at < self.limit and at - first < 4 and could_be_name(self.w, at):
            at += 1
        ends = at < len(self.w.tokens) and (self.w.tokens[at].text in "،," or is_complementizer(self.w.lex[at]))
        circumstance = self.w.lex[first].endswith("ا") and self.w.lex[first] not in name_parts()
        if at - first < 2 or not ends or circumstance:
            return False
        self.at, self.last_name, self.person = at, None, -1
        return True

    def _names_person(self, end: int) -> bool:
        """Whether the head can be the person who is named behind the comma: at least if a comma follows the name."""
        classes = word_class(self.head_word)
        if is_role(self.head_word) or ("source" in classes and not self.head_word.startswith("مص")):
            return True  # but a source (مصدر) is never named
        if not self.head_word or classes & {"body", "medium", "venue"} or end >= self.limit:
            return False
        return self.w.tokens[end].text in "،,:" or is_complementizer(self.w.lex[end])

    def _is_body(self, at: int) -> bool:
        return self.w.name_at[at] < 0 and bool(word_class(self.w.lex[at]) & {"body"})
