"""What a piece shows that some recipients must not get: a folded line with a box for each."""

from dossier.model.piece import Private
from dossier.texts.catalogue import Texts
from ui.theme import Theme
from ui.views.folded_boxes import FoldedBoxes


class PrivateField(FoldedBoxes):
    """Bank details, medical data, identity; it gives what the piece shows (``tuple[Private, ...]``)."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        boxes = [(one, texts.say(f"window.card_private_{one}")) for one in Private]
        super().__init__(texts.say("window.card_private"), boxes, theme, name="card-private")
