"""The consumer's two letters: her first complaint and, later, her formal notice."""

import tomllib
from pathlib import Path

from tests.support.sample_hand import signature
from tests.support.sample_paper import HEIGHT_PT, TYPEWRITTEN, WIDTH_PT, Paper
from tests.support.sample_story import (
    CASE,
    CONSUMER,
    CONSUMER_MAIL,
    CONSUMER_PHONE,
    HOME,
    INVOICE,
    MEDIATOR,
    ORDER,
    SELLER,
    SELLER_ADDRESS,
)

LEFT, WIDE = 72.0, WIDTH_PT - 144.0
SIZE = 11.5

_SUMS = (
    ("Prix du bureau", "489,00 €"),
    ("Frais de livraison", "39,00 €"),
    ("Examen du plateau par un ébéniste", "45,00 €"),
    ("Total", "573,00 €"),
)


def _letter(part: str) -> list[str]:
    """Reads the paragraphs of a part of the letters."""
    parts = tomllib.loads(Path(__file__).with_name("sample_letters.toml").read_text("utf-8"))
    return [text.format(order=ORDER, invoice=INVOICE, mediator=MEDIATOR) for text in parts[part]]


def _head(paper: Paper, day: str, subject: tuple[str, ...], *, sent: str) -> float:
    paper.lines(LEFT, 76, (CONSUMER, *HOME, CONSUMER_PHONE, CONSUMER_MAIL), SIZE)
    paper.lines(340, 168, (f"{SELLER} SAS", "Service client", *SELLER_ADDRESS), SIZE)
    paper.text(340, 258, day, SIZE)
    if sent:
        paper.text(LEFT, 232, sent, SIZE, font="italic")
    y = 296.0
    for line in subject:
        paper.text(LEFT, y, line, SIZE, font="bold")
        y += SIZE * 1.35
    return y + 14


def _paragraphs(paper: Paper, y: float, texts: list[str]) -> float:
    for text in texts:
        listed = text.startswith("– ")
        shift = 16 if listed else 0
        y = paper.paragraph(LEFT + shift, y, WIDE - shift, text, SIZE) + (4 if listed else 9)
    return y


def _sign(paper: Paper, y: float) -> None:
    paper.text(380, y, CONSUMER, SIZE)
    paper.ink(signature(376, y + 44, 3.4))


def first_letter() -> bytes:
    """The letter attached to the first complaint."""
    paper = Paper(TYPEWRITTEN)
    subject = ("Objet : réclamation, plateau fendu à la livraison", f"Commande {ORDER}")
    y = _paragraphs(paper, _head(paper, "Lyon, le 13 mars 2026", subject, sent=""), _letter("first"))
    _sign(paper, y + 22)
    return paper.done(title="Lettre de réclamation", made_by="Texte 7", at="D:20260313190842+01'00'")


def formal_notice() -> bytes:
    """The formal notice by registered letter, two pages."""
    paper = Paper(TYPEWRITTEN)
    subject = ("Objet : mise en demeure, résolution de la vente et remboursement",
               f"Commande {ORDER} – dossier {CASE}")  # fmt: skip
    sent = "Lettre recommandée avec avis de réception"
    _paragraphs(paper, _head(paper, "Lyon, le 7 avril 2026", subject, sent=sent), _letter("notice"))
    paper.text(WIDTH_PT / 2, HEIGHT_PT - 44, "1 / 2", 9.5, align="center")
    paper.next_page()
    y = _paragraphs(paper, 84, _letter("demand")) + 8
    for place, (name, value) in enumerate(_SUMS):
        total = place == len(_SUMS) - 1
        font = "bold" if total else "plain"
        paper.text(LEFT + 60, y, name, SIZE, font=font)
        paper.text(LEFT + WIDE - 60, y, value, SIZE, font=font, align="right")
        paper.rule(
            LEFT + 60, LEFT + WIDE - 60, y + 7, color="#1c2329" if place >= len(_SUMS) - 2 else "#c9cfd4"
        )
        y += 23
    y = _paragraphs(paper, y + 16, _letter("close"))
    _sign(paper, y + 26)
    paper.text(WIDTH_PT / 2, HEIGHT_PT - 44, "2 / 2", 9.5, align="center")
    return paper.done(title="Mise en demeure", made_by="Texte 7", at="D:20260407101530+02'00'")
