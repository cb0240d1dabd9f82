"""The standard rubrics as data, and folders named after them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.errors import DossierError
from dossier.intake.sorting.rubrics import found_in, load_rubrics, plain, rubric_for_folder

IN_ORDER = (
    *("offer", "order", "payment", "delivery", "defect", "return", "correspondence", "complaint"),
    *("amicable", "loss", "terms", "witness", "mandates", "law", "other"),
)


def test_the_standard_rubrics_stand_in_the_order_of_the_annex():
    assert tuple(rubric.id for rubric in load_rubrics().rubrics) == IN_ORDER


def test_every_rubric_has_a_name_in_every_language_and_words_that_speak_for_it():
    rules = load_rubrics()
    for rubric, words in zip(rules.rubrics, rules.words, strict=True):
        assert set(rubric.names) == {"fr", "en", "nl", "de"}
        assert words.phrases, rubric.id


def test_the_french_names_are_those_that_recipients_know():
    names = [rubric.name("fr") for rubric in load_rubrics().rubrics]
    assert names == [
        "Offre",
        "Commande",
        "Paiement",
        "Livraison et suivi",
        "Défaut constaté",
        "Retour",
        "Échanges",
        "Réclamation et mise en demeure",
        "Démarches amiables",
        "Préjudice et frais",
        "Conditions générales (CGV)",
        "Attestations",
        "Mandats et identité",
        "Textes de loi",
        "Autres pièces",
    ]


def test_no_word_speaks_for_a_rubric_twice():
    for row in load_rubrics().words:
        words = [phrase.needle for phrase in row.phrases]
        assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]


@pytest.mark.parametrize(
    ("folder", "rubric"),
    [
        ("Service client", "correspondence"),
        ("Courriers", "correspondence"),
        ("Jurisprudence et textes de loi", "law"),
        ("SAV", "return"),
        ("CGV", "terms"),
        ("Conditions générales (CGV)", "terms"),
        ("Factures", "order"),
        ("Suivi colis", "delivery"),
        ("E-mails", "correspondence"),
        ("mails", "correspondence"),
        ("03 - Livraison", "delivery"),
        ("3. Livraison et suivi", "delivery"),
        ("R6_Livraison", "delivery"),
        ("A) Paiement", "payment"),
        ("LIVRAISON", "delivery"),
        ("Re\u0301clamation", "complaint"),
        ("Mise_en_demeure", "complaint"),
        ("delivery", "delivery"),
        ("Delivery and tracking", "delivery"),
        ("Zahlung", "payment"),
        ("Rücksendung", "return"),
        ("Levering", "delivery"),
        ("Algemene voorwaarden", "terms"),
        ("proofs/Commande/vrac", "order"),
        ("Commande/Livraison", "delivery"),
        ("C:\\dossier\\Paiement", "payment"),
        ("", None),
        ("proofs", None),
        ("2026", None),
        ("03 -", None),
        ("Vacances", None),
    ],
)
def test_a_folder_is_known_by_its_name_however_it_is_written(folder, rubric):
    assert rubric_for_folder(folder) == rubric


@pytest.mark.parametrize(
    ("folder", "rubric"),
    [
        ("Photos de la fuite", "defect"),
        ("02_Photos du colis abîmé", "defect"),
        ("Livraison colis", "delivery"),
        ("captures suivi", "delivery"),
        ("Preuve de livraison bpost", "delivery"),
        ("Preuves de paiement", "payment"),
        ("Relevés bancaires 2026", "payment"),
        ("CGV du site", "terms"),
        ("Mes factures", "order"),
        ("Commande et paiement", "order"),
        ("Correspondance avec le vendeur", "correspondence"),
        ("Service client Fibre", "correspondence"),
        ("Facture réparation", "loss"),
        ("Mise en demeure envoyée", "complaint"),
        ("Proof of delivery", "delivery"),
        ("Emails with seller", "correspondence"),
        ("Bank statements 2026", "payment"),
        ("Foto’s van de schade", "defect"),
        ("Bewijs van betaling", "payment"),
        ("Briefwisseling met verkoper", "correspondence"),
        ("Fotos vom Schaden", "defect"),
        ("Rechnungen und Belege", "order"),
        ("AGB Händler", "terms"),
    ],
)
def test_a_folder_is_known_by_clear_words_in_its_name(folder, rubric):
    assert rubric_for_folder(folder) == rubric


@pytest.mark.parametrize(
    "folder",
    [
        *(
            "Vacances",
            "Divers papa",
            "2026",
            "Photos vacances",
            "Mes documents",
            "Preuves",
            "Captures d’écran",
        ),
        *(
            "dossier 2026-118 Verbeke",
            "Mon litige",
            "Litige",
            "Nouveau dossier",
            "Téléchargements",
            "Downloads",
        ),
        *(
            "Chat de mamie",
            "Vol de vélo",
            "Hotel Miramar",
            "Produit ménager",
            "Support moto",
            "Recht op eten",
        ),
        *("Photos salon", "DCIM", "Famille", "Ordner 1", "Dossier retour livraison"),
    ],
)
def test_a_vague_word_in_a_folders_name_is_no_guess(folder):
    assert rubric_for_folder(folder) is None


def test_every_name_of_every_rubric_is_a_folder_that_leads_to_it():
    for rubric in load_rubrics().rubrics:
        for name in (rubric.id, *rubric.names.values()):
            assert rubric_for_folder(f"07 - {name.upper()}") == rubric.id


def test_plain_words_lose_accents_case_and_marks():
    assert plain("L’Œuvre : « Reçu n°2 », Straße_ÉTÉ") == " l oeuvre recu n 2 strasse ete "


@pytest.mark.parametrize(
    "spoilt",
    [
        'advisers=[]\noffices=[]\ndemands=[]\n[[rubric]]\nid="a"\nnames={}\nfolder=["x"]\n',
        'advisers=[]\noffices=[]\ndemands=[]\n[[rubric]]\nid="a"\nnames={}\nfolders=["x"]\n'
        '[[rubric]]\nid="b"\nnames={}\nfolders=["X"]\n',
    ],
)
def test_a_misspelt_field_or_a_folder_of_two_rubrics_is_refused(tmp_path, spoilt):
    path = tmp_path / "rubrics.toml"
    path.write_text(spoilt, "utf-8")
    with pytest.raises(DossierError, match="malformed"):
        load_rubrics(path)


PHRASES = [phrase for row in load_rubrics().words for phrase in row.phrases]


@given(
    st.lists(
        st.one_of(
            st.sampled_from(PHRASES).map(lambda phrase: phrase.words),
            st.sampled_from(PHRASES).map(lambda phrase: f"x{phrase.needle}y"),
            st.text(max_size=12),
        ),
        max_size=30,
    )
)
def test_looking_at_the_words_of_a_text_first_finds_the_same_phrases(parts):
    text = plain(" ".join(parts))
    assert list(found_in(PHRASES, text, words=frozenset(text.split()))) == list(found_in(PHRASES, text))
