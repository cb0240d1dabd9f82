"""What the program is, what it is made of, and that it works offline."""

from typing import Final

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dossier import __version__
from dossier.texts.catalogue import Texts
from ui.dialogs.form import Form
from ui.theme import Theme, Tone
from ui.views.card_fields import Remark
from ui.widgets.labels import labelled

_PARTS: Final = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("Qt WebEngine (Chromium)", "LGPL-3.0, BSD-3-Clause …"),
    ("pypdf", "BSD-3-Clause"),
    ("pikepdf, qpdf", "MPL-2.0, Apache-2.0"),
    ("pypdfium2, PDFium", "BSD-3-Clause, Apache-2.0"),
    ("ReportLab", "BSD-3-Clause"),
    ("Pillow", "MIT-CMU"),
    ("pi-heif, libheif, libde265", "BSD-3-Clause, LGPL-3.0"),
    ("HarfBuzz, uharfbuzz", "MIT, Apache-2.0"),
    ("fontTools", "MIT"),
    ("Babel, CLDR", "BSD-3-Clause, Unicode-3.0"),
    ("cattrs", "MIT"),
    ("charset-normalizer", "MIT"),
    ("defusedxml", "PSF-2.0"),
    ("filelock", "MIT"),
    ("filetype", "MIT"),
    ("psutil", "BSD-3-Clause"),
    ("tzdata", "Apache-2.0"),
    ("Noto", "OFL-1.1"),
    ("DejaVu", "Bitstream Vera"),
    ("Droid Sans Fallback", "Apache-2.0"),
)
_LIST_HEIGHT_PX = 160


class AboutDialog(Form):
    """Tells; there is nothing to decide but to go on."""

    def __init__(self, parent: QWidget | None, texts: Texts, theme: Theme) -> None:
        super().__init__(
            parent,
            texts,
            theme,
            title=texts.say("window.dialog_about"),
            verb=texts.say("window.dialog_close"),
        )
        self._cancel.hide()
        version = texts.say("window.dialog_about_version", version=__version__)
        self.body.addWidget(labelled(version, "body"))
        self.body.addWidget(self.hint("dialog_about_what"))
        offline = texts.say("window.dialog_about_offline")
        self.body.addWidget(Remark(offline, Tone.GOOD, name="dialog-about-offline"))
        self.body.addWidget(self.hint("dialog_about_licence"))
        self.body.addWidget(self._licences())
        self.body.addStretch(1)
        self.finish()

    @classmethod
    def ask(cls, parent: QWidget | None, texts: Texts, theme: Theme) -> None:
        """Shows it until it is closed."""
        cls(parent, texts, theme).done_well()

    def _licences(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for name, licence in _PARTS:
            words = self.texts.say("window.dialog_about_part", name=name, licence=licence)
            column.addWidget(labelled(words, "secondary", wrap=True))
        area = QScrollArea()
        area.setObjectName("dialog-about-licences")
        area.setAccessibleName(self.texts.say("window.dialog_about_licence"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFixedHeight(_LIST_HEIGHT_PX)
        area.setWidget(inner)
        return area
