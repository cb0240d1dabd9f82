"""Parties found in mails and on papers: firms by their addresses, never a friend, each once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.sorting.parties import party_findings
from dossier.intake.sorting.party_rules import firm_in, house_of, is_named_after, is_relay, is_silent, role_of
from dossier.model.commands.facts import add_found_party, add_party
from dossier.model.dossier import Dossier
from dossier.model.draft import Draft
from dossier.model.finding import Level
from dossier.model.ids import PieceId, RubricId
from dossier.model.party import Party, Role, is_known
from dossier.model.piece import FileKind, MailHeader, Piece
from dossier.model.remarks import remarks
from dossier.texts.catalogue import Texts

LEA = "Léa Martin <lea@example.org>"
NOREPLY = "VéloNova <noreply@velonova.example>"
SERVICE = "VéloNova Service client <sav@mail.velonova.example>"
FRIEND = "Samir B. <samir.b@gmail.com>"


def mail(sender, to, subject="x", text="") -> Draft:
    return Draft(kind=FileKind.EMAIL, sender=sender, recipients=to, subject=subject, text=text)


def paper(text) -> Draft:
    return Draft(kind=FileKind.PDF, text=text, subject="Facture n° 1")


def told(*drafts, known=()):
    files = [(PieceId(f"p{place}"), draft) for place, draft in enumerate(drafts)]
    return party_findings(files, known=known)


def by_role(findings) -> dict[str, tuple[str, str]]:
    assert all(found.code.startswith("party-found") and found.level is Level.NOTE for found in findings)
    return {str(f.params["role"]): (str(f.params["name"]), str(f.params["addresses"])) for f in findings}


def test_the_trader_is_one_party_with_all_its_addresses_and_the_consumer_another():
    found = by_role(told(mail(NOREPLY, LEA), mail(LEA, SERVICE), mail(SERVICE, LEA), mail(FRIEND, LEA)))
    assert found == {
        "seller": ("VéloNova", "sav@mail.velonova.example, noreply@velonova.example"),
        "consumer": ("Léa Martin", "lea@example.org"),
    }


@pytest.mark.parametrize(
    "sender",
    [
        FRIEND,
        "Annelies Peeters <annelies.peeters@example.net>",
        "Médiateur de la consommation <contact@mediation.example>",
        "Mail Delivery System <mailer-daemon@shop.example>",
        "",
        "pas une adresse",
    ],
)
def test_a_friend_a_mediator_and_nobody_are_no_parties(sender):
    assert told(mail(sender, LEA)) == ()


def test_a_circular_to_many_tells_nothing():
    crowd = ", ".join(f"x{n} <contact@firme{n}.example>" for n in range(40))
    assert told(mail("a@b.example", crowd)) == ()


def test_a_whole_mailbox_proposes_a_few():
    many = [mail(f"Firme {n} <contact@firme{n}.example>", LEA) for n in range(60)]
    assert 0 < len(told(*many)) <= 8


@pytest.mark.parametrize(
    ("address", "house"),
    [
        ("sav@mail.velonova.example", "velonova.example"),
        ("a@b.shop.co.uk", "shop.co.uk"),
        ("a@shop.co.uk", "shop.co.uk"),
        ("contact.atelier@gmail.com", "contact.atelier@gmail.com"),
        ("x7f@marketplace.amazon.fr", "x7f@marketplace.amazon.fr"),
        ("no-reply@amazon.fr", "amazon.fr"),
        ("a@b", "b"),
    ],
)
def test_whose_an_address_is(address, house):
    assert house_of(address) == house


@pytest.mark.parametrize(
    ("name", "address", "role"),
    [
        ("VéloNova", "contact@velonova.example", Role.SELLER),
        ("Colissimo", "noreply@notif-colissimo.example", Role.CARRIER),
        ("DHL Paket", "info@dhl.example", Role.CARRIER),
        ("PayPal", "service@paypal.example", Role.BANK),
        ("Crédit Agricole", "info@ca.example", Role.BANK),
        ("Allianz Versicherung", "info@allianz.example", Role.INSURER),
        ("Amazon.fr", "commande@amazon.fr", Role.MARKETPLACE),
        ("Avocat Dupont", "maitre@dupont.example", Role.ADVISER),
        ("Contact", "contact@avocats-du-port.example", Role.ADVISER),
        ("Association des voyageurs", "info@voyageurs.example", Role.ADVISER),
        ("Kanzlei Weber", "info@weber.example", Role.ADVISER),
        ("Service juridique NovaDesk", "contact@novadesk.example", Role.SELLER),
        ("Vendeur X - Amazon Marketplace", "x7f@marketplace.amazon.fr", Role.SELLER),
    ],
)
def test_roles_are_guessed_by_generic_words(name, address, role):
    assert role_of(name, address) is role


def test_two_sellers_of_one_platform_are_two_and_the_platform_a_third():
    found = told(
        mail("Boutique A <aa1@marketplace.amazon.fr>", LEA),
        mail("Boutique B <bb2@marketplace.amazon.fr>", LEA),
        mail("Amazon <confirmation-commande@amazon.fr>", LEA),
    )
    names = {(f.params["name"], f.params["role"]) for f in found}
    assert {("Boutique A", "seller"), ("Boutique B", "seller"), ("Amazon", "marketplace")} <= names


def test_it_is_told_apart_who_the_consumer_is():
    found = {f.params["role"]: f for f in told(mail(NOREPLY, LEA), mail(LEA, SERVICE), mail(SERVICE, LEA))}
    yourself, trader = found["consumer"], found["seller"]
    assert (yourself.code, trader.code) == ("party-found-yourself", "party-found")
    said, other = (Texts("fr").finding(one).replace("\u00a0", " ") for one in (yourself, trader))
    assert "vos courriels seront dits envoyés" in said
    assert "ses courriels seront dits reçus" in other


def test_a_paper_adds_the_address_and_the_name_that_its_head_says():
    invoice = paper("NOVADESK SAS\n12 rue du Port\nsav@novadesk.example – dpo@cnil.example\nFacture n° 1")
    (found,) = told(invoice)
    assert (found.params["name"], found.params["addresses"]) == ("Novadesk SAS", "sav@novadesk.example")
    letter = paper("Léa Martin\nlea.martin@example.org\nMise en demeure")
    assert told(letter) == ()


def test_a_name_that_says_nothing_gives_way_to_the_domain():
    (found,) = told(mail("Service client <contact@atelier.example>", LEA))
    assert found.params["name"] == "atelier.example"


def test_what_the_dossier_told_before_is_not_told_again():
    header = MailHeader(sender=NOREPLY, to=LEA)
    known = [Piece(id=PieceId("k"), title="x", rubric=RubricId("order"), preface=header)]
    assert by_role(told(mail(SERVICE, FRIEND), known=known)) == {}
    # who the consumer is becomes clear only with the second mail
    assert by_role(told(mail(LEA, SERVICE), known=known)) == {"consumer": ("Léa Martin", "lea@example.org")}


def dossier_with(*findings) -> Dossier:
    pieces = tuple(Piece(id=PieceId(f"p{n}"), title="x", rubric=RubricId("order")) for n in range(4))
    return Dossier(pieces=pieces, findings=findings)


def test_a_found_party_is_added_by_one_act_and_then_no_longer_proposed():
    findings = told(mail(NOREPLY, LEA), mail(LEA, SERVICE))
    dossier = dossier_with(*findings)
    assert len(remarks(dossier)) == 2
    done = add_found_party(dossier, findings[0])
    assert done.dossier.parties == (
        Party(
            role=Role.SELLER,
            name="VéloNova",
            addresses=("sav@mail.velonova.example", "noreply@velonova.example"),
        ),
    )
    assert done.act.code == "add-party"
    assert [one.params["role"] for one in remarks(done.dossier)] == ["consumer"]
    for language in ("fr", "en"):
        assert "VéloNova" in Texts(language).finding(findings[0])
        assert "VéloNova" in Texts(language).say("act.add-party", **done.act.params)


def test_a_party_of_that_name_only_gets_the_addresses_that_it_lacks():
    before = Dossier(parties=(Party(role=Role.CARRIER, name="VéloNova", addresses=("a@v.example",)),))
    again = add_party(
        before, Party(role=Role.SELLER, name=" vélonova ", addresses=("b@v.example", "a@v.example"))
    )
    assert again.dossier.parties == (
        Party(role=Role.CARRIER, name="VéloNova", addresses=("a@v.example", "b@v.example")),
    )


def test_who_is_known_is_known_by_an_address_in_any_case():
    parties = (Party(role=Role.SELLER, name="VéloNova", addresses=("SAV@velonova.example",)),)
    assert is_known(parties, name="?", addresses=["sav@VELONOVA.example"])
    assert not is_known(parties, name="VéloNova", addresses=["other@velonova.example"])
    assert is_known(parties, name="vélonova", addresses=[])
    assert not is_known((), name="x", addresses=[])


def test_small_questions_about_addresses():
    assert is_relay("a@members.ebay.fr")
    assert not is_relay("a@ebay.fr")
    assert is_silent("no-reply@x.example")
    assert not is_silent("sav@x.example")
    assert is_named_after("Vélo Nova France", "velonova.example")
    assert not is_named_after("Annelies Peeters", "example.net")
    assert firm_in("Page 1\nAtelier Brume SARL\nFacture") == "Atelier Brume SARL"
    assert firm_in("rien") == ""


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=200))
def test_any_words_in_headers_and_papers_are_survived(sender, to, text):
    for found in told(mail(sender, to, text=text), paper(text)):
        assert found.params["name"]
        assert found.params["addresses"]


KARIM = "Karim Benali <karim.benali@benali.example>"
SOPHIE = "Sophie Benali <sophie.br@benali.example>"


def test_two_people_of_one_household_are_two_and_only_the_consumer_is_told():
    mails = [mail(NOREPLY, SOPHIE), mail(SOPHIE, SERVICE), mail(KARIM, SOPHIE), mail(SERVICE, SOPHIE)]
    for row in (mails, mails[::-1]):
        found = by_role(told(*row))
        assert found["consumer"] == ("Sophie Benali", "sophie.br@benali.example")
        assert set(found) == {"consumer", "seller"}


def test_two_addresses_under_the_consumers_own_name_are_the_consumers():
    other = mail("Sophie Benali <achats@benali.example>", SERVICE)
    found = by_role(told(mail(NOREPLY, SOPHIE), mail(SOPHIE, SERVICE), other, mail(SERVICE, SOPHIE)))
    assert found["consumer"] == ("Sophie Benali", "sophie.br@benali.example, achats@benali.example")
