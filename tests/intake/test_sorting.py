"""A dispute through the whole intake: sorted, said why, titled by who wrote, and its parties proposed."""

from datetime import date
from email.message import EmailMessage

import pytest

from dossier.basis.assets import Assets
from dossier.intake.take_in import Intake, take_in
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool

LEA = "Léa Martin <lea@home.example>"
LINE = "LIGNE D’OR <noreply@lignedor.example>"
CARE = "Ligne d’Or Service client <relations@lignedor.example>"
MAILS = (
    (
        "1 ticket.eml",
        LINE,
        LEA,
        "Votre itinéraire Lille – Porto",
        "Passagers : 2. Billet électronique joint.",
    ),
    ("2 late.eml", LINE, LEA, "Votre vol est retardé", "Cher passager, l’embarquement est repoussé."),
    ("3 claim.eml", LEA, CARE, "Demande d’indemnisation", "Je demande 250 € par passager."),
    ("4 no.eml", CARE, LEA, "RE: Demande d’indemnisation", "Nous refusons votre demande."),
)


def written(sender, to, subject, text) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = "Thu, 12 Mar 2026 10:00:00 +0100"
    made.set_content(text)
    return made.as_bytes()


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("proofs")
    for name, *said in MAILS:
        (folder / name).write_bytes(written(*said))
    with Pool(1) as pool, WebPrinter(pool) as printer:
        intake = Intake(
            assets=Assets(tmp_path_factory.mktemp("assets")),
            pool=pool,
            printer=printer,
            texts=Texts("fr"),
            zone="Europe/Paris",
            day=date(2026, 6, 1),
        )
        first = take_in([folder], intake)
        (folder / "IMG_20260312_101500.txt").write_text("Panneau des départs : retardé", "utf-8")
        return first, take_in([folder], intake, known=first.pieces)


def test_each_piece_is_sorted_titled_and_says_why(taken):
    told = [(one.title.replace("\u00a0", " "), one.rubric, one.reason) for one in taken[0].pieces]
    assert told == [
        ("Courriel de Ligne d’Or – Votre itinéraire Lille – Porto", "order", "words"),
        ("Courriel de Ligne d’Or – Votre vol est retardé", "delivery", "words"),
        ("Courriel à Ligne d’Or Service client – Demande d’indemnisation", "complaint", "words"),
        (
            "Courriel de Ligne d’Or Service client – Re : Demande d’indemnisation",
            "correspondence",
            "kind",
        ),
    ]
    assert "Votre vol" in taken[0].pieces[1].reason_words


def test_the_trader_and_the_consumer_are_proposed_once(taken):
    first, second = ([one for one in part.findings if one.code.startswith("party-found")] for part in taken)
    assert {(one.params["role"], one.params["addresses"]) for one in first} == {
        ("seller", "relations@lignedor.example, noreply@lignedor.example"),
        ("consumer", "lea@home.example"),
    }
    assert second == []
    assert len(taken[1].pieces) == 1
