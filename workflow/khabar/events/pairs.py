"""Who the two are that a dual means: الطرفان, البلدين, لقاؤهما."""

from khabar.events.article import Article, Sentence
from khabar.events.parties import Party, named
from khabar.events.triggers import bare_forms, word_class

_APART = 7  # tokens between the two names of a pair: a title may stand there


def is_pair(party: Party) -> bool:
    """Whether the phrase is a dual without a name: الطرفين, الزعيمان."""
    words = party.text.split()
    return party.name is None and bool(words) and not bare_forms(words[0]).isdisjoint(word_class("pair"))


def pair_before(article: Article, sentence: Sentence, token: int) -> tuple[Party, Party] | None:
    """The last two people, states or bodies joined by و before the trigger, in its sentence or the one before it.

    Of one kind: ماتيس وسونغ, موسكو وأنقرة.
    """
    at = article.sentences.index(sentence)
    for number in range(at, max(at - 2, -1), -1):
        found = _last_pair(article, article.sentences[number], token)
        if found is not None:
            return found
    return None


def _last_pair(article: Article, sentence: Sentence, token: int) -> tuple[Party, Party] | None:
    words = article.words
    indices = dict.fromkeys(i for i in words.name_at[sentence.first : min(sentence.last, token)] if i >= 0)
    names = [i for i in indices if words.names[i].kind != "MISC"]
    for one, two in zip(names[-2::-1], names[:0:-1], strict=True):
        first, second = words.names[one], words.names[two]
        end, start = words.at(first.end - 1) + 1, words.at(second.start)
        joined = end <= start < end + _APART and words.tokens[end].text.startswith("و")
        if joined and first.kind == second.kind:
            left, right = named(article, one), named(article, two)
            if left.key != right.key:
                return left._replace(resolved=True), right._replace(resolved=True)
    return None
