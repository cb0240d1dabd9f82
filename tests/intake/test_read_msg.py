"""Messages as Outlook keeps and sends them: read like any other mail."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from compressed_rtf import compress
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.errors import UnreadableError
from dossier.intake.mail.mapi_mail import mail_of
from dossier.intake.mail.msg_box import msg_message
from dossier.intake.mail.tnef import tnef_message
from dossier.intake.office.rtf_text import plain_words, wrapped_page
from dossier.model.draft import HtmlBody
from dossier.model.moment import Source
from dossier.model.piece import FileKind, MailHeader, State
from tests.support import make_msg as out
from tests.support.mail_formats import make_eml, make_signed
from tests.support.mails import PLAIN, encoded, mail, multipart, part, png
from tests.support.make_msg import LETTER, Outlook, make_msg, make_tnef
from tests.support.reading import Desk, codes

SENT = datetime(2026, 3, 12, 20, 47, 12, tzinfo=UTC)
WRAPPED = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 X;}}"
    rb"{\*\htmltag19 <html>}{\*\htmltag84 <p title=\'e9\{x\}>}\htmlrtf {\htmlrtf0 "
    rb"{\*\mhtmltag84 <p wrong>}Remboursement\htmlrtf\b not this\htmlrtf0  \'e9t\u233?\u8364?"
    rb"\htmlrtf \par }\htmlrtf0 {\f1 \'e4\'e0}{\*\htmltag92 </p>}{\*\htmltag27 </html>}}"
)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def words(desk, data):
    return [block.text for block in desk.paragraphs(desk.read(data))]


def letter(**changes):
    """Gives the usual letter with some values changed; None takes one out."""
    values = {**LETTER.values, **{getattr(out, name): value for name, value in changes.items()}}
    return replace(LETTER, values={tag: value for tag, value in values.items() if value is not None})


@pytest.mark.parametrize("made", [make_msg, make_tnef])
def test_a_message_is_read_like_a_mail(desk, made):
    draft = desk.read(made())

    assert (draft.kind, draft.state, draft.findings) == (FileKind.EMAIL, State.OK, ())
    assert draft.preface == MailHeader(
        sender="Service clients <sav@nova.example>",
        to="Camille Roche <camille@example.org>",
        cc="Léa <lea@example.org>",
        at=SENT,
        subject="Réponse à la réclamation",
        message_id="<m1@nova.example>",
    )
    assert [block.text for block in desk.paragraphs(draft)] == ["Bonjour,", "Votre colis est perdu."]
    assert [(one.name, desk.assets.read(one.asset)) for one in draft.attached] == [
        ("facture n°3.pdf", b"%PDF-1.4 x")
    ]
    assert [(moment.source, moment.evidence) for moment in draft.moments] == [
        (Source.MAIL_DATE, "PidTagClientSubmitTime: 2026-03-12T20:47:12+00:00"),
        (Source.MAIL_RECEIVED, "PidTagMessageDeliveryTime: 2026-03-12T20:47:15+00:00"),
    ]
    assert draft.appendix is None


def test_the_header_it_was_sent_with_comes_before_its_properties(desk):
    header = (
        "From: Nova <nova@nova.example>\r\n"
        "Date: Thu, 12 Mar 2026 21:40:00 +0100\r\n"
        "Content-Type: text/html\r\n"
    )
    draft = desk.read(make_msg(letter(HEADERS=header)))

    assert draft.preface.sender == "Nova <nova@nova.example>"
    assert draft.preface.at == datetime(2026, 3, 12, 21, 40, tzinfo=timezone(timedelta(hours=1)))
    assert draft.preface.subject == "Réponse à la réclamation"
    assert draft.moments[0].evidence == "Date: Thu, 12 Mar 2026 21:40:00 +0100"
    assert [block.text for block in desk.paragraphs(draft)] == ["Bonjour,", "Votre colis est perdu."]
    assert draft.appendix is not None


def test_a_draft_that_was_never_sent_has_no_date(desk):
    draft = desk.read(make_msg(letter(SENT=None, DELIVERED=None)))

    assert (draft.moments, draft.preface.at) == ((), None)


def test_an_absurd_instant_dates_nothing(desk):
    assert desk.read(make_msg(letter(SENT=datetime(1601, 1, 2, tzinfo=UTC), DELIVERED=None))).moments == ()


@pytest.mark.parametrize("made", [make_msg, make_tnef])
def test_the_page_is_shown_before_the_plain_text(desk, made):
    page = "<p>été <img src='cid:logo@x'></p>".encode("cp1252")
    picture = {
        out.FILE_NAME: "logo.png",
        out.DATA: png(30, 20),
        out.MIME: "image/png",
        out.CONTENT_ID: "logo@x",
    }
    message = replace(letter(HTML=page, CODEPAGE=1252), files=(picture,))
    draft = desk.read(made(message))

    assert "<p>été <img" in desk.html(draft)
    assert "data:image/png;base64," in desk.html(draft)
    assert draft.attached == ()


@pytest.mark.parametrize("made", [make_msg, make_tnef])
def test_a_page_wrapped_in_rich_text_is_a_page_again(desk, made):
    draft = desk.read(made(letter(RTF=compress(WRAPPED), BODY="plain")))

    assert isinstance(draft.bodies[0], HtmlBody)
    assert draft.text.endswith("Remboursement été€да")


def test_rich_text_is_unwrapped_exactly():
    assert wrapped_page(WRAPPED) == "<html><p title=é{x}>Remboursement été€да</p></html>"


def test_damaged_rich_text_leaves_the_plain_text(desk):
    packed = bytearray(compress(WRAPPED))
    packed[40] ^= 0xFF

    assert words(desk, make_msg(letter(RTF=bytes(packed)))) == ["Bonjour,", "Votre colis est perdu."]


def test_rich_text_alone_gives_its_words(desk):
    rich = (
        rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\author X}}"
        rb"Bonjour\par\b L\'e9a\b0\tab 12\~\u8364 ?{\v cach\'e9}\par}"
    )
    draft = desk.read(make_msg(letter(RTF=compress(rich), BODY=None)))

    assert [block.text for block in desk.paragraphs(draft)] == ["Bonjour\nLéa\t12\xa0€"]
    assert codes(draft) == {"web-as-text"}


@pytest.mark.parametrize(
    ("rich", "read"),
    [
        (rb"{\rtf1 a\bin5 }}}}}b}", "ab"),
        (rb"{\rtf1\uc2 \u8364??x\u-10179 ??\u-8704 ??y}", "€x\U0001f600y"),
        (rb"{\rtf1\ansicpg65001 \'c3\'a9}", "é"),
        (rb"{\rtf1\ansicpg99999 a\'e9}", "aé"),
        (rb"}}}}{\rtf1 a", "a"),
        (rb"{\rtf1{\*\unknown x{\b y}}z\{\}\\}", "z{}\\"),
        (b"", ""),
    ],
)
def test_rich_text_in_every_form(rich, read):
    assert plain_words(rich) == read


@given(st.binary(max_size=300))
def test_any_bytes_are_rich_text_that_says_something_or_nothing(data):
    assert isinstance(plain_words(b"{\\rtf1 " + data), str)
    assert isinstance(wrapped_page(b"{\\rtf1\\fromhtml1 " + data), str)


def test_strings_of_bytes_have_the_charset_that_the_message_says(desk):
    draft = desk.read(make_msg(letter(SUBJECT="Příloha ž", MESSAGE_CODEPAGE=1250), narrow="cp1250"))

    assert draft.subject == "Příloha ž"


def test_a_message_inside_a_message_is_attached_as_a_mail(desk):
    inner = Outlook({out.SUBJECT: "Dedans", out.BODY: "Le premier", out.SENT: SENT})
    message = replace(LETTER, files=(({out.FILE_NAME: "", out.METHOD: 5}, inner),))
    for data in (make_msg(message), make_tnef(message)):
        draft = desk.read(data)
        (attached,) = draft.attached
        child = desk.read(desk.assets.read(attached.asset))

        assert attached.name == "Dedans.eml"
        assert codes(draft) == {"mails-inside-rewritten"}
        assert (child.subject, child.preface.at) == ("Dedans", SENT)
        assert [block.text for block in desk.paragraphs(child)] == ["Le premier"]


def test_a_link_among_the_attachments_is_told(desk):
    message = replace(LETTER, files=({out.FILE_NAME: "photos", out.METHOD: 7},))
    draft = desk.read(make_msg(message))

    assert (draft.attached, codes(draft)) == ((), {"attachment-not-inside"})


@pytest.mark.parametrize("clear", [True, False])
def test_a_signed_message_is_opened_and_said_to_be_unchecked(desk, clear):
    line, body = multipart(
        "signed", part(b"lu et signe", PLAIN), part(b"x", "Content-Type: application/pkcs7-signature")
    )
    data = f"{line}\r\n\r\n".encode() + body if clear else make_signed(part(b"lu et signe", PLAIN))
    kind = "multipart/signed" if clear else "application/pkcs7-mime"
    file = {out.FILE_NAME: "smime.p7m", out.DATA: data, out.MIME: kind, out.METHOD: 1}
    draft = desk.read(make_msg(replace(letter(CLASS="IPM.Note.SMIME", BODY=None), files=(file,))))

    assert [block.text for block in desk.paragraphs(draft)] == ["lu et signe"]
    assert (draft.attached, codes(draft), draft.state) == ((), {"mail-signed"}, State.OK)
    assert draft.preface.sender == "Service clients <sav@nova.example>"


def test_the_files_of_a_winmail_dat_are_those_of_its_mail(desk):
    wrapped = part(
        encoded(make_tnef()),
        "Content-Type: application/ms-tnef; name=winmail.dat",
        "Content-Transfer-Encoding: base64",
    )
    line, body = multipart("mixed", part(b"Bonjour,\r\n\r\nVotre colis est perdu.", PLAIN), wrapped)
    draft = desk.read(mail(body, line))

    assert [one.name for one in draft.attached] == ["facture n°3.pdf"]
    assert [block.text for block in desk.paragraphs(draft)] == ["Bonjour,", "Votre colis est perdu."]


def test_other_words_in_a_winmail_dat_are_not_lost(desk):
    wrapped = part(
        encoded(make_tnef()), "Content-Type: application/ms-tnef", "Content-Transfer-Encoding: base64"
    )
    beside = desk.read(mail(*reversed(multipart("mixed", part(b"Autre chose", PLAIN), wrapped))))
    alone = desk.read(mail(*reversed(multipart("mixed", wrapped))))

    assert [one.name for one in beside.attached] == ["winmail.txt", "facture n°3.pdf"]
    assert [block.text for block in desk.paragraphs(alone)] == ["Bonjour,", "Votre colis est perdu."]


def test_a_damaged_winmail_dat_stays_what_it_is(desk):
    wrapped = part(b"\x78\x9f\x3e\x22", "Content-Type: application/ms-tnef; name=winmail.dat")
    draft = desk.read(mail(*reversed(multipart("mixed", part(b"x", PLAIN), wrapped))))

    assert [one.name for one in draft.attached] == ["winmail.dat"]
    assert codes(desk.read(b"\x78\x9f\x3e\x22\0\0")) == {"damaged"}


def _spoilt_tnef():
    whole = make_tnef(
        replace(LETTER, files=({out.FILE_NAME: "contrat.txt", out.DATA: b"ligne du contrat" * 50},))
    )
    at = whole.index(b"ligne du contrat")
    flipped = whole[: at + 100] + bytes([whole[at + 100] ^ 0xFF]) + whole[at + 101 :]
    return whole, {"cut": whole[: at + 300], "flipped": flipped, "sum": whole[:-1] + b"\xee"}


@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize("how", ["cut", "flipped", "sum"])
def test_a_winmail_dat_that_did_not_arrive_whole_says_so(desk, how, wrapped):
    whole, spoilt = _spoilt_tnef()

    def read(data):
        kind = "Content-Type: application/ms-tnef"
        inside = part(encoded(data), kind, "Content-Transfer-Encoding: base64")
        return desk.read(mail(*reversed(multipart("mixed", inside))) if wrapped else data)

    sound, draft = read(whole + b"\r\n"), read(spoilt[how])

    assert (codes(sound), sound.state) == (set(), State.OK)
    assert codes(draft) == {"office-broken" if wrapped else "attachment-damaged"}
    assert (draft.state, len(draft.attached)) == (State.PARTIAL, 1)


def test_a_winmail_dat_cut_in_its_letter_says_so(desk):
    whole, _ = _spoilt_tnef()
    draft = desk.read(whole[: whole.index(b"\x02\x90") - 60])

    assert (codes(draft), draft.state) == ({"office-broken"}, State.PARTIAL)


def test_a_file_announced_without_its_bytes_is_damaged(desk):
    whole, _ = _spoilt_tnef()
    at = whole.index(b"\x0f\x80") - 1  # between two attributes: nothing but the missing bytes can tell
    assert codes(desk.read(whole[:at])) == {"attachment-damaged"}


def test_two_blocks_of_one_file_are_two_files(desk):
    whole, _ = _spoilt_tnef()
    at = whole.index(b"\x0f\x80") - 1
    other = b"autre contrat"
    more = b"\x02\x0f\x80\x06\x00" + len(other).to_bytes(4, "little") + other
    draft = desk.read(whole[:at] + more + sum(other).to_bytes(2, "little") + whole[at:])

    assert [one.name for one in draft.attached] == ["contrat.txt", "contrat.txt"]
    assert [desk.assets.read(one.asset)[:5] for one in draft.attached] == [b"autre", b"ligne"]
    assert (codes(draft), draft.state) == (set(), State.OK)


def test_lies_about_lengths_and_counts_cost_only_what_they_stand_in(desk):
    whole = make_tnef()
    at = whole.index(b"\x03\x90")  # the attribute of properties: its length, then the count of them
    lie = whole[: at + 8] + b"\xff\xff\xff\xff" + whole[at + 12 :]
    draft = desk.read(lie)

    assert draft.kind is FileKind.EMAIL
    assert desk.read(whole[:-40]).subject == "Réponse à la réclamation"


@given(st.data())
def test_mutants_of_a_winmail_dat_are_messages_or_none(data):
    whole = bytearray(make_tnef())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    message = tnef_message(bytes(whole))

    assert message is None or isinstance(message.bag.text(out.SUBJECT), str)


def test_mutants_of_a_msg_are_messages_or_refused():
    chance = random.Random(4)
    inner = Outlook({out.SUBJECT: "Dedans", out.RTF: compress(WRAPPED)})
    whole = make_msg(replace(LETTER, files=(*LETTER.files, ({out.METHOD: 5}, inner))))
    outcomes = [_outcome(_spoiled(whole, chance)) for _ in range(200)]

    assert set(outcomes) <= {"read", "damaged"}
    assert outcomes.count("read") > 20


def _spoiled(whole, chance):
    """Strikes bytes, half of them where the chains begin, and cuts half of the files."""
    spoiled = bytearray(whole)
    for _ in range(chance.randrange(1, 12)):
        place = chance.choice((chance.randrange(512), chance.randrange(len(whole))))
        spoiled[place] = chance.randrange(256)
    return bytes(spoiled[: chance.choice((len(whole), chance.randrange(1, len(whole))))])


def _outcome(data):
    try:
        mail_of(msg_message(data))
    except UnreadableError as error:
        return error.code
    return "read"


def test_chains_that_bite_their_tails_end(desk):
    whole = bytearray(make_msg())
    table = int.from_bytes(whole[76:80], "little")
    place = (table + 1) * 512
    whole[place : place + 512] = bytes(4) * 128  # every sector leads to the first

    assert desk.read(bytes(whole)).kind is FileKind.EMAIL
    with pytest.raises(UnreadableError):
        msg_message(bytes(whole[:512]))


def test_a_message_whose_directory_is_lost_is_still_one(desk):
    whole = bytearray(make_msg())
    whole[48:52] = (0x00FFFFFF).to_bytes(4, "little")

    assert desk.read(bytes(whole)).kind is FileKind.EMAIL


def test_streams_that_claim_more_than_the_file_are_refused(desk):
    whole = bytearray(make_msg())
    directory = (int.from_bytes(whole[48:52], "little") + 1) * 512
    for at in range(directory + 128, len(whole) - 128, 128):
        if whole[at + 66] == 2:
            whole[at + 120 : at + 124] = (50_000_000).to_bytes(4, "little")
    draft = desk.read(bytes(whole))

    assert (draft.state, codes(draft)) == (State.PLACEHOLDER, {"damaged"})


def test_the_mail_inside_a_signed_envelope_keeps_the_header_outside(desk):
    draft = desk.read(
        mail(
            encoded(make_signed(make_eml().partition(b"MIME-Version: 1.0\r\n")[2], streamed=True)),
            "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
            "Content-Transfer-Encoding: base64",
        )
    )

    assert draft.subject == "Votre commande"
    assert [block.text for block in desk.paragraphs(draft)] == ["Votre colis est retardé."]
    assert [one.name for one in draft.attached] == ["facture.pdf"]
    assert codes(draft) == {"mail-signed"}
