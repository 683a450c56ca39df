"""Surface forms of an Arabic verb, as news text writes them (no vowels), from its lemma.

The lemma is the past tense, third person masculine singular, with shadda where the verb has one ("أكّد", "حثّ"):
the shadda tells "أكّد" (form II) from "أقرّ" (form IV of a doubled root). The ten derived forms follow from the shape
of the lemma; a verb of form I with a weak root also needs its present ("قال", "يقول"). The paradigms are those of
any reference grammar (K. Ryding, A Reference Grammar of Modern Standard Arabic, 2005, ch. 21-32), third person only:
that is the person in which news reports.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from khabar.text.tokens import lexical

_SHADDA = "\u0651"
_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "ني", "كم", "ه", "ك")
_WEAK_ENDS = ("ى", "ا", "ي", "و")
_CONJUNCTIONS = ("", "و", "ف")


class Form(NamedTuple):
    """One surface form and what it says."""

    surface: str
    tense: str
    """past, present, future, participle (active) or masdar (verbal noun)."""
    gender: str
    """m, f, or "" where the form does not tell."""
    number: str
    """s, d, p, or ""."""
    voice: str
    """active; either: the passive is written the same; passive: only the passive is written so."""


def conjugate(lemma: str, present: str | None = None, masdars: Iterable[str] = ()) -> tuple[Form, ...]:
    """All third person forms, active participles and verbal nouns of a verb.

    `masdars` replaces the verbal noun that the derived form would give; form I has none unless it is given.

    >>> [f.surface for f in conjugate("قال", "يقول") if f.tense == "past"]
    ['قال', 'قالت', 'قالا', 'قالتا', 'قالوا', 'قلن', 'قيل', 'قيلت']
    >>> [f.surface for f in conjugate("أكّد") if f.tense == "participle"][:3]
    ['مؤكدا', 'مؤكدة', 'مؤكدين']
    >>> [f.surface for f in conjugate("أوضح") if f.tense == "masdar"]
    ['إيضاح', 'إيضاحا']
    """
    verb = _Verb.of(lemma, present)
    nouns = tuple(masdars) or verb.masdar()
    forms = [*verb.past(), *verb.present_forms(), *verb.participles(), *_masdar_forms(nouns)]
    return tuple(dict.fromkeys(forms))


class _Verb(NamedTuple):
    lemma: str  # no shadda
    present: str
    form: int
    doubled: bool

    @classmethod
    def of(cls, lemma: str, present: str | None) -> "_Verb":
        plain = lemma.replace(_SHADDA, "")
        doubled = lemma.endswith(_SHADDA)
        form = derived_form(lemma)
        return cls(plain, (present or _present(plain, form)).replace(_SHADDA, ""), form, doubled)

    @property
    def hollow(self) -> bool:
        return len(self.lemma) >= 3 and self.lemma[-2] == "ا" and self.form in (1, 4, 7, 8, 10)

    @property
    def defective(self) -> bool:
        return self.lemma[-1] in "ىا"

    def past(self) -> Iterator[Form]:
        stem, bare = self.lemma, self.lemma[:-1]
        voice = "active" if self.hollow or self.defective or self.form in (3, 6) else "either"
        if self.defective:
            weak = "و" if self.lemma[-1] == "ا" else "ي"
            plural = (bare + "وا", bare + weak + "ن")
            singular = (stem, bare + "ت", bare + weak + "ا", bare + "تا")
        else:
            short = stem
            if self.hollow:
                short = stem[:-2] + stem[-1]
            elif self.doubled:
                short = stem + stem[-1]
            plural = (stem + "وا", short + "ن")
            singular = (stem, stem + "ت", stem + "ا", stem + "تا")
        for surface, gender, number in zip((*singular, *plural), "mfmfmf", "ssddpp", strict=True):
            yield Form(surface, "past", gender, number, voice)
        passive = self._passive_past()
        if passive and passive != stem:
            yield Form(passive, "past", "m", "s", "passive")
            yield Form(passive + "ت", "past", "f", "s", "passive")

    def _passive_past(self) -> str | None:
        if self.form in (3, 6):  # ناقش → نوقش
            at = 1 if self.form == 3 else 2
            stem = self.lemma[:at] + "و" + self.lemma[at + 1 :]
            return stem[:-1] + "ي" if self.defective else stem
        if self.hollow and self.form != 7:  # قال → قيل
            return self.lemma[:-2] + "ي" + self.lemma[-1]
        if self.defective:  # دعا → دعي
            return self.lemma[:-1] + "ي"
        return None

    def present_forms(self) -> Iterator[Form]:
        stem = self.present[1:]
        weak_end = stem[-1] in _WEAK_ENDS and self.lemma[-1] in "ىا"
        bare = stem[:-1] if weak_end else stem
        dual = bare + ("ي" if stem[-1] in "ىي" else "و") if weak_end else stem
        voice = "active" if weak_end or self.hollow or (self.form == 1 and self.lemma[0] == "و") else "either"
        rows = [
            ("ي" + stem, "m", "s"), ("ت" + stem, "f", "s"),
            ("ي" + dual + "ان", "m", "d"), ("ت" + dual + "ان", "f", "d"),
            ("ي" + bare + "ون", "m", "p"), ("ي" + bare + "وا", "m", "p"), ("ي" + dual + "ن", "f", "p"),
        ]  # fmt: skip
        for surface, gender, number in rows:
            yield Form(surface, "present", gender, number, voice)
            yield Form("س" + surface, "future", gender, number, voice)
        jussive = self._jussive(stem, bare if weak_end else None)
        if jussive:
            yield Form("ي" + jussive, "present", "m", "s", voice)
            yield Form("ت" + jussive, "present", "f", "s", voice)
        passive = self._passive_present(stem, bare if weak_end else None)
        if passive:
            yield Form("ي" + passive, "present", "m", "s", "passive")
            yield Form("ت" + passive, "present", "f", "s", "passive")

    def _jussive(self, stem: str, bare: str | None) -> str | None:
        if bare is not None:
            return bare if len(bare) >= 2 else None
        if self.hollow and len(stem) >= 3:  # لم يقل, لم يعد
            return stem[:-2] + stem[-1]
        return None

    def _passive_present(self, stem: str, bare: str | None) -> str | None:
        if bare is not None:
            return bare + "ى" if stem[-1] != "ى" else None
        if self.hollow and self.form in (1, 4, 10) and stem[-2] != "ا":
            return stem[:-2] + "ا" + stem[-1]
        if self.form == 1 and self.lemma[0] == "و" and not stem.startswith("و"):
            return "و" + stem
        return None

    def participles(self) -> Iterator[Form]:
        stem = self._participle_stem()
        if self.defective:
            rows = ((stem + "يا", "m", "s"), (stem + "ية", "f", "s"), (stem + "ين", "m", "p"), (stem + "يات", "f", "p"))
        else:
            rows = ((stem + "ا", "m", "s"), (stem + "ة", "f", "s"), (stem + "ين", "m", "p"), (stem + "ات", "f", "p"))
        for surface, gender, number in rows:
            yield Form(surface, "participle", gender, number, "active")

    def _participle_stem(self) -> str:
        if self.form > 1:
            stem = "م" + self.present[1:]
            return stem[:-1] if self.defective else stem
        root = self.lemma
        if self.hollow:
            return root[0] + "ائ" + root[-1]
        if self.doubled:
            return root[0] + "ا" + root[1]
        first = "آ" if root[0] in "أآ" else root[0] + "ا"
        middle = "ئ" if root[1] == "أ" else root[1]
        return first + middle if self.defective else first + middle + ("ئ" if root[2] == "أ" else root[2])

    def masdar(self) -> tuple[str, ...]:
        """The verbal noun of forms II to X; none for form I, where it cannot be told from the shape."""
        w = self.lemma
        if self.form == 1:
            return ()
        if self.form == 2:
            return ("ت" + w[:2] + ("ية" if self.defective else "ئة" if w[2] == "أ" else "ي" + w[2:]),)
        if self.form == 3:
            return ("م" + (w[:-1] + "اة" if self.defective else w + "ة"),)
        if self.form in (5, 6):
            return (w[:-1] + "ي" if self.defective else w,)
        return (self._masdar_with_alif(),)

    def _masdar_with_alif(self) -> str:
        """Forms IV, VII, VIII and X put a long ā before the last consonant: إعلان, اتهام, استنكار."""
        w = "إ" + self.lemma[1:] if self.form == 4 else self.lemma
        if self.defective or w[-1] == "أ":
            return w[:-1] + "اء"
        if self.hollow:
            return w[:-2] + "يا" + w[-1] if self.form in (7, 8) else w + "ة"
        if self.doubled:
            return w + "ا" + w[-1]
        if self.form in (4, 10):  # a first radical و turns into ī: إيضاح, استيعاب
            at = 1 if self.form == 4 else 3
            w = w[:at] + w[at:].replace("و", "ي", 1) if w[at] == "و" else w
        return w[:-1] + "ا" + w[-1]


def derived_form(lemma: str) -> int:
    """Which of the forms I to X (1-10) the lemma has, by its shape; a quadriliteral counts as II.

    >>> [derived_form(w) for w in ("قال", "أكّد", "ناقش", "أعلن", "تحدّث", "تبادل", "اتّهم", "استنكر")]
    [1, 2, 3, 4, 5, 6, 8, 10]
    """
    w = lemma.replace(_SHADDA, "")
    if w.startswith("است") and len(w) >= 5:
        return 10
    if w[0] in "اإ" and len(w) >= 4:
        return 7 if w[1] == "ن" and len(w) >= 5 and w[2] != "ت" else 8
    if w[0] == "أ" and (len(w) == 4 or (len(w) == 3 and lemma.endswith(_SHADDA))):
        return 4
    if w[0] == "ت" and len(w) >= 4:
        return 6 if len(w) == 5 and w[2] == "ا" else 5
    if len(w) == 4:
        return 3 if w[1] == "ا" else 2
    return 2 if _SHADDA in lemma and not lemma.endswith(_SHADDA) else 1


def _present(w: str, form: int) -> str:
    """Present of a lemma without shadda, by its derived form; form I is taken as sound."""
    if form in (1, 5, 6):
        rest = w
    elif form in (2, 3):
        rest = w[:-1] + "ي" if w[-1] in "ىا" else w
    else:
        rest = w[1:]
        if rest[-1] in "ىا":
            rest = rest[:-1] + "ي"
        elif len(rest) >= 2 and rest[-2] == "ا" and form in (4, 10):
            rest = rest[:-2] + "ي" + rest[-1]
    if form in (2, 3, 4, 10):
        rest = _final_hamza(rest)
    return _hamza_first("ي" + rest) if form == 2 else "ي" + rest


def _hamza_first(word: str) -> str:
    """Seat of a hamza after the prefix of form II: يأكد → يؤكد."""
    return "يؤ" + word[2:] if word.startswith("يأ") else word


def _final_hamza(rest: str) -> str:
    return rest[:-1] + "ئ" if rest.endswith("أ") else rest


def _masdar_forms(nouns: Iterable[str]) -> Iterator[Form]:
    for noun in nouns:
        gender = "f" if noun.endswith("ة") else "m"
        yield Form(noun, "masdar", gender, "s", "active")
        if not noun.endswith(("ة", "اء", "ى", "ا")):
            yield Form(noun + "ا", "masdar", gender, "s", "active")


T = TypeVar("T")


class Reading(NamedTuple, Generic[T]):
    """One way to read a word as a form of a verb."""

    entry: T
    form: Form
    clitics: int
    """How many characters of the word come before the verb (و, ف; and ب, ل, ك, ال before a verbal noun)."""
    pronoun: str
    """Attached object or possessive pronoun, or ""."""
    definite: bool
    """Whether a verbal noun carries the article."""


class VerbIndex(Generic[T]):
    """Looks words up among the forms of many verbs.

    >>> index = VerbIndex([("say", conjugate("قال", "يقول")), ("deem", conjugate("اعتبر"))])
    >>> [(r.entry, r.form.tense, r.clitics, r.pronoun) for r in index.readings("واعتبرتها")]
    [('deem', 'past', 1, 'ها')]
    """

    def __init__(self, verbs: Iterable[tuple[T, Iterable[Form]]]) -> None:
        self._forms: dict[str, list[tuple[T, Form]]] = {}
        for entry, forms in verbs:
            for form in forms:
                self._forms.setdefault(lexical(form.surface), []).append((entry, form))
        self.readings = lru_cache(maxsize=1 << 16)(self._readings)

    def _readings(self, word: str) -> tuple[Reading[T], ...]:
        bare = lexical(word)
        readings = [r for r in self._bare_readings(bare) if not (word.endswith("ة") and r.pronoun == "ه")]
        if len(bare) != len(word):  # diacritics or tatweel: clitics are counted on the word as written
            readings = [r._replace(clitics=_written(word, r.clitics)) for r in readings]
        return tuple(readings)

    def _bare_readings(self, bare: str) -> Iterator[Reading[T]]:
        for conjunction in _CONJUNCTIONS:
            if not bare.startswith(conjunction) or len(bare) - len(conjunction) < 2:
                continue
            rest = bare[len(conjunction) :]
            for entry, form, pronoun in self._with_pronoun(rest):
                yield Reading(entry, form, len(conjunction), pronoun, False)
            for preposition in ("ال", "لل", "بال", "كال", "ب", "ل", "ك"):
                if rest.startswith(preposition) and len(rest) - len(preposition) >= 2:
                    definite = preposition.endswith("ال") or preposition == "لل"
                    for entry, form, pronoun in self._with_pronoun(rest[len(preposition) :]):
                        if form.tense == "masdar" and not (definite and pronoun):
                            clitics = len(conjunction) + len(preposition) - (2 if preposition.endswith("ال") else 0)
                            clitics -= 1 if preposition == "لل" else 0
                            yield Reading(entry, form, clitics, pronoun, definite)

    def _with_pronoun(self, rest: str) -> Iterator[tuple[T, Form, str]]:
        for entry, form in self._forms.get(rest, ()):
            yield entry, form, ""
        for pronoun in _PRONOUNS:
            if not rest.endswith(pronoun) or len(rest) - len(pronoun) < 2:
                continue
            stem = rest[: -len(pronoun)]
            for candidate in _before_pronoun(stem):
                for entry, form in self._forms.get(candidate, ()):
                    if form.tense != "participle" and not (form.tense == "masdar" and form.surface.endswith("ا")):
                        yield entry, form, pronoun


def _before_pronoun(stem: str) -> Iterator[str]:
    """How the word would be written alone: سما(ه) → سمي, قالو(ه) → قالوا, دعوت(ه) → دعوه."""
    yield stem
    if stem.endswith("ا"):
        yield stem[:-1] + "ي"
    elif stem.endswith("و"):
        yield stem + "ا"
    elif stem.endswith("ت"):
        yield stem[:-1] + "ه"
    elif stem.endswith(("ئ", "ؤ")):
        yield stem[:-1] + "ء"


def _written(word: str, clitics: int) -> int:
    """How many characters of the word as written hold the first `clitics` letters."""
    at = 0
    while clitics:
        if lexical(word[at]):
            clitics -= 1
        at += 1
    while at < len(word) and not lexical(word[at]):
        at += 1
    return at
