"""What an article is about."""

from khabar.events.topics import TOPICS, topic_probabilities


def likeliest(text: str) -> str:
    chances = topic_probabilities(text.split())
    return max(chances, key=lambda topic: chances[topic])


def test_topics_are_told_apart() -> None:
    assert likeliest("سجل اللاعب هدفا في المباراة وفاز المنتخب على الفريق في البطولة والمدرب أشاد بالحارس") == "sport"
    assert likeliest("أعلن الرئيس ووزير الخارجية أن القوات قصفت مواقع المسلحين والمعارضة تندد بالحكومة") == "politics"
    assert likeliest("ارتفعت أسعار النفط والأسهم في البورصة وقال البنك المركزي إن التضخم تراجع بالمئة") == "economy"


def test_probabilities_sum_to_one_and_do_not_hang_on_order() -> None:
    words = ["مباراة", "حكومة", "سوق", "فيلم"]
    chances = topic_probabilities(words)
    assert set(chances) == set(TOPICS)
    assert abs(sum(chances.values()) - 1) < 0.001
    assert chances == topic_probabilities(reversed(words))


def test_no_words_give_no_preference_worth_the_name() -> None:
    assert max(topic_probabilities([]).values()) < 0.9
