"""A mail's header block names what came with the mail, and nothing else."""

from dataclasses import replace

from dossier.annex.attachments import AttachmentLines
from dossier.model.commands.attach import attach_pieces, detach_pieces
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId
from dossier.model.piece import MailHeader, Rendering
from dossier.texts.catalogue import Texts
from tests.support.dossiers import piece

MAIL, INVOICE, LETTER = map(PieceId, ("mail", "invoice", "letter"))


def named(dossier):
    """Tells which files the header block of the mail names."""
    labels = {one.id: f"Pièce n° {one.id}" for one in dossier.pieces}
    lines = AttachmentLines(dossier, labels, Texts("fr")).of(dossier.piece(MAIL))
    return [line.partition(" (")[0] for line in lines]


def test_what_the_person_put_under_a_mail_did_not_come_with_it():
    mail = replace(piece("mail", "order"), preface=MailHeader(subject="Commande"))
    came = Dossier(pieces=(mail, piece("invoice", "order", parent="mail"), piece("letter", "order")))
    assert named(came) == ["invoice.eml"]
    said = attach_pieces(came, [INVOICE], parent=MAIL, rendering=Rendering.TRANSLATION).dossier
    assert named(said) == ["invoice.eml"]
    put = attach_pieces(said, [LETTER], parent=MAIL, rendering=Rendering.TRANSLATION).dossier
    assert named(put) == ["invoice.eml"]
    again = attach_pieces(put, [LETTER], parent=MAIL).dossier
    assert named(again) == ["invoice.eml"]
    assert not detach_pieces(again, [LETTER]).dossier.piece(LETTER).joined
