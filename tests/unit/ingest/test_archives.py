"""Archives are read in memory within limits; a bad member costs that member."""

import gzip
import hashlib
import io
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.ingest.documents import Document, Limits, Rejection
from khabar.ingest.reasons import Reason
from khabar.ingest.scan import scan

Found = tuple[list[Document], list[Rejection]]
MEMBERS = {"a.txt": "أ".encode(), "b/c.html": b"<p>x</p>", "d.jsonl": b'{"id": 1, "text": "x"}\n{"text": "y"}\n'}
PATHS = ["a.txt", "b/c.html", "d.jsonl#1", "d.jsonl#L2"]


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(members: dict[str, bytes], *special: tarfile.TarInfo, format: int = tarfile.PAX_FORMAT) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=format) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for info in special:
            archive.addfile(info, io.BytesIO(b""))
    return buffer.getvalue()


def tar_gz(members: dict[str, bytes], *special: tarfile.TarInfo) -> bytes:
    return gzip.compress(tarred(members, *special))


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def reasons(rejections: list[Rejection]) -> list[tuple[str, str]]:
    return [(rejection.source_path, rejection.reason_code) for rejection in rejections]


PACKERS = [("x.zip", zipped), ("x.tar", tarred), ("x.tar.gz", tar_gz), ("x.TGZ", tar_gz)]


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_members_become_documents(scanned: Callable[..., Found], name: str, pack: Callable[..., bytes]) -> None:
    documents, rejections = scanned({f"sub/{name}": pack(MEMBERS)})
    assert not rejections
    assert [d.source_path for d in documents] == [f"sub/{name}!/{path}" for path in PATHS]
    assert documents[0].sha256 == hashlib.sha256(MEMBERS["a.txt"]).hexdigest()
    assert documents[0].raw == MEMBERS["a.txt"]
    assert {d.outlet for d in documents} == {"جريدة"}


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_packed_records_inside_an_archive_are_read(
    scanned: Callable[..., Found], name: str, pack: Callable[..., bytes]
) -> None:
    documents, rejections = scanned({name: pack({"d.jsonl.gz": gzip.compress(MEMBERS["d.jsonl"]), "e.txt": b"x"})})
    assert (len(documents), rejections) == (3, [])


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_a_bad_member_costs_that_member(scanned: Callable[..., Found], name: str, pack: Callable[..., bytes]) -> None:
    members = {
        "1.txt": b"x",
        "2.txt": b"",
        "3.pdf": b"x",
        "4.zip": zipped({"a.txt": b"x"}),
        "5.jsonl.gz": gzip.compress(MEMBERS["d.jsonl"])[:-9],
        "6.txt": b"x" * 2000,
        "source.yaml": b"title: x\n",
        "__MACOSX/._1.txt": b"x",
        ".DS_Store": b"x",
        "README.md": b"x",
        "7.txt": b"x",
    }
    documents, rejections = scanned({name: pack(members)}, document_bytes=1000)
    assert {"1.txt", "7.txt"} <= {d.source_path.split("!/")[1] for d in documents}
    assert reasons(rejections) == [
        (f"{name}!/2.txt", Reason.EMPTY),
        (f"{name}!/3.pdf", Reason.UNSUPPORTED_FORMAT),
        (f"{name}!/4.zip", Reason.NESTED_ARCHIVE),
        (f"{name}!/5.jsonl.gz", Reason.DAMAGED_ARCHIVE),
        (f"{name}!/6.txt", Reason.DOCUMENT_TOO_LARGE),
        (f"{name}!/source.yaml", Reason.INVALID_SOURCE),
    ]
    assert rejections[4].byte_size == 2000


UNSAFE = ["../up.txt", "a/../../up.txt", "/etc/passwd.txt", "C:\\x\\up.txt", "..\\up.txt", "\\\\host\\up.txt"]


@pytest.mark.parametrize("unsafe", UNSAFE)
@pytest.mark.parametrize(("name", "pack"), PACKERS[:3])
def test_paths_that_lead_out_are_rejected(
    scanned: Callable[..., Found], tmp_path: Path, name: str, pack: Callable[..., bytes], unsafe: str
) -> None:
    documents, (rejection,) = scanned({name: pack({unsafe: b"x", "good.txt": b"y"})})
    assert [d.source_path for d in documents] == [f"{name}!/good.txt"]
    assert rejection.reason_code == Reason.UNSAFE_PATH
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {name, "source.yaml"}


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        (special("l.txt", tarfile.SYMTYPE, "/etc/passwd"), Reason.LINK_NOT_FOLLOWED),
        (special("l.txt", tarfile.SYMTYPE, "good.txt"), Reason.LINK_NOT_FOLLOWED),
        (special("l.txt", tarfile.LNKTYPE, "good.txt"), Reason.LINK_NOT_FOLLOWED),
        (special("l.txt", tarfile.FIFOTYPE), Reason.NOT_A_FILE),
        (special("l.txt", tarfile.CHRTYPE), Reason.NOT_A_FILE),
    ],
)
def test_what_is_no_plain_file_in_a_tar_is_rejected(
    scanned: Callable[..., Found], info: tarfile.TarInfo, reason: Reason
) -> None:
    documents, (rejection,) = scanned({"x.tar": tarred({"good.txt": b"y"}, info)})
    assert (len(documents), rejection.source_path, rejection.reason_code) == (1, "x.tar!/l.txt", reason)


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_a_folder_is_no_document(scanned: Callable[..., Found], name: str, pack: Callable[..., bytes]) -> None:
    if pack is zipped:
        content = pack({"d/": b"", "d/a.txt": b"x"})
    else:
        content = pack({"a.txt": b"x"}, special("d", tarfile.DIRTYPE))
    documents, rejections = scanned({name: content})
    assert (len(documents), rejections) == (1, [])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_comes_twice_is_rejected(scanned: Callable[..., Found]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "1")
        archive.writestr("a.txt", "2")
    documents, rejections = scanned({"x.zip": buffer.getvalue()})
    assert [d.raw for d in documents] == [b"1"]
    assert reasons(rejections) == [("x.zip!/a.txt#2", Reason.DUPLICATE_PATH)]


def test_names_without_a_declared_encoding_are_read_as_utf_8(scanned: Callable[..., Found]) -> None:
    content = zipped({"XXXXXX.txt": b"x"}).replace(b"XXXXXX", "خبر".encode())
    documents, _ = scanned({"x.zip": content})
    assert [d.source_path for d in documents] == ["x.zip!/خبر.txt"]


def test_names_that_are_no_text_are_escaped_and_rejected(scanned: Callable[..., Found]) -> None:
    content = tarred({"XX.txt": b"x"}, format=tarfile.USTAR_FORMAT)
    header = content[:512].replace(b"XX.txt", b"\xc7\xe1.txt")
    checksum = sum(header[:148]) + 8 * 32 + sum(header[156:])
    header = header[:148] + f"{checksum:06o}\0 ".encode() + header[156:]
    _, rejections = scanned({"x.tar": header + content[512:]})
    assert reasons(rejections) == [("x.tar!/\\xc7\\xe1.txt", Reason.INVALID_NAME)]


def test_a_member_with_a_password_is_rejected(scanned: Callable[..., Found]) -> None:
    content = bytearray(zipped({"a.txt": b"x"}))
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(signature) + offset] |= 1
    _, rejections = scanned({"x.zip": bytes(content)})
    assert reasons(rejections) == [("x.zip!/a.txt", Reason.ENCRYPTED)]


def test_an_unknown_compression_is_damage_of_that_member(scanned: Callable[..., Found]) -> None:
    content = bytearray(zipped({"a.txt": b"x", "b.txt": b"y"}))
    for signature, offset in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        content[content.index(signature) + offset] = 97
    documents, rejections = scanned({"x.zip": bytes(content)})
    assert [d.source_path for d in documents] == ["x.zip!/b.txt"]
    assert reasons(rejections) == [("x.zip!/a.txt", Reason.DAMAGED_ARCHIVE)]


def test_a_changed_byte_in_a_zip_costs_that_member(scanned: Callable[..., Found]) -> None:
    content = zipped({"a.txt": b"first", "b.txt": b"second"}, zipfile.ZIP_STORED).replace(b"first", b"forst", 1)
    documents, rejections = scanned({"x.zip": content})
    assert [d.source_path for d in documents] == ["x.zip!/b.txt"]
    assert reasons(rejections) == [("x.zip!/a.txt", Reason.DAMAGED_ARCHIVE)]


def many(count: int = 60) -> dict[str, bytes]:
    """Texts that do not compress, so that half of an archive holds about half of them."""
    return {f"{i:03}.txt": hashlib.sha512(str(i).encode()).hexdigest().encode() * 3 for i in range(count)}


@pytest.mark.parametrize(("name", "pack"), PACKERS[1:])
@pytest.mark.parametrize("share", [0.11, 0.503, 0.5077, 0.806])  # in a text and in a header
def test_members_before_a_break_are_kept(
    scanned: Callable[..., Found], name: str, pack: Callable[..., bytes], share: float
) -> None:
    content = pack(many())
    documents, rejections = scanned({name: content[: int(len(content) * share)]})
    assert 0 < len(documents) < 60
    assert {d.source_path.split("!/")[1]: d.raw for d in documents}.items() <= many().items()
    assert reasons(rejections)[-1] == (name, Reason.DAMAGED_ARCHIVE)


@pytest.mark.parametrize("name", ["x.tar", "x.tar.gz"])
def test_records_before_a_break_in_a_tar_are_kept(scanned: Callable[..., Found], name: str) -> None:
    lines = b"".join(
        b'{"text": "%d %s"}\n' % (i, hashlib.sha512(b"%d" % i).digest().hex().encode()) for i in range(400)
    )
    content = tarred({"a.jsonl": lines})[:40_000]
    if name.endswith("gz"):
        content = gzip.compress(content)
    documents, rejections = scanned({name: content})
    assert 0 < len(documents) < 400
    assert reasons(rejections) == [(name, Reason.DAMAGED_ARCHIVE)]


def test_a_tar_that_ends_between_two_members_is_noticed(scanned: Callable[..., Found]) -> None:
    documents, rejections = scanned({"x.tar": tarred(many())[: 2 * 1024]})
    assert (len(documents), reasons(rejections)) == (2, [("x.tar", Reason.DAMAGED_ARCHIVE)])


def test_a_broken_header_in_the_middle_of_a_tar_is_noticed(scanned: Callable[..., Found]) -> None:
    content = bytearray(tarred(many()))
    content[2048:2060] = b"\xff" * 12
    documents, rejections = scanned({"x.tar": bytes(content)})
    assert (len(documents), reasons(rejections)) == (2, [("x.tar", Reason.DAMAGED_ARCHIVE)])


@pytest.mark.parametrize("content", [b"no archive at all, but long enough" * 50, b"PK\3\4", b"\x1f\x8b\x08"])
@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz"])
def test_what_is_no_archive_is_damaged(scanned: Callable[..., Found], name: str, content: bytes) -> None:
    assert reasons(scanned({name: content})[1]) == [(name, Reason.DAMAGED_ARCHIVE)]


def test_a_truncated_zip_gives_nothing_and_says_so(scanned: Callable[..., Found]) -> None:
    documents, (rejection,) = scanned({"x.zip": zipped(many())[:-30]})
    assert (documents, rejection.reason_code) == ([], Reason.DAMAGED_ARCHIVE)
    assert rejection.message.startswith("x.zip is truncated or damaged")
    assert rejection.sha256 is not None


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_an_archive_without_documents_is_empty(
    scanned: Callable[..., Found], name: str, pack: Callable[..., bytes]
) -> None:
    assert reasons(scanned({name: pack({})})[1]) == [(name, Reason.EMPTY)]
    assert reasons(scanned({name: b""})[1]) == [(name, Reason.EMPTY)]


@pytest.mark.parametrize(("name", "pack"), [PACKERS[0], PACKERS[2]])
def test_a_bomb_is_stopped(scanned: Callable[..., Found], name: str, pack: Callable[..., bytes]) -> None:
    content = pack({"good.txt": b"x", "bomb.txt": bytes(5_000_000)})
    _, rejections = scanned({name: content}, document_bytes=10_000, compression_ratio=50)
    assert reasons(rejections)[-1] == (name, Reason.ARCHIVE_BOMB)


def test_a_bomb_of_overlapping_members_is_stopped(scanned: Callable[..., Found]) -> None:
    content = zipped({f"{i:02}.txt": b"x" * 9000 for i in range(50)})
    start = content.index(b"PK\1\2")
    directory = bytearray(content[start:])
    position = directory.find(b"PK\1\2")
    while position >= 0:  # let every entry point at the first member
        directory[position + 42 : position + 46] = bytes(4)
        position = directory.find(b"PK\1\2", position + 4)
    _, rejections = scanned({"x.zip": content[:start] + directory}, document_bytes=10_000, compression_ratio=200)
    assert ("x.zip", Reason.ARCHIVE_BOMB) in reasons(rejections)


def test_text_that_compresses_well_is_no_bomb(scanned: Callable[..., Found]) -> None:
    documents, rejections = scanned({"x.tar.gz": tar_gz({"a.txt": "كلمة ".encode() * 5000})})
    assert (len(documents), rejections) == (1, [])


@pytest.mark.parametrize(("name", "pack"), PACKERS)
def test_members_and_bytes_of_an_archive_are_limited(
    scanned: Callable[..., Found], name: str, pack: Callable[..., bytes]
) -> None:
    for limit in ({"archive_members": 59}, {"archive_bytes": 8000}):
        _, rejections = scanned({name: pack(many())}, **limit)
        assert reasons(rejections) == [(name, Reason.ARCHIVE_TOO_LARGE)]
    assert len(scanned({name: pack(many())}, archive_members=60)[0]) == 60


def test_a_header_that_would_fill_the_memory_is_not_read(scanned: Callable[..., Found]) -> None:
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {"comment": "x" * 2_000_000}
    documents, rejections = scanned({"x.tar": tarred({"good.txt": b"y"}, info)})
    assert (len(documents), reasons(rejections)) == (1, [("x.tar", Reason.DAMAGED_ARCHIVE)])


def test_long_names_are_kept(scanned: Callable[..., Found]) -> None:
    name = "/".join(["مجلد طويل الاسم"] * 12) + "/خبر.txt"
    for format in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        (document,), _ = scanned({"x.tar": tarred({name: b"x"}, format=format)})
        assert document.source_path == f"x.tar!/{name}"


@pytest.fixture(scope="module")
def workshop() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "source.yaml").write_bytes(b"title: t\norigin: o\nlicence: l\n")
        yield Path(folder)


WHOLE = {**many(8), **MEMBERS, "e.jsonl.gz": gzip.compress(MEMBERS["d.jsonl"] * 30)}
PACKED = {
    **{name: pack(WHOLE) for name, pack in PACKERS[:3]},
    "y.jsonl.gz": gzip.compress(MEMBERS["d.jsonl"] * 50),
    "y.jsonl.zst": pa.compress(MEMBERS["d.jsonl"] * 50, codec="zstd", asbytes=True),
}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(PACKED)), st.data())
def test_whatever_breaks_in_an_archive_the_run_goes_on(workshop: Path, name: str, data: st.DataObject) -> None:
    content = bytearray(PACKED[name])
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4), label="changed bytes"):
        content[at] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.integers(0, len(content)), label="length")]
    (workshop / name).write_bytes(content)
    try:
        items = list(scan(workshop, Limits(document_bytes=100_000, archive_bytes=1_000_000)))
    finally:
        (workshop / name).unlink()
    assert len(items) > 0
    assert all(item.source_path.startswith(name) for item in items)
    assert len({item.source_path for item in items}) == len(items)
