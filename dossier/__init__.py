"""Dossier: the proofs of a consumer dispute become one ordered annex. No Qt below ui."""
