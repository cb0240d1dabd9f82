"""However a value is written, it is found; what only looks like it stays."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.annex.later import front_of
from dossier.annex.phones import phones
from dossier.annex.withheld import told_to, veil_of
from dossier.model.commands.privacy import hold_details
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts
from dossier.model.party import Party, Role
from dossier.model.rounds import Round, Scope
from dossier.model.rubric import Rubric
from dossier.recipients.profile import load_profile
from dossier.texts.catalogue import Texts
from tests.support.dossiers import small_dossier
from tests.support.telling import HAPPENED, PERSON, TELLING, TRIED, veil_over

GENERIC, FRENCH = load_profile("generic"), Texts("fr")


def veiled(dossier, *details):
    return veil_over(dossier, *details).hidden


def of_person(detail, **fields):
    return veiled(Dossier(parties=(replace(PERSON, **fields),)), detail)


def priced(cents):
    return veiled(Dossier(facts=Facts(price_cents=cents)), Detail.PRICE)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("06\u201112\u201134\u201156\u201178", "[…]"),
        ("06–12·34•56:78", "[…]"),
        ("06,12’34*56/78", "[…]"),
        ("+33 (0) 6 12 34 56 78, 0033612345678", "[…], […]"),
        ("tel0612345678.jpg", "tel[…].jpg"),
        ("WhatsApp+33612345678", "WhatsApp[…]"),
        ("SMS20260612345678", "SMS2026[…]"),
        ("Appel%2006%2012%2034%2056%2078.txt", "Appel%20[…].txt"),
        ("٠٦١٢٣٤٥٦٧٨, 𝟎𝟔𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "[…], […]"),
        ("12 34 56 78", "[…]"),
        ("07 12 34 56 78", "07 […]"),
        ("Appel du 12/03/2026 0612345678", "Appel du 12/03/2026 […]"),
        ("Facture 3 (0612345678)", "Facture 3 ([…])"),
        ("Lot 7 - 06 12 34 56 78", "Lot 7 - […]"),
        ("pages 12\n34\n56\n78", "pages 12\n34\n56\n78"),
        ("commande 9912345678", "commande […]"),
        ("commande 99912345678", "commande 99912345678"),
    ],
)
def test_a_telephone_number_goes_alone(written, left):
    assert of_person(Detail.PHONE)(written) == left


@pytest.mark.parametrize("phone", ["26 12 34", "12 05 20 26", "06 12 05 20 26"])
def test_a_date_is_no_telephone_number(phone):
    hide = of_person(Detail.PHONE, phone=phone)
    dates = "le 26.12.34, le 12/05/2026, le 2026-05-12"
    assert hide(f"{dates} : {phone}") == f"{dates} : […]"


@pytest.mark.parametrize(
    ("field", "numbers"),
    [
        ("06 12 34 56 78 ou 01 99 88 77 66", ["612345678", "199887766"]),
        ("+33612345678 / +32470112233", ["612345678", "470112233"]),
        ("0612345678 0199887766", ["612345678", "199887766"]),
        ("01 99 88 77 66 poste 12", ["199887766"]),
        ("02/555.01.23 - 0470/11.22.33", ["25550123", "470112233"]),
        ("0470/11.22.33, 02/555.01.23", ["470112233", "25550123"]),
        ("+33 (0)6 12 34 56 78", ["612345678"]),
        ("33612345678", ["612345678"]),
        ("02/555.01.23", ["25550123"]),
        ("+352 26 12 34", ["261234"]),
        ("٠٦ ١٢ ٣٤ ٥٦ ٧٨", ["612345678"]),
        ("12", []),
    ],
)
def test_a_field_may_hold_several_numbers_and_an_extension(field, numbers):
    assert len(list(phones(field))) == len(numbers)
    hide = of_person(Detail.PHONE, phone=field)
    assert [hide(f"au 0{number}, au +33 {number}") for number in numbers] == ["au […], au […]"] * len(numbers)


@pytest.mark.parametrize(
    "written",
    [
        "Helene.Zwart@Courriel.Example",
        "HeleneZwart@courriel.example",
        "helene.zwart%40courriel.example",
        "helene%2Ezwart%40courriel%2eexample",
        "helene.zwart @ courriel.example",
        "helene.zwart_at_courriel.example",
        "helene.zwart+SncfVoyages@courriel.example",
        "helene.zwart_courriel.example",
        "helene.zwart (a) courriel (point) example",
        "helene.zwart&#64;courriel.example",
        "helene point zwart arobase courriel point example",
    ],
)
@pytest.mark.parametrize("typed", ["helene.zwart@courriel.example", "Helene.Zwart+achats@Courriel.Example"])
def test_a_mail_address_goes(written, typed):
    assert of_person(Detail.ADDRESSES, addresses=(typed,))(f"à {written} hier") == "à […] hier"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Devis 12 rue des Lilas.txt", "Devis […].txt"),
        ("12, RUE DES LILAS à 1000 Bruxelles", "[…] à […]"),
        ("Plan de Bruxelles", "Plan de Bruxelles"),
    ],
)
def test_an_address_on_one_line_goes_in_its_parts(written, left):
    assert of_person(Detail.POSTAL)(written) == left


def test_only_a_town_may_be_anothers_as_well():
    neighbour = Party(role=Role.SELLER, name="B", postal="12 rue des Lilas\n1000 Bruxelles\nLa Poste")
    hide = veiled(Dossier(parties=(PERSON, neighbour)), Detail.POSTAL)
    assert hide("12 rue des Lilas, à 1000 Bruxelles") == "[…], à 1000 Bruxelles"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("RIB 30006 00001 12345678901 89", "RIB […]"),
        ("IBANFR7630006000011234567890189", "IBAN[…]"),
        ("FR76  3000    6000 0112 3456 7890 189", "[…]"),
        ("AGRIFRPPXXX, AGRI FR PP", "[…], […]"),
        ("AGRIFRPPA", "AGRIFRPPA"),
    ],
)
def test_an_account_goes(written, left):
    assert of_person(Detail.IBAN)(written) == left


@pytest.mark.parametrize(
    ("cents", "written", "left"),
    [
        (34990, "EUR349.90, a349,90, 349,9 €, 349€90", "[…], a[…], […], […]"),
        (34990, "349 euros et 90 centimes, 349-90, 349_90", "[…], […], […]"),
        (130000, "1300,- €, 1300.-, 1 300,—, EUR1300", "[…], […], […], […]"),
        (130000, "1300 européens, 11 300 €, 1300", "1300 européens, 11 300 €, 1300"),
        (1205, "Courriel du 12.05.2026_v2, 12-05, 12,05 €", "Courriel du 12.05.2026_v2, 12-05, […]"),
    ],
)
def test_a_price_goes(cents, written, left):
    assert priced(cents)(written) == left


@pytest.mark.parametrize(
    ("name", "written", "left"),
    [
        ("王明", "与王明的聊天, 王 明", "与[…]的聊天, 王 明"),
        ("王 明", "Chat 王明.txt", "Chat […].txt"),
        ("김철수", "김철수와 대화", "[…]와 대화"),
        ("Ng", "Courriel de Ng, running", "Courriel de […], running"),
        ("Le Wu", "Le mot de M. Wu, un wu", "Le mot de M. […], un wu"),
        ("Dupont", "𝐃𝐮𝐩𝐨𝐧𝐭 et ⒹⓊⓅⓄⓃⓉ", "[…] et […]"),
        ("Zoé Dupont", "Mot%20de%20Zo%C3%A9%20DUPONT.pdf, Zo%C3%A9%FF", "Mot%20de%20[…].pdf, […]%FF"),
        ("Dupont", "Dup\u03bfnt, DU\u0420\u041eN\u0422, ᴅᴜᴘᴏɴᴛ", "[…], […], […]"),
        ("Dupont", "D\u200bu\u00adp\u2060o\ufe0fn\u034ft, Ｄｕｐｏｎｔ", "[…], […]"),
        ("Иван Петров", "ИВАН et петров, Петровка", "[…] et […], Петровка"),
        ("Νίκος Παππάς", "ΝΙΚΟΣ et Παππάς", "[…] et […]"),
        ("Jean Dupont", "M. J. Dupont ; DUPONT J. ; Dupont, J. ; J Dupont", "M. […] ; […] ; […] ; […]"),
        ("Jean Dupont", "jdupont, photo_j_dupont.jpg, D U P O N T", "[…], photo_[…].jpg, […]"),
        ("Jean Dupont", "Dupont j’ai vu ; Dupont. J. ; à Dupont", "[…] j’ai vu ; […]. J. ; à […]"),
        ("Jean-Pierre Dupont", "J.-P. Dupont ; JP Dupont ; jp.dupont", "[…] ; […] ; […]"),
        ("Anne Ursin", "Courriel au Ursin, à A. Ursin", "Courriel au […], à […]"),
        (
            "Marie Dupont épouse Martin",
            "Mme Martin-Dupont, une épouse née en mai",
            "Mme […], une épouse née en mai",
        ),
        ("Jean de La Tour", "de Latour, delatour, la tour", "de […], […], la tour"),
        ("Hervé Le Goff", "LEGOFF, Legoff", "[…], […]"),
        ("Paul Roche", "un proche, P. Roche, PRoche", "un proche, […], […]"),
        ("Anna De Vis", "Devis et mentions de vis", "Devis et mentions de […]"),
        ("Elise Martin", "Martine Durand, Martin E.", "Martine Durand, […]"),
        ("Paul Dupont", "Lettre Dupont, p. 3, Dupont P., n° 4", "Lettre […], p. 3, […], n° 4"),
        ("Pierre Simon", "Pierres, jeans", "Pierres, jeans"),
    ],
)
def test_a_name_goes_in_every_script(name, written, left):
    hide = veil_of(Dossier(parties=(Party(role=Role.CONSUMER, name=name),)), NAMELESS, instead="[…]").hidden
    assert hide(written) == left


NAMELESS = replace(GENERIC, nameless=True)


def test_a_long_number_goes_beside_letters_and_a_sentence_with_its_date():
    hide = veiled(TELLING, Detail.REFERENCE, Detail.HAPPENED)
    assert hide("refch2603024471.pdf, CH-260302-44712") == "ref[…].pdf, CH-260302-44712"
    assert hide(f"Note : {HAPPENED}") == "Note : […]"
    assert hide("n° 260302-4471, 12603024471, 260302") == "n° […], 12603024471, 260302"


def test_whoever_has_the_same_number_is_not_printed_with_it():
    adviser = Party(role=Role.ADVISER, name="UFC", phone="+33612345678", website="https://ufc.example")
    held = hold_details(replace(TELLING, parties=(PERSON, adviser)), "generic", [Detail.PHONE]).dossier
    mine, theirs = told_to(held, GENERIC, FRENCH).dossier.parties
    assert (mine, theirs) == (replace(PERSON, phone=""), replace(adviser, phone="[…]"))


def test_a_case_number_of_before_is_not_printed_with_a_number_that_is_held_back():
    sent = Round(day=date(2026, 8, 1), recipient="generic", case_number="CH-260302-4471")
    held = hold_details(replace(TELLING, rounds=(sent,)), "generic", [Detail.REFERENCE]).dossier

    def kicker(dossier):
        return front_of(dossier, GENERIC, scope=Scope.NEW, texts=FRENCH, day=date(2026, 9, 1)).kicker

    assert "4471" in kicker(held)
    assert "4471" not in kicker(told_to(held, GENERIC, FRENCH).dossier)


def test_a_rubric_that_the_person_did_not_name_keeps_its_name():
    standard = small_dossier().rubrics
    renamed = replace(standard[0], names={**standard[0].names, "fr": "Prix payé par Livraison"})
    own = Rubric(id=standard[1].id, names={"fr": "Pour Livraison"})
    consumer = Party(role=Role.CONSUMER, name="Prix Livraison")
    dossier = Dossier(parties=(consumer,), rubrics=(*standard[2:], renamed, own))
    *left, first, second = told_to(dossier, NAMELESS, FRENCH, standard=standard).dossier.rubrics
    assert tuple(left) == standard[2:]
    assert first.names == {**renamed.names, "fr": "[consommateur] payé par [consommateur]"}
    assert second.names == {"fr": "Pour [consommateur]"}


def test_what_is_found_is_told_as_it_is_written():
    veil = veil_of(hold_details(TELLING, "generic", [Detail.PHONE, Detail.IBAN]).dossier, GENERIC)
    other = "BE68 5390 0754 7034"
    assert set(veil.found(f"Tél. 06.12.34.56.78, {other}")) == {"06.12.34.56.78", other}
    assert veil.found("Rien") == []


EVERY = veiled(TELLING, *Detail)
BETWEEN = st.sampled_from(["", " ", "-", ".", "_", "\u2011", "\u202f", " – "])
WAYS = st.sampled_from(
    [
        ("Hélène", "Zwart"),
        ("helene", "zwart@courriel", "example"),
        ("06", "12", "34", "56", "78"),
        ("+33", "6", "12", "34", "56", "78"),
        ("12", "rue", "des", "Lilas"),
        ("12", "r", "Lilas"),
        ("30006", "00001", "12345678901"),
        ("FR76", "3000", "6000", "0112", "3456", "7890", "189"),
        ("30006", "00001", "12345678901", "89"),
        ("AGRI", "FRPP", "XXX"),
        ("CH", "260302", "4471"),
        tuple(HAPPENED.split()),
        tuple(TRIED.split()),
    ]
)
HARMLESS = st.lists(
    st.one_of(
        st.dates(date(2000, 1, 1), date(2099, 12, 31)).flatmap(
            lambda day: st.sampled_from([f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day}", f"{day:%d_%m_%Y}"])
        ),
        st.sampled_from(["Facture", "n° 7", "Courriel", "Bruxelles", "mars 2026", "p. 12", "Lot 3", "5 €"]),
        st.text("abcdéfXYZ ", max_size=6),
    ),
    max_size=5,
).map(lambda words: " ".join(("Pièce", *words)))


@given(WAYS, BETWEEN, st.sampled_from([str.upper, str.lower, str]), HARMLESS, HARMLESS)
def test_every_value_goes_and_what_stands_around_it_stays(words, between, case, before, after):
    written = case(between.join(words))
    assert EVERY(f"{before} : {written} ; {after}") == f"{before} : […] ; {after}"


ALIKE = str.maketrans("aeopcxyhABEKMHOPCTX", "\u0430\u0435\u03bf\u0440\u0441\u0445\u0443\u04bbАВЕКМНОРСТХ")
UNSEEN = st.sampled_from(["", "", "\u200b", "\u00ad", "\u2060", "\ufeff", "\ufe0f", "\u034f"])


@given(WAYS.map(" ".join), st.sampled_from([str.upper, str.lower, str]), st.data())
def test_every_value_goes_in_letters_that_look_alike_and_with_unseen_signs(words, case, data):
    drawn = (
        (char.translate(ALIKE) if data.draw(st.booleans()) else char) + data.draw(UNSEEN)
        for char in case(words)
    )
    assert EVERY(f"vu : {''.join(drawn)} ; fin") == "vu : […] ; fin"


@given(st.integers(100, 9_999_999), BETWEEN.filter(lambda one: one in ("", " ", "\u202f")), HARMLESS)
def test_every_price_goes_and_what_stands_around_it_stays(cents, between, around):
    units, part = divmod(cents, 100)
    grouped = f"{units:,}".replace(",", between)
    hide = priced(cents)
    for written in (
        f"{grouped},{part:02}",
        f"{units}.{part:02} EUR",
        f"€{grouped},{part:02}",
        f"{units}€{part:02}",
    ):
        assert hide(f"payé : {written} ; fin") == "payé : […] ; fin"
    assert priced(cents * 100 + 13_000_007)(around) == around


@given(HARMLESS)
def test_harmless_words_stay(words):
    assert EVERY(words) == words
