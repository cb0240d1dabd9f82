"""The sample in a project file: build’s own annex, pictures of every kind, no trace of what is held back."""

import shutil

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from dossier.basis.resources import resources_folder
from dossier.cli import main
from dossier.model.commands.attach import detach_pieces
from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.edit import exclude_pieces
from dossier.model.commands.group import group_pieces
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.looking import LookOrder
from dossier.workspace.opening import open_desk
from tests.flow.conftest import DAY
from tests.support.desks import DAY as DAY_OF
from tests.support.desks import call, named


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The sample, added."""
    path = tmp_path_factory.mktemp("project") / "a.dossier"
    assert main(["new", str(path)]) == 0
    assert main(["add", str(path), str(resources_folder() / "sample")]) == 0
    return path


@pytest.fixture(scope="module")
def desk(project):
    with open_desk(project).result() as opened:
        yield opened


def test_a_project_file_gives_the_very_annex_that_build_gives(built, project, tmp_path):
    folder, _ = built
    assert main(["export", str(project), "-o", str(tmp_path / "a.pdf"), "--date", DAY]) == 0
    assert (tmp_path / "a.pdf").read_bytes() == (folder / "annexe.pdf").read_bytes()


def test_every_piece_can_be_seen_large_and_small(desk):
    kinds = set()
    for piece in desk.present.dossier.pieces:
        kinds |= {file.kind for file in piece.originals}
        with Image.open(desk.thumbnail(piece.id, width_px=60).result()) as small:
            assert small.format == "PNG"
            assert 50 <= small.width <= 62
        for original in (False, True):
            look = desk.look(LookOrder(piece=piece.id, page=99, original=original, width_px=200)).result()
            assert look.page == look.pages >= 1
            with Image.open(look.path) as large:
                assert large.format == "PNG"
                assert large.width == 200
    assert len(kinds) >= 6


def test_what_is_held_back_leaves_no_trace_in_the_annex(project, tmp_path):
    shutil.copyfile(project, tmp_path / "b.dossier")
    target = tmp_path / "a.pdf"
    with open_desk(tmp_path / "b.dossier").result() as desk:
        mail, hidden = held_back(desk)
        desk.export(ExportOrder(target=target, day=DAY_OF)).result()
        shown = [piece for piece in desk.present.dossier.pieces if piece.shown]
    told = words_of(target)
    squeezed = "".join(told.split())
    raw = target.read_bytes() + opened_bytes(target, tmp_path / "plain.pdf")
    names = {file.name for piece in shown for file in piece.originals}
    assert "".join(mail.title.split()) in squeezed
    for piece in hidden:
        for file in piece.originals:
            assert file.name not in names
            for trace in (file.name, piece.title, file.digest, piece.id):
                assert "".join(trace.split()) not in squeezed, trace
                assert trace.encode() not in raw, trace
                assert trace.encode("utf-16-be") not in raw, trace
    assert "coup de fil" in told


def held_back(desk):
    """Excludes an attachment, bins a picture and a mail, groups, detaches and notes."""
    now = desk.present.dossier
    child = next(p for p in now.pieces if p.parent is not None and p.shown)
    gone = [named(now, "fente du plateau.jpg"), named(now, "Devis de réparation Vauclair.pdf")]
    other = next(p for p in now.pieces if p.parent is not None and p.shown and p.id != child.id)
    twins = [p for p in now.pieces if p.duplicate_of in {child.id, *(one.id for one in gone)}]
    pictures = [p.id for p in now.pieces if p.shown and p.parent is None and p not in gone]
    pictures = [one for one in pictures if now.piece(one).originals[0].kind == "image"][:2]
    for command in (
        lambda d: exclude_pieces(d, [child.id]),
        lambda d: remove_pieces(d, [*(one.id for one in gone), *(one.id for one in twins)]),
        lambda d: group_pieces(d, pictures),
        lambda d: detach_pieces(d, [other.id]),
        call("Un coup de fil"),
    ):
        desk.act(command).result()
    after = desk.present.dossier
    return after.piece(child.parent), [after.piece(one.id) for one in (child, *gone)]


def words_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def opened_bytes(path, target):
    with pikepdf.open(path) as pdf:
        pdf.save(target, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.read_bytes()
