"""Words that wrap are seen whole, however narrow the place."""

import pytest
from PySide6.QtWidgets import QLabel, QStackedWidget

from tests.support.screens_dossiers import LONG
from tests.support.screens_ui import Look
from ui.views.preview import Preview
from ui.widgets.empty_state import EmptyState

SENTENCE = "Ce fichier est endommagé ou n’est pas un dossier fait par ce programme. Il n’a pas été modifié."


@pytest.mark.parametrize("width", [170, 240, 600])
def test_a_sentence_in_one_of_several_pages_is_not_cut(qtbot, width):
    stack, empty = QStackedWidget(), EmptyState("")
    qtbot.addWidget(stack)
    stack.addWidget(empty)
    stack.resize(width, 400)
    stack.show()
    empty.say(SENTENCE)
    words = empty.findChild(QLabel)
    assert words.height() >= words.heightForWidth(words.width())
    assert empty.rect().contains(words.geometry())


def test_a_long_word_on_the_tools_of_the_preview_does_not_widen_it(qtbot):
    preview = Preview(Look().texts, Look().theme)
    qtbot.addWidget(preview)
    before = preview.minimumSizeHint().width()
    for name in ("preview-annex", "preview-original"):
        button = next(one for one in preview.children() if one.objectName() == name)
        button.set_words(LONG)
        assert button.accessibleName() == LONG
    assert preview.minimumSizeHint().width() <= before + 40
    assert before <= 400
