"""An annex held against the dossier, a fingerprint, the untouched files and a time stamp."""

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from dossier.annex.timestamp import read_timestamp
from dossier.basis.clock import zone_named
from dossier.basis.digest import digest_of, digest_of_file
from dossier.basis.errors import PlaceError, UnreadableError, UsageError
from dossier.cli import main
from dossier.cli.run_verify import stamp_lines
from dossier.model.commands.edit import set_rubric
from dossier.model.numbering import numbered
from dossier.model.wish import Wish
from dossier.texts.catalogue import Texts
from dossier.workspace import verifying_folder
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.opening import open_desk
from dossier.workspace.sending import SendOrder
from dossier.workspace.verifying import StampVerified, Verified, VerifyOrder, fingerprint_of, verify
from tests.support.desks import DAY, write_project, write_proofs
from tests.support.documents import paper
from tests.support.timestamps import ANSWER, REFUSED, STAMPED

SENT_ON = DAY


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """A folder with a project, its proofs, the annex that was sent, and one of the same day unsent."""
    folder = tmp_path_factory.mktemp("ready")
    write_project(folder / "litige.dossier", [write_proofs(folder / "proofs")])
    with open_desk(folder / "litige.dossier").result() as desk:
        desk.export(ExportOrder(target=folder / "annexe.pdf", day=DAY)).result()
        order = SendOrder(
            files=(folder / "annexe.pdf",), recipient="generic", day=SENT_ON, case_number="FR-12"
        )
        desk.mark_sent(order).result()
        desk.export(ExportOrder(target=folder / "later.pdf", day=SENT_ON)).result()
    return folder


@pytest.fixture
def place(ready, tmp_path):
    shutil.copytree(ready, tmp_path / "place")
    return tmp_path / "place"


def asked(place, *, file="annexe.pdf", **more):
    return verify(VerifyOrder(files=(place / file,), **more))


def test_the_very_file_that_was_sent_is_known_again(place):
    verified = asked(place, project=place / "litige.dossier")
    sent = verified.files[0].project.sent
    assert verified.agrees
    assert (sent.number, sent.day, sent.recipient, sent.case_number) == (1, SENT_ON, "generic", "FR-12")


def test_another_export_of_the_same_pieces_is_told_from_the_sent_one(place):
    verified = asked(place, file="later.pdf", project=place / "litige.dossier")
    report = verified.files[0].project
    assert verified.agrees
    assert report.sent is None
    assert report.known
    assert not report.unknown + report.renumbered


def test_pieces_of_another_dossier_are_named(place, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "avis.pdf").write_bytes(paper(["Avis de livraison", "Le 2 mars 2026"]))
    write_project(tmp_path / "other.dossier", [other])
    verified = asked(place, project=tmp_path / "other.dossier")
    report = verified.files[0].project
    assert not verified.agrees
    assert report.unknown == tuple(piece.number for piece in verified.files[0].account.plan.pieces)


def test_numbers_that_changed_since_are_named(place):
    with open_desk(place / "litige.dossier").result() as desk:
        desk.undo().result()
        dossier = desk.present.dossier
        first = numbered(dossier, zone_named(dossier.zone))[0].piece
        desk.act(lambda now: set_rubric(now, [first.id], rubric=dossier.rubrics[-1].id)).result()
    verified = asked(place, project=place / "litige.dossier")
    report = verified.files[0].project
    assert (report.sent, report.unknown) == (None, ())
    assert report.renumbered
    assert not verified.agrees


def test_a_fingerprint_is_taken_as_people_write_it(place):
    digest = digest_of_file(place / "annexe.pdf")
    fours = " ".join(digest[i : i + 4] for i in range(0, 64, 4))
    pairs = ":".join(digest[i : i + 2] for i in range(0, 64, 2))
    for words in (digest, digest.upper(), f" SHA-256: {digest}", fours.upper(), pairs):
        assert fingerprint_of(words) == digest
    assert asked(place, fingerprint=digest).same.digest == digest
    wrong = asked(place, fingerprint="0" * 64)
    assert wrong.same is None
    assert not wrong.agrees


@pytest.mark.parametrize("words", ["abc", "g" * 64, "0" * 63, "0" * 65, "", " "])
def test_what_is_no_fingerprint_is_said_so(words):
    with pytest.raises(UsageError, match="not-a-fingerprint"):
        fingerprint_of(words)


def test_every_original_is_found_also_in_mails_and_archives(place):
    verified = asked(place, originals=place / "proofs")
    assert verified.agrees
    places = {name for row in verified.originals.rows for name in row.places}
    assert {"lettre.pdf", "copies/lettre.pdf", "courriel.eml › facture.pdf", "note é.txt"} <= places
    assert verified.originals.others == ()
    with zipfile.ZipFile(place / "preuves.zip", "w") as archive:
        archive.write(place / "proofs" / "lettre.pdf", "dans/lettre.pdf")
    shutil.rmtree(place / "proofs" / "copies")
    (place / "proofs" / "lettre.pdf").unlink()
    (place / "preuves.zip").rename(place / "proofs" / "preuves.zip")
    again = asked(place, originals=place / "proofs")
    assert again.agrees
    assert "preuves.zip › dans/lettre.pdf" in {name for row in again.originals.rows for name in row.places}


def test_what_is_missing_changed_or_foreign_is_named(place):
    (place / "proofs" / "fissure.png").write_bytes(b"changed")
    (place / "proofs" / "autre.txt").write_text("rien")
    verified = asked(place, originals=place / "proofs")
    missing = [row for row in verified.originals.rows if not row.found]
    assert len(missing) == 1
    assert not verified.agrees
    assert verified.originals.others == ("autre.txt", "fissure.png")


def test_an_attachment_of_a_mail_that_cannot_be_opened_counts_by_its_mail(place):
    (place / "proofs" / "courriel.eml").rename(place / "proofs" / "courriel.bin")
    verified = asked(place, originals=place / "proofs")
    assert verified.agrees
    assert [row.number for row in verified.originals.rows if row.within]


def test_no_link_leads_out_of_the_folder(place):
    outside = place / "outside"
    outside.mkdir()
    shutil.move(place / "proofs" / "fissure.png", outside / "fissure.png")
    (place / "proofs" / "link").symlink_to(outside)
    (place / "proofs" / "fissure.png").symlink_to(outside / "fissure.png")
    os.mkfifo(place / "proofs" / "pipe")
    verified = asked(place, originals=place / "proofs")
    assert not verified.agrees
    assert not any("fissure" in name for row in verified.originals.rows for name in row.places)


def test_a_whole_disk_is_refused(place, monkeypatch):
    monkeypatch.setattr(verifying_folder, "MOST_FILES", 2)
    with pytest.raises(UsageError, match="originals-too-many"):
        asked(place, originals=place / "proofs")
    with pytest.raises(PlaceError, match="no-such-folder"):
        asked(place, originals=place / "annexe.pdf")


def test_a_time_stamp_of_another_file_does_not_fit(place):
    (place / "a.tsr").write_bytes(ANSWER)
    verified = asked(place, timestamp=place / "a.tsr")
    assert verified.stamp.file is None
    assert verified.stamp.answer.sound
    assert not verified.agrees


def test_a_damaged_answer_a_no_and_a_folder_are_refused(place):
    for data, code in (
        (ANSWER[:200], "not-a-timestamp"),
        (REFUSED, "timestamp-refused"),
        (b"", "not-a-timestamp"),
    ):
        (place / "a.tsr").write_bytes(data)
        with pytest.raises(UnreadableError, match=code):
            asked(place, timestamp=place / "a.tsr")
    with pytest.raises(UsageError, match="no-such-file"):
        asked(place, timestamp=place)


def test_a_folder_and_a_stranger_are_no_annex(place):
    with pytest.raises(UsageError, match="no-such-file"):
        verify(VerifyOrder(files=(place,)))
    with pytest.raises(UnreadableError, match="not-an-annex"):
        verify(VerifyOrder(files=(place / "proofs" / "lettre.pdf",)))
    with pytest.raises(UsageError, match="no-such-file"):
        asked(place, project=place)
    with pytest.raises(UnreadableError, match="project-damaged"):
        asked(place, project=place / "proofs" / "lettre.pdf")


def test_the_command_says_it_in_words_and_in_json(place, capsys):
    words = ["verify", str(place / "annexe.pdf"), "--project", str(place / "litige.dossier")]
    assert main([*words, "--originals", str(place / "proofs")]) == 0
    said = capsys.readouterr().out
    assert "envoi n°\u00a01" in said
    assert "FR-12" in said
    (place / "a.tsr").write_bytes(ANSWER)
    assert main([*words, "--fingerprint", "0" * 64, "--timestamp", str(place / "a.tsr"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["files"][0]["project"]["sent"]["round"] == 1
    assert (told["fingerprint"]["agrees"], told["timestamp"]["fits"], told["agrees"]) == (False, False, False)
    assert told["timestamp"]["maker_checked"] is False
    assert main([*words, "--fingerprint", "0" * 64, "--timestamp", str(place / "a.tsr"), "--lang", "en"]) == 1
    assert "another file" in capsys.readouterr().out


def test_a_changed_annex_is_told_and_still_held_against_the_rest(place, capsys):
    data = (place / "annexe.pdf").read_bytes()
    changed = data.replace(b"/DisplayDocTitle true", b"/DisplayDocTitle null")
    (place / "annexe.pdf").write_bytes(changed)
    assert main(["verify", str(place / "annexe.pdf"), "--project", str(place / "litige.dossier")]) == 1
    said = capsys.readouterr().out
    assert "ne correspond plus" in said


def test_a_time_stamp_that_holds_says_its_instant_and_that_its_maker_was_not_looked_up():
    answer = read_timestamp(ANSWER, digest_of(STAMPED), name="a.tsr")
    verified = Verified(files=(), stamp=StampVerified(answer=answer, file=Path("annexe.pdf")))
    assert verified.agrees
    said = " ".join(stamp_lines(verified, "a.tsr", Texts("fr")))
    assert "22 novembre 2026" in said
    assert "annexe.pdf" in said
    assert "n’est pas vérifiée ici" in said


def test_files_of_an_export_that_are_not_there_are_named(place, capsys):
    with open_desk(place / "litige.dossier").result() as desk:
        order = ExportOrder(target=place / "pieces.pdf", day=DAY, wish=Wish(separate=True))
        files = [str(file.path) for file in desk.export(order).result().annexes]
    assert main(["verify", *files]) == 0
    assert "n’est pas là" not in capsys.readouterr().out
    assert main(["verify", *files[:1], *files[2:]]) == 0
    assert f"le n°\u00a02 sur {len(files)} n’est pas là" in capsys.readouterr().out
    assert main(["verify", "--json", *files[:1], *files[2:]]) == 0
    assert json.loads(capsys.readouterr().out)["absent"] == [{"parts": [2], "of": len(files)}]
