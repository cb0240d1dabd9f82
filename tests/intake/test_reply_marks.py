"""The marks of answers and forwards, told apart and taken off."""

import pytest

from dossier.intake.mail.reply_marks import ANSWER, FORWARD, bare_subject


@pytest.mark.parametrize(
    ("subject", "answer", "forward", "bare"),
    [
        ("Re: Refus", True, False, "Refus"),
        ("RE : RE: Refus", True, False, "Refus"),
        ("Re[2]: Refus", True, False, "Refus"),
        ("Re (3): Refus", True, False, "Refus"),
        ("AW: WG: Widerruf", True, False, "Widerruf"),
        ("Antw: Klacht", True, False, "Klacht"),
        ("Rép : Refus", True, False, "Refus"),
        ("TR : Refus", False, True, "Refus"),
        ("Fwd: RE: Refus", False, True, "Refus"),
        ("Doorst: Klacht", False, True, "Klacht"),
        ("I: Rimborso", False, True, "Rimborso"),
        ("Retour : colis", False, False, "Retour : colis"),
        ("Réf : dossier 12", False, False, "Réf : dossier 12"),
        ("Refus", False, False, "Refus"),
        ("Re:", True, False, ""),
        ("", False, False, ""),
    ],
)
def test_the_first_mark_tells_and_all_are_taken_off(subject, answer, forward, bare):
    assert bool(ANSWER.match(subject)) == answer
    assert bool(FORWARD.match(subject)) == forward
    assert bare_subject(subject) == bare
