"""Dates read in words are asked about: one by one while they are few, together when they are many."""

from dataclasses import replace
from datetime import UTC

from dossier.model.commands.edit import set_date
from dossier.model.date_watch import SEVERAL, clocks_together, dates_far_before, dates_to_check, doubted
from dossier.model.dossier import Dossier
from dossier.model.finding import warning
from dossier.model.ids import PieceId, RubricId
from dossier.model.moment import Source, day
from dossier.model.piece import Piece, State
from dossier.model.remarks import remarks


def pieces(count, source=Source.PAGE_TEXT):
    moment = day(2026, 3, 12, source=source, evidence="Émis le 12/03/2026")
    return tuple(
        Piece(id=PieceId(f"p{n}"), title=f"P{n}", rubric=RubricId("other"), moment=moment)
        for n in range(count)
    )


def said(found):
    return [(one.code, one.piece, dict(one.params)) for one in found]


def test_few_are_asked_about_one_by_one_with_the_words_that_say_them():
    (text,), (name,) = pieces(1), pieces(1, Source.FILE_NAME)
    assert said(dates_to_check([text])) == [
        ("date-from-text", "p0", {"day": "2026-03-12", "words": "Émis le 12/03/2026"})
    ]
    assert said(dates_to_check([name])) == [("date-from-name", "p0", {"day": "2026-03-12"})]


def test_many_are_one_remark_that_leads_to_the_first():
    assert len(dates_to_check(pieces(SEVERAL))) == SEVERAL
    assert said(dates_to_check(pieces(500))) == [("dates-to-check", "p0", {"n": 500})]


def test_what_is_sure_hidden_attached_or_cannot_be_shown_is_not_asked_about():
    (one,) = pieces(1)
    quiet = [
        *pieces(1, Source.EXIF),
        *pieces(1, Source.USER),
        replace(one, included=False),
        replace(one, parent=PieceId("mail")),
        replace(one, state=State.PLACEHOLDER),
        Piece(id=PieceId("none"), title="None", rubric=RubricId("other")),
    ]
    assert dates_to_check(quiet) == ()


def test_a_confirmed_date_settles_the_remark_and_the_next_one_leads():
    dossier = Dossier(pieces=pieces(SEVERAL + 2))
    confirmed = replace(dossier.pieces[0].moment, source=Source.USER)
    after = set_date(dossier, PieceId("p0"), moment=confirmed).dossier
    assert [(one.code, one.piece, one.params["n"]) for one in remarks(after)] == [
        ("dates-to-check", "p1", SEVERAL + 1)
    ]


def dated(*days, source=Source.EXIF):
    return tuple(
        Piece(
            id=PieceId(f"{source}{n}"),
            title="P",
            rubric=RubricId("other"),
            moment=day(*one, source=source, evidence="x"),
        )
        for n, one in enumerate(days)
    )


MAILS = dated((2026, 3, 1), (2026, 4, 2), source=Source.MAIL_DATE)


def far(*pieces):
    return said(dates_far_before(pieces, UTC))


def test_a_photo_dated_years_before_everything_else_is_warned_of():
    old = dated((2018, 5, 3), (2026, 3, 1))
    told = [("date-far-before", "exif0", {"day": "2018-05-03", "other": "2026-03-01"})]
    assert far(*MAILS, *old) == told
    assert far(*old) == told
    assert [one.code for one in remarks(Dossier(pieces=(*MAILS, *old)))] == ["date-far-before"]


def test_many_of_one_camera_are_one_remark():
    many = dated(*[(2018, 5, n + 1) for n in range(SEVERAL + 1)])
    assert far(*many, *MAILS) == [("dates-far-before", "exif0", {"n": SEVERAL + 1, "other": "2026-03-01"})]


def test_what_may_well_be_as_old_is_not_warned_of():
    (old,) = dated((2018, 5, 3))
    contract = dated((2017, 1, 9), source=Source.PAGE_TEXT)
    assert far(*MAILS, *contract, old) == []
    assert far(*MAILS, *dated((2024, 3, 5))) == []
    assert far(*MAILS, replace(old, moment=replace(old.moment, source=Source.USER))) == []
    assert far(*MAILS, replace(old, included=False)) == []
    assert far(*MAILS, replace(old, parent=PieceId("mail"))) == []
    assert far(old) == far(*MAILS) == far() == []


def test_every_photo_that_is_warned_of_is_doubted_until_the_person_settles_it():
    many = dated(*[(2018, 5, n + 1) for n in range(SEVERAL + 1)], (2026, 3, 4))
    assert doubted((*MAILS, *many), UTC) == {f"exif{n}" for n in range(SEVERAL + 1)}
    settled = [replace(one, moment=replace(one.moment, source=Source.USER)) for one in many]
    assert doubted((*MAILS, *settled), UTC) == doubted(MAILS, UTC) == set()


def test_many_clocks_that_were_not_set_are_one_remark_until_few_are_left():
    def told(count):
        found = [
            warning("undated-clock-unset", file=f"{n}.jpg", day="2018-01-01").of(PieceId(f"p{n}"))
            for n in range(count)
        ]
        other = warning("undated", file="b.pdf").of(PieceId("b"))
        return said(clocks_together([other, *found, other]))

    assert [one[0] for one in told(SEVERAL)] == ["undated", *["undated-clock-unset"] * SEVERAL, "undated"]
    first = ("undated-clocks-unset", "p0", {"file": "0.jpg", "n": SEVERAL + 1})
    assert told(SEVERAL + 1)[1:-1] == [first]


def test_the_person_is_told_once_of_the_clocks_of_a_dossier():
    shots = tuple(
        Piece(id=PieceId(f"p{n}"), title=f"P{n}", rubric=RubricId("other")) for n in range(SEVERAL + 2)
    )
    found = tuple(
        warning("undated-clock-unset", file=one.title, day="2018-01-01").of(one.id) for one in shots
    )
    dossier = Dossier(pieces=shots, findings=found)
    settled = set_date(dossier, PieceId("p0"), moment=pieces(1, Source.USER)[0].moment).dossier
    assert [(one.piece, one.params["n"]) for one in remarks(dossier)] == [("p0", SEVERAL + 2)]
    assert [(one.piece, one.params["n"]) for one in remarks(settled)] == [("p1", SEVERAL + 1)]
