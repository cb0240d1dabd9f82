"""Whatever the person typed into a field, a veil is made of it, quickly, and hides it without a fault."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts, Reference, ReferenceKind
from tests.support.telling import PERSON, veil_over

WORDS = (
    *(
        "12",
        "bis",
        "q",
        "n°",
        "rue",
        "Haute",
        "Résidence",
        "75 014",
        "Paris",
        "bte",
        "FR76",
        "3000",
        "0612345678",
    ),
    *("de la", "Zwart", "H.", "@", "a.b", "+33", "%20", "%", "\ud800", "王", ",", "\n", "€", "*", "(", "\\d"),
)
TYPED = st.one_of(
    st.text(max_size=40),
    st.text("0123456789", max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=12).flatmap(
        lambda words: st.sampled_from(["", " ", ", "]).map(lambda between: between.join(words))
    ),
)
LONG = ("a", "1", "12 rue, ", "5 q ", "a@b.", "FR76", "0612345678 ", "rue 5\n")


def telling(typed):
    """Gives a dossier in which everything that is typed reads so."""
    person = replace(PERSON, name=typed, addresses=(typed,), phone=typed, postal=typed, iban=typed, bic=typed)
    facts = Facts(
        references=(Reference(kind=ReferenceKind.ORDER, value=typed),),
        price_cents=len(typed),
        happened=typed,
        tried=typed,
    )
    return Dossier(parties=(person,), facts=facts)


@given(st.sampled_from(Detail), TYPED, TYPED)
def test_a_veil_of_anything_hides_in_anything(detail, typed, words):
    veil = veil_over(telling(typed), detail)
    for file in (False, True):
        for written in (typed, words, f"compte {typed} {words}"):
            assert veil.shows(written, file=file) == (veil.hidden(written, file=file) != written)


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("unit", LONG)
def test_a_veil_of_far_too_much_is_made_as_well(detail, unit):
    typed = unit * (5000 // len(unit))
    veil = veil_over(telling(typed), detail)
    assert isinstance(veil.hidden(f"vu : {typed}"), str)
    assert veil.hidden("Vu hier") == "Vu hier"
