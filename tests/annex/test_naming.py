"""Names of files, whatever the titles and the recipient's rule."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.annex.naming import NO_RULE, Wanted, agrees, file_names, volume_names
from dossier.recipients.profile import Names

RULES = (
    NO_RULE,
    Names(pattern="PJ{number}_{title}", longest=40),
    Names(pattern="PJ{number}_{title}", longest=80, plain=True, signs="-_"),
    Names(pattern="{number}{title}", longest=16, plain=True),
    Names(pattern="Piece {number}", longest=12),
)
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=120)


def head(rule, number):
    before = (rule.pattern or "{number}").partition("{number}")[0]
    return f"{before}{number}"


@pytest.mark.parametrize("rule", RULES)
@given(
    titles=st.lists(TITLES | st.sampled_from(["2 factures", "Facture", "facture", "CON", "…"]), max_size=40)
)
def test_names_differ_keep_to_the_rule_and_begin_with_the_number(rule, titles):
    wanted = [Wanted(str(n), str(n), title) for n, title in enumerate(titles, 1)]
    names = file_names("Bordereau des pièces", wanted, rule)
    assert len({name.casefold() for name in names}) == len(names) == len(titles) + 1
    signs = re.escape(rule.signs) if rule.plain else r" ._'\-"
    for number, name in enumerate(names):
        assert re.fullmatch(rf"[A-Za-z0-9{signs}]+", name)
        assert len(name) <= (rule.longest or 80)
        assert name.startswith(head(rule, number))
        assert not name[len(head(rule, number)) :][:1].isdigit()
        assert not name.endswith((" ", "."))


def test_several_pieces_are_named_from_the_first_to_the_last():
    wanted = [Wanted("1", "1", "Devis n° 26-118"), Wanted("2", "11", "Échanges")]
    assert file_names("Bordereau", wanted, NO_RULE) == (
        "0 - Bordereau",
        "1 - Devis n 26-118",
        "2-11 - Echanges",
    )
    assert file_names("Bordereau", wanted, RULES[2])[2] == "PJ2-11_Echanges"
    assert file_names("Bordereau", wanted, RULES[3])[2] == "2a11Echanges"


@given(stem=TITLES.filter(bool), count=st.integers(2, 99))
def test_volumes_differ_and_keep_to_the_rule(stem, count):
    parts = [f"{n} sur {count}" for n in range(1, count + 1)]
    for rule in RULES[1:]:
        names = volume_names(stem, parts, rule)
        assert len(set(names)) == count
        assert all(agrees(name, rule) for name in names)
    assert volume_names(stem, parts, NO_RULE)[0] == f"{stem} 1 sur {count}"


def test_a_name_that_the_form_does_not_take_is_told():
    assert agrees("Annexe – été", NO_RULE)
    assert not agrees("Annexe – été", RULES[1])
    assert not agrees("annexe-du-dossier", RULES[3])
    assert agrees("annexe", RULES[3])
