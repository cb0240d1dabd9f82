"""Day and month in the headers of a WhatsApp export: decided by evidence or by nobody."""

from datetime import datetime

import pytest

from dossier.intake.chat.whatsapp_text import read_export

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
    (["1/4/26, 9:14 AM - Léa: le colis est arrivé avec une vitre cassée et la facture pour vous"], (4, 1)),
]

UNSURE = [
    ["1/4/26, 10:14 PM - Bob: hi", "1/5/26, 10:14 PM - Ann: are you there"],
    ["01/04/2026, 10:14 pm - Bob: the parcel is here"],
    ["[1/4/26, 10:14:12\u202fPM] Bob: hi"],
    ["1/4/26, 22:14 - Messages are end-to-end encrypted.", "1/4/26, 22:15 - Bob: hi"],
    ["1/4/26, 10:14 PM - Bob: <Media omitted>"],
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


def test_both_readings_span_the_file():
    export = read_export("\n".join(UNSURE[0]))
    assert export.readings == (
        (datetime(2026, 4, 1, 22, 14), datetime(2026, 5, 1, 22, 14)),
        (datetime(2026, 1, 4, 22, 14), datetime(2026, 1, 5, 22, 14)),
    )


def test_the_same_figure_twice_is_no_doubt():
    assert not read_export("4/4/26, 10:14 PM - Bob: hi").ambiguous
