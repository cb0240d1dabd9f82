"""What one recipient must not learn is nowhere in what is made for them."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.annex.names import names_of
from dossier.annex.values import values_of
from dossier.annex.withheld import Veil, named_inside, told_to, veil_of
from dossier.model.commands.privacy import hold_details
from dossier.model.detail import Detail
from dossier.model.facts import ClaimLine, Facts, Payment, Reference, ReferenceKind
from dossier.model.finding import note, warning
from dossier.model.party import Party, Role
from dossier.model.piece import FileKind, MailHeader, Original, Private
from dossier.model.rounds import Round, SentPiece
from dossier.model.rubric import Rubric
from dossier.recipients.profile import load_profile
from dossier.texts.catalogue import Texts
from tests.support.dossiers import piece, small_dossier

FRENCH = Texts("fr")
GENERIC = load_profile("generic")
NAMELESS = replace(GENERIC, nameless=True)
BANKLESS = replace(GENERIC, forbids=(Private.BANK,))
IBAN, CARD = "FR76 3000 6000 0112 3456 7890 189", "4970 1012 3456 7893"
HARD = Party(
    role=Role.CONSUMER,
    name="Anne-Élise Lefèvre-Dubois",
    addresses=("anne.lise@courriel.example",),
    phone="+32 2 555 01 23",
    postal="3 quai des Tanneurs\n1000 Bruxelles\nBelgique",
    iban=IBAN,
    bic="AGRIFRPP",
)


def test_what_is_held_back_and_its_repeats_are_not_told_of_and_the_person_hears_it():
    dossier = small_dossier()
    held = replace(dossier.pieces[0], held_back=("generic",))
    twin = replace(piece("twin", "complaint"), duplicate_of=held.id)
    found = (warning("possible-repeat", first=held.id).of(dossier.pieces[1].id),)
    dossier = replace(dossier, pieces=(held, *dossier.pieces[1:], twin), findings=found)
    told = told_to(dossier, GENERIC, FRENCH)
    assert [one.included for one in told.dossier.pieces] == [False, *[True] * 6, False]
    assert told.dossier.findings == ()
    assert [(one.code, one.params["n"]) for one in told.findings] == [("held-back-from", 1)]
    assert told_to(dossier, replace(GENERIC, id="other"), FRENCH).dossier == dossier


def test_a_number_that_was_given_before_and_is_missing_now_is_told():
    dossier = small_dossier()
    held = replace(dossier.pieces[0], held_back=("generic",))
    sent = Round(
        day=date(2026, 8, 1),
        recipient="other",
        pieces=(SentPiece(piece=held.id, number="2", title=held.title),),
    )
    dossier = replace(dossier, pieces=(held, *dossier.pieces[1:]), rounds=(sent,))
    (said,) = told_to(dossier, GENERIC, FRENCH).findings
    assert (said.code, said.params["numbers"]) == ("held-back-gap", "2")
    assert "(2)" in FRENCH.finding(said)


def told(consumer, title, *, file="", others=()):
    """Gives a piece's title as a nameless recipient gets it."""
    one = piece("one", "order", title=title)
    if file:
        one = replace(one, originals=(replace(one.originals[0], name=file),))
    dossier = replace(small_dossier(), pieces=(one,), parties=(consumer, *others))
    return told_to(dossier, NAMELESS, FRENCH).dossier.pieces[0]


def person(name):
    return Party(role=Role.CONSUMER, name=name)


@pytest.mark.parametrize(
    ("name", "title", "left"),
    [
        ("Léa Martin", "Lettre de Léa Martin", "Lettre de []"),
        ("Léa Martin", "lettre_Martin.Léa.pdf", "lettre_[].pdf"),
        ("Léa Martin", "Mme MARTIN", "Mme []"),
        ("Léa Martin", "Courriel à léa martin", "Courriel à []"),
        ("Léa Martin", "facture-martin2.txt", "facture-[]2.txt"),
        ("Léa Martin", "FactureMartin", "Facture[]"),
        ("Anne-Élise Lefèvre-Dubois", "annelise ou anneelise", "annelise ou []"),
        ("Anne-Élise Lefèvre-Dubois", "recu_lefevre_dubois_anne_elise", "recu_[]"),
        ("Anne-Élise Lefèvre-Dubois", "Mme Dubois et Élise", "Mme [] et []"),
        ("Anne-Élise Lefèvre-Dubois", "Anne\u2011Élise\u00a0Lefèvre\u2010Dubois attend", "[] attend"),
        ("Sean O'Brien", "Lettre de M. O’Brien", "Lettre de M. []"),
        ("Sean O'Brien", "obrien, o_brien, BRIEN", "[], [], []"),
        ("Léa O’Brien-Lefèvre", "Annexe obrien et lefevre", "Annexe [] et []"),
        ("Rob McDonald", "mcdonald, MCDONALD et Mc Donald", "[], [] et []"),
        ("Jan van der Berg", "van der Berg ; der Brief", "van der [] ; der Brief"),
        ("Œdipe Strauß", "oedipe et STRAUSS", "[] et []"),
        ("Ng Wu", "Wu Ng, un ng", "[], un ng"),
        ("Rose Petit", "Un petit mot rose de Mme Petit", "Un petit mot rose de Mme []"),
        ("Mme Léa Martin", "Mme Durand", "Mme Durand"),
        ("Léa Martin", "Martinet dans la cheminée, Cléa", "Martinet dans la cheminée, Cléa"),
    ],
)
def test_the_name_goes_from_our_words_however_it_is_written(name, title, left):
    for written in (title, unicodedata.normalize("NFD", title)):
        made = unicodedata.normalize("NFC", told(person(name), written).title)
        assert made.replace("[consommateur]", "[]") == left


def test_in_a_files_name_and_the_title_made_of_it_a_common_word_is_a_name():
    made = told(person("Rose Petit"), "facture petit", file="facture-petit.pdf")
    assert (made.title, made.originals[0].name) == ("facture [consommateur]", "facture-[consommateur].pdf")


def test_who_else_is_called_so_keeps_the_name():
    garage = Party(role=Role.SELLER, name="Garage Martin", postal="1 rue Basse\n75001 Paris")
    consumer = replace(person("Léa Martin"), postal="2 rue Haute\n75001 Paris")
    made = told(consumer, "Garage Martin, 75001 Paris, à Martin, 2 rue Haute", others=(garage,))
    assert made.title == "Garage Martin, 75001 Paris, à [consommateur], [consommateur]"


@pytest.mark.parametrize(
    "words",
    [
        "ANNE.LISE@courriel.example",
        "02 555 01 23",
        "+32 (0)2/555.01.23",
        "3, quai des tanneurs",
        "1000 BRUXELLES",
        "FR7630006000011234567890189",
        "agri frpp",
    ],
)
def test_addresses_go_too(words):
    assert told(HARD, f"Voir {words} ici").title == "Voir [consommateur] ici"


@given(
    st.sampled_from(["Anne-Élise Lefèvre-Dubois", "Sean O'Brien", "Rob McDonald", "Œdipe Strauß"]),
    st.sampled_from(["NFC", "NFD", "NFKC"]),
    st.sampled_from([str.upper, str.lower, str.title, str]),
    st.sampled_from([" ", "_", "-", ".", "\u00a0"]),
    st.text(alphabet=" _-.,;0123\u0301é", max_size=4).map(lambda text: text.strip("\u0301é")),
)
def test_a_whole_name_is_hidden_in_every_shape_and_nothing_beside_it(name, form, case, between, around):
    names = names_of([person(name)], instead="[]")
    written = unicodedata.normalize(form, case(between.join(name.split())))
    assert names.hidden(f"lettre {around} {written} {around}fin") == f"lettre {around} [] {around}fin"


def test_the_title_of_the_dispute_the_party_the_story_and_the_remarks_go_too():
    facts = Facts(
        happened="Léa Martin attend.",
        asked="Rembourser Mme Martin",
        references=(Reference(kind=ReferenceKind.CUSTOMER, value="MARTIN-77"),),
        claim=(ClaimLine(words="Prix payé par martin", cents=1),),
    )
    dossier = replace(
        small_dossier(),
        facts=facts,
        findings=(note("damaged", file="facture-martin.pdf"),),
        rubrics=(Rubric(id=small_dossier().rubrics[0].id, names={"fr": "Lettres de Mme Martin"}),),
    )
    made = told_to(dossier, NAMELESS, FRENCH).dossier
    assert made.title == "Réclamation – pièces justificatives"
    assert [party.role for party in made.parties] == [Role.SELLER]
    for part in (made.facts, made.findings, made.rubrics):
        assert "martin" not in str(part).casefold()


def test_a_report_says_it_nowhere_and_keeps_its_shape():
    veil = veil_of(small_dossier(), NAMELESS, instead="[]")
    made = veil.over({"path": "/home/lea.martin/annexe.pdf", "files": [{"name": "martin.pdf", "bytes": 3}]})
    assert made == {"path": "annexe.pdf", "files": [{"name": "[].pdf", "bytes": 3}]}
    assert Veil().over({"name": "martin.pdf"}) == {"name": "martin.pdf"}


def test_who_must_get_no_bank_data_gets_no_account_and_card_number_in_our_words():
    one = piece("one", "order", title=f"Virement sur {IBAN} et carte {CARD}, commande 4970101234567890")
    facts = Facts(happened=f"Payé de fr7630006000011234567890189 puis {IBAN}.")
    made = told_to(replace(small_dossier(), pieces=(one,), facts=facts), BANKLESS, FRENCH).dossier
    assert made.pieces[0].title == "Virement sur […] et carte […], commande 4970101234567890"
    assert made.facts.happened == "Payé de […] puis […]."
    assert told_to(replace(small_dossier(), facts=facts), GENERIC, FRENCH).dossier.facts == facts


def test_a_recipient_who_may_know_is_told_all():
    assert told_to(small_dossier(), GENERIC, FRENCH).dossier == small_dossier()


def inside(one, *more, party=HARD, seen=lambda _: ""):
    dossier = replace(small_dossier(), parties=(party,), pieces=(one, *more))
    return [found for found, _ in named_inside(dossier, [one], veil_of(dossier, NAMELESS), seen=seen)]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Bonjour Madame Dubois,", True),
        ("écrivez à ANNE.LISE@courriel.example", True),
        ("appelez le +32 2 555 01 23", True),
        ("appelez le 02.555.01.23", True),
        ("Bonjour Madame,", False),
        ("commande 4471", False),
    ],
)
def test_a_name_inside_of_a_piece_is_found(text, stands):
    one = replace(piece("one", "order"), text=text)
    assert inside(one) == ([one] if stands else [])


def test_a_name_is_found_in_a_mails_header_its_attachments_and_in_recognised_words():
    one = piece("one", "order")
    headed = replace(one, preface=MailHeader(sender="E. Lefevre"))
    assert inside(headed) == [headed]
    bare = replace(one, preface=MailHeader(sender="sav@boutique.example"))
    child = piece("child", "order", parent="one")
    original = Original(digest=child.originals[0].digest, name="rib-dubois.pdf", size=1, kind=FileKind.PDF)
    assert inside(bare, child) == []
    assert inside(bare, replace(child, originals=(original,))) == [bare]
    assert inside(one, seen=lambda _: "MME LEFÈVRE DUBOIS") == [one]


def test_without_a_consumer_nothing_is_looked_for():
    dossier = replace(small_dossier(), parties=())
    assert told_to(dossier, NAMELESS, FRENCH).dossier == dossier
    assert list(named_inside(dossier, dossier.pieces, veil_of(dossier, NAMELESS))) == []


# Details that the person holds back

TELLING = replace(
    small_dossier(),
    parties=(HARD, Party(role=Role.SELLER, name="Atelier Brume", postal="1 rue Basse\n1000 Bruxelles")),
    facts=Facts(
        references=(
            Reference(kind=ReferenceKind.ORDER, value="FR-2026-004471"),
            Reference(kind=ReferenceKind.CUSTOMER, value="K 88 123"),
        ),
        price_cents=124990,
        payment=Payment.CARD,
        happened="Le bureau est arrivé fendu. Personne ne répond !",
        tried="Appelé trois fois,\nécrit une fois",
    ),
)


def without_detail(detail, *titles, facts=TELLING.facts, parties=TELLING.parties, profile=GENERIC):
    """Gives titles, which are file names too, as one who is not told a detail gets them."""
    pieces = [piece(f"p{place}", "order", title=title) for place, title in enumerate(titles)]
    pieces = [replace(one, originals=(replace(one.originals[0], name=one.title),)) for one in pieces]
    dossier = replace(TELLING, pieces=tuple(pieces), facts=facts, parties=parties)
    made = told_to(hold_details(dossier, profile.id, [detail]).dossier, profile, FRENCH)
    assert [one.title for one in made.dossier.pieces] == [
        one.originals[0].name for one in made.dossier.pieces
    ]
    return made, [one.title for one in made.dossier.pieces]


@pytest.mark.parametrize(
    ("detail", "written", "left"),
    [
        (Detail.REFERENCE, "Commande n° FR-2026-004471 du 12 mars", "Commande n° […] du 12 mars"),
        (Detail.REFERENCE, "commandé_fr2026004471.pdf", "commandé_[…].pdf"),
        (Detail.REFERENCE, "FR 2026 004471 / k-88-123", "[…] / […]"),
        (Detail.REFERENCE, "FR-2026-0044712, 2026", "FR-2026-0044712, 2026"),
        (Detail.PRICE, "Facture de 1\u202f249,90 €, 1249.90, 1 249€90", "Facture de […], […], […]"),
        (Detail.PRICE, "Facture de 249,90 € et 1 249,91 €", "Facture de 249,90 € et 1 249,91 €"),
        (Detail.POSTAL, "Vue du 3, Quai-des-Tannéurs, 1000 Bruxelles", "Vue du […], 1000 Bruxelles"),
        (Detail.PHONE, "Appel au +32 (0)2/555.01.23", "Appel au […]"),
        (Detail.ADDRESSES, "À Anne.Lise@courriel.example", "À […]"),
        (Detail.IBAN, f"Virement {IBAN}, agri-frpp, carte {CARD}", "Virement […], […], carte […]"),
        (Detail.HAPPENED, "LE BUREAU EST ARRIVE FENDU – photo", "[…] – photo"),
        (Detail.TRIED, "vu-appelé-trois-fois-écrit.une fois", "vu-[…]"),
        (Detail.TRIED, "Appelé trois fois, écrit une fois", "[…], […]"),
        (Detail.PRICE, "Relevé de carte", "Relevé de carte"),
    ],
)
def test_a_detail_that_is_held_back_goes_from_our_words_however_it_is_written(detail, written, left):
    for title in (written, unicodedata.normalize("NFD", written)):
        _, (made,) = without_detail(detail, title)
        assert unicodedata.normalize("NFC", made) == left


@given(
    st.sampled_from([one.value for one in TELLING.facts.references]),
    st.sampled_from([str.upper, str.lower]),
    st.sampled_from(["", " ", "-", "_", ".", "/", "\u00a0"]),
    st.text(alphabet=" _-.,;é", max_size=4),
)
def test_a_number_is_hidden_however_it_is_grouped(value, case, between, around):
    written = case(re.sub(r"[\W_]+", lambda _: between, value))
    hidden = values_of(Detail.REFERENCE, TELLING, instead="[…]").hidden(f"n° {around} {written} {around}fin")
    assert hidden == f"n° {around} […] {around}fin"


def test_a_whole_price_is_known_by_its_currency_and_stays_where_it_is_asked_for():
    facts = replace(TELLING.facts, price_cents=24900)
    titles = ["249 euros", "EUR 249", "249,00", "pièce 249", "12 490,00 €"]
    assert without_detail(Detail.PRICE, *titles, facts=facts)[1] == ["[…]"] * 3 + titles[3:]
    asked = replace(facts, claim=(ClaimLine(words="Prix", cents=24900),))
    assert without_detail(Detail.PRICE, *titles, facts=asked)[1] == titles


@pytest.mark.parametrize("detail", Detail)
def test_what_is_held_back_is_no_fact_any_more_and_the_person_hears_it(detail):
    made, _ = without_detail(detail, "Bureau")
    facts, consumers = made.dossier.facts, [one for one in made.dossier.parties if one.role is Role.CONSUMER]
    gone = {
        Detail.NAME: consumers,
        Detail.POSTAL: [one for party in consumers for one in (party.postal,) if one],
        Detail.ADDRESSES: [one for party in consumers for one in party.addresses],
        Detail.PHONE: [party.phone for party in consumers if party.phone],
        Detail.IBAN: [one for party in consumers for one in (party.iban, party.bic) if one],
        Detail.REFERENCE: facts.references,
        Detail.PRICE: facts.price_cents or facts.payment,
        Detail.HAPPENED: facts.happened,
        Detail.TRIED: facts.tried,
    }
    still = {one for one, left in gone.items() if left}
    kept = {Detail.NAME, *(one for one in Detail if one.startswith("consumer."))}
    assert still == set(Detail) - ({detail} if detail is not Detail.NAME else kept)
    (said,) = made.findings
    assert (said.code, said.params["details"]) == ("details-held-back", detail)
    assert FRENCH.say(f"detail.{detail}") in FRENCH.finding(said)
    other = replace(GENERIC, id="other")
    held = hold_details(TELLING, GENERIC.id, [detail]).dossier
    assert told_to(held, other, FRENCH).dossier == held


def test_a_name_that_is_held_back_hides_as_for_one_who_must_not_know_it():
    titles = "Lettre de Mme Dubois", "Appel du 02 555 01 23"
    _, held = without_detail(Detail.NAME, *titles)
    assert held == ["Lettre de Mme [consommateur]", "Appel du [consommateur]"]
    assert without_detail(Detail.REFERENCE, *titles, profile=NAMELESS)[1] == held


def test_a_number_so_short_that_it_is_there_by_chance_is_not_looked_for_on_finished_pages():
    short = replace(TELLING, facts=Facts(references=(Reference(kind=ReferenceKind.ORDER, value="4471"),)))
    held = hold_details(short, "generic", [Detail.REFERENCE]).dossier
    assert veil_of(held, GENERIC).hidden("Commande 4471") == "Commande […]"
    assert not veil_of(held, GENERIC, ours=("Page",)).shows("4471")


def test_which_details_stand_inside_of_a_piece_is_told():
    held = hold_details(TELLING, "generic", [Detail.PHONE, Detail.REFERENCE, Detail.PRICE]).dossier
    one = replace(piece("one", "order"), text="Commande FR 2026 004471, tél. 02 555 01 23")
    found = list(named_inside(held, [one, piece("two", "order")], veil_of(held, GENERIC)))
    assert found == [(one, {Detail.PHONE, Detail.REFERENCE})]
