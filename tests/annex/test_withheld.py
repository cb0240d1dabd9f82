"""What one recipient must not learn is nowhere in what is made for them."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.annex.names import names_of
from dossier.annex.withheld import Veil, named_inside, told_to, veil_of
from dossier.model.facts import ClaimLine, Facts, Reference, ReferenceKind
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
    return list(named_inside(dossier, [one], veil_of(dossier, NAMELESS), seen=seen))


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
