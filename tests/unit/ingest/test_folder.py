"""The listing of a seed folder is complete, in one order, and its fingerprint follows the bytes alone."""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.ingest import folder
from khabar.ingest.folder import fingerprint, list_files, printable
from khabar.ingest.reasons import Reason


def reasons(seeds: Path) -> dict[str, Reason | None]:
    return {file.path: file.error and file.error.reason for file in list_files(seeds)}


def test_files_come_in_the_order_of_their_paths_whatever_the_system_says(
    seeds: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = seeds(dict.fromkeys(("b/a.txt", "b.txt", "a/ب.txt", "a/z/1.txt", "a.txt"), b"x"))
    expected = ["a.txt", "a/z/1.txt", "a/ب.txt", "b.txt", "b/a.txt", "source.yaml"]
    assert [file.path for file in list_files(root)] == expected

    class Shuffled(list[os.DirEntry[str]]):
        def __enter__(self) -> "Shuffled":
            return self

        def __exit__(self, *_: object) -> None:
            pass

    original = os.scandir
    for seed in range(5):
        order = random.Random(seed)
        monkeypatch.setattr(os, "scandir", lambda path, o=order: Shuffled(o.sample(e := list(original(path)), len(e))))
        assert [file.path for file in list_files(root)] == expected


def test_hidden_files_and_notes_are_no_documents(seeds: Callable[..., Path]) -> None:
    root = seeds(dict.fromkeys((".hidden.txt", ".git/a.txt", "LICENSE", "a/README.md", "a/LICENSE.txt"), b"x"))
    assert list(reasons(root)) == ["a/LICENSE.txt", "source.yaml"]


def test_links_are_followed_inside_the_folder_only(seeds: Callable[..., Path], tmp_path: Path) -> None:
    root = seeds({"a.txt": b"x", "sub/b.txt": b"x"})
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (root / "inside.txt").symlink_to("a.txt")
    (root / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (root / "climbs.txt").symlink_to("../secret.txt")
    (root / "folder").symlink_to("sub")
    (root / "loop").symlink_to(".")
    (root / "nothing.txt").symlink_to("gone.txt")
    assert reasons(root) == {
        "a.txt": None,
        "sub/b.txt": None,
        "source.yaml": None,
        "inside.txt": None,
        "outside.txt": Reason.LINK_OUTSIDE,
        "climbs.txt": Reason.LINK_OUTSIDE,
        "folder": Reason.LINK_NOT_FOLLOWED,
        "loop": Reason.LINK_NOT_FOLLOWED,
        "nothing.txt": Reason.LINK_NOT_FOLLOWED,
    }


def test_a_link_to_itself_is_not_followed(seeds: Callable[..., Path]) -> None:
    root = seeds({})
    (root / "self.txt").symlink_to("self.txt")
    assert reasons(root)["self.txt"] is Reason.LINK_NOT_FOLLOWED


def test_a_seed_folder_may_be_a_link(seeds: Callable[..., Path], tmp_path: Path) -> None:
    root = seeds({"a.txt": b"x"})
    (tmp_path / "link").symlink_to(root)
    assert [file.path for file in list_files(tmp_path / "link")] == ["a.txt", "source.yaml"]


def test_a_pipe_is_not_opened(seeds: Callable[..., Path]) -> None:
    root = seeds({})
    os.mkfifo(root / "pipe.txt")
    assert reasons(root)["pipe.txt"] is Reason.NOT_A_FILE


def test_names_that_are_no_text_are_escaped_and_rejected(seeds: Callable[..., Path]) -> None:
    root = seeds({})
    (Path(os.fsdecode(os.fsencode(root) + b"/\xc7\xe1.txt"))).write_bytes(b"x")
    (root / "line\nfeed.txt").write_bytes(b"x")
    found = reasons(root)
    assert found["\\xc7\\xe1.txt"] is Reason.INVALID_NAME
    assert found["line\\x0afeed.txt"] is Reason.INVALID_NAME


def test_a_folder_with_a_name_that_is_no_text_still_has_documents(seeds: Callable[..., Path]) -> None:
    root = seeds({})
    odd = Path(os.fsdecode(os.fsencode(root) + b"/\xc7"))
    odd.mkdir()
    (odd / "a.txt").write_bytes(b"x")
    assert "\\xc7/a.txt" in reasons(root)


def test_a_folder_that_may_not_be_read_is_one_rejection(
    seeds: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = seeds({"a.txt": b"x", "locked/b.txt": b"x"})
    original = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert reasons(root) == {"a.txt": None, "locked": Reason.NO_PERMISSION, "source.yaml": None}


def test_no_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="is no folder: name the folder"):
        list_files(tmp_path / "nowhere")


def test_printable_leaves_text_alone() -> None:
    assert printable("خبر 1.txt") == "خبر 1.txt"


def test_the_fingerprint_follows_paths_and_bytes_and_nothing_else(seeds: Callable[..., Path], tmp_path: Path) -> None:
    root, cache = seeds({"a.txt": b"1", "b/c.txt": b"2"}), tmp_path / "cache" / "hashes.json"
    first = fingerprint(root, cache)
    assert fingerprint(root, cache) == first
    os.utime(root / "a.txt", (1, 1))
    assert fingerprint(root, cache) == first, "touching is no change"
    (root / "README.md").write_bytes(b"note")
    assert fingerprint(root, cache) == first, "notes are no documents"
    (root / "source.yaml").write_bytes(b"title: other\n")
    assert fingerprint(root, cache) != first
    second = fingerprint(root, cache)
    (root / "b" / "c.txt").rename(root / "b" / "d.txt")
    assert fingerprint(root, cache) not in {first, second}


def test_the_fingerprint_sees_a_change_that_keeps_size_and_time(seeds: Callable[..., Path], tmp_path: Path) -> None:
    root, cache = seeds({"a.txt": b"1"}), tmp_path / "hashes.json"
    times = (root / "a.txt").stat()
    first = fingerprint(root, cache)
    (root / "new.txt").write_bytes(b"2")
    (root / "new.txt").replace(root / "a.txt")
    os.utime(root / "a.txt", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert fingerprint(root, cache) != first


def test_the_fingerprint_reads_a_file_once(
    seeds: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = seeds({f"{i}.txt": b"x" for i in range(20)}), tmp_path / "hashes.json"
    first = fingerprint(root, cache)
    monkeypatch.setattr(folder, "open_file", lambda file: pytest.fail(f"{file.path} was read again"))
    assert fingerprint(root, cache) == first


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b'{"a.txt": 1}', b'{"a.txt": [1, 2, 3]}'])
def test_a_broken_cache_is_made_again(seeds: Callable[..., Path], tmp_path: Path, left: bytes) -> None:
    root, cache = seeds({"a.txt": b"1"}), tmp_path / "hashes.json"
    first = fingerprint(root, tmp_path / "other.json")
    cache.write_bytes(left)
    assert fingerprint(root, cache) == first
    assert set(json.loads(cache.read_bytes())) == {"a.txt", "source.yaml"}


def test_the_fingerprint_survives_a_file_that_cannot_be_read(
    seeds: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = seeds({"a.txt": b"1"})
    readable = fingerprint(root, tmp_path / "1.json")

    def refuse(self: Path, *_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert fingerprint(root, tmp_path / "2.json") != readable
