"""The line at the bottom says quietly how far the reading of pictures is, and obeys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from dossier.model.recognising import has_recognised_words
from dossier.texts.catalogue import Texts
from dossier.workspace.opening import empty_dossier, new_desk
from dossier.workspace.orders import AddOrder
from tests.support.written import FRENCH, written
from ui.models.pieces import PiecesModel
from ui.models.roles import Role
from ui.session import Session
from ui.views.reading_line import ReadingLine
from ui.widgets.labels import ElidedLabel
from ui.wiring.recognising import Reading

LONG_MS = 60_000


@pytest.fixture
def line(qtbot):
    made = ReadingLine(Texts("fr"))
    qtbot.addWidget(made)
    return made


def words_of(line):
    return line.findChild(ElidedLabel, "reading-state").whole


def act_of(line):
    return line.findChild(QPushButton, "reading-act")


def test_it_appears_only_when_reading_lasts_and_goes_with_it(line, qtbot):
    line.set_reading(0, 12, stopped=False)
    assert line.isHidden()
    qtbot.waitUntil(lambda: not line.isHidden())
    line.set_reading(3, 12, stopped=False)
    assert words_of(line) == "Lecture des images\u00a0: 3 sur 12"
    line.set_reading(0, 0, stopped=False)
    assert line.isHidden()


def test_what_is_over_at_once_is_not_announced(line, qtbot):
    line.set_reading(0, 1, stopped=False)
    line.set_reading(0, 0, stopped=False)
    assert not line._timer.isActive()


def test_its_link_stops_and_goes_on(line, qtbot):
    line.set_reading(3, 12, stopped=False)
    line.show()
    with qtbot.waitSignal(line.stop_wanted):
        qtbot.mouseClick(act_of(line), Qt.MouseButton.LeftButton)
    line.set_reading(3, 12, stopped=True)
    assert words_of(line).endswith("il en reste 9")
    assert act_of(line).accessibleName() == "Reprendre la lecture des images"
    with qtbot.waitSignal(line.go_on_wanted):
        qtbot.mouseClick(act_of(line), Qt.MouseButton.LeftButton)


@pytest.fixture
def session(tmp_path):
    made = Session(new_desk(tmp_path / "a.dossier", empty_dossier()).result())
    yield made
    made.close()


def test_a_session_reads_pictures_and_its_search_finds_them(session, line, qtbot, tmp_path):
    Reading(session, line)
    session.recognise()
    (tmp_path / "capture.png").write_bytes(written(FRENCH[1:2], size_px=(900, 120)).png())
    acted = []
    session.changed.connect(lambda: acted.append(session.present))
    with qtbot.waitSignal(session.recognised, timeout=LONG_MS):
        session.add(AddOrder(paths=(tmp_path / "capture.png",)))
    (piece,) = session.dossier.pieces
    assert has_recognised_words(piece)
    assert len(acted) == 1
    with qtbot.waitSignal(session.found, timeout=LONG_MS) as told:
        session.search("besancon")
    assert told.args == ["besancon", frozenset({piece.id})]
    qtbot.waitUntil(line.isHidden, timeout=LONG_MS)


def test_recognised_words_ask_for_no_new_small_picture(session, qtbot, tmp_path):
    model = PiecesModel(Texts("fr"))
    wanted = []
    model.thumbnail_wanted.connect(wanted.append)
    (tmp_path / "capture.png").write_bytes(written(FRENCH[1:2], size_px=(900, 120)).png())
    with qtbot.waitSignal(session.added, timeout=LONG_MS):
        session.add(AddOrder(paths=(tmp_path / "capture.png",)))

    def look():
        model.set_dossier(session.dossier)
        for row in range(model.rowCount()):
            model.data(model.index(row), Role.THUMBNAIL)

    look()
    assert len(wanted) == 1
    with qtbot.waitSignal(session.recognised, timeout=LONG_MS):
        session.recognise()
    look()
    assert len(wanted) == 1
