"""An annex in several files: what they hold, that all or none are put in place, and nothing old is left."""

import json
from dataclasses import replace

import pikepdf
import pytest

from dossier.annex import assemble as assembling
from dossier.annex import making
from dossier.annex.export import Exporter, export
from dossier.annex.verify import verify_annex
from dossier.basis.errors import PlaceError, UsageError
from dossier.model.piece import FileKind, State
from dossier.model.plan import PageKind
from dossier.model.wish import Wish
from dossier.recipients.profile import Form, Limit, Limited, Names, load_profile
from dossier.recipients.source import Mark
from dossier.workers.pool import Pool
from tests.support import fits
from tests.support.benches import DAY, Bench, dispute, held
from tests.support.pictures import encoded

GENERIC = load_profile("generic")


def codes(exported):
    """Lists what was told, but that the pieces allow PDF/A, which is told of each annex that they do."""
    return [finding.code for finding in exported.findings if finding.code != "pdfa-yes"]


def limited(**limits):
    """Makes a profile with limits by their names."""
    return tuple(
        Limit(on=Limited(name.replace("_", "-")), value=value, sources=("S1",), mark=Mark.VERIFIED)
        for name, value in limits.items()
    )


@pytest.fixture(scope="module")
def pool():
    with Pool(2) as pool:
        yield pool


@pytest.fixture
def bench(tmp_path, pool):
    return Bench(tmp_path, pool)


@pytest.fixture
def dossier(bench):
    """Six pieces of one page in two rubrics, the second with something attached."""
    rubrics = ("order", "order", "order", "delivery", "delivery", "order")
    pieces = [
        held(f"p{n}", bench.flow(f"Ceci est la preuve {n}."), rubric=rubric)
        for n, rubric in enumerate(rubrics)
    ]
    pieces[2] = replace(pieces[2], parent=pieces[1].id)
    return dispute(pieces)


@pytest.fixture
def make(bench, dossier):
    def made(profile=GENERIC, wish=None, *, dossier=dossier, name="a.pdf", **more):
        exporter = Exporter(assets=bench.assets, pool=bench.pool, texts=bench.texts, sheets=bench.sheets)
        return export(
            dossier,
            bench.folder / name,
            profile=profile,
            day=DAY,
            exporter=exporter,
            wish=wish or Wish(),
            **more,
        )

    return made


def pdfs(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf") if "sheets" not in path.parts
    )


def test_volumes_keep_to_the_pages_and_each_is_an_annex_by_itself(make, bench):
    exported = make(replace(GENERIC, limits=limited(file_pages=10)))
    assert len(exported.files) > 1
    assert pdfs(bench.folder) == [
        f"a {n} sur {len(exported.files)}.pdf" for n in range(1, len(exported.files) + 1)
    ]
    for file, plan in zip(exported.files, exported.plans, strict=True):
        report = verify_annex(bench.folder / file.path)
        assert report.agrees
        assert report.pages == file.pages == len(plan.pages) <= 10
        assert {PageKind.COVER, PageKind.BORDEREAU, PageKind.INTEGRITY} <= {page.kind for page in plan.pages}
    numbers = [row.number for plan in exported.plans for row in plan.pieces]
    assert numbers == ["1", "2", "2.1", "3", "4", "5"]
    assert codes(exported) == ["cut-into-volumes"]


def test_a_piece_larger_than_a_file_may_be_is_told_with_figures_and_made_all_the_same(make):
    exported = make(replace(GENERIC, limits=limited(file_pages=4)))
    told = [finding for finding in exported.findings if finding.code == "file-over-pages"]
    assert len(told) == len(exported.files) > 1
    assert told[0].params["most"] == 4


@pytest.fixture
def photos(bench):
    pieces = [
        held(
            f"p{n}",
            bench.image(encoded(fits.photo(n, (1600, 1200)), "JPEG", quality=92)),
            kind=FileKind.IMAGE,
        )
        for n in range(4)
    ]
    return dispute(pieces)


def test_a_size_is_met_with_lighter_photos_in_one_file(make, photos):
    whole = make(dossier=photos).file.size
    cap = round(whole * 0.7)
    exported = make(wish=Wish(max_bytes=cap), dossier=photos)
    assert len(exported.files) == 1
    assert 0.9 * cap <= exported.file.size <= cap
    assert set(codes(exported)) == {"photos-reduced"}
    assert make(wish=Wish(max_bytes=whole), dossier=photos).file.size == whole


def test_what_no_lighter_photo_makes_fit_goes_into_volumes(make, photos):
    exported = make(wish=Wish(max_bytes=250_000), dossier=photos)
    assert len(exported.files) > 1
    assert all(file.size <= 250_000 for file in exported.files)


def test_separate_files_are_named_by_the_rule_and_neighbours_joined_where_there_are_too_many(make, bench):
    names = Names(pattern="PJ{number}_{title}", longest=16)
    profile = replace(GENERIC, form=Form.SEPARATE, file_names=names, limits=limited(files=4))
    exported = make(profile)
    assert pdfs(bench.folder) == [
        "a/PJ0_Bordereau de.pdf",
        "a/PJ1-2_Commande.pdf",
        "a/PJ3_Preuve p5.pdf",
        "a/PJ4-5_Livraison.pdf",
    ]
    assert codes(exported) == ["pieces-joined"]
    assert exported.files[1].label == "Pièce n° 1 à Pièce n° 2"
    for file in exported.files:
        assert verify_annex(bench.folder / file.path).agrees


@pytest.mark.parametrize("wish", [Wish(separate=True), Wish(max_bytes=60_000), Wish(duplex=True)])
def test_the_same_dossier_and_day_give_the_same_bytes(make, bench, wish):
    def digests(name):
        return [file.digest for file in make(wish=wish, name=name).files]

    (bench.folder / "other").mkdir()
    assert digests("a.pdf") == digests("other/a.pdf")


def test_nothing_of_an_earlier_export_is_left_beside_the_new_one(make, bench):
    (bench.folder / "a").mkdir()
    (bench.folder / "a" / "somebody.pdf").write_bytes(b"%PDF-1.4 not ours")
    make(wish=Wish(separate=True))
    assert len(pdfs(bench.folder)) == 7
    make(replace(GENERIC, limits=limited(file_pages=10)))
    assert all(name.startswith("a ") or name == "a/somebody.pdf" for name in pdfs(bench.folder))
    make()
    assert pdfs(bench.folder) == ["a.pdf", "a/somebody.pdf"]


def test_no_file_is_put_in_place_when_one_cannot_be(make, bench):
    profile = replace(GENERIC, limits=limited(file_pages=10))
    exported = make(profile)
    last = bench.folder / exported.files[-1].path
    last.unlink()
    last.mkdir()
    for file in exported.files[:-1]:
        (bench.folder / file.path).write_bytes(b"old")
    with pytest.raises(PlaceError):
        make(profile)
    assert all((bench.folder / file.path).read_bytes() == b"old" for file in exported.files[:-1])


def test_a_place_that_is_refused_keeps_all_files_away(make, bench):
    def refuse(places):
        raise UsageError("target-is-source", file=places[1].name)

    with pytest.raises(UsageError, match="target-is-source"):
        make(wish=Wish(separate=True), permit=refuse)
    assert pdfs(bench.folder) == []
    assert not (bench.folder / "a").exists()


def test_a_piece_that_does_not_come_out_right_is_replaced_in_its_own_file(make, monkeypatch):
    spoiled = []

    def spoiling(plan, **places):
        assembling.assemble(plan, **places)
        if plan.pieces and plan.pieces[0].number == "3" and not spoiled:
            spoiled.append(1)
            with pikepdf.open(places["target"], allow_overwriting_input=True) as pdf:
                pdf.pages[plan.pieces[0].first - 1].Contents = pdf.make_stream(b"")
                pdf.save(places["target"])

    monkeypatch.setattr(making, "assemble", spoiling)
    exported = make(wish=Wish(separate=True))
    states = {row.number: row.state for plan in exported.plans for row in plan.pieces}
    assert states.pop("3") is State.PLACEHOLDER
    assert set(states.values()) == {State.OK}


def test_a_name_that_the_recipients_form_refuses_is_told(make):
    profile = replace(GENERIC, file_names=Names(longest=16, plain=True))
    assert codes(make(profile, name="a.pdf")) == []
    assert codes(make(profile, name="annexe-du-litige.pdf")) == ["name-not-taken"]


def test_the_limits_of_a_profile_and_of_the_person_hold_together(make):
    profile = replace(GENERIC, limits=limited(file_bytes=10**9, total_bytes=30_000))
    found = {one.code: one.params for one in make(profile).findings}
    assert json.dumps(found["files-over-size"])
    assert "file-over-size" not in found
