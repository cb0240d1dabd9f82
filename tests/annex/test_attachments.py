"""A mail's header block names what came with the mail, and says what became of it; and nothing else."""

import re
from dataclasses import replace

import pytest

from dossier.annex.attachments import AttachmentLines
from dossier.model.commands.attach import attach_pieces, detach_pieces
from dossier.model.commands.bin import erase_pieces, remove_pieces
from dossier.model.commands.edit import exclude_pieces
from dossier.model.commands.group import group_pieces, split_piece
from dossier.model.dossier import Dossier
from dossier.model.history import History, do, undo
from dossier.model.ids import PieceId
from dossier.model.numbering import numbered
from dossier.model.piece import MailHeader, Rendering, State
from dossier.store.opening import create, open_file
from dossier.texts.catalogue import Texts
from tests.support.dossiers import PARIS, piece

MAIL, INVOICE, LETTER, OTHER = map(PieceId, ("mail", "invoice", "letter", "other"))
REST = Texts("fr").say("annex.attachment_rest")


def a_mail(name):
    return replace(piece(name, "order"), preface=MailHeader(subject=name))


@pytest.fixture
def came():
    """A mail with its invoice, another mail with its photo, and a letter that came by itself."""
    return Dossier(
        pieces=(
            a_mail("mail"),
            piece("invoice", "order", parent="mail"),
            a_mail("other"),
            piece("photo", "order", parent="other"),
            piece("letter", "order"),
        )
    )


def lines(dossier, mail=MAIL):
    """Gives what the header block of a mail says, sizes left out; numbers are those of the annex."""
    labels = {row.piece.id: row.number for row in numbered(dossier, PARIS)}
    tell = AttachmentLines(dossier, labels, Texts("fr"))
    holder = next(one for one in dossier.pieces if mail in (one.id, *(part.id for part in one.parts)))
    own = next((part for part in holder.parts if part.id == mail), holder)
    return [re.sub(r" \(1,0\sKo\)", "", line) for line in tell.of(own)]


def test_what_the_person_put_under_a_mail_did_not_come_with_it(came):
    assert lines(came) == ["invoice.eml, 1.1"]
    said = attach_pieces(came, [INVOICE], parent=MAIL, rendering=Rendering.TRANSLATION).dossier
    assert lines(said) == ["invoice.eml, 1.1"]
    put = attach_pieces(said, [LETTER], parent=MAIL).dossier
    assert lines(put) == ["invoice.eml, 1.1"]


def test_what_came_with_a_mail_is_named_wherever_it_went(came):
    out = detach_pieces(came, [INVOICE]).dossier
    assert lines(out) == ["invoice.eml, 2"]
    assert lines(attach_pieces(out, [INVOICE], parent=MAIL).dossier) == ["invoice.eml, 1.1"]
    moved = attach_pieces(came, [INVOICE], parent=OTHER).dossier
    assert lines(moved) == ["invoice.eml, 2.1"]
    assert lines(moved, OTHER) == ["photo.eml, 2.2"]
    assert lines(exclude_pieces(moved, [MAIL]).dossier) == ["invoice.eml, 1.1"]


def test_of_what_is_kept_back_there_is_neither_name_nor_count(came):
    more = replace(came, pieces=(*came.pieces, piece("photo2", "order", parent="mail")))
    for dossier in (came, more):
        kept = [one.id for one in dossier.pieces if one.came_with == MAIL]
        assert lines(exclude_pieces(dossier, kept).dossier) == [REST]
        assert lines(remove_pieces(dossier, kept).dossier) == [REST]
        assert lines(exclude_pieces(detach_pieces(dossier, kept).dossier, kept).dossier) == [REST]
    assert lines(exclude_pieces(more, [INVOICE]).dossier) == ["photo2.eml, 1.1", REST]
    assert lines(erase_pieces(remove_pieces(came, [INVOICE]).dossier, [INVOICE]).dossier) == []


def test_a_logo_that_the_program_left_out_is_nothing_kept_back(came):
    (mail, invoice, *rest) = came.pieces
    logo = replace(invoice, included=False, state=State.LEFT_OUT)
    assert lines(replace(came, pieces=(mail, logo, *rest))) == []


def test_a_repeat_is_named_by_the_piece_that_stands_for_it(came):
    (mail, invoice, *rest) = came.pieces
    twice = replace(came, pieces=(mail, replace(invoice, duplicate_of=LETTER), *rest))
    assert lines(twice) == ["invoice.eml, déjà produite\u00a0: 3"]
    assert lines(exclude_pieces(twice, [LETTER]).dossier) == [REST]


def test_what_came_once_more_with_a_repeat_of_its_mail_is_not_called_kept_back(came):
    again = replace(came.piece(INVOICE), id=LETTER)
    twice = replace(came, pieces=(*came.pieces[:-1], again))
    assert lines(remove_pieces(twice, [INVOICE]).dossier) == ["invoice.eml, 1.1"]


def test_what_was_sent_before_is_not_called_kept_back(came):
    assert AttachmentLines(came, {}, Texts("fr")).of(came.piece(MAIL)) == []


def test_each_mail_of_a_group_names_its_own(came):
    whole = group_pieces(came, [MAIL, OTHER]).dossier
    assert (lines(whole), lines(whole, OTHER)) == (["invoice.eml, 1.1"], ["photo.eml, 1.2"])
    assert lines(attach_pieces(whole, [LETTER], parent=MAIL).dossier) == ["invoice.eml, 1.1"]
    out = detach_pieces(whole, [PieceId("photo")]).dossier
    assert (lines(out), lines(out, OTHER)) == (["invoice.eml, 1.1"], ["photo.eml, 2"])
    apart = split_piece(out, MAIL).dossier
    assert (lines(apart), lines(apart, OTHER)) == (["invoice.eml, 1.1"], ["photo.eml, 3"])


def test_what_was_grouped_with_something_else_is_named_by_the_group(came):
    out = detach_pieces(came, [INVOICE, PieceId("photo")]).dossier
    whole = group_pieces(out, [LETTER, PieceId("photo"), INVOICE]).dossier
    assert lines(whole) == ["invoice.eml, 3"]
    assert lines(whole, OTHER) == ["photo.eml, 3"]
    assert lines(exclude_pieces(whole, [LETTER]).dossier) == [REST]
    assert lines(split_piece(whole, LETTER).dossier) == ["invoice.eml, 5"]


def test_undoing_and_opening_again_change_nothing_of_it(came, tmp_path):
    history = do(History(present=came), detach_pieces(came, [INVOICE]))
    assert lines(undo(history).present) == ["invoice.eml, 1.1"]
    whole = group_pieces(history.present, [LETTER, INVOICE]).dossier
    with create(tmp_path / "a.dossier", whole, who="x"):
        pass
    with open_file(tmp_path / "a.dossier", who="x") as again:
        assert again.dossier == whole
        assert lines(again.dossier) == ["invoice.eml, 3"]
