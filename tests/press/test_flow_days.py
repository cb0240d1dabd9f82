"""A chat is printed with a head, and cut to days without a word of the others."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dossier.basis.assets import Assets
from dossier.basis.codec import to_json
from dossier.model.body import FlowBody
from dossier.model.flow import Flow, Heading, Message, Notice, Paragraph, shortened
from dossier.model.piece import State
from dossier.press.flow_days import days_of, extract
from dossier.press.flow_head import MOST_CHARS, MOST_MESSAGES, headed_chat
from dossier.press.sheet import SheetTask, make_sheet

PARIS = ZoneInfo("Europe/Paris")


def message(day, hour=9, *, text="", sender="SAV", month=3, **more):
    return Message(sender=sender, at=datetime(2026, month, day, hour), text=text or f"le {day}", **more)


def flow(*days, **more):
    return Flow(blocks=tuple(message(day, **more) for day in days))


@pytest.fixture
def assets(tmp_path):
    return Assets(tmp_path / "assets")


@pytest.fixture
def sheet(tmp_path, assets):
    """Makes the sheet of a flow and gives it with its words."""

    def make(made, *, language="fr", since=None, until=None):
        body = FlowBody(asset=assets.put(to_json(made)), since=since, until=until)
        target = tmp_path / "sheet.pdf"
        task = SheetTask(
            bodies=(body,),
            preface=None,
            assets=str(assets.folder),
            target=str(target),
            language=language,
            zone="Europe/Paris",
        )
        done = make_sheet(task)
        with pypdfium2.PdfDocument(target) as pdf:
            words = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
        return done, words.replace("\xa0", " "), target.read_bytes()

    return make


def test_the_head_says_who_how_many_which_days_and_whose_clock(sheet):
    _, wall, _ = sheet(flow(13, 14))
    instants = tuple(
        Message(sender=who, at=datetime(2026, 3, 12, 23, 30, tzinfo=UTC), text="x")
        for who in ("SAV", "→ SAV", "Tom")
    )
    _, zone, _ = sheet(Flow(blocks=instants))

    assert wall.startswith("Entre SAV Messages 2 messages, du 13 mars 2026 au 14 mars 2026 Heures telles que")
    assert zone.startswith(
        "Entre SAV, Tom Messages 3 messages, le 13 mars 2026 Heures à l’heure de Europe/Paris"
    )


def test_other_flows_have_no_head():
    letter = Flow(blocks=(Paragraph(text="Bonjour"),))

    assert headed_chat(letter, language="fr", zone="Europe/Paris", since=date(2026, 3, 1)).flow == letter


def test_days_are_those_of_the_zone_and_rising():
    late = Message(sender="A", at=datetime(2026, 3, 12, 23, 30, tzinfo=UTC), text="x")
    made = Flow(
        blocks=(Heading(text="A"), message(20), late, Message(sender="A", at=None, text="y"), message(12))
    )

    assert [(one.day.day, one.messages) for one in days_of(made, PARIS)] == [(12, 1), (13, 2), (20, 1)]
    assert days_of(Flow(blocks=(Paragraph(text="x"),)), PARIS) == ()


def test_only_the_days_chosen_are_shown_and_the_page_says_so_at_its_top(sheet):
    done, words, raw = sheet(flow(12, 13, 14, 15, 16, 16), since=date(2026, 3, 13), until=date(2026, 3, 14))

    assert done.state is State.OK
    assert words.startswith(
        "Extrait de la conversation : messages du 13 mars 2026 au 14 mars 2026. "
        "Messages non reproduits : 1 avant, 3 après. Entre SAV Messages 2 messages"
    )
    assert [f"le {day} " in f"{words} " for day in (12, 13, 14, 15, 16)] == [False, True, True, False, False]
    assert b"le 15" not in raw


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2026, 3, 14), None, "messages à partir du 14 mars 2026. Messages non reproduits : 2 avant."),
        (None, date(2026, 3, 12), "messages jusqu’au 12 mars 2026. Messages non reproduits : 2 après."),
    ],
)
def test_one_end_may_stay_open(sheet, since, until, said):
    assert said in sheet(flow(12, 13, 14), since=since, until=until)[1]


def test_days_that_hold_everything_are_no_cut(sheet):
    _, words, _ = sheet(flow(12, 13), since=date(2026, 3, 12), until=date(2026, 3, 31))

    assert "Extrait" not in words


def test_of_days_without_a_message_not_even_a_name_is_told(sheet):
    made = Flow(blocks=(Heading(text="Secrète"), message(12, sender="Secrète", text="caché")))
    _, words, raw = sheet(made, since=date(2026, 4, 1), until=date(2026, 4, 2))

    assert words == (
        "Extrait de la conversation : messages du 1er avril 2026 au 2 avril 2026. "
        "Messages non reproduits : 1 avant, 0 après."
    )
    assert b"Secr" not in raw


def test_a_message_without_a_date_goes_with_the_one_before():
    undated = Message(sender="A", at=None, text="sans heure")
    made = Flow(blocks=(message(12), undated, message(14)))
    part = extract(made, PARIS, since=date(2026, 3, 13), until=None)

    assert part.blocks == (message(14),)
    assert (part.shown, part.before, part.after) == (1, 2, 0)


def test_of_a_chat_without_any_date_nothing_is_shown_when_days_are_chosen(sheet):
    why = Notice(code="chat-undated", params={})
    said = Message(sender="Secrète", at=None, text="1/4/26, 10:14 PM caché")
    made = Flow(blocks=(Heading(text="Secrète"), why, said, said))
    _, words, raw = sheet(made, since=date(2026, 3, 13))

    assert words == (
        "Les 2 messages de cette conversation n’ont pas de date certaine : "
        "ils ne sont pas reproduits dans cet extrait."
    )
    assert b"Secr" not in raw


def test_why_a_chat_has_no_dates_is_said_only_where_it_is_known(sheet):
    said = Message(sender="A", at=None, text="1/4/26, 10:14 PM oui")
    _, unknown, _ = sheet(Flow(blocks=(said,)))
    _, unsure, _ = sheet(Flow(blocks=(Notice(code="chat-undated", params={}), said)))

    assert "Aucune date certaine" in unknown
    assert "en premier" not in unknown
    assert "chaque date est reproduite telle quelle" in unsure
    assert "Aucune date certaine" not in unsure


@pytest.mark.parametrize(
    ("first", "shown"), [(date(2026, 3, 12), True), (date(2026, 3, 13), False)], ids=["shown", "cut"]
)
def test_an_answer_quotes_only_what_is_shown(sheet, first, shown):
    long = "santé " * 40
    quote = Notice(code="chat-reply", params={"said": shortened(long)})
    made = Flow(blocks=(message(12, text=long), message(14, text="oui", asides=(quote,))))
    _, words, raw = sheet(made, since=first, until=date(2026, 3, 20))

    assert ("En réponse à : « santé santé" in words) is shown
    assert ("En réponse à un message qui n’est pas reproduit ici oui" in words) is not shown
    assert shown or b"sant" not in raw


@given(
    days=st.lists(st.none() | st.integers(0, 30), max_size=12),
    since=st.none() | st.integers(0, 30),
    length=st.integers(0, 20),
)
def test_every_message_is_shown_or_counted_once(days, since, length):
    first = date(2026, 3, 1)
    blocks = tuple(
        Message(
            sender="A", at=None if n is None else datetime(2026, 3, 1, 9) + timedelta(days=n), text=str(i)
        )
        for i, n in enumerate(days)
    )
    start = None if since is None else first + timedelta(days=since)
    end = None if since is None else first + timedelta(days=since + length)
    part = extract(Flow(blocks=blocks), PARIS, since=start, until=end)

    assert part.shown + part.before + part.after + part.undated == len(blocks)
    assert [block for block in blocks if block in part.blocks] == list(part.blocks)
    if start and end:
        assert all(block.at is None or start <= block.at.date() <= end for block in part.blocks)
        assert part.shown == 0 or any(block.at for block in blocks)


def test_what_no_sheet_could_hold_is_told():
    many = headed_chat(
        Flow(blocks=(message(1, text="x"),) * (MOST_MESSAGES + 5)), language="fr", zone="Europe/Paris"
    )
    endless = headed_chat(
        Flow(blocks=(message(1, text="x" * (MOST_CHARS + 9)), message(2))), language="fr", zone="Europe/Paris"
    )

    assert many.left_out == 5
    assert Notice(code="chat-too-long", params={"n": 5}) in many.flow.blocks
    assert endless.left_out == 2
    (begun,) = (block for block in endless.flow.blocks if isinstance(block, Message))
    assert len(begun.text) == MOST_CHARS


def test_asides_stand_in_their_bubble(sheet):
    asides = (
        Notice(code="chat-reply", params={"said": "avant"}),
        Notice(code="chat-edited", params={}),
        Notice(code="chat-file-audio", params={"file": "a.opus", "digest": "0123456789abcdef"}),
    )
    deleted = (Notice(code="chat-deleted", params={"said": "Message supprimé"}),)
    _, words, _ = sheet(
        Flow(blocks=(message(1, text="oui", asides=asides), message(1, 10, text=" ", asides=deleted)))
    )

    assert (
        "En réponse à : « avant » oui Modifié après l’envoi "
        "Message audio « a.opus », empreinte 0123456789abcdef… 09:00"
    ) in words
    assert "Message supprimé (« Message supprimé ») 10:00" in words


def test_a_day_that_goes_on_says_so_at_the_top_of_the_page_and_never_begins_at_its_foot(sheet):
    lines = [message(day, hour, text=f"mot {day} {hour}") for day in (1, 2, 3, 4) for hour in range(24)]
    _, words, _ = sheet(Flow(blocks=tuple(lines)))

    assert words.count("(suite)") >= 2
    assert "lundi 2 mars 2026 SAV mot 2 0 " in words


def test_what_a_camera_wrote_into_a_picture_stays_out_of_the_page(sheet, assets, tmp_path):
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x010F] = "Appareil-Secret"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[29] = "2026:03:12"
    Image.new("RGB", (64, 48), "#c96").save(path, exif=exif)
    assert b"Appareil-Secret" in path.read_bytes()
    photo = assets.put(path.read_bytes())
    _, _, raw = sheet(Flow(blocks=(message(1, pictures=(photo,)),)))

    assert b"\xff\xd8\xff" in raw
    assert b"Appareil-Secret" not in raw
    assert b"2026:03:12" not in raw
