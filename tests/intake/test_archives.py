"""Whatever packs files is opened within its caps; names lead nowhere, and what stays inside is said."""

import gzip
import re
import struct
import tarfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import digest_of
from dossier.intake.archive.job import ArchiveTask, list_archive
from dossier.intake.expand import expand
from dossier.texts.catalogue import Texts
from tests.support.containers import (
    FROM_LINE,
    WHEN,
    Here,
    make_gz,
    make_locked_zip,
    make_mbox,
    make_tar,
    make_zip,
)
from tests.support.mails import mail
from tests.support.reading import Desk, codes


@pytest.fixture
def take(tmp_path):
    """Takes one file in; gives its files as (folder, name, bytes or trouble), and what is said."""
    assets = Assets(tmp_path / "assets")
    texts = Texts("fr")

    def taken(name, data, **options):
        path = tmp_path / "preuves" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        found = expand([path], assets=assets, pool=Here(), **options)
        assert all(texts.finding(one) for one in found.findings)
        files = [(one.folder, one.name, one.trouble or assets.read(one.asset)) for one in found.files]
        return files, {one.code: one.params.get("n") for one in found.findings}, found.files

    return taken


TEN = [(f"{n}.txt", bytes([48 + n]) * 3000) for n in range(10)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["tar", "tgz"])
def test_a_tar_is_opened_and_its_links_are_said(take, pack):
    data = make_tar(
        [("Commande/a.txt", b"a"), ("../../fuite.txt", b"b"), ("/etc/abs.txt", b"c"), ("été.txt", b"d")],
        links=[("lien", tarfile.SYMTYPE), ("dur", tarfile.LNKTYPE), ("dev", tarfile.CHRTYPE)],
    )

    files, said, incoming = take("tout.tar", pack(data))

    assert files == [
        ("Commande", "a.txt", b"a"),
        ("", "fuite.txt", b"b"),
        ("etc", "abs.txt", b"c"),
        ("", "été.txt", b"d"),
    ]
    assert said == {"archive-opened": 4, "archive-links-skipped": 3}
    assert incoming[0].modified == datetime.fromtimestamp(WHEN, UTC)


def test_two_members_of_one_name_are_two_files(take):
    twice = make_zip([("a.txt", b"1"), ("b.txt", b"2")]).replace(b"b.txt", b"a.txt")
    for data in (make_tar([("a.txt", b"1"), ("a.txt", b"2")]), twice):
        files, _, _ = take("deux", data)
        assert files == [("", "a.txt", b"1"), ("", "a.txt", b"2")]


def test_a_tar_that_breaks_off_gives_what_stood_before(take):
    whole = make_tar(TEN)

    (*files, kept), said, incoming = take("a.tar", whole[:20_000])

    assert kept == ("", "a.tar", "archive-kept")
    assert incoming[-1].asset == digest_of(whole[:20_000])
    assert files == [("", name, data) for name, data in TEN[: len(files)]]
    assert 0 < len(files) < 10
    assert said == {"archive-opened": len(files), "archive-torn": len(files)}


def test_a_tar_with_a_spoilt_header_says_that_the_rest_is_missing(take):
    whole = bytearray(make_tar(TEN))
    whole[5 * 3584 + 100] ^= 0xFF

    (*files, kept), said, _ = take("a.tar", bytes(whole))

    assert kept == ("", "a.tar", "archive-kept")
    assert len(files) == 5
    assert said["archive-torn"] == 5


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (make_gz(make_tar([("a", bytes(60_000_000))])), "archive-too-large"),
        (make_gz(bytes(60_000_000)), "archive-too-large"),
        (make_gz(b"bonjour" * 100)[:-9], "archive-damaged"),
        (make_gz(make_tar(TEN))[:30], "archive-damaged"),
    ],
    ids=["tar-bomb", "gz-bomb", "torn-gz", "torn-at-once"],
)
def test_what_cannot_be_opened_comes_in_itself(take, data, trouble):
    files, said, _ = take("a.gz", data)

    assert files == [("", "a.gz", trouble)]
    assert said == {}


def test_a_hole_of_a_terabyte_is_not_filled(take):
    header = bytearray(tarfile.TarInfo("creux").tobuf(tarfile.GNU_FORMAT))
    header[156:157] = b"S"
    header[386:410] = b"00000000000\0" * 2
    header[482:495] = b"\0\x80" + (1 << 40).to_bytes(11, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)

    files, _, _ = take("a.tar", bytes(header) + bytes(1024))

    assert files == [("", "a.tar", "archive-too-large")]


def test_a_gzip_is_its_one_file_under_its_own_name(take):
    files, said, incoming = take("relevé.csv.gz", make_gz(b"a;b"))

    assert files == [("", "relevé.csv", b"a;b")]
    assert said == {"archive-opened": 1}
    assert incoming[0].modified == datetime.fromtimestamp(WHEN, UTC)


def test_gzips_in_gzips_are_opened_so_far_and_no_further(take):
    data = b"au fond"
    for _ in range(limits.NESTING + 3):
        data = make_gz(data)

    files, _, _ = take("a.gz", data)

    assert len(files) == 1
    assert files[0][2] == make_gz(make_gz(make_gz(b"au fond")))


def test_a_maze_of_archives_stays_one_file(take, monkeypatch):
    monkeypatch.setattr(limits, "ARCHIVES_CLOSED", 5)
    inner = b"x"
    for level in range(limits.NESTING + 1):
        inner = make_zip([(f"{level}-{n}.zip", inner) for n in range(3)])

    files, said, _ = take("a.zip", inner)

    assert files == [("", "a.zip", "archive-too-nested")]
    assert said == {}


def test_far_too_many_archives_in_one_stay_one_file(take, monkeypatch):
    monkeypatch.setattr(limits, "ARCHIVES_OPENED", 3)
    files, _, _ = take("a.zip", make_zip([(f"{n}.zip", make_zip([(f"{n}", b"x")])) for n in range(4)]))

    assert files == [("", "a.zip", "archive-too-nested")]


LOCKED = make_locked_zip("clé".encode(), [("a.txt", b"bonjour"), ("b.txt", b"salut")])


@pytest.mark.parametrize(
    ("passwords", "data", "outcome"),
    [
        (("autre", "clé"), LOCKED, [("", "a.txt", b"bonjour"), ("", "b.txt", b"salut")]),
        (("clé",), make_locked_zip("clé".encode("cp1252"), [("a", b"1")]), [("", "a", b"1")]),
        ((), LOCKED, [("", "a.zip", "archive-locked")]),
        (("faux", ""), LOCKED, [("", "a.zip", "archive-locked")]),
    ],
    ids=["second", "western", "none", "wrong"],
)
def test_a_locked_zip_opens_with_its_password_only(take, passwords, data, outcome):
    files, _, _ = take("a.zip", data, passwords=passwords)

    assert files == outcome


def test_a_lock_that_nobody_here_can_open_is_said_to_be_one(take):
    data = bytearray(LOCKED)
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 10] = 99

    files, _, _ = take("a.zip", bytes(data), passwords=("clé",))

    assert files == [("", "a.zip", "archive-locked-strongly")]


def test_unlocking_too_much_would_take_too_long(take, monkeypatch):
    monkeypatch.setattr(limits, "ARCHIVE_LOCKED_BYTES", 20)

    files, _, _ = take("a.zip", LOCKED, passwords=("clé",))

    assert files == [("", "a.zip", "archive-too-large")]


def test_passwords_are_in_no_log_of_a_task():
    assert "clé" not in repr(ArchiveTask(path="a", assets="b", passwords=("clé",)))


def test_a_mailbox_is_its_mails_each_named_after_it(take):
    first, second = mail(b"un"), mail(b"deux")

    files, said, incoming = take("export.mbox", make_mbox([first, second]))

    assert files == [
        ("", "export.mbox n° 1.eml", first.replace(b"\r\n", b"\n") + b"\n"),
        ("", "export.mbox n° 2.eml", second.replace(b"\r\n", b"\n") + b"\n"),
    ]
    assert said == {"mailbox-opened": 2}
    assert {one.said_name for one in incoming} == {""}, "our names say nothing about a mail's date"


BODIES = [
    (b"avant\n>From Paris\n>>From plus\n", b"avant\nFrom Paris\n>From plus\n"),
    (b"avant\n\nFrom 2024 on: this is text\nNote: it goes on\n", None),
    (b"avant\n\nFrom a@b Thu Mar 12 20:47:12 2026\nno header here\n", None),
    (b"\n\n\n", None),
]


@pytest.mark.parametrize(("written", "meant"), BODIES)
def test_a_line_that_begins_like_a_mail_is_told_from_one(take, written, meant):
    one = b"From: a@b.example\nSubject: x\n\n"
    files, _, _ = take("Inbox", FROM_LINE + one + written + b"\n" + FROM_LINE + one + b"fin\n")

    assert [data for _, _, data in files] == [one + (meant or written), one + b"fin\n"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_mailbox_without_empty_lines_between_its_mails_is_one_too(take, end):
    line, one = (words.replace(b"\n", end) for words in (FROM_LINE, b"From: a@b.example\nSubject: x\n\n"))
    inside = b"deux" + end + b"From Thu Mar 12 2026 on, it is dearer." + end + b"Note: so." + end
    bodies = [b"un" + end, inside, b"trois" + end]

    files, said, _ = take("sent", b"".join(line + one + body for body in bodies))

    assert [data for _, _, data in files] == [one + body for body in bodies]
    assert said == {"mailbox-opened": 3}


def test_where_empty_lines_part_the_mails_a_mail_told_in_one_is_part_of_it(take):
    one = b"From: a@b.example\nSubject: x\n\n"
    told = b"voici :\n" + FROM_LINE + one + b"fin\n"
    files, _, _ = take("Inbox", FROM_LINE + one + told + b"\n" + FROM_LINE + one + b"fin\n")
    assert [data for _, _, data in files] == [one + told, one + b"fin\n"]


def test_line_ends_of_windows_are_kept(take):
    one = mail(b"bonjour\r\n")
    line = FROM_LINE.replace(b"\n", b"\r\n")

    files, _, _ = take("a.mbox", line + one + b"\r\n" + line + one)

    assert [data for _, _, data in files] == [one, one]


def test_a_length_that_leads_to_the_next_mail_is_believed_and_no_other(take):
    inside = b"voici\n\n" + FROM_LINE + b"Subject: dedans\n\nfin\n"
    header = b"From: a@b.example\nContent-Length: %d\n\n"
    right = header % len(inside) + inside
    wrong = header % 3 + b"court\n"

    files, _, _ = take("a.mbox", FROM_LINE + right + b"\n" + FROM_LINE + wrong + b"\n" + FROM_LINE + right)

    assert [data for _, _, data in files] == [right, wrong, right]


def test_what_was_deleted_in_thunderbird_is_left_and_told(take):
    mails = [b"X-Mozilla-Status: 0001\n" + mail(b"un"), b"X-Mozilla-Status: 0009\n" + mail(b"deux")]

    files, said, _ = take("Inbox", make_mbox([*mails, mail(b"trois")]))

    assert len(files) == 2
    assert said == {"mailbox-opened": 2, "mailbox-deleted": 1}


def test_of_a_whole_life_of_mails_the_first_are_taken_and_it_is_told(take, monkeypatch):
    monkeypatch.setattr(limits, "MAILBOX_MAILS", 3)

    files, said, _ = take("Tous.mbox", make_mbox([mail(b"%d" % n) for n in range(7)]))

    assert len(files) == 3
    assert said == {"mailbox-opened": 3, "mailbox-cut": 3}


def test_a_mailbox_in_a_zip_is_opened_too(take):
    box = make_mbox([mail(b"un"), mail(b"deux")])

    files, _, _ = take("takeout.zip", make_zip([("Takeout/Mail/All mail.mbox", box)]))

    assert [(folder, name) for folder, name, _ in files] == [
        ("Takeout/Mail", "All mail.mbox n° 1.eml"),
        ("Takeout/Mail", "All mail.mbox n° 2.eml"),
    ]


def test_folders_of_mail_programs_are_their_mails(tmp_path):
    box = make_mbox([mail(b"un"), mail(b"deux")])
    for place in (
        "Achats.mbox/mbox",
        "Achats.mbox/table_of_contents",
        "TB/Inbox",
        "TB/Inbox.msf",
        "TB/x.msf",
    ):
        path = tmp_path / "preuves" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(box if place.endswith(("mbox/mbox", "Inbox")) else b"index")

    found = expand([tmp_path / "preuves"], assets=Assets(tmp_path / "assets"), pool=Here())

    assert [one.name for one in found.files] == [
        "Achats.mbox n° 1.eml",
        "Achats.mbox n° 2.eml",
        "Inbox n° 1.eml",
        "Inbox n° 2.eml",
        "x.msf",
    ]
    assert {one.code: one.params["n"] for one in found.findings}["system-files-skipped"] == 2


@pytest.mark.parametrize(
    "data",
    [make_tar(TEN), make_gz(make_tar(TEN)), make_mbox([mail(b"un"), mail(b"deux")]), make_zip(TEN)],
    ids=["tar", "tgz", "mbox", "zip"],
)
def test_a_container_attached_to_a_mail_gives_its_files(tmp_path, data):
    desk = Desk(tmp_path)

    draft = desk.read(data, "joint", depth=1)

    assert len(draft.attached) in {2, 10}
    assert codes(draft) & {"archive-opened", "mailbox-opened"}


def test_an_attached_mailbox_does_not_lend_its_name_to_its_mails(tmp_path):
    box = make_mbox([mail(b"un"), mail(b"deux")])

    draft = Desk(tmp_path).read(box, "export 2026-01-02.mbox", depth=1)

    assert [one.name for one in draft.attached] == ["n° 1.eml", "n° 2.eml"]


def test_a_locked_one_attached_to_a_mail_says_so(tmp_path):
    assert codes(Desk(tmp_path).read(LOCKED, "a.zip", depth=1)) == {"archive-locked"}


KINDS = [make_tar(TEN[:3]), make_gz(b"bonjour" * 50), make_gz(make_tar(TEN[:2])), LOCKED, make_zip(TEN[:3])]
KINDS.append(make_mbox([mail(b"un"), mail(b"deux"), mail(b"trois")]))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=8),
    st.data(),
)
def test_any_spoilt_container_ends_in_a_listing(tmp_path_factory, data, spoilt, more):
    changed = bytearray(data)
    for place, value in spoilt:
        changed[place % len(changed)] = value
    path = tmp_path_factory.mktemp("any") / "a"
    path.write_bytes(bytes(changed[: more.draw(st.integers(0, len(changed)))] or b"x"))
    folder = path.parent / "assets"
    folder.mkdir()

    listing = list_archive(ArchiveTask(path=str(path), assets=str(folder), name="a", passwords=("clé",)))

    assert bool(listing.members) != bool(listing.trouble)
    for member in listing.members:
        assert not {"/", "\\", "\0"} & set(member.name)
        assert ".." not in member.folder.split("/")


@pytest.mark.parametrize("packed", [True, False])
def test_a_download_that_stopped_gives_the_files_that_are_whole(take, packed):
    many = [(f"{n}.txt", bytes([48 + n]) * 9 + bytes(range(256)) * 4) for n in range(9)]
    whole = make_zip(many, packed=packed)
    cut = whole.index(b"PK\x03\x04", len(whole) // 2) + 60

    (*files, kept), said, incoming = take("a.zip", whole[:cut])

    assert kept == ("", "a.zip", "archive-kept")
    assert incoming[-1].asset == digest_of(whole[:cut])
    assert files == [("", name, data) for name, data in many[: len(files)]]
    assert 2 < len(files) < 9
    assert said == {"archive-opened": len(files), "archive-torn": len(files)}
    assert incoming[0].modified == datetime(2026, 3, 12, 9)


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_file_of_a_torn_archive_does_not_hide_those_behind_it(take, packed):
    inner = make_zip([("word/document.xml", bytes(range(256)) * 4)], packed=False)
    many = [(f"{n}.txt", inner if n == 2 else bytes([48 + n]) * 900) for n in range(6)]
    whole = bytearray(make_zip(many, packed=packed))
    whole[whole.index(b"2.txt") + len("2.txt") + (0 if packed else 600)] ^= 0xFF

    (*files, kept), said, _ = take("a.zip", bytes(whole[: whole.rindex(b"5.txt") - 46]))

    assert kept == ("", "a.zip", "archive-kept")
    assert [name for _, name, _ in files if name != "document.xml"] == [
        name for name, _ in many if name != "2.txt"
    ]
    assert said["archive-torn"] == 5


def test_a_wrong_directory_does_not_hide_the_files(take):
    whole = bytearray(make_zip(TEN[:3], packed=True))
    end = whole.rindex(b"PK\x05\x06")
    whole[end + 16 : end + 20] = (1 << 30).to_bytes(4, "little")

    (*files, kept), said, _ = take("a.zip", bytes(whole))

    assert files == [("", name, data) for name, data in TEN[:3]]
    assert kept == ("", "a.zip", "archive-kept")
    assert said["archive-torn"] == 3


def test_a_damaged_archive_in_another_is_kept_in_its_folder(take):
    inner = make_zip(TEN)
    cut = inner[: inner.rindex(b"9.txt") - 40]

    files, _, incoming = take("a.zip", make_zip([("juin/b.zip", cut), ("c.txt", b"c")]))

    assert files[-2:] == [("juin", "b.zip", "archive-kept"), ("", "c.txt", b"c")]
    assert incoming[-2].asset == digest_of(cut)


FIRST, SECOND = make_zip(TEN[:2]), make_zip(TEN[2:4], packed=True)


@pytest.mark.parametrize(
    ("data", "named"),
    [(FIRST + SECOND, TEN[2:4]), (SECOND + FIRST[:-22], TEN[2:4])],
    ids=["two", "the-latter-without-end"],
)
def test_archives_joined_end_to_end_are_told_and_kept(take, data, named):
    (*files, kept), said, incoming = take("a.zip", data)

    assert files == [("", name, held) for name, held in named]
    assert kept == ("", "a.zip", "archive-kept")
    assert incoming[-1].asset == digest_of(data)
    assert said == {"archive-opened": 2, "archive-unlisted": 2}


def test_archives_joined_end_to_end_in_a_mail_are_told(tmp_path):
    assert "archive-unlisted" in codes(Desk(tmp_path).read(FIRST + SECOND, "a.zip", depth=1))


def test_files_that_the_list_of_an_archive_leaves_out_are_told(take):
    whole = bytearray(make_zip(TEN[:3]))
    first, second = (found.start() for found in list(re.finditer(rb"PK\x01\x02", whole))[:2])
    end = whole.rindex(b"PK\x05\x06")
    whole[end + 8 : end + 16] = struct.pack("<2HI", 2, 2, end - second)
    del whole[first:second]

    (*files, kept), said, _ = take("a.zip", bytes(whole))

    assert files == [("", name, held) for name, held in TEN[1:3]]
    assert kept == ("", "a.zip", "archive-kept")
    assert said == {"archive-opened": 2, "archive-unlisted": 2}


@pytest.mark.parametrize(
    "data",
    [
        make_zip([("b.zip", SECOND), ("a.txt", b"a")], packed=False),
        make_zip([("dossier/", b""), ("dossier/a.txt", b"a")], packed=True),
        FIRST + b"PK\x03\x04 programme" + bytes(400),
    ],
    ids=["one-in-another", "folder", "filled-up"],
)
def test_an_archive_all_of_which_came_out_is_not_kept_itself(take, data):
    files, said, _ = take("a.zip", data)

    assert len(files) >= 1
    assert all(isinstance(held, bytes) for _, _, held in files)
    assert "archive-unlisted" not in said


def test_a_bomb_without_a_directory_is_one_too(take):
    whole = make_zip([("zeros", bytes(40_000_000))], packed=True)

    files, _, _ = take("a.zip", whole[:-30])

    assert files == [("", "a.zip", "archive-too-large")]


@pytest.mark.parametrize("torn", [0, 40], ids=["whole", "torn"])
def test_a_file_without_any_name_is_no_obstacle(take, torn):
    data = bytearray(make_zip([("ab", b"sans nom"), ("a.txt", b"a")]))
    for mark, at in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        start = data.index(mark) + at
        data[start : start + 4] = b"\0\0\2\0"  # what was its name is now something besides

    files, _, _ = take("preuves.zip", bytes(data[: len(data) - torn]))

    assert [held for _, _, held in files] == [b"sans nom", b"a", *["archive-kept"][: bool(torn)]]
