"""The committed sample dispute: made by its script, true to its truth, nobody's data."""

import email
import email.policy
import email.utils
import hashlib
import io
import json
import re
from datetime import datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ExifTags, Image, ImageChops, ImageStat

from dossier.basis.resources import resources_folder
from tests.support import make_sample
from tests.support import sample_truth as names

SAMPLE = resources_folder() / "sample"
TRUTH = Path(__file__).parent.parent / "golden" / "sample_truth.json"

PICTURES = {".png", ".jpg", ".JPG", ".webp", ".tif"}
MAILS = {".eml", ".mhtml"}
BASE64 = re.compile(rb"(Content-Transfer-Encoding: base64\r\n(?:[^\r\n]+\r\n)*\r\n)[A-Za-z0-9+/=\r\n]+")

committed = sorted(path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    make_sample.main([str(folder / "proofs"), "--truth", str(folder / "truth.json")])
    return folder


@pytest.fixture(scope="module")
def truth():
    return json.loads(TRUTH.read_text("utf-8"))


def read(name):
    return (SAMPLE / name).read_bytes()


def mail(name):
    return email.message_from_bytes(read(name), policy=email.policy.default)


def attachments(name):
    return {part.get_filename(): part.get_content() for part in mail(name).iter_attachments()}


def frames(data):
    with Image.open(io.BytesIO(data)) as picture:
        found = []
        for place in range(getattr(picture, "n_frames", 1)):
            picture.seek(place)
            found.append((picture.mode, picture.convert("RGB")))
        return found


def assert_same_picture(one, other):
    # Coders differ between library versions by a few grey levels, never in what is seen.
    for (mode, first), (other_mode, second) in zip(frames(one), frames(other), strict=True):
        assert (mode, first.size) == (other_mode, second.size)
        assert max(ImageStat.Stat(ImageChops.difference(first, second)).mean) < 2


def pages(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        turned = [int(page.obj.get("/Rotate", 0)) for page in pdf.pages]
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append((page.get_size(), text_page.get_text_range()))
        text_page.close()
        page.close()
    document.close()
    return turned, texts


def assert_same(name, one, other):
    suffix = Path(name).suffix
    if suffix in PICTURES:
        assert_same_picture(one, other)
    elif suffix == ".pdf":
        assert pages(one) == pages(other)
    elif suffix in MAILS:
        assert BASE64.sub(rb"\1", one) == BASE64.sub(rb"\1", other)
        held, other_held = (
            [
                part
                for part in email.message_from_bytes(data).walk()
                if part["Content-Transfer-Encoding"] == "base64"
            ]
            for data in (one, other)
        )
        for part, other_part in zip(held, other_held, strict=True):
            kind = ".pdf" if part.get_content_subtype() == "pdf" else ".png"
            assert_same(f"part{kind}", part.get_payload(decode=True), other_part.get_payload(decode=True))
    else:
        assert one == other


def test_the_script_makes_these_files_and_no_others(made):
    proofs = made / "proofs"
    assert committed == sorted(
        path.relative_to(proofs).as_posix() for path in proofs.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("name", committed)
def test_the_script_makes_the_committed_file(made, name):
    assert_same(name, (made / "proofs" / name).read_bytes(), read(name))


def test_the_same_script_makes_the_same_bytes_twice(made, tmp_path):
    make_sample.main([str(tmp_path)])
    for name in committed:
        assert (tmp_path / name).read_bytes() == (made / "proofs" / name).read_bytes(), name


def test_the_truth_is_the_scripts(made, truth):
    again = json.loads((made / "truth.json").read_text("utf-8"))
    for document in (again, truth):
        for entry in document["pieces"]:
            # What depends on the versions of the drawing libraries is compared in the files themselves.
            del entry["sha256"], entry["bytes"]
    assert again == truth


def test_the_truth_names_every_file_with_its_fingerprint():
    entries = json.loads(TRUTH.read_text("utf-8"))["pieces"]
    found = {
        f"{entry['folder']}/{entry['file']}".lstrip("/"): (entry["bytes"], entry["sha256"])
        for entry in entries
    }
    assert found == {name: (len(read(name)), hashlib.sha256(read(name)).hexdigest()) for name in committed}


def test_the_truth_stands_in_the_order_of_time(truth):
    shown = {entry["file"]: entry for entry in truth["pieces"]}
    order = [shown[name]["date"] for name in truth["expected_order_chronological"]]
    dated = [datetime.fromisoformat(date) for date in order if date]
    assert order[len(dated) :] == [None]
    assert dated == sorted(dated)


def test_the_sample_is_small_and_of_many_kinds(truth):
    assert sum(len(read(name)) for name in committed) <= 1_500_000
    assert 14 <= len(committed) <= 24
    assert len({entry["kind"] for entry in truth["pieces"]}) >= 8
    assert len({Path(name).suffix.lower() for name in committed}) >= 8


def words_of(name):
    suffix = Path(name).suffix
    if suffix in {".txt", ".xml", ".html"}:
        return read(name).decode("utf-8")
    if suffix == ".pdf":
        return "\n".join(text for _, text in pages(read(name))[1])
    texts = [f"{key}: {value}" for key, value in mail(name).items()]
    texts += [part.get_content() for part in mail(name).walk() if part.get_content_maintype() == "text"]
    return "\n".join(texts)


@pytest.mark.parametrize("name", [name for name in committed if Path(name).suffix not in PICTURES])
def test_nobody_is_named(name):
    text = words_of(name)
    assert len(text) > 400
    for domain in re.findall(r"(?:@|https?://|www\.)([\w.-]+\.\w+)", text):
        assert domain.endswith((".example", "mhtml.blink")), domain
    for number in re.findall(r"(?<!\d)0[1-9](?: \d\d){4}(?!\d)", text):
        assert number.startswith(("01 99 00 ", "06 39 98 ")), number
    for number in re.findall(r"\+33\d{9}", text):
        assert number.startswith(("+3319900", "+3363998")), number
    assert not re.search(r"FR\d\d(?: ?\d{4}){5}", text)


@pytest.mark.parametrize("name", [name for name in committed if name.endswith(".eml")])
def test_each_mail_is_sound_and_names_the_right_weekday(name):
    parsed = mail(name)
    assert not [defect for part in parsed.walk() for defect in part.defects]
    for written in [parsed["Date"], *(line.rpartition(";")[2] for line in parsed.get_all("Received", []))]:
        if written:
            at = email.utils.parsedate_to_datetime(str(written).strip())
            assert str(written).strip().startswith(f"{at:%a}, ")


def test_the_loose_invoice_is_the_attached_one():
    assert attachments(names.ORDER_MAIL) == {Path(names.INVOICE_FILE).name: read(names.INVOICE_FILE)}


def test_the_confirmation_shows_its_own_logo():
    logo = next(part for part in mail(names.ORDER_MAIL).walk() if part.get_content_type() == "image/png")
    page = mail(names.ORDER_MAIL).get_body(("html",)).get_content()
    assert f'src="cid:{logo["Content-ID"].strip("<>")}"' in page
    assert not re.search(r"""(?:src|background)=["']?https?:""", page)


def test_the_carriers_mail_has_no_date_of_its_own():
    parsed = mail(names.CARRIER_MAIL)
    assert parsed["Date"] is None
    assert parsed.get_all("Received")[0].endswith("Wed, 11 Mar 2026 17:32:09 +0000")


def test_the_reply_was_exported_twice_and_differs_in_bytes():
    first, second = mail(names.REPLY_MAIL), mail(names.REPLY_AGAIN_MAIL)
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_content().splitlines() == second.get_content().splitlines()
    assert read(names.REPLY_MAIL) != read(names.REPLY_AGAIN_MAIL)


def test_the_reply_quotes_the_complaint():
    quoted = [line[2:] for line in mail(names.REPLY_MAIL).get_content().splitlines() if line.startswith("> ")]
    written = mail(names.COMPLAINT_MAIL).get_body().get_content().splitlines()
    assert quoted == [line for line in written if line]


def test_the_refusal_speaks_iso_8859_15():
    parsed = mail(names.REFUSAL_MAIL)
    assert "=?iso-8859-15?" in read(names.REFUSAL_MAIL).decode("ascii")
    assert parsed["Subject"].endswith("(remboursement de 528,00 €)")
    assert "main-d'œuvre" in parsed.get_content()
    assert parsed["Date"].datetime.utcoffset().total_seconds() == 0


def test_the_complaint_has_a_photo_and_a_letter():
    held = attachments(names.COMPLAINT_MAIL)
    assert sorted(Path(name).suffix for name in held) == [".jpg", ".pdf"]
    assert "Lyon, le 13 mars 2026" in pages(held["Lettre de réclamation.pdf"])[1][0][1]


def test_the_statement_is_locked_but_opens_without_a_password():
    with pikepdf.open(SAMPLE / names.STATEMENT_FILE) as pdf:
        assert pdf.is_encrypted
        assert not pdf.owner_password_matched


def test_the_statement_adds_up():
    text = pages(read(names.STATEMENT_FILE))[1][0][1].replace("\xa0", " ")
    amounts = [
        int(amount.replace(" ", "").replace(",", ""))
        for amount in re.findall(r"\d{1,3}(?: \d{3})?,\d\d", text)
    ]
    *entries, out, into, last = amounts
    salary = 214_000
    assert out == sum(entries[1:]) - salary
    assert into == salary
    assert last == entries[0] - out + into


def test_the_quotation_is_turned_and_wide():
    turned, texts = pages(read(names.QUOTATION_FILE))
    assert turned == [90]
    (width, height), text = texts[0]
    assert width > height
    assert "Devis du 30 mars 2026" in text


def test_the_formal_notice_has_two_pages_and_its_day():
    _, texts = pages(read(names.NOTICE_FILE))
    assert len(texts) == 2
    assert "Lyon, le 7 avril 2026" in texts[0][1]


def test_the_desk_was_photographed_upright_and_stored_lying():
    with Image.open(SAMPLE / names.DESK_FILE) as picture:
        exif = picture.getexif()
        assert exif[ExifTags.Base.Orientation] == 6
        assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] == "2026:03:12 18:34:02"
        assert exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] == "N"
        assert picture.width > picture.height


def test_the_carton_keeps_its_date_inside_webp():
    with Image.open(SAMPLE / names.CARTON_FILE) as picture:
        assert picture.format == "WEBP"
        taken = picture.getexif().get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal]
    assert taken == "2026:03:12 18:09:47"


def test_the_slip_is_two_black_and_white_pages():
    assert [mode for mode, _ in frames(read(names.SLIP_FILE))] == ["1", "1"]


@pytest.mark.parametrize("name", [names.NOTE_FILE, names.CORNER_FILE, names.CORNER_AGAIN_FILE])
def test_no_exif_is_left(name):
    with Image.open(SAMPLE / name) as picture:
        assert not picture.getexif()


def test_the_corner_came_twice_smaller_the_second_time():
    (_, first), (_, second) = frames(read(names.CORNER_FILE))[0], frames(read(names.CORNER_AGAIN_FILE))[0]
    assert second.width < first.width
    assert max(ImageStat.Stat(ImageChops.difference(first.resize(second.size), second)).mean) < 6


def test_the_terms_say_when_and_where_they_were_saved():
    page = read(names.TERMS_FILE).decode("utf-8")
    assert "\n url: https://www.maison-chenelier.example/cgv \n" in page
    assert "\n saved date: Mon Mar 02 2026 22:05:41 GMT+0100 (" in page
    assert "médiateur de la consommation" in page
