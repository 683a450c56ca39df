"""Closed classes of words around a reporting verb, as lexicon forms."""

from khabar.text.tokens import lexical


def _forms(words: str) -> frozenset[str]:
    return frozenset(lexical(word) for word in words.split())


# Before a verb they deny that it was said.
NEGATIONS = _forms("لم لن لا ليس ليست ولم ولن ولا فلم فلن دون بدون عدم غير أن لأن كي لكي")
# Particles and pronouns that may follow the verb before its subject or complement.
AFTER_VERB = _forms(
    "فيه فيها فيهم به بها له لها لهم عنه عنها عليه عليها منه منها أيضا كذلك بدوره بدورها بدورهم مجددا أمس قد ذلك "
)
# Words after which أن opens a clause that is not what was said: "بعد أن", "رغم أن".
NOT_BEFORE_CLAUSE = _forms(
    "بعد قبل منذ دون بدون حتى رغم إلا غير بيد كما حيث ذلك بما يجب ينبغي يمكن يفترض لدرجة شرط بشرط مع سوى علما "
    "خشية مخافة يمكنه يمكنها يبدو كاد عسى لعل بسبب لولا وسط باعتبار إذ منها بدل بدلا عن"
)
# Prepositions of times, places and occasions.
PHRASE_PREPOSITIONS = _forms(
    "في خلال عبر على أمام بعد قبل عقب إثر أثناء منذ من مع لدى بشأن حول عن إلى بين ضمن قبيل بعيد وسط نحو تجاه "
    "حيال وفي بحضور برفقة بمناسبة بمشاركة ففي وخلال وبعد وقبل وعقب حسب بحسب وفق"
)
# Words that begin a clause.
BEFORE_CLAUSE = _forms(
    "كما حيث إذ فيما بينما قد ثم وقد لكن ولكن لكنه لكنها ولكنه ولكنها كان كانت وكان وكانت فقد وكانوا كانوا حين عندما"
)
# Relative pronouns.
RELATIVE = _forms("الذي التي الذين والذي والتي والذين")
# Relative "what".
WHAT = _forms("ما مما ومما وما بما فيما لما كما")
# Words that are no content by themselves, or look like one with an attached preposition.
EMPTY = _forms("ذلك بذلك هذا بهذا بهذه بهم بها به بعد بسبب بشأن بهدف بحضور بينما بل بعض بدون بدلا بعدما بحق بتهمة بتهم")
# "by saying" after a verb of another meaning.
SPEAKING = _forms("بالقول بقوله بقولها بقولهم القول")
# Periods that an adjective of the next list places.
PERIODS = _forms("العام الشهر الأسبوع السنة القرن الصيف الشتاء الربيع الخريف")
# Last, this, next.
WHICH = _forms("الماضي الماضية الجاري الجارية الحالي الحالية المقبل المقبلة القادم القادمة")
# "saying": one cue together with the verb before it.
SAYING = _forms("قائلا قائلة قائلين")
# Words that are nearly always something else than the verb that is written the same.
NOT_VERBS = _forms("يدع تدع دون ردا حثا شرحا عبرا بينا وعدا نقلا بين بينها بينهم بينهما بينه")
# Participles that are names of people: a judge, a writer.
PEOPLE = _forms("قاضيا كاتبا شاهدا حاكما عالما ناقدا راويا مفتيا كاتبة شاهدة حاكمة عالمة ناقدة")
# Prepositions that a complementizer can follow.
ANY_PREPOSITION = _forms("على إلى عن من")
# Verbs whose verbal noun, with the speaker as genitive, reports a statement.
NOMINAL = frozenset("أعلن أكد حذر هدد دعا اتهم نفى طالب تعهد توعد أقر اعترف رد زعم ادعى ناشد".split())
# Words that begin with ب or ل themselves.
WITH_OWN_LETTER = _forms(
    "برنامج برامج برنامجا بيان بيانا بيانات بلاد بلاده بلادها بلادهم بلد بلدان بلدا بلدة بلدية بحث بحثا بداية بقاء بقاءه بناء "
    "بنود بند بنك بنوك بطولة بيت بيوت بيئة بوابة بوادر بنية بعثة بضائع بدء بديل بدائل براءة براءته بعض بقية بذل بث بطء لقاء لقاءات "
    "لجنة لجان لاعب لاعبين لغة لحظة لوائح لائحة لوم لجوء"
)
# "upon us": أن after it says what must be done, not what was said.
DUTY = _forms(
    "علينا عليه عليها عليهم عليكم لنا يتعين يتوجب المهم الضروري الممكن المرجح المفترض المقرر المتوقع المحتمل الصعب السهل"
)
# Verbs of being: a participle after them describes, and reports nothing: بات مطالبا.
BEING = _forms("كان كانت كانوا بات باتت أصبح أصبحت ظل ظلت يبقى تبقى يعد تعد ليس ليست مازال يزال تزال")
