"""The command line: words in, words out; the work is done by ``workspace``."""

import argparse
import io
import logging
import os
import re
import signal
import sys
import threading
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from dossier import __version__
from dossier.basis.clock import today, zone_named
from dossier.basis.errors import CancelledError, DossierError, UsageError
from dossier.basis.progress import Progress, silent
from dossier.basis.resources import resources_folder
from dossier.model.finding import Finding, Level
from dossier.texts.catalogue import Texts, language_codes
from dossier.texts.counts import pieces_and_attached
from dossier.texts.dates import long_day

if TYPE_CHECKING:
    from dossier.workspace import Built

DONE, BLOCKED, USAGE, NOTHING = 0, 1, 2, 3
DEFAULT_LANGUAGE = "fr"
DEMO_NAME = "annexe-demo.pdf"
_WRONG_WORDS = (
    (r"the following arguments are required: (?P<names>.*)", "arguments-missing"),
    (r"unrecognized arguments: (?P<names>.*)", "arguments-unknown"),
    (r"argument (?P<name>.*?): invalid choice: '(?P<value>.*?)' ", "argument-invalid"),
    (r"argument (?P<names>.*?): expected one argument", "arguments-missing"),
)
"""What argparse says, and the code of our sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is the promise of the README."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    texts = Texts(_language_of(words))
    _listen_to_the_end()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal without ’ shows a question mark; work that is done is not called a fault.
            stream.reconfigure(errors="replace")
    try:
        options = _parser(texts).parse_args(words)
        logging.basicConfig(level=logging.DEBUG if options.verbose else logging.CRITICAL, stream=sys.stderr)
        return int(options.run(options, texts))
    except (CancelledError, KeyboardInterrupt):
        return _refuse(texts, CancelledError())
    except DossierError as error:
        return _refuse(texts, error)
    except OSError as error:
        logging.getLogger(__name__).debug("from the system", exc_info=True)
        return _refuse(texts, DossierError("system", reason=error.strerror or type(error).__name__))
    except Exception as error:
        logging.getLogger(__name__).debug("our fault", exc_info=True)
        return _refuse(texts, DossierError("fault", what=type(error).__name__))


def _listen_to_the_end() -> None:
    """Takes a system that ends us for a person who stops us: nothing half done is left behind."""
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.default_int_handler)


def _refuse(texts: Texts, error: DossierError) -> int:
    if sys.stderr is not None:
        print(_shown(texts.error(error)), file=sys.stderr)  # noqa: T201 - the person reads it
    return error.exit_code


def _shown(text: str) -> str:
    """Makes words harmless for a terminal: names of files may hold commands for it."""
    return "".join(
        "�" if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\n" else char for char in text
    )


def _answer(lines: Sequence[str]) -> None:
    """Prints the answer; nobody has to read it to its end (``| head``)."""
    try:
        print(_shown("\n".join(lines)), flush=True)  # noqa: T201 - the answer
    except BrokenPipeError:
        # Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language_of(words: Sequence[str]) -> str:
    """Finds the language of the messages before the arguments are parsed."""
    for place, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(words):
            value = words[place + 1]
        if value in language_codes():
            return value
    return DEFAULT_LANGUAGE


class _Parser(argparse.ArgumentParser):
    """Speaks the language of everything else, and says what is wrong in one sentence."""

    def __init__(self, *, texts: Texts, **options: Any) -> None:  # noqa: ANN401 - as the parent's
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self.texts = texts
        self._positionals.title = texts.say("cli.arguments")
        self._optionals.title = texts.say("cli.options")
        self.add_argument("-h", "--help", action="help", help=texts.say("cli.help"))

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", f"{self.texts.say('cli.usage')} : ", 1)

    def error(self, message: str) -> NoReturn:
        raise _wrong_words(message)


def _wrong_words(message: str) -> UsageError:
    """Finds the code for what argparse says in English."""
    for pattern, code in _WRONG_WORDS:
        if found := re.match(pattern, message):
            return UsageError(code, **found.groupdict())
    return UsageError("arguments-unknown", names=message)


def _parser(texts: Texts) -> argparse.ArgumentParser:
    parser = _Parser(texts=texts, prog="dossier", description=texts.say("cli.what"))
    parser.add_argument(
        "--version", action="version", version=f"dossier {__version__}", help=texts.say("cli.version")
    )
    commands = parser.add_subparsers(metavar=texts.say("cli.command"), required=True)
    maker = commands.add_parser("build", texts=texts, help=texts.say("cli.build"))
    _add_build(maker, texts)
    checker = commands.add_parser("verify", texts=texts, help=texts.say("cli.verify"))
    checker.add_argument("annex", type=Path, metavar="ANNEX.pdf", help=texts.say("cli.annex"))
    checker.set_defaults(run=_verify)
    demo = commands.add_parser("demo", texts=texts, help=texts.say("cli.demo"))
    demo.add_argument("--no-window", action="store_true", help=texts.say("cli.no_window"))
    demo.add_argument("--date", type=_day, metavar="AAAA-MM-JJ", help=texts.say("cli.date"))
    demo.set_defaults(run=_demo)
    for command in (maker, checker, demo):
        command.add_argument(
            "--lang", choices=language_codes(), default=DEFAULT_LANGUAGE, help=texts.say("cli.lang")
        )
        command.add_argument("--verbose", action="store_true", help=texts.say("cli.verbose"))
    return parser


def _add_build(maker: argparse.ArgumentParser, texts: Texts) -> None:
    maker.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=texts.say("cli.paths"))
    maker.add_argument(
        "-o", dest="output", type=Path, required=True, metavar="ANNEX.pdf", help=texts.say("cli.output")
    )
    maker.add_argument("--title", default="", help=texts.say("cli.title"))
    maker.add_argument("--date", type=_day, metavar="AAAA-MM-JJ", help=texts.say("cli.date"))
    maker.add_argument("--zone", default="Europe/Paris", help=texts.say("cli.zone"))
    maker.add_argument("--recipient", default="generic", help=texts.say("cli.recipient"))
    maker.add_argument("--json", type=Path, metavar="REPORT.json", help=texts.say("cli.json"))
    maker.set_defaults(run=_build)


def _day(text: str) -> date:
    try:
        # Weeks and days of the year are ISO 8601 too, and nobody means them.
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError("argument-no-day", value=text) from error


def _progress(texts: Texts) -> Progress:
    """Draws a bar on a terminal, nothing in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        return silent

    def draw(stage: str, done: int, total: int) -> None:
        share = done / total if total else 0.0
        bar = "█" * round(share * 24)
        end = "\r" if done < total or not total else "\n"
        line = f"{texts.say(f'stage.{stage}'):<46.46} {bar:<24} {done}/{total or '?'}"
        print(f"\r{line}", end=end, file=sys.stderr, flush=True)  # noqa: T201 - the bar itself

    return draw


def _build(options: argparse.Namespace, texts: Texts) -> int:
    from dossier.workspace import BuildOrder, build  # seconds of imports that a wrong word need not wait for

    day = options.date or today(zone_named(options.zone))
    order = BuildOrder(
        paths=tuple(options.paths),
        target=options.output,
        language=options.lang,
        title=options.title,
        day=day,
        zone=options.zone,
        recipient=options.recipient,
        report=options.json,
    )
    return _tell(build(order, progress=_progress(texts)), texts)


def _demo(options: argparse.Namespace, texts: Texts) -> int:
    from dossier.workspace import BuildOrder, build

    zone = "Europe/Paris"
    order = BuildOrder(
        paths=(resources_folder() / "sample",),
        target=Path.cwd() / DEMO_NAME,
        language=options.lang,
        day=options.date or today(zone_named(zone)),
        zone=zone,
    )
    return _tell(build(order, progress=_progress(texts)), texts)


def _tell(built: "Built", texts: Texts) -> int:
    """Says where the annex is, how large it is, and what was noticed."""
    lines = []
    if built.annex is not None:
        size = texts.size(built.annex.size)
        pages = texts.say("annex.pages", n=built.annex.pages)
        pieces = pieces_and_attached(texts, built.pieces, built.attached)
        lines.append(texts.say("cli.made", path=built.annex.path))
        lines.append(texts.say("cli.size", pieces=pieces, pages=pages, size=size))
    for level in (Level.BLOCKER, Level.WARNING, Level.NOTE):
        said = _remarks([finding for finding in built.findings if finding.level is level], texts)
        if said:
            lines.extend(["", texts.say(f"level.{level}")])
            lines.extend(f"  – {sentence}" for sentence in said)
    if any(finding.code.startswith("undated") for finding in built.findings):
        lines.extend(["", texts.say("cli.how_to_date")])
    _answer(lines)
    blocked = built.annex is None or any(finding.level is Level.BLOCKER for finding in built.findings)
    return BLOCKED if blocked else DONE


def _remarks(findings: Sequence[Finding], texts: Texts) -> list[str]:
    """Says each remark; pieces that nothing dates are named together."""
    undated = [str(finding.params.get("file", "")) for finding in findings if finding.code == "undated"]
    together = len(undated) > 1
    said = [texts.finding(finding) for finding in findings if not (together and finding.code == "undated")]
    if together:
        said.append(texts.say("cli.undated", files=", ".join(f"« {name} »" for name in undated)))
    return said


def _verify(options: argparse.Namespace, texts: Texts) -> int:
    from dossier.workspace import verify

    report = verify(options.annex, progress=_progress(texts))
    key = "verify.agrees" if report.agrees else "verify.differs"
    pieces = pieces_and_attached(texts, report.pieces, report.attached)
    pages = texts.say("annex.pages", n=report.pages)
    lines = [
        texts.say(key, file=options.annex.name),
        texts.say(
            "verify.what", title=report.title, day=long_day(texts, report.day), pieces=pieces, pages=pages
        ),
    ]
    lines.extend(f"  – {texts.say(f'check.{fault.code}', **fault.params)}" for fault in report.check.failures)
    if report.changed:
        changed = _runs(report.changed)
        lines.append(f"  – {texts.say('verify.changed', n=len(report.changed), pages=changed)}")
    lines.append(texts.say("verify.limits" if report.agrees else "verify.advice"))
    _answer(lines)
    return DONE if report.agrees else BLOCKED


def _runs(pages: Sequence[int]) -> str:
    """Writes page numbers as people do: "1–3, 7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], page]
        else:
            runs.append([page])
    return ", ".join("–".join(map(str, run)) for run in runs)
