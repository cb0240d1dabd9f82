"""Whatever a person does in whatever order: nothing is lost, numbers have no gap, all can be undone."""

from collections import Counter
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dossier.basis.codec import from_json, to_json
from dossier.basis.digest import digest_of
from dossier.basis.errors import UsageError
from dossier.model.body import ImageBody, PdfBody
from dossier.model.commands.add import add
from dossier.model.commands.attach import attach_pieces, detach_pieces
from dossier.model.commands.bin import remove_pieces, restore_pieces
from dossier.model.commands.edit import (
    exclude_pieces,
    include_pieces,
    set_date,
    set_note,
    set_proves,
    set_rubric,
    set_title,
)
from dossier.model.commands.facts import set_parties, set_zone
from dossier.model.commands.group import group_pieces, split_piece
from dossier.model.commands.note_event import note_event
from dossier.model.commands.place import order_by_date, place_pieces
from dossier.model.commands.rubrics import add_rubric, remove_rubric, rename_rubric, reorder_rubrics
from dossier.model.commands.together import edit_together
from dossier.model.commands.view import choose_pages, rotate
from dossier.model.dossier import Dossier
from dossier.model.finding import note
from dossier.model.history import MOST_STEPS, History, do, redo, undo
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import UNKNOWN, Source, day
from dossier.model.numbering import numbered
from dossier.model.party import Party, Role
from dossier.model.piece import Capture, Event, FileKind, Original, Piece, attachments_in
from dossier.model.rubric import OTHER, Rubric
from tests.support.dossiers import PARIS

RUBRICS = tuple(Rubric(id=RubricId(name), names={"fr": name}) for name in ("order", "delivery", "other"))
PICKS = st.lists(st.integers(0, 30), min_size=1, max_size=4)
PICK = st.integers(0, 30)
MOMENTS = st.just(UNKNOWN) | st.integers(1, 28).map(
    lambda n: day(2026, 3, n, source=Source.FILE_NAME, evidence=str(n))
)
BEGIN = tuple(
    Piece(
        id=PieceId(name),
        title=name,
        rubric=RUBRICS[number % 3].id,
        parent=PieceId("b0") if number == 3 else None,
        came_with=PieceId("b0") if number == 3 else None,
        duplicate_of=PieceId("b1") if number == 5 else None,
        originals=(Original(digest=digest_of(name.encode()), name=name, size=1, kind=FileKind.IMAGE),),
        bodies=(ImageBody(asset=digest_of(name.encode()), width_px=2, height_px=3),),
        text=name,
    )
    for number, name in enumerate(("b0", "b1", "b2", "b3", "b4", "b5"))
)


def held(dossier):
    """Counts every file and every picture or document that the dossier holds."""
    files = Counter(one.digest for piece in dossier.pieces for one in piece.originals)
    return files + Counter(body.asset + "#" for piece in dossier.pieces for body in piece.bodies)


def attached(dossier):
    """Tells of every file that came with something what that was, wherever it stands."""
    return sorted((file.name, mail) for piece in dossier.pieces for mail, file in attachments_in(piece))


def bare(dossier):
    """Leaves away the places, which close up when a piece is removed."""
    return [replace(piece, place=None) for piece in dossier.pieces]


class Acts(RuleBasedStateMachine):
    """A person at work."""

    def __init__(self):
        super().__init__()
        self.first = Dossier(rubrics=RUBRICS, pieces=BEGIN)
        self.history = History(present=self.first)
        self.made = 0

    @property
    def now(self):
        return self.history.present

    def piece(self, pick):
        ids = [piece.id for piece in self.now.pieces]
        return ids[pick % len(ids)] if ids else PieceId("nobody")

    def children(self, piece):
        return {child.id for child in self.now.children(piece)}

    def rubric(self, pick):
        return (*(rubric.id for rubric in self.now.rubrics), OTHER)[pick % (len(self.now.rubrics) + 1)]

    def act(self, command, *args, **named):
        before, had = self.now, held(self.now)
        try:
            done = command(before, *args, **named)
        except UsageError:
            return  # what cannot be meant is refused, and nothing has changed
        if command is not add:
            assert held(done.dossier) == had, command
            assert attached(done.dossier) == attached(before), command
            assert len(done.dossier.findings) == len(before.findings)
        self.history = do(self.history, done)

    @rule(moment=MOMENTS, parent=st.none() | PICK, twin=st.none() | PICK, kind=st.integers(0, 2), rubric=PICK)
    def add_one(self, moment, parent, twin, kind, rubric):
        name = f"p{self.made}"
        self.made += 1
        asset = digest_of(name.encode())
        bodies = (
            (),
            (ImageBody(asset=asset, width_px=2, height_px=3),),
            (PdfBody(asset=asset, pages=4), PdfBody(asset=asset, pages=1, printed=True)),
        )[kind]
        tops = [p.id for p in self.now.pieces if p.parent is None and p.duplicate_of is None]
        holder = tops[parent % len(tops)] if parent is not None and tops else None
        piece = Piece(
            id=PieceId(name),
            title=name,
            rubric=self.rubric(rubric),
            moment=moment,
            parent=holder,
            came_with=holder,
            duplicate_of=tops[twin % len(tops)] if twin is not None and tops and not kind else None,
            originals=(Original(digest=asset, name=name, size=1, kind=FileKind.PDF),),
            bodies=bodies,
            preface=Capture(url="https://example.org") if kind == 2 and rubric % 2 else None,
            text=name,
        )
        self.act(add, [piece], findings=[note("empty-file").of(piece.id)])

    @rule(picks=PICKS)
    def remove(self, picks):
        before, pieces = self.now, [self.piece(pick) for pick in picks]
        self.act(remove_pieces, pieces)
        away = {piece.id for piece in before.pieces if piece.binned}
        tied = {piece.id: {piece.id, piece.parent, piece.duplicate_of} for piece in before.pieces}
        if self.now is not before and not any(tied[p] & away or self.children(p) & away for p in pieces):
            assert bare(restore_pieces(self.now, pieces).dossier) == bare(before)

    @rule(picks=PICKS)
    def restore(self, picks):
        self.act(restore_pieces, [self.piece(pick) for pick in picks])

    @rule(picks=PICKS, included=st.booleans())
    def include(self, picks, included):
        self.act(include_pieces if included else exclude_pieces, [self.piece(pick) for pick in picks])

    @rule(pick=PICK, words=st.sampled_from(["", "x", "x\ny"]), what=st.integers(0, 2))
    def write(self, pick, words, what):
        command, name = ((set_title, "title"), (set_note, "note"), (set_proves, "proves"))[what]
        self.act(command, self.piece(pick), **{name: words})

    @rule(pick=PICK, moment=MOMENTS)
    def date(self, pick, moment):
        self.act(set_date, self.piece(pick), moment=moment)

    @rule(picks=PICKS, rubric=PICK)
    def sort(self, picks, rubric):
        self.act(set_rubric, [self.piece(pick) for pick in picks], rubric=self.rubric(rubric))

    @rule(picks=PICKS, rubric=PICK, before=st.none() | PICK)
    def place(self, picks, rubric, before):
        pieces = [self.piece(pick) for pick in picks]
        goal = None if before is None else self.piece(before)
        self.act(place_pieces, pieces, rubric=self.rubric(rubric), before=goal)

    @rule(rubric=PICK)
    def by_date(self, rubric):
        self.act(order_by_date, self.rubric(rubric))

    @rule(picks=PICKS)
    def group(self, picks):
        self.act(group_pieces, [self.piece(pick) for pick in picks])

    @rule(pick=PICK)
    def split(self, pick):
        grouped = [piece.id for piece in self.now.pieces if piece.parts]
        self.act(split_piece, grouped[pick % len(grouped)] if grouped else self.piece(pick))

    @rule(picks=PICKS, parent=PICK)
    def attach(self, picks, parent):
        self.act(attach_pieces, [self.piece(pick) for pick in picks], parent=self.piece(parent))

    @rule(pick=PICK, rubric=PICK)
    def detach(self, pick, rubric):
        attached = [piece.id for piece in self.now.pieces if piece.parent is not None]
        if attached:
            self.act(detach_pieces, [attached[pick % len(attached)]], rubric=self.rubric(rubric))

    @rule(pick=PICK, quarters=st.integers(-5, 5), body=st.none() | st.integers(0, 2))
    def turn(self, pick, quarters, body):
        self.act(rotate, self.piece(pick), quarters=quarters, body=body)

    @rule(pick=PICK, pages=st.none() | st.lists(st.integers(1, 5)))
    def pages(self, pick, pages):
        self.act(choose_pages, self.piece(pick), pages=pages)

    @rule(rubric=PICK, what=st.integers(0, 3))
    def rubrics(self, rubric, what):
        one = self.rubric(rubric)
        match what:
            case 0:
                self.act(add_rubric, "Neuve", before=one)
            case 1:
                self.act(rename_rubric, one, name="Autre nom")
            case 2:
                self.act(reorder_rubrics, [known.id for known in reversed(self.now.rubrics)])
            case _:
                self.act(remove_rubric, one)

    @rule(pick=PICK, words=st.sampled_from(["", "x"]), moment=MOMENTS, rubric=PICK)
    def edit(self, pick, words, moment, rubric):
        one, into = self.piece(pick), self.rubric(rubric)
        acts = [
            lambda now: set_title(now, one, title=words),
            lambda now: set_date(now, one, moment=moment),
            lambda now: set_rubric(now, [one], rubric=into),
            lambda now: exclude_pieces(now, [one]),
        ]
        self.act(edit_together, acts[: 1 + pick % 4], title=one)

    @rule(what=st.integers(0, 2))
    def facts(self, what):
        match what:
            case 0:
                self.act(set_parties, [*self.now.parties, Party(role=Role.SELLER, name="Atelier Brume")])
            case 1:
                self.act(set_parties, self.now.parties[1:])
            case _:
                self.act(set_zone, "Atlantic/Canary")

    @rule(moment=MOMENTS, rubric=PICK)
    def call(self, moment, rubric):
        event = Event(who="Atelier Brume", what="Promet un échange")
        self.act(note_event, event, title="Appel", rubric=self.rubric(rubric), moment=moment)

    @rule(steps=st.integers(1, 4))
    def back(self, steps):
        for _ in range(steps):
            self.history = undo(self.history)

    @rule(steps=st.integers(1, 4))
    def forth(self, steps):
        for _ in range(steps):
            self.history = redo(self.history)

    @invariant()
    def ties_lead_somewhere_and_one_level_deep(self):
        known = {piece.id: piece for piece in self.now.pieces}
        assert len(known) == len(self.now.pieces)
        for piece in self.now.pieces:
            assert piece.parent is None or known[piece.parent].parent is None
            assert piece.duplicate_of is None or known[piece.duplicate_of].duplicate_of is None
            assert piece.heir_of is None or known[piece.heir_of].binned
        assert {finding.piece for finding in self.now.findings} <= set(known)

    @invariant()
    def numbers_have_no_gap(self):
        rows = numbered(self.now, PARIS)
        shown = [piece.id for piece in self.now.pieces if piece.shown]
        assert sorted(row.piece.id for row in rows) == sorted(shown)
        tops = [row.number for row in rows if row.parent is None]
        assert tops == [str(number) for number in range(1, len(tops) + 1)]

    @invariant()
    def places_by_hand_are_dense(self):
        places: dict[RubricId, list[int | None]] = {}
        for row in numbered(self.now, PARIS):
            if row.parent is None:
                places.setdefault(row.rubric, []).append(row.piece.place)
            else:
                assert row.piece.place is None
        for rubric, found in places.items():
            assert found in ([None] * len(found), list(range(len(found)))), rubric

    def teardown(self):
        assert len(self.history.past) < MOST_STEPS
        assert from_json(Dossier, to_json(self.now)) == self.now
        while self.history.redoable:
            self.history = redo(self.history)
        last = self.history
        while self.history.undoable:
            self.history = undo(self.history)
        assert self.now == self.first
        while self.history.redoable:
            self.history = redo(self.history)
        assert self.history == last


TestActs = Acts.TestCase
TestActs.settings = settings(max_examples=150, stateful_step_count=40)
