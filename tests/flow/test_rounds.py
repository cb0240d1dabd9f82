"""Sent, completed, sent again: the numbers on the papers themselves never change."""

import json
import re
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from dossier.model.rounds import Scope
from dossier.model.wish import Wish
from dossier.workspace.desk import Desk
from dossier.workspace.exporting import Built, ExportOrder
from dossier.workspace.opening import open_desk
from dossier.workspace.sending import SendOrder
from tests.support.desks import DAY, added, named
from tests.support.documents import paper

LATER = date(2026, 11, 22)
NEW = {
    "livraison.pdf": ["Bon de livraison", "Livré le 12/03/2026"],
    "paiement.pdf": ["Relevé de compte", "Date : 05/03/2026"],
    "refus.pdf": ["Refus de remboursement", "Lyon, le 20 avril 2026"],
}


@pytest.fixture(scope="module")
def sent(tmp_path_factory, template):
    """A dossier whose annex was sent to CEC Belgique, and three pieces that came since."""
    folder = tmp_path_factory.mktemp("sent")
    shutil.copyfile(template / "a.dossier", folder / "litige.dossier")
    with open_desk(folder / "litige.dossier").result() as opened:
        first = made(opened, folder / "first.pdf")
        files = tuple(Path(file.path) for file in first.annexes)
        order = SendOrder(files=files, recipient="ecc-be", day=LATER, case_number="ECCBE 2026/77")
        opened.mark_sent(order).result()
        (folder / "more").mkdir()
        for name, lines in NEW.items():
            (folder / "more" / name).write_bytes(paper(lines))
        added(opened, folder / "more")
    return folder


@pytest.fixture
def desk(tmp_path, sent):
    """The dossier with one round behind it, open, with its first annex beside it."""
    shutil.copytree(sent, tmp_path, dirs_exist_ok=True)
    with open_desk(tmp_path / "litige.dossier").result() as opened:
        yield opened


def made(desk: Desk, target: Path, *, scope: Scope = Scope.ALL, recipient: str = "ecc-be") -> Built:
    report = target.with_suffix(".json")
    order = ExportOrder(target=target, day=DAY, recipient=recipient, wish=Wish(scope=scope), report=report)
    return desk.export(order).result()


def stamped(path: Path) -> dict[str, str]:
    """Reads from an annex's own report which piece bears which number, and proves it on its pages."""
    report = json.loads(path.with_suffix(".json").read_text("utf-8"))
    numbers = {}
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        words = []
        for page in pdf:
            with closing(page), closing(page.get_textpage()) as text:
                words.append(re.sub(r"\s+", " ", text.get_text_range()))
    for piece in report["pieces"]:
        if piece["pages"]:
            mark = re.compile(rf"Annexe {re.escape(piece['number'])}(?![\d.])")
            for page in range(piece["pages"]["first"], piece["pages"]["last"] + 1):
                assert mark.search(words[page - 1]), (piece["number"], page)
            numbers[piece["id"]] = piece["number"]
    return numbers


def front(path: Path) -> str:
    """Reads the words of the pages before the first piece."""
    report = json.loads(path.with_suffix(".json").read_text("utf-8"))
    first = min(piece["pages"]["first"] for piece in report["pieces"] if piece["pages"])
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        found = []
        for number in range(first - 1):
            with closing(pdf[number]) as page, closing(page.get_textpage()) as text:
                found.append(text.get_text_range())
    return re.sub(r"\s+", " ", " ".join(found))


def test_numbers_stay_and_new_ones_follow_on_the_papers_themselves(desk, tmp_path):
    sent = stamped(tmp_path / "first.pdf")
    made(desk, tmp_path / "all.pdf")
    everything = stamped(tmp_path / "all.pdf")
    assert {piece: everything[piece] for piece in sent} == sent
    new = {named(desk.present.dossier, name).id for name in NEW}
    last = max(int(number.split(".")[0]) for number in sent.values())
    assert {everything[piece] for piece in new} == {str(last + n) for n in (1, 2, 3)}
    assert list(everything)[: len(sent)] == list(sent)
    order = json.loads((tmp_path / "all.json").read_text("utf-8"))["order"]
    assert order["by"] == "rounds"


def test_a_complement_holds_the_new_pieces_alone_and_says_what_it_completes(desk, tmp_path):
    made(desk, tmp_path / "more.pdf", scope=Scope.NEW)
    complement = stamped(tmp_path / "more.pdf")
    assert set(complement) == {named(desk.present.dossier, name).id for name in NEW}
    said = front(tmp_path / "more.pdf")
    assert "ECCBE 2026/77" in said
    assert "Complément" in said
    assert "sans en changer l’objet" in said
    everything = set(stamped(tmp_path / "first.pdf"))
    assert not everything & set(complement)


def test_a_second_round_freezes_what_the_first_left_open(desk, tmp_path):
    built = made(desk, tmp_path / "more.pdf", scope=Scope.NEW)
    files = tuple(Path(file.path) for file in built.annexes)
    order = SendOrder(files=files, recipient="ecc-be", day=LATER, scope=Scope.NEW)
    present = desk.mark_sent(order).result()
    assert [one.scope for one in present.dossier.rounds] == [Scope.ALL, Scope.NEW]
    made(desk, tmp_path / "again.pdf")
    assert stamped(tmp_path / "again.pdf") == {
        **stamped(tmp_path / "first.pdf"),
        **stamped(tmp_path / "more.pdf"),
    }
    nothing = made(desk, tmp_path / "nothing.pdf", scope=Scope.NEW)
    assert nothing.annex is None
    assert "nothing-new" in {one.code for one in nothing.findings}
    # Somebody else has got nothing yet: everything is new to them, under the numbers it has.
    made(desk, tmp_path / "court.pdf", scope=Scope.NEW, recipient="ecc-lu")
    report = json.loads((tmp_path / "court.json").read_text("utf-8"))
    numbers = {piece["id"]: piece["number"] for piece in report["pieces"] if piece["pages"]}
    assert numbers == stamped(tmp_path / "again.pdf")
