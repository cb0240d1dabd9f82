"""A page and the folder that its browser saved with it are one proof."""

import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.digest import digest_of
from dossier.intake.incoming import Incoming
from dossier.intake.web.saved_folder import with_own_folders


def file(path, place="/preuves"):
    """Makes a file by its path below a place."""
    *folders, name = path.split("/")
    asset = digest_of(path.encode())
    return Incoming(
        name=name,
        folder="/".join(folders),
        asset=asset,
        digest=asset,
        size=1,
        modified=datetime.min,
        place="/".join([place, *folders]),
    )


def gathered(*paths):
    """Gives for each file that stands alone what belongs to it."""
    return {
        "/".join(part for part in (one.folder, one.name) if part): sorted(one.beside)
        for one in with_own_folders([file(path) for path in paths])
    }


@pytest.mark.parametrize(
    ("page", "folder"),
    [
        ("Suivi.html", "Suivi_files"),
        ("Suivi.htm", "Suivi_fichiers"),
        ("Suivi.html", "Suivi-Dateien"),
        ("Suivi.html", "suivi_bestanden"),
        ("Suivi.htm", "Suivi_archivos"),
        ("Suivi.html", "Suivi.html_files"),
        ("Suivi.xhtml", "Suivi_files"),
        ("Suivi.HTM", "Suivi_file"),
    ],
)
def test_the_folder_is_known_in_every_language(page, folder):
    assert gathered(f"CGV/{page}", f"CGV/{folder}/a.css", f"CGV/{folder}/img/b.png") == {
        f"CGV/{page}": [f"{folder}/a.css", f"{folder}/img/b.png"]
    }


def test_files_come_in_any_order_and_the_others_keep_theirs():
    paths = ("a.txt", "P_files/x.png", "P.html", "z.txt")

    assert list(gathered(*paths)) == ["a.txt", "P.html", "z.txt"]


@pytest.mark.parametrize(
    "paths",
    [
        ("Facture.pdf", "Facture_files/a.png"),
        ("Suivi.html", "Suivi/a.png"),
        ("Suivi.html", "Autre_files/a.png"),
        ("x/Suivi.html", "Suivi_files/a.png"),
        (".html", "_files/a.png"),
    ],
)
def test_other_folders_hold_proofs_of_their_own(paths):
    assert gathered(*paths) == {path: [] for path in paths}


def test_a_page_in_a_page_belongs_to_the_outer_one():
    paths = ("P.html", "P_files/frame.html", "P_files/frame_files/a.png")

    assert gathered(*paths) == {"P.html": ["P_files/frame.html", "P_files/frame_files/a.png"]}


def test_accents_are_the_same_however_they_are_written():
    folder = unicodedata.normalize("NFD", "Réclamation_fichiers")

    assert gathered("Réclamation.htm", f"{folder}/été.png") == {
        "Réclamation.htm": ["Réclamation_fichiers/été.png"]
    }


@given(
    st.lists(st.sampled_from(["P.html", "P.htm", "P_files/a", "P_files/b/c", "Q_files/d", "e"]), unique=True)
)
def test_no_file_is_lost_and_none_is_doubled(paths):
    kept = with_own_folders([file(path) for path in paths])
    digests = [one.digest for page in kept for one in (page, *page.beside.values())]

    assert sorted(digests) == sorted(digest_of(path.encode()) for path in paths)
