"""Each page of the finished annex: its shape, its label and the marks printed on it."""

import re
from collections.abc import Iterator

from dossier.annex.check_fact import Fact, hold
from dossier.annex.check_view import AnnexView, squeezed
from dossier.model.plan import PageKind, Plan

_SLACK_PT = 1.5


def page_shapes(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """Every page is A4, as it was planned, and needs no turning."""
    for number, (page, planned) in enumerate(zip(view.pages, plan.pages, strict=True), 1):
        box, crop = page.mediabox, page.cropbox
        wide, high = planned.size_pt
        right = abs(float(box.width) - wide) < _SLACK_PT and abs(float(box.height) - high) < _SLACK_PT
        yield hold(right and box == crop, "page-size", page=number)
        yield hold(page.rotation % 360 == 0, "page-turned", page=number)


def page_labels(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """Readers call each page by the number that is printed on it."""
    del plan
    for number, label in enumerate(view.reader.page_labels, 1):
        yield hold(label == str(number), "page-label", page=number, found=squeezed(label))


def page_numbers(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """Every page bears its number at the bottom right."""
    for number, words in enumerate(view.words, 1):
        wanted = plan.page_words(number)
        yield hold(stands_in(wanted, words.corner), "page-number", page=number, wanted=wanted)


def footers(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """Every page of a piece says at the bottom left whose it is."""
    for number, (words, page) in enumerate(zip(view.words, plan.pages, strict=True), 1):
        if page.kind is PageKind.PIECE:
            wanted = plan.footer_words(number)
            yield hold(stands_in(wanted, words.foot), "page-footer", page=number, wanted=wanted)


def stamps(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """The first page of every piece bears its stamp above the frame."""
    for piece in plan.pieces:
        words = view.words[piece.first - 1].head
        yield hold(stands_in(piece.label, words), "page-stamp", page=piece.first, wanted=piece.label)


def fingerprints(view: AnnexView, plan: Plan) -> Iterator[Fact]:
    """The integrity table, or the head of a separate file, holds the fingerprint of every original."""
    pairs = zip(view.words, plan.pages, strict=True)
    table = " ".join(words.all for words, page in pairs if page.kind in (PageKind.INTEGRITY, PageKind.HEAD))
    for piece in plan.pieces:
        for fingerprint in piece.fingerprints:
            yield hold(fingerprint in table, "fingerprint-missing", piece=piece.label)


def stands_in(wanted: str, words: str) -> bool:
    """Tells whether exact words stand in others: "Pièce n° 1" neither in "Pièce n° 12" nor "1.2"."""
    exact = re.escape(squeezed(wanted))
    return re.search(rf"(?<![\d.]){exact}(?![\d]|\.\d)", words) is not None
