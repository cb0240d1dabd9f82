"""Makes the sample dispute: ``python -m tests.support.make_sample TARGET_FOLDER [--truth TRUTH.json]``.

All of it is invented and made here: same program, same bytes. The committed files stand in
``resources/sample``, their truth in ``tests/golden/sample_truth.json``.
"""

import argparse
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import ExifTags, Image

from tests.support import sample_chats, sample_letters, sample_mails, sample_papers, sample_web
from tests.support import sample_truth as truth
from tests.support.sample_photos import (
    carton_photo,
    corner_photo,
    desk_photo,
    detail_photo,
    jpeg,
    shop_picture,
)
from tests.support.sample_scan import delivery_slip, note_photo
from tests.support.sample_screens import account_capture, logo, tracking_capture


def _exif(taken_at: str, *, orientation: int = 1, gps: bool = False) -> Image.Exif:
    """Writes what a camera writes: the wall clock without offset, the place with UTC (Exif 2.32)."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Exemple"
    exif[ExifTags.Base.Model] = "Appareil fictif 12"
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.DateTime] = taken_at
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = taken_at
    inner[ExifTags.Base.DateTimeDigitized] = taken_at
    if gps:
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        place[ExifTags.GPS.GPSLatitudeRef] = "N"
        place[ExifTags.GPS.GPSLatitude] = (45.0, 45.0, 36.0)
        place[ExifTags.GPS.GPSLongitudeRef] = "E"
        place[ExifTags.GPS.GPSLongitude] = (4.0, 49.0, 12.0)
        place[ExifTags.GPS.GPSTimeStamp] = (17.0, 34.0, 1.0)
        place[ExifTags.GPS.GPSDateStamp] = "2026:03:12"
    return exif


def _desk() -> bytes:
    # Held upright, stored lying down: orientation 6 says "turn right by 90°" (Exif 2.32, 4.6.5.1).
    lying = desk_photo().transpose(Image.Transpose.ROTATE_90)
    return jpeg(lying, quality=84, exif=_exif("2026:03:12 18:34:02", orientation=6, gps=True))


def _carton() -> bytes:
    stream = io.BytesIO()
    exif = _exif("2026:03:12 18:09:47").tobytes()
    carton_photo().save(stream, "WEBP", quality=86, method=6, exif=exif)
    return stream.getvalue()


def _mails(invoice: bytes) -> dict[str, bytes]:
    photo = jpeg(detail_photo(), quality=74)
    return {
        truth.ORDER_MAIL: sample_mails.order_confirmation(logo(), invoice),
        truth.CARRIER_MAIL: sample_mails.carrier_notice(),
        truth.COMPLAINT_MAIL: sample_mails.complaint(photo, sample_letters.first_letter()),
        truth.REPLY_MAIL: sample_mails.reply(),
        truth.REPLY_AGAIN_MAIL: sample_mails.reply_exported_again(),
        truth.REFUSAL_MAIL: sample_mails.refusal(),
    }


def _pictures() -> dict[str, bytes]:
    corner = corner_photo()
    smaller = corner.resize((768, 576), Image.Resampling.LANCZOS)
    return {
        truth.TRACKING_FILE: tracking_capture(),
        truth.ACCOUNT_FILE: account_capture(),
        truth.SLIP_FILE: delivery_slip(),
        truth.CARTON_FILE: _carton(),
        truth.DESK_FILE: _desk(),
        truth.CORNER_FILE: jpeg(corner, quality=82),
        truth.CORNER_AGAIN_FILE: jpeg(smaller, quality=48),
        truth.NOTE_FILE: jpeg(note_photo(), quality=70),
    }


def sample_proofs() -> dict[str, bytes]:
    """Makes every file of the sample: path inside the folder to bytes, in the order of time."""
    invoice = sample_papers.invoice()
    made = {
        truth.OFFER_FILE: sample_web.offer_page(jpeg(shop_picture(), quality=82)),
        truth.TERMS_FILE: sample_web.terms_page(),
        truth.INVOICE_FILE: invoice,
        truth.STATEMENT_FILE: sample_papers.statement(),
        truth.QUOTATION_FILE: sample_papers.quotation(),
        truth.NOTICE_FILE: sample_letters.formal_notice(),
        truth.SMS_FILE: sample_chats.sms_backup(),
        truth.CHAT_FILE: sample_chats.whatsapp_export(),
        truth.CALL_FILE: sample_chats.call_note(),
        **_mails(invoice),
        **_pictures(),
    }
    return {path: made[path] for path in truth.TRUTHS}


def write_sample(folder: Path, proofs: Mapping[str, bytes]) -> None:
    """Writes the files of the sample into a folder."""
    for path, data in proofs.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def main(arguments: Sequence[str] | None = None) -> None:
    """Makes the sample where the command line says."""
    parser = argparse.ArgumentParser(prog="make_sample", description="Makes the sample dispute.")
    parser.add_argument("folder", type=Path, help="where the files go")
    parser.add_argument("--truth", type=Path, help="where the truth goes, JSON")
    asked = parser.parse_args(arguments)
    proofs = sample_proofs()
    write_sample(asked.folder, proofs)
    if asked.truth:
        document = truth.truth_document(proofs)
        asked.truth.write_text(
            json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
