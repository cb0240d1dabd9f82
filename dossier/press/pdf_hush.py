"""Keeps the PDF libraries from warning on standard error of what becomes a finding."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

LIBRARIES = ("pypdf", "pypdfium2", "pikepdf")


@contextmanager
def libraries_hushed() -> Iterator[None]:
    """Silences the libraries inside the block, unless somebody asked for a detailed log."""
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    before = [logger.level for logger in loggers]
    if not logging.getLogger().isEnabledFor(logging.INFO):
        for logger in loggers:
            logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
