"""The pieces that still show what is hidden are named in the order of their numbers."""

from dataclasses import replace
from types import SimpleNamespace

from dossier.basis.assets import Assets
from dossier.model.party import Party, Role
from dossier.recipients.profile import load_profile
from dossier.workspace.unsaid import about_what_pieces_show
from tests.support.dossiers import piece, small_dossier


def test_pieces_are_named_as_they_are_numbered(tmp_path):
    pieces = tuple(replace(piece(one, "order"), text="Rose Petit", bodies=()) for one in ("c", "a", "b"))
    dossier = replace(small_dossier(), pieces=pieces, parties=(Party(role=Role.CONSUMER, name="Rose Petit"),))
    rows = [
        SimpleNamespace(piece=one, number=number) for one, number in (("a", "1"), ("b", "9"), ("c", "11"))
    ]
    exported = SimpleNamespace(plans=(SimpleNamespace(pieces=rows),))
    nameless = replace(load_profile("generic"), nameless=True)
    (found,) = about_what_pieces_show(dossier, exported, nameless, assets=Assets(tmp_path))
    assert (found.code, found.params["numbers"]) == ("name-inside", "1, 9, 11")
