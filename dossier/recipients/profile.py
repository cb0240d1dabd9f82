"""A recipient's profile: one TOML file, checked when it is loaded."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from dossier.basis.codec import from_plain
from dossier.basis.data_file import read_data
from dossier.basis.errors import UsageError
from dossier.basis.resources import resources_folder
from dossier.model.arrangement import Arrangement, OrderBy
from dossier.model.facts import Dispute, Milestone
from dossier.model.ids import RubricId
from dossier.model.piece import Private
from dossier.model.rounds import Scope
from dossier.recipients.source import Rule

_SPELT: Final = {"jpg": "jpeg", "tif": "tiff"}
"""Two spellings of one kind of file."""


class Kind(StrEnum):
    """What a recipient is; the chooser groups by it."""

    ANY = "any"
    ECC = "ecc"
    MEDIATOR = "mediator"
    ASSOCIATION = "association"
    CONCILIATOR = "conciliator"
    COURT = "court"
    AUTHORITY = "authority"
    BANK = "bank"
    INSURER = "insurer"


class Form(StrEnum):
    """How it wants the annex."""

    ONE = "one"
    """One PDF; volumes when it does not fit."""
    SEPARATE = "separate"
    """One PDF a piece, and one with the bordereau."""


class Limited(StrEnum):
    """What a limit is on."""

    FILE_BYTES = "file-bytes"
    TOTAL_BYTES = "total-bytes"
    FILES = "files"
    FILE_PAGES = "file-pages"
    DPI = "dpi"
    NAME_CHARS = "name-chars"
    """Characters of a file's name, its suffix not counted."""
    DESCRIPTION_CHARS = "description-chars"


class Colour(StrEnum):
    """How much colour pages may have."""

    ANY = "any"
    LITTLE = "little"


class Importance(StrEnum):
    """How much a need matters to the recipient."""

    MUST = "must"
    SHOULD = "should"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Rule):
    """What must hold for the recipient to be open.

    Attributes:
        check: A key of ``recipients.conditions``.
        values: What the check needs: countries, an amount in hundredths, answers …
    """

    check: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need(Rule):
    """What the recipient wants to find.

    Attributes:
        id: A key of ``resources/needs.toml``.
        importance: Whether it must be there.
        disputes: For which disputes; empty for all.
    """

    id: str
    importance: Importance = Importance.MUST
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Rule):
    """When the recipient may be asked, counted from a milestone; the spans are ISO 8601 ("P2M").

    Attributes:
        milestone: What the time is counted from.
        after: How long must be waited; "" nothing. An answer of the trader ends the wait unless
            ``answer_ends`` is false.
        latest: How long it may be asked; "" without end.
        answer_ends: Whether the trader's answer ends the wait.
    """

    milestone: Milestone = Milestone.COMPLAINT
    after: str = ""
    latest: str = ""
    answer_ends: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Rule):
    """A cap on what is handed over; bytes are decimal (5 MB = 5,000,000)."""

    on: Limited
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats(Rule):
    """The kinds of file that are taken, by their suffixes: lower case, without the dot."""

    suffixes: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuses to say that none is taken."""
        if not self.suffixes:
            message = "suffixes: at least one"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours(Rule):
    """How much colour is taken."""

    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Rule):
    """What the person must know before sending; its sentence stands under ``[notice_to]``."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending(Rule):
    """Where and how to send: shown as text, never opened by the program.

    Attributes:
        ways: "form", "mail", "post", "registry", "phone" …: keys under ``[way]``.
        address: Of the form, the mailbox or the street; "" when not known.
        reply: Whether later pieces go as a reply to the acknowledgement, its subject untouched.
    """

    ways: tuple[str, ...]
    address: str = ""
    reply: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How files are named.

    Attributes:
        pattern: With ``{number}`` and ``{title}``: "PJ{number}_{title}"; "" leaves it to the program.
        longest: Characters at most, the suffix not counted; 0 leaves it to the program.
        plain: Whether only letters and digits of ASCII may stand in it, beside ``signs``.
        signs: Other signs that may: "-_".
    """

    pattern: str = ""
    longest: int = 0
    plain: bool = False
    signs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one recipient asks for. Every rule says where it was read.

    Attributes:
        id: Stable key, the file's name.
        kind: What it is.
        country: ISO 3166-1 alpha-2 of where it works; "" for anywhere.
        names: Language code to its name.
        about: Language code to what it does, in one plain sentence.
        piece_label: Language code to the words on the marks, with ``{number}``.
        matter: Kinds of dispute that it is there for; others only find it further down the list. Empty
            for all.
        languages: In which it takes a dossier, the preferred first; empty when nothing was read.
        order: What decides the order.
        correspondence: Rubrics that it wants as one chronological run.
        form: One PDF or one a piece.
        file_names: How files are named.
        order_rules: Where order, form and names were read; empty when it asks for none.
        conditions: Who may use it.
        needs: What it wants to find.
        windows: When it may be asked.
        limits: How much it takes.
        formats: Which files it takes; None when nothing was read.
        colours: How much colour it takes; None when nothing was read.
        notices: What the person must know.
        wants: Personal data that it asks for ("iban").
        forbids: What pieces sent to it must not show.
        nameless: Whether the consumer's name must not stand on our own pages.
        sending: Where and how.
    """

    id: str
    names: dict[str, str]
    piece_label: dict[str, str]
    kind: Kind = Kind.ANY
    country: str = ""
    about: dict[str, str] = field(default_factory=dict)
    matter: tuple[Dispute, ...] = ()
    languages: tuple[str, ...] = ()
    order: OrderBy = OrderBy.RUBRIC
    correspondence: tuple[RubricId, ...] = ()
    form: Form = Form.ONE
    file_names: Names = Names()
    order_rules: tuple[Rule, ...] = ()
    conditions: tuple[Condition, ...] = ()
    needs: tuple[Need, ...] = ()
    windows: tuple[Window, ...] = ()
    limits: tuple[Limit, ...] = ()
    formats: Formats | None = None
    colours: Colours | None = None
    notices: tuple[Notice, ...] = ()
    wants: tuple[str, ...] = ()
    forbids: tuple[Private, ...] = ()
    nameless: bool = False
    privacy_rules: tuple[Rule, ...] = ()
    sending: tuple[Sending, ...] = ()

    def label(self, number: str, language: str) -> str:
        """Gives the words on a piece's marks: "Pièce n° 4"."""
        return self.piece_label.get(language, self.piece_label["fr"]).format(number=number)

    def name(self, language: str) -> str:
        """Gives its name in a language, else in French."""
        return self.names.get(language) or self.names["fr"]

    def arrangement(self, scope: Scope = Scope.ALL) -> Arrangement:
        """Gives the order that it wants, without what is held back from it."""
        return Arrangement(by=self.order, correspondence=self.correspondence, recipient=self.id, scope=scope)

    @property
    def colour(self) -> Colour:
        """How much colour it takes; any when nothing was read."""
        return self.colours.colour if self.colours else Colour.ANY

    @property
    def to_know(self) -> tuple[Notice, ...]:
        """What the person must know, with what its measure asks of the proofs themselves."""
        rule = self.colours
        if rule is None or rule.colour is Colour.ANY:
            return self.notices
        return (*self.notices, Notice(code=f"{rule.colour}-colour", sources=rule.sources, mark=rule.mark))

    def takes(self, suffix: str) -> bool:
        """Tells whether it takes a kind of file, by its suffix: ".jpg"; any when nothing was read."""
        return self.formats is None or _spelt(suffix) in map(_spelt, self.formats.suffixes)

    def limit(self, on: Limited) -> int | None:
        """Gives a cap, the strictest when there are several; None without one."""
        return min((one.value for one in self.limits if one.on is on), default=None)


def _spelt(suffix: str) -> str:
    plain = suffix.lower().removeprefix(".")
    return _SPELT.get(plain, plain)


def profile_ids(folder: Path | None = None) -> tuple[str, ...]:
    """Lists the recipients there are, by their files: the one for anybody first."""
    place = folder or resources_folder() / "recipients"
    found = {path.stem for path in place.glob("*.toml")}
    return (*found & {"generic"}, *sorted(found - {"generic"}))


def load_profile(wanted: str, *, folder: Path | None = None) -> Profile:
    """Loads a profile, with the rules that it shares with others.

    Its file may name, under ``shares``, files of the folder ``shared``: what the law asks of every
    mediator is written there once. Its own rules stand before those; a need of its own takes the
    place of the shared one.

    Raises:
        UsageError: ``unknown-recipient``; there is no file of that name.
        DossierError: ``malformed``; the file does not say what a profile must, and is named.
    """
    place = folder or resources_folder() / "recipients"
    path = place / f"{wanted}.toml"
    if path not in place.iterdir():
        raise UsageError("unknown-recipient", recipient=wanted, known=", ".join(profile_ids(place)))
    return read_data(path, lambda plain: _profile(wanted, plain, shared=place / "shared"))


def _profile(wanted: str, plain: dict[str, Any], *, shared: Path) -> Profile:
    for name in from_plain(tuple[str, ...], plain.pop("shares", ())):
        plain = _with_shared(plain, _shared(shared / f"{name}.toml"))
    return from_plain(Profile, {"id": wanted, **plain})


@cache
def _shared(path: Path) -> dict[str, Any]:
    """Reads shared rules once: a dozen profiles ask for the same."""
    return read_data(path, lambda plain: plain)


def _with_shared(own: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    asked = {need["id"] for need in own.get("needs", ())}
    kept = {key: [rule for rule in rules if rule.get("id") not in asked] for key, rules in shared.items()}
    return {**own, **{key: [*own.get(key, ()), *rules] for key, rules in kept.items()}}
