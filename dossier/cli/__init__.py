"""The command line: words in, words out; the work is done by ``workspace``."""

from dossier.cli.program import main

__all__ = ["main"]
