"""Qt's own words, of its file dialogs and context menus, in the window's language."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_NAME: Final = "qt_words"


def speak(language: str) -> None:
    """Lets Qt speak a language too; where it has no words for it, it keeps its own."""
    app = QCoreApplication.instance()
    if app is None:
        return
    for former in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(former)
        former.deleteLater()
    words = QTranslator(app)
    words.setObjectName(_NAME)
    if words.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
