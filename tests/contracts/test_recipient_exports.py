"""Each recipient gets an annex within its limits, with its words on the marks, and only what it may see."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from dossier.model.commands.privacy import hold_back
from dossier.model.plan import PageKind
from dossier.recipients.profile import Form, Limited, Profile, load_profile, profile_ids
from dossier.workspace.desk import Desk
from dossier.workspace.exporting import Built, ExportOrder
from dossier.workspace.opening import open_desk
from tests.support.desks import DAY, named
from tests.support.measured import CONSUMER, IBAN, SURNAME, measured_project

SECRET = "IMG_20260312_101403.jpg"


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[Desk]:
    """The dispute, open once for all: what is drawn for one recipient is there for the next."""
    with open_desk(measured_project(tmp_path_factory.mktemp("measured"))).result() as opened:
        yield opened


def exported(desk: Desk, profile: Profile, folder: Path) -> Built:
    """Makes the annex for a recipient, one photo held back from it."""
    held = named(desk.present.dossier, SECRET).id
    desk.act(lambda now: hold_back(now, [held], recipient=profile.id)).result()
    order = ExportOrder(
        target=folder / "annexe.pdf", day=DAY, recipient=profile.id, report=folder / "report.json"
    )
    return desk.export(order).result()


def texts_of(path: str) -> list[str]:
    """Reads the words of each page with another library than ours."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        found = []
        for page in pdf:
            with closing(page), closing(page.get_textpage()) as words:
                found.append(re.sub(r"\s+", " ", words.get_text_range()))
        return found


@pytest.mark.parametrize("recipient", profile_ids())
def test_each_recipient_gets_an_annex_of_its_own_measure(desk, tmp_path, recipient):
    profile = load_profile(recipient)
    built = exported(desk, profile, tmp_path)
    assert built.check is not None
    assert built.check.agrees
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    _check_limits(built, profile)
    _check_marks(built, profile, report)
    _check_secrets(built, profile, report, desk)


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


def _check_secrets(built: Built, profile: Profile, report: dict, desk: Desk) -> None:
    held = named(desk.present.dossier, SECRET)
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
    for file in built.annexes:
        with pikepdf.open(file.path) as pdf:
            assert "/GPS" not in str(pdf.docinfo)
            author = str(pdf.docinfo.get("/Author", ""))
            assert not profile.nameless or SURNAME not in author + str(pdf.docinfo.get("/Title", ""))
    if profile.nameless:
        assert SURNAME.casefold() not in (own + " ".join(names)).casefold()
        assert "name-inside" in told  # a mail signs with it, which is told
    else:
        assert CONSUMER in own
