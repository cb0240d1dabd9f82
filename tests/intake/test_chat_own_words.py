"""What people write themselves stays theirs, however much it looks like a program's line."""

from datetime import datetime

import pytest

from dossier.basis.digest import digest_of
from dossier.intake.chat.imessage_text import read_imessage_text
from dossier.intake.chat.media import MediaIndex
from dossier.intake.chat.signal_text import read_signal_text
from dossier.intake.chat.whatsapp_text import read_export
from dossier.model.flow import Notice
from tests.support.chats import whatsapp
from tests.support.mails import png
from tests.support.media import make_audio
from tests.support.reading import Desk

AT = "Mar 12, 2026  9:00:00 AM"
ANSWER = f"    {AT}\n    SAV\n    la réponse\n\n    la suite"


def imessage(*lines, came=()):
    (one, *_) = read_imessage_text("\n".join((AT, "Me", *lines)), came=lambda path: path in came)
    return one


@pytest.mark.parametrize(
    "line", ["novadesk.fr/suivi/colis.php", "24/12.2025", "    en retrait", "a/b.png", "oui/non.peut"]
)
def test_imessage_keeps_what_was_written(line):
    one = imessage("avant", line, "après")

    assert one.text == f"avant\n{line}\naprès"
    assert one.files == ()


@pytest.mark.parametrize("path", ["/Users/lea/a.png", "~/Library/a.heic", "pièces/a.png"])
def test_imessage_takes_the_path_of_a_file(path):
    one = imessage("voici", path, came=("pièces/a.png",))

    assert (one.text, one.files) == ("voici", (path,))


def test_imessage_passes_over_an_answer_that_stands_at_its_own_place_too():
    one = imessage("avant", "", ANSWER, "", f"    {AT}", "    Me", "    oui", "après")

    assert one.text == "avant\n\naprès"


def test_imessage_announces_in_nobodys_name():
    text = (
        f'{AT}\nMe\nbonjour\n\n{AT} SAV named the conversation "Litige"\n\n{AT} (Read by you)\nSAV\nbonsoir'
    )
    said = [(one.sender, one.text) for one in read_imessage_text(text, came=lambda _: False)]

    assert said == [("Me", "bonjour"), ("", 'SAV named the conversation "Litige"'), ("SAV", "bonsoir")]


def test_signal_takes_for_a_quote_only_what_was_said_before():
    own = "> 30 jours de retard,\n> et personne ne répond"
    at = "[2026-03-12 09:00:00]"
    answer = "".join(f"> {line}\n" for line in own.split("\n"))
    first, second, third = read_signal_text(
        f"{at} Me: {own}\n{at} SAV: \n\n{answer}\nnous cherchons\n{at} Me: \n> \n\nmerci"
    )

    assert (first.text, first.quoted) == (own, "")
    assert (second.text, second.quoted) == ("nous cherchons", " ".join(own.split()))
    assert (third.text, third.quoted) == ("merci", "")


@pytest.mark.parametrize("name", ["M. Dupont", "Dr. House", "S. A. V.", "Mme. Roche"])
def test_whatsapp_knows_a_name_with_a_shortened_word(name):
    (one,) = read_export(f"12/03/2026, 10:00 - {name}: IMG.jpg (fichier joint)").messages

    assert (one.sender, one.media) == (name, ("IMG.jpg",))


@pytest.mark.parametrize("name", ['Jean "Jo" Dupont', "Maison Perrin. Lyon", "Allo? Service"])
def test_whatsapp_knows_a_name_that_occurs_twice_or_stands_in_the_file_name(name):
    line = f"12/03/2026, 10:00 - {name}: bonjour"
    title = f"Discussion WhatsApp avec {name}.txt"

    assert [one.sender for one in read_export(line).messages] == [""]
    assert [one.sender for one in read_export(f"{line}\n{line}").messages] == [name, name]
    assert [one.sender for one in read_export(line, title=title).messages] == [name]


def test_whatsapp_takes_no_sentence_for_a_name():
    line = "12/03/2026, 10:00 - Le sujet a été modifié. Nouveau sujet: litige"

    assert read_export(line).messages[0].sender == ""


def test_an_export_says_itself_that_nobody_can_read_its_dates(tmp_path):
    desk = Desk(tmp_path)
    unsure = desk.read(whatsapp("1/4/26, 10:14 PM - Bob: hi there you", "1/5/26, 9:00 PM - Al: what is it"))
    sure = desk.read(whatsapp("13/03/2026, 10:14 - Bob: salut"))

    why = Notice(code="chat-undated", params={})
    assert desk.flow(unsure).blocks[0] == why
    assert why not in desk.flow(sure).blocks


def test_a_medium_is_told_with_every_time_it_was_sent(tmp_path):
    desk = Desk(tmp_path)
    media = {"a.png": png(4, 4), "b.wav": make_audio(), "c.png": png(5, 5)}
    lines = (
        "12/03/2026, 10:00 - A: a.png (fichier joint)",
        "13/03/2026, 10:00 - A: a.png (fichier joint)",
        "14/03/2026, 10:00 - A: b.wav (fichier joint)",
    )
    draft = desk.read(whatsapp(*lines), beside=media)

    assert {one.asset: (one.at, one.heard) for one in draft.sent} == {
        digest_of(media["a.png"]): ((datetime(2026, 3, 12, 10), datetime(2026, 3, 13, 10)), False),
        digest_of(media["b.wav"]): ((datetime(2026, 3, 14, 10),), True),
        digest_of(media["c.png"]): ((), False),
    }


def test_no_program_nests_so_deep_that_a_path_of_many_folders_means_a_file():
    index = MediaIndex(["a.png", "/".join("b" * 30)])

    assert index.find("x/" * 400 + "a.png") == "a.png"
    assert index.find("/".join("b" * 30)) is None
