"""Files added to a dossier that holds some already: nothing twice, nothing lost, nothing changed."""

import io
import itertools
import os
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.basis.assets import Assets
from dossier.basis.digest import digest_of
from dossier.basis.marks import ANNEX_MARK
from dossier.intake.repeats.standing import standing_in
from dossier.intake.take_in import Intake, take_in
from dossier.model.commands.add import add_pieces
from dossier.model.commands.attach import detach_pieces
from dossier.model.commands.bin import remove_pieces, restore_pieces
from dossier.model.commands.edit import exclude_pieces
from dossier.model.commands.group import group_pieces
from dossier.model.dossier import Dossier
from dossier.model.moment import UNKNOWN, Source
from dossier.model.piece import State
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from tests.support.documents import drawing, paper
from tests.support.mails import HEADER, mail, multipart, part, without
from tests.support.pictures import encoded

BILL = paper(["Facture", "Total : 120,00 EUR"])
WORDS = " ".join(f"phrase{n}" for n in range(60)).encode()
OLD = 1_700_000_000
"""When the files of these tests were last written: November 2023."""


@pytest.fixture(scope="module")
def workers():
    with Pool(1) as pool, WebPrinter(pool) as printer:
        yield pool, printer


def needs(workers, folder):
    """Says what taking in needs; the bytes are kept in a folder."""
    return Intake(
        assets=Assets(folder / "assets"),
        pool=workers[0],
        printer=workers[1],
        texts=Texts("fr"),
        zone="Europe/Paris",
        day=date(2026, 6, 1),
    )


class Desk:
    """A dossier to which files are added one time after the other."""

    def __init__(self, workers, folder):
        self.intake, self.folder = needs(workers, folder), folder
        self.dossier = Dossier()

    def file(self, name, data):
        path = self.folder / "preuves" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (OLD, OLD))
        return path

    def add(self, *paths, pasted=()):
        before = self.dossier.pieces
        taken = take_in(paths, self.intake, known=before, pasted=pasted)
        self.dossier = add_pieces(self.dossier, taken.pieces, taken.findings)  # refuses ids that are taken
        assert self.dossier.pieces[: len(before)] == before
        assert all(Texts("fr").finding(found) for found in taken.findings)
        _no_chain(self.dossier)
        return taken

    def add_files(self, **files):
        return self.add(*(self.file(name, data) for name, data in files.items()))

    def do(self, done):
        self.dossier = done.dossier

    def named(self, name):
        return [piece for piece in self.dossier.pieces if piece.originals[0].name == name][-1]


def _no_chain(dossier):
    kept = {piece.id for piece in dossier.pieces if piece.duplicate_of is None}
    assert {piece.duplicate_of for piece in dossier.pieces} - {None} <= kept


@pytest.fixture
def desk(workers, tmp_path):
    return Desk(workers, tmp_path)


def holding(*files, number="<c1@lavande.example>", hops=0, words=b"Bonjour, voici les preuves."):
    """Makes a mail of one number with files attached; more hops are other bytes of the same mail."""
    parts = [part(words, "Content-Type: text/plain")]
    parts.extend(
        part(data, f"Content-Type: application/pdf; name={name}", "Content-Disposition: attachment")
        for name, data in files
    )
    line, body = multipart("mixed", *parts, boundary=f"grenze-{number[1:3]}")
    header = (*without("message-id"), f"Message-ID: {number}", *(["X-Hop: 1"] * hops))
    return mail(body, line, header=header)


def told(taken):
    return [found.code for found in taken.findings if not found.code.startswith("undated")]


def only(taken, code):
    (found,) = [found for found in taken.findings if found.code == code]
    return found


def shown(dossier):
    return sorted(piece.originals[0].digest for piece in dossier.pieces if piece.shown)


def test_a_file_dropped_a_second_time_is_no_second_piece_and_leads_to_the_first(desk):
    first = desk.add_files(**{"a.txt": b"Une note"}).pieces[0]
    again = desk.add_files(**{"copie de a.txt": b"Une note"})

    assert again.pieces == ()
    assert told(again) == ["already-there"]
    found = only(again, "already-there")
    names = {"names": "copie de a.txt", "file": "copie de a.txt"}
    assert (found.params, found.piece) == ({"n": 1, **names}, first.id)


def one_mail(*, body=b"Montant 100 euros", kind="Content-Type: text/plain", swap=(), hop=False):
    """Makes one mail of a fixed number; what is swapped stands in for a line of that name."""
    names = {"Message-ID", *(line.partition(":")[0] for line in swap)}
    kept = [line for line in HEADER if line.partition(":")[0] not in names]
    return mail(body, kind, header=(*kept, "Message-ID: <same@x>", *swap, *(["X-Hop: 1"] * hop)))


PAGE = "Content-Type: text/html"
TWINS = {
    "to": ({}, {"swap": ("To: autre@x.example",)}),
    "from": ({}, {"swap": ("From: faux@x.example",)}),
    "cc": ({}, {"swap": ("Cc: chef@x.example",)}),
    "dates": ({"swap": ("Date: bogus",)}, {"swap": ("Date: bogus too",)}),
    "sign": ({}, {"body": b"Montant -100 euros"}),
    "struck": (
        {"kind": PAGE, "body": b"<p>Montant 100 euros"},
        {"kind": PAGE, "body": b"<p><s>Montant 100 euros</s>"},
    ),
    "picture": (
        {"kind": PAGE, "body": b"<p>Montant 100 euros"},
        {"kind": PAGE, "body": b"<p>Montant 100 euros<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"},
    ),
}


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("twin", TWINS)
def test_mails_of_one_number_that_differ_are_two(desk, twin, later):
    one, other = (one_mail(**said) for said in TWINS[twin])
    if later:
        desk.add_files(**{"1.eml": one})
        taken = desk.add_files(**{"2.eml": other})
    else:
        taken = desk.add_files(**{"1.eml": one, "2.eml": other})

    assert [piece.duplicate_of for piece in desk.dossier.pieces] == [None, None]
    assert "possible-repeat" in told(taken)
    assert not {"repeat", "already-there"} & set(told(taken))


@pytest.mark.parametrize("said", [{}, {"kind": PAGE, "body": b"<p>Montant\r\n100 euros"}])
def test_one_mail_exported_twice_is_one(desk, said):
    hop = one_mail(**said, hop=True).replace(b"\r\n", b"\n")
    taken = desk.add_files(**{"1.eml": one_mail(**said), "2.eml": hop})

    assert told(taken).count("repeat") == 1


def test_a_folder_added_again_gives_what_is_new_in_it_and_one_remark_about_all_else(desk):
    files = {f"{n}.txt": b"Note %d" % n for n in range(1, 21)}
    desk.add_files(**files)
    desk.file("21.txt", b"Nouveau")
    desk.file("22.txt", b"Nouveau aussi")

    again = desk.add(desk.folder / "preuves")

    assert [piece.originals[0].name for piece in again.pieces] == ["21.txt", "22.txt"]
    assert told(again) == ["already-there"]
    found = only(again, "already-there")
    assert found.params == {"n": 20, "names": "1.txt, 2.txt, 3.txt, 4.txt, 5.txt, …"}
    assert found.piece is None


def test_a_zip_a_saved_page_with_its_folder_and_an_annex_of_ours_are_known_again(desk):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as box:
        box.writestr("dedans.txt", b"Dans le ZIP")
    page = b"<!DOCTYPE html><title>Suivi</title><p>En transit"
    desk.file("a.zip", stream.getvalue())
    desk.file("page.html", page)
    desk.file("page_files/style.css", b"p { color: red }")
    desk.file("annexe.pdf", BILL + b"\n" + ANNEX_MARK + b" >> >>\n")
    first = desk.add(desk.folder / "preuves")
    again = desk.add(desk.folder / "preuves")

    assert len(first.pieces) == 3
    assert again.pieces == ()
    assert only(again, "already-there").params["n"] == 3


def test_twins_that_come_in_together_are_two_pieces_as_ever(desk):
    desk.add_files(**{"a.txt": b"Une note"})
    taken = desk.add_files(**{"b.txt": b"Une autre", "c.txt": b"Une autre"})

    assert [piece.duplicate_of for piece in taken.pieces] == [None, taken.pieces[0].id]


def test_what_is_held_back_stays_held_back_when_its_folder_is_added_again(desk):
    first = desk.add_files(**{"m.eml": holding(("f.pdf", BILL)), "facture.pdf": BILL})
    desk.do(exclude_pieces(desk.dossier, [piece.id for piece in first.pieces]))

    again = desk.add_files(**{"m.eml": holding(("f.pdf", BILL)), "facture.pdf": BILL})

    assert (again.pieces, told(again)) == ((), ["already-there"])


def test_what_repeats_something_in_the_bin_stands_for_itself(desk):
    mailed = holding(("f.pdf", BILL))
    first = desk.add_files(**{"m.eml": mailed})
    every = [piece.id for piece in first.pieces]
    desk.do(remove_pieces(desk.dossier, every))

    again = desk.add_files(**{"m.eml": mailed})

    assert told(again) == []
    assert [piece.shown for piece in again.pieces] == [True, True]
    desk.do(restore_pieces(desk.dossier, every))
    assert desk.add_files(**{"m.eml": mailed}).pieces == ()


def test_a_loose_copy_of_an_attachment_repeats_it_once_and_is_then_known(desk):
    first = desk.add_files(**{"m.eml": holding(("f.pdf", BILL))})
    loose = desk.add_files(**{"facture.pdf": BILL})

    assert loose.pieces[0].duplicate_of == first.pieces[1].id
    params = only(loose, "repeat-of-attachment").params
    letter, bill = (piece.id for piece in first.pieces)
    names = {"file": "facture.pdf", "other": "f.pdf", "mail": "m.eml"}
    assert params == {**names, "of": bill, "holder": letter}
    third = desk.add_files(**{"facture (1).pdf": BILL})
    assert (third.pieces, told(third)) == ((), ["already-there"])


def test_an_attachment_that_is_a_piece_already_is_its_repeat(desk):
    bill = desk.add_files(**{"facture.pdf": BILL}).pieces[0]
    letter, attached = desk.add_files(**{"m.eml": holding(("f.pdf", BILL))}).pieces

    assert (attached.parent, attached.duplicate_of) == (letter.id, bill.id)
    assert shown(desk.dossier) == sorted([digest_of(BILL), letter.originals[0].digest])


def test_the_same_mail_from_another_program_is_a_certain_repeat(desk):
    first = desk.add_files(**{"m.eml": holding(("f.pdf", BILL))})
    again = desk.add_files(**{"m2.eml": holding(("f.pdf", BILL), hops=1)})

    assert [piece.duplicate_of for piece in again.pieces] == [piece.id for piece in first.pieces]
    assert told(again) == ["repeat", "repeat-of-attachment"]
    mail, bill = (piece.id for piece in first.pieces)
    assert [told.named - {told.piece} for told in again.findings] == [{mail}, {bill, mail}]
    third = desk.add_files(**{"m3.eml": holding(("f.pdf", BILL), hops=2)})
    assert [piece.duplicate_of for piece in third.pieces] == [piece.id for piece in first.pieces]


def test_a_zip_in_a_mail_is_compared_by_what_is_in_it(desk):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as box:
        box.writestr("dedans.txt", b"Dans le ZIP")
    first = desk.add_files(**{"m.eml": holding(("f.zip", stream.getvalue()))})
    again = desk.add_files(**{"m2.eml": holding(("f.zip", stream.getvalue()), hops=1)})

    assert [piece.duplicate_of for piece in again.pieces] == [piece.id for piece in first.pieces]


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        ({"files": [("f.pdf", paper(["Autre"]))]}, ["possible-repeat"]),
        ({"files": []}, ["possible-repeat"]),
        ({"files": [("f.pdf", BILL)], "words": b"Tout autre chose."}, ["repeat-of-attachment"]),
        ({"files": [("f.pdf", BILL)], "number": "<c2@lavande.example>"}, ["repeat-of-attachment"]),
    ],
)
def test_a_mail_that_differs_in_anything_stands_for_itself(desk, other, codes):
    desk.add_files(**{"m.eml": holding(("f.pdf", BILL))})
    again = desk.add_files(**{"m2.eml": holding(*other.pop("files"), **other)})

    assert again.pieces[0].shown
    assert told(again) == codes


def test_once_its_attachment_has_left_nobody_knows_whether_a_mail_is_the_same(desk):
    first = desk.add_files(**{"m.eml": holding(("f.pdf", BILL))})
    desk.do(detach_pieces(desk.dossier, [first.pieces[1].id]))
    again = desk.add_files(**{"m2.eml": holding(("f.pdf", BILL), hops=1)})

    assert [piece.duplicate_of for piece in again.pieces] == [None, first.pieces[1].id]
    assert told(again) == ["repeat", "possible-repeat"]
    assert desk.add_files(**{"f.pdf": BILL}).pieces == ()  # it is a piece of its own now


def test_a_mail_that_stands_only_in_a_mail_is_told_and_kept_unless_its_bytes_are_the_same(desk):
    first = desk.add_files(**{"n.eml": holding(("o.eml", INNER), number="<n@x.example>")})
    bare = desk.add_files(**{"o0.eml": holding(number="<o@x.example>")})
    assert (bare.pieces[0].duplicate_of, told(bare)) == (None, ["possible-repeat"])
    desk.do(remove_pieces(desk.dossier, [bare.pieces[0].id]))
    other = desk.add_files(**{"o2.eml": INNER.replace(b"MIME-Version", b"X-Hop: 1\r\nMIME-Version")})

    assert (other.pieces[0].duplicate_of, told(other)[0]) == (None, "repeat-of-attachment")
    assert only(other, "possible-repeat").params["first"] == first.pieces[1].id


def test_a_hidden_attachment_comes_back_with_its_mail_to_the_mail_that_stands(desk):
    first = desk.add_files(**{"m.eml": holding(("f.pdf", BILL))})
    desk.do(remove_pieces(desk.dossier, [first.pieces[1].id]))
    again = desk.add_files(**{"m2.eml": holding(("f.pdf", BILL), hops=1)})

    attached = next(piece for piece in again.pieces if piece.originals[0].name == "f.pdf")
    assert (attached.shown, attached.parent) == (True, first.pieces[0].id)
    assert attached.came_with == first.pieces[0].id
    assert desk.named("m2.eml").duplicate_of == first.pieces[0].id


def test_what_repeats_a_repeat_points_to_its_original(desk):
    first = desk.add_files(**{"m.eml": holding()})
    desk.add_files(**{"m2.eml": holding(hops=1)})
    carrier = holding(("m2.eml", holding(hops=1)), number="<c9@lavande.example>", words=b"Pour ton dossier")
    again = desk.add_files(**{"m9.eml": carrier})

    inner = next(piece for piece in again.pieces if piece.parent is not None)
    assert inner.duplicate_of == first.pieces[0].id
    assert only(again, "repeat").params["other"] in ("m.eml", "m2.eml")


def test_parts_of_a_group_are_known_by_their_own_files_and_keep_their_ids(desk):
    one, two = b"Premier ecran", b"Second ecran"
    first = desk.add_files(**{"1.txt": one, "2.txt": two})
    desk.do(group_pieces(desk.dossier, [piece.id for piece in first.pieces]))

    again = desk.add_files(**{"1.txt": one, "2.txt": two, "3.txt": one + two})
    assert [piece.originals[0].name for piece in again.pieces] == ["3.txt"]
    mailed = desk.add_files(**{"m.eml": holding(("deux.txt", two))})
    assert mailed.pieces[1].duplicate_of == first.pieces[0].id
    assert only(mailed, "repeat").params["other"] == "2.txt"
    desk.do(remove_pieces(desk.dossier, [first.pieces[0].id]))
    back = desk.add_files(**{"2.txt": two})
    assert {piece.id for piece in back.pieces}.isdisjoint(piece.id for piece in first.pieces)


def test_parts_of_a_group_are_compared_by_their_own_words(desk):
    other = WORDS.replace(b"phrase", b"mot")
    pieces = desk.add_files(**{"a.txt": b"Une note", "b.txt": other, "c.txt": WORDS}).pieces
    apart = [proof.text for proof in standing_in(desk.dossier.pieces)]
    desk.do(group_pieces(desk.dossier, [piece.id for piece in pieces]))
    assert [proof.text for proof in standing_in(desk.dossier.pieces)] == apart
    again = desk.add_files(**{"d.txt": WORDS + b" imprime"})

    (new,) = again.pieces
    params = {"first": pieces[0].id, "second": new.id, "file": "c.txt", "other": "d.txt"}
    assert only(again, "possible-repeat").params == params


def test_parts_of_a_group_are_compared_by_their_own_headers_and_pictures(desk):
    screens = [drawing((320, 480), seed=seed) for seed in (1, 2)]
    names = "a.png", "b.png", "1.eml", "2.eml"
    letters = [holding(number=f"<n{n}@x>", words=b"Mot %d" % n) for n in (1, 2)]
    files = [*(encoded(screen, "PNG") for screen in screens), *letters]
    pieces = desk.add_files(**dict(zip(names, files, strict=True))).pieces
    alone = {one.id: one for one in standing_in(desk.dossier.pieces)}
    desk.do(group_pieces(desk.dossier, [piece.id for piece in pieces[:2]]))
    desk.do(group_pieces(desk.dossier, [piece.id for piece in pieces[2:]]))
    for now in standing_in(desk.dossier.pieces):
        was = alone[now.id]
        assert (now.mail, now.picture_key, now.size_px) == (was.mail, was.picture_key, was.size_px)
    assert [bool(one.picture_key) for one in alone.values()] == [True, True, False, False]

    stored_again = encoded(screens[1], "JPEG", quality=80)
    hopped = holding(number="<n2@x>", words=b"Mot 2", hops=1)
    again = desk.add_files(**{"c.jpg": stored_again, "3.eml": hopped})
    pairs = [
        (one.params["first"], one.params["file"]) for one in again.findings if one.code == "possible-repeat"
    ]
    assert pairs == [(pieces[0].id, "b.png"), (pieces[2].id, "2.eml")]


def test_the_same_words_printed_again_and_a_quotation_are_told_of_what_stands(desk):
    first = desk.add_files(**{"a.txt": WORDS, "m.eml": holding(words=WORDS.replace(b"phrase", b"mot"))})
    quoting = holding(
        words=b"Voici ce que j'ai recu : " + WORDS.replace(b"phrase", b"mot"), number="<q@x.example>"
    ).replace(b"Votre commande", b"Fwd: Votre commande")
    again = desk.add_files(**{"b.txt": WORDS + b" imprime", "q.eml": quoting})

    pairs = [
        (found.params["first"], found.params["second"])
        for found in again.findings
        if found.code == "possible-repeat"
    ]
    assert pairs == [(old.id, new.id) for old, new in zip(first.pieces, again.pieces, strict=True)]
    assert told(desk.add_files(**{"c.txt": b"Tout autre chose"})) == []


def test_the_mails_that_stand_say_whose_a_new_one_is(desk, workers, tmp_path):
    own = tuple(line for line in HEADER if not line.startswith(("From", "To", "Message", "Subject")))
    sent = mail(
        b"Le colis est arrive casse, voici la facture et la preuve de livraison.",
        "From: camille@example.org",
        "To: service@autre.example",
        header=(*own, "Message-ID: <n1@x>"),
    )
    for n, shop in enumerate(("a.example", "b.example", "c.example")):
        lines = (f"From: vente@{shop}", "To: camille@example.org", f"Message-ID: <m{n}@{shop}>")
        desk.add(desk.file(f"{n}.eml", mail(b"Bonjour, message %d." % n, *lines, header=own)))
    # With only what comes in nobody knows who the consumer is, and the words alone decide.
    alone = take_in([desk.file("n.eml", sent)], needs(workers, tmp_path / "seul"))
    known = desk.add(desk.folder / "preuves" / "n.eml")

    assert alone.pieces[0].rubric == "delivery"
    assert known.pieces[0].rubric == "correspondence"


PASTED = [
    ("Collé le 2026-05-14 à 06.12.03.png", encoded(drawing(), "PNG"), "Image"),
    ("Capture d’écran 2026-05-14 à 06.12.03.png", encoded(drawing(), "PNG"), "Image"),
    ("Pasted 2026-05-14 06.12.03.txt", b"une note sans date", "Une note sans date"),
]


@pytest.mark.parametrize(("name", "data", "title"), PASTED)
def test_neither_the_name_nor_the_time_of_a_pasted_file_dates_it(desk, name, data, title):
    path = desk.file(name, data)
    dropped = take_in([path], desk.intake).pieces[0]
    taken = desk.add(path, pasted=[path])

    (piece,) = taken.pieces
    assert {moment.source for moment in (dropped.moment, *dropped.alternatives)} == {
        Source.FILE_NAME,
        Source.FILE_TIME,
    }
    assert (piece.moment, piece.alternatives) == (UNKNOWN, ())
    assert piece.title == title
    assert (piece.originals[0].name, piece.originals[0].pasted) == (name, True)
    assert not dropped.originals[0].pasted
    assert only(taken, "undated").params == {"file": name}


def test_the_words_of_a_pasted_text_date_it(desk):
    path = desk.file("Collé le 2026-05-14.txt", b"Lyon, le 7 avril 2026\n\nMadame, Monsieur,")
    (piece,) = desk.add(path, pasted=[path]).pieces

    assert piece.moment.at.date() == date(2026, 4, 7)
    assert {moment.source for moment in (piece.moment, *piece.alternatives)} == {Source.PAGE_TEXT}


def test_only_what_was_pasted_loses_its_name_and_pasting_again_is_known(desk):
    pasted = desk.file("Collé le 2026-05-14.png", encoded(drawing(), "PNG"))
    dropped = desk.file("2026-05-13 colis.png", encoded(drawing(seed=2), "PNG"))
    desk.add(dropped, pasted, pasted=[pasted])

    assert desk.named(dropped.name).moment.at.date() == date(2026, 5, 13)
    assert desk.named(pasted.name).moment == UNKNOWN
    assert desk.add(pasted, pasted=[pasted]).pieces == ()


def test_what_is_left_out_of_every_annex_is_never_what_a_proof_repeats(desk):
    annex = BILL + b"\n" + ANNEX_MARK + b" >> >>\n"
    (old,) = desk.add_files(**{"annexe.pdf": annex}).pieces
    assert old.state is State.LEFT_OUT
    letter = desk.add_files(**{"m.eml": holding(("annexe.pdf", annex))})

    assert [piece.duplicate_of for piece in letter.pieces] == [None, None]


INNER = holding(("f.pdf", BILL), number="<o@x.example>")
FILES = {
    "a.txt": b"Une note",
    "b.txt": b"Une note",
    "c.txt": WORDS,
    "d.txt": WORDS + b" imprime",
    "f.pdf": BILL,
    "vide.txt": b"",
    "m.eml": holding(("f.pdf", BILL)),
    "m bis.eml": holding(("f.pdf", BILL), hops=1),
    "m nu.eml": holding(),
    "m nu bis.eml": holding(hops=1),
    "o.eml": INNER,
    "n.eml": holding(("note.txt", b"Une note"), ("o.eml", INNER), number="<n@x.example>"),
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(sorted(FILES)), min_size=1, max_size=8), data=st.data())
def test_however_files_are_split_into_adds_the_same_proofs_are_shown(workers, names, data):
    cuts = data.draw(st.sets(st.integers(1, max(1, len(names) - 1)), max_size=4))
    with tempfile.TemporaryDirectory() as folder:
        once, split = Desk(workers, Path(folder) / "once"), Desk(workers, Path(folder) / "split")
        named = [(f"{place}/{name}", FILES[name]) for place, name in enumerate(names)]
        once.add_files(**dict(named))
        edges = sorted({0, *cuts, len(named)})
        for start, end in itertools.pairwise(edges):
            split.add_files(**dict(named[start:end]))

        assert shown(split.dossier) == shown(once.dossier)
        assert split.add(split.folder / "preuves").pieces == ()
