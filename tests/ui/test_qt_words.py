from PySide6.QtCore import QCoreApplication, QTranslator

from ui.qt_words import speak


def test_the_dialogs_of_qt_speak_the_windows_language_one_at_a_time(qapp):
    speak("fr")
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "Voir dans\N{NO-BREAK SPACE}:"
    speak("en")
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "Look in:"
    speak("zz")
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "Look in:"
    for left in qapp.findChildren(QTranslator):
        qapp.removeTranslator(left)
