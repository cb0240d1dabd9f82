"""What a late trader owes on top, against steps counted by hand from the texts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.dossier import Dossier
from dossier.model.facts import Dispute, Facts, KeyDate, Milestone
from dossier.recipients.penalties import penalties, share_cents


def found(dates, *, dispute=None, price_cents=None):
    key_dates = tuple(KeyDate(milestone=one, day=day) for one, day in dates.items())
    facts = Facts(dispute=dispute, price_cents=price_cents, key_dates=key_dates)
    return {one.id: one for one in penalties(Dossier(facts=facts))}


def steps(penalty):
    return [(one.first, one.last, one.percent, one.cents, one.legal) for one in penalty.steps]


def test_a_late_refund_after_a_withdrawal():
    # L242-4 (S188). Withdrawal on 1 March 2026: D4 ends on 15 March; late day n is 15 March + n.
    late = found({Milestone.WITHDRAWAL: date(2026, 3, 1)}, price_cents=34990)["D5"]
    assert late.due == date(2026, 3, 15)
    assert steps(late) == [
        (date(2026, 3, 16), date(2026, 3, 25), None, None, True),
        (date(2026, 3, 26), date(2026, 4, 4), 5, 1750, False),  # 1749.5 cents
        (date(2026, 4, 5), date(2026, 4, 14), 10, 3499, False),
        (date(2026, 4, 15), date(2026, 5, 14), 20, 6998, False),
        (date(2026, 5, 15), date(2026, 6, 13), 50, 17495, False),
        (date(2026, 6, 14), date(2026, 7, 13), 55, 19245, False),  # 19244.5 cents
        (date(2026, 7, 14), date(2026, 8, 13), 60, 20994, False),
        (date(2026, 8, 14), date(2026, 9, 13), 65, 22744, False),  # 22743.5 cents
        (date(2026, 9, 14), date(2026, 10, 13), 70, 24493, False),
        (date(2026, 10, 14), date(2026, 11, 13), 75, 26243, False),  # 26242.5 cents
        (date(2026, 11, 14), date(2026, 12, 13), 80, 27992, False),
        (date(2026, 12, 14), date(2027, 1, 13), 85, 29742, False),  # 29741.5 cents
        (date(2027, 1, 14), date(2027, 2, 13), 90, 31491, False),
        (date(2027, 2, 14), date(2027, 3, 13), 95, 33241, False),  # 33240.5 cents
        (date(2027, 3, 14), date(2027, 4, 13), 100, 34990, False),
        (date(2027, 4, 14), None, 100, 34990, True),
    ]


def test_a_late_refund_after_the_end_of_the_contract():
    # L241-4 (S192). Contract ended on 28 February 2026: D8 ends on 14 March.
    late = found({Milestone.TERMINATION: date(2026, 2, 28)}, price_cents=12345)["D9"]
    assert steps(late) == [
        (date(2026, 3, 15), date(2026, 3, 28), 10, 1235, False),  # 1234.5 cents
        (date(2026, 3, 29), date(2026, 4, 13), 20, 2469, False),
        (date(2026, 4, 14), None, 50, 6173, False),  # 6172.5 cents
    ]


def test_late_shipping_costs_are_shares_of_a_sum_that_is_not_known():
    # L241-6 (S194). Returned on 2 March 2026: D15 ends on 16 March.
    late = found({Milestone.RETURN: date(2026, 3, 2)}, price_cents=12345)["D15"]
    assert (late.base_cents, late.of_price) == (None, False)
    assert steps(late) == [
        (date(2026, 3, 17), date(2026, 3, 30), 10, None, False),
        (date(2026, 3, 31), date(2026, 4, 15), 20, None, False),
        (date(2026, 4, 16), None, 50, None, False),
    ]


def test_without_a_price_there_are_shares_and_no_sums():
    late = found({Milestone.TERMINATION: date(2026, 2, 28)})["D9"]
    assert [(one.percent, one.cents) for one in late.steps] == [(10, None), (20, None), (50, None)]


@pytest.mark.parametrize(
    ("cents", "percent", "share"),
    [(1010, 5, 51), (1009, 5, 50), (1, 50, 1), (0, 50, 0), (99, 100, 99), (12345, 20, 2469)],
)
def test_half_a_cent_is_rounded_up(cents, percent, share):
    assert share_cents(cents, percent) == share


@given(st.integers(0, 10**9), st.integers(0, 100))
def test_a_share_is_at_most_half_a_cent_away(cents, percent):
    assert -50 <= cents * percent - 100 * share_cents(cents, percent) < 50


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_steps_follow_each_other_without_a_gap_and_never_fall(day):
    dates = {Milestone.WITHDRAWAL: day, Milestone.TERMINATION: day, Milestone.RETURN: day}
    for penalty in found(dates, price_cents=10**6).values():
        assert penalty.steps[0].first == penalty.due + timedelta(days=1)
        for one, other in zip(penalty.steps, penalty.steps[1:], strict=False):
            assert other.first == one.last + timedelta(days=1)
            assert (one.percent or 0) <= other.percent
        assert penalty.steps[-1].last is None


@pytest.mark.parametrize(
    ("day", "percent"),
    [("2026-03-14", None), ("2026-03-15", 10), ("2026-03-28", 10), ("2026-03-29", 20), ("2030-01-01", 50)],
)
def test_the_step_of_a_day(day, percent):
    late = found({Milestone.TERMINATION: date(2026, 2, 28)})["D9"]
    step = late.step(date.fromisoformat(day))
    assert (step and step.percent) == percent


def test_what_was_paid_late_stops_growing_and_what_was_paid_in_time_owes_nothing():
    ended = {Milestone.TERMINATION: date(2026, 2, 28)}
    late = found({**ended, Milestone.REFUND: date(2026, 3, 30)})["D9"]
    assert late.paid == date(2026, 3, 30)
    assert late.step(date(2026, 12, 1)).percent == 20
    assert found({**ended, Milestone.REFUND: date(2026, 3, 14)}) == {}


def test_a_contract_of_before_2022_had_other_rates():
    ended = {Milestone.TERMINATION: date(2022, 2, 28)}
    assert set(found({**ended, Milestone.CONTRACT: date(2021, 12, 31)})) == set()
    assert set(found({**ended, Milestone.CONTRACT: date(2022, 1, 1)})) == {"D9"}


def test_a_penalty_concerns_its_own_kind_of_dispute():
    dates = {Milestone.WITHDRAWAL: date(2026, 3, 1), Milestone.TERMINATION: date(2026, 3, 1)}
    assert set(found(dates, dispute=Dispute.WITHDRAWAL)) == {"D5"}
    assert set(found(dates, dispute=Dispute.NON_DELIVERY)) == {"D9"}
    assert set(found(dates, dispute=Dispute.FLIGHT)) == set()
    assert found({}) == {}


def test_the_end_of_the_calendar_is_no_fault():
    late = found({Milestone.WITHDRAWAL: date.max, Milestone.TERMINATION: date.max})
    assert {one.due for one in late.values()} == {date.max}
