"""What crosses a process border or rests in a file comes back equal, or is refused with its path."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import DossierError
from dossier.model.body import Body, FlowBody, ImageBody, PdfBody
from dossier.model.draft import Draft, HtmlBody
from dossier.model.finding import warning
from dossier.model.flow import Field, Fields, Flow, Message, Paragraph
from dossier.model.moment import Moment, Precision, Source
from dossier.model.piece import Capture, FileKind, MailHeader

WORDS = st.text(st.characters(), max_size=20) | st.just("caf\udce9")
INSTANTS = st.datetimes(
    min_value=datetime(1990, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.none() | st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)
BODIES = st.one_of(
    st.builds(ImageBody, asset=WORDS, width_px=st.integers(1, 9999), height_px=st.integers(1, 9999)),
    st.builds(PdfBody, asset=WORDS, pages=st.integers(0, 99)),
    st.builds(FlowBody, asset=WORDS),
    st.builds(HtmlBody, asset=WORDS),
)
DRAFTS = st.builds(
    Draft,
    kind=st.sampled_from(FileKind),
    bodies=st.lists(BODIES, max_size=3).map(tuple),
    preface=st.none()
    | st.builds(MailHeader, sender=WORDS, at=st.none() | INSTANTS)
    | st.builds(Capture, url=WORDS, at=st.none() | INSTANTS),
    moments=st.lists(
        st.builds(Moment, precision=st.sampled_from(Precision), at=INSTANTS, source=st.sampled_from(Source)),
        max_size=2,
    ).map(tuple),
    findings=st.builds(warning, st.just("x"), file=WORDS, n=st.integers()).map(lambda found: (found,)),
)


@given(DRAFTS)
def test_drafts_come_back_equal_with_their_offsets(draft):
    back = from_json(Draft, to_json(draft))
    assert back == draft
    for one, other in zip(back.moments, draft.moments, strict=True):
        assert one.at.utcoffset() == other.at.utcoffset()


def test_the_members_of_a_union_stay_what_they_are():
    flow = Flow(
        blocks=(
            Paragraph(text="a"),
            Fields(rows=(Field(label="from"),)),
            Message(sender="", at=None, text="b"),
        )
    )
    assert from_json(Flow, to_json(flow)) == flow
    assert from_json(Body, to_json(FlowBody(asset="x"), Body)) == FlowBody(asset="x")


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (b'{"blocks":[{"is":"Paragraph","text":"a","style":"loud"}]}', "$.blocks[0].style"),
        (b'{"blocks":[{"is":"Bomb"}]}', "$.blocks[0]"),
        (b'{"blocks":[{"is":"Paragraph","text":"a","more":1}]}', "$.blocks[0]"),
        (b"{}", "blocks"),
        (b'{"blocks":"a"}', "$.blocks"),
        (b'{"blocks":{}}', "$.blocks"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(data, path):
    with pytest.raises(DossierError) as caught:
        from_json(Flow, data)
    assert caught.value.code == "malformed"
    assert path in str(caught.value.params["where"])


@given(st.binary(max_size=40))
def test_any_other_bytes_are_refused_by_code(data):
    with pytest.raises(DossierError, match="malformed"):
        from_json(Flow, data)
