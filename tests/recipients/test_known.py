"""Whom a dossier is prepared for, whatever its file says."""

import pytest

from dossier.basis.errors import DossierError
from dossier.model.dossier import Dossier
from dossier.recipients import known
from dossier.recipients.known import ANYBODY, profile_of


@pytest.fixture(autouse=True)
def afresh():
    profile_of.cache_clear()
    yield
    profile_of.cache_clear()


@pytest.mark.parametrize("recipient", ["", "nobody-any-more", "../generic", Dossier().recipient])
def test_who_is_not_known_is_taken_for_anybody(recipient):
    assert profile_of(recipient).id == ANYBODY


def test_a_recipient_that_cannot_be_read_is_heard(monkeypatch):
    def malformed(wanted):
        raise DossierError("malformed", what=wanted)

    monkeypatch.setattr(known, "load_profile", malformed)
    with pytest.raises(DossierError, match="malformed"):
        profile_of("cmap")
