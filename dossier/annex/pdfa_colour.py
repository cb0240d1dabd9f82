"""Whether colours, pictures and graphics states are of the kinds that may be kept.

ISO 19005-2, 6.2.4 (colours), 6.2.8 (pictures), 6.2.5 (graphics states), 6.2.10 (transparency).
"""

from typing import Any, Final

import pikepdf

from dossier.annex.pdfa_reason import ObstacleError, Reason, names, require

_DEVICE: Final = {"/DeviceGray", "/DeviceRGB", "/G", "/RGB"}
_CALIBRATED: Final = {"/CalGray", "/CalRGB", "/Lab"}
_PROFILE_KINDS: Final = {b"mntr", b"scnr", b"spac", b"prtr"}
_PROFILE_COLOURS: Final = {1: (b"GRAY",), 3: (b"RGB ", b"Lab ")}
_NEWEST_PROFILE: Final = 4

_INTENTS: Final = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
_PICTURE_KEYS: Final = names(
    "Type Subtype Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode "
    "Interpolate SMask Matte Name Length Filter DecodeParms OC DL StructParent"
)
_CODINGS: Final = names(
    "FlateDecode DCTDecode CCITTFaxDecode JBIG2Decode RunLengthDecode ASCIIHexDecode "
    "ASCII85Decode Fl DCT CCF RL AHx A85"
)
_DEPTHS: Final = {1, 2, 4, 8, 16}

_STATE_KEYS: Final = names("Type LW LC LJ ML D RI OP op OPM Font FL SM SA BM SMask CA ca AIS TK TR2")
_BLENDS: Final = names(
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight "
    "SoftLight Difference Exclusion Hue Saturation Color Luminosity"
)


def judge_colours(space: Any, *, depth: int = 0) -> None:  # noqa: ANN401 - pikepdf's objects have no types
    """Judges a colour space.

    Raises:
        ObstacleError: ``COLOUR``; ``UNSURE``, its form is none that we know.
    """
    require(depth < 4, Reason.UNSURE, "colours of colours")
    if isinstance(space, pikepdf.Name):
        require(str(space) in _DEVICE, Reason.COLOUR, f"colours {space}")
        return
    require(isinstance(space, pikepdf.Array) and len(space) > 0, Reason.UNSURE, "colours")
    match str(space[0]), len(space):
        case (("/DeviceGray" | "/DeviceRGB"), 1):
            return
        case (("/CalGray" | "/CalRGB" | "/Lab"), 2):
            _judge_calibrated(space[1])
        case "/ICCBased", 2:
            _judge_profile(space[1])
        case (("/Indexed" | "/I"), 4):
            judge_colours(space[1], depth=depth + 1)
        case kind, _:
            raise ObstacleError(Reason.COLOUR, f"colours {kind}")


def _judge_calibrated(values: Any) -> None:  # noqa: ANN401
    white = [float(one) for one in values["/WhitePoint"]]
    right = len(white) == 3 and white[1] == 1 and white[0] > 0 and white[2] > 0
    require(right, Reason.UNSURE, "/WhitePoint")


def _judge_profile(stream: Any) -> None:  # noqa: ANN401
    data, channels = stream.read_bytes(), int(stream["/N"])
    require(len(data) >= 128 and data[36:40] == b"acsp", Reason.COLOUR, "no profile")
    require(data[8] <= _NEWEST_PROFILE, Reason.COLOUR, "a newer profile")
    require(data[12:16] in _PROFILE_KINDS, Reason.COLOUR, f"a profile of kind {data[12:16]!r}")
    require(data[16:20] in _PROFILE_COLOURS.get(channels, ()), Reason.COLOUR, f"a profile of {data[16:20]!r}")
    require(int.from_bytes(data[:4], "big") == len(data), Reason.COLOUR, "a profile's length")
    if "/Alternate" in stream:
        judge_colours(stream["/Alternate"], depth=2)


def judge_intent(intent: Any) -> None:  # noqa: ANN401
    """Judges a rendering intent.

    Raises:
        ObstacleError: ``DRAWING``.
    """
    require(intent is None or str(intent) in _INTENTS, Reason.DRAWING, f"intent {intent}")


def judge_picture(picture: Any) -> None:  # noqa: ANN401
    """Judges an image and its masks.

    Raises:
        ObstacleError: ``PICTURE``, ``COLOUR`` or ``DRAWING``.
    """
    require(set(picture.keys()) <= _PICTURE_KEYS, Reason.PICTURE, f"{set(picture.keys()) - _PICTURE_KEYS}")
    require(not bool(picture.get("/Interpolate", False)), Reason.PICTURE, "/Interpolate")
    require(set(codings(picture.get("/Filter"))) <= _CODINGS, Reason.PICTURE, f"{picture.get('/Filter')}")
    judge_intent(picture.get("/Intent"))
    if bool(picture.get("/ImageMask", False)):
        require(int(picture.get("/BitsPerComponent", 1)) == 1, Reason.PICTURE, "a mask's depth")
        return
    require(int(picture.get("/BitsPerComponent", 0)) in _DEPTHS, Reason.PICTURE, "depth")
    judge_colours(picture.get("/ColorSpace"))
    for key in ("/SMask", "/Mask"):
        mask = picture.get(key)
        if isinstance(mask, pikepdf.Stream):
            require("/SMask" not in mask and "/Mask" not in mask, Reason.PICTURE, "a mask of a mask")
            judge_picture(mask)


def codings(filters: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Lists the filters of a stream."""
    if filters is None:
        return ()
    return tuple(str(one) for one in filters) if isinstance(filters, pikepdf.Array) else (str(filters),)


def judge_state(state: Any) -> None:  # noqa: ANN401
    """Judges a graphics state but for its font and the form of its mask.

    Raises:
        ObstacleError: ``DRAWING``.
    """
    require(set(state.keys()) <= _STATE_KEYS, Reason.DRAWING, f"{set(state.keys()) - _STATE_KEYS}")
    require(int(state.get("/OPM", 0)) == 0, Reason.DRAWING, "/OPM")
    require(str(state.get("/TR2", "/Default")) == "/Default", Reason.DRAWING, "/TR2")
    judge_intent(state.get("/RI"))
    blends = state.get("/BM", pikepdf.Name("/Normal"))
    told = list(blends) if isinstance(blends, pikepdf.Array) else [blends]
    require(all(str(one) in _BLENDS for one in told), Reason.DRAWING, "/BM")
    for key in ("/CA", "/ca"):
        require(0 <= float(state.get(key, 1)) <= 1, Reason.DRAWING, key)


def judge_group(group: Any) -> None:  # noqa: ANN401
    """Judges a transparency group.

    Raises:
        ObstacleError: ``COLOUR`` or ``DRAWING``.
    """
    if group is not None:
        require(str(group.get("/S")) == "/Transparency", Reason.DRAWING, "a group")
        if "/CS" in group:
            judge_colours(group["/CS"])
