"""The arguments, in the language of everything else."""

import argparse
import re
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NoReturn

from dossier import __version__
from dossier.basis.errors import UsageError
from dossier.cli.run_build import run_build, run_demo
from dossier.cli.run_check import run_check, run_recipients
from dossier.cli.run_deadlines import run_deadlines
from dossier.cli.run_facts import run_facts, run_sent
from dossier.cli.run_project import run_add, run_export, run_list, run_new, run_search, run_set
from dossier.cli.run_verify import run_verify
from dossier.model.piece import Private, Rendering
from dossier.texts.catalogue import Texts, language_codes

DEFAULT_LANGUAGE: Final = "fr"
_WRONG_WORDS: Final = (
    (r"the following arguments are required: (?P<names>.*)", "arguments-missing"),
    (r"unrecognized arguments: (?P<names>.*)", "arguments-unknown"),
    (r"argument (?P<names>.*?): not allowed with argument .*", "arguments-unknown"),
    (r"argument (?P<name>.*?): invalid choice: '(?P<value>.*?)' ", "argument-invalid"),
    (r"argument (?P<names>.*?): expected one argument", "arguments-missing"),
)
"""What argparse says, and the code of our sentence."""

_DAY: Final = "AAAA-MM-JJ"

_UNITS: Final = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}
_SIZE: Final = re.compile(r"(\d{1,9}(?:[.,]\d{1,6})?)[\s\u00a0\u202f]*(?:([kmg])[ob]?|o|b|octets|bytes)?")
_FORMS: Final = ("docx", "csv")
_LEAST_SIZE: Final = 20_000
"""Below that not even an empty page of ours with its letters fits; it was meant otherwise."""


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


def language_of(words: list[str]) -> str:
    """Finds the language of the messages before the arguments are parsed."""
    for place, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and place + 1 < len(words):
            value = words[place + 1]
        if value in language_codes():
            return value
    return DEFAULT_LANGUAGE


def parser_of(texts: Texts) -> argparse.ArgumentParser:
    """Makes the parser; each command has its ``run`` among the options that come out of it."""
    parser = _Parser(texts=texts, prog="dossier", description=texts.say("cli.what"))
    parser.add_argument(
        "--version", action="version", version=f"dossier {__version__}", help=texts.say("cli.version")
    )
    # Before the command or after it: a command's own default would undo what stood before it.
    parser.add_argument(
        "--lang", choices=language_codes(), default=DEFAULT_LANGUAGE, help=texts.say("cli.lang")
    )
    parser.add_argument("--verbose", action="store_true", help=texts.say("cli.verbose"))
    commands = parser.add_subparsers(metavar=texts.say("cli.command"), required=True)
    for name, fill, run in (
        ("build", _fill_build, run_build),
        ("verify", _fill_verify, run_verify),
        ("demo", _fill_demo, run_demo),
        ("new", _fill_new, run_new),
        ("add", _fill_add, run_add),
        ("list", _fill_list, run_list),
        ("set", _fill_set, run_set),
        ("export", _fill_export, run_export),
        ("search", _fill_search, run_search),
        ("recipients", _fill_recipients, run_recipients),
        ("check", _fill_check, run_check),
        ("facts", _fill_facts, run_facts),
        ("sent", _fill_sent, run_sent),
        ("deadlines", _fill_deadlines, run_deadlines),
    ):
        command = commands.add_parser(name, texts=texts, help=texts.say(f"cli.{name}"))
        fill(command, texts)
        command.set_defaults(run=run)
        command.add_argument(
            "--lang", choices=language_codes(), default=argparse.SUPPRESS, help=texts.say("cli.lang")
        )
        command.add_argument(
            "--verbose", action="store_true", default=argparse.SUPPRESS, help=texts.say("cli.verbose")
        )
    return parser


def _fill_build(command: argparse.ArgumentParser, texts: Texts) -> None:
    _add_paths(command, texts)
    _add_facts(command, texts)
    _add_export(command, texts)


def _fill_verify(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument("annexes", nargs="+", type=Path, metavar="ANNEX.pdf", help=texts.say("cli.annex"))
    command.add_argument("--project", type=Path, metavar="F.dossier", help=texts.say("cli.verify_project"))
    command.add_argument("--fingerprint", default="", metavar="HEX", help=texts.say("cli.verify_fingerprint"))
    command.add_argument("--originals", type=Path, metavar="DIR", help=texts.say("cli.verify_originals"))
    command.add_argument("--timestamp", type=Path, metavar="FILE.tsr", help=texts.say("cli.verify_timestamp"))
    command.add_argument("--json", action="store_true", help=texts.say("cli.verify_json"))


def _fill_demo(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument("--no-window", action="store_true", help=texts.say("cli.no_window"))
    command.add_argument("--date", type=day_of, metavar=_DAY, help=texts.say("cli.date"))


def _fill_new(command: argparse.ArgumentParser, texts: Texts) -> None:
    _add_file(command, texts)
    _add_facts(command, texts)


def _fill_add(command: argparse.ArgumentParser, texts: Texts) -> None:
    _add_file(command, texts)
    _add_paths(command, texts)
    _add_ocr(command, texts)


def _fill_list(command: argparse.ArgumentParser, texts: Texts) -> None:
    _add_file(command, texts)
    command.add_argument("--json", action="store_true", help=texts.say("cli.list_json"))


def _fill_set(command: argparse.ArgumentParser, texts: Texts) -> None:
    _add_file(command, texts)
    command.add_argument("piece", metavar="PIECE", help=texts.say("cli.piece"))
    for name in ("title", "date", "rubric", "note"):
        command.add_argument(f"--{name}", help=texts.say(f"cli.set_{name}"))
    for rendering in Rendering:
        command.add_argument(f"--{rendering}-of", metavar="PIECE", help=texts.say(f"cli.set_{rendering}"))
    command.add_argument(
        "--private", type=private_of, metavar="bank,medical,identity", help=texts.say("cli.set_private")
    )
    for name in ("hide-from", "show-to"):
        key = f"cli.{name.replace('-', '_')}"
        command.add_argument(f"--{name}", metavar="RECIPIENT", help=texts.say(key))
    shown = command.add_mutually_exclusive_group()
    shown.add_argument("--exclude", action="store_true", help=texts.say("cli.exclude"))
    shown.add_argument("--include", action="store_true", help=texts.say("cli.include"))


def _fill_export(command: argparse.ArgumentParser, texts: Texts) -> None:
    _add_file(command, texts)
    _add_export(command, texts)


def _fill_search(command: argparse.ArgumentParser, texts: Texts) -> None:
    _add_file(command, texts)
    command.add_argument("words", nargs="+", metavar="WORDS", help=texts.say("cli.words"))


def _fill_facts(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument("file", nargs="?", type=Path, metavar="F.dossier", help=texts.say("cli.file"))
    command.add_argument("words", nargs="*", metavar="KEY=VALUE", help=texts.say("cli.fact_words"))
    command.add_argument("--propose", action="store_true", help=texts.say("cli.propose"))
    command.add_argument("--accept", default="", metavar="all|KEY,…", help=texts.say("cli.fact_accept"))
    command.add_argument("--keys", action="store_true", help=texts.say("cli.fact_keys"))
    command.add_argument("--recipient", help=texts.say("cli.recipient"))
    for name in ("hide-from", "show-to"):
        key = f"cli.facts_{name.replace('-', '_')}"
        command.add_argument(
            f"--{name}", action="append", default=[], metavar="ID=KEY,…", help=texts.say(key)
        )
    command.add_argument("--json", action="store_true", help=texts.say("cli.facts_json"))


def _fill_sent(command: argparse.ArgumentParser, texts: Texts) -> None:
    _add_file(command, texts)
    command.add_argument(
        "annexes", nargs="+", type=Path, metavar="ANNEX.pdf", help=texts.say("cli.sent_files")
    )
    command.add_argument("--recipient", help=texts.say("cli.recipient"))
    command.add_argument("--date", type=day_of, metavar=_DAY, help=texts.say("cli.sent_date"))
    command.add_argument("--case", default="", help=texts.say("cli.sent_case"))
    command.add_argument("--complement", action="store_true", help=texts.say("cli.sent_complement"))


def _fill_recipients(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument(
        "file", nargs="?", type=Path, metavar="F.dossier", help=texts.say("cli.recipients_file")
    )
    command.add_argument("--country", default="", metavar="FR", help=texts.say("cli.recipients_country"))
    _add_asking(command, texts)


def _fill_check(command: argparse.ArgumentParser, texts: Texts) -> None:
    _add_file(command, texts)
    command.add_argument("--recipient", required=True, metavar="ID", help=texts.say("cli.recipient"))
    _add_asking(command, texts)


def _add_asking(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument("--date", type=day_of, metavar=_DAY, help=texts.say("cli.check_date"))
    command.add_argument("--json", action="store_true", help=texts.say("cli.check_json"))


def _fill_deadlines(command: argparse.ArgumentParser, texts: Texts) -> None:
    _add_file(command, texts)
    command.add_argument("--date", type=day_of, metavar=_DAY, help=texts.say("cli.deadlines_date"))
    command.add_argument("--json", action="store_true", help=texts.say("cli.deadlines_json"))
    command.add_argument("--ics", type=Path, metavar="FILE.ics", help=texts.say("cli.deadlines_ics"))


def _add_file(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument("file", type=Path, metavar="F.dossier", help=texts.say("cli.file"))


def _add_paths(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=texts.say("cli.paths"))


def _add_ocr(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument("--ocr", action="store_true", help=texts.say("cli.ocr"))


def _add_facts(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument("--title", default="", help=texts.say("cli.title"))
    command.add_argument("--zone", default="Europe/Paris", help=texts.say("cli.zone"))


def _add_export(command: argparse.ArgumentParser, texts: Texts) -> None:
    command.add_argument(
        "-o", dest="output", type=Path, required=True, metavar="ANNEX.pdf", help=texts.say("cli.output")
    )
    command.add_argument("--date", type=day_of, metavar=_DAY, help=texts.say("cli.date"))
    command.add_argument("--recipient", help=texts.say("cli.recipient"))
    command.add_argument("--json", type=Path, metavar="REPORT.json", help=texts.say("cli.json"))
    command.add_argument("--max-size", type=size_of, metavar="5MB", help=texts.say("cli.max_size"))
    command.add_argument("--separate", action="store_true", help=texts.say("cli.separate"))
    command.add_argument("--duplex", action="store_true", help=texts.say("cli.duplex"))
    command.add_argument("--complement", action="store_true", help=texts.say("cli.complement"))
    for name in ("pdfa", "with-originals", "sums", "timestamp-request"):
        key = f"cli.{name.replace('-', '_')}"
        command.add_argument(f"--{name}", action="store_true", help=texts.say(key))
    command.add_argument(
        "--bordereau", type=forms_of, default=(), metavar="docx,csv", help=texts.say("cli.bordereau")
    )
    _add_ocr(command, texts)


def forms_of(text: str) -> tuple[str, ...]:
    """Reads in which forms the bordereau is wanted: "docx,csv".

    Raises:
        UsageError: ``argument-invalid``.
    """
    forms = tuple(dict.fromkeys(text.lower().replace(" ", "").split(",")))
    for form in forms:
        if form not in _FORMS:
            raise UsageError("argument-invalid", name="--bordereau", value=form)
    return forms


def private_of(text: str) -> tuple[Private, ...]:
    """Reads what a piece shows that not everybody must see: "bank,identity"; "" for nothing.

    Raises:
        UsageError: ``argument-invalid``.
    """
    wanted = {word for word in text.lower().replace(" ", "").split(",") if word}
    for word in sorted(wanted - {*Private}):
        raise UsageError("argument-invalid", name="--private", value=word)
    return tuple(one for one in Private if one in wanted)


def size_of(text: str) -> int:
    """Reads a size of a file, in decimal units: "5MB", "4,5 Mo", "800 kB", "2000000".

    Raises:
        UsageError: ``argument-no-size``.
    """
    found = _SIZE.fullmatch(text.strip().lower())
    size = round(float(found[1].replace(",", ".")) * _UNITS[found[2] or ""]) if found else 0
    if size < _LEAST_SIZE:
        raise UsageError("argument-no-size", value=text)
    return size


def day_of(text: str) -> date:
    """Reads the day of an annex.

    Raises:
        UsageError: ``argument-no-day``.
    """
    # Weeks and days of the year are ISO 8601 too, and nobody means them.
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date()
    raise UsageError("argument-no-day", value=text)
