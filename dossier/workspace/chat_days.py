"""The days of a conversation, to choose among."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, tzinfo
from pathlib import Path

from dossier.basis.codec import from_json
from dossier.model.flow import Flow
from dossier.press.flow_days import days_of


def read_days(flows: Iterable[Path], zone: tzinfo) -> tuple[tuple[date, int], ...]:
    """Lists the days on which something was said, rising, each with how many messages it holds.

    Args:
        flows: A ``Flow`` of ours in JSON each.
        zone: The dossier's, in which instants have their day.

    Raises:
        DossierError: ``malformed``.
        OSError: A file cannot be read.
    """
    counts: Counter[date] = Counter()
    for flow in flows:
        for one in days_of(from_json(Flow, flow.read_bytes()), zone):
            counts[one.day] += one.messages
    return tuple(sorted(counts.items()))
