"""The ways through the window on which pictures are taken; each step is a name and what to look at."""

import contextlib
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from dossier.basis.digest import digest_of
from dossier.basis.errors import PlaceError
from dossier.model.check import Tally
from dossier.model.finding import note
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import Rendering, State
from dossier.recipients.profile import load_profile
from dossier.workspace.opening import empty_dossier
from tests.support.disputes import speaking_dossier, told_dossier
from tests.support.screens_dossiers import LONG, every_state, sent_dispute, told_dispute, very_long
from tests.support.screens_ui import DAY
from ui.dialogs.about import AboutDialog
from ui.dialogs.attach import AttachDialog
from ui.dialogs.confirm import ConfirmDialog
from ui.dialogs.event import EventDialog
from ui.dialogs.facts import Facts, FactsDialog
from ui.dialogs.hold_back import HoldBackDialog
from ui.dialogs.pages import PagesDialog
from ui.dialogs.rubric import RubricDialog
from ui.dialogs.sent import Sent, SentDialog
from ui.models.roles import Cut, CutKind
from ui.views.export_page import ExportDone, MadeFile
from ui.views.start_page import Recent, StartPage
from ui.widgets.labels import ElidedLabel

TARGET = Path("/Documents/Litiges/Annexe – bureau livré fendu.pdf")
"""Where the pictures say that the annex goes; nothing is ever written there."""


def start(studio, look):
    with studio.window(look) as window:
        studio.still(window)
        yield "start-empty", window
        window.findChild(StartPage).set_recent(
            (
                _recent("Cafetière Lumaro – remboursement refusé", 17, date(2026, 6, 28)),
                _recent("Vol Bruxelles–Porto annulé", 11, date(2026, 6, 12), exists=False),
                _recent(f"{LONG} {LONG} {LONG} {LONG}", 1, date(2025, 12, 31)),
            )
        )
        studio.still(window)
        yield "start-recent", window


def empty(studio, look):
    with studio.bench(look, studio.project("Vide", empty_dossier(title="Bureau fendu"))) as seen:
        yield "desk-empty", seen.settled()
        yield "findings-none", seen.act("findings")
        seen.act("export")
        seen.bench.export_page.set_target(TARGET)
        yield "export-nothing", seen.settled()


def sample(studio, look, project):
    with studio.bench(look, project) as seen:
        yield "desk-open", seen.settled()
        yield "desk-mail", seen.choose("Avis de livraison TV")
        yield "desk-photo", seen.choose("IMG_4127.JPG")
        yield "findings", seen.act("findings")
        yield from _export(seen, look)
        seen.choose("IMG_4127.JPG")
        seen.bench.desk.preview.findChild(QAbstractButton, "preview-original").click()
        yield "desk-original", seen.settled()
        seen.choose("Facture FA")
        seen.bench.desk.preview.findChild(QAbstractButton, "preview-fit_width").click()
        yield "desk-width", seen.settled()
        yield "desk-many", seen.choose("IMG_4127.JPG", "Bon de livraison", "note.jpg")
        seen.choose("note.jpg")
        yield "desk-by-date", seen.act("by_date")
        seen.act("by_rubric")
        yield "search-some", seen.search("livraison")
        yield "search-none", seen.search("trottinette")


def _export(seen, look):
    page = seen.bench.export_page
    seen.act("export")
    page.set_target(TARGET)
    page.set_day(DAY)
    yield "export-ready", seen.settled()
    page.set_progress("sheets", 9, 24)
    yield "export-working", seen.settled()
    page.set_failed(look.texts.error(PlaceError("disk-full", file=TARGET.name, folder=str(TARGET.parent))))
    yield "export-failed", seen.settled()
    page.set_done(made_annex(seen))
    for number in range(1, 5):
        page.set_page_picture(number, _page(seen.studio, number))
    yield "export-made", seen.settled()


def exported(studio, look, project):
    """Really exports, with the day that is shown."""
    with studio.bench(look, project) as seen:
        page = seen.bench.export_page
        seen.act("export")
        target = studio.folder / "annexe.pdf"
        page.set_target(target)
        page.set_day(DAY)
        _button(page, "export-go").click()
        studio.until(lambda: _button(page, "export-open").isVisible())
        show_folder(page)
        yield "export-done", seen.settled()
        _button(page, "export-details").click()
        yield "export-details", seen.settled()


def states(studio, look):
    with studio.bench(look, studio.project("États", every_state())) as seen:
        for name, words in (
            ("mail", "Réclamation – cafetière"),
            ("doubtful", "Facture de la cafetière"),
            ("undated", "numérisation"),
            ("grouped", "Capture"),
            ("event", "Note d’appel"),
            ("child", "Photo de la fuite"),
            ("repeat", "Réclamation (copie)"),
            ("out", "Mode d’emploi"),
            ("binned", "Brouillon"),
            ("long", LONG),
        ):
            yield f"card-{name}", seen.choose(words)
        seen.bench.desk.rubrics.view.cut_wanted.emit(Cut(kind=CutKind.RUBRIC, rubric="payment"))
        yield "rubric-empty", seen.settled()
        second = contextlib.ExitStack()
        with second:
            other = second.enter_context(studio.bench(look, studio.folder / "États.dossier"))
            yield "read-only", other.choose("Réclamation – cafetière")


def facts(studio, look):
    """Tells a dispute, first with nothing known but what pieces say."""
    with studio.bench(look, studio.project("Faits", speaking_dossier())) as seen:
        yield "facts-proposed", seen.act("dispute")
    with studio.bench(look, studio.project("Raconté", told_dossier())) as seen:
        yield "facts-parties", seen.act("dispute")
        page = seen.bench.disputing.page
        for place, fact in (("story", "tried"), ("dates", "milestone:answer"), ("mediator", "mediator")):
            page.go_to(fact)
            yield f"facts-{place}", seen.settled()


def asked(studio, look):
    """Whom the annex is for, and what runs; without facts, and with them."""
    with studio.bench(look, studio.project("Vide", empty_dossier(title="Bureau fendu"))) as seen:
        yield "recipient-none", seen.act("recipient")
        yield "deadlines-none", seen.act("deadlines")
    with studio.bench(look, studio.project("Demande", told_dispute())) as seen:
        recipients, deadlines = seen.bench.asked.recipients, seen.bench.asked.deadlines
        recipients.set_day(DAY)
        deadlines.set_day(DAY)
        yield "recipient-best", seen.act("recipient")
        recipients.look_at("cmap")
        yield "recipient-asks", seen.settled()
        bar = recipients.page.findChild(QScrollArea, "recipient-scroll").verticalScrollBar()
        bar.setValue(bar.maximum())
        yield "recipient-send", seen.settled()
        recipients.look_at("ecc-be")
        yield "recipient-closed", seen.settled()
        yield "deadlines", seen.act("deadlines")


def sent(studio, look):
    """Something was sent already, and something is new since."""
    with studio.bench(look, studio.project("Envoyé", sent_dispute())) as seen:
        yield "desk-sent", seen.settled()
        yield "rounds", seen.act("rounds")
        page = seen.bench.export_page
        page.set_day(DAY)
        seen.act("export")
        page.set_target(TARGET)
        yield "export-complement", seen.settled()
        _button(page, "export-settings").click()
        yield "export-settings", seen.settled()
        page.set_done(several_files(seen))
        yield "export-files", seen.settled()


def many(studio, look):
    with studio.bench(look, studio.project("Longue", very_long())) as seen:
        yield "desk-500", seen.choose("échange n° 250")


def dialogs(studio, look):
    texts, theme = look.texts, look.theme
    rubrics = [(rubric.id, rubric.name(look.language)) for rubric in every_state().rubrics]
    made = {
        "new": lambda: FactsDialog(None, texts, theme, facts=Facts(language="fr"), new=True),
        "facts": lambda: FactsDialog(None, texts, theme, facts=Facts(title="Bureau livré fendu")),
        "event": lambda: EventDialog(None, texts, theme, rubrics=rubrics, rubric=RubricId("correspondence")),
        "pages": lambda: PagesDialog(
            None, texts, theme, title="Conditions générales", pages=12, chosen=(1, 2)
        ),
        "rubric": lambda: RubricDialog(None, texts, theme),
        "erase": lambda: ConfirmDialog(
            None,
            texts,
            theme,
            question=texts.say("window.erase_question", n=3),
            loss=texts.say("window.erase_loss"),
            verb=texts.say("window.erase_verb"),
        ),
        "attach": lambda: AttachDialog(
            None,
            texts,
            theme,
            count=2,
            rendering=Rendering.TRANSLATION,
            holders=[(PieceId(f"p{n}"), f"{n} – {LONG}") for n in range(1, 24)],
        ),
        "hide": lambda: HoldBackDialog(
            None,
            texts,
            theme,
            recipient="CMAP",
            pieces=[(PieceId(str(n)), f"Pièce n° {n} · {LONG * (n % 3)} facture") for n in range(1, 30)],
        ),
        "sent": lambda: SentDialog(
            None,
            texts,
            theme,
            recipient="CMAP",
            numbers="1 – 19",
            now=Sent(day=DAY, case_number="2026-118"),
            made=DAY,
        ),
        "about": lambda: AboutDialog(None, texts, theme),
    }
    studio.dress(look)
    for name, make in made.items():
        with studio.dialog(make()) as dialog:
            yield f"dialog-{name}", dialog


def made_annex(seen):
    """Shows an annex that was never made: its fingerprint is the same with every version of a library."""
    pieces = seen.session.dossier.pieces
    return ExportDone(
        path=TARGET,
        pieces=18,
        attached=3,
        pages=46,
        size=1_300_000,
        digest=digest_of(b"annex"),
        facts=1672,
        findings=(note("re-rendered", n=1, pages="2").of(pieces[0].id),),
        tallies=(Tally(check="links", held=120, failed=0), Tally(check="stamps", held=1552, failed=0)),
        states=((pieces[1].id, State.PARTIAL),),
    )


def several_files(seen):
    """Shows an annex in volumes whose photos were made lighter."""
    lighter = {"dpi": 150, "quality": 70, "limit_bytes": 5_000_000, "before": 9200, "after": 3100}
    files = tuple(
        MadeFile(
            path=TARGET.with_name(f"{TARGET.stem} {place} sur 3.pdf"),
            pages=20 + place,
            size=4_900_000 - place * 100_000,
            digest=digest_of(bytes([place])),
        )
        for place in (1, 2, 3)
    )
    return replace(
        made_annex(seen),
        path=files[0].path,
        findings=(note("photos-reduced", n=4, **lighter), note("cut-into-volumes", n=3)),
        files=files,
        called=TARGET.stem,
        recipient=load_profile("cmap"),
    )


def show_folder(page):
    """Lets a finished export name the made folder in place of this machine's."""
    for label in page.findChildren(ElidedLabel):
        if label.whole.startswith(tempfile.gettempdir()):
            label.set_whole(str(TARGET.parent))


def _recent(title, pieces, opened, *, exists=True):
    path = Path("/Documents/Litiges") / f"{title.split()[0]}.dossier"
    return Recent(path=path, title=title, pieces=pieces, opened=opened, exists=exists)


def _page(studio, number):
    """Paints a page that looks like a bordereau."""
    picture = QImage(600, 848, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.fillRect(60, 70, 260, 18, QColor("#1b2530"))
    for row in range(4 + 9 * (number % 2)):
        painter.fillRect(60, 130 + 40 * row, 400 - 30 * (row % 3), 8, QColor("#596675"))
        painter.fillRect(60, 150 + 40 * row, 480, 1, QColor("#e2e7ed"))
    painter.end()
    path = studio.folder / f"page-{number}.png"
    picture.save(str(path))
    return path


def _button(page, name):
    return page.findChild(QAbstractButton, name)
