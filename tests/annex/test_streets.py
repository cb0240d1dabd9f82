"""An address is found however it is cut short, and its words elsewhere are not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.annex.withheld import veil_of
from dossier.model.commands.privacy import hold_details
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.recipients.profile import load_profile
from tests.support.telling import PERSON, veil_of_person


def hidden(postal, words):
    return veil_of_person(Detail.POSTAL, postal=postal).hidden(words)


@pytest.mark.parametrize(
    ("postal", "written"),
    [
        (
            "12 rue de la Paix\n75002 Paris",
            "12 r. de la Paix|12, R.DE LA PAIX|12rue Paix|rue de la Paix, n° 12|12 r de la Paix 75002 PARIS",
        ),
        ("12 r. de la Paix", "12 rue de la Paix"),
        ("12 avenue Foch", "12 av. Foch|12, ave Foch|Av_Foch_12|12 ａv. Fосh"),
        (
            "12 bis avenue du Maréchal Foch",
            "12bis av. du Mal Foch|12B avenue Foch|12, bis, ave Maréchal Foch",
        ),
        ("12 boulevard Saint-Michel", "12 bd St-Michel|12 Bld. St. Michel|12 boul. Saint Michel"),
        ("12 place de la République", "12 pl. de la République|12 pl République"),
        ("7 chemin des Vignes", "7 chem. des Vignes|7 ch. des Vignes"),
        ("7 allée des Tilleuls", "7 all. des Tilleuls"),
        ("7 impasse du Puits", "7 imp. du Puits"),
        ("7 route de Lyon", "7 rte de Lyon"),
        ("12 avenue Jean Jaurès", "12 av. J. Jaurès|12 avenue J.Jaurès"),
        ("12 rue du 8 mai 1945", "12 r. du 8-mai-1945"),
        (
            "Rue de la Loi 16 bte 3\n1040 Bruxelles",
            "16, r. de la Loi|Rue de la Loi 16|rue de la Loi 16 bte 3",
        ),
        ("Kerkstraat 15", "Kerkstr. 15|15 Kerk straat|KERKSTR 15"),
        ("Sint-Jansstraat 5", "St.-Jansstr. 5"),
        ("Laan van Meerdervoort 20", "Ln. van Meerdervoort 20"),
        ("Louizalaan 20", "Louizaln 20"),
        ("Hauptstraße 5a", "Hauptstr. 5 A|Hauptstrasse 5a"),
        ("Berliner Straße 5", "Berliner Str. 5"),
        ("93200 Saint-Denis", "93200 St Denis|93 200 Saint-Denis|Saint-Denis – 93200|St Denis, 93200"),
        ("Saint-Denis 93200", "93200 St Denis|Saint-Denis 93200"),
        ("1000 Bruxelles", "1 000 Bruxelles|Bruxelles 1000"),
        (
            "12 bis avenue du Général de Gaulle",
            "12, Avenue General-de-Gaulle|12 ter av. de Gaulle|avenue du Général de Gaulle 12|12B av. Gaulle",
        ),
        (
            "12 avenue du Général de Gaulle",
            "12 bis, av. du Gal de Gaulle|12B avenue de Gaulle|Av. de Gaulle, 12 bis|av. de Gaulle 12b",
        ),
        ("12 bis, avenue Foch", "12 avenue Foch|Avenue Foch 12bis|12%20bis%20avenue%20Foch"),
        ("Rue Haute, 5 Q", "Rue Haute 5|5 Q, rue Haute|5 quater r. Haute"),
        ("Résidence Les Pins, 12 Q", "Rés. les Pins 12 Q|Résidence Les Pins"),
        ("12 q. des Lilas", "12 quai des Lilas"),
    ],
)
def test_an_address_goes_however_it_is_cut_short(postal, written):
    for one in written.split("|"):
        assert hidden(postal, f"vu au {one} hier") == "vu au […] hier"


@pytest.mark.parametrize(
    ("postal", "harmless"),
    [
        (
            "12 rue de la Paix\n75002 Paris",
            "112 rue de la Paix ; 5 de Paix, rue de la Paix 120, 12 av. de la Paix",
        ),
        ("12 place de la Gare", "Mise en place, gare ; place de la gare\n12 pièces"),
        ("Rue de la Loi 16 bte 3", "La loi n° 16, bus 3, 3 boîtes, boîte 3, 16 mai"),
        ("2 quai des Tanneurs, n° 7", "facture n° 7, quai 2"),
        ("Quai 3", "Q 3, 3 quais, 3 Q"),
        ("1000 Bruxelles", "Bruxelles, 1000 €"),
        ("12 rue du 8 mai 1945", "le 8 mai 1945 à 12 h, 12 mai 1945"),
        ("", "12 rue de la Paix"),
        ("12\nrue\nParis", "12 rue, Paris"),
        ("12 bis, avenue Foch\n75116 Paris", "12 bis ; l’avenue Foch 120, 112 bis avenue Foch, Paris 17"),
        ("12 bis\nParis", "12 bis"),
        ("Avenue des Grands Lilas, 5", "avenue des Grands Lilas"),
        ("12 avenue Foch", "12 a. avenue, avenue Foch 120"),
        ("1000 Bruxelles", "Bruxelles 1000 €, Bruxelles 1000,50, Bruxelles, 1000 EUR, 1000"),
    ],
)
def test_what_is_no_address_stays(postal, harmless):
    assert hidden(postal, harmless) == harmless


def test_on_a_finished_page_the_number_behind_a_street_is_the_pages():
    dossier = Dossier(parties=(replace(PERSON, postal="12 avenue Foch"),))
    held = hold_details(dossier, "generic", [Detail.POSTAL]).dossier
    finished = veil_of(held, load_profile("generic"), ours=("Page",))
    assert not finished.shows("Photo avenue Foch 12")
    assert finished.found("Photo, 12 av. Foch") == ["12 av. Foch"]


@given(
    st.integers(1, 9999),
    st.sampled_from(["", "bis", "B"]),
    st.sampled_from(
        [("avenue", "av."), ("rue", "r."), ("boulevard", "bd"), ("chemin", "chem."), ("route", "rte")]
    ),
    st.sampled_from(["des Lilas", "du Général Leclerc", "Victor Hugo", "de l’Église Saint-Éloi", "d’Alsace"]),
    st.booleans(),
)
def test_a_street_goes_in_every_order_and_no_longer_number(number, suffix, way, name, behind):
    postal = f"{number}{suffix} {way[0]} {name}"
    house = f"{number} {suffix}".strip()
    written = f"{way[1]} {name}, {house}" if behind else f"{house}, {way[1]} {name}"
    assert hidden(postal, f"vu : {written} ; fin") == "vu : […] ; fin"
    longer = f"{way[1]} {name}, {number}7" if behind else f"7{number} {way[1]} {name}"
    assert hidden(postal, longer) == longer
