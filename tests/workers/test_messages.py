"""Frames, requests and answers: whole, or refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis import errors
from dossier.basis.errors import CancelledError, DossierError
from dossier.basis.limits import MESSAGE_BYTES
from dossier.workers.messages import (
    Header,
    ProtocolError,
    Refusal,
    Says,
    error_of,
    join_answer,
    join_request,
    receive,
    refusal_of,
    send,
    split_answer,
    split_request,
    task_and_result_types,
)


class Dribble(io.RawIOBase):
    """A pipe that takes and gives a few bytes at a time, as real ones may."""

    def __init__(self, step):
        self.step = step
        self.held = bytearray()

    def write(self, data):
        part = bytes(data[: self.step])
        self.held += part
        return len(part)

    def read(self, count=-1):
        part = bytes(self.held[: min(count, self.step)])
        del self.held[: len(part)]
        return part


@given(messages=st.lists(st.binary(max_size=300), max_size=5), step=st.integers(1, 50))
def test_frames_arrive_whole_and_in_order(messages, step):
    pipe = Dribble(step)
    for message in messages:
        send(pipe, message)
    assert [receive(pipe) for _ in messages] == messages
    assert receive(pipe) is None


@given(message=st.binary(min_size=1, max_size=50), kept=st.integers(0, 53))
def test_a_frame_cut_short_is_the_end(message, kept):
    pipe = Dribble(7)
    send(pipe, message)
    del pipe.held[min(kept, len(message) + 3) :]
    assert receive(pipe) is None


def test_a_frame_too_large_is_refused_before_it_is_read():
    pipe = io.BytesIO((MESSAGE_BYTES + 1).to_bytes(4) + b"x")
    with pytest.raises(ProtocolError):
        receive(pipe)
    assert pipe.tell() == 4


@given(job=st.text(), seconds=st.floats(0, 1e6), serial=st.integers(0, 2**32 - 1), task=st.binary())
def test_requests_come_apart_as_they_were_joined(job, seconds, serial, task):
    header = Header(job=job, seconds=seconds, serial=serial)
    assert split_request(join_request(header, task)) == (header, task)


@given(says=st.sampled_from(Says), serial=st.integers(0, 2**32 - 1), rest=st.binary(max_size=50))
def test_answers_come_apart_as_they_were_joined(says, serial, rest):
    message = join_answer(says, serial, rest)
    assert split_answer(message, serial) == (says, rest)
    with pytest.raises(ProtocolError):
        split_answer(message, (serial + 1) % 2**32)


@given(message=st.binary(max_size=20))
def test_rubbish_is_no_answer(message):
    known = message[:1] in {letter.value for letter in Says} and len(message) >= 5
    try:
        split_answer(message, int.from_bytes(message[1:5]))
    except ProtocolError:
        assert not known
    else:
        assert known


KINDS = sorted(
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, DossierError) and kind is not CancelledError
)


@pytest.mark.parametrize("name", KINDS)
def test_every_error_of_ours_travels(name):
    sent = getattr(errors, name)("some-code", file="é", pages=3)
    back = error_of(refusal_of(sent))
    assert (type(back), back.code, back.params) == (type(sent), "some-code", {"file": "é", "pages": 3})


def test_cancelling_travels():
    assert isinstance(error_of(refusal_of(CancelledError())), CancelledError)


@pytest.mark.parametrize("name", ["Path", "Mapping", "Exception", "nothing", "__builtins__"])
def test_no_other_class_is_made(name):
    with pytest.raises(ProtocolError):
        error_of(Refusal(kind=name, code="x", params={}))


def _two(one: int, other: int) -> int:
    return one + other


def _undeclared(one: int):
    return one


@pytest.mark.parametrize("job", [_two, _undeclared, lambda one: one])
def test_a_job_declares_one_task_and_one_result(job):
    with pytest.raises(TypeError):
        task_and_result_types(job)
