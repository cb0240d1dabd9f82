"""Working in a project file: new, add, list, set, export, search."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from dossier.basis.clock import today, zone_named
from dossier.basis.errors import UsageError
from dossier.cli.opened import noticed, numbers_of, opened, piece_called
from dossier.cli.plain_check import plain_finding
from dossier.cli.run_build import ANY_RECIPIENT, BLOCKED, DONE, handing_of, tell_annex, wish_of
from dossier.cli.terminal import answer, progress_bar, told_remarks, until_stopped
from dossier.model.commands import edit, privacy
from dossier.model.commands.attach import attach_pieces
from dossier.model.commands.done import Done
from dossier.model.commands.together import Command, edit_together
from dossier.model.dossier import Dossier
from dossier.model.finding import Level
from dossier.model.ids import PieceId, RubricId
from dossier.model.listing import listing
from dossier.model.piece import Piece, Rendering
from dossier.model.remarks import remarks
from dossier.texts.catalogue import Texts
from dossier.texts.counts import pieces_and_attached
from dossier.texts.dates import future_hint, short_moment
from dossier.texts.typed_dates import typed_moment
from dossier.texts.typed_days import plain

if TYPE_CHECKING:
    from dossier.workspace.checking import Listed

_SETTABLE: Final = " | ".join(
    f"--{name}"
    for name in (
        *("title", "date", "rubric", "note", *(f"{one}-of" for one in Rendering)),
        *("private", "hide-from", "show-to", "exclude", "include"),
    )
)


def run_new(options: argparse.Namespace, texts: Texts) -> int:
    """Makes an empty project file."""
    from dossier.workspace.opening import empty_dossier, new_desk
    from dossier.workspace.targets import refuse_bad_place

    dossier = empty_dossier(title=options.title, zone=options.zone, language=options.lang)
    refuse_bad_place(options.file)
    new_desk(options.file, dossier).result().close()
    answer([texts.say("cli.new_made", path=options.file)])
    return DONE


def run_add(options: argparse.Namespace, texts: Texts) -> int:
    """Adds files and folders."""
    from dossier.workspace.orders import AddOrder

    with opened(options.file, texts, writing=True) as desk:
        if options.ocr:
            desk.recognition.require()
        order = AddOrder(paths=tuple(options.paths))
        # Kept before they are read: should the computer stop, the next command goes on.
        added = until_stopped(
            lambda progress: desk.add(order, progress=progress, listed=lambda _: None), progress_bar(texts)
        )
        if options.ocr:
            desk.recognise(progress=progress_bar(texts)).result()
    new = frozenset(added.pieces)
    tops = sum(1 for piece in added.present.dossier.pieces if piece.id in new and piece.parent is None)
    told = noticed(added)
    line = texts.say("cli.added", pieces=pieces_and_attached(texts, tops, len(new) - tops))
    answer([line, *told_remarks(told, texts, dating="cli.how_to_set_date")])
    return BLOCKED if any(finding.level is Level.BLOCKER for finding in told) else DONE


def run_list(options: argparse.Namespace, texts: Texts) -> int:
    """Lists every piece, those first that stand in the annex, in its order."""
    from dossier.workspace.checking import listed_for

    with opened(options.file, texts) as desk:
        dossier = desk.present.dossier
    listed = listed_for(dossier)
    if options.json:
        plain_list = listing(dossier, listed.rows, recipient=listed.recipient)
        own = Texts(dossier.language)  # whoever lists it, the answer is the same
        findings = [plain_finding(one, own) for one in remarks(dossier)]
        words = json.dumps({**plain_list, "findings": findings}, ensure_ascii=True, indent=1)
        # The one character of ASCII that commands a terminal and that JSON leaves as it is.
        answer(words.replace("\x7f", "\\u007f").split("\n"))
    else:
        told = told_remarks(remarks(dossier), texts, dating="cli.how_to_set_date")
        answer([*_table(dossier, listed, texts), *told])
    return DONE


def run_set(options: argparse.Namespace, texts: Texts) -> int:
    """Changes what a piece's card says."""
    with opened(options.file, texts, writing=True) as desk:
        piece, before = piece_called(options.piece, desk.present.dossier), numbers_of(desk.present.dossier)
        commands = list(_commands(options, piece, desk.present.dossier, texts))
        if not commands:
            raise UsageError("arguments-missing", names=_SETTABLE)
        desk.act(lambda dossier: edit_together(dossier, commands, title=piece.title)).result()
        changed = desk.present.dossier
    after, zone = changed.piece(piece.id), zone_named(changed.zone)
    numbers = numbers_of(changed)
    line = _line(after, numbers.get(piece.id, "–"), changed, texts)
    hint = future_hint(texts, after.moment, today=today(zone), zone=zone) if options.date is not None else ""
    others = _renumbered({one: number for one, number in before.items() if one != piece.id}, numbers)
    shifted = texts.say("cli.renumbered", numbers=", ".join(others)) if others else ""
    answer([line, *filter(None, (hint, shifted))])
    return DONE


def _renumbered(before: Mapping[PieceId, str], after: Mapping[PieceId, str]) -> list[str]:
    """Says which pieces have another number now; what is attached to them has followed."""
    return [
        f"{number} → {after[one]}"
        for one, number in before.items()
        if one in after and after[one] != number and "." not in number
    ]


def run_export(options: argparse.Namespace, texts: Texts) -> int:
    """Makes the annex of a project file."""
    from dossier.workspace.exporting import ExportOrder

    with opened(options.file, texts, writing=options.ocr) as desk:
        day = options.date or today(zone_named(desk.present.dossier.zone))
        order = ExportOrder(
            target=options.output,
            day=day,
            recipient=options.recipient or desk.present.dossier.recipient,
            report=options.json,
            wish=wish_of(options),
            handing=handing_of(options),
        )
        if options.ocr:
            desk.recognise(progress=progress_bar(texts)).result()
        built = desk.export(order, progress=progress_bar(texts)).result()
        # No adding told that its own note was lost.
        known = [one for one in remarks(desk.present.dossier) if one.code != "awaited-lost"]
    more = texts.say("cli.check_more", file=options.file, recipient=order.recipient)
    return tell_annex(built, texts, dating="cli.how_to_set_date", known=known, more=more)


def run_search(options: argparse.Namespace, texts: Texts) -> int:
    """Finds pieces by their words."""
    with opened(options.file, texts) as desk:
        dossier = desk.present.dossier
        found = desk.search(" ".join(options.words)).result()
    numbers = numbers_of(dossier)
    lines = []
    for piece, excerpt in found:
        lines.append(_line(dossier.piece(piece), numbers.get(piece, "–"), dossier, texts))
        if excerpt:
            lines.append(f"      {excerpt}")
    answer(lines or [texts.say("cli.nothing_found")])
    return DONE


def _commands(options: argparse.Namespace, piece: Piece, dossier: Dossier, texts: Texts) -> Iterator[Command]:
    """Gives the acts that were asked for; a wrong word is refused before any is done."""
    one = piece.id
    if options.title is not None:
        yield lambda now: edit.set_title(now, one, title=options.title)
    if options.date is not None:
        moment = typed_moment(options.date, texts)
        yield lambda now: edit.set_date(now, one, moment=moment)
    if options.rubric is not None:
        rubric = _rubric_called(options.rubric, dossier, texts)
        yield lambda now: edit.set_rubric(now, [one], rubric=rubric)
    if options.note is not None:
        yield lambda now: edit.set_note(now, one, note=options.note)
    for rendering in Rendering:
        wanted = getattr(options, f"{rendering}_of")
        if wanted is not None:
            yield partial(_attached, one, piece_called(wanted, dossier).id, rendering)
    yield from _about_privacy(options, one)
    if options.exclude:
        yield lambda now: edit.exclude_pieces(now, [one])
    if options.include:
        yield lambda now: edit.include_pieces(now, [one])


def _about_privacy(options: argparse.Namespace, one: PieceId) -> Iterator[Command]:
    from dossier.workspace.checking import require_recipient

    if options.private is not None:
        yield partial(privacy.mark_private, pieces=[one], private=options.private)
    for recipient, command in ((options.hide_from, privacy.hold_back), (options.show_to, privacy.show_to)):
        if recipient is not None:
            require_recipient(recipient)
            yield partial(command, pieces=[one], recipient=recipient)


def _attached(one: PieceId, parent: PieceId, rendering: Rendering, now: Dossier) -> Done:
    return attach_pieces(now, [one], parent=parent, rendering=rendering)


def _rubric_called(wanted: str, dossier: Dossier, texts: Texts) -> RubricId:
    """Finds a rubric by its id or its name in any language, without minding case and accents.

    Raises:
        UsageError: ``unknown-rubric``.
    """
    for rubric in dossier.rubrics:
        if plain(wanted) in map(plain, (rubric.id, *rubric.names.values())):
            return rubric.id
    known = ", ".join(rubric.name(texts.language) for rubric in dossier.rubrics)
    raise UsageError("unknown-rubric", rubric=wanted, known=known)


def _table(dossier: Dossier, listed: "Listed", texts: Texts) -> list[str]:
    from dossier.workspace.checking import recipient_name

    recipient = recipient_name(listed.recipient, texts.language)
    names = {rubric.id: rubric.name(texts.language) for rubric in dossier.rubrics}
    whose = texts.say("cli.list_for", recipient=recipient) if listed.recipient != ANY_RECIPIENT else ""
    head = [line for line in (dossier.title, whose) if line]
    lines = [*head, ""] if head else []
    if not dossier.pieces:
        return [*lines, texts.say("cli.no_piece")]
    rubric, places = None, list(names)
    for row in sorted(
        listed.rows, key=lambda row: places.index(row.rubric) if row.rubric in names else len(places)
    ):
        if row.parent is None and row.rubric != rubric:
            rubric = row.rubric
            lines.extend([*_gap(lines), names.get(rubric, rubric)])
        lines.append(_line(row.piece, row.number, dossier, texts))
    numbers = listed.numbers
    rest: dict[str, list[Piece]] = {"cli.list_hidden": [], "cli.not_in_annex": []}
    for piece in dossier.pieces:
        if piece.id not in numbers:
            hidden = piece.shown and not piece.shown_to(listed.recipient)
            rest["cli.list_hidden" if hidden else "cli.not_in_annex"].append(piece)
    for key, some in rest.items():
        if some:
            lines.extend([*_gap(lines), texts.say(key, recipient=recipient)])
            lines.extend(_line(piece, "–", dossier, texts) for piece in some)
    return lines


def _gap(lines: Sequence[str]) -> list[str]:
    return [""] if lines and lines[-1] else []


def _line(piece: Piece, number: str, dossier: Dossier, texts: Texts) -> str:
    day = short_moment(texts, piece.moment, zone_named(dossier.zone))
    what = f" · {texts.say(f'annex.{piece.rendering}')}" if piece.rendering is not None else ""
    return f"{number:>6}  {day:<24} {piece.title}{what}  [{piece.id}]"
