"""One command, from its words to its exit code."""

import io
import logging
import signal
import sys
import threading
from collections.abc import Sequence

from dossier.basis.errors import CancelledError, DossierError
from dossier.cli.parser import language_of, parser_of
from dossier.cli.terminal import ENDING, refuse
from dossier.texts.catalogue import Texts


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is the promise of the README."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    texts = Texts(language_of(words))
    _listen_to_the_end()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without ’ shows a question mark; work that is done is not called a fault.
            stream.reconfigure(errors="replace")
    try:
        options = parser_of(texts).parse_args(words)
        logging.basicConfig(level=logging.DEBUG if options.verbose else logging.CRITICAL, stream=sys.stderr)
        return int(options.run(options, texts))
    except (CancelledError, KeyboardInterrupt):
        return refuse(texts, CancelledError())
    except DossierError as error:
        return refuse(texts, error)
    except OSError as error:
        logging.getLogger(__name__).debug("from the system", exc_info=True)
        return refuse(texts, DossierError("system", reason=error.strerror or type(error).__name__))
    except Exception as error:
        logging.getLogger(__name__).debug("our fault", exc_info=True)
        return refuse(texts, DossierError("fault", what=type(error).__name__))


def _listen_to_the_end() -> None:
    """Takes a system that ends us for a person who stops us: nothing half done is left behind."""
    if threading.current_thread() is threading.main_thread():
        for one in ENDING:
            if signal.getsignal(one) is signal.SIG_DFL:  # what is ignored stays so: ``nohup``
                signal.signal(one, signal.default_int_handler)
