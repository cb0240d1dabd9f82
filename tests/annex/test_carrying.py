"""Originals inside of an annex: those of shown pieces, byte for byte, and never what is kept back."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import IFD, Base

from dossier.annex.archive import Archive, Carried, Claim
from dossier.annex.carrying import MOST_BYTES, Carrier
from dossier.annex.check import check_annex
from dossier.annex.inside import InsideTask, run_inside
from dossier.annex.verify import verify_annex
from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.basis.digest import digest_of
from dossier.basis.errors import CheckError
from dossier.model.body import FlowBody, PdfBody
from dossier.model.dossier import Dossier
from dossier.model.flow import Flow, Paragraph
from dossier.model.ids import PieceId, RubricId
from dossier.model.piece import FileKind, Original, Piece
from dossier.recipients.profile import load_profile
from dossier.workers.pool import Pool
from tests.support import annexes
from tests.support.archives import annex_of, faults, sheet_of
from tests.support.documents import paper, with_file

INVOICE, SECRET = b"%PDF-1.4 a stranger's invoice", b"what nobody is to see"
DAY = date(2026, 3, 12)


def mail(*files):
    made = EmailMessage()
    made["Subject"], made["From"] = "Commande", "a@b.example"
    made.set_content("Bonjour")
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return made.as_bytes()


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as pool:
        yield pool


@pytest.fixture
def assets(tmp_path):
    return Assets(tmp_path / "assets")


@pytest.fixture
def sheet(assets, tmp_path):
    body = FlowBody(asset=assets.put(to_json(Flow(blocks=(Paragraph(text="Bonjour"),)))))
    return sheet_of(tmp_path, body)


def carried(data, name="1 - facture.pdf", mime="application/pdf"):
    return Carried(name=name, digest=digest_of(data), size=len(data), mime=mime, number="1")


def carrying(assets, *files):
    return Archive(claim=Claim.A3B, carried=files), {one.digest: assets.path(one.digest) for one in files}


FILES = (
    carried(INVOICE),
    carried(SECRET, "1 - été (2).eml", "message/rfc822"),
    carried(b"", "1 - vide.txt", "text/plain"),
)


def test_files_are_inside_as_they_were_and_the_claim_holds(assets, sheet, tmp_path):
    for data in (INVOICE, SECRET, b""):
        assets.put(data)
    archive, originals = carrying(assets, *FILES)
    target = tmp_path / "annex.pdf"
    plan = annex_of(sheet, target, archive, originals)
    assert faults(target, "3b") == []
    with pikepdf.open(target) as pdf:
        found = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        assert found == {one.name: data for one, data in zip(FILES, (INVOICE, SECRET, b""), strict=True)}
        assert [str(one.AFRelationship) for one in pdf.Root.AF] == ["/Source"] * 3
        assert pdf.attachments["1 - été (2).eml"].get_file().mime_type == "message/rfc822"
        assert not pdf.is_encrypted
    assert check_annex(target, plan, sheets={}, archive=archive).agrees
    assert verify_annex(target).agrees


def test_any_other_file_inside_is_refused(assets, sheet, tmp_path):
    assets.put(INVOICE)
    archive, originals = carrying(assets, FILES[0])
    plan = annex_of(sheet, tmp_path / "annex.pdf", archive, originals)
    with pikepdf.open(tmp_path / "annex.pdf") as pdf:
        pdf.attachments["x.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ", filename="x.exe")
        pdf.save(tmp_path / "more.pdf", compress_streams=False)
    report = check_annex(tmp_path / "more.pdf", plan, sheets={}, archive=archive)
    assert "carried-foreign" in {one.code for one in report.failures}
    assert not verify_annex(tmp_path / "more.pdf").agrees


def test_a_file_inside_that_was_changed_or_lost_is_found(assets, sheet, tmp_path):
    assets.put(INVOICE)
    archive, originals = carrying(assets, FILES[0])
    annex_of(sheet, tmp_path / "annex.pdf", archive, originals)
    data = (tmp_path / "annex.pdf").read_bytes()
    (tmp_path / "other.pdf").write_bytes(data.replace(b"stranger's", b"strangers'"))
    assert {one.code for one in verify_annex(tmp_path / "other.pdf").check.failures} == {"carried-missing"}
    with pikepdf.open(tmp_path / "annex.pdf") as pdf:
        del pdf.Root["/Names"]
        pdf.save(tmp_path / "less.pdf", compress_streams=False)
    assert "carried-missing" in {one.code for one in verify_annex(tmp_path / "less.pdf").check.failures}


def test_an_annex_that_carries_nothing_refuses_every_file(sheet, tmp_path):
    annex_of(sheet, tmp_path / "annex.pdf")
    with pikepdf.open(tmp_path / "annex.pdf") as pdf:
        pdf.attachments["x.txt"] = pikepdf.AttachedFileSpec(pdf, b"x", filename="x.txt")
        pdf.save(tmp_path / "more.pdf", compress_streams=False)
    codes = {one.code for one in verify_annex(tmp_path / "more.pdf").check.failures}
    assert {"foreign-key", "carried-foreign"} <= codes


def test_an_original_that_is_no_longer_itself_stops_the_export(assets, sheet, tmp_path):
    path = assets.path(assets.put(INVOICE))
    path.write_bytes(INVOICE[::-1])
    archive, originals = carrying(assets, FILES[0])
    with pytest.raises(CheckError, match="carried-differs"):
        annex_of(sheet, tmp_path / "annex.pdf", archive, originals)


def original(assets, data, name, kind=FileKind.PDF):
    return Original(digest=assets.put(data), name=name, size=len(data), kind=kind)


def piece(key, *files, **more):
    return Piece(id=PieceId(key), title=key, rubric=RubricId("order"), originals=files, **more)


def chosen(assets, pool, pieces, shown, *, why=None, **asked):
    """Says what an annex of the shown pieces carries, by the piece's number."""
    plan = annexes.plan_of([annexes.Invented(number=str(at)) for at, _ in enumerate(shown, 1)])
    rows = tuple(replace(row, piece=PieceId(key)) for row, key in zip(plan.pieces, shown, strict=True))
    carrier = Carrier(dossier=Dossier(pieces=tuple(pieces)), assets=assets, pool=pool, **asked)
    found = carrier.carried(replace(plan, pieces=rows), {PieceId(key) for key in shown})
    told = carrier.left_out([replace(plan, pieces=rows)], {PieceId(k) for k in shown})
    left = {one.piece for one in told}
    assert why is None or {one.params["reason"] for one in told} == {why}
    carried_pieces = {shown[int(one.number) - 1] for one in found}
    assert left == {one.id for one in pieces if one.id in shown and one.originals} - carried_pieces
    return [one.name for one in found]


def test_only_shown_pieces_are_carried(assets, pool):
    shown = original(assets, paper(["Facture"]), "facture.pdf")
    hidden = original(assets, SECRET, "secret.pdf")
    pieces = [piece("a", shown), piece("b", hidden, included=False)]
    assert chosen(assets, pool, pieces, ["a"]) == ["1 - facture.pdf"]


def test_what_the_recipient_does_not_take_is_not_carried(assets, pool):
    takes = load_profile("paypal").takes
    invoice = piece("a", original(assets, INVOICE, "facture.PDF"))
    letter = piece("b", original(assets, SECRET, "lettre.txt", FileKind.TEXT))
    assert chosen(assets, pool, [invoice], ["a"], takes=takes) == ["1 - facture.PDF"]
    assert chosen(assets, pool, [letter], ["b"], takes=takes, why="format") == []


def test_an_extract_is_not_carried(assets, pool):
    file = original(assets, INVOICE, "facture.pdf")
    body = PdfBody(asset=file.digest, pages=3, chosen=(1,))
    assert chosen(assets, pool, [piece("a", file, bodies=(body,))], ["a"]) == []
    talk = original(assets, SECRET, "talk.txt", FileKind.CHAT)
    cut = FlowBody(asset=talk.digest, since=DAY)
    assert chosen(assets, pool, [piece("a", talk, bodies=(cut,))], ["a"]) == []


def test_a_mail_is_not_carried_when_what_was_attached_is_kept_back(assets, pool):
    letter = original(assets, mail(("s.pdf", SECRET)), "courriel.eml", FileKind.EMAIL)
    secret = original(assets, SECRET, "s.pdf")
    came = {"came_with": PieceId("m"), "included": False}
    attached = [piece("m", letter), piece("s", secret, parent=PieceId("m"), **came)]
    assert chosen(assets, pool, attached, ["m"]) == []
    changed = original(assets, b"other bytes than inside", "s.pdf")
    assert chosen(assets, pool, [piece("m", letter), piece("s", changed, **came)], ["m"]) == []
    detached = [piece("m", letter), piece("s", secret, included=False)]
    assert chosen(assets, pool, detached, ["m"]) == []
    both = [piece("m", letter), piece("s", secret, parent=PieceId("m"))]
    assert chosen(assets, pool, both, ["m", "s"]) == ["1 - courriel.eml", "2 - s.pdf"]


def test_what_the_person_put_under_a_mail_and_keeps_back_is_not_in_the_mail(assets, pool):
    letter = original(assets, mail(("f.pdf", INVOICE)), "courriel.eml", FileKind.EMAIL)
    put = piece("s", original(assets, SECRET, "s.pdf"), parent=PieceId("m"), included=False)
    assert chosen(assets, pool, [piece("m", letter), put], ["m"]) == ["1 - courriel.eml"]


def test_what_cannot_be_looked_into_is_not_carried_when_something_is_kept_back(assets, pool):
    letter = original(assets, b"\xd0\xcf\x11\xe0", "courriel.msg", FileKind.EMAIL)
    other = piece("x", original(assets, SECRET, "x.pdf"), included=False)
    assert chosen(assets, pool, [piece("m", letter), other], ["m"]) == []
    assert chosen(assets, pool, [piece("m", letter)], ["m"]) == ["1 - courriel.msg"]


def test_a_file_of_a_pdf_that_is_kept_back_keeps_the_pdf_back(assets, pool):
    with_secret = original(assets, with_file(paper(["Facture"]), "s.pdf", SECRET), "facture.pdf")
    bare = original(assets, paper(["Lettre"]), "lettre.pdf")
    secret = piece("s", original(assets, SECRET, "s.pdf"), included=False)
    assert chosen(assets, pool, [piece("a", with_secret), piece("b", bare), secret], ["a", "b"]) == [
        "2 - lettre.pdf"
    ]


def test_an_archive_in_a_mail_may_hold_anything(assets, pool):
    letter = original(assets, mail(("tout.zip", zipped(s=SECRET))), "courriel.eml", FileKind.EMAIL)
    secret = piece("s", original(assets, SECRET, "s.pdf"), included=False)
    assert chosen(assets, pool, [piece("m", letter), secret], ["m"]) == []


def test_a_file_whose_bytes_are_damaged_or_gone_is_not_carried(assets, pool):
    file = original(assets, INVOICE, "facture.pdf")
    assets.path(file.digest).write_bytes(b"damaged")
    assert chosen(assets, pool, [piece("a", file)], ["a"]) == []
    assets.path(file.digest).unlink()
    assert chosen(assets, pool, [piece("a", file)], ["a"]) == []


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(min_size=1, max_size=120), min_size=1, max_size=6))
def test_names_inside_are_safe_and_different_whatever_files_are_called(names, assets, pool):
    files = [original(assets, f"{at}".encode(), name.replace("\0", "")) for at, name in enumerate(names)]
    found = chosen(assets, pool, [piece("a", *files)], ["a"])
    assert len({name.casefold() for name in found}) == len(files)
    for name in found:
        assert name.startswith("1 -")
        assert not set(name) & set('<>:"/\\|?*\n\r\t\u202e')
        assert name == name.rstrip(" .")
        assert len(name) < 120
        assert max(name) <= "\uffff"


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_mails_and_archives_are_looked_into(tmp_path):
    for name, data in (("a.eml", mail(("s.pdf", SECRET))), ("a.zip", zipped(s=SECRET))):
        path = tmp_path / "stored"
        path.write_bytes(data)
        found = run_inside(InsideTask(path=str(path), name=name))
        assert found.whole
        assert digest_of(SECRET) in dict(found.digests)


@pytest.mark.parametrize("name", ["a.zip", "a.eml"])
def test_what_is_damaged_is_said_not_to_be_known_wholly(name, tmp_path):
    path = tmp_path / "stored"
    path.write_bytes(zipped(s=SECRET)[:-30])
    found = run_inside(InsideTask(path=str(path), name=name))
    assert digest_of(SECRET) not in dict(found.digests)
    assert found.whole == (name == "a.eml")
    assert not run_inside(InsideTask(path=str(tmp_path), name=name)).whole


def test_what_a_file_is_decides_not_what_it_is_called(assets, pool):
    letter = original(assets, mail(("s.pdf", SECRET)), "mail.txt", FileKind.EMAIL)
    secret = piece("s", original(assets, SECRET, "s.pdf"), included=False)
    assert chosen(assets, pool, [piece("m", letter), secret], ["m"], why="hides") == []
    page = original(assets, mail(("s.pdf", SECRET)), "page.html", FileKind.WEB)
    assert chosen(assets, pool, [piece("w", page), secret], ["w"], why="hides") == []
    words = original(assets, b"12/03/2026 - A: Bonjour", "chat.bin", FileKind.CHAT)
    assert chosen(assets, pool, [piece("c", words), secret], ["c"]) == ["1 - chat.bin"]


def photo(**tags):
    """Makes a photo with Exif tags, or with the place where it was taken."""
    image, exif = Image.new("RGB", (8, 8)), Image.Exif()
    if "place" in tags:
        exif.get_ifd(IFD.GPSInfo)[2] = (48.0, 51.0, 0.0)
    if "artist" in tags:
        exif[Base.Artist] = tags["artist"]
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=exif, **({"xmp": tags["xmp"]} if "xmp" in tags else {}))
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        photo(place=True),
        photo(artist="H. M."),
        photo(xmp=b'<x:xmpmeta><rdf:Description exif:GPSLatitude="48,51N"/></x:xmpmeta>'),
        b"no picture at all",
    ],
)
def test_a_photo_that_tells_of_people_is_not_carried_by_itself_nor_in_a_mail(data, assets, pool):
    taken = piece("p", original(assets, data, "photo.jpg", FileKind.IMAGE))
    assert chosen(assets, pool, [taken], ["p"], why="personal") == []
    letter = piece("m", original(assets, mail(("photo.jpg", data)), "m.eml", FileKind.EMAIL))
    assert chosen(assets, pool, [letter], ["m"], why="personal") == []


def test_a_bare_photo_and_film_are_carried_and_a_film_with_a_place_is_not(assets, pool):
    bare = piece("p", original(assets, photo(), "photo.jpg", FileKind.IMAGE))
    film = piece("f", original(assets, b"ftypmoov", "film.mp4", FileKind.MEDIA))
    assert chosen(assets, pool, [bare, film], ["p", "f"]) == ["1 - photo.jpg", "2 - film.mp4"]
    there = piece("f", original(assets, b"ftypmoov\xa9xyz+48.85+002.35/", "film.mp4", FileKind.MEDIA))
    assert chosen(assets, pool, [there], ["f"], why="personal") == []


def test_nothing_is_carried_for_who_wants_no_names(assets, pool):
    shown = piece("a", original(assets, paper(["Facture"]), "facture.pdf"))
    assert chosen(assets, pool, [shown], ["a"], secretive=True, why="recipient") == []


def test_the_reason_is_the_real_one(assets, pool):
    file = original(assets, INVOICE, "facture.pdf")
    assets.path(file.digest).unlink()
    assert chosen(assets, pool, [piece("a", file)], ["a"], why="missing") == []
    large = replace(file, size=MOST_BYTES + 1)
    assert chosen(assets, pool, [piece("a", large)], ["a"], why="too-large") == []
