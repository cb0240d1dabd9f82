"""The choice of a time zone: the usual ones first, all others by searching."""

import zoneinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from dossier.texts.catalogue import Texts
from ui.views.card_fields import StillCombo

_FIRST = {
    "Europe/Paris": "dialog_zone_paris",
    "Europe/Brussels": "dialog_zone_brussels",
    "Europe/Luxembourg": "dialog_zone_luxembourg",
}


class ZoneField(StillCombo):
    """A list to choose from or to type into; any part of a name finds it."""

    def __init__(self, texts: Texts, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(texts.say("window.dialog_zone"), parent)
        self.setObjectName("dialog-zone")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        for name, key in _FIRST.items():
            self.addItem(texts.say(f"window.{key}"), name)
        self.insertSeparator(len(_FIRST))
        for name in sorted(zoneinfo.available_timezones() - _FIRST.keys() - {"localtime", "Factory"}):
            self.addItem(name, name)
        if self.findData(zone) < 0:
            self.addItem(zone, zone)
        self.setCurrentIndex(self.findData(zone))
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)

    def zone(self) -> str:
        """Gives the IANA name of what is written; "" when it names no zone."""
        written = self.currentText().strip().casefold()
        for row in range(self.count()):
            name = self.itemData(row)
            if name and written in (self.itemText(row).casefold(), str(name).casefold()):
                return str(name)
        return ""
