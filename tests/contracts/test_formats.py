"""What holds for every format that can be read, whoever adds one: a line in the table asks for all of it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.basis import limits
from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import DossierError
from dossier.intake.reader import HEAD_BYTES, ReadTask, Shown, Source, format_of, read_file, reader_table
from dossier.intake.sniff import sniff
from dossier.model.draft import Draft
from dossier.model.piece import State
from dossier.texts.catalogue import Texts, language_codes
from dossier.workers.pool import Pool
from tests.support.drafts import told
from tests.support.formats import FORMATS
from tests.support.hostile import HOSTILE
from tests.support.reading import Desk
from tests.support.readme_formats import README, section, with_section
from tests.support.renew_goldens import FOLDER, golden, written
from tests.support.starts import STARTS

KEYS = [line.key for line in reader_table()]
MOST_MADE_BYTES = 64 * limits.MIB
"""What a reader may write for a file of a few hundred KB; an honest one writes less than it reads."""

EXAMPLES = 6 if settings.get_current_profile_name() == "same" else 200
PLACEHOLDERS = {Shown.PAGE, Shown.OPENED}


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as made:
        yield made


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("assets"))


def test_every_format_has_its_sample_and_every_sample_its_format():
    assert len(KEYS) == len(set(KEYS))
    assert (set(FORMATS), set(HOSTILE), set(STARTS) - set(KEYS)) == (set(KEYS), set(KEYS), set())
    assert {path.stem for path in FOLDER.iterdir()} == set(KEYS)


@pytest.mark.parametrize("line", reader_table(), ids=lambda line: line.key)
def test_a_line_of_the_table_is_written_as_the_others(line):
    family, _, name = line.media_type.partition("/")

    assert format_of(line.key).media_type == line.media_type
    assert family in {"application", "audio", "image", "message", "multipart", "text", "video"}
    assert name
    assert all(suffix == suffix.lower().strip(".") for suffix in line.suffixes)
    assert len(set(line.suffixes)) == len(line.suffixes)


def test_a_suffix_promises_at_most_two_formats():
    promised = [suffix for line in reader_table() for suffix in line.suffixes]
    shared = {suffix for suffix in promised if promised.count(suffix) > 1}

    assert shared == {"html", "gz"}  # what Telegram writes is a page, a packed record of a page is packed


@pytest.mark.parametrize("key", KEYS)
def test_the_content_decides_whatever_the_name(key, tmp_path):
    data = FORMATS[key].make()
    for name in ("preuve", "facture.pdf", "photo.jpg", "page.html"):
        path = tmp_path / name
        path.write_bytes(data)
        assert sniff(path, data[:HEAD_BYTES]) == key


@pytest.mark.parametrize("key", KEYS)
def test_a_sample_is_read_as_agreed(key, tmp_path):
    """To renew the goldens: ``python -m tests.support.renew_goldens``, and look at what changed."""
    draft = told(FORMATS[key], tmp_path)

    assert written(draft) == golden(key).read_text("utf-8")
    assert draft["kind"] == format_of(key).kind


@pytest.mark.parametrize("key", KEYS)
def test_what_the_table_says_of_it_is_what_comes(key):
    draft = json.loads(golden(key).read_text("utf-8"))
    shown, bodies = format_of(key).shown, draft.get("bodies", [])

    assert (draft["state"] == State.PLACEHOLDER) is (shown in PLACEHOLDERS)
    assert bool(bodies) is (shown not in PLACEHOLDERS)
    assert bool(draft.get("attached")) or shown is not Shown.OPENED
    office = [one for one in bodies if "office" in one]
    assert bool(office) is (shown in {Shown.PRINTED, Shown.PRINTED_ONLY})
    assert all(bool(one["instead"]) is (shown is Shown.PRINTED) for one in office)


@pytest.mark.parametrize("key", KEYS)
def test_a_hostile_one_ends_in_a_state_within_the_caps(key, pool, tmp_path):
    desk, sample = Desk(tmp_path), FORMATS[key]
    data = sample.hostile()
    task = ReadTask(
        asset=desk.assets.put(data),
        name=sample.name,
        assets=str(tmp_path),
        zone="Europe/Paris",
        depth=sample.depth,
    )

    assert sniff(desk.assets.path(task.asset), data[:HEAD_BYTES]) == key

    draft = pool.run(read_file, task, seconds=limits.READ_SECONDS)  # in time and in memory, or it raises

    made = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()) - len(data)
    assert made <= MOST_MADE_BYTES
    assert len(draft.text) <= limits.TEXT_CHARS
    assert len(draft.attached) <= limits.ATTACHMENTS
    assert draft.bodies or draft.attached or draft.state in (State.PLACEHOLDER, State.LEFT_OUT)
    assert all(Texts("fr").finding(found) for found in draft.findings)


@st.composite
def spoilt(draw, data):
    """Gives a sample with bytes changed, lost, doubled and put in, or bytes of no kind."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(min_size=1, max_size=300))
    made = bytearray(data)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(made)))
        match draw(st.sampled_from(["change", "lose", "double", "put", "cut"])):
            case "change":
                made[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case "lose":
                del made[at : at + draw(st.integers(1, 60))]
            case "double":
                made[at:at] = made[at : at + 200] * draw(st.integers(1, 4))
            case "put":
                made[at:at] = draw(st.binary(min_size=1, max_size=12))
            case _:
                del made[at + 1 :]
    return bytes(made) or b"\0"


@pytest.mark.parametrize("key", KEYS)
def test_any_bytes_given_to_a_reader_end_in_a_draft_or_a_refusal(key, desk, caplog):
    line, sample = format_of(key), FORMATS[key]

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(spoilt(sample.make()))
    def attempt(data):
        asset = desk.assets.put(data)
        source = Source(
            path=desk.assets.path(asset),
            name=sample.name,
            assets=desk.assets,
            head=data[:HEAD_BYTES],
            zone="Europe/Paris",
            depth=sample.depth,
        )
        try:
            draft = line.read(source)
        except DossierError:
            return
        assert from_json(Draft, to_json(draft)) == draft
        assert len(draft.text) <= limits.TEXT_CHARS

    attempt()


@pytest.mark.parametrize("language", language_codes())
def test_every_format_has_a_name_for_people(language):
    texts = Texts(language)
    words = (key.partition(".") for key in sorted(texts.keys()))
    named = {name for section_name, _, name in words if section_name == "format"}

    assert named == set(KEYS)
    assert len({texts.say(f"format.{key}") for key in KEYS}) == len(KEYS)


def test_the_list_of_formats_in_the_readme_is_that_of_the_table():
    """To renew it: ``python -m tests.support.readme_formats``."""
    text, listed = README.read_text("utf-8"), section(reader_table(), Texts("fr"))

    assert listed in text
    assert with_section(text, reader_table(), Texts("fr")) == text
    assert [key for key in KEYS if Texts("fr").say(f"format.{key}") not in listed] == []
