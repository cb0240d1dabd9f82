"""From files to pieces, through real workers and the real printer: nothing is lost, nothing is doubled."""

import io
import os
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.basis.digest import digest_of
from dossier.basis.errors import CancelledError, UsageError
from dossier.basis.marks import ANNEX_MARK
from dossier.intake.take_in import Intake, take_in
from dossier.model.body import FlowBody, PdfBody
from dossier.model.finding import Level
from dossier.model.piece import FileKind, State
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from tests.support.documents import paper
from tests.support.mails import HEADER, mail, multipart, part, png, without

LETTER = paper(["Réclamation", "Lyon, le 7 avril 2026", "Madame, Monsieur,"])
OLD = 1_700_000_000
"""When the files of these tests were last written: November 2023."""


@pytest.fixture(scope="module")
def workers():
    with Pool(1) as pool, WebPrinter(pool) as printer:
        yield pool, printer


@pytest.fixture
def intake(workers, tmp_path):
    pool, printer = workers
    return Intake(
        assets=Assets(tmp_path / "assets"),
        pool=pool,
        printer=printer,
        texts=Texts("fr"),
        zone="Europe/Paris",
        day=date(2026, 6, 1),
    )


@pytest.fixture
def proofs(tmp_path):
    """Writes files and gives their folder."""

    def write(**files):
        folder = tmp_path / "preuves"
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            os.utime(path, (OLD, OLD))
        return folder

    return write


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as box:
        for name, data in members.items():
            box.writestr(zipfile.ZipInfo(name, (2026, 3, 12, 9, 0, 0)), data)
    return stream.getvalue()


def attaching(*files, header=HEADER):
    """Makes a mail with files attached: pairs of a name and bytes."""
    parts = [part(b"Bonjour, voici les preuves.", "Content-Type: text/plain")]
    for name, data in files:
        kind = "message/rfc822" if name.endswith(".eml") else "application/octet-stream"
        parts.append(part(data, f"Content-Type: {kind}", f"Content-Disposition: attachment; filename={name}"))
    line, body = multipart("mixed", *parts, boundary=f"grenze{len(files)}{len(parts[-1])}")
    return mail(body, line, header=header)


def names(taken):
    """Gives each piece's file, in order, "+" for each piece that is attached."""
    return ["+" * (piece.parent is not None) + piece.originals[0].name for piece in taken.pieces]


def named(taken, name):
    return next(piece for piece in taken.pieces if piece.originals[0].name == name)


def told(taken, piece):
    """Gives what was said of one piece."""
    assert all(Texts("fr").finding(found) for found in taken.findings)
    return {(str(found.level), found.code) for found in taken.findings if found.piece == piece.id}


def test_every_file_becomes_a_piece_children_behind_their_parents(proofs, intake):
    mailed = attaching(("note.txt", b"Note jointe"), ("lettre.pdf", LETTER))
    folder = proofs(**{"a.txt": b"Note du 3 mars", "b.eml": mailed, "CGV/c.pdf": paper(["Conditions"])})

    taken = take_in([folder], intake)

    assert names(taken) == ["a.txt", "b.eml", "+note.txt", "+lettre.pdf", "c.pdf"]
    assert {piece.parent for piece in taken.pieces[2:4]} == {taken.pieces[1].id}
    assert named(taken, "c.pdf").rubric == "terms"
    assert named(taken, "b.eml").originals[0].digest == digest_of(mailed)
    assert len({piece.id for piece in taken.pieces}) == 5


def test_the_same_folder_gives_the_same_pieces(proofs, intake):
    folder = proofs(**{"a.eml": attaching(("n.txt", b"Note")), "b.pdf": LETTER, "c.pdf": LETTER})

    assert take_in([folder], intake) == take_in([folder], intake)


def test_a_page_is_printed_with_the_files_of_its_folder(proofs, intake):
    page = b"<!DOCTYPE html><title>Suivi</title><p>En transit<img src='Suivi_fichiers/a.png'>"
    folder = proofs(**{"Suivi.html": page, "Suivi_fichiers/a.png": png(40, 40), "Suivi_fichiers/b.js": b"x"})

    taken = take_in([folder], intake)

    (piece,) = taken.pieces
    assert [(one.name, one.digest) for one in piece.originals] == [
        ("Suivi.html", digest_of(page)),
        ("a.png", digest_of(png(40, 40))),
        ("b.js", digest_of(b"x")),
    ]
    assert [type(body) for body in piece.bodies] == [PdfBody]
    assert ("note", "page-with-folder") in told(taken, piece)


def test_two_films_too_large_are_two_and_have_their_own_fingerprints(proofs, intake, monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 1000)
    folder = proofs(**{"a.mp4": b"a" * 2000, "b.mp4": b"b" * 2000})

    taken = take_in([folder], intake)

    assert [piece.originals[0].digest for piece in taken.pieces] == [
        digest_of(b"a" * 2000),
        digest_of(b"b" * 2000),
    ]
    assert [piece.duplicate_of for piece in taken.pieces] == [None, None]
    assert ("blocker", "file-too-large") in told(taken, taken.pieces[0])


def test_what_cannot_be_read_has_no_fingerprint_and_repeats_nothing(proofs, intake):
    data = zipped(**{"a.txt": b"bonjour", "b.txt": b"bonsoir"})
    folder = proofs(**{"z.zip": data.replace(b"bonjour", b"bonjouX", 1).replace(b"bonsoir", b"bonsoiX", 1)})

    taken = take_in([folder], intake)

    assert names(taken) == ["a.txt", "b.txt", "z.zip"]
    assert [piece.originals[0].digest for piece in taken.pieces[:2]] == ["", ""]
    assert taken.pieces[2].originals[0].digest == digest_of((folder / "z.zip").read_bytes())
    assert taken.pieces[2].state is State.PLACEHOLDER
    assert [piece.duplicate_of for piece in taken.pieces] == [None, None, None]
    blocked = [found.code for found in taken.findings if found.level is Level.BLOCKER]
    assert blocked == ["damaged", "damaged", "archive-kept"]


def test_one_bad_file_never_stops_the_others(proofs, intake):
    folder = proofs(**{"a.pdf": b"%PDF-1.7\n" + b"\0 rien" * 40, "b.pdf": LETTER, "c.zip": zipped()[:-3]})

    taken = take_in([folder], intake)

    states = [piece.state for piece in taken.pieces]
    assert states == [State.PLACEHOLDER, State.OK, State.PLACEHOLDER]
    assert ("blocker", "damaged") in told(taken, taken.pieces[0])


def test_one_line_says_what_helps_with_a_broken_file(proofs, intake):
    whole = zipped(**{"word/document.xml": b"x" * 300})
    taken = take_in([proofs(**{"notes.docx": whole[:-40]})], intake)

    said = {code for _, code in told(taken, taken.pieces[0]) if not code.startswith("undated")}
    assert said == {"archive-damaged"}


@pytest.mark.parametrize(
    ("name", "data", "asked"),
    [
        ("preuves.7z", b"7z\xbc\xaf\x27\x1c\0\4", {("note", "undated-but-file-time")}),
        ("film.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isommp42", {("warning", "undated-but-file-time")}),
        ("inconnu.txt", b"Une note sans date", {("warning", "undated-but-file-time")}),
        ("vide.txt", b"", set()),
        ("2026-03-12 film.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isommp42", set()),
    ],
)
def test_the_date_is_asked_of_what_cannot_be_shown_too(proofs, intake, name, data, asked):
    taken = take_in([proofs(**{name: data})], intake)

    assert {found for found in told(taken, taken.pieces[0]) if found[1].startswith("undated")} == asked


def test_an_older_annex_of_ours_is_reported_and_not_shown(proofs, intake):
    folder = proofs(**{"annexe.pdf": LETTER + b"\n" + ANNEX_MARK + b" >> >>\n", "lettre.pdf": LETTER})

    taken = take_in([folder], intake)

    annex, letter = taken.pieces
    assert (annex.included, annex.bodies, annex.state) == (False, (), State.LEFT_OUT)
    assert told(taken, annex) == {("note", "own-annex")}
    assert letter.shown


def test_a_zip_in_a_mail_stands_for_its_files(proofs, intake):
    inner = zipped(**{"devis.pdf": LETTER, "__MACOSX/._devis.pdf": b"x", "note.txt": b"Note"})
    taken = take_in([proofs(**{"m.eml": attaching(("envoi.zip", inner))})], intake)

    assert names(taken) == ["m.eml", "+devis.pdf", "+note.txt"]
    assert ("note", "archive-opened") in told(taken, taken.pieces[0])


def test_a_locked_zip_in_a_mail_is_one_piece_that_says_so(proofs, intake):
    locked = bytearray(zipped(**{"a.txt": b"secret"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    taken = take_in([proofs(**{"m.eml": attaching(("envoi.zip", bytes(locked)))})], intake)

    assert names(taken) == ["m.eml", "+envoi.zip"]
    assert ("blocker", "archive-locked") in told(taken, taken.pieces[1])


def test_mails_in_mails_are_opened_so_far_and_the_rest_is_said_of_the_mail(proofs, intake):
    data = attaching(("fond.txt", b"tout au fond"))
    for _ in range(limits.NESTING):
        data = attaching(("dedans.eml", data), header=without("message-id"))
    taken = take_in([proofs(**{"m.eml": data})], intake)

    assert names(taken) == ["m.eml", *["+dedans.eml"] * limits.NESTING]
    assert ("warning", "nested-too-deep") in told(taken, taken.pieces[0])


def test_one_mail_holds_so_many_files_and_the_rest_is_said(proofs, intake, monkeypatch):
    monkeypatch.setattr(limits, "ATTACHMENTS", 3)
    inner = [(f"{n}.eml", attaching(("x.txt", b"x%d" % n), header=without("message-id"))) for n in range(2)]
    taken = take_in([proofs(**{"m.eml": attaching(*inner)})], intake)

    assert names(taken) == ["m.eml", "+0.eml", "+1.eml", "+x.txt"]
    (found,) = [found for found in taken.findings if found.code == "nested-too-deep"]
    assert (found.piece, found.params) == (taken.pieces[0].id, {"file": "1.eml", "n": 1})


def test_a_repeat_is_marked_and_told_and_nothing_is_asked_of_it(proofs, intake):
    taken = take_in([proofs(**{"a.txt": b"Une note", "b.txt": b"Une note"})], intake)

    kept, repeat = taken.pieces
    assert repeat.duplicate_of == kept.id
    assert told(taken, repeat) == {("note", "repeat")}


def test_what_only_a_repeated_mail_holds_goes_to_the_mail_that_is_kept(proofs, intake):
    annex = LETTER + b"\n" + ANNEX_MARK + b" >> >>\n"  # never compared, so it has no twin
    data = attaching(("annexe.pdf", annex), ("lettre.pdf", paper(["Facture"])))
    taken = take_in([proofs(**{"a.eml": data, "b.eml": data})], intake)

    kept = named(taken, "a.eml")
    assert names(taken) == ["a.eml", "+annexe.pdf", "+lettre.pdf", "+annexe.pdf", "b.eml", "+lettre.pdf"]
    assert [piece.parent for piece in taken.pieces if piece.originals[0].name == "annexe.pdf"] == [
        kept.id
    ] * 2
    assert taken.pieces[5].duplicate_of == taken.pieces[2].id


def test_an_attachment_that_came_as_a_file_too_names_the_mail(proofs, intake):
    taken = take_in([proofs(**{"m.eml": attaching(("l.pdf", LETTER)), "z.pdf": LETTER})], intake)

    repeat = named(taken, "z.pdf")
    (found,) = [found for found in taken.findings if found.code == "repeat-of-attachment"]
    assert found.params == {
        "file": "z.pdf",
        "other": "l.pdf",
        "of": taken.pieces[1].id,
        "mail": "m.eml",
        "holder": taken.pieces[0].id,
    }
    assert repeat.duplicate_of == taken.pieces[1].id


def test_bytes_decide_the_kind_and_the_name_is_questioned(proofs, intake):
    taken = take_in([proofs(**{"photo.jpg": LETTER})], intake)

    assert taken.pieces[0].originals[0].kind is FileKind.PDF
    assert ("warning", "not-what-its-name-says") in told(taken, taken.pieces[0])


def test_a_path_that_is_not_there_is_refused(tmp_path, intake):
    with pytest.raises(UsageError) as refused:
        take_in([tmp_path / "absent"], intake)

    assert refused.value.code == "no-such-file"


@pytest.mark.parametrize("stage", ["expand", "read", "print"])
def test_taking_in_can_be_stopped_at_every_stage(proofs, intake, stage):
    def stop(now, done, total):
        if now == stage:
            raise CancelledError()

    with pytest.raises(CancelledError):
        take_in([proofs(**{"p.html": b"<!DOCTYPE html><p>Page"})], replace(intake, progress=stop))


def test_without_a_printer_pages_are_shown_as_text_and_it_is_said_once(
    proofs, intake, workers, tmp_path, monkeypatch
):
    libraries = tmp_path / "lib"
    libraries.mkdir()
    (libraries / "libnss3.so").write_bytes(b"")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(libraries))
    folder = proofs(**{"a.html": b"<!DOCTYPE html><p>Une page", "b.html": b"<!DOCTYPE html><p>Une autre"})
    with WebPrinter(workers[0]) as broken:
        taken = take_in([folder], replace(intake, printer=broken))

    assert [piece.state for piece in taken.pieces] == [State.PARTIAL, State.PARTIAL]
    assert all(isinstance(body, FlowBody) for piece in taken.pieces for body in piece.bodies)
    assert [(found.params, found.piece) for found in taken.findings if found.code == "printer-missing"] == [
        ({"what": "libnss3.so"}, None)
    ]
    assert ("warning", "web-as-text") in told(taken, taken.pieces[1])
