"""Invented dossiers, for tests that need no file."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dossier.annex.order import Order, order_of
from dossier.annex.sheets import Made
from dossier.basis.digest import digest_of
from dossier.intake.sorting.rubrics import load_rubrics
from dossier.model.dossier import Dossier
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, Moment, Precision, Source, day
from dossier.model.party import Party, Role
from dossier.model.piece import FileKind, Original, Piece, State
from dossier.press.sheet import Sheet, SheetPage
from dossier.recipients.profile import load_profile
from dossier.texts.catalogue import Texts

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 8, 11)


def piece(
    name: str,
    rubric: str,
    *,
    title: str = "",
    moment: Moment = UNKNOWN,
    parent: str | None = None,
) -> Piece:
    """Makes a piece of one invented file."""
    original = Original(
        digest=digest_of(name.encode()), name=f"{name}.eml", size=1000 + len(name), kind=FileKind.EMAIL
    )
    return Piece(
        id=PieceId(name),
        title=title or f"Courriel {name}",
        rubric=RubricId(rubric),
        moment=moment,
        parent=PieceId(parent) if parent else None,
        came_with=PieceId(parent) if parent else None,
        originals=(original,),
    )


def on(month: int, number: int) -> Moment:
    """Makes a day of 2026 as a page prints it."""
    return day(2026, month, number, source=Source.PAGE_TEXT, evidence="")


def instant(text: str) -> Moment:
    """Makes an instant of a mail."""
    return Moment(precision=Precision.SECOND, at=datetime.fromisoformat(text), source=Source.MAIL_DATE)


def small_dossier() -> Dossier:
    """A dispute of seven pieces in four rubrics, one undated, one attached, in several alphabets."""
    return Dossier(
        title="Léa Martin contre Atelier Brume",
        rubrics=load_rubrics().rubrics,
        parties=(Party(role=Role.CONSUMER, name="Léa Martin"), Party(role=Role.SELLER, name="Atelier Brume")),
        pieces=(
            piece(
                "claim",
                "complaint",
                title="Réclamation – bureau fendu",
                moment=instant("2026-06-10T19:12:08+02:00"),
            ),
            piece(
                "order",
                "order",
                title="Confirmation de commande",
                moment=instant("2026-06-02T08:00:00+02:00"),
            ),
            piece("invoice", "order", title="Facture n° 2026-118", moment=on(6, 2), parent="order"),
            piece(
                "late",
                "correspondence",
                title="Réponse Ελληνικά Български 📦",
                moment=instant("2026-06-11T23:30:00+01:00"),
            ),
            piece("early", "correspondence", title="Question", moment=instant("2026-06-11T22:00:00+00:00")),
            piece("note", "correspondence", title="Note manuscrite"),
            piece("terms", "terms", title="Conditions générales", moment=on(6, 1)),
        ),
    )


def ordered(dossier: Dossier, language: str = "fr") -> Order:
    """Puts a dossier in order for any recipient."""
    return order_of(
        dossier, profile=load_profile("generic"), texts=Texts(language), day=DAY, zone=ZoneInfo(dossier.zone)
    )


def invented_sheets(order: Order, pages: int = 2) -> Mapping[PieceId, Made]:
    """Pretends that every piece has a sheet of some pages, the last one landscape."""
    shown = tuple(SheetPage(landscape=n == pages - 1, blank=False, scale=1.0) for n in range(pages))
    sheet = Sheet(pages=shown, state=State.OK, findings=())
    return {
        entry.piece.id: Made(path=Path("sheet.pdf"), sheet=sheet, state=State.OK, findings=())
        for entry in order.entries
    }
