"""What other programs give without a file: mails, pictures as they were, addresses."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QImage

from dossier.basis.errors import UsageError
from dossier.model.piece import FileKind
from dossier.texts.catalogue import Texts
from tests.support.mails import mail
from ui.views.drops import LINK_MIME, LISTED_MAIL_MIME, MAIL_MIME, PROMISED_MIME
from ui.wiring.pasting import brought
from ui.wiring.promised import MOST_FILES, promised_names

FR = Texts("fr")
_CONTENTS = 'application/x-qt-windows-mime;value="FileContents"'
PAGE = "https://boutique.example/annonce"


def descriptor(*names, said=None):
    rows = (bytes(72) + name.encode("utf-16-le")[:518].ljust(520, b"\0") for name in names)
    return struct.pack("<I", len(names) if said is None else said) + b"".join(rows)


def given_data(formats, *, urls=(), text=None, html=None):
    data = QMimeData()
    for name, content in formats.items():
        data.setData(name, QByteArray(content))
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    if text is not None:
        data.setText(text)
    if html is not None:
        data.setHtml(html)
    return data


def written(tmp_path, data):
    made = brought(data).files
    for number, one in enumerate(made):
        one.write(tmp_path / str(number))
    return [(one.name, one.suffix, (tmp_path / str(n)).read_bytes()) for n, one in enumerate(made)]


def test_outlooks_files_are_written_under_their_own_names(tmp_path):
    data = given_data(
        {
            PROMISED_MIME: descriptor("Réponse.eml", "..\\..\\photo : 1.JPG", "rien.msg"),
            f"{_CONTENTS};index=0": b"From: a",
            f"{_CONTENTS};index=1": b"jpeg",
        }
    )
    assert written(tmp_path, data) == [("Réponse", "eml", b"From: a"), ("photo 1", "jpg", b"jpeg")]


def test_outlooks_only_file_may_come_without_a_number(tmp_path):
    data = given_data({PROMISED_MIME: descriptor("a.eml"), _CONTENTS: b"From: a"})
    assert written(tmp_path, data) == [("a", "eml", b"From: a")]


@pytest.mark.parametrize("said", [0, 1, 2**32 - 1])
@pytest.mark.parametrize("content", [b"", b"\x01", b"\xff" * 591, descriptor("a") * 3], ids=len)
def test_a_list_of_files_that_lies_is_read_as_far_as_it_goes(said, content):
    names = promised_names(struct.pack("<I", said) + content)
    assert len(names) <= min(said, len(content) // 592)


@given(st.binary(max_size=3000))
def test_any_list_of_files_gives_names_that_a_disk_takes(content):
    for name, suffix in promised_names(content):
        assert not set(f"{name}.{suffix}") & set('<>:"/\\|?*\0')
        assert name not in (".", "..")


def promised(*contents):
    """Promises a file for each content; None for one that is then not handed over."""
    names = [f"{number}.eml" for number in range(len(contents))]
    given = {
        f"{_CONTENTS};index={number}": content
        for number, content in enumerate(contents)
        if content is not None
    }
    return given_data({PROMISED_MIME: descriptor(*names), **given})


def test_very_many_files_are_cut_and_the_others_named():
    made = brought(promised(*[b"From: a"] * (MOST_FILES + 2)))
    assert len(made.files) == MOST_FILES
    assert made.left == (f"{MOST_FILES}.eml", f"{MOST_FILES + 1}.eml")


def test_files_that_are_not_handed_over_or_too_large_are_named(monkeypatch):
    monkeypatch.setattr("ui.wiring.promised.MOST_BYTES", 9)
    made = brought(promised(b"abc", None, bytes(10), b"defg"))
    assert [one.name for one in made.files] == ["0", "3"]
    assert made.left == ("1.eml", "2.eml")


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (1, "Un fichier n’a pas été remis par l’autre programme, ou est trop grand\u00a0: 1.eml. "),
        (7, "7 fichiers n’ont pas été remis"),
    ],
)
def test_mails_that_were_promised_but_not_given_are_told_with_those_that_came(person, missing, said):
    person.drop_data(promised(mail(b"Bonjour"), *[None] * missing))
    person.see(lambda: len(person.dossier.pieces) == 7)
    assert said in person.told()
    assert "4.eml, 5.eml, …. " in person.told() or missing == 1

    person.drop_data(given_data({}, text="Une note"))
    person.see(lambda: len(person.dossier.pieces) == 8)
    assert "remis" not in person.told()


def test_a_mail_comes_as_it_is(tmp_path):
    data = given_data({MAIL_MIME: b"From: a\n\nb"}, text="Sujet", urls=["imap://serveur/1"])
    assert written(tmp_path, data) == [("", "eml", b"From: a\n\nb")]


def test_a_picture_keeps_the_bytes_that_it_came_with(tmp_path, qapp):
    data = given_data({"image/webp": b"RIFF", "image/jpeg": b"\xff\xd8exif"}, urls=[f"{PAGE}.jpg"])
    data.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    assert written(tmp_path, data) == [("", "jpg", b"\xff\xd8exif")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (
            lambda: given_data({}, urls=[PAGE], text=PAGE, html=f'<a href="{PAGE}">Annonce</a>'),
            "link-not-fetched",
        ),
        (lambda: given_data({}, text=f"{PAGE}\n{PAGE}"), "link-not-fetched"),
        (lambda: given_data({LINK_MIME: b"h"}, html="<a>Annonce</a>"), "link-not-fetched"),
        (
            lambda: given_data({LISTED_MAIL_MIME: b"imap-message://x"}, text="imap-message://x"),
            "mail-not-given",
        ),
        (lambda: given_data({}, urls=["mailbox:///home/a/Inbox?number=1"]), "mail-not-given"),
        (lambda: given_data({PROMISED_MIME: descriptor("a.msg")}), "mail-not-given"),
    ],
)
def test_what_only_points_elsewhere_is_refused_with_what_helps(data, code):
    with pytest.raises(UsageError) as refused:
        brought(data())
    assert refused.value.code == code


def test_words_with_an_address_in_them_are_words(tmp_path):
    said = f"Voir {PAGE} : le prix a changé."
    assert written(tmp_path, given_data({}, text=said)) == [("", "txt", said.encode())]


def test_many_words_that_look_like_addresses_take_no_time():
    assert brought(given_data({}, text="a://://b " * 50_000 + "fin")).files[0].suffix == "txt"


def test_a_mail_dropped_on_the_card_becomes_a_piece(person):
    data = given_data({PROMISED_MIME: descriptor("Réponse.eml"), f"{_CONTENTS};index=0": mail(b"Bonjour")})
    assert person._drop(person.bench, data, person.bench.rect().center())
    person.see(lambda: len(person.dossier.pieces) == 7)
    (file,) = person.dossier.pieces[-1].originals
    assert (file.name, file.kind) == ("Réponse.eml", FileKind.EMAIL)


def test_a_link_dropped_on_the_list_is_explained(person):
    assert person.drop_data(given_data({}, urls=[PAGE], text=PAGE))
    assert "n’ouvre jamais de connexion" in person.told()
    assert len(person.dossier.pieces) == 6
