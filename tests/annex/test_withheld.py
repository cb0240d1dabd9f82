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
        "AnneLise@Courriel.Example",
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
    for part in (made.facts, made.rubrics):
        assert "martin" not in str(part).casefold()


def test_remarks_keep_their_names_for_the_person_and_lose_them_when_handed_on():
    found = note("damaged", file="facture-petit.pdf", title="facture petit", n=2)
    dossier = replace(small_dossier(), parties=(person("Rose Petit"),), findings=(found,))
    made = told_to(dossier, NAMELESS, FRENCH)
    assert made.dossier.findings == (found,)
    (handed,) = made.veil.over_findings(made.dossier.findings)
    left = {"file": "facture-[consommateur].pdf", "title": "facture [consommateur]", "n": 2}
    assert handed.params == left
    who = note("party-found-yourself", name="Rose Petit", addresses="rose@petit.example")
    assert told_to(dossier, NAMELESS, FRENCH).veil.over_findings([who]) == ()
    assert told_to(dossier, GENERIC, FRENCH).veil.over_findings([who]) == (who,)


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
        happened="Le bureau est arrivé fendu ce jour-là. Personne ne répond !",
        tried="Appelé trois fois en une semaine,\nécrit une fois avec accusé de réception",
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
        (Detail.REFERENCE, "FR – 2026   004471, K 88 ; ; 123", "[…], K 88 ; ; 123"),
        (Detail.PRICE, "Facture de 1\u202f249,90 €, 1249.90, 1 249€90", "Facture de […], […], […]"),
        (Detail.PRICE, "Facture de 1 249,9 €, €1,249.90, EUR1249,9", "Facture de […], […], […]"),
        (Detail.PRICE, "Facture de 249,90 € et 1 249,91 €", "Facture de 249,90 € et 1 249,91 €"),
        (Detail.PRICE, "Facture de 1 249,9 kg et 1249,9", "Facture de 1 249,9 kg et 1249,9"),
        (Detail.POSTAL, "Vue du 3, Quai-des-Tannéurs, 1000 Bruxelles", "Vue du […], 1000 Bruxelles"),
        (Detail.PHONE, "Appel au +32 (0)2/555.01.23", "Appel au […]"),
        (Detail.ADDRESSES, "À Anne.Lise@courriel.example", "À […]"),
        (Detail.ADDRESSES, "À AnneLise@Courriel.Example, anne.lise @ courriel. example", "À […], […]"),
        (
            Detail.ADDRESSES,
            "anne.lise(at)courriel.example, anne lise [at] courriel point example",
            "[…], […]",
        ),
        (Detail.ADDRESSES, "recu_anne-lise_courriel-example.eml", "recu_[…].eml"),
        (Detail.ADDRESSES, "Le courriel d’Anne", "Le courriel d’Anne"),
        (Detail.IBAN, f"Virement {IBAN}, agri-frpp, carte {CARD}", "Virement […], […], carte […]"),
        (Detail.HAPPENED, "LE BUREAU EST ARRIVE FENDU, CE JOUR LA – photo", "[…] – photo"),
        (Detail.HAPPENED, "Personne ne répond", "Personne ne répond"),
        (Detail.TRIED, "vu-appelé-trois-fois-en-une-semaine-x", "vu-[…]-x"),
        (
            Detail.TRIED,
            "Appelé trois fois en une semaine, écrit une fois, avec accusé de réception",
            "[…], […]",
        ),
        (Detail.TRIED, "Écrit une fois", "Écrit une fois"),
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


@given(
    st.sampled_from(
        [
            (Detail.ADDRESSES, ("anne", "lise", "courriel", "example")),
            (Detail.POSTAL, ("3", "quai", "des", "Tanneurs")),
            (Detail.PHONE, ("+32", "2", "555", "01", "23")),
            (Detail.IBAN, tuple(IBAN.split())),
            (Detail.IBAN, ("AGRI", "FR", "PP")),
            (Detail.REFERENCE, ("FR", "2026", "004471")),
            (Detail.REFERENCE, ("K", "88", "123")),
            (Detail.PRICE, ("1", "249,90")),
            (Detail.PRICE, ("1", "249.90", "euros")),
            (Detail.HAPPENED, tuple(["Le", "bureau", "est", "arrivé", "fendu", "ce", "jour-là"])),
            (Detail.TRIED, tuple(["écrit", "une", "fois", "avec", "accusé", "de", "réception"])),
        ]
    ),
    st.data(),
)
def test_every_value_is_hidden_in_every_case_and_spacing(said, data):
    detail, words = said
    word_by_word = [
        "".join(data.draw(st.sampled_from([char.upper(), char.lower()])) for char in word) for word in words
    ]
    spaces = st.sampled_from(["", " ", "\u202f"] if detail is Detail.PRICE else ["", " ", "\u202f", "  "])
    written = word_by_word[0] + "".join(data.draw(spaces) + word for word in word_by_word[1:])
    hidden = values_of(detail, TELLING, instead="[…]").hidden(f"vu : {written} ; fin")
    assert hidden == "vu : […] ; fin"


def orders(*values):
    kind = ReferenceKind.ORDER
    return replace(TELLING, facts=Facts(references=tuple(Reference(kind=kind, value=one) for one in values)))


@pytest.mark.parametrize(
    ("number", "title", "left"),
    [
        ("2026", "Facture du 12/03/2026", None),
        ("2026", "Commande 2026", None),
        ("4471", "Commande 4471", None),
        ("ABC", "abc, a b c", None),
        ("K88", "Client K88", "Client […]"),
        ("A4", "Page A4", None),
        ("12032026", "Facture du 12/03/2026 et du 12.3.2026", None),
        ("12032026", "Commande 12032026", "Commande […]"),
        ("20260312", "Facture du 2026-03-12.", None),
        ("32026", "Facture du 12/03/2026", None),
        ("124990", "Facture de 1 249,90 € ou 1249.90 €", None),
        ("124990", "Commande 124990", "Commande […]"),
        ("24990", "Reçu de 249,90", None),
        ("44712", "Commande 2026/44712", "Commande 2026/[…]"),
        ("44712", "Commande 44 712 du 12/03/2026", "Commande […] du 12/03/2026"),
        ("12-03-26-7", "Commande 12-03-26-7", "Commande […]"),
    ],
)
def test_a_number_is_no_part_of_a_date_or_an_amount_and_a_short_one_stays(number, title, left):
    assert values_of(Detail.REFERENCE, orders(number), instead="[…]").hidden(title) == (left or title)


def test_a_short_sentence_is_a_title_as_well_and_a_price_no_part_of_a_date():
    facts = Facts(happened="Le bureau est arrivé fendu", price_cents=1203)
    dossier, title = replace(TELLING, facts=facts), "Le bureau est arrivé fendu (12.03.2026, 12.03 €)"
    assert values_of(Detail.HAPPENED, dossier, instead="[…]").hidden(title) == title
    hidden = values_of(Detail.PRICE, dossier, instead="[…]").hidden(title)
    assert hidden == "Le bureau est arrivé fendu (12.03.2026, […])"


def test_whose_number_is_too_short_hears_it():
    held = hold_details(orders("2026", "4471", "FR-88231"), "generic", [Detail.REFERENCE]).dossier
    said = {one.code: one.params for one in told_to(held, GENERIC, FRENCH).findings}
    assert said["reference-too-short"] == {"n": 2, "names": "2026, 4471"}
    assert "details-held-back" in said


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1000, 99_999_999), st.integers(1, 9_999_999)
)
def test_with_everything_held_back_a_title_keeps_its_date(day, number, cents):
    facts = replace(orders(str(number), str(day.year)).facts, price_cents=cents, happened="Colis perdu")
    dossier = hold_details(replace(TELLING, facts=facts), "generic", tuple(Detail)).dossier
    veil = veil_of(dossier, GENERIC, instead="[consommateur]")
    for written in (f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%d-%m-%y}", f"{day}", f"{day:%d %B %Y}"):
        assert veil.hidden(f"Facture du {written} (copie)") == f"Facture du {written} (copie)"


def test_rubrics_keep_their_names_whatever_a_number_is():
    first = small_dossier().rubrics[0]
    rubric = Rubric(id=first.id, names={"fr": "Commande COLIS2026 de Mme Dubois"})
    held = replace(orders("COLIS2026"), rubrics=(rubric,))
    held = hold_details(held, "generic", [Detail.REFERENCE]).dossier
    assert told_to(held, GENERIC, FRENCH).dossier.rubrics == (rubric,)
    held = hold_details(held, "generic", tuple(Detail)).dossier
    (named,) = told_to(held, GENERIC, FRENCH).dossier.rubrics
    assert named.names == {"fr": "Commande COLIS2026 de Mme [consommateur]"}


def test_a_whole_price_is_known_by_its_currency_and_stays_where_it_is_asked_for():
    facts = replace(TELLING.facts, price_cents=24900)
    titles = ["249 euros", "EUR 249", "249,00", "€249.00", "pièce 249", "12 490,00 €"]
    assert without_detail(Detail.PRICE, *titles, facts=facts)[1] == ["[…]"] * 4 + titles[4:]
    asked = replace(facts, claim=(ClaimLine(words="Prix", cents=24900),))
    made, left = without_detail(Detail.PRICE, *titles, facts=asked)
    assert left == titles
    assert [one.code for one in made.findings] == ["price-asked-for"]


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


def test_finished_pages_are_searched_for_what_cannot_stand_there_by_chance():
    held = hold_details(orders("K88", "K8812"), "generic", [Detail.REFERENCE]).dossier
    assert veil_of(held, GENERIC).hidden("Client K88, K 88 12") == "Client […], […]"
    finished = veil_of(held, GENERIC, ours=("Page",))
    assert not finished.shows("Client K88")
    assert finished.shows("Client k-8812")


def test_which_details_stand_inside_of_a_piece_is_told():
    held = hold_details(TELLING, "generic", [Detail.PHONE, Detail.REFERENCE, Detail.PRICE]).dossier
    one = replace(piece("one", "order"), text="Commande FR 2026 004471, tél. 02 555 01 23")
    found = list(named_inside(held, [one, piece("two", "order")], veil_of(held, GENERIC)))
    assert found == [(one, {Detail.PHONE, Detail.REFERENCE})]
