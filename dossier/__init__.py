"""Dossier: the proofs of a consumer dispute become one ordered annex. No Qt below ui."""

__version__ = "0.1.0"
