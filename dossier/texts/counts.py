"""How many pieces there are, in words: the same on the cover, on dividers and in the terminal."""

from dossier.texts.catalogue import Texts


def pieces_and_attached(texts: Texts, pieces: int, attached: int) -> str:
    """Counts pieces, and what is attached to them apart: "21 pièces et 3 pièces jointes"."""
    said = texts.say("annex.pieces", n=pieces)
    if not attached:
        return said
    return texts.say("annex.and", first=said, second=texts.say("annex.attached", n=attached))
