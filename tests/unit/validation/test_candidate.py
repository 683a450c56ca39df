"""Keys of a whole table are held as hashes, the same everywhere."""

import pyarrow as pa

from khabar.validation.candidate import key_hash


def test_hashes_are_the_same_on_every_machine() -> None:
    values = pa.chunked_array([["art_e01176c2a05916f0"], ["مصر/خبر.txt"]])
    assert key_hash(values).tolist() == [4956393761820147790, 7506621015459219562]


def test_different_values_have_different_hashes() -> None:
    values = pa.chunked_array([[f"art_{number:016x}" for number in range(20_000)]])
    assert len(set(key_hash(values).tolist())) == 20_000
