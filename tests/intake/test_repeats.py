"""What stands twice: certain only by bytes or by a mail's own number, all else told and kept."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from dossier.basis import limits
from dossier.basis.digest import Digest, digest_of
from dossier.intake.picture.likeness import Likeness, likeness_of
from dossier.intake.picture.read_image import picture_key
from dossier.intake.repeats.exact import exact_mail
from dossier.intake.repeats.find import Candidate, Pair, find_repeats
from dossier.model.ids import PieceId
from dossier.model.piece import FileKind, MailHeader
from tests.support.documents import drawing

CLAIM = """Madame, Monsieur, en application de l’article 7 du règlement je demande quatre cents euros
par passager, ainsi que le remboursement des frais d’hôtel et de taxi que j’ai dû payer cette nuit-là.
Léa Martin"""
HEAD = "---------- Forwarded message ---------\nDe : Léa\nObjet : Demande\n\n"


def piece(
    name,
    *,
    order=0,
    text="",
    mail="",
    data=None,
    key="",
    kind=FileKind.EMAIL,
    size=(0, 0),
    attached=False,
    subject="",
    moment=None,
    inner=(),
    filed=False,
    standing=False,
    opened=None,
    exact=(),
):
    return Candidate(
        id=PieceId(name),
        digests=(digest_of(data if data is not None else name.encode()),),
        message_id=mail,
        text=text,
        picture_key=key,
        kind=kind,
        size_px=size,
        is_attachment=attached,
        order=order,
        subject=subject,
        moment=moment,
        inner=tuple(digest_of(one) for one in inner),
        filed=filed,
        standing=standing,
        opened=None if opened is None else tuple(digest_of(one) for one in opened),
        exact=exact,
    )


def picture(name, key, *, size=(320, 240), order=0):
    return piece(name, key=key, kind=FileKind.IMAGE, size=size, order=order)


def key_of(seed=1):
    return picture_key(drawing(seed=seed))


def flipped(key, bits):
    coarse = int(key[:16], 16) ^ sum(1 << (7 * bit) for bit in range(bits))
    return f"{coarse:016x}{key[16:]}"


def stored_again(image, *, scale, quality):
    stream = io.BytesIO()
    smaller = image.resize((round(image.width * scale), round(image.height * scale)))
    smaller.save(stream, "JPEG", quality=quality)
    return Image.open(stream)


def tracking_screen(*events, done=3):
    """Draws a screen of an app that always looks alike: a bar, a list of dots and lines of words."""
    screen = Image.new("RGB", (540, 1200), "white")
    pen = ImageDraw.Draw(screen)
    pen.rectangle((0, 40, 540, 110), fill=(250, 200, 0))
    pen.text((30, 60), "Suivi du colis", fill="black", font_size=30)
    for place, event in enumerate(events):
        top = 160 + place * 100
        pen.ellipse((30, top + 5, 50, top + 25), fill=(0, 120, 60) if place < done else (200, 200, 200))
        pen.text((70, top), event, fill="black", font_size=24)
    return screen


def shot(name, image, *, order=0):
    return picture(name, picture_key(image), size=image.size, order=order)


def words(start, count):
    return " ".join(f"mot{start + n}" for n in range(count))


def test_of_the_same_bytes_the_first_is_kept():
    found = find_repeats(
        [piece("b", order=1, data=b"x"), piece("a", order=0, data=b"x"), piece("c", order=2)]
    )
    assert found.certain == {"b": "a"}


def test_of_a_file_and_an_attachment_the_attachment_is_kept():
    loose = piece("loose", order=0, data=b"x", kind=FileKind.PDF)
    inner = piece("inner", order=5, data=b"x", kind=FileKind.PDF, attached=True)
    assert find_repeats([loose, inner]).certain == {"loose": "inner"}


def test_a_file_in_a_folder_of_its_rubric_is_kept_rather_than_the_attachment():
    inner = piece("inner", order=0, data=b"x", kind=FileKind.PDF, attached=True, filed=True)
    loose = piece("loose", order=5, data=b"x", kind=FileKind.PDF)
    filed = piece("filed", order=7, data=b"x", kind=FileKind.PDF, filed=True)
    assert find_repeats([loose, inner, filed]).certain == {"loose": "filed", "inner": "filed"}


def test_what_has_no_bytes_repeats_nothing():
    bare = [
        Candidate(
            id=PieceId(name),
            digests=(),
            message_id="m@x",
            text=CLAIM,
            picture_key=key_of(),
            kind=FileKind.OTHER,
            size_px=(320, 240),
            is_attachment=False,
            order=place,
        )
        for place, name in enumerate("ab")
    ]
    found = find_repeats(bare)
    assert (found.certain, found.likely) == ({}, ())


MARCH = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
APRIL = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
SAME_MOMENT = MARCH.astimezone(timezone(timedelta(hours=2)))
STOCK = {"mail": "stock@shop.example", "text": "Votre facture est jointe à ce courriel."}

# What differs between two mails of one number and one text; the repeat is certain, likely or none.
EXPORTS = [
    ({"moment": MARCH, "inner": [b"f"]}, {"moment": MARCH, "inner": [b"f"]}, "certain"),
    ({"moment": MARCH, "inner": [b"f", b"g"]}, {"moment": MARCH, "inner": [b"g", b"f"]}, "certain"),
    ({"moment": MARCH}, {"moment": SAME_MOMENT}, "certain"),
    ({}, {}, "certain"),
    ({"moment": MARCH, "inner": [b"f"]}, {"moment": MARCH}, "likely"),
    ({"moment": MARCH, "inner": [b"f"]}, {"moment": MARCH, "inner": [b"g"]}, "likely"),
    ({"moment": MARCH}, {}, "likely"),
    ({"moment": MARCH}, {"moment": APRIL}, "none"),
    ({"moment": MARCH, "inner": [b"f"]}, {"moment": APRIL, "inner": [b"f"]}, "none"),
]


@pytest.mark.parametrize(("one", "other", "kind"), EXPORTS)
def test_a_constant_number_and_a_stock_text_do_not_make_one_mail_of_two(one, other, kind):
    found = find_repeats([piece("a", **STOCK, **one), piece("b", order=1, **STOCK, **other)])
    assert found.certain == ({"b": "a"} if kind == "certain" else {})
    assert [pair.reason for pair in found.likely] == (["mail"] if kind == "likely" else [])


@pytest.mark.parametrize(
    ("subject", "days", "told"),
    [("demande", 0, True), ("demande", 30, False), ("Re: demande", 30, False), ("Fwd: demande", 30, True)],
)
def test_a_mail_sent_again_weeks_later_is_a_second_mail(subject, days, told):
    first = piece("a", text=CLAIM, subject="demande", moment=MARCH)
    later = piece("b", text=CLAIM, subject=subject, moment=MARCH + timedelta(days=days), order=1)
    assert bool(find_repeats([first, later]).likely) == told


def test_a_clock_without_an_offset_can_be_compared_with_one_that_has_it():
    first = piece("a", text=CLAIM, subject="demande", moment=MARCH)
    later = piece("b", text=CLAIM, subject="demande", moment=APRIL.replace(tzinfo=None), order=1)
    assert find_repeats([first, later]).likely == ()


def test_the_same_mail_by_its_number_and_words_is_certain():
    pieces = [
        piece("a", order=0, mail="m1@x", text="Bonjour  Léa"),
        piece("b", order=1, mail="m1@x", text="Bonjour\r\nLéa\n"),
        piece("c", order=2, mail="m1@x", text="tout autre chose"),
        piece("d", order=3, mail="", text="Bonjour Léa"),
    ]
    assert find_repeats(pieces).certain == {"b": "a"}


PAIRS = [
    ("montant 100 euros", "montant -100 euros"),
    ("montant 1.00 euros", "montant 1,00 euros"),
    ("montant 100 euros", "Montant 100 euros"),
]


@pytest.mark.parametrize("standing", [False, True])
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_a_sign_or_a_comma_makes_another_mail(one, other, standing):
    first = piece("a", mail="m@x", text=one, moment=MARCH, standing=standing, opened=())
    second = piece("b", mail="m@x", text=other, moment=MARCH, order=1, opened=())
    found = find_repeats([first, second])
    assert found.certain == {}
    assert [pair.reason for pair in found.likely] == ["mail"]


@pytest.mark.parametrize("standing", [False, True])
@pytest.mark.parametrize(("one", "other"), [(("to a",), ("to b",)), (None, None), (("",), None)])
def test_what_differs_or_is_not_known_of_a_mail_is_never_certain(one, other, standing):
    first = piece("a", mail="m@x", text="t", standing=standing, opened=(), exact=one)
    second = piece("b", mail="m@x", text="t", order=1, opened=(), exact=other)
    found = find_repeats([first, second])
    assert found.certain == {}
    assert [pair.reason for pair in found.likely] == ["mail"]


def test_a_mail_too_long_to_be_compared_is_never_exactly_another():
    header = MailHeader(sender="a@b.c", to="d@e.f\n g@h.i")
    assert exact_mail(header, "t", page="") == ("a@b.c", "d@e.f g@h.i", "", "", "")
    assert exact_mail(header, "t" * limits.TEXT_CHARS, page="") is None
    assert exact_mail(replace(header, cc="x@y.z …"), "t", page="") is None
    assert exact_mail(header, "t", page=None) is None


def test_a_mail_forwarded_as_an_attachment_repeats_the_mail_itself():
    inner = piece("inner", order=0, mail="m1@x", text="Bonjour", attached=True)
    own = piece("own", order=1, mail="m1@x", text="Bonjour")
    assert find_repeats([inner, own]).certain == {"inner": "own"}


def test_certain_repeats_never_form_a_chain():
    pieces = [
        piece("a", order=0, mail="m@x", text="t", data=b"1"),
        piece("b", order=1, mail="m@x", text="t", data=b"2"),
        piece("c", order=2, mail="", text="t", data=b"2"),
    ]
    assert find_repeats(pieces).certain == {"b": "a", "c": "a"}


@pytest.mark.parametrize(("bits", "told"), [(0, True), (3, True), (5, True), (6, False)])
def test_a_picture_whose_key_differs_in_few_bits_is_told_and_kept(bits, told):
    found = find_repeats([picture("a", key_of()), picture("b", flipped(key_of(), bits), order=1)])
    assert found.likely == (
        (Pair(first=PieceId("a"), second=PieceId("b"), reason="picture"),) if told else ()
    )
    assert found.certain == {}


def test_other_shapes_blank_pictures_and_missing_keys_are_no_repeats():
    assert (
        find_repeats([picture("a", key_of()), picture("b", key_of(), size=(240, 320), order=1)]).likely == ()
    )
    assert find_repeats([picture("a", "0" * 208), picture("b", "0" * 208, order=1)]).likely == ()
    assert find_repeats([picture("a", ""), picture("b", "", order=1)]).likely == ()


FINE = key_of()[16:]


@given(st.integers(min_value=0, max_value=2**64 - 1), st.sets(st.integers(0, 63), max_size=8))
def test_the_index_of_keys_finds_what_comparing_all_would_find(key, bits):
    other = key ^ sum(1 << bit for bit in bits)
    found = find_repeats(
        [picture("a", f"{key:016x}{FINE}"), picture("b", f"{other:016x}{FINE}", order=1)]
    ).likely
    assert bool(found) == (len(bits) <= 5)


EVENTS = (
    "12/03 Colis pris en charge",
    "13/03 Tri a Lille",
    "14/03 En livraison",
    "14/03 Absent",
    "15/03 Depot",
)
OTHER_EVENTS = ("02/05 Annonce", "04/05 Pris en charge a Rungis", "05/05 Retard", "07/05 Tri", "09/05 Livre")


@pytest.mark.parametrize(("scale", "quality"), [(1.0, 20), (0.5, 40), (0.34, 70)])
@pytest.mark.parametrize("image", [drawing(size=(960, 720)), tracking_screen(*EVENTS)])
def test_a_picture_stored_again_is_told(image, scale, quality):
    again = stored_again(image, scale=scale, quality=quality)
    found = find_repeats([shot("a", image), shot("b", again, order=1)])
    assert [pair.reason for pair in found.likely] == ["picture"]


def test_two_screens_of_one_app_are_two_pictures():
    one, other = tracking_screen(*EVENTS), tracking_screen(*OTHER_EVENTS)
    assert find_repeats([shot("a", one), shot("b", other, order=1)]).likely == ()


def test_of_many_alike_each_is_told_once_with_the_first():
    pieces = [picture(f"p{n}", key_of(), order=n) for n in range(9)]
    told = [(pair.first, pair.second) for pair in find_repeats(pieces).likely]
    assert told == [("p0", f"p{n}") for n in range(1, 9)]


def test_the_same_words_printed_again_are_told():
    page = piece("page", kind=FileKind.WEB, text=words(0, 200))
    print_ = piece("print", kind=FileKind.PDF, text=words(0, 195) + " imprimé le mardi", order=1)
    assert [pair.reason for pair in find_repeats([page, print_]).likely] == ["text"]


@pytest.mark.parametrize("count", [10, 25])
def test_a_few_equal_words_say_nothing(count):
    pieces = [
        piece("a", kind=FileKind.PDF, text=words(0, count)),
        piece("b", kind=FileKind.PDF, text=words(0, count), order=1),
    ]
    assert find_repeats(pieces).likely == ()


def test_half_the_words_are_no_reprint():
    pieces = [
        piece("a", kind=FileKind.PDF, text=words(0, 200)),
        piece("b", kind=FileKind.PDF, text=words(100, 200), order=1),
    ]
    assert find_repeats(pieces).likely == ()


QUOTING = [
    ("Fwd: refus ?", "Et toi ?\n\n" + HEAD + CLAIM, True),
    ("TR: demande", "Vois plus bas\n" + CLAIM, True),
    ("pour ton dossier", "Voilà ce que j’ai envoyé : " + CLAIM, True),
    ("Re: demande", "Nous refusons.\n> " + CLAIM.replace(" je", "\n> je"), False),
    ("AW: demande", "Nein.\n\n-----Message d'origine-----\n" + CLAIM, False),
    ("Re: demande", "Lis ceci\n" + HEAD + CLAIM, True),
]


@pytest.mark.parametrize("subject_in_text", [False, True])
@pytest.mark.parametrize(("subject", "text", "told"), QUOTING)
def test_a_mail_that_carries_another_is_told_but_an_answer_is_not(subject, text, told, subject_in_text):
    claim = piece("claim", text=CLAIM, subject="demande")
    other = (
        piece("other", text=f"{subject}\n\n{text}", order=1)
        if subject_in_text
        else piece("other", text=text, subject=subject, order=1)
    )
    found = find_repeats([claim, other])
    assert [(pair.first, pair.second) for pair in found.likely] == ([("claim", "other")] if told else [])
    assert found.certain == {}


def test_what_is_certain_is_not_told_again():
    pieces = [piece("a", text=CLAIM, data=b"x"), piece("b", text=CLAIM, data=b"x", order=1)]
    found = find_repeats(pieces)
    assert (found.certain, found.likely) == ({"b": "a"}, ())


def test_a_footer_on_every_mail_makes_no_pairs_and_two_thousand_pieces_no_wait():
    footer = " " + words(10_000, 40)
    pieces = [piece(f"p{n}", order=n, text=words(n * 100, 60) + footer) for n in range(2000)]
    assert find_repeats(pieces).likely == ()


@given(
    st.lists(
        st.tuples(
            st.sampled_from("xyz"), st.sampled_from(["", "m1", "m2"]), st.sampled_from("tu"), st.booleans()
        ),
        max_size=12,
    )
)
def test_a_repeat_always_points_to_a_piece_that_is_kept(rows):
    pieces = [
        piece(f"p{n}", order=n, data=data.encode(), mail=mail, text=text, attached=attached)
        for n, (data, mail, text, attached) in enumerate(rows)
    ]
    certain = find_repeats(pieces).certain
    assert not set(certain) & set(certain.values())
    digests: dict[Digest, set[PieceId]] = {}
    for one in pieces:
        digests.setdefault(one.digests[0], set()).add(certain.get(one.id, one.id))
    assert all(len(kept) == 1 for kept in digests.values())


def test_what_stands_is_kept_whatever_its_place_and_is_never_a_repeat():
    stands = piece("stands", order=0, data=b"x", kind=FileKind.PDF, standing=True)
    twin = piece("twin", order=1, data=b"x", kind=FileKind.PDF, standing=True)
    filed = piece("filed", order=2, data=b"x", kind=FileKind.PDF, filed=True)
    assert find_repeats([stands, twin, filed]).certain == {"filed": "stands"}


def test_only_with_a_mail_that_stands_are_opened_attachments_compared():
    zipped = piece("zipped", order=1, mail="m@x", text="t", inner=[b"zip"], opened=[b"f", b"g"])
    loose = piece("loose", order=2, mail="m@x", text="t", inner=[b"f", b"g"], opened=[b"g", b"f"])
    assert find_repeats([zipped, loose]).certain == {}
    stands = piece("stands", mail="m@x", text="t", opened=[b"f", b"g"], standing=True)
    assert find_repeats([stands, zipped, loose]).certain == {"zipped": "stands", "loose": "stands"}
    forgetful = piece("stands", mail="m@x", text="t", standing=True)
    bare = piece("bare", order=1, mail="m@x", text="t", opened=[])
    assert find_repeats([forgetful, bare]).certain == {}


def test_of_what_stands_only_its_likeness_to_something_new_is_told():
    page = words(0, 200)
    stand = [piece(f"s{n}", order=n, kind=FileKind.PDF, text=page, standing=True) for n in range(2)]
    other = piece("other", order=2, kind=FileKind.PDF, text=words(900, 200), standing=True)
    new = piece("new", order=3, kind=FileKind.PDF, text=page)
    told = find_repeats([*stand, other, new]).likely
    assert told == (Pair(first=PieceId("s0"), second=PieceId("new"), reason="text"),)


@pytest.mark.parametrize(
    ("coarse", "fine", "alike"),
    [
        (0, 60, True),
        (3, 60, True),
        (3, 100, False),
        (4, 12, True),
        (5, 16, True),
        (5, 30, False),
        (6, 0, False),
    ],
)
def test_the_more_coarse_bits_differ_the_fewer_fine_ones_may(coarse, fine, alike):
    other = (1 << coarse) - 1
    # Bits set on one side only: of 200 that both have and some that one has.
    keys = (f"{0:016x}{(1 << 200) - 1:0192x}", f"{other:016x}{(1 << (200 + fine)) - 1:0192x}")
    one, two = (likeness_of(key, (400, 300)) for key in keys)
    assert one.is_like(two) is two.is_like(one) is alike


@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=5))
def test_keys_that_may_be_alike_share_a_part(coarse, turned):
    other = coarse
    for bit in turned:
        other ^= 1 << bit
    one, two = (Likeness(coarse=key, fine=0, shape=1.0) for key in (coarse, other))
    assert {*one.parts()} & {*two.parts()}
