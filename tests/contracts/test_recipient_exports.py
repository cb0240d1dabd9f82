"""Each recipient gets an annex within its limits, with its words on the marks, and only what it may see."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from dossier.basis.codec import to_json
from dossier.basis.digest import digest_of_file
from dossier.model.commands.privacy import hold_back
from dossier.model.dossier import Dossier
from dossier.model.plan import PageKind
from dossier.model.wish import NO_WISH, Wish
from dossier.recipients.profile import Form, Kind, Limited, Profile, load_profile, profile_ids
from dossier.workspace.desk import Desk
from dossier.workspace.exporting import Built, ExportOrder
from dossier.workspace.opening import open_desk
from tests.support.annex_read import ReadAnnex, read_annex
from tests.support.desks import DAY, named
from tests.support.measured import CONSUMER, IBAN, TRACES, measured_project

SECRET = "IMG_20260312_101403.jpg"
SMALL = Wish(max_bytes=420_000)
"""So little that no lighter photo makes the annex one file."""
A4 = (595, 842)


@dataclass(frozen=True)
class Export:
    """An annex, its report, and its files as somebody else reads them."""

    built: Built
    report: dict
    files: list[ReadAnnex]

    @property
    def shown(self) -> list[dict]:
        return [piece for piece in self.report["pieces"] if piece["pages"]]

    @property
    def tops(self) -> list[dict]:
        return [piece for piece in self.shown if not piece["parent"]]

    def front(self, number: int) -> str:
        """Gives the words of a file before its first piece."""
        first = min(piece["pages"]["first"] for piece in self.shown if piece["pages"]["annex"] == number)
        return " ".join(self.files[number].texts[: first - 1])


class Exports:
    """The dispute, open once for all: what is drawn for one recipient is there for the next."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.dossier = desk.present.dossier
        self._desk = desk
        self._folder = folder
        self._made: dict[object, Export] = {}

    def of(self, profile: Profile, wish: Wish = NO_WISH) -> Export:
        """Gives the annex of a recipient's measure; who differs in nothing that an annex has shares it."""
        key = (measure_of(profile), wish)
        if key not in self._made:
            place = self._folder / f"{profile.id}-{len(self._made)}"
            place.mkdir()
            order = ExportOrder(
                target=place / "annexe.pdf",
                day=DAY,
                recipient=profile.id,
                wish=wish,
                report=place / "report.json",
            )
            built = self._desk.export(order).result()
            report = json.loads((place / "report.json").read_text("utf-8"))
            files = [read_annex(Path(file.path)) for file in built.annexes]
            self._made[key] = Export(built, report, files)
        return self._made[key]


def measure_of(profile: Profile) -> bytes:
    """Gives what an annex in French is made by."""
    measure = replace(
        profile, id="", names={}, about={}, kind=Kind.ANY, country="", matter=(), conditions=(), needs=()
    )
    measure = replace(measure, piece_label={"fr": profile.label("{number}", "fr")}, languages=())
    measure = replace(measure, windows=(), notices=(), sending=(), order_rules=(), privacy_rules=())
    limits = tuple(replace(one, sources=()) for one in measure.limits)
    # Formats and colour ask something of what is sent beside, and of the person.
    return to_json(replace(measure, limits=limits, formats=None, colours=None))


IN_ONE = {
    measure_of(profile): profile.id
    for profile in map(load_profile, reversed(profile_ids()))
    if profile.form is Form.ONE
}
"""A recipient of each measure whose annex is one PDF, and may be cut into volumes."""


@pytest.fixture(scope="module")
def exports(tmp_path_factory) -> Iterator[Exports]:
    """Exports with one photo held back from every recipient."""
    folder = tmp_path_factory.mktemp("measured")
    with open_desk(measured_project(folder)).result() as desk:
        held = named(desk.present.dossier, SECRET).id
        for recipient in profile_ids():
            desk.act(partial(hold_back, pieces=[held], recipient=recipient)).result()
        yield Exports(desk, folder)


@pytest.mark.parametrize("recipient", profile_ids())
def test_each_recipient_gets_an_annex_of_its_own_measure(exports, recipient):
    profile = load_profile(recipient)
    _check(exports.of(profile), profile, exports.dossier)


@pytest.mark.parametrize("recipient", sorted(IN_ONE.values()))
def test_each_measure_holds_for_volumes_too(exports, recipient):
    profile = load_profile(recipient)
    made = exports.of(profile, SMALL)
    assert len(made.files) >= 3
    assert all(file.size <= SMALL.max_bytes for file in made.built.annexes)
    _check(made, profile, exports.dossier)
    _check_volumes(made, profile)


def _check(made: Export, profile: Profile, dossier: Dossier) -> None:
    assert made.built.check is not None
    assert made.built.check.agrees
    _check_limits(made.built, profile)
    _check_files(made)
    _check_marks(made, profile)
    _check_index(made, profile)
    _check_secrets(made, profile, dossier)


def _check_limits(built: Built, profile: Profile) -> None:
    files = built.annexes
    names = [Path(file.path).stem for file in files]
    longest = min(
        (one for one in (profile.limit(Limited.NAME_CHARS), profile.file_names.longest) if one), default=255
    )
    assert len(files) <= (profile.limit(Limited.FILES) or len(files))
    assert sum(file.size for file in files) <= (profile.limit(Limited.TOTAL_BYTES) or 10**9)
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= longest
    for file in files:
        assert file.size == Path(file.path).stat().st_size
        assert file.size <= (profile.limit(Limited.FILE_BYTES) or file.size)
        assert file.pages <= (profile.limit(Limited.FILE_PAGES) or file.pages)
    if profile.file_names.plain:
        allowed = re.compile(rf"[A-Za-z0-9{re.escape(profile.file_names.signs)}]+")
        assert all(allowed.fullmatch(name) for name in names)
    if profile.form is Form.SEPARATE:
        assert len(files) > 1


def _check_files(made: Export) -> None:
    assert [entry["path"] for entry in made.report["annexes"]] == [file.path for file in made.built.annexes]
    for entry, file in zip(made.report["annexes"], made.files, strict=True):
        path, pages = Path(entry["path"]), len(file.texts)
        assert (entry["bytes"], entry["pages"]) == (path.stat().st_size, pages)
        assert entry["sha256"] == digest_of_file(path)
        assert file.catalogue == ("fr", "/UseOutlines", [str(page) for page in range(1, pages + 1)])
        assert all(size in (A4, A4[::-1]) for size in file.sizes)
        assert file.outward == frozenset()
        for page, words in enumerate(file.texts, 1):
            assert f"{page} / {pages}" in words


def _check_marks(made: Export, profile: Profile) -> None:
    tops = [int(piece["number"]) for piece in made.tops]
    assert tops == list(range(1, len(tops) + 1))
    places = [(piece["pages"]["annex"], piece["pages"]["first"]) for piece in made.shown]
    assert places == sorted(places)
    everything = "".join(re.sub(r"\s", "", words) for file in made.files for words in file.texts)
    for piece in made.shown:
        place = piece["pages"]
        mark = _exactly(profile.label(piece["number"], "fr"))
        for page in range(place["first"], place["last"] + 1):
            assert mark.search(made.files[place["annex"]].texts[page - 1]), (piece["number"], page)
        for file in piece["files"]:
            assert file["sha256"] in everything


def _exactly(label: str) -> re.Pattern[str]:
    """Finds "Pièce n° 1", and neither "Pièce n° 12" nor "Pièce n° 1.2"."""
    return re.compile(re.escape(label) + r"(?![\d.])")


def _check_index(made: Export, profile: Profile) -> None:
    """A bookmark and a line of the list lead to each piece, and the line says the page and the title."""
    for piece in made.shown:
        place = piece["pages"]
        file, first = made.files[place["annex"]], place["first"]
        mark = _exactly(profile.label(piece["number"], "fr"))
        marks = [row for row in file.bookmarks if mark.match(row[1])]
        assert first in [page for _, _, page in marks]
        assert any(depth for depth, _, _ in marks)
        lines = [words for at, words in file.lines.get(first, []) if at < first]
        assert any(re.search(rf"(?<!\d){first}(?!\d)", words) for words in lines), (piece["number"], lines)
        front = bare(made.front(place["annex"]))
        assert all(bare(word) in front for word in piece["title"].split())
    assert all(page for file in made.files for _, _, page in file.bookmarks)


def _check_volumes(made: Export, profile: Profile) -> None:
    """Each volume says which it is, lists its own pieces, and where those of the others are."""
    count = len(made.files)
    word = "Volume" if profile.label("1", "fr").startswith("Annexe") else "Annexe"
    assert [entry["label"] for entry in made.report["annexes"]] == [
        f"{word} {number} sur {count}" for number in range(1, count + 1)
    ]
    assert {piece["pages"]["annex"] for piece in made.shown} == set(range(count))
    for number in range(count):
        front = made.front(number)
        assert f"{word} {number + 1} sur {count}" in made.files[number].texts[0]
        (own, others) = front.split("Bordereau des pièces", 1)[1].split("dans un autre fichier", 1)
        for piece in made.tops:
            place = piece["pages"]
            at = str(place["first"])
            if place["annex"] != number:
                at = f"{word} {place['annex'] + 1}, p. {at}"
            title = re.escape(" ".join(piece["title"].split()))
            row = rf"(?<![\d.]){piece['number']} (?:[\d/]+|sans date) {title} {re.escape(at)}(?!\d)"
            assert re.search(row, own if place["annex"] == number else others), (number, piece["number"])


def bare(words: str) -> str:
    """Gives letters and digits alone, without case and accents."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in apart if char.isalnum())


def _check_secrets(made: Export, profile: Profile, dossier: Dossier) -> None:
    built, report = made.built, made.report
    held = named(dossier, SECRET)
    (original,) = held.originals
    said = json.dumps(report, ensure_ascii=False)
    own = " ".join(
        words
        for file, plan in zip(made.files, built.plans, strict=True)
        for page, words in zip(plan.pages, file.texts, strict=True)
        if page.kind is not PageKind.PIECE
    )
    bytes_ = b"".join(Path(file.path).read_bytes() for file in built.annexes)
    for secret in (SECRET, original.digest, held.id):
        assert secret not in said
        assert secret not in own
        assert secret.encode() not in bytes_
    told = {one.code for one in built.findings}
    assert "held-back-from" in told
    assert "held-back-from" not in {one["code"] for one in report["findings"]}
    squeezed = re.sub(r"\s", "", own)
    assert (IBAN in squeezed) is ("iban" in profile.wants)
    names = [Path(file.path).name for file in built.annexes]
    described = [*names, *(mark.title for plan in built.plans for mark in plan.bookmarks)]
    described += [words for file in made.files for words in file.described]
    assert "/GPS" not in " ".join(described)
    if profile.nameless:
        for words in (own, said, " ".join(described)):
            assert [trace for trace in TRACES if trace in bare(words)] == []
        asked = {one.code for one in built.asked}
        assert {"name-inside", "bank-inside"} <= told | asked  # pieces themselves show them, which is told
        assert not {"name-on-our-pages", "name-in-file-name"} & told
    else:
        assert CONSUMER in own
