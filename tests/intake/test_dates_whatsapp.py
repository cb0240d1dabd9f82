"""Day and month in the headers of a WhatsApp export: decided by evidence or by nobody."""

from datetime import datetime

import pytest

from dossier.intake.chat.whatsapp_text import read_export
from dossier.texts.catalogue import Texts
from tests.support.reading import Desk, codes

FRENCH = "le colis est arrivé avec une vitre cassée et la facture pour vous"
ENGLISH = "the parcel is here and it was broken, you have to pay for it with the invoice"

DECIDED = [
    (["1/4/26, 10:14 PM - Bob: hi", "1/25/26, 10:15 PM - Bob: you there"], (1, 4)),
    (["1/4/26, 10:14 pm - Bob: hi", "25/4/26, 10:15 pm - Bob: you there"], (4, 1)),
    # only one order lets time go forward
    (["12/3/26, 9:00 AM - Bob: a", "1/4/26, 9:00 AM - Bob: b"], (3, 12)),
    (["3/12/26, 9:00 AM - Bob: a", "4/1/26, 9:00 AM - Bob: b"], (3, 12)),
    # what the export itself says
    (["1/4/26, 10:14 PM - Léa: IMG-1.jpg (fichier joint)"], (4, 1)),
    (
        [
            "1/4/26, 10:14 PM - Les messages et les appels sont chiffrés de bout en bout.",
            "1/4/26, 10:15 PM - T: ok",
        ],
        (4, 1),
    ),
    (["1/4/26, 10:14 PM - Léa: <Médias omis>"], (4, 1)),
    (["1/4/26, 10:14 PM - Kai: <Medien weggelassen>"], (4, 1)),
    (["1/4/26 à 22:14 - Léa: oui"], (4, 1)),
    (["1/4/26, 22 h 14 - Léa: oui"], (4, 1)),
    # a clock of 24 hours, noughts, the language
    (["01/04/2026, 22:14 - Léa: oui"], (4, 1)),
    (["01/04/26, 22:14 - Messages are end-to-end encrypted.", "01/04/26, 22:15 - Bob: hi"], (4, 1)),
    (["1/4/26, 22:14 - Léa: oui"], (4, 1)),
    ([f"1/4/26, 9:14 am - Léa: {FRENCH}"], (4, 1)),
    ([f"1/4/2026, 9:14 AM - Léa: {FRENCH}"], (4, 1)),
]

AMERICAN = [
    [f"1/4/26, 10:14 PM - Bob: {ENGLISH}", "1/5/26, 10:14 PM - Ann: ok"],
    [f"[1/4/26, 10:14:12\u202fPM] Bob: {ENGLISH}"],
    ["1/4/26, 10:14 PM - Bob: <Media omitted>"],
    ["1/4/26, 10:14 PM - Messages and calls are end-to-end encrypted.", "1/4/26, 10:15 PM - Bob: hi"],
]

UNSURE = [
    ["1/4/26, 10:14 PM - Bob: hi", "1/5/26, 10:14 PM - Ann: are you there"],
    ["01/04/2026, 10:14 pm - Bob: the parcel is here"],
    ["[1/4/26, 10:14:12\u202fPM] Bob: hi"],
    ["1/4/26, 22:14 - Messages are end-to-end encrypted.", "1/4/26, 22:15 - Bob: hi"],
    [f"1/4/26, 10:14 PM - Léa: {FRENCH}"],
    ["1/4/26, 10:14 PM - Bob: <Media omitted>", f"1/4/26, 10:15 PM - Léa: {FRENCH}"],
    [f"1/4/26, 10:14 pm - Bob: {ENGLISH}"],
    [f"01/4/26, 10:14 PM - Bob: {ENGLISH}"],
    [f"1/4/2026, 10:14 PM - Bob: {ENGLISH}"],
    [f"1/4/26, 10:14 PM - Bob: {ENGLISH}", "1/5/26, 09:14 PM - Ann: ok"],
]


@pytest.mark.parametrize(("lines", "month_day"), DECIDED)
def test_evidence_in_the_file_decides(lines, month_day):
    export = read_export("\n".join(lines))
    assert not export.ambiguous
    assert export.readings == ()
    at = export.messages[0].at
    assert (at.month, at.day) == month_day


@pytest.mark.parametrize("lines", UNSURE)
def test_without_evidence_no_message_gets_a_day_and_each_keeps_its_header(lines):
    export = read_export("\n".join(lines))
    assert export.ambiguous
    for line, message in zip(lines, export.messages, strict=True):
        assert message.at is None
        assert message.text.startswith(line.partition(" - ")[0].partition("]")[0])
    assert [first.month for first, _ in export.readings] == [4, 1]


@pytest.mark.parametrize("lines", AMERICAN)
def test_the_form_of_american_telephones_decides_for_english_and_is_told(lines, tmp_path):
    desk = Desk(tmp_path)
    draft = desk.read("\n".join(lines).encode(), "chat.txt")

    told = next(one for one in draft.findings if one.code == "date-order-month-first")
    assert (told.params["day"], told.params["other"]) == ("2026-01-04", "2026-04-01")
    assert "commencent le 04/01/2026, et non le 01/04/2026" in Texts("fr").finding(told)
    assert (desk.messages(draft)[0].at.month, desk.messages(draft)[0].at.day) == (1, 4)
    assert [one.at.month for one in draft.moments] == [1]


@pytest.mark.parametrize("day", ["13/4/26", "1/13/26"])
def test_figures_that_decide_ask_for_nothing(day, tmp_path):
    draft = Desk(tmp_path).read(f"{day}, 10:14 PM - Bob: {ENGLISH}".encode(), "chat.txt")
    assert codes(draft) == set()


def test_both_readings_span_the_file():
    export = read_export("\n".join(UNSURE[0]))
    assert export.readings == (
        (datetime(2026, 4, 1, 22, 14), datetime(2026, 5, 1, 22, 14)),
        (datetime(2026, 1, 4, 22, 14), datetime(2026, 1, 5, 22, 14)),
    )


def test_the_same_figure_twice_is_no_doubt():
    assert not read_export("4/4/26, 10:14 PM - Bob: hi").ambiguous
