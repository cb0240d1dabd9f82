"""What a worker says of a file's words is what the program itself would say."""

from dossier.basis import limits
from dossier.basis.assets import Assets
from dossier.intake.dates.settle import settle
from dossier.intake.dates.text import TextDates
from dossier.intake.reader import ReadTask
from dossier.intake.weigh import read_and_weigh
from dossier.model.moment import Source
from dossier.workers.pool import Pool
from tests.support.documents import paper


def test_dates_weighed_in_a_worker_settle_as_those_of_the_words_themselves(tmp_path):
    assets = Assets(tmp_path / "assets")
    data = paper(["Facture n° 2026-118 du 12 mars 2026", "Livraison le 3 avril 2026", "Total 12,00 €"])
    task = ReadTask(
        asset=assets.put(data), name="facture.pdf", assets=str(assets.folder), zone="Europe/Paris"
    )
    with Pool(1) as pool:
        weighed = pool.run(read_and_weigh, task, seconds=limits.READ_SECONDS)
    asked = settle(weighed.draft, name="facture.pdf", modified=None)
    assert settle(weighed.draft, name="facture.pdf", modified=None, said=weighed.said) == asked
    assert asked[0].source is Source.PAGE_TEXT
    nothing = settle(weighed.draft, name="facture.pdf", modified=None, said=TextDates())
    assert not nothing[0].known
