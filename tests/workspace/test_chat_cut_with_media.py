"""Of days cut away from a conversation nobody who gets the annex learns a word or a name."""

import json
from datetime import date

import pytest

from dossier.basis.digest import digest_of
from dossier.model.commands.cut_chat import cut_chat
from dossier.model.remarks import remarks
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.orders import AddOrder
from tests.support.desks import DAY
from tests.support.mails import png
from tests.support.media import make_audio, make_video
from tests.support.pdf_facts import facts_of

EXPORT = """12/03/2026, 10:00 - Alice: Bonjour
12/03/2026, 10:01 - Alice: secret-medical.txt (fichier joint)
12/03/2026, 10:02 - Alice: IMG-20260312-WA0001.png (fichier joint)
12/03/2026, 10:03 - Alice: PTT-20260312-WA0002.wav (fichier joint)
14/03/2026, 10:02 - Boutique: VID-20260314-WA0003.mp4 (fichier joint)
14/03/2026, 10:03 - Boutique: facture.txt (fichier joint)
14/03/2026, 23:30 - Boutique: IMG-20260314-WA0004.png (fichier joint)
"""
CUT = {
    "secret-medical.txt": "Diagnostic confidentiel du 12 mars 2026.\nRien d’autre.".encode(),
    "IMG-20260312-WA0001.png": png(40, 30),
    "PTT-20260312-WA0002.wav": make_audio(),
}
SHOWN = {
    "VID-20260314-WA0003.mp4": make_video(),
    "facture.txt": b"Facture du 14 mars 2026 : 40 euros.",
    "IMG-20260314-WA0004.png": png(50, 30),
}
NAME = "Discussion WhatsApp avec Boutique.txt"
SECRETS = ("secret", "Diagnostic", "Bonjour", "WA0001", "WA0002", *(digest_of(one) for one in CUT.values()))


@pytest.fixture
def chat(empty, tmp_path):
    """A conversation with its media, added; and its piece."""
    folder = tmp_path / "conversation"
    folder.mkdir()
    (folder / NAME).write_text(EXPORT, "utf-8")
    for name, data in (CUT | SHOWN).items():
        (folder / name).write_bytes(data)
    empty.add(AddOrder(paths=(folder,), day=DAY)).result()
    (top,) = [one for one in empty.present.dossier.pieces if one.parent is None]
    return empty, top


def cut(desk, top, since=date(2026, 3, 14), until=None):
    desk.act(lambda now: cut_chat(now, top.id, since=since, until=until)).result()


def handed_over(desk, place):
    """Gives what stands in the annex and its report, and the files beside it."""
    place.mkdir()
    order = ExportOrder(target=place / "annexe.pdf", day=date(2026, 11, 22), report=place / "rapport.json")
    built = desk.export(order).result()
    report = json.loads((place / "rapport.json").read_text("utf-8"))
    printed = "\n".join(facts_of((place / "annexe.pdf").read_bytes()).texts)
    return printed, json.dumps(report, ensure_ascii=False), sorted(one.path.name for one in built.beside)


def test_no_word_name_or_fingerprint_of_a_day_cut_away_is_handed_over(chat, tmp_path):
    desk, top = chat
    whole, whole_report, _ = handed_over(desk, tmp_path / "whole")
    cut(desk, top)
    printed, report, beside = handed_over(desk, tmp_path / "cut")

    assert [one for one in SECRETS if one not in whole and one not in whole_report] == []
    assert [one for one in SECRETS if one in "".join(printed.split()) or one in report] == []
    assert all(digest_of(one) in "".join(printed.split()) for one in SHOWN.values())
    assert all(digest_of(one) in report for one in SHOWN.values())
    assert digest_of(EXPORT.encode()) in report
    assert "40 euros" in printed
    assert beside == ["Pièce n° 1 - VID-20260314-WA0003.mp4"]


def test_sounds_and_films_of_a_conversation_go_beside_the_annex(chat, tmp_path):
    desk, _ = chat
    _, _, beside = handed_over(desk, tmp_path / "whole")

    assert beside == ["Pièce n° 1 - PTT-20260312-WA0002.wav", "Pièce n° 1 - VID-20260314-WA0003.mp4"]
    written = tmp_path / "whole" / "annexe - fichiers joints" / beside[0]
    assert written.read_bytes() == CUT["PTT-20260312-WA0002.wav"]


def test_what_was_cut_comes_back_with_its_days(chat, tmp_path):
    desk, top = chat
    before = desk.present.dossier
    cut(desk, top)
    cut(desk, top, since=None)

    assert desk.present.dossier.pieces == before.pieces
    assert "Diagnostic" in handed_over(desk, tmp_path / "again")[0]


def test_no_remark_speaks_of_what_was_cut(chat):
    desk, top = chat
    (hidden,) = [one for one in desk.present.dossier.pieces if "secret" in one.originals[0].name]
    cut(desk, top)
    told = remarks(desk.present.dossier)

    assert not [one for one in told if hidden.id in one.named]
    assert not [one for one in told if "secret" in str(one.params) or "WA0001" in str(one.params)]


def test_how_many_files_came_with_it_is_not_told_of_a_conversation_that_is_cut(chat, tmp_path):
    desk, top = chat
    assert "chat-with-media" in handed_over(desk, tmp_path / "whole")[1]
    cut(desk, top)
    assert "chat-with-media" not in handed_over(desk, tmp_path / "cut")[1]
