"""Running text, headings, notices, header blocks and pictures, as rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.basis.assets import Assets
from dossier.basis.clock import zone_named
from dossier.basis.digest import Digest
from dossier.basis.errors import UnreadableError
from dossier.model.flow import Field, Fields, Heading, Notice, Paragraph, Picture, Style
from dossier.press.bidi import runs_leftward
from dossier.press.embed import embed_small
from dossier.press.flow_rows import Panel, Photo, Row, Rule, Words, gap
from dossier.press.fonts import Face, text_width, wrap
from dossier.press.frame import PORTRAIT
from dossier.press.image import fitted
from dossier.press.ink import ACCENT, INK, QUOTED, SOFT, TINT
from dossier.texts.catalogue import Texts
from dossier.texts.dates import full_instant

WIDTH_PT = float(PORTRAIT.width_pt)
HEIGHT_PT = float(PORTRAIT.height_pt)

_LABEL_WIDTH_PT = 84.0
_WIDEST_LABEL_PT = 150.0
_LABEL_GUTTER_PT = 8.0
_PHOTO_DPI = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSetting:
    """What turns codes, moments and digests into words and pictures.

    Attributes:
        language: Of the annex.
        zone: IANA name of the dossier's zone.
        assets: Where pictures are found.
    """

    language: str
    zone: str
    assets: Assets


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How lines are set: ``leading_pt`` from one base line to the next."""

    face: Face = Face.REGULAR
    size_pt: float = 10.0
    leading_pt: float = 14.0
    colour: str = INK

    @property
    def drop_pt(self) -> float:
        """Base line below the top of a line's strip, so that letters stand in its middle."""
        return self.leading_pt / 2 + self.size_pt * 0.36


BODY = Type()
_TYPES = {
    Style.BODY: BODY,
    Style.QUOTE: Type(colour=SOFT),
    Style.SOFT: Type(size_pt=9.0, leading_pt=12.5, colour=SOFT),
    Style.MONO: Type(face=Face.MONO, size_pt=8.5, leading_pt=11.8),
}
_HEADINGS = {
    1: Type(face=Face.BOLD, size_pt=14.5, leading_pt=19.0),
    2: Type(face=Face.BOLD, size_pt=12.0, leading_pt=16.5),
    3: Type(face=Face.BOLD, size_pt=10.5, leading_pt=14.5),
}
_LABEL = Type(size_pt=8.5, leading_pt=13.5, colour=SOFT)
_VALUE = Type(size_pt=9.5, leading_pt=13.5)
_SUBJECT = Type(face=Face.BOLD, size_pt=9.5, leading_pt=13.5)
_PRINT = Type(face=Face.MONO, size_pt=8.2, leading_pt=13.5)
_NOTICE = Type(size_pt=9.5, leading_pt=13.2)


def lines_of(
    text: str, kind: Type, *, left_pt: float = 0.0, width_pt: float = WIDTH_PT, panel: Panel | None = None
) -> Iterator[Row]:
    """Sets text line by line; a paragraph of Arabic or Hebrew stands on the right.

    The first two and the last two lines of a paragraph stay together.
    """
    for paragraph in text.splitlines() or [""]:
        lines = wrap(paragraph, face=kind.face, size_pt=kind.size_pt, width_pt=width_pt)
        on_right = runs_leftward(paragraph)
        for number, line in enumerate(lines):
            yield Row(
                height_pt=kind.leading_pt,
                marks=(words(line, kind, left_pt=left_pt, width_pt=width_pt, on_right=on_right),)
                if line
                else (),
                panel=panel,
                keep=len(lines) > 1 and number in (0, len(lines) - 2),
            )


def words(
    line: str, kind: Type, *, left_pt: float, width_pt: float = WIDTH_PT, on_right: bool = False
) -> Words:
    """Places one line; a single sign wider than its column is drawn smaller, so that nothing sticks out."""
    natural = text_width(line, kind.face, kind.size_pt)
    size = kind.size_pt if natural <= width_pt + 0.1 else kind.size_pt * width_pt / natural
    return Words(
        text=line,
        x_pt=left_pt + (max(width_pt - natural, 0.0) if on_right else 0.0),
        drop_pt=kind.drop_pt,
        face=kind.face,
        size_pt=size,
        colour=kind.colour,
    )


def paragraph_rows(block: Paragraph) -> Iterator[Row]:
    """Lays running text out."""
    if block.style is Style.QUOTE:
        bar = Panel(x_pt=0, width_pt=WIDTH_PT, bar=QUOTED)
        yield from lines_of(block.text, _TYPES[block.style], left_pt=12, width_pt=WIDTH_PT - 12, panel=bar)
    else:
        yield from lines_of(block.text, _TYPES[block.style])


def heading_rows(block: Heading) -> Iterator[Row]:
    """Lays a title out; it never stands last on a page."""
    kind = _HEADINGS[min(max(block.level, 1), 3)]
    for row in lines_of(block.text, kind):
        yield Row(height_pt=row.height_pt, marks=row.marks, keep=True)
    yield gap(3, keep=True)


def notice_rows(block: Notice, texts: Texts) -> Iterator[Row]:
    """Lays a sentence of ours out in a calm box with a bar."""
    panel = Panel(x_pt=0, width_pt=WIDTH_PT, fill=TINT, bar=ACCENT)
    yield Row(height_pt=7, panel=panel, keep=True)
    sentence = texts.say(f"notice.{block.code}", **block.params)
    for row in lines_of(sentence, _NOTICE, left_pt=14, width_pt=WIDTH_PT - 28, panel=panel):
        yield Row(height_pt=row.height_pt, marks=row.marks, panel=panel, keep=True)
    yield Row(height_pt=7, panel=panel)


def fields_rows(block: Fields, texts: Texts, setting: FlowSetting) -> Iterator[Row]:
    """Lays a header block out: labels in a column, values beside them, a hairline below."""
    labels = [texts.say(f"field.{field.label}") for field in block.rows]
    widest = max((text_width(label, _LABEL.face, _LABEL.size_pt) for label in labels), default=0.0)
    column = min(max(_LABEL_WIDTH_PT, widest + _LABEL_GUTTER_PT + 0.1), _WIDEST_LABEL_PT)
    for field, label in zip(block.rows, labels, strict=True):
        yield from _field_rows(field, label, column, _value(field, texts, setting))
    yield Row(height_pt=7, marks=(Rule(x_pt=0, drop_pt=6, width_pt=WIDTH_PT),))


def _value(field: Field, texts: Texts, setting: FlowSetting) -> str:
    return field.text if field.at is None else full_instant(texts, field.at, zone_named(setting.zone))


def _field_rows(field: Field, label: str, column_pt: float, value: str) -> Iterator[Row]:
    kind = _PRINT if field.label == "sha256" else _SUBJECT if field.strong else _VALUE
    labels = wrap(label, face=_LABEL.face, size_pt=_LABEL.size_pt, width_pt=column_pt - _LABEL_GUTTER_PT)
    beside = [(words(line, _LABEL, left_pt=0),) for line in labels]
    rows = lines_of(value, kind, left_pt=column_pt, width_pt=WIDTH_PT - column_pt)
    for row in rows:
        extra = beside.pop(0) if beside else ()
        yield Row(height_pt=row.height_pt, marks=(*extra, *row.marks), keep=row.keep or bool(beside))
    for extra in beside:
        yield Row(height_pt=_LABEL.leading_pt, marks=extra)


def picture_rows(block: Picture, texts: Texts, setting: FlowSetting) -> Iterator[Row]:
    """Lays a picture out at its own size, at most a page; its caption stays with it."""
    caption = tuple(lines_of(block.caption, _TYPES[Style.SOFT])) if block.caption else ()
    room = HEIGHT_PT - min(sum(row.height_pt for row in caption), HEIGHT_PT / 2)
    photo = photo_in(block.asset, setting, left_pt=0, width_pt=WIDTH_PT, height_pt=room)
    if photo is None:
        yield from notice_rows(Notice(code="picture-unreadable", params={}), texts)
    else:
        yield Row(height_pt=photo.height_pt, marks=(photo,), keep=bool(caption))
    yield from caption


def photo_in(
    asset: Digest, setting: FlowSetting, *, left_pt: float, width_pt: float, height_pt: float
) -> Photo | None:
    """Makes a picture ready for a box, None when its file shows nothing."""
    side = max(width_pt, height_pt) / 72 * _PHOTO_DPI
    try:
        picture = embed_small(setting.assets.path(asset), side_px=int(side))
    except UnreadableError:
        # The sentence in its place says so; the original is kept and listed.
        return None
    width, height = fitted(picture, width_pt, height_pt)
    return Photo(picture=picture, x_pt=left_pt, drop_pt=0, width_pt=width, height_pt=height)
