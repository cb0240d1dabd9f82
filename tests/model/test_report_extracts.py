"""A report of an extract quotes no words: they may stand on a page that is not shown."""

from dataclasses import replace

from dossier.basis.digest import digest_of
from dossier.model.body import PdfBody
from dossier.model.commands.add import add
from dossier.model.commands.view import choose_pages
from dossier.model.finding import note
from dossier.model.moment import Source, day
from dossier.model.report import report
from tests.support.dossiers import PARIS, piece, small_dossier

SECRET = "Commande du 13/03/2026 SECRET"


def told(dossier, findings):
    return str(
        report(dossier, (), zone=PARIS, findings=findings, annexes=[], say=lambda one: str(one.params))
    )


def test_the_words_of_the_pages_left_away_are_not_in_the_report():
    paper = replace(
        piece("paper", "order"),
        moment=day(2026, 3, 13, source=Source.PAGE_TEXT, evidence=SECRET),
        bodies=(PdfBody(asset=digest_of(b"p"), pages=3),),
    )
    whole = add(small_dossier(), [paper]).dossier
    findings = [note("date-from-text", day="2026-03-13", words=SECRET).of(paper.id)]
    assert SECRET in told(whole, findings)
    extract = choose_pages(whole, paper.id, pages=[1]).dossier
    assert "SECRET" not in told(extract, findings)
    assert "2026-03-13" in told(extract, findings)
