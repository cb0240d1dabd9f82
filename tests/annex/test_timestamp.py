"""Asking somebody else's clock, and reading what it answered."""

from datetime import UTC, datetime

import pytest
from asn1crypto import tsp
from hypothesis import given
from hypothesis import strategies as st

from dossier.annex.timestamp import StampTask, read_timestamp, run_stamp, timestamp_request
from dossier.basis.digest import digest_of
from dossier.basis.errors import DossierError, UnreadableError
from tests.support.timestamps import ANSWER, REFUSED, STAMPED

OURS = digest_of(STAMPED)


def test_the_question_is_that_of_the_standard_and_always_the_same():
    data = timestamp_request(OURS)
    asked = tsp.TimeStampReq.load(data, strict=True)
    assert asked["message_imprint"]["hashed_message"].native.hex() == OURS
    assert asked["message_imprint"]["hash_algorithm"]["algorithm"].native == "sha256"
    assert asked["cert_req"].native
    assert data == timestamp_request(OURS)


def test_an_answer_about_this_file_holds():
    told = read_timestamp(ANSWER, OURS, name="a.tsr")
    assert told.holds
    assert told.at == datetime(2026, 11, 22, 11, 35, 30, tzinfo=UTC)
    assert (told.maker, told.serial) == ("Horodateur d essai", "2")


def test_an_answer_about_another_file_is_told():
    told = read_timestamp(ANSWER, digest_of(b"another"), name="a.tsr")
    assert (told.fits, told.sound, told.holds) == (False, True, False)


@pytest.mark.parametrize("place", range(0, len(ANSWER), 7))
def test_a_changed_answer_never_says_another_instant_soundly(place):
    changed = bytearray(ANSWER)
    changed[place] ^= 0x04
    try:
        told = read_timestamp(bytes(changed), OURS, name="a.tsr")
    except UnreadableError as error:
        assert error.code in ("not-a-timestamp", "timestamp-refused")  # noqa: PT017 - both are answers
        return
    right = read_timestamp(ANSWER, OURS, name="a.tsr")
    assert not told.holds or told.at == right.at


@given(st.binary(max_size=400))
def test_any_bytes_end_in_an_answer_or_a_refusal(data):
    with pytest.raises(DossierError, match=r"not-a-timestamp|timestamp-refused"):
        read_timestamp(data, OURS, name="a.tsr")


def test_a_no_is_told_as_a_no_and_a_file_that_is_not_there_too(tmp_path):
    with pytest.raises(UnreadableError, match="timestamp-refused"):
        read_timestamp(REFUSED, OURS, name="a.tsr")
    (tmp_path / "annexe.pdf").write_bytes(STAMPED)
    (tmp_path / "a.tsr").write_bytes(ANSWER)
    task = StampTask(answer=str(tmp_path / "a.tsr"), file=str(tmp_path / "annexe.pdf"))
    assert run_stamp(task).holds
    (tmp_path / "a.tsr").unlink()
    with pytest.raises(UnreadableError, match="cannot-read"):
        run_stamp(task)
