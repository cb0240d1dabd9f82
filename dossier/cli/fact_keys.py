"""Every fact that can be typed, with what it means and what it may be."""

from collections.abc import Iterator

from dossier.model.facts import Dispute, Milestone, Payment, Question, ReferenceKind
from dossier.model.party import Role
from dossier.texts.catalogue import Texts
from dossier.texts.typed_facts import fact_keys


def said_keys(texts: Texts) -> Iterator[str]:
    """Says each key on a line; what holds for a whole group stands once below it."""
    for key in fact_keys():
        yield f"{key} – {_meaning(key, texts)}"
        match key:
            case "dispute":
                yield from (f"    {one} – {texts.say(f'dispute.{one}')}" for one in Dispute)
            case "payment":
                yield from (f"    {one} – {texts.say(f'payment.{one}')}" for one in Payment)
    yield from ("", texts.say("cli.keys_how"))


def _meaning(key: str, texts: Texts) -> str:
    group, _, name = key.partition(".")
    match group:
        case "date":
            return texts.say(f"milestone.{Milestone(name)}")
        case "reference":
            return texts.say(f"reference.{ReferenceKind(name)}")
        case "answer":
            return texts.say(f"question.{Question(name.removesuffix(':ID'))}")
    if not name:
        return texts.say(f"cli.fact_{group}")
    return f"{texts.say(f'role.{Role(group)}')}, {texts.say(f'cli.party_{name}')}"
