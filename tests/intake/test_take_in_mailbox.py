"""A mailbox taken in whole: a piece for each mail, and the talk in it proposed as one."""

from datetime import date

from dossier.basis.assets import Assets
from dossier.intake.take_in import Intake, take_in
from dossier.model.moment import Source
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from tests.support.containers import make_locked_zip, make_mbox
from tests.support.mails import mail, without


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

    with Pool(1) as pool, WebPrinter(pool) as printer:
        intake = Intake(
            assets=Assets(tmp_path / "assets"),
            pool=pool,
            printer=printer,
            texts=Texts("fr"),
            zone="Europe/Paris",
            day=date(2026, 6, 1),
            passwords=("faux", "secret"),
        )
        taken = take_in([path], intake)

    assert [piece.originals[0].name for piece in taken.pieces] == [
        f"export 2026-01-02.mbox n° {n}.eml" for n in (1, 2, 3, 4)
    ]
    (talk,) = (found for found in taken.findings if found.code == "one-thread")
    assert talk.several == (taken.pieces[0].id, taken.pieces[1].id)
    assert taken.pieces[3].moment.at is None, "the day in the mailbox's name is not the mail's"
    assert all(one.source is not Source.FILE_NAME for one in taken.pieces[3].alternatives)
    assert "secret" not in repr(intake)
