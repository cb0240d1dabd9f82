"""A small dossier for the tests of the card, and a window's words and colours."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from dossier.basis.digest import digest_of
from dossier.model.dossier import Dossier
from dossier.model.finding import warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, Moment, Precision, Source
from dossier.model.piece import Event, FileKind, Original, Piece
from dossier.model.rubric import OTHER, Rubric
from dossier.texts.catalogue import Texts
from ui.theme import LIGHT, Theme

FRENCH = Texts("fr")
ENGLISH = Texts("en")
THEME = Theme(palette=LIGHT)

MAIL, PHOTO, SHOT, CALL, REPEAT, BINNED = map(PieceId, ("mail", "photo", "shot", "call", "repeat", "binned"))
ORDER, TALK = RubricId("order"), RubricId("talk")

_SUMMER = timezone(timedelta(hours=2))
SENT = Moment(
    precision=Precision.SECOND,
    at=datetime(2026, 6, 10, 19, 12, 8, tzinfo=_SUMMER),
    source=Source.MAIL_DATE,
    evidence="Date: Wed, 10 Jun 2026 19:12:08 +0200",
)
RECEIVED = replace(
    SENT,
    at=datetime(2026, 6, 10, 19, 12, 10, tzinfo=_SUMMER),
    source=Source.MAIL_RECEIVED,
    evidence="Received: by mx.example",
)


def original(name: str, kind: FileKind = FileKind.EMAIL) -> Original:
    """Makes a file of some name."""
    return Original(digest=digest_of(name.encode()), name=name, size=628_000, kind=kind)


def piece(
    which: PieceId, title: str, *, rubric: RubricId = TALK, moment: Moment = UNKNOWN, file: str = ""
) -> Piece:
    """Makes a piece of one file, or of none."""
    originals = (original(file),) if file else ()
    return Piece(id=which, title=title, rubric=rubric, moment=moment, originals=originals)


def small_dossier() -> Dossier:
    """Makes a mail with a photo attached, a screenshot, a call, a repeat, and a piece in the bin."""
    mail = replace(
        piece(MAIL, "Réclamation", moment=SENT, file="réclamation.eml"),
        alternatives=(RECEIVED,),
        proves="Première réclamation.",
    )
    call = replace(
        piece(CALL, "Note d’appel"),
        moment=Moment(precision=Precision.DAY, at=datetime(2026, 6, 12), source=Source.USER),
        event=Event(who="Mme Duval", what="Retour gratuit."),
    )
    return Dossier(
        rubrics=(
            Rubric(id=ORDER, names={"fr": "Commande", "en": "Order"}),
            Rubric(id=TALK, names={"fr": "Échanges", "en": "Correspondence"}),
            Rubric(id=OTHER, names={"fr": "À classer", "en": "To sort"}),
        ),
        pieces=(
            mail,
            replace(piece(PHOTO, "Photo <b>de la fuite</b>", file="photo & fuite.jpg"), parent=MAIL),
            piece(SHOT, "Capture", rubric=ORDER, file="capture.png"),
            call,
            replace(piece(REPEAT, "Copie", file="copie.eml"), duplicate_of=MAIL),
            replace(piece(BINNED, "Ancienne", file="ancienne.eml"), binned=True),
        ),
        findings=(warning("undated", file="capture.png").of(SHOT),),
    )
