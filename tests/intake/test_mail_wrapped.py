"""Mails in wrappings: signed, encrypted, kept by Apple Mail; and the header that is printed last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.codec import from_json
from dossier.intake.mail.made import leaf, several, to_bytes, with_header
from dossier.intake.mail.mime import cut
from dossier.intake.mail.parts import payload
from dossier.intake.mail.smime import Seal, look_inside
from dossier.model.flow import Flow, Notice, Paragraph, Style
from dossier.model.piece import FileKind, State
from tests.support.mail_formats import make_emlx, make_enveloped, make_signed
from tests.support.mails import HEADER, PLAIN, encoded, mail, multipart, part
from tests.support.reading import Desk, codes

BASE64 = "Content-Transfer-Encoding: base64"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def notices(desk, draft):
    return [block.code for block in desk.flow(draft).blocks if isinstance(block, Notice)]


def words(desk, draft):
    return [block.text for block in desk.paragraphs(draft)]


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("size", [0, 5, 127, 128, 3000])
def test_what_is_signed_comes_out_as_it_went_in(size, streamed):
    content = bytes(n % 251 for n in range(size))

    found = look_inside(make_signed(content, streamed=streamed))

    assert (found.seal, found.content) == (Seal.SIGNED, content)


@given(st.binary(max_size=200), st.booleans(), st.integers(0, 400), st.integers(0, 255))
def test_an_envelope_of_any_bytes_is_looked_into(data, streamed, place, value):
    spoiled = bytearray(make_signed(data, streamed=streamed))
    spoiled[place % len(spoiled)] = value

    assert look_inside(data).seal in Seal
    assert look_inside(bytes(spoiled)).seal in Seal
    assert look_inside(bytes(spoiled[:place])).seal in Seal


def test_a_signed_envelope_is_opened_and_its_files_are_attached(desk):
    line, body = multipart(
        "mixed", part(b"lu", PLAIN), part(b"%PDF", "Content-Type: application/pdf; name=a.pdf")
    )
    inner = f"{line}\r\n\r\n".encode() + body
    draft = desk.read(
        mail(encoded(make_signed(inner)), "Content-Type: application/x-pkcs7-mime; name=smime.p7m", BASE64)
    )

    assert (words(desk, draft), [one.name for one in draft.attached]) == (["lu"], ["a.pdf"])
    assert (draft.state, codes(draft)) == (State.OK, {"mail-signed"})


def test_an_envelope_in_an_envelope_is_opened_too(desk):
    inner = part(
        encoded(make_signed(part(b"au fond", PLAIN))), "Content-Type: application/pkcs7-mime", BASE64
    )
    draft = desk.read(mail(encoded(make_signed(inner)), "Content-Type: application/pkcs7-mime", BASE64))

    assert words(desk, draft) == ["au fond"]


def test_a_signed_file_is_attached_without_its_wrapping(desk):
    sealed = part(
        encoded(make_signed(b"%PDF-1.4")), "Content-Type: application/pkcs7-mime; name=acte.pdf.p7m", BASE64
    )
    draft = desk.read(mail(*reversed(multipart("mixed", part(b"voir", PLAIN), sealed))))

    assert [(one.name, desk.assets.read(one.asset)) for one in draft.attached] == [("acte.pdf", b"%PDF-1.4")]


@pytest.mark.parametrize(
    "data",
    [
        mail(
            encoded(make_enveloped()),
            "Content-Type: application/pkcs7-mime; smime-type=enveloped-data",
            BASE64,
        ),
        mail(
            *reversed(
                multipart(
                    "encrypted",
                    part(b"Version: 1", "Content-Type: application/pgp-encrypted"),
                    part(
                        b"-----BEGIN PGP MESSAGE-----", "Content-Type: application/octet-stream; name=a.asc"
                    ),
                )
            )
        ),
    ],
)
def test_an_encrypted_mail_is_kept_and_said(desk, data):
    draft = desk.read(data)

    assert (notices(desk, draft), draft.attached) == (["mail-encrypted"], ())
    assert (draft.state, codes(draft), draft.subject) == (State.PARTIAL, {"mail-encrypted"}, "Votre commande")


def test_a_text_in_pgp_stays_and_is_said(desk):
    sealed = desk.read(mail(b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----", PLAIN))
    signed = desk.read(mail(b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nlu", PLAIN))

    assert (codes(sealed), sealed.state) == ({"mail-encrypted"}, State.PARTIAL)
    assert words(desk, sealed)[0].startswith("-----BEGIN PGP MESSAGE-----")
    assert (codes(signed), signed.state) == ({"mail-signed"}, State.OK)


def test_a_mail_of_apple_s_is_read_without_the_program_s_notes(desk):
    draft = desk.read(make_emlx())

    assert (draft.kind, words(desk, draft), codes(draft)) == (
        FileKind.EMAIL,
        ["Votre colis est retardé."],
        set(),
    )


@pytest.mark.parametrize("length", [b"3\n", b"99999999\n", b"0\n"])
def test_a_wrong_length_costs_nothing(desk, length):
    whole = make_emlx(mail(b"bonjour"))
    draft = desk.read(length + whole.partition(b"\n")[2])

    assert words(desk, draft) == ["bonjour"]


def test_attachments_that_apple_keeps_elsewhere_are_told(desk):
    away = part(b"", "Content-Type: application/pdf; name=a.pdf", "X-Apple-Content-Length: 4711")
    line, body = multipart("mixed", part(b"voir", PLAIN), away)
    draft = desk.read(make_emlx(mail(body, line)))

    assert (draft.attached, codes(draft)) == ((), {"attachments-elsewhere"})


def appendix(desk, data):
    draft = desk.read(data)
    assert draft.appendix is not None
    return from_json(Flow, desk.assets.read(draft.appendix.asset)).blocks


def test_all_header_lines_are_kept_as_they_stand(desk):
    odd = b"X-Odd:\tcaf\xe9 \x00\x1b[1m\r\n\tsuite"
    data = b"From a Thu\r\n" + odd + b"\r\n" + mail(b"corps")
    notice, text = appendix(desk, data)

    assert (notice.code, text.style) == ("mail-headers", Style.MONO)
    assert text.text == "X-Odd:    café \\u0000\\u001b[1m\n    suite\n" + "\n".join(HEADER)


def test_marks_that_would_turn_the_reading_around_are_written_out(desk):
    (_, text) = appendix(desk, mail(b"x", "X-Name: fac\u202efdp.exe"))

    assert text.text.endswith("X-Name: fac\\u202efdp.exe")


def test_a_header_without_end_is_cut_and_said(desk):
    blocks = appendix(desk, mail(b"x", *[f"X-{n}: y" for n in range(20_000)]))

    assert [type(block) for block in blocks] == [Notice, Paragraph, Notice]
    assert blocks[1].text.count("\n") == 499


def test_a_text_without_a_header_has_no_appendix(desk):
    assert desk.read(b"Content-Type: text/plain\r\nMime-Version: 1\r\n\r\nx").appendix is not None
    assert cut(b"\r\nx").raw_header == b""


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=4))
def test_a_mail_written_out_is_read_back(datas):
    parts = [leaf(data, "application/x-a", name='a\u20ac "b".bin') for data in datas]
    made = with_header(several("mixed", parts), b"Subject: =?utf-8?q?=C3=A9?=\r\n", more=(("x-a", b"b"),))
    again = cut(to_bytes(made))

    assert (again.header("subject"), again.header("x-a")) == (b"=?utf-8?q?=C3=A9?=", b"b")
    assert [undone(one) for one in again.leaves()] == datas
    assert to_bytes(made) == to_bytes(made)


def undone(one):
    return payload(one).data


def test_parts_without_number_are_cut_and_said(desk):
    draft = desk.read(mail(*reversed(multipart("mixed", *[part(b"x", PLAIN)] * 7000))))

    assert (draft.state, codes(draft)) == (State.PARTIAL, {"text-cut"})
