"""Sounds and films stand beside the annex, whole, and never in the place of anything of somebody's."""

import json
from datetime import date

import pytest

from dossier.basis.digest import digest_of, digest_of_file
from dossier.model.commands.edit import exclude_pieces, set_transcript
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.orders import AddOrder
from tests.support.desks import DAY
from tests.support.media import make_audio, make_video
from tests.support.pdf_facts import facts_of

SOUND, FILM = make_audio(), make_video()


@pytest.fixture
def talking(empty, tmp_path):
    """A dossier of a sound and a film, open."""
    folder = tmp_path / "médias"
    folder.mkdir()
    (folder / "message.wav").write_bytes(SOUND)
    (folder / 'dé"ballage.mp4').write_bytes(FILM)
    empty.add(AddOrder(paths=(folder,), day=DAY)).result()
    return empty


def export(desk, place):
    order = ExportOrder(target=place / "annexe.pdf", day=date(2026, 11, 22), report=place / "rapport.json")
    return desk.export(order).result()


def test_they_are_copied_under_their_label_and_told_in_the_report(talking, tmp_path):
    place = tmp_path / "sortie"
    place.mkdir()
    built = export(talking, place)
    folder = place / "annexe - fichiers joints"
    written = {file.name: digest_of_file(file) for file in folder.iterdir()}
    assert written == {
        f"{row.label} - {name}": digest_of(data)
        for row in built.plan.pieces
        for name, data in (("dé_ballage.mp4", FILM), ("message.wav", SOUND))
        if digest_of(data) in row.fingerprints
    }
    assert len(written) == 2
    told = json.loads((place / "rapport.json").read_text("utf-8"))["beside"]
    assert {(one["sha256"], one["bytes"]) for one in told} == {
        (digest_of(FILM), len(FILM)),
        (digest_of(SOUND), len(SOUND)),
    }
    assert {one.path.name for one in built.beside} == set(written)
    embedded = (place / "annexe.pdf").read_bytes()
    assert b"/EmbeddedFile" not in embedded


@pytest.mark.parametrize(("recipient", "told"), [("paypal", 2), ("generic", 0)])
def test_a_format_that_the_recipient_does_not_take_is_told_and_put_there_all_the_same(
    talking, tmp_path, recipient, told
):
    built = talking.export(ExportOrder(target=tmp_path / "annexe.pdf", day=DAY, recipient=recipient)).result()
    found = [one for one in built.findings if one.code == "format-not-taken"]
    assert len(found) == told
    assert len(built.beside) == 2
    assert {one.piece for one in found} <= {one.piece for one in built.beside}
    assert {one.params["formats"] for one in found} <= {"pdf, jpg, jpeg, png, gif"}


def test_what_was_heard_is_printed_on_the_page(talking, tmp_path):
    sound = next(one for one in talking.present.dossier.pieces if one.originals[0].name == "message.wav")
    export(talking, tmp_path)
    assert "Aucune transcription" in " ".join(facts_of((tmp_path / "annexe.pdf").read_bytes()).texts)
    talking.act(lambda now: set_transcript(now, sound.id, transcript="Le colis\nest perdu.")).result()
    export(talking, tmp_path)
    pages = [" ".join(text.split()) for text in facts_of((tmp_path / "annexe.pdf").read_bytes()).texts]
    (page,) = [text for text in pages if "est perdu." in text]
    assert "message.wav" in page
    assert "0:02" in page
    assert "transcription établie par le demandeur" in page


def test_nothing_of_a_piece_that_is_held_back_stands_there(talking, tmp_path):
    pieces = talking.present.dossier.pieces
    talking.act(lambda now: exclude_pieces(now, [pieces[0].id])).result()
    export(talking, tmp_path)
    kept = pieces[1].originals[0].name.rpartition(".")[2]
    assert [file.suffix for file in (tmp_path / "annexe - fichiers joints").iterdir()] == [f".{kept}"]


def test_a_file_of_somebody_s_is_never_overwritten_and_ours_is_not_doubled(talking, tmp_path):
    (first, second) = (one.path for one in export(talking, tmp_path).beside)
    first.write_bytes(b"mine")
    again = [one.path for one in export(talking, tmp_path).beside]
    assert again == [first.with_name(f"{first.stem} (2){first.suffix}"), second]
    assert [one.path for one in export(talking, tmp_path).beside] == again
    assert first.read_bytes() == b"mine"
    assert len(list(first.parent.iterdir())) == 3


def test_an_annex_without_any_has_no_folder(desk, tmp_path):
    export(desk, tmp_path)
    assert not (tmp_path / "annexe - fichiers joints").exists()


def test_the_integrity_table_says_where_the_file_is(talking, tmp_path):
    export(talking, tmp_path)
    table = facts_of((tmp_path / "annexe.pdf").read_bytes()).texts[-1]
    assert " ".join(table.split()).count("fichier joint à part") == 2


def test_what_is_held_back_after_an_export_is_taken_away_again(talking, tmp_path):
    first, second = (one.path for one in export(talking, tmp_path).beside)
    mine = first.with_name("à moi.txt")
    mine.write_bytes(b"mine")
    shown = [piece for piece in talking.present.dossier.pieces if piece.originals[0].name in first.name]
    away = shown or talking.present.dossier.pieces[:1]
    talking.act(lambda now: exclude_pieces(now, [away[0].id])).result()
    (left,) = (one.path for one in export(talking, tmp_path).beside)
    assert set(first.parent.iterdir()) == {left, mine}
    assert digest_of_file(left) != away[0].originals[0].digest
    assert not second.exists() or second == left
