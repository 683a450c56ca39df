"""What stands between a verb and its complement: appositions and remarks between commas, further names, unknown words.

"وتعهد المندوب، سامي الحداد، في اتصال هاتفي، بحفر آبار": the complement is looked for again behind each comma.
"""

from khabar.quotes.adjuncts import Adjuncts
from khabar.quotes.article import Article
from khabar.quotes.complements import ComplementFinder
from khabar.quotes.frame import Complement, Use
from khabar.text.phrases import Phrase
from khabar.text.words import has_article, is_complementizer, is_role, is_verb, is_word

_LONGEST = 34  # tokens from the verb to the comma before the complement
_FURTHEST_ATTACHED = 9  # tokens from the verb to an attached preposition, no comma between
_APPOSITION = 9  # tokens of an apposition between commas


class AsideFinder:
    """Finds complements behind what stands in between, in one article."""

    def __init__(self, article: Article, complements: ComplementFinder) -> None:
        self.a = article
        self.adjuncts = Adjuncts(article)
        self.complements = complements

    def behind(self, use: Use, after: int, phrase: Phrase | None) -> Complement | None:
        """The complement behind a comma, a bracket or a dash."""
        a, unit, cue = self.a, use.unit, use.cue
        for at in range(after, min(after + _LONGEST, unit.last - 1)):
            if a.inside[at] >= 0:
                continue
            text = a.tokens[at].text
            if text in ".؛" or self.complements.interrupts(at, cue, unit):
                return None
            if text in "،,)-–—":
                near = self.adjuncts.skip(at + 1, unit, cue.prepositions)
                found = self.complements.at(use, near, phrase)
                if found is not None and self._sure(use, found, phrase):
                    return found
        return None

    def _sure(self, use: Use, found: Complement, phrase: Phrase | None) -> bool:
        """Whether it is hardly anything else than the complement of this verb."""
        if found.start in self.complements.taken or self.is_apposition(found.first, use):
            return False
        if found.kind in ("noun", "object"):
            at = found.first
            noun = self.complements.masdar_at(at) or self.complements.announced_at(at)
            return noun or (phrase is not None and (found.kind == "object" or has_article(self.a.lex[at])))
        joined = self.a.text[found.start - 1] != " " or self.a.lex[found.first - 1].startswith("و")  # "، وإن"
        return found.kind != "that" or not (joined or self.a.lex[found.first].startswith("و"))

    def is_apposition(self, at: int, use: Use) -> bool:
        """Whether a title or name stands here between two commas: "، القاضي كريم ناصر،"."""
        a, last = self.a, use.unit.last
        named = a.words.name_at[at] >= 0 or (is_role(a.lex[at]) and not self.complements.masdar_at(at))
        if not named or at == use.unit.first or a.tokens[at - 1].text not in "،,":
            return False
        for end in range(at + 1, min(at + _APPOSITION, last)):
            if a.tokens[end].text in "،,":
                return True
            if is_verb(a.lex[end]) or is_complementizer(a.lex[end]) or not is_word(a.tokens[end]):
                return False
        return False

    def attached(self, use: Use, near: int) -> Complement | None:
        """An attached preposition behind words that no list knows: "رحب ولد ابنو بالاتفاق"."""
        a, unit = self.a, use.unit
        for at in range(near, min(near + _FURTHEST_ATTACHED, unit.last)):
            word = is_word(a.tokens[at]) and a.inside[at] < 0
            if at > near and (word or at in a.opens):
                found = self.complements.attached(at, unit, use.cue)
                if found is not None:
                    return found
            verb = is_verb(a.lex[at]) and a.words.name_at[at] < 0
            if not word or verb or is_complementizer(a.lex[at]):
                return None
        return None
