"""Invented disputes that show every state a piece can be in, and one that is very long."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from dossier.basis.clock import zone_named
from dossier.basis.digest import digest_of
from dossier.model.arrangement import Arrangement
from dossier.model.body import PdfBody
from dossier.model.commands.bin import remove_pieces
from dossier.model.commands.group import group_pieces
from dossier.model.commands.privacy import hold_back
from dossier.model.dossier import Dossier
from dossier.model.facts import ClaimLine, Dispute, Facts, KeyDate, Milestone, Payment, Question
from dossier.model.finding import Finding, note, warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, Moment, Precision, Source, day
from dossier.model.numbering import numbered
from dossier.model.party import Party, Role
from dossier.model.piece import Event, FileKind, Original, Piece
from dossier.model.rounds import Round, SentFile, SentPiece
from dossier.model.rubric import OTHER, Rubric
from dossier.workspace.opening import empty_dossier

LONG = "Kaffeevollautomatenreinigungstablettenspender"
"""A word of the length that German or a file's name may bring."""

_SUMMER = timezone(timedelta(hours=2))


def every_state() -> Dossier:
    """Makes a dispute about a coffee machine in which nothing is ordinary."""
    dossier = replace(
        empty_dossier(title="Cafetière Lumaro – remboursement refusé"), pieces=_pieces(), findings=_findings()
    )
    dossier = group_pieces(dossier, [PieceId("shot1"), PieceId("shot2")]).dossier
    dossier = remove_pieces(dossier, [PieceId("old")]).dossier
    own = Rubric(id=RubricId("own-1"), names={"fr": f"Essais du {LONG}"})
    return replace(dossier, rubrics=(*dossier.rubrics[:3], own, *dossier.rubrics[3:]))


def told_dispute() -> Dossier:
    """Makes the same dispute with its facts: a withdrawal from a seller abroad, nothing paid back."""
    dossier = every_state()
    days = {
        Milestone.CONTRACT: date(2026, 2, 2),
        Milestone.RECEIPT: date(2026, 2, 8),
        Milestone.WITHDRAWAL: date(2026, 2, 12),
        Milestone.RETURN: date(2026, 2, 16),
        Milestone.COMPLAINT: date(2026, 5, 10),
    }
    facts = Facts(
        dispute=Dispute.WITHDRAWAL,
        price_cents=12990,
        payment=Payment.CARD,
        claim=(ClaimLine(words="Remboursement", cents=12990, proofs=(PieceId("doubt"),)),),
        happened="La cafetière fuit.",
        key_dates=tuple(KeyDate(milestone=milestone, day=day) for milestone, day in days.items()),
        answers={Question.PRIVATE: True, Question.PROFESSIONAL: True, Question.COURT: False},
    )
    parties = (
        Party(
            role=Role.CONSUMER, name="Hélène Marchadier", country="FR", postal="3 rue des Prés\n59000 Lille"
        ),
        Party(role=Role.SELLER, name="Lumaro SRL", country="BE"),
    )
    return hold_back(
        replace(dossier, facts=facts, parties=parties), [PieceId("long")], recipient="cmap"
    ).dossier


def sent_dispute() -> Dossier:
    """Makes the same dispute once most of it was sent to a mediator in two files; some is new."""
    dossier = replace(told_dispute(), recipient="cmap")
    rows = numbered(dossier, zone_named(dossier.zone), arrangement=Arrangement(recipient="cmap"))
    last = rows[-1].number
    files = tuple(
        SentFile(name=f"Annexe {place} sur 2.pdf", digest=digest_of(bytes([place])), size=3_400_000, pages=21)
        for place in (1, 2)
    )
    pieces = tuple(
        SentPiece(
            piece=row.piece.id,
            number=row.number,
            title=row.piece.title,
            fingerprints=tuple(file.digest for file in row.piece.originals if file.digest),
        )
        for row in rows
        if row.number != last
    )
    first = Round(day=date(2026, 6, 3), recipient="cmap", files=files, pieces=pieces, case_number="2026-118")
    return replace(dossier, rounds=(first,))


def very_long(count: int = 500) -> Dossier:
    """Makes a dispute of many pieces over two years, each with a page that nobody can draw."""
    base = empty_dossier(title="Chantier Delorme – malfaçons")
    rubrics = [rubric.id for rubric in base.rubrics if rubric.id != OTHER]
    pieces = tuple(
        _piece(
            f"p{n:03d}",
            f"Courriel au chantier, échange n° {n + 1}",
            rubric=rubrics[n * len(rubrics) // count],
            moment=day(2024 + n // 365, n % 12 + 1, n % 28 + 1, source=Source.PAGE_TEXT, evidence=""),
            file=f"message {n + 1}.eml",
        )
        for n in range(count)
    )
    return replace(base, pieces=pieces)


def _pieces() -> tuple[Piece, ...]:
    sent = _at("2026-06-10T19:12:08", Source.MAIL_DATE, "Date: Wed, 10 Jun 2026 19:12:08 +0200")
    received = _at("2026-06-10T19:12:10", Source.MAIL_RECEIVED, "Received: by mx.example")
    saved = _at("2026-06-07T08:00:00", Source.FILE_TIME, "")
    mail = replace(
        _piece("mail", "Réclamation – cafetière qui fuit", moment=sent, file="Réclamation cafetière.eml"),
        alternatives=(received,),
        proves="Première réclamation écrite, le jour même de la réception.",
    )
    invoice = replace(
        _piece("doubt", "Facture de la cafetière", rubric="order", moment=saved, file="facture.pdf"),
        alternatives=(
            day(2026, 6, 2, source=Source.PAGE_TEXT, evidence="Paris, le 2 juin 2026"),
            day(2026, 6, 3, source=Source.PDF_METADATA, evidence="D:20260603"),
        ),
    )
    call = replace(
        _piece(
            "call", "Note d’appel – service client", moment=day(2026, 6, 12, source=Source.USER, evidence="")
        ),
        event=Event(who="Service client, Mme Duval", what="On me promet un remboursement sous huit jours."),
    )
    return (
        mail,
        replace(_piece("photo", "Photo de la fuite", file="IMG_0712.jpg"), parent=PieceId("mail")),
        invoice,
        _piece("undated", "numérisation.tif", rubric=OTHER, file="numérisation.tif"),
        _piece("shot1", "Capture – suivi du colis, début", rubric="delivery", file="capture 1.png"),
        _piece("shot2", "Capture – suivi du colis, fin", rubric="delivery", file="capture 2.png"),
        call,
        replace(_piece("again", "Réclamation (copie)", file="copie.eml"), duplicate_of=PieceId("mail")),
        replace(_piece("out", "Mode d’emploi", rubric="terms", file="mode_emploi.pdf"), included=False),
        _piece("long", f"{LONG} {LONG}", rubric="own-1", file=f"{LONG}.pdf"),
        _piece("old", "Brouillon de lettre", file="brouillon.docx"),
    )


def _findings() -> tuple[Finding, ...]:
    return (
        warning("undated", file="numérisation.tif").of(PieceId("undated")),
        note("undated", file="facture.pdf").of(PieceId("doubt")),
    )


def _piece(
    name: str, title: str, *, rubric: str = "correspondence", moment: Moment = UNKNOWN, file: str = ""
) -> Piece:
    digest = digest_of(name.encode())
    originals = (Original(digest=digest, name=file, size=628_000, kind=_kind(file)),) if file else ()
    bodies = (PdfBody(asset=digest, pages=2),) if file.endswith(".pdf") else ()
    return Piece(
        id=PieceId(name),
        title=title,
        rubric=RubricId(rubric),
        moment=moment,
        originals=originals,
        bodies=bodies,
    )


def _kind(file: str) -> FileKind:
    return FileKind.PDF if file.endswith(".pdf") else FileKind.EMAIL


def _at(clock: str, source: Source, evidence: str) -> Moment:
    return Moment(
        precision=Precision.SECOND,
        at=datetime.fromisoformat(clock).replace(tzinfo=_SUMMER),
        source=source,
        evidence=evidence,
    )
