"""The lines of a recipient's checklist: who may ask it, when, and what it wants to find."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, TypedDict, Unpack

from dossier.model.checklist import CheckedCondition, CheckedNeed, CheckedWindow, Verdict
from dossier.model.detail import Detail
from dossier.model.facts import Question
from dossier.model.finding import Finding, Level
from dossier.texts.catalogue import Texts
from dossier.texts.checklist import said_condition, said_window
from ui.theme import Theme, Tone
from ui.views.checked_row import CheckedRow
from ui.views.recipient_shown import RecipientShown, Wishes

_FACTS: Final = (
    "country",
    "milestone",
    "claim",
    "dispute",
    "payment",
    "mediator",
    "references",
    "happened",
    "tried",
    "party",
    "question",
)
"""What can be asked for has words of its own on its button."""

_ON_CARD: Final = (
    "terms-after-contract",
    "terms-after-order",
    "terms-saved-after-contract",
    "terms-saved-after-order",
)
"""What is seen to on the piece's card: to hide the piece would settle nothing."""

_DECIDING: Final = {
    "consumer-country": "country:consumer",
    "trader-country": "country:trader",
    "either-country": "country:trader",
    "cross-border": "country:trader",
    "claim-at-most": "claim",
    "payment-by": "payment",
    "dispute-among": "dispute",
    "dispute-not": "dispute",
    "not-flight": "dispute",
}
"""Which fact closes a recipient, by what was checked: it may have been told wrongly."""


class _More(TypedDict, total=False):
    """What a line may have besides; as of ``CheckedRow``."""

    sign: str
    detail: str
    sure: bool
    tone: Tone | None


class CheckLines:
    """Makes the lines; whatever is wanted on them is told by the wishes."""

    def __init__(self, wishes: Wishes, *, texts: Texts, theme: Theme, read_only: bool) -> None:
        self._wishes, self._texts, self._theme, self._read_only = wishes, texts, theme, read_only

    def conditions(self, shown: RecipientShown) -> Iterator[CheckedRow]:
        """Says who may ask it; what is open is asked on the spot or leads to the fact."""
        seen: set[str] = set()
        for place, one in enumerate(shown.checklist.conditions):
            said = said_condition(self._texts, one)
            if said not in seen:
                seen.add(said)
                yield self._condition(one, said, key=f"condition-{place}")

    def windows(self, shown: RecipientShown) -> Iterator[CheckedRow]:
        """Says from when until when it may be asked, each once."""
        seen: set[str] = set()
        for place, one in enumerate(shown.checklist.windows):
            said = said_window(self._texts, one)
            if said and said not in seen:
                seen.add(said)
                yield self._window(one, said, shown, key=f"window-{place}")

    def needs(self, shown: RecipientShown) -> Iterator[CheckedRow]:
        """Says what it wants to find; what is not needed comes last."""
        for one in sorted(shown.checklist.needs, key=lambda one: one.verdict is Verdict.NOT_NEEDED):
            yield self._need(one, shown)

    def gathered(self, needs: Sequence[CheckedNeed]) -> str:
        """Counts what is there of what is needed."""
        needed = [one for one in needs if one.verdict is not Verdict.NOT_NEEDED]
        met = sum(one.verdict is Verdict.MET for one in needed)
        return self._texts.say("window.recipient_what_count", met=met, all=len(needed))

    def settles(self, shown: RecipientShown) -> Iterator[CheckedRow]:
        """Says which pieces stand in the way; what else does is said by the other lines."""
        for place, one in enumerate(shown.checklist.findings):
            if one.piece is not None:
                yield self._settle(one, key=f"settle-{place}")

    def _row(self, verdict: Verdict, words: str, *, key: str, **more: Unpack[_More]) -> CheckedRow:
        return CheckedRow(verdict, words, key=key, texts=self._texts, theme=self._theme, **more)

    def _condition(self, one: CheckedCondition, said: str, *, key: str) -> CheckedRow:
        sign = self._texts.say("window.recipient_closed_sign") if one.verdict is Verdict.MISSING else ""
        row = self._row(one.verdict, said, key=key, sign=sign, sure=one.told.sure)
        question = str(one.params.get("question", ""))
        if one.verdict is Verdict.UNKNOWN:
            self._ask(row, one.ask)
        elif question:
            yes = (one.check != "answered-no") is (one.verdict is Verdict.MET)
            change = row.add_act_beside(
                self._texts.say("window.recipient_change"),
                lambda: self._wishes.answered.emit(Question(question), not yes),
                name=f"recipient-change-{question}",
            )
            change.setEnabled(not self._read_only)
        elif one.verdict is Verdict.MISSING and (fact := _DECIDING.get(one.check)):
            words = self._texts.say("window.recipient_change")
            row.add_act_beside(words, partial(self._wishes.facts.emit, fact), name=f"recipient-fact-{fact}")
        return row

    def _window(self, one: CheckedWindow, said: str, shown: RecipientShown, *, key: str) -> CheckedRow:
        closed = one.is_early(shown.day) or one.is_late(shown.day)
        known = Verdict.MISSING if closed else Verdict.MET
        verdict = Verdict.UNKNOWN if one.start is None else known
        row = self._row(verdict, said, key=key, sure=one.told.sure)
        if one.start is None:
            self._ask(row, f"milestone:{one.milestone}")
        return row

    def _need(self, one: CheckedNeed, shown: RecipientShown) -> CheckedRow:
        row = self._row(
            one.verdict,
            self._texts.say(f"need.{one.need}"),
            key=f"need-{one.need}",
            detail=self._detail(one),
            sure=one.told.sure,
            tone=Tone.LOOK if one.verdict is Verdict.MISSING and not one.must else None,
        )
        if one.verdict is Verdict.MET:
            pieces = [(piece, shown.called[piece]) for piece in one.pieces if piece in shown.called]
            row.add_pieces(pieces, self._wishes.piece.emit)
        elif one.verdict is not Verdict.NOT_NEEDED:
            self._ask(row, one.ask, unsure=one.verdict is Verdict.UNKNOWN)
        return row

    def _detail(self, one: CheckedNeed) -> str:
        """Says in a few words what is to be done about a need, and whether the recipient insists."""
        say = self._texts.say
        if one.verdict is Verdict.NOT_NEEDED:
            return say("window.recipient_not_asked" if one.pieces else "window.recipient_not_needed")
        words = []
        if one.verdict is not Verdict.MET and one.ask == "hand":
            words.append(say("window.recipient_by_hand"))
        elif one.ask.startswith("held:"):
            words.append(say("window.recipient_held"))
        elif one.verdict is Verdict.UNKNOWN and one.ask.startswith("rubric:"):
            words.append(say("window.recipient_to_see"))
        elif one.verdict is Verdict.UNKNOWN and one.ask.startswith("question:"):
            words.append(say(f"question.{one.ask.partition(':')[2]}"))
        elif one.verdict is not Verdict.MET and not one.must:
            words.append(say("window.recipient_useful"))
        return " · ".join(words)

    def _ask(self, row: CheckedRow, ask: str, *, unsure: bool = False) -> None:
        """Offers the one act that settles something."""
        kind, _, what = ask.partition(":")
        say, wishes = self._texts.say, self._wishes
        if kind in ("", "hand"):
            return
        if kind == "question":
            self._offer_answers(row, Question(what))
        elif kind == "held":
            again = say("window.recipient_show_again")
            made = row.add_act(again, partial(wishes.tell.emit, Detail(what)), name=f"recipient-tell-{what}")
            made.setEnabled(not self._read_only)
        elif kind == "rubric" and unsure:
            see = say("window.recipient_see_rubric")
            row.add_act(see, lambda: wishes.rubric.emit(what), name=f"recipient-see-{what}")
        elif kind == "rubric":
            add = say("window.recipient_add_piece")
            made = row.add_act(add, lambda: wishes.files.emit(what), name=f"recipient-add-{what}")
            made.setEnabled(not self._read_only)
        else:
            words = say(f"window.recipient_tell_{kind}" if kind in _FACTS else "window.recipient_tell")
            row.add_act(words, lambda: wishes.facts.emit(ask), name=f"recipient-tell-{ask}")

    def _offer_answers(self, row: CheckedRow, question: Question) -> None:
        for answer, word in ((True, "yes"), (False, "no")):
            made = row.add_act(
                self._texts.say(f"window.recipient_{word}"),
                partial(self._wishes.answered.emit, question, answer),
                name=f"recipient-{word}-{question}",
                look="segment",
            )
            made.setEnabled(not self._read_only)

    def _settle(self, finding: Finding, *, key: str) -> CheckedRow:
        verdict = Verdict.MISSING if finding.level is Level.BLOCKER else Verdict.UNKNOWN
        word = self._texts.say("window.recipient_settle")
        row = self._row(verdict, self._texts.finding(finding), key=key, sign=word)
        piece, say = finding.piece, self._texts.say
        if finding.code not in _ON_CARD:
            hide = row.add_act(
                say("window.recipient_hide_piece"),
                lambda: self._wishes.hide_piece.emit(piece),
                name=f"recipient-hide-{piece}",
            )
            hide.setEnabled(not self._read_only)
        row.add_act(
            say("window.recipient_see_piece"),
            lambda: self._wishes.piece.emit(piece),
            name=f"recipient-look-{piece}",
        )
        return row
