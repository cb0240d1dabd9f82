"""Pictures taken in for real: proposals of screenshots, late looks at photographs, what stands already."""

import os
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from dossier.basis.assets import Assets
from dossier.basis.digest import Digest
from dossier.intake.picture.late_keys import CODING_DIGITS, Shot, worth_a_look
from dossier.intake.picture.likeness import COARSE_DIGITS, FINE_DIGITS
from dossier.intake.picture.read_image import read_image
from dossier.intake.take_in import Intake, take_in
from dossier.model.finding import Level
from dossier.model.piece import State
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.pool import Pool
from tests.support import pictures as make
from tests.support import scrolls
from tests.support.chats import whatsapp
from tests.support.documents import drawing, source_of
from tests.support.patience import patience

OLD = 1_700_000_000
LARGE = (3008, 2256)
FULL_KEY = COARSE_DIGITS + FINE_DIGITS


@pytest.fixture(scope="module")
def workers():
    with Pool(1) as pool, WebPrinter(pool) as printer:
        yield pool, printer


@pytest.fixture
def bring(workers, tmp_path):
    """Takes files in, beside pieces that stand already."""
    intake = Intake(
        assets=Assets(tmp_path / "assets"),
        pool=workers[0],
        printer=workers[1],
        texts=Texts("fr"),
        zone="Europe/Paris",
        day=date(2026, 6, 1),
    )

    def _bring(files, known=()):
        paths = []
        for name, data in files.items():
            paths.append(tmp_path / name)
            paths[-1].write_bytes(data)
            os.utime(paths[-1], (OLD, OLD))
        taken = take_in(paths, intake, known=known)
        assert all(Texts("fr").finding(found) for found in taken.findings)
        return taken

    return _bring


def said(taken, code):
    """Gives, for each remark of a code, the names of the files that it proposes."""
    names = {piece.id: piece.originals[0].name for piece in taken.pieces}
    return [[names[one] for one in found.several] for found in taken.findings if found.code == code]


def shot(seed=1, *, taken="2026:05:16 10:02:44", **options):
    tags = Image.Exif()
    if taken:
        tags.get_ifd(0x8769)[0x9003] = taken
    return make.encoded(drawing(LARGE, seed=seed), "JPEG", **{"quality": 90, "exif": tags, **options})


def copy(seed=1):
    return make.encoded(drawing(LARGE, seed=seed).resize((1504, 1128)), "JPEG", quality=60)


def repeats(taken):
    return [found for found in taken.findings if found.code == "possible-repeat"]


def test_a_scroll_is_proposed_in_reading_order_and_nothing_is_decided(bring):
    talk = scrolls.talk(1)
    tops = {"Screenshot_20260312-100203.png": 2900, "Screenshot_20260312-100215.png": 1500, "x.png": 0}
    taken = bring({name: make.encoded(talk.shot(top), "PNG") for name, top in tops.items()})
    assert said(taken, "one-scroll") == [
        ["x.png", "Screenshot_20260312-100215.png", "Screenshot_20260312-100203.png"]
    ]
    assert said(taken, "one-chat") == []
    assert [piece.shown and not piece.parts for piece in taken.pieces] == [True] * 3
    (found,) = (one for one in taken.findings if one.code == "one-scroll")
    assert (found.level, found.params["n"], found.piece) == (Level.NOTE, 3, found.several[0])
    assert found.named == {piece.id for piece in taken.pieces}


def test_a_chat_is_proposed_once_and_scrolled_upwards_is_read_downwards(bring):
    talk = scrolls.talk(1)
    tops = {"Screenshot_20260312-100203.png": 4900, "Screenshot_20260312-100215.png": 3400}
    far = {"Screenshot_20260312-100301.png": 0}
    taken = bring({name: make.encoded(talk.shot(top), "PNG") for name, top in (tops | far).items()})
    assert said(taken, "one-chat") == [[*far, *reversed(tops)]]
    assert said(taken, "one-scroll") == []


def test_a_large_photograph_is_not_looked_at_without_need(bring):
    files = {
        "a.jpg": shot(1),
        "b.jpg": shot(2, taken="2026:05:16 10:09:00"),
        "c.jpg": shot(3, taken="2026:05:17 08:00:00"),
    }
    taken = bring(files)
    assert [len(piece.picture_key) for piece in taken.pieces] == [CODING_DIGITS] * 3
    assert {piece.state for piece in taken.pieces} == {State.OK}
    assert not repeats(taken)


def test_its_small_copy_is_found_all_the_same(bring):
    taken = bring({"a.jpg": shot(1), "b.jpg": shot(2, taken="2026:05:16 10:09:00"), "c.jpg": copy(1)})
    assert [len(piece.picture_key) for piece in taken.pieces] == [FULL_KEY] * 3
    (found,) = repeats(taken)
    assert found.named == {taken.pieces[0].id, taken.pieces[2].id}


@pytest.mark.parametrize("turned_round", [False, True])
def test_a_copy_is_found_of_what_stands_in_the_dossier(bring, turned_round):
    files = [{"a.jpg": shot(1)}, {"c.jpg": copy(1), "d.jpg": copy(7)}]
    first, second = reversed(files) if turned_round else files
    standing = bring(first).pieces
    taken = bring(second, known=standing)
    names = {piece.id: piece.originals[0].name for piece in (*standing, *taken.pieces)}
    assert [{names[one] for one in found.named} for found in repeats(taken)] == [{"a.jpg", "c.jpg"}]
    assert bring(second, known=[replace(one, binned=True) for one in standing]).findings is not None


def test_the_same_shot_saved_anew_is_found_and_two_shots_of_one_coder_need_no_look(bring):
    saved = bring({"a.jpg": shot(1), "b.jpg": shot(1, taken="", quality=70)})
    assert len(repeats(saved)) == 1
    plain = bring({"c.jpg": shot(4, taken=""), "d.jpg": shot(5, taken="")})
    assert [len(piece.picture_key) for piece in plain.pieces] == [CODING_DIGITS] * 2
    stripped = bring({"e.jpg": shot(6), "f.jpg": shot(6, taken="")})
    assert len(repeats(stripped)) == 1


def test_shots_of_one_second_are_looked_at(bring):
    burst = bring({f"IMG_1 ({n}).jpg": shot(1, quality=90 + n) for n in range(2)})
    assert len(repeats(burst)) == 1


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_large_photograph_cut_off_is_looked_at_and_partial(tmp_path, share):
    draft = read_image(source_of(tmp_path, make.cut(shot(1), share), "photo.jpg"))
    assert draft.state is State.PARTIAL
    assert len(draft.picture_key) == FULL_KEY
    assert "picture-truncated" in {found.code for found in draft.findings}


def test_screens_of_one_app_with_other_words_are_no_repeats(bring):
    screens = {
        f"s{seed}.png": make.encoded(scrolls.talk(seed, rows=3000).shot(0), "PNG") for seed in range(4)
    }
    assert not repeats(bring(screens))


def unseen(number, *, size_px=(4000, 3000), coder="0" * 8, **more):
    return Shot(asset=Digest(f"{number:064}"), key=f"{coder}{number:08x}", size_px=size_px, **more)


@pytest.mark.parametrize(
    ("shots", "looked"),
    [
        ([unseen(1), unseen(2)], []),
        ([unseen(1), unseen(1)], [1, 1]),
        ([unseen(1), unseen(2, coder="f" * 8)], [1, 2]),
        ([unseen(1), unseen(2, coder="f" * 8, size_px=(4000, 4000))], []),
        ([unseen(1), unseen(2, coder="f" * 8, size_px=(4000, 2950))], [1, 2]),
        ([unseen(1), unseen(2, coder="f" * 8, size_px=(0, 0))], []),
        ([unseen(1, fresh=False), unseen(1, fresh=False)], []),
        ([unseen(1, fresh=False), unseen(1), unseen(2)], [1, 1]),
        ([unseen(1), Shot(asset=Digest("2"), key="a" * FULL_KEY, size_px=(400, 300))], [1]),
        ([unseen(1), Shot(asset=Digest("2"), key="", size_px=(400, 300))], []),
    ],
)
def test_a_look_is_taken_only_where_something_may_repeat(shots, looked):
    assert [one.asset for one in worth_a_look(shots)] == [Digest(f"{number:064}") for number in looked]


def test_ten_thousand_photographs_of_one_telephone_are_sorted_at_once():
    with patience():  # each compared with each takes four minutes
        assert not list(worth_a_look([unseen(number) for number in range(10_000)]))


def test_a_picture_inside_a_conversation_is_told_to_show_what_stands_for_itself_and_both_stay(bring):
    own, copy = drawing(), drawing().resize((480, 360))
    chat = whatsapp(
        "04/03/2026, 09:41 - Claire: IMG-20260304-WA0007.jpg (fichier joint)",
        "04/03/2026, 09:42 - Claire: IMG-20260304-WA0008.jpg (fichier joint)",
        "04/03/2026, 09:43 - Tom: merci",
    )
    files = {
        "Discussion WhatsApp avec Tom.txt": chat,
        "IMG-20260304-WA0007.jpg": make.encoded(copy, "JPEG", quality=60),
        "IMG-20260304-WA0008.jpg": make.encoded(copy, "JPEG", quality=50),
    }
    alone = bring(files)
    assert not [one for one in alone.findings if one.code == "possible-repeat"]
    (talk,) = alone.pieces
    taken = bring({**files, "mur.jpg": make.encoded(own, "JPEG", quality=95)})
    (photo,) = (piece for piece in taken.pieces if piece.originals[0].name == "mur.jpg")
    told = [one for one in taken.findings if one.code == "possible-repeat"]
    assert {one.piece for one in told} == {photo.id}
    assert {one.params["first"] for one in told} == {talk.id}
    assert photo.shown
    assert photo.duplicate_of is None


def test_the_very_bytes_inside_a_conversation_leave_nothing_out(bring):
    data = make.encoded(drawing(), "JPEG", quality=80)
    chat = whatsapp(
        "04/03/2026, 09:41 - Claire: IMG-20260304-WA0007.jpg (fichier joint)", "04/03/2026, 09:43 - Tom: ok"
    )
    taken = bring(
        {"Discussion WhatsApp avec Tom.txt": chat, "IMG-20260304-WA0007.jpg": data, "mur.jpg": data}
    )
    assert all(piece.duplicate_of is None for piece in taken.pieces)
    assert [one.params["other"] for one in taken.findings if one.code == "possible-repeat"] == ["mur.jpg"]
