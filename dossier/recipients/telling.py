"""Where a rule was read, in the words that are shown."""

from collections.abc import Mapping

from dossier.model.checklist import Told
from dossier.recipients.source import Mark, Rule, Source


def told(rule: Rule, sources: Mapping[str, Source]) -> Told:
    """Says where a rule was read, when, and whether it is sure.

    Args:
        rule: The rule.
        sources: All sources by their ids.

    Raises:
        KeyError: It names a source that there is not: our fault.
    """
    read = [sources[one] for one in rule.sources]
    return Told(
        sources=tuple(" – ".join(filter(None, (one.name, ", ".join(one.addresses)))) for one in read),
        read=min(one.read for one in read),
        sure=rule.mark is not Mark.NOT_VERIFIED,
    )
