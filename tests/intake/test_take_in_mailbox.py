"""A mailbox taken in whole: a piece for each mail, and the talk in it proposed as one."""

from dataclasses import replace
from datetime import date

import pytest

from dossier.annex.attachments import AttachmentLines
from dossier.basis.assets import Assets
from dossier.intake.take_in import Intake, take_in
from dossier.model.commands.dismiss import accept
from dossier.model.commands.group import group_told, split_piece
from dossier.model.dossier import Dossier
from dossier.model.moment import Precision, Source
from dossier.model.remarks import remarks
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from tests.support.containers import make_locked_zip, make_mbox, make_zip
from tests.support.dossiers import small_dossier
from tests.support.mails import PLAIN, encoded, mail, multipart, part, without

ME = "Camille Roche <camille@example.org>"
SHOP = "NovaDesk <contact@novadesk.example>"


def take(path, folder, **fields):
    with Pool(1) as pool, WebPrinter(pool) as printer:
        intake = Intake(
            assets=Assets(folder / "assets"),
            pool=pool,
            printer=printer,
            zone="Europe/Paris",
            day=date(2026, 6, 1),
            **{"texts": Texts("fr"), **fields},
        )
        assert not any(word in repr(intake) for word in intake.passwords)
        return take_in([path], intake)


def letter(sender, to, *, at, number, subject="Commande 4212"):
    lines = (
        f"From: {sender}",
        f"To: {to}",
        f"Date: {at}",
        f"Subject: {subject}",
        f"Message-ID: <{number}@x>",
    )
    return mail(b"Bonjour", *([f"In-Reply-To: <{number - 1}@x>"] if number > 1 else []), header=lines)


@pytest.mark.parametrize(
    ("ways", "language", "title"),
    [
        ([(ME, SHOP), (SHOP, ME), (ME, SHOP)], "fr", "Échange de 3 courriels avec NovaDesk – Commande 4212"),
        ([(ME, SHOP), (SHOP, ME)], "en", "Exchange of 2 emails with NovaDesk – Commande 4212"),
        ([(SHOP, ME), (SHOP, ME)], "fr", "2 courriels de NovaDesk – Commande 4212"),
        ([(ME, SHOP), (ME, SHOP)], "fr", "2 courriels à NovaDesk – Commande 4212"),
    ],
)
def test_mails_of_one_talk_are_one_piece_from_the_first_to_the_last(tmp_path, ways, language, title):
    days = [
        "Mon, 16 Mar 2026 09:00:00 +0100",
        "Tue, 17 Mar 2026 10:30:00 +0100",
        "Wed, 18 Mar 2026 08:00 +0000",
    ]
    talk = [
        letter(sender, to, at=at, number=n)
        for n, ((sender, to), at) in enumerate(zip(ways, days, strict=False), 1)
    ]
    other = letter(
        ME, "Poste <info@poste.example>", at="Thu, 5 Mar 2026 09:00:00 +0100", number=9, subject="Colis"
    )
    (tmp_path / "boite.mbox").write_bytes(make_mbox([*talk, other.replace(b"In-Reply-To", b"X-Other")]))
    taken = take(tmp_path / "boite.mbox", tmp_path, texts=Texts(language))
    before = Dossier(pieces=taken.pieces, findings=taken.findings, rubrics=small_dossier().rubrics)
    told = next(one for one in remarks(before) if one.code == "one-thread")

    grouped = accept(before, told, lambda now: group_told(now, told)).dossier
    whole = grouped.piece(told.several[0])

    assert whole.title == title
    first, last = (before.piece(one).moment for one in (told.several[0], told.several[-1]))
    assert (whole.moment.precision, whole.moment.at, whole.moment.until) == (
        Precision.RANGE,
        first.at,
        last.at,
    )
    assert whole.moment.source is Source.MAIL_DATE
    assert {first, last} <= set(whole.alternatives), "each mail's own date is one click away"
    apart = split_piece(grouped, whole.id).dossier
    assert {one.id: one for one in apart.pieces} == {one.id: one for one in before.pieces}


def test_each_mail_is_a_piece_and_their_talk_is_proposed(tmp_path):
    answer = (*without("message-id"), "Message-ID: <c2@lavande.example>", "References: <c1@lavande.example>")
    other = (*without("message-id"), "Message-ID: <c3@lavande.example>")
    undated = (*without("date"), "X-Other: 1")
    header = [line for line in undated if not line.startswith("Message-ID")]
    mails = [
        mail(b"un"),
        mail(b"deux", header=answer),
        mail(b"trois", header=other),
        mail(b"4", header=header),
    ]
    path = tmp_path / "export 2026-01-02.zip"
    path.write_bytes(make_locked_zip(b"secret", [("export 2026-01-02.mbox", make_mbox(mails))]))

    taken = take(path, tmp_path, passwords=("faux", "secret"))

    assert [piece.originals[0].name for piece in taken.pieces] == [
        f"export 2026-01-02.mbox n° {n}.eml" for n in (1, 2, 3, 4)
    ]
    (talk,) = (found for found in taken.findings if found.code == "one-thread")
    assert talk.several == (taken.pieces[0].id, taken.pieces[1].id)
    assert taken.pieces[3].moment.at is None, "the day in the mailbox's name is not the mail's"
    assert all(one.source is not Source.FILE_NAME for one in taken.pieces[3].alternatives)


def test_the_header_of_a_mail_names_the_archive_with_what_was_in_it(tmp_path):
    inner = make_zip([("photo.txt", b"Photo du colis ouvert")])
    archive = make_zip([("contrat.txt", b"Contrat de vente"), ("suite.zip", inner)])
    attached = part(
        encoded(archive),
        "Content-Type: application/zip",
        'Content-Disposition: attachment; filename="pieces.zip"',
        "Content-Transfer-Encoding: base64",
    )
    line, body = multipart("mixed", part(b"Voici.", PLAIN), attached)
    (tmp_path / "mail.eml").write_bytes(mail(body, line))

    top, *children = take(tmp_path / "mail.eml", tmp_path).pieces

    assert [one.originals[0].within for one in children] == ["pieces.zip", "pieces.zip / suite.zip"]
    labels = {one.id: f"pièce n° 1.{n}" for n, one in enumerate(children, 1)}
    held_back = [replace(children[0], included=False), children[1]]
    lines = AttachmentLines(Dossier(pieces=(top, *children)), labels, Texts("fr")).of(top)
    assert lines == [
        f"pieces.zip ({len(archive)} octets)\xa0: contrat.txt (16 octets), pièce n° 1.1",
        f"pieces.zip ({len(archive)} octets) / suite.zip\xa0: photo.txt (21 octets), pièce n° 1.2",
    ]
    del labels[held_back[0].id]
    told = AttachmentLines(Dossier(pieces=(top, *held_back)), labels, Texts("fr")).of(top)
    rest = Texts("fr").say("annex.attachment_rest")
    assert told == [*lines[1:], rest], "what is held back leaves no name"
