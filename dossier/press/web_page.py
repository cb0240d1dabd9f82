"""A foreign HTML page made ready for the web engine: what it may do, and where it may stand.

The page's own bytes stay; a few lines of ours are put in front of its head.
"""

import re
from dataclasses import dataclass
from typing import Final

POLICY: Final = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline' data:; font-src data:; "
    "form-action 'none'; base-uri 'none'"
)
"""Content security policy (W3C CSP 3): pictures, styles and fonts that the page holds itself."""

HEADER_POLICY: Final = f"{POLICY}; sandbox"
"""The same for the response's header, where ``sandbox`` also stops ``<meta http-equiv=refresh>``."""

_STYLE: Final = """
@page { size: auto !important; margin: 0 !important; }
:root:root:root:root:root {
  display: block !important;
  margin-top: %(room).4f%% !important;
  position: relative !important;
  will-change: transform !important;
}
:root:root:root:root:root, :root:root:root:root > body {
  height: auto !important; min-height: 0 !important; max-height: none !important;
  overflow: visible !important;
}
*, ::before, ::after {
  animation-delay: 0s !important; animation-duration: 0s !important;
  animation-iteration-count: 1 !important;
  transition-delay: 0s !important; transition-duration: 0s !important;
}
::-webkit-media-controls { display: none !important; }
"""
# display       A root that centres the page, or hides it until a script has run, would lose words.
# margin-top    The room. In percent of the width, because the engine makes the page wider by a factor
#               that only it knows when something does not fit; the room then grows with it.
# position      What is placed absolutely is placed below the room.
# will-change   The root holds what is fixed: it stands once, not on every printed page over the text.
# height …      Pages that lock their own scrolling would lose all but the first screen.
# animation …   What fades in has faded in; no print depends on the moment.
# ::-webkit …   The buttons of a film that cannot be loaded come and go.

_PROLOGUE_BYTES: Final = 64 * 1024
_PROLOGUE = re.compile(rb"(?:\s+|<!--.*?-->|<\?[^>]*>)*<!doctype[^>]*>", re.DOTALL | re.IGNORECASE)
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One page to be printed by the web engine.

    Attributes:
        html: Path of the document, UTF-8.
        target: Path of the PDF.
        width_pt: Width of the paper.
        height_pt: Height of the paper.
        room_pt: Blank height at the top of the first sheet of that paper.
        pages: How many are printed at most.
    """

    html: str
    target: str
    width_pt: float
    height_pt: float
    room_pt: float
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an order.

    Attributes:
        done: Whether there is a PDF.
        blocked: Hosts that the page wanted to reach, sorted.
    """

    done: bool
    blocked: tuple[str, ...]


def prepared(html: bytes, order: Order) -> bytes:
    """Puts policy and style at the start of a page's head.

    They stand after the doctype, so that the page keeps its mode (quirks or standards), and the
    parser opens the head for them (HTML Living Standard, 13.2.6.4).
    """
    body = html.removeprefix(_BYTE_ORDER_MARK)
    prologue = _PROLOGUE.match(body[:_PROLOGUE_BYTES])
    start = prologue.end() if prologue else 0
    style = _STYLE % {"room": 100 * order.room_pt / order.width_pt}
    ours = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{style}</style>'
    # The mark wins over every charset that the page names (Encoding Standard, "BOM sniff").
    return b"".join((_BYTE_ORDER_MARK, body[:start], ours.encode(), body[start:]))
