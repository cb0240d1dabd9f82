"""How long a sheet may take follows from how much there is to lay out."""

from dossier.annex.sheets import allowance
from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.model.body import FlowBody
from dossier.press.sheet import SheetTask


def seconds(folder, size):
    body = FlowBody(asset=Assets(folder).put(b"x" * size))
    task = SheetTask(
        bodies=(body,), preface=None, assets=str(folder), target="", language="fr", zone="Europe/Paris"
    )
    return allowance(task)


def test_a_long_text_may_take_longer_up_to_what_is_laid_out_at_all(tmp_path):
    short, long, endless = (seconds(tmp_path, size) for size in (100, 2_000_000, 20_000_000))
    assert short < limits.SHEET_SECONDS + 10 * limits.SHEET_SECONDS_PER_PAGE < long
    assert long < limits.SHEET_SECONDS + limits.SHEET_SECONDS_PER_PAGE * limits.FLOW_PAGES + 1
    assert endless <= limits.SHEET_SECONDS + limits.SHEET_SECONDS_PER_PAGE * limits.FLOW_PAGES
