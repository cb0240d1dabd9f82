"""The sample dispute, read by the program, against what its author knows of it."""

import json
from datetime import datetime
from pathlib import Path

import pytest

TRUTH = json.loads((Path(__file__).resolve().parents[1] / "golden" / "sample_truth.json").read_text("utf-8"))
RUBRICS = {
    "offre": {"offer"},
    "commande": {"order", "offer"},
    "paiement": {"payment"},
    "livraison": {"delivery"},
    "constat": {"defect"},
    "échanges": {"correspondence"},
    "réclamation": {"complaint", "correspondence"},
    "mise-en-demeure": {"complaint"},
    "conditions": {"terms"},
    "frais": {"loss"},
    "divers": {"other"},
}


@pytest.fixture(scope="module")
def by_name(built):
    _, report = built
    pieces = {}
    for piece in report["pieces"]:
        for file in piece["files"]:
            pieces.setdefault(file["name"], []).append(piece)
    return pieces


def entries(*, undated=False):
    return [pytest.param(entry, id=entry["file"]) for entry in TRUTH["pieces"] if entry["undated"] == undated]


@pytest.mark.parametrize("entry", entries())
def test_each_date_is_the_true_one(entry, by_name):
    piece = by_name[Path(entry["file"]).name][0]
    said, true = datetime.fromisoformat(piece["moment"]["iso"]), datetime.fromisoformat(entry["date"])
    if "span" in entry:
        first, last = (datetime.fromisoformat(text).date() for text in entry["span"])
        assert first <= said.date() <= last
    elif entry["date_precision"] == "day":
        assert (said.year, said.month, said.day) == (true.year, true.month, true.day)
    else:
        assert abs((said - true).total_seconds()) <= 60
    assert piece["moment"]["evidence"]


@pytest.mark.parametrize("entry", entries(undated=True))
def test_what_nothing_dates_stays_undated_and_is_asked_for(entry, by_name, built):
    piece = by_name[Path(entry["file"]).name][0]
    assert piece["moment"]["iso"] is None
    asked = [finding for finding in built[1]["findings"] if finding["piece"] == piece["id"]]
    assert any(finding["code"].startswith("undated") for finding in asked)


@pytest.mark.parametrize("entry", entries() + entries(undated=True))
def test_each_proof_is_sorted_where_its_author_would(entry, by_name):
    right = set().union(*(RUBRICS[name] for name in [entry["rubric"], *entry.get("accept_rubrics", [])]))
    assert by_name[Path(entry["file"]).name][0]["rubric"] in right


@pytest.mark.parametrize(
    "entry", [entry for entry in TRUTH["pieces"] if entry["duplicate_of"]], ids=lambda e: e["file"]
)
def test_repeats_are_left_out_when_certain_and_told_when_likely(entry, by_name, built):
    mine = by_name[Path(entry["file"]).name]
    twins = by_name[Path(entry["duplicate_of"]).name]
    family = {piece["id"] for piece in [*mine, *twins]}
    family |= {piece["id"] for piece in built[1]["pieces"] if piece["parent"] in family}
    if entry.get("soft_duplicate") or (entry["duplicate_kind"] or "").startswith("near"):
        told = [finding["params"] for finding in built[1]["findings"] if finding["code"] == "possible-repeat"]
        assert any({params["first"], params["second"]} <= family for params in told)
        assert all(piece["pages"] for piece in mine)
    else:
        assert any(piece["duplicate_of"] in family for piece in [*mine, *twins])


def test_no_other_piece_is_called_a_repeat(built):
    certain = [
        entry for entry in TRUTH["pieces"] if entry["duplicate_of"] and not entry.get("soft_duplicate")
    ]
    certain = [entry for entry in certain if not (entry["duplicate_kind"] or "").startswith("near")]
    assert sum(1 for piece in built[1]["pieces"] if piece["duplicate_of"]) == len(certain)
