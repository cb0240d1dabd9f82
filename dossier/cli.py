"""The command line: words in, words out; the work is done by ``workspace``."""

import argparse
import logging
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dossier import __version__
from dossier.basis.clock import today, zone_named
from dossier.basis.errors import CancelledError, DossierError, UsageError
from dossier.basis.progress import Progress, silent
from dossier.basis.resources import resources_folder
from dossier.model.finding import Level
from dossier.texts.catalogue import Texts, language_codes
from dossier.texts.dates import long_day

if TYPE_CHECKING:
    from dossier.workspace import Built

DONE, BLOCKED, USAGE, NOTHING = 0, 1, 2, 3
DEFAULT_LANGUAGE = "fr"
DEMO_NAME = "annexe-demo.pdf"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is the promise of the README."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    texts = Texts(_language_of(words))
    options = _parser(texts).parse_args(words)
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.CRITICAL, stream=sys.stderr)
    try:
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


def _refuse(texts: Texts, error: DossierError) -> int:
    print(texts.error(error), file=sys.stderr)  # noqa: T201 - the person at the terminal reads it
    return error.exit_code


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
    """Says what is wrong with the arguments in one sentence, as everywhere."""

    texts: Texts

    def error(self, message: str) -> None:  # type: ignore[override]  # exits, as the parent does
        _refuse(self.texts, UsageError("arguments", reason=message))
        raise SystemExit(USAGE)


def _parser(texts: Texts) -> argparse.ArgumentParser:
    _Parser.texts = texts
    common = _Parser(add_help=False)
    common.add_argument("--verbose", action="store_true", help=texts.say("cli.verbose"))
    common.add_argument(
        "--lang", choices=language_codes(), default=DEFAULT_LANGUAGE, help=texts.say("cli.lang")
    )
    parser = _Parser(prog="dossier", description=texts.say("cli.what"))
    parser.add_argument("--version", action="version", version=f"dossier {__version__}")
    commands = parser.add_subparsers(metavar=texts.say("cli.command"), required=True)
    _add_build(commands, common, texts)
    checker = commands.add_parser("verify", parents=[common], help=texts.say("cli.verify"))
    checker.add_argument("annex", type=Path, metavar="ANNEX.pdf")
    checker.set_defaults(run=_verify)
    demo = commands.add_parser("demo", parents=[common], help=texts.say("cli.demo"))
    demo.add_argument("--no-window", action="store_true", help=texts.say("cli.no_window"))
    demo.add_argument("--date", type=_day, metavar="AAAA-MM-JJ", help=texts.say("cli.date"))
    demo.set_defaults(run=_demo)
    return parser


def _add_build(
    commands: "argparse._SubParsersAction[_Parser]",
    common: _Parser,
    texts: Texts,
) -> None:
    maker = commands.add_parser("build", parents=[common], help=texts.say("cli.build"))
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
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(text) from error


def _progress(texts: Texts) -> Progress:
    """Draws a bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
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
        lines.append(texts.say("cli.made", path=built.annex.path))
        pieces = texts.say("annex.pieces", n=built.pieces)
        lines.append(
            texts.say(
                "cli.size",
                pieces=pieces,
                pages=texts.say("annex.pages", n=built.annex.pages),
                size=texts.size(built.annex.size),
            )
        )
    for level in (Level.BLOCKER, Level.WARNING, Level.NOTE):
        said = [texts.finding(finding) for finding in built.findings if finding.level is level]
        if said:
            lines.extend(["", texts.say(f"level.{level}")])
            lines.extend(f"  – {sentence}" for sentence in said)
    print("\n".join(lines))  # noqa: T201 - the answer
    if built.annex is None:
        return BLOCKED
    return BLOCKED if any(finding.level is Level.BLOCKER for finding in built.findings) else DONE


def _verify(options: argparse.Namespace, texts: Texts) -> int:
    from dossier.workspace import verify

    report = verify(options.annex, progress=_progress(texts))
    key = "verify.agrees" if report.agrees else "verify.differs"
    lines = [
        texts.say(key, file=options.annex.name),
        texts.say(
            "verify.what",
            title=report.title,
            day=long_day(texts, report.day),
            pieces=texts.say("annex.pieces", n=report.pieces),
            pages=texts.say("annex.pages", n=report.pages),
        ),
    ]
    if report.changed:
        pages = ", ".join(str(page) for page in report.changed)
        lines.append(f"  – {texts.say('verify.changed', n=len(report.changed), pages=pages)}")
    lines.extend(f"  – {texts.say(f'check.{fault.code}', **fault.params)}" for fault in report.check.failures)
    lines.append(texts.say("verify.limits"))
    print("\n".join(lines))  # noqa: T201 - the answer
    return DONE if report.agrees else BLOCKED


if __name__ == "__main__":
    sys.exit(main())
