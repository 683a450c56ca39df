from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.entities.mentions import Article, find_mentions
from khabar.text.paragraphs import paragraphs
from khabar.text.sentences import sentences
from khabar.text.spans import Span

WORDS = st.sampled_from(
    [
        "قال",
        "الرئيس",
        "المصري",
        "عبد",
        "الفتاح",
        "السيسي",
        "في",
        "القاهرة",
        "وباريس،",
        "إن",
        "لليبيا",
        "الأمم",
        "المتحدة",
        "«داعش»",
        "#دونالد_ترمب",
        "-",
        ".",
        "؟",
        "(",
        ")",
        "CNN",
        "لـCNN",
        "حركة",
        "حماس",
        "وزارة",
        "الدفاع",
        "الروسية",
        "بطرابلس",
        "صلاح",
        "الدين",
        "،",
        "12",
        "مُحَمَّد",
        "ـ",
    ]
)


def names(text: str) -> list[tuple[str, str]]:
    spans = tuple(s for paragraph in paragraphs(text) for s in sentences(text, *paragraph))
    (found,) = find_mentions([Article(text, spans)])
    return [(mention.span.of(text), mention.entity_type) for mention in found]


def test_a_name_found_once_is_found_everywhere() -> None:
    text = "قال خليفة حفتر إنه سيعود.\nزيارة حفتر لطرابلس، وبحفتر يبدأ اللقاء."
    assert [name for name, _ in names(text)].count("حفتر") == 2


def test_listed_names_of_several_words_are_whole() -> None:
    assert ("منظمة الأمن والتعاون في أوروبا", "ORG") in names("وفد من منظمة الأمن والتعاون في أوروبا وصل أمس.")


def test_hashtags_lose_the_mark_only() -> None:
    assert ("دونالد_ترمب", "PER") in names("قال الرئيس الأمريكي #دونالد_ترمب إنه لن يفعل.")


def test_a_spaced_dash_parts_names() -> None:
    found = [name for name, _ in names("التشكيلة: محمد صلاح - ليونيل ميسي - كريم بنزيما.")]
    assert all(" - " not in name for name in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_names_are_in_order_disjoint_and_inside_their_sentence(words: list[str]) -> None:
    text = " ".join(words)
    spans = tuple(s for paragraph in paragraphs(text) for s in sentences(text, *paragraph))
    (found,) = find_mentions([Article(text, spans)])
    end = 0
    for mention in found:
        assert mention.span.start >= end
        assert mention.span.end > mention.span.start
        assert spans[mention.sentence].contains(mention.span)
        assert 0.0 <= mention.confidence <= 1.0
        end = mention.span.end


def test_articles_do_not_influence_each_other() -> None:
    texts = ["قال خليفة حفتر إنه سيعود إلى بنغازي.", "زيارة حفتر لموسكو.", "لا شيء هنا."]
    articles = [Article(text, (Span(0, len(text)),)) for text in texts]
    assert find_mentions(articles) == [find_mentions([article])[0] for article in articles]
