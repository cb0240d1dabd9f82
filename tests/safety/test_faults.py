"""A reader that crashes, hangs, swells or floods costs one remark that names its file; the rest goes on."""

from datetime import date

import pytest

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.limits import MIB
from dossier.intake import families
from dossier.intake.take_in import Intake, take_in
from dossier.model.finding import Level
from dossier.model.piece import State
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from tests.support.documents import paper
from tests.support.faulty_reader import FAULT, read_faulty
from tests.support.mails import encoded, mail, multipart, part, without
from tests.support.processes import none_left, wait_until

FAULTS = {
    "abort": "worker-crashed",
    "read nowhere": "worker-crashed",
    "leave": "worker-crashed",
    "spin": "worker-timeout",
    "sleep in C": "worker-timeout",
    "allocate": "worker-memory",
    "write one file": "worker-output",
    "write many files": "worker-output",
    "stumble": "worker-failed",
}
LETTER = paper(["Réclamation", "Lyon, le 7 avril 2026"])


def allowance(path):
    """Gives all others as long as they take: only by time can these two be told from honest work."""
    with path.open("rb") as stream:
        fault = stream.read(100).removeprefix(FAULT)
    return 2.0 if fault in (b"spin", b"sleep in C") else limits.READ_SECONDS


@pytest.fixture
def intake(tmp_path, monkeypatch):
    monkeypatch.setattr(families, "read_and_weigh", read_faulty)
    monkeypatch.setattr(families, "_allowance", allowance)
    with Pool(2, memory_bytes=384 * MIB, output_bytes=48 * MIB) as pool, WebPrinter(pool) as printer:
        yield Intake(
            assets=Assets(tmp_path / "assets"),
            pool=pool,
            printer=printer,
            texts=Texts("fr"),
            zone="Europe/Paris",
            day=date(2026, 6, 1),
        )
    wait_until(none_left)


def mail_with_fault(how):
    kind, body = multipart(
        "mixed",
        part(b"Voici la pi\xc3\xa8ce.", "Content-Type: text/plain; charset=utf-8"),
        part(
            encoded(FAULT + how.encode()),
            "Content-Type: application/octet-stream",
            'Content-Disposition: attachment; filename="dedans.bin"',
            "Content-Transfer-Encoding: base64",
        ),
    )
    return mail(body, kind)


def test_a_header_that_the_standard_library_falls_over_stops_nothing(intake, tmp_path):
    folder = tmp_path / "preuves"
    folder.mkdir()
    for name, rubbish in (("a", "(" * 5000), ("b", "g:" * 5000)):
        header = [*without("From"), f"From: lea@example.org, {rubbish}", f"Cc: {rubbish} bob@example.org"]
        (folder / f"{name}.eml").write_bytes(mail(b"Bonjour", header=header))
    (folder / "c.pdf").write_bytes(LETTER)
    taken = take_in([folder], intake)
    assert [piece.state for piece in taken.pieces] == [State.OK] * 3


def test_each_fault_costs_one_remark_that_names_its_file(intake, tmp_path):
    folder = tmp_path / "preuves"
    folder.mkdir()
    for number, how in enumerate(FAULTS):
        # An honest file stands before and after each.
        (folder / f"{number}a.pdf").write_bytes(LETTER + b"%" * number)
        (folder / f"{number}b.bin").write_bytes(FAULT + how.encode())
    (folder / "c.eml").write_bytes(mail_with_fault("abort"))
    (folder / "d.pdf").write_bytes(LETTER + b"%end")
    taken = take_in([folder], intake)
    pieces = {piece.originals[0].name: piece for piece in taken.pieces}
    told = {(found.piece, found.code): found for found in taken.findings}
    for number, code in enumerate(FAULTS.values()):
        faulty = pieces[f"{number}b.bin"]
        assert faulty.state is State.PLACEHOLDER
        found = told[faulty.id, code]
        assert (found.params["file"], found.level) == (f"{number}b.bin", Level.BLOCKER)
        assert pieces[f"{number}a.pdf"].state is State.OK
        # What cannot be read is kept, byte for byte.
        assert intake.assets.read(faulty.originals[0].digest).startswith(FAULT)
    assert pieces["c.eml"].state is State.OK
    inside = pieces["dedans.bin"]
    assert inside.parent == pieces["c.eml"].id
    assert told[inside.id, "worker-crashed"].params["file"] == "dedans.bin"
    assert pieces["d.pdf"].state is State.OK
    assert len(pieces) == 2 * len(FAULTS) + 3
