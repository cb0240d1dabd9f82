"""What a photo says of its owner and place never reaches the annex, by whatever door it comes in."""

import base64
import io
import zipfile

import pikepdf
import pytest

from tests.flow.conftest import run
from tests.support.mails import mail, multipart, part
from tests.support.pictures import SECRET, corners, scan_of, talkative_jpeg
from tests.support.webpages import single_file


@pytest.fixture
def photo():
    """A photo that says where it was taken, with what, and whose it is."""
    return talkative_jpeg(corners(400, 300))


def as_pdf(photo):
    scan = pikepdf.new()
    page = scan.add_blank_page(page_size=(595, 842))
    picture = pikepdf.Stream(scan, photo)
    picture.update(
        {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": 400,
            "/Height": 300,
            "/ColorSpace": pikepdf.Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Filter": pikepdf.Name.DCTDecode,
        }
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
    page.Contents = pikepdf.Stream(scan, b"q 400 0 0 300 50 500 cm /Im Do Q")
    out = io.BytesIO()
    scan.save(out)
    return out.getvalue()


def as_mail(photo):
    html = part(b'<p>Voici la photo <img src="cid:a">', "Content-Type: text/html")
    picture = part(
        base64.encodebytes(photo),
        "Content-Type: image/jpeg",
        "Content-ID: <a>",
        "Content-Transfer-Encoding: base64",
    )
    kind, body = multipart("related", html, picture)
    return mail(body, kind)


def as_page(photo):
    source = base64.b64encode(photo).decode()
    return single_file(f'<p>Annonce <img src="data:image/jpeg;base64,{source}">')


def as_zip(photo):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("photo.jpg", photo)
    return box.getvalue()


DOORS = {
    "photo.jpg": bytes,
    "scan.pdf": as_pdf,
    "photo.eml": as_mail,
    "page.html": as_page,
    "photos.zip": as_zip,
}


@pytest.mark.parametrize("name", DOORS)
def test_nothing_of_it_is_in_the_annex(name, photo, tmp_path):
    folder = tmp_path / "proofs"
    folder.mkdir()
    proof = DOORS[name](photo)
    assert SECRET in photo
    (folder / name).write_bytes(proof)
    code, report = run(tmp_path, folder)
    assert code == 0
    assert all(piece["state"] == "ok" for piece in report["pieces"] if piece["pages"])
    found, pictures = b"", 0
    with pikepdf.open(tmp_path / "annexe.pdf") as annex:
        for thing in annex.objects:
            if isinstance(thing, pikepdf.Stream):
                raw = thing.read_raw_bytes()
                pictures += raw[:2] == b"\xff\xd8"
                found += raw
    assert pictures
    assert SECRET not in found
    assert b"Exif\x00\x00" not in found
    assert scan_of(photo) in found
