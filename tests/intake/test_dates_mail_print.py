"""Mails printed from webmail by a browser: the day they were sent, and never that of printing."""

import pytest

from dossier.intake.dates.settle import dates_in_text
from dossier.model.piece import FileKind

_HEAD = """20/05/26, 18:03 {title} - Sophie - Outlook
Outlook
{subject}
{of} Assistance <aide@vc.example>
{day}
{to} Sophie <sophie@example.fr>
{hello}
nous avons lu la lettre du 9 avril 2026.
https://outlook.live.com/mail/0/id/AQMkAD 1/1"""

HEADS = [
    ("De", "Date Ven 17/04/2026 16:40", "À", "Bonjour,"),
    ("De", "Date ven. 17/04/2026 16:40", "À", "Bonjour,"),
    ("De :", "Envoyé : vendredi 17 avril 2026 16:40", "À :", "Bonjour,"),
    ("Von", "Datum Fr 17.04.2026 16:40", "An", "Guten Tag,"),
    ("Von:", "Gesendet: Freitag, 17. April 2026 16:40", "An:", "Guten Tag,"),
    ("Van", "Datum Vr 17-4-2026 16:40", "Aan", "Beste,"),
    ("Van:", "Verzonden: vrijdag 17 april 2026 16:40", "Aan:", "Beste,"),
    ("From", "Date Fri 4/17/2026 4:40 PM", "To", "Dear Sophie,"),
    ("From:", "Sent: Friday, April 17, 2026 4:40 PM", "To:", "Dear Sophie,"),
    ("Da", "Data ven 17/04/2026 16:40", "A", "Gentile Sophie,"),
    ("Da:", "Inviato: venerdì 17 aprile 2026 16:40", "A:", "Gentile Sophie,"),
    ("De:", "Enviado: viernes, 17 de abril de 2026 16:40", "Para:", "Estimada Sophie:"),
    ("De", "Fecha Vie 17/04/2026 16:40", "Para", "Estimada Sophie:"),
]

_GMAIL = """02/04/26, 11:20 Gmail - {subject}
Gmail Sophie <s@x.example>
{subject}
1 message
SAV <a@vc.example>{between}{day}
Sophie <s@x.example>
Bonjour,
https://mail.google.com/mail/u/0/?ik=77 1/1"""

DAYS = [
    "17 avril 2026 à 16:40",
    "17. April 2026 um 16:40",
    "17 april 2026 om 16:40",
    "17 April 2026 at 16:40",
    "17 aprile 2026 alle ore 16:40",
    "17 aprile 2026 alle 16:40",
    "17 de abril de 2026 a las 16:40",
]


def own(text):
    return dates_in_text(text, kind=FileKind.PDF).own


@pytest.mark.parametrize(("of", "day", "to", "hello"), HEADS)
def test_a_mail_in_outlook_on_the_web_is_of_the_day_in_its_head(of, day, to, hello):
    title, subject = "Courrier", "RE: Réclamation"
    moment = own(_HEAD.format(title=title, subject=subject, of=of, day=day, to=to, hello=hello))
    assert moment is not None
    assert str(moment.at) == "2026-04-17 16:40:00"


@pytest.mark.parametrize("between", [" ", "\n"])
@pytest.mark.parametrize("day", DAYS)
def test_a_mail_in_gmail_is_of_the_day_beside_its_sender(day, between):
    moment = own(_GMAIL.format(subject="Réclamation", day=day, between=between))
    assert moment is not None
    assert str(moment.at) == "2026-04-17 16:40:00"


@pytest.mark.parametrize(
    "text",
    [
        # the sending line says no year, or stands in no words that are known
        _HEAD.format(
            title="Courrier",
            subject="RE: Refus",
            of="De",
            day="Ven 17 avr. à 16:40",
            to="À",
            hello="Bonjour,",
        ),
        _GMAIL.format(subject="Klacht", day="vr 17 apr, 16:40", between=" "),
        "20/05/2026, 18:03 Yahoo Mail - Refus\nRefus\nven. 17 avr. à 16:40\n"
        "https://mail.yahoo.com/d/folders/1 1/1",
    ],
)
def test_a_mail_is_never_of_the_day_on_which_it_was_printed(text):
    found = dates_in_text(text, kind=FileKind.PDF)
    assert found.own is None
    assert found.others


def test_a_sender_on_a_ticket_is_a_station():
    text = "Billet de train\nDe : Paris Gare de Lyon\nÀ : Nice\nDate : 12/03/2026 à 10:12\nVoiture 4"
    assert own(text) is None


def test_a_sentence_below_an_address_is_no_head():
    assert own("Packed by Ann Lee <ann@x.example>\non Thu, 17 Aug 2025 16:10:54 +0200.\nLicence") is None


def test_a_quoted_head_further_down_does_not_date_the_mail():
    head = _HEAD.format(
        title="Post", subject="AW: X", of="Von", day="Datum Fr 17.04.2026 16:40", to="An", hello="Hi"
    )
    moment = own(head + "\nVon: Sophie <s@x.example>\nDatum: 9.4.2026 08:12\nAn: SAV <a@vc.example>")
    assert moment is not None
    assert str(moment.at) == "2026-04-17 16:40:00"
