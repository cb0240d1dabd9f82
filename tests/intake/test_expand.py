"""What was named becomes files; nothing is dropped silently and nothing leads out."""

import io
import os
import socket
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.codec import from_json, to_json
from dossier.basis.digest import digest_of
from dossier.basis.errors import CancelledError, UsageError, WorkerError
from dossier.intake.archive.job import ArchiveTask, list_archive, safe_place
from dossier.intake.expand import expand, natural
from dossier.intake.incoming import NO_DIGEST
from dossier.model.finding import Level
from dossier.texts.catalogue import Texts
from dossier.workers.messages import task_and_result_types
from dossier.workers.pool import Pool


class Here:
    """Does a job at once, through the codec as a process would get it."""

    def run(self, job, task, *, seconds):
        assert seconds >= limits.READ_SECONDS
        asked, answered = task_and_result_types(job)
        return from_json(answered, to_json(job(from_json(asked, to_json(task)))))


class Breaking:
    """Stands for a worker that a ZIP has killed."""

    def run(self, job, task, *, seconds):
        raise WorkerError("worker-memory")


class Stubborn(Assets):
    """A place whose disk refuses one file."""

    def put_file(self, source):
        if source.name == "illisible.pdf":
            raise PermissionError(source)
        return super().put_file(source)


def zipped(members, **options):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", **options) as box:
        for name, data in members:
            info = zipfile.ZipInfo(name, (2026, 3, 12, 9, 0, 0))
            info.compress_type = box.compression
            box.writestr(info, data)
    return stream.getvalue()


@pytest.fixture
def assets(tmp_path):
    return Assets(tmp_path / "assets")


@pytest.fixture
def proofs(tmp_path):
    folder = tmp_path / "preuves"
    folder.mkdir()
    return folder


def put(folder, name, data=b"x"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def places(expanded):
    return [(one.folder, one.name) for one in expanded.files]


def told(expanded):
    texts = Texts("fr")
    assert all(texts.finding(found) for found in expanded.findings)
    return [
        (found.level, found.code, found.params.get("file", found.params.get("n")))
        for found in expanded.findings
    ]


def test_folders_are_walked_in_the_order_people_count(proofs, assets):
    for name in ("b 10.pdf", "b 2.pdf", "A.pdf", "Paiement/z.pdf", "Commande/2/y.pdf", "Commande/x.pdf"):
        put(proofs, name)

    expanded = expand([proofs], assets=assets, pool=Here())

    assert places(expanded) == [
        ("", "A.pdf"),
        ("", "b 2.pdf"),
        ("", "b 10.pdf"),
        ("Commande", "x.pdf"),
        ("Commande/2", "y.pdf"),
        ("Paiement", "z.pdf"),
    ]
    assert expanded.findings == ()


def test_files_come_in_as_named_once_with_their_bytes(proofs, assets):
    second, first = put(proofs, "b.txt", b"deux"), put(proofs, "a.txt", b"un")
    os.utime(first, (1_773_348_432.5, 1_773_348_432.5))

    expanded = expand([second, first, proofs, second], assets=assets, pool=Here())

    assert places(expanded) == [("", "b.txt"), ("", "a.txt")]
    one = expanded.files[1]
    assert (one.asset, one.size) == (digest_of(b"un"), 2)
    assert one.modified == datetime(2026, 3, 12, 20, 47, 12, tzinfo=UTC)
    assert assets.read(one.asset) == b"un"
    assert first.read_bytes() == b"un"


def test_what_systems_leave_behind_is_skipped_and_counted(proofs, assets):
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$lettre.docx", ".cache/x.pdf", "vrai.pdf"):
        put(proofs, name)

    expanded = expand([proofs], assets=assets, pool=Here())

    assert places(expanded) == [("", "vrai.pdf")]
    assert told(expanded) == [(Level.NOTE, "system-files-skipped", 5)]


def test_a_hidden_file_that_was_named_itself_comes_in(proofs, assets):
    assert places(expand([put(proofs, ".preuve.txt")], assets=assets, pool=Here())) == [("", ".preuve.txt")]


def test_links_are_not_followed_and_it_is_said(proofs, assets, tmp_path):
    put(tmp_path, "dehors/secret.txt")
    (proofs / "lien").symlink_to(tmp_path / "dehors")
    (proofs / "boucle").symlink_to(proofs)

    expanded = expand([proofs], assets=assets, pool=Here())

    assert places(expanded) == []
    assert told(expanded) == [
        (Level.NOTE, "link-skipped", "boucle"),
        (Level.NOTE, "link-skipped", "lien"),
    ]


def test_what_is_no_file_is_called_what_it_is(proofs, assets, monkeypatch):
    os.mkfifo(proofs / "tuyau")
    monkeypatch.chdir(proofs)  # the name of a socket may be some hundred letters long only
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("prise")
        named = expand([proofs, Path("/dev/null")], assets=assets, pool=Here())

    assert places(named) == []
    assert told(named) == [
        (Level.NOTE, "socket-skipped", "prise"),
        (Level.NOTE, "pipe-skipped", "tuyau"),
        (Level.NOTE, "device-skipped", "null"),
    ]


def test_a_file_that_cannot_be_read_is_still_there_and_said(proofs, tmp_path):
    put(proofs, "illisible.pdf")
    put(proofs, "lisible.pdf")

    expanded = expand([proofs], assets=Stubborn(tmp_path / "assets"), pool=Here())

    assert [(one.name, one.asset is None, one.trouble) for one in expanded.files] == [
        ("illisible.pdf", True, "cannot-read"),
        ("lisible.pdf", False, ""),
    ]


def test_a_file_that_cannot_be_read_has_no_fingerprint(proofs, tmp_path):
    put(proofs, "illisible.pdf")

    (one,) = expand([proofs], assets=Stubborn(tmp_path / "assets"), pool=Here()).files

    assert one.digest == NO_DIGEST


def test_a_file_larger_than_anybody_takes_is_said_with_its_own_fingerprint(proofs, assets, monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 20)
    put(proofs, "a.mp4", b"a" * 21)
    put(proofs, "b.mp4", b"b" * 21)

    expanded = expand([proofs], assets=assets, pool=Here())

    assert [(one.asset, one.digest, one.size, one.trouble) for one in expanded.files] == [
        (None, digest_of(b"a" * 21), 21, "file-too-large"),
        (None, digest_of(b"b" * 21), 21, "file-too-large"),
    ]
    assert not assets.folder.exists()


def test_naming_a_long_film_can_be_stopped(proofs, assets, monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 1)
    put(proofs, "film.mp4", b"film")

    def stop(stage, done, total):
        assert done == 0
        raise CancelledError()

    with pytest.raises(CancelledError):
        expand([proofs], assets=assets, pool=Here(), progress=stop)


@pytest.mark.parametrize("name", ["absent.pdf", "x" * 5000, "nul\0"])
def test_a_name_that_is_not_there_is_refused(proofs, assets, name):
    with pytest.raises(UsageError) as refused:
        expand([proofs / name], assets=assets, pool=Here())

    assert refused.value.code == "no-such-file"


def test_a_whole_disk_dropped_by_mistake_is_refused(proofs, assets, monkeypatch):
    monkeypatch.setattr(limits, "FILES", 4)
    put(proofs, "a.zip", zipped((f"{n}.txt", b"") for n in range(3)))
    put(proofs, "b.txt")
    assert len(expand([proofs], assets=assets, pool=Here()).files) == limits.FILES

    put(proofs, "c.txt")

    with pytest.raises(UsageError) as refused:
        expand([proofs], assets=assets, pool=Here())

    assert (refused.value.code, refused.value.params) == ("too-many-files", {"limit": limits.FILES})


def test_taking_in_can_be_stopped(proofs, assets):
    put(proofs, "a.txt")

    def stop(stage, done, total):
        raise CancelledError()

    with pytest.raises(CancelledError):
        expand([proofs], assets=assets, pool=Here(), progress=stop)


def test_zips_are_opened_with_their_folders_and_the_zips_in_them(proofs, assets):
    inner = zipped([("Paiement/profond.txt", b"p")])
    members = [
        ("Commande/a.txt", b"a"),
        ("b.txt", b"b"),
        ("dedans.zip", inner),
        ("__MACOSX/._b", b""),
        (".x", b""),
    ]
    put(proofs, "Envoi/tout.zip", zipped(members))

    expanded = expand([proofs], assets=assets, pool=Here())

    assert places(expanded) == [
        ("Envoi/Commande", "a.txt"),
        ("Envoi", "b.txt"),
        ("Envoi/Paiement", "profond.txt"),
    ]
    assert [assets.read(one.asset) for one in expanded.files] == [b"a", b"b", b"p"]
    assert told(expanded) == [
        (Level.NOTE, "archive-opened", "tout.zip"),
        (Level.NOTE, "archive-opened", "dedans.zip"),
        (Level.NOTE, "system-files-skipped", 2),
    ]


def test_zips_in_zips_are_opened_so_far_and_no_further(proofs, assets):
    data = b"au fond"
    for level in range(limits.NESTING + 1):
        data = zipped([(f"{level}", data)])
    put(proofs, "tout.zip", data)

    (one,) = expand([proofs], assets=assets, pool=Here()).files

    assert one.name == "1"
    assert zipfile.ZipFile(io.BytesIO(assets.read(one.asset))).read("0") == b"au fond"


def test_zips_in_one_zip_share_what_may_be_unpacked(proofs, assets):
    bomb = zipped([("zeros", bytes(9_000_000))], compression=zipfile.ZIP_DEFLATED)
    put(proofs, "tout.zip", zipped([("a.zip", bomb), ("b.zip", bomb + b"\0")]))

    expanded = expand([proofs], assets=assets, pool=Here())

    assert [(one.name, one.trouble) for one in expanded.files] == [
        ("zeros", ""),
        ("b.zip", "archive-too-large"),
    ]


def test_zips_are_opened_in_a_worker_process(proofs, assets):
    put(proofs, "tout.zip", zipped([("a.txt", b"a")]))

    with Pool(1) as pool:
        expanded = expand([proofs], assets=assets, pool=pool)

    assert places(expanded) == [("", "a.txt")]


@pytest.mark.parametrize(
    "data",
    [
        zipped([("[Content_Types].xml", b""), ("word/document.xml", b"")]),
        zipped([("mimetype", b"application/vnd.oasis.opendocument.text")]),
        zipped([]),
    ],
    ids=["word", "writer", "empty"],
)
def test_documents_that_are_zips_inside_and_empty_ones_stay_whole(proofs, assets, data):
    put(proofs, "lettre", data)

    expanded = expand([proofs], assets=assets, pool=Here())

    assert [(one.name, one.asset) for one in expanded.files] == [("lettre", digest_of(data))]
    assert expanded.findings == ()


def encrypted(data):
    """Sets the flag that says a member is encrypted (APPNOTE 4.4.4), in both its headers."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[changed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


ONE = zipped([("a.txt", b"bonjour")])


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (encrypted(ONE), "archive-locked"),
        (ONE[:20], "archive-damaged"),
        (zipped([("a", bytes(40_000_000))], compression=zipfile.ZIP_DEFLATED), "archive-too-large"),
    ],
    ids=["locked", "damaged", "bomb"],
)
def test_a_zip_that_cannot_be_opened_comes_in_itself_and_is_said_once(proofs, assets, data, trouble):
    put(proofs, "a.zip", data)

    expanded = expand([proofs], assets=assets, pool=Here())

    assert [(one.name, one.asset, one.trouble) for one in expanded.files] == [
        ("a.zip", digest_of(data), trouble)
    ]
    assert expanded.findings == ()


def test_declared_sizes_are_not_believed(proofs, assets):
    data = bytearray(zipped([("a", bytes(40_000_000))], compression=zipfile.ZIP_DEFLATED))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (5).to_bytes(4, "little")
    put(proofs, "a.zip", bytes(data))

    listing = list_archive(ArchiveTask(path=str(proofs / "a.zip"), assets=str(assets.folder)))

    assert listing.trouble == "too-large" or listing.members[0].asset is None
    assert sum(path.stat().st_size for path in assets.folder.rglob("*") if path.is_file()) < 100


def test_a_zip_that_kills_its_worker_comes_in_itself(proofs, assets):
    put(proofs, "a.zip", ONE)

    expanded = expand([proofs], assets=assets, pool=Breaking())

    assert [(one.name, one.trouble) for one in expanded.files] == [("a.zip", "archive-damaged")]


def test_a_damaged_member_is_told_and_the_others_come_in(proofs, assets):
    data = zipped([("a.txt", b"bonjour"), ("b.txt", b"salut")]).replace(b"bonjour", b"bonsoir", 1)
    put(proofs, "a.zip", data)

    expanded = expand([proofs], assets=assets, pool=Here())

    assert [(one.name, one.trouble, one.size, one.digest) for one in expanded.files] == [
        ("a.txt", "damaged", 7, NO_DIGEST),
        ("b.txt", "", 5, digest_of(b"salut")),
        ("a.zip", "archive-kept", len(data), digest_of(data)),
    ]
    assert expanded.files[-1].asset == digest_of(data)
    assert told(expanded) == [(Level.NOTE, "archive-opened", "a.zip")]


def test_what_the_program_made_itself_is_left_out(proofs, assets):
    put(proofs, "preuve.pdf")
    made = put(proofs, "annexe.pdf")

    expanded = expand([proofs], assets=assets, pool=Here(), leave_out=[made])

    assert places(expanded) == [("", "preuve.pdf")]


def test_names_of_old_programs_are_read_and_links_left_out(proofs, assets):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as box:
        for number, raw in enumerate(
            ("été.txt".encode(), "été.txt".encode("cp437"), "À.txt".encode("cp850"))
        ):
            info = zipfile.ZipInfo(f"{number}" + "_" * (len(raw) - 1), (1980, 1, 1, 0, 0, 0))
            box.writestr(info, raw)
        link = zipfile.ZipInfo("lien")
        link.external_attr = 0o120777 << 16
        box.writestr(link, "/etc/passwd")
    data = stream.getvalue()
    for number, raw in enumerate(("été.txt".encode(), "été.txt".encode("cp437"), "À.txt".encode("cp850"))):
        data = data.replace(f"{number}".encode() + b"_" * (len(raw) - 1), raw)
    put(proofs, "vieux.zip", data)

    expanded = expand([proofs], assets=assets, pool=Here())

    assert [one.name for one in expanded.files] == ["été.txt", "été.txt", "À.txt"]
    assert [one.modified for one in expanded.files] == [None] * 3


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("../../evil.txt", ("", "evil.txt")),
        ("/etc/evil.txt", ("etc", "evil.txt")),
        ("C:\\Temp\\evil.txt", ("Temp", "evil.txt")),
        ("a/../b/./c.txt", ("a/b", "c.txt")),
        ("nul\0l\x01.txt", ("", "null .txt")),
        ("facture\u202efdp.exe", ("", "facturefdp.exe")),
        ("..", ("", "?")),
    ],
)
def test_member_names_lead_nowhere_but_down(written, place):
    assert safe_place(written) == place


@given(st.text(max_size=80))
def test_no_member_name_leads_out(written):
    folder, name = safe_place(written)

    assert name
    assert not {"/", "\\", "\0", "\n"} & set(name)
    assert not Path(folder).is_absolute()
    assert ".." not in folder.split("/")


@given(st.lists(st.text(alphabet=st.sampled_from("ab109é²"), max_size=6)))
def test_any_names_can_be_ordered(names):
    ordered = sorted(names, key=natural)

    assert sorted(ordered, key=natural) == ordered
    assert natural("b2") < natural("B10")


def test_a_name_that_is_no_text_can_still_be_written_down(proofs, assets):
    path = Path(os.fsdecode(os.fsencode(proofs) + b"/\xe9t\xe9.txt"))
    path.write_bytes(b"x")

    (one,) = expand([proofs], assets=assets, pool=Here()).files

    assert one.name == "été.txt"
