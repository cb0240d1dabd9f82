"""Who is in a dispute, found in mails and on papers; the person decides who is added."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from dossier.intake.mail.way import adviser_of, first_of, guess_own_addresses
from dossier.intake.people import people_in
from dossier.intake.repeats.standing import mails_in
from dossier.intake.sorting.party_rules import (
    firm_in,
    house_of,
    is_daemon,
    is_named_after,
    is_office,
    is_relay,
    is_silent,
    role_of,
)
from dossier.intake.sorting.rubrics import load_rubrics, plain
from dossier.intake.sorting.title_case import natural_name
from dossier.model.draft import Draft
from dossier.model.finding import Finding, note
from dossier.model.ids import PieceId
from dossier.model.party import Role
from dossier.model.piece import FileKind, MailHeader, Piece

_HEAD_CHARS: Final = 3000
"""Of a paper, where its firm says who it is."""

_NAME_CHARS: Final = 60
_MOST_ADDRESSES: Final = 6
_MOST_PARTIES: Final = 8
"""Of one taking in; a folder with a whole mailbox names hundreds."""

_ADDRESS: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


@dataclass(slots=True)
class _Found:
    """What is known so far of one party."""

    piece: PieceId
    names: Counter[str] = field(default_factory=Counter)
    addresses: dict[str, None] = field(default_factory=dict)
    certain: bool = False

    def take(self, name: str, address: str) -> None:
        self.addresses[address] = None
        if name and "@" not in name:
            self.names[name] += 1


def party_findings(files: Sequence[tuple[PieceId, Draft]], *, known: Sequence[Piece]) -> tuple[Finding, ...]:
    """Proposes the parties that new files tell of, and the pieces in the dossier did not.

    Args:
        files: What came in, each with its piece.
        known: The dossier's pieces; whoever wrote one of their mails was proposed with it.

    Returns:
        ``party-found`` of each, ``party-found-yourself`` of the consumer, with ``name``, ``addresses``
        (joined by commas, those that are read first) and ``role``, tied to the first piece that tells
        of it.
    """
    mails = mails_in(known)
    before, own = guess_own_addresses(mails), guess_own_addresses([*mails, *(draft for _, draft in files)])
    proposed = {house_of(address) for piece in known for _, address in _of_header(piece)}
    proposed -= {house_of(address) for address in own - before}
    told = [(piece, name, address) for piece, draft in files for name, address in _told(draft, own)]
    homes = {house_of(address) for address in own}
    own_names = {plain(name) for _, name, address in told if name and address in own}
    found: dict[str, _Found] = {}
    for piece, name, address in told:
        house = house_of(address)
        if house in homes and address not in own and plain(name) not in own_names:
            continue  # another one of the household, or of the firm where the consumer works
        party = found.setdefault(house, _Found(piece))
        party.take(name, address)
        party.certain |= address in own or _is_trader(name, address, house)
    sure = [(house, party) for house, party in found.items() if party.certain and house not in proposed]
    return tuple(_finding(house, party, own) for house, party in sure[:_MOST_PARTIES])


def _of_header(piece: Piece) -> list[tuple[str, str]]:
    mail = piece.preface
    return _people(mail.sender, mail.to) if isinstance(mail, MailHeader) else []


def _told(draft: Draft, own: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Gives names and addresses of those who wrote or were written to, or whose paper it is."""
    if draft.kind is FileKind.EMAIL:
        people = _people(draft.sender, draft.recipients)
        # Whoever settles disputes is no party to one; a circular to many tells nothing.
        if not adviser_of(draft) and len(people) <= _MOST_PARTIES:
            yield from people
    elif draft.kind in (FileKind.PDF, FileKind.OFFICE):
        head = draft.text[:_HEAD_CHARS]
        for address in dict.fromkeys(match.group().lower().rstrip(".") for match in _ADDRESS.finditer(head)):
            stranger = address not in own and is_office(address)
            if stranger and not first_of(load_rubrics().advisers, address):
                yield _firm_named(head, house_of(address)), address


def _people(*lines: str) -> list[tuple[str, str]]:
    pairs = ((name.strip("'\" "), address.lower()) for name, address in people_in(*lines))
    return [(name, address) for name, address in pairs if "@" in address and not is_daemon(name, address)]


def _firm_named(head: str, house: str) -> str:
    """Finds the line of a paper's head that names the firm: with its legal form, or its domain's name."""
    lines = (" ".join(line.split()) for line in head.splitlines())
    short = (line for line in lines if line and len(line) <= _NAME_CHARS and not {*"@."} & {*line})
    return firm_in(head) or next((line for line in short if is_named_after(line, house)), "")


def _is_trader(name: str, address: str, house: str) -> bool:
    """Tells whether an address is a firm's: nobody is called a party for having a domain of their own."""
    return is_relay(address) or is_office(address) or (house != address and is_named_after(name, house))


def _finding(house: str, party: _Found, own: frozenset[str]) -> Finding:
    addresses = sorted(party.addresses, key=is_silent)[:_MOST_ADDRESSES]
    name = _name(party.names, house)
    role = Role.CONSUMER if own & set(addresses) else role_of(name, addresses[0])
    code = "party-found-yourself" if role is Role.CONSUMER else "party-found"
    return note(code, name=name, addresses=", ".join(addresses), role=role.value).of(party.piece)


def _name(names: Counter[str], house: str) -> str:
    """Takes the name most used, of several the shortest; where all are bare ("Service client") the domain."""
    telling = {name: count for name, count in names.items() if not _is_bare(name)}
    best: Iterable[str] = sorted(telling, key=lambda name: (-telling[name], len(name), name))
    firm = [name for name in sorted(telling, key=len) if is_named_after(name, house)]
    chosen = next(iter((*firm, *best)), house)
    return natural_name(chosen)[:_NAME_CHARS]


def _is_bare(name: str) -> bool:
    """Tells whether a name is only an office's: "Service client", "noreply"."""
    offices = {phrase.words for phrase in load_rubrics().offices}
    return all(any(word.startswith(one) for one in offices) for word in name.casefold().split())
