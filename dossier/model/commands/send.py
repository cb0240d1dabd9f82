"""What was sent: from then on numbers are frozen."""

from dataclasses import replace

from dossier.basis.errors import UsageError
from dossier.model.commands.done import Done, done
from dossier.model.dossier import Dossier
from dossier.model.rounds import Round, sent_numbers


def mark_sent(dossier: Dossier, sent: Round) -> Done:
    """Notes that an export was sent; for its recipient its pieces keep their numbers for ever.

    Raises:
        UsageError: ``nothing-sent``, there is no piece or file in it; ``number-differs``, it gives a
            piece another number than the recipient knows it by, or the number of another piece that it knows.
    """
    if not sent.pieces or not sent.files:
        raise UsageError("nothing-sent")
    frozen = sent_numbers(dossier.rounds, sent.recipient)
    holders = {number: piece for piece, number in frozen.items()}
    for one in sent.pieces:
        if frozen.get(one.piece, one.number) != one.number:
            raise UsageError("number-differs", number=one.number)
        if holders.setdefault(one.number, one.piece) != one.piece:
            raise UsageError("number-differs", number=one.number)
    after = replace(dossier, rounds=(*dossier.rounds, sent))
    return done(after, "mark-sent", n=len(sent.pieces))


def set_round_case(dossier: Dossier, place: int, *, case_number: str) -> Done:
    """Notes the number that the recipient gave to what was sent, the ``place``-th round from 0.

    Raises:
        UsageError: ``no-such-round``.
    """
    if not 0 <= place < len(dossier.rounds):
        raise UsageError("no-such-round")
    number = " ".join(case_number.split())
    rounds = tuple(
        replace(one, case_number=number) if at == place else one for at, one in enumerate(dossier.rounds)
    )
    return done(replace(dossier, rounds=rounds), "set-round-case", key=f"round:{place}")
