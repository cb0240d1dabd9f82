"""Dates in the words of invoices, letters, tickets, receipts and statements, in four languages."""

from datetime import date

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.limits import TEXT_CHARS
from dossier.intake.dates.page import lines_of
from dossier.intake.dates.text import TextDates, dates_in_text
from dossier.intake.dates.words import Order, compose, fold, numeric_order, written_dates
from dossier.model.moment import UNKNOWN, Precision, Source
from dossier.model.piece import FileKind
from tests.support.patience import patience

FIRST, LAST = date(2000, 1, 1), date(2079, 12, 31)

DATED = [
    (
        "Léa Martin <lea@example.org> mer. 13 mai 2026 à 23:03\nÀ : SAV\nVotre vol du 14 mai 2026",
        "2026-05-13 23:03",
    ),
    ("Facture N° 118 Date : 12/03/2026 Échéance : 11/04/2026", "2026-03-12"),
    ("Relevé de compte du 01/05/2026 au 31/05/2026\n15/05/2026 HOTEL -12", "2026-05-31"),
    ("Devis n° 26-118 du 30 mars 2026, valable jusqu'au 30 avril 2026", "2026-03-30"),
    ("Le Médiateur\nParis, le 12 mars 2026\nVotre saisine du 3 février 2026", "2026-03-12"),
    ("Confirmation\nArrivée vendredi 14 mai 2026\nRéservé le 2 février 2026", "2026-02-02"),
    ("Facture n° 2026-118\nDate de facture : 12/03/2026\nÉchéance : 11/04/2026", "2026-03-12"),
    ("Facture n° 2026-118 du 12 mars 2026\nÀ payer avant le 11 avril 2026", "2026-03-12"),
    (
        "Bruxelles, le 12 mars 2026\n\nMadame, Monsieur,\nJ'ai commandé le 3 février 2026 un vélo.",
        "2026-03-12",
    ),
    (
        "Léa Martin\n"
        "12 rue du Lac\n"
        "75001 Paris\n"
        "\n"
        "Paris, le 1er avril 2026\n"
        "\n"
        "Objet : commande n° 4512 du 3 mars 2026\n"
        "\n"
        "Madame,",
        "2026-04-01",
    ),
    ("Rechnung Nr. 42\nRechnungsdatum: 31.01.2026\nFällig am 14.02.2026", "2026-01-31"),
    ("Berlin, den 3. April 2026\nSehr geehrte Damen und Herren", "2026-04-03"),
    ("Gent, 3 april 2026\nGeachte mevrouw", "2026-04-03"),
    ("Factuur 2026/55\nFactuurdatum: 03-04-2026\nVervaldatum: 03-05-2026", "2026-04-03"),
    ("INVOICE 77\nInvoice date: March 3, 2026\nDue date: April 2, 2026", "2026-03-03"),
    ("INVOICE 77\nInvoice date: 3rd March 2026", "2026-03-03"),
    ("INVOICE\nDate: 03/17/2026\nTotal $20", "2026-03-17"),
    ("Extrait de compte n° 5\nPériode du 01/05/2026 au 31/05/2026\n15/05/2026 HOTEL -122", "2026-05-31"),
    ("Relevé de compte\nAncien solde au 30/04/2026 100\nNouveau solde au 31/05/2026 200", "2026-05-31"),
    ("Situation au 31/05/2026\nSolde 12", "2026-05-31"),
    ("Kontoauszug Nr. 3 vom 31.03.2026\nBuchung 12.03.2026", "2026-03-31"),
    ("Billet électronique\nVol du 14 mai 2026, départ 06:35\nÉmis le 02/02/2026", "2026-02-02"),
    ("E-ticket\nDate de réservation : 02/02/2026\n14 mai 2026, départ 06:35", "2026-02-02"),
    ("CAFÉ DU PORT\n18/08/2026 07:52\nTOTAL 6,10 EUR\nTVA 10%", "2026-08-18 07:52"),
    ("TICKET\nMARCHE U\nLe 14/05/2026 à 18h12\nTOTAL TTC 12,30", "2026-05-14 18:12"),
    ("Date de facture Date d'échéance N° client\n12/03/2026 11/04/2026 C-118", "2026-03-12"),
    ("Date de facture\n12/03/2026\nDate d'échéance\n11/04/2026", "2026-03-12"),
    ("Date :\n12/03/2026\nTotal 12", "2026-03-12"),
    ("Lyon, le mardi 3 mars 2026 à 14 h 05\nMadame", "2026-03-03 14:05"),
    (
        "De : Léa Martin\n"
        "Envoyé : mercredi 13 mai 2026 23:03\n"
        "À : Aurora\n"
        "Objet : Vol du 14 mai 2026\n"
        "\n"
        "bonjour\n"
        "De : X\n"
        "Envoyé : mardi 12 mai 2026 10:00",
        "2026-05-13 23:03",
    ),
    ("Paid by card on 15/05/2026\nArrival 14/05/2026 - Departure 15/05/2026", "2026-05-15"),
    ("Commande n° 4512 du 03/03/2026\nLivraison prévue le 10/03/2026", "2026-03-03"),
    ("Commande n° 4512\nDate de commande : 03/03/2026\nDate de facture : 05/03/2026", "2026-03-05"),
    ("Bestelling 99\nBesteldatum: 3 maart 2026\nLevering: 10 maart 2026", "2026-03-03"),
    ("Facture du 12/03/2026", "2026-03-12"),
    ("Fait à Lyon, le 12/03/2026\nSignature", "2026-03-12"),
    (
        "Attestation\nJe soussigné, né le 01/02/1980 à Lyon, atteste\nFait à Lyon le 5 juin 2026",
        "2026-06-05",
    ),
    ("Date d’émission 2026-04-03", "2026-04-03"),
    ("Datum: 03.04.2026", "2026-04-03"),
    ("Date de commande : 03 / 04 / 2026", "2026-04-03"),
    ("Reçu n° 12\nPayé le 12/03/2026 par carte", "2026-03-12"),
    ("12 mars 2026\n\nMadame, Monsieur,\nle vol du 14 mai 2026", "2026-03-12"),
    ("Quittung\n12.03.2026\nSumme 12,00", "2026-03-12"),
    ("Ticket 1234 12/03/26 18:22\nTOTAL 12,00 CB", "2026-03-12 18:22"),
    ("Geboekt op 2 februari 2026\nVertrek 14 mei 2026", "2026-02-02"),
    ("Issued on 2 February 2026\nFlight 14 May 2026", "2026-02-02"),
    ("Établi le １２/０３/２０２６", "2026-03-12"),
    ("Émis le 02 février 2026", "2026-02-02"),
    ("Mahnung\nDatum 03.04.2026\nIhre Rechnung vom 01.02.2026", "2026-04-03"),
    ("Mise en demeure\nLyon, le 5 juin 2026\nMon contrat du 3 mars 2026", "2026-06-05"),
]

NOT_DATED = [
    # columns read out one after the other: nobody can tell which figure is which label's
    "Date de facture\nDate d'échéance\n12/03/2026\n11/04/2026",
    "Date d'échéance\nN° client\n12/04/2026\nC-118\nTotal 12,00",
    "Relevé de compte\n15/05/2026\nHOTEL\n-122,24",
    "Date d'effet : 01/01/2026\nTotal 12,00 EUR\nMadame",
    "Présenté le 14/03/2026\nDistribué le 15/03/2026",
    "Audience du 12 mars 2026",
    "Billet TGV\nDépart le 12/03/2026 à 10h12\nTotal 45,00 EUR",
    "Le contrat signé le 3 mars 2026 prévoit une livraison.",
    "Je conteste la facture n° 2026-118 du 12 mars 2026 que vous m'avez envoyée.",
    "Suite à votre courrier du 12 mars 2026, je vous écris.",
    "INVOICE 77\nInvoice date: 03/04/2026\nAmount due $20\nDue date 04/04/2026",
    "Contoauszug",
    "Vol ZZ508 du 21 août 2026\nDépart 13:10",
    "Concert de Noël\n12 décembre 2026\n20:30\nTotal 45 EUR",
    "Règlement (CE) n° 261/2004 du 11 février 2004",
    "IBAN BE68 5390 0754 7034\nTél. 02.03.04.05.06\nTVA BE 0403.170.701",
    "Né le 12/03/1980\nValable jusqu'au 12/03/2030",
    "Renewal date\n12/03/2026",
    "Le mer. 13 mai 2026 à 23:03, Léa a écrit :",
    "Émis le 02/02/2026\nÉmis le 03/02/2026",
    "MAI 2026",
    "Facture 2026-0312\nTotal 12",
    "PRIX 12.03 EUR\nRéf 12.03.2026.44",
    "Dernière facture du 12/03/2026, payée",
    "Date limite de paiement 12/03/2026",
    "Delivery date: 12/03/2026",
    "Livré le 12/03/2026",
    "Le 12 mars 2026 j'ai versé un montant total de 12 euros au vendeur",
]


PARTS = (
    *("Émis le", "Date de facture :", "vol du", "au", "du", "Paris, le", "12", "mars", "2026", "/", "-", "."),
    *("\n", "03/04/2026", "2026-05-14", "3. April 2026", "March 3, 2026", "09:27", "total", "IBAN", "0754"),
)


def said(text, kind=FileKind.PDF):
    return dates_in_text(text, kind=kind).own or UNKNOWN


def every(found):
    return ((found.own,) if found.own else ()) + found.others


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_the_papers_own_date_is_chosen(text, expected):
    moment = said(text)
    assert str(moment.at)[: len(expected)] == expected
    assert moment.precision is (Precision.MINUTE if len(expected) > 10 else Precision.DAY)
    assert moment.source is Source.PAGE_TEXT


@pytest.mark.parametrize("text", NOT_DATED)
def test_a_date_of_something_else_or_no_clear_winner_chooses_none(text):
    assert said(text) == UNKNOWN


def test_the_others_are_offered_the_likeliest_first():
    found = dates_in_text("Vol du 14 mai 2026\nÉmis le 02/02/2026\nRéf. 3 mars 2026", kind=FileKind.PDF)
    assert [str(moment.at)[:10] for moment in every(found)] == ["2026-02-02", "2026-03-03", "2026-05-14"]


def test_both_readings_of_unsure_figures_are_offered():
    found = dates_in_text("Invoice date: 03/04/2026\nThank you for your order", kind=FileKind.PDF)
    assert [str(moment.at)[:10] for moment in found.others] == ["2026-04-03", "2026-03-04"]
    assert found.own is None


def test_one_figure_above_twelve_decides_for_the_whole_page():
    text = "Invoice date: 03/04/2026\nThank you for your order\nArrival 04/{}/2026"
    assert str(said(text.format("17")).at)[:10] == "2026-03-04"
    assert numeric_order("13/02/2026 03/04/2026", english=True) is Order.DAY_FIRST


def test_the_evidence_is_the_words_of_the_line():
    moment = said("  Émis\u00a0le\u202f02/02/2026   par nos soins  ")
    assert moment.evidence == "Émis le 02/02/2026 par nos soins"


def test_the_evidence_of_a_long_line_holds_the_date_and_not_the_line():
    moment = said("Date de facture : 12/03/2026 " + "mot " * 500)
    assert "12/03/2026" in moment.evidence
    assert len(moment.evidence) <= 200


def test_a_month_is_offered_with_its_last_day_and_never_chosen():
    found = dates_in_text("Relevé MAI 2026", kind=FileKind.PDF)
    assert found.own is None
    assert (str(found.others[0].at)[:10], str(found.others[0].until)[:10]) == ("2026-05-01", "2026-05-31")


def test_a_plain_text_is_believed_only_with_strong_words():
    assert said("Payé le 12/03/2026", FileKind.TEXT) == UNKNOWN
    assert said("Lyon, le 12 mars 2026\nMadame,", FileKind.TEXT).known


def test_the_words_of_a_web_page_are_never_its_date():
    found = dates_in_text("Date de facture : 12/03/2026", kind=FileKind.WEB)
    assert found.own is None
    assert found.others[0].known


def test_a_text_without_dates_offers_nothing():
    assert (
        dates_in_text("IBAN BE68 5390 0754 7034, tél. 01.02.03.04.05, 2 ans", kind=FileKind.PDF)
        == TextDates()
    )


def test_the_end_of_a_long_document_is_read_too():
    text = "Contrat\n" + "clause\n" * 20_000 + "Fait à Lyon, le 12/03/2026\n"
    assert str(said(text).at)[:10] == "2026-03-12"


@given(st.text(max_size=300), st.sampled_from(FileKind))
def test_no_text_breaks_it(text, kind):
    found = dates_in_text(text, kind=kind)
    assert all(moment.known for moment in every(found))


@given(
    text=st.lists(
        st.one_of(
            st.sampled_from(PARTS),
            st.integers(min_value=0, max_value=99999).map(str),
        ),
        max_size=25,
    ).map(" ".join)
)
def test_no_day_is_given_that_is_not_written(text):
    for moment in every(dates_in_text(text, kind=FileKind.PDF)):
        assert str(moment.at.year) in text or f"{moment.at.year % 100:02}" in text
        assert moment.precision is Precision.MONTH or str(moment.at.day) in text


@given(st.text(max_size=200))
def test_a_folded_text_keeps_every_place(text):
    composed = compose(text)
    assert len(fold(composed)) == len(composed)


@given(st.dates(min_value=FIRST, max_value=LAST))
def test_every_day_is_read_in_its_figures(day):
    for form in ("{0:%d/%m/%Y}", "{0:%Y-%m-%d}", "{0:%d.%m.%Y}", "{0:%d-%m-%Y}"):
        assert [one.at.date() for one in written_dates(form.format(day))] == [day]


@pytest.mark.parametrize(
    "unit",
    [
        "Émis le 12/03/2026 ",
        "1/2 ",
        "mardi 3 mars ",
        "le 3 avril\n",
        "a " * 9,
        "Date : \n",
        "£ usd 12, tx 7870 ",
        "https://a.example/1 1/1\n",
        "imprimé le le le ",
        "2026-2026-",
    ],
)
def test_of_a_text_as_long_as_any_only_the_head_and_the_tail_are_read(unit):
    text = unit * (TEXT_CHARS // len(unit))
    assert sum(len(line.text) for line in lines_of(text)) <= 25_000
    with patience():
        dates_in_text(text, kind=FileKind.PDF)


@pytest.mark.parametrize("gap", [" ", "\t", "\u00a0"])
@pytest.mark.parametrize("width", [60, 600, 6000])
def test_a_list_whose_columns_stand_far_apart_is_read_in_good_time(gap, width):
    row = f"Achat carte{gap * width}12/03/2026{gap * width}7,00\n"
    with patience():
        dates_in_text("Relevé\n" + row * (25_000 // len(row)), kind=FileKind.TEXT)


WRITTEN = (
    "{day.day}/{day.month:02}/{day.year}",
    "{day.day:02}.{day.month:02}.{day.year}",
    "{day.day:02}-{day.month:02}-{day.year}",
    "{day:%Y-%m-%d}",
    "{day:%Y/%m/%d}",
    "{day.day} {fr} {day.year}",
    "{day.day}. {de} {day.year}",
    "{day.day} {nl} {day.year}",
    "{day.day} {en} {day.year}",
    "{en} {day.day}, {day.year}",
    "{day.day} de {es} de {day.year}",
    "{day.day} {it} {day.year}",
)


@given(st.dates(FIRST, LAST), st.sampled_from(WRITTEN), st.sampled_from(["", "Échéance : ", "du ", "x, "]))
def test_every_form_of_the_grammar_is_read_back(day, form, before):
    names = {
        code: Locale.parse(code).months["format"]["wide"][day.month]
        for code in ("fr", "de", "nl", "en", "es", "it")
    }
    said = before + form.format(day=day, **names)
    (one,) = written_dates(fold(compose(said)))
    assert (one.at.date(), one.other) == (day, None)
    assert fold(compose(said))[one.start : one.end] == fold(compose(said[len(before) :]))


@given(st.text(st.sampled_from("0123456789/-.: \nlemardi3avrilMayDtuhU€$,'"), max_size=200))
def test_random_figures_give_only_days_whose_figures_stand_in_them(text):
    for moment in every(dates_in_text(text, kind=FileKind.PDF)):
        figures = "".join(c for c in text if c.isdigit())
        assert f"{moment.at.year % 100:02}" in figures
        assert moment.at.year in range(1990, 2080)
