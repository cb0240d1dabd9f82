"""What WhatsApp itself writes into an export, in seven languages."""

from datetime import datetime

import pytest

from dossier.intake.chat.whatsapp_text import read_export
from dossier.intake.chat.whatsapp_words import told_apart
from dossier.press.omitted import Omitted

DELETED = [
    "This message was deleted",
    "This message was deleted by admin Tom",
    "Ce message a été supprimé",
    "Ce message a été supprimé.",
    "Diese Nachricht wurde gelöscht.",
    "Dit bericht is verwijderd",
    "Se eliminó este mensaje.",
    "Questo messaggio è stato eliminato",
    "Mensagem apagada",
    "Esta mensagem foi apagada",
]
DELETED_HERE = [
    "You deleted this message",
    "Vous avez supprimé ce message",
    "Du hast diese Nachricht gelöscht.",
    "Je hebt dit bericht verwijderd",
    "Eliminaste este mensaje",
    "Hai eliminato questo messaggio",
    "Você apagou esta mensagem",
]
EDITED = [
    "<This message was edited>",
    "<Ce message a été modifié>",
    "<Diese Nachricht wurde bearbeitet.>",
    "<Dit bericht is bewerkt>",
    "<Se editó este mensaje.>",
    "<Questo messaggio è stato modificato>",
    "<Mensagem editada>",
]
OMITTED = {
    "<Multimedia omitido>": Omitted.MEDIUM,
    "<Media weggelaten>": Omitted.MEDIUM,
    "<Medien ausgeschlossen>": Omitted.MEDIUM,
    "<Media omessi>": Omitted.MEDIUM,
    "<Mídia oculta>": Omitted.MEDIUM,
    "<Ficheiro não revelado>": Omitted.MEDIUM,
    "imagen omitida": Omitted.IMAGE,
    "immagine omessa": Omitted.IMAGE,
    "imagem ocultada": Omitted.IMAGE,
    "áudio ocultado": Omitted.AUDIO,
    "Sprachnachricht weggelassen": Omitted.AUDIO,
    "figurinha omitida": Omitted.STICKER,
    "Dokument weggelassen": Omitted.DOCUMENT,
}
NAMED = [
    "photo.jpg (file attached)",
    "photo.jpg (fichier joint)",
    "photo.jpg (Datei angehängt)",
    "photo.jpg (bestand bijgevoegd)",
    "photo.jpg (archivo adjunto)",
    "photo.jpg (file allegato)",
    "photo.jpg (arquivo anexado)",
    "<attached: photo.jpg>",
    "<pièce jointe : photo.jpg>",
    "<Anhang: photo.jpg>",
    "<bijlage: photo.jpg>",
    "<adjunto: photo.jpg>",
    "<allegato: photo.jpg>",
    "<anexado: photo.jpg>",
]
HEADERS = [
    "[2026-03-13, 21 h 47 min 12 s] ",
    "[2026-03-13 21:47:12] ",
    "13. 3. 2026, 21:47 - ",
    "13. 3. 26 21:47 - ",
    "13/3/26, 21:47 - ",
    "[13/03/26 às 21:47:12] ",
    "13/03/2026, 9:47\u202fp.\xa0m. - ",
    "13.03.2026, alle ore 21:47 - ",
    "2026/03/13, 21:47 - ",
]


@pytest.mark.parametrize("said", DELETED + DELETED_HERE)
def test_a_deleted_message_is_told_as_one(said):
    words = told_apart(said)

    assert (words.text, words.deleted, words.own) == ("", said, said in DELETED_HERE)


@pytest.mark.parametrize("said", EDITED)
def test_an_edited_message_keeps_its_words_and_is_told(said):
    words = told_apart(f"Nous refusons. {said}")

    assert (words.text, words.edited) == ("Nous refusons.", True)


@pytest.mark.parametrize(("said", "kind"), OMITTED.items())
def test_media_left_out_are_told_by_their_kind(said, kind):
    assert told_apart(said).media == (kind,)


@pytest.mark.parametrize("said", NAMED)
def test_media_that_came_are_told_by_their_names(said):
    words = told_apart(f"{said}\nla voici")

    assert (words.text, words.media) == ("la voici", ("photo.jpg",))


def test_a_document_left_out_keeps_its_name():
    assert told_apart("facture.pdf • 2 pages document omis").media == ("facture.pdf",)


@pytest.mark.parametrize(
    "said",
    [
        "Pourquoi ce message a été supprimé ?",
        "vous avez écrit <pas de remboursement>",
        "j’ai joint facture.pdf (2 pages)",
        "la photo omise dans le dossier",
        "le fichier • document",
        "<Ce message a été modifié> disait-elle",
    ],
)
def test_words_in_a_sentence_are_somebodys_own(said):
    words = told_apart(said)

    assert (words.text, words.media, words.deleted, words.edited) == (said, (), "", False)


@pytest.mark.parametrize("header", HEADERS)
def test_more_styles_say_the_same_instant(header):
    export = read_export(f"{header}Léa: bonjour\n{header}Tom: salut")

    assert [m.sender for m in export.messages] == ["Léa", "Tom"]
    assert export.messages[0].at.replace(second=0) == datetime(2026, 3, 13, 21, 47)


@pytest.mark.parametrize(
    "said",
    [
        "Les messages et les appels sont chiffrés de bout en bout.",
        "Messages and calls are end-to-end encrypted.",
        "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.",
    ],
)
def test_the_programs_own_words_are_nobodys(said):
    header = "[13/03/2026 09:00:00] "
    export = read_export(f"{header}Boutique: \u200e{said}\n{header}Boutique: bonjour")

    assert [(m.sender, m.text) for m in export.messages] == [("", said), ("Boutique", "bonjour")]
