"""A chat and the files that it names are one proof; all other files stay proofs of their own."""

import io
import os
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dossier.basis.assets import Assets
from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import WorkerError
from dossier.intake.chat.folder import NamedMedia, with_own_media
from dossier.intake.incoming import Incoming
from dossier.intake.take_in import Intake, take_in
from dossier.model.body import FlowBody
from dossier.model.flow import Flow, Message
from dossier.model.piece import FileKind
from dossier.press.print_web import WebPrinter
from dossier.texts.catalogue import Texts
from dossier.workers.messages import task_and_result_types
from dossier.workers.pool import Pool
from tests.support import chat_exports as make
from tests.support.chats import whatsapp
from tests.support.mails import png

PHOTO = "00000003-PHOTO-2026-03-13-09-01-05.png"


class Here:
    """Does a job at once, through the codec as a process would get it."""

    def __init__(self):
        self.jobs = 0

    def run(self, job, task, *, seconds):
        self.jobs += 1
        asked, answered = task_and_result_types(job)
        return from_json(answered, to_json(job(from_json(asked, to_json(task)))))


class Breaking:
    """Stands for a worker that a chat has killed."""

    def run(self, job, task, *, seconds):
        raise WorkerError("worker-memory")


def gathered(folder, files, *, pool=None, trouble=""):
    """Gives for each file that stands alone what belongs to it.

    Args:
        folder: Of the assets.
        files: Paths below a place, and bytes.
        pool: Where chats are read.
        trouble: What is the matter with all of them.
    """
    assets = Assets(folder)
    incoming = [_file(path, data, assets, trouble) for path, data in files.items()]
    made = with_own_media(incoming, assets=assets, pool=pool or Here())
    return {f"{one.folder}/{one.name}".lstrip("/"): sorted(one.beside) for one in made}


def _file(path, data, assets, trouble):
    place = Path(path)
    folder = "" if str(place.parent) == "." else str(place.parent)
    asset = assets.put(data)
    return Incoming(
        name=place.name,
        folder=folder,
        asset=asset,
        digest=asset,
        size=len(data),
        modified=datetime(2026, 3, 12, tzinfo=UTC),
        trouble=trouble,
        place=f"/preuves/{folder}".rstrip("/"),
    )


def test_a_chat_takes_the_media_that_it_names_and_no_others(tmp_path):
    files = {"a.pdf": b"%PDF-", "_chat.txt": make.make_whatsapp(), PHOTO: png(4, 4), "autre.png": png(5, 5)}

    assert gathered(tmp_path, files) == {"a.pdf": [], "_chat.txt": [PHOTO], "autre.png": []}


@pytest.mark.parametrize(
    ("name", "maker", "medium"),
    [
        ("result.json", make.make_telegram, "photos/photo_1.png"),
        ("messages.html", make.make_telegram_html, "photos/photo_1.png"),
        ("message_1.json", make.make_meta_chat, "photos/photo_1.png"),
        ("chat.md", make.make_signal, "media/photo_1.png"),
    ],
)
def test_media_stand_in_folders_below_the_chat(tmp_path, name, maker, medium):
    files = {f"x/{name}": maker(), f"x/{medium}": png(4, 4), f"y/{medium}": png(5, 5)}

    assert gathered(tmp_path, files) == {f"x/{name}": [medium], f"y/{medium}": []}


def test_the_drawings_of_a_page_of_telegram_are_its_own(tmp_path):
    files = {"messages.html": make.make_telegram_html(), "css/style.css": b"a{}", "css/other.css": b"b{}"}

    assert gathered(tmp_path, files) == {"messages.html": ["css/style.css"], "css/other.css": []}


def test_of_two_files_of_one_name_the_nearest_is_meant_and_the_other_stays(tmp_path):
    chat = whatsapp("13/03/2026, 09:00 - Léa: IMG-1.jpg (fichier joint)", "13/03/2026, 09:01 - Tom: oui")
    assets = Assets(tmp_path)
    # Two ZIPs in one folder: their members stand in the same place.
    first, second = ({"_chat.txt": chat + bytes([65 + n]), "IMG-1.jpg": png(4 + n, 4)} for n in (0, 1))
    incoming = [_file(path, data, assets, "") for one in (first, second) for path, data in one.items()]
    made = with_own_media(incoming, assets=assets, pool=Here())

    assert [one.name for one in made] == ["_chat.txt", "_chat.txt"]
    assert [assets.read(one.beside["IMG-1.jpg"].asset) for one in made] == [png(4, 4), png(5, 4)]


def test_two_chats_that_name_each_other_both_stay(tmp_path):
    said = "13/03/2026, 09:00 - Léa: {} (fichier joint)"
    files = {
        "a.txt": whatsapp(said.format("b.txt"), said.format("b.txt")),
        "b.txt": whatsapp(said.format("a.txt"), said.format("a.txt")),
    }

    assert set(gathered(tmp_path, files)) == {"a.txt", "b.txt"}


def test_only_what_may_be_a_chat_and_has_company_is_read(tmp_path):
    pool = Here()
    assert gathered(tmp_path, {"a.txt": b"bonjour"}, pool=pool) == {"a.txt": []}
    assert gathered(tmp_path, {"a.pdf": b"%PDF-", "b.png": png(4, 4)}, pool=pool) == {
        "a.pdf": [],
        "b.png": [],
    }
    assert gathered(tmp_path, {"a.txt": b"x", "b.png": png(4, 4)}, pool=pool, trouble="cannot-read")
    assert pool.jobs == 0
    assert gathered(tmp_path, {"a.txt": b"bonjour", "b.png": png(4, 4)}, pool=pool) == {
        "a.txt": [],
        "b.png": [],
    }
    assert pool.jobs == 1


def test_a_worker_that_a_chat_kills_costs_the_media_their_place_only(tmp_path):
    files = {"_chat.txt": make.make_whatsapp(), PHOTO: png(4, 4)}

    assert gathered(tmp_path, files, pool=Breaking()) == {"_chat.txt": [], PHOTO: []}


def test_a_damaged_export_takes_nothing(tmp_path):
    files = {"result.json": make.make_telegram()[:-30], "photos/photo_1.png": png(4, 4)}

    assert gathered(tmp_path, files) == {"result.json": [], "photos/photo_1.png": []}


def test_a_zip_with_media_is_one_piece_with_its_pictures_in_place(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as box:
        for name, data in ((PHOTO, png(8, 8)), ("_chat.txt", make.make_whatsapp()), ("autre.png", png(9, 9))):
            box.writestr(name, data)
    (tmp_path / "WhatsApp Chat.zip").write_bytes(stream.getvalue())
    assets = Assets(tmp_path / "assets")
    with Pool(1) as pool, WebPrinter(pool) as printer:
        intake = Intake(
            assets=assets,
            pool=pool,
            printer=printer,
            texts=Texts("fr"),
            zone="Europe/Paris",
            day=date(2026, 6, 1),
        )
        taken = take_in([tmp_path / "WhatsApp Chat.zip"], intake)

    chat, other = sorted(taken.pieces, key=lambda piece: piece.originals[0].name)
    assert [(one.name, one.kind) for one in chat.originals] == [
        ("_chat.txt", FileKind.CHAT),
        (PHOTO, FileKind.CHAT),
    ]
    assert [one.name for one in other.originals] == ["autre.png"]
    (body,) = chat.bodies
    assert isinstance(body, FlowBody)
    blocks = from_json(Flow, assets.read(body.asset)).blocks
    shown = [picture for block in blocks if isinstance(block, Message) for picture in block.pictures]
    assert shown == [chat.originals[1].digest]
    told = {(found.code, found.piece) for found in taken.findings}
    assert ("chat-with-media", chat.id) in told
    assert "page-with-folder" not in {code for code, _ in told}


class Naming:
    """Tells of every chat that it names the same files."""

    def __init__(self, *names):
        self._answer = NamedMedia(names=names)

    def run(self, job, task, *, seconds):
        return self._answer


def work(folder, chats, *, spread):
    """Counts the lines of this room's code that are run to give chats their files."""
    assets = Assets(folder)
    asset = assets.put(b"x")
    one = Incoming(name="", folder="", asset=asset, digest=asset, size=1, modified=None)
    files = []
    for n in range(chats):
        place = f"/p/{n}" if spread else "/p"
        files.append(replace(one, name="chat.txt", place=place))
        files.append(replace(one, name="a.jpg", place=f"{place}/media"))
    lines = 0

    def count(frame, event, _):
        nonlocal lines
        lines += 1
        return count if "/intake/chat/" in frame.f_code.co_filename.replace(os.sep, "/") else None

    before = sys.gettrace()
    sys.settrace(count)
    try:
        made = with_own_media(files, assets=assets, pool=Naming("media/a.jpg", "perdu.jpg"))
    finally:
        sys.settrace(before)
    assert sum(len(file.beside) for file in made) == chats
    return lines


@pytest.mark.parametrize("spread", [True, False])
def test_twice_as_many_chats_are_twice_the_work(tmp_path, spread):
    assert work(tmp_path, 400, spread=spread) < 2.3 * work(tmp_path, 200, spread=spread)


def test_of_files_of_one_path_each_chat_has_the_nearest_that_is_free(tmp_path):
    assets = Assets(tmp_path)
    files = [
        replace(_file(f"z/{name}", bytes([n]), assets, ""), size=n)
        for n, name in enumerate(["A.jpg", "a.jpg", "1.txt", "2.txt", "a.jpg"])
    ]
    made = with_own_media(files, assets=assets, pool=Naming("A.JPG"))
    taken = {file.name: [one.size for one in file.beside.values()] for file in made if file.beside}

    assert taken == {"1.txt": [1], "2.txt": [4]}
    assert [file.size for file in made] == [0, 2, 3]
