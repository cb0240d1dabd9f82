"""Every kind of data file that cannot be read is refused in one way: as malformed, by its name."""

import pytest

from dossier.basis.errors import DossierError
from dossier.basis.resources import resources_folder
from dossier.intake.sorting.disputes import dispute_kinds
from dossier.intake.sorting.party_rules import party_rules
from dossier.intake.sorting.rubrics import load_rubrics
from dossier.intake.sorting.title_grammar import title_words
from dossier.recipients.deadline_rules import read_deadlines
from dossier.recipients.needs import load_needs
from dossier.recipients.profile import load_profile
from dossier.recipients.source import load_sources
from dossier.texts.catalogue import Texts

RESOURCES = resources_folder()


def profile(path):
    return load_profile(path.stem, folder=path.parent)


def sharing(path):
    """Loads a profile that shares the rules of a file."""
    folder = path.parent.parent
    own = (RESOURCES / "recipients" / "generic.toml").read_text("utf-8")
    (folder / "trial.toml").write_text(f'shares = ["{path.stem}"]\n{own}', "utf-8")
    return load_profile("trial", folder=folder)


def language(path):
    return Texts(path.stem, folder=path.parent)


KINDS = {
    "sources.toml": (load_sources, "read"),
    "needs.toml": (load_needs, "rubrics"),
    "deadlines.toml": (read_deadlines, "article"),
    "recipients/generic.toml": (profile, "piece_label"),
    "recipients/shared/evidence-fr.toml": (sharing, "id"),
    "rubrics/standard.toml": (load_rubrics, "names"),
    "rubrics/disputes.toml": (dispute_kinds, "words"),
    "rubrics/parties.toml": (party_rules, "relays"),
    "rubrics/titles.toml": (title_words, "shows"),
    "languages/fr.toml": (language, "locale"),
}
"""A file of each kind, what loads it, and a key that it cannot do without under another name."""

SPOILT = {
    "no-toml": lambda written, _: b"[[cut\n" + written,
    "encoding": lambda written, _: written.decode("utf-8").encode("utf-16"),
    "key": lambda written, key: written.replace(key.encode(), b"no_" + key.encode()),
    "page": lambda *_: b"<!DOCTYPE html>\n<p>404</p>\n",
}


def test_every_data_file_is_of_a_known_kind():
    kinds = {(RESOURCES / name).parent for name in KINDS}
    there = {path.parent for path in RESOURCES.rglob("*.toml") if "sample" not in path.parts}
    assert there == kinds
    alone = {path.name for place in (RESOURCES, RESOURCES / "rubrics") for path in place.glob("*.toml")}
    assert alone <= {name.rpartition("/")[2] for name in KINDS}


def copied(folder, name):
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_bytes((RESOURCES / name).read_bytes())
    return path


@pytest.fixture
def place(tmp_path):
    return tmp_path / "resources"


@pytest.mark.parametrize("name", KINDS)
def test_what_is_whole_is_read_anywhere(place, name):
    load, _ = KINDS[name]
    assert load(copied(place, name))


@pytest.mark.parametrize("spoilt", SPOILT)
@pytest.mark.parametrize("name", KINDS)
def test_what_cannot_be_read_is_malformed(place, name, spoilt):
    load, key = KINDS[name]
    path = copied(place, name)
    path.write_bytes(SPOILT[spoilt](path.read_bytes(), key))
    with pytest.raises(DossierError) as caught:
        load(path)
    assert caught.value.code == "malformed"
    # What shared rules say is held against the profile that shares them.
    named = "trial.toml" if load is sharing and spoilt == "key" else path.name
    assert f"{named}: " in str(caught.value.params["where"])


def test_a_table_of_words_is_read_when_it_is_asked_for_and_refused_then(place):
    path = copied(place, "languages/fr.toml")
    with path.open("a", encoding="utf-8") as file:
        file.write("\n[broken]\nword =\n")
    texts = language(path)
    assert texts.number(1000)
    with pytest.raises(DossierError, match="malformed") as caught:
        texts.say("broken.word")
    assert "fr.toml" in str(caught.value.params["where"])
