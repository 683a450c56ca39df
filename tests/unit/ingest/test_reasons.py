from khabar.ingest.reasons import Reason, RejectedError
from khabar.schema import load_table


def test_the_seeds_schema_allows_exactly_these_codes_with_these_meanings() -> None:
    allowed = load_table("seeds").column("reason_code").allowed
    assert allowed == {reason.value: reason.meaning for reason in Reason}


def test_meanings_are_one_sentence_each_and_no_two_are_equal() -> None:
    meanings = [reason.meaning for reason in Reason]
    assert len(set(meanings)) == len(meanings) > 0
    assert all(meaning[0].isupper() and meaning.endswith(".") for meaning in meanings)


def test_an_error_is_a_sentence_that_names_the_file_the_problem_and_the_advice() -> None:
    error = RejectedError("a.txt", Reason.EMPTY, "holds nothing", "fetch it again")
    assert error.message == "a.txt holds nothing: fetch it again."
