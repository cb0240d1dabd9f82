"""Marks by which one half of the program knows what the other half made."""

from typing import Final

ANNEX_MARK: Final = b"/PieceInfo << /Dossier <<"
"""How the catalogue of every annex of ours names its account; it stands behind the last page."""
