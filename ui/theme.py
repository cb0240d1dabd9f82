"""Colours, type and spacing of the window: light and dark."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from dossier.basis.resources import resources_folder
from ui.style import style_sheet

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

FAMILY = "Noto Sans"
BODY_PX = 13
_FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_FONTS_LOADED = "dossierFontsLoaded"
_MIDDLE = 128


class Tone(StrEnum):
    """What a state means; always told by a word as well as by its colour."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    LOOK = "look"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours by what they are for, as #rrggbb."""

    ink: str
    soft: str
    faint: str
    """Decoration and what is disabled: too faint for words that must be read."""
    line: str
    """Hairlines between things."""
    edge: str
    """Borders of fields and buttons, handles of scroll bars."""
    background: str
    paper: str
    accent: str
    accent_strong: str
    """The accent under the pointer."""
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    look: str
    look_soft: str
    missing: str
    missing_soft: str


LIGHT = Palette(
    ink="#1b2530",
    soft="#596675",
    faint="#8b97a5",
    line="#e2e7ed",
    edge="#ccd4dc",
    background="#f5f7f9",
    paper="#ffffff",
    accent="#1d4f7a",
    accent_strong="#153d60",
    accent_soft="#e8f0f7",
    on_accent="#ffffff",
    good="#2c7a57",
    good_soft="#e6f3ec",
    look="#8c5f08",
    look_soft="#fcf3dd",
    missing="#a8332b",
    missing_soft="#fbe9e7",
)

DARK = Palette(
    ink="#e6ebf0",
    soft="#a3afbc",
    faint="#76828f",
    line="#2e3842",
    edge="#45515d",
    background="#14191f",
    paper="#1c232b",
    accent="#8fbfe6",
    accent_strong="#b0d4f1",
    accent_soft="#22364a",
    on_accent="#0e1a26",
    good="#7fcaa5",
    good_soft="#1c3329",
    look="#e3b860",
    look_soft="#372c15",
    missing="#ef9a92",
    missing_soft="#3d2220",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One look of the window."""

    palette: Palette
    dark: bool = False

    def pair(self, tone: Tone) -> tuple[str, str]:
        """Gives the colour of a state's words and of what lies under them."""
        return self.pairs()[tone]

    def pairs(self) -> dict[Tone, tuple[str, str]]:
        """Gives the pairs of all tones."""
        p = self.palette
        return {
            Tone.NEUTRAL: (p.soft, p.line),
            Tone.ACCENT: (p.accent, p.accent_soft),
            Tone.GOOD: (p.good, p.good_soft),
            Tone.LOOK: (p.look, p.look_soft),
            Tone.MISSING: (p.missing, p.missing_soft),
        }


_LIGHT_THEME = Theme(palette=LIGHT)
_DARK_THEME = Theme(palette=DARK, dark=True)


def theme_for(source: "QApplication | Qt.ColorScheme") -> Theme:
    """Chooses the theme that follows the system's colours; light where the system does not say."""
    if isinstance(source, QApplication):
        _use_fusion(source)
        # Qt makes Fusion's own palette by the same scheme (qt_fusionPalette in qfusionstyle.cpp). To be
        # told the scheme itself, Python makes all enums of ``Qt``: a tenth of the time to the first paint.
        dark = source.style().standardPalette().window().color().lightness() < _MIDDLE
    else:
        dark = source.name == "Dark"
    return _DARK_THEME if dark else _LIGHT_THEME


def apply(app: QApplication, theme: Theme) -> None:
    """Gives the whole program its look; may be called again when the system's colours change."""
    _load_fonts(app)
    _use_fusion(app)
    app.setFont(body_font())
    app.setPalette(qt_palette(theme.palette))
    app.setStyleSheet(style_sheet(theme, resources_folder() / "icons"))


def _use_fusion(app: QApplication) -> None:
    # A style sheet is kept across setStyle, which would then polish every widget twice.
    if app.style().name() != "fusion":
        app.setStyle("Fusion")


def body_font() -> QFont:
    """Makes the font of running text; painters of rows derive theirs from it."""
    font = QFont(FAMILY)
    font.setPixelSize(BODY_PX)
    return font


def _load_fonts(app: QApplication) -> None:
    """Loads our two fonts once in the life of the application: Qt would keep a second copy."""
    if app.property(_FONTS_LOADED):
        return
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / name))
    app.setProperty(_FONTS_LOADED, True)


def qt_palette(palette: Palette) -> QPalette:
    """Gives the colours to what no style sheet reaches: painters, selections, links, dialogs."""
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.background,
        role.WindowText: palette.ink,
        role.Base: palette.paper,
        role.AlternateBase: palette.background,
        role.Text: palette.ink,
        role.PlaceholderText: palette.soft,
        role.Button: palette.paper,
        role.ButtonText: palette.ink,
        role.BrightText: palette.missing,
        role.ToolTipBase: palette.paper,
        role.ToolTipText: palette.ink,
        role.Highlight: palette.accent,
        role.HighlightedText: palette.on_accent,
        role.Accent: palette.accent,
        role.Link: palette.accent,
        role.LinkVisited: palette.accent,
        role.Light: palette.paper,
        role.Midlight: palette.line,
        role.Mid: palette.edge,
        role.Dark: palette.faint,
        role.Shadow: palette.soft,
    }
    made = QPalette()
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(palette.faint))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(palette.line))
    made.setColor(QPalette.ColorGroup.Disabled, role.HighlightedText, QColor(palette.soft))
    return made
