"""Each recipient gets an annex within its limits, with its words on the marks, and only what it may see."""

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from dossier.basis.codec import to_json
from dossier.model.commands.privacy import hold_back
from dossier.model.dossier import Dossier
from dossier.model.plan import PageKind
from dossier.recipients.profile import Form, Kind, Limited, Profile, load_profile, profile_ids
from dossier.workspace.desk import Desk
from dossier.workspace.exporting import Built, ExportOrder
from dossier.workspace.opening import open_desk
from tests.support.desks import DAY, named
from tests.support.measured import CONSUMER, IBAN, TRACES, measured_project

SECRET = "IMG_20260312_101403.jpg"


@dataclass(frozen=True)
class Export:
    """An annex and its report, made once for all recipients of one measure."""

    built: Built
    report: dict


class Exports:
    """The dispute, open once for all: what is drawn for one recipient is there for the next."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.dossier = desk.present.dossier
        self._desk = desk
        self._folder = folder
        self._made: dict[object, Export] = {}

    def of(self, profile: Profile) -> Export:
        """Gives the annex of a recipient's measure; who only differs in conditions and needs shares it."""
        measure = replace(
            profile, id="", names={}, about={}, kind=Kind.ANY, country="", matter=(), conditions=(), needs=()
        )
        measure = replace(measure, windows=(), notices=(), sending=(), order_rules=(), privacy_rules=())
        key = to_json(replace(measure, limits=tuple(replace(one, sources=()) for one in measure.limits)))
        if key not in self._made:
            place = self._folder / profile.id
            place.mkdir()
            order = ExportOrder(
                target=place / "annexe.pdf", day=DAY, recipient=profile.id, report=place / "report.json"
            )
            built = self._desk.export(order).result()
            report = json.loads((place / "report.json").read_text("utf-8"))
            self._made[key] = Export(built, report)
        return self._made[key]


@pytest.fixture(scope="module")
def exports(tmp_path_factory) -> Iterator[Exports]:
    """Exports with one photo held back from every recipient."""
    folder = tmp_path_factory.mktemp("measured")
    with open_desk(measured_project(folder)).result() as desk:
        held = named(desk.present.dossier, SECRET).id
        for recipient in profile_ids():
            desk.act(partial(hold_back, pieces=[held], recipient=recipient)).result()
        yield Exports(desk, folder)


def texts_of(path: str) -> list[str]:
    """Reads the words of each page with another library than ours."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        found = []
        for page in pdf:
            with closing(page), closing(page.get_textpage()) as words:
                found.append(re.sub(r"\s+", " ", words.get_text_range()))
        return found


@pytest.mark.parametrize("recipient", profile_ids())
def test_each_recipient_gets_an_annex_of_its_own_measure(exports, recipient):
    profile = load_profile(recipient)
    made = exports.of(profile)
    assert made.built.check is not None
    assert made.built.check.agrees
    _check_limits(made.built, profile)
    _check_marks(made.built, profile, made.report)
    _check_secrets(made.built, profile, made.report, exports.dossier)


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


def _check_marks(built: Built, profile: Profile, report: dict) -> None:
    shown = [piece for piece in report["pieces"] if piece["pages"]]
    tops = [int(piece["number"]) for piece in shown if not piece["parent"]]
    assert tops == list(range(1, len(tops) + 1))
    assert [entry["path"] for entry in report["annexes"]] == [file.path for file in built.annexes]
    pages = [texts_of(file.path) for file in built.annexes]
    for number, texts in enumerate(pages):
        for page, words in enumerate(texts, 1):
            assert f"{page} / {len(texts)}" in words, (number, page)
    for piece in shown:
        place = piece["pages"]
        mark = re.compile(re.escape(profile.label(piece["number"], "fr")) + r"(?![\d.])")
        for page in range(place["first"], place["last"] + 1):
            assert mark.search(pages[place["annex"]][page - 1]), (piece["number"], page)
    everything = "".join(re.sub(r"\s", "", words) for texts in pages for words in texts)
    for piece in shown:
        for file in piece["files"]:
            assert file["sha256"] in everything


def bare(words: str) -> str:
    """Gives letters and digits alone, without case and accents."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in apart if char.isalnum())


def _check_secrets(built: Built, profile: Profile, report: dict, dossier: Dossier) -> None:
    held = named(dossier, SECRET)
    (original,) = held.originals
    said = json.dumps(report, ensure_ascii=False)
    own = " ".join(
        words
        for file, plan in zip(built.annexes, built.plans, strict=True)
        for page, words in zip(plan.pages, texts_of(file.path), strict=True)
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
    for file in built.annexes:
        with pikepdf.open(file.path) as pdf:
            assert "/GPS" not in str(pdf.docinfo)
            described += map(str, pdf.docinfo.values())
            described.append(pdf.Root.Metadata.read_bytes().decode())
    if profile.nameless:
        for words in (own, said, " ".join(described)):
            assert [trace for trace in TRACES if trace in bare(words)] == []
        asked = {one.code for one in built.asked}
        assert {"name-inside", "bank-inside"} <= told | asked  # pieces themselves show them, which is told
        assert not {"name-on-our-pages", "name-in-file-name"} & told
    else:
        assert CONSUMER in own
