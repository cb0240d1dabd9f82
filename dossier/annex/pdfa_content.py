"""Follows everything that a sheet draws, and stops at the first thing that may not be kept (ISO 19005-2)."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from dossier.annex.pdfa_colour import (
    codings,
    judge_colours,
    judge_group,
    judge_intent,
    judge_picture,
    judge_state,
)
from dossier.annex.pdfa_fonts import Letters, letters_of
from dossier.annex.pdfa_reason import ObstacleError, Reason, names, require

_MOST_STATES: Final = 28
_MOST_NAME_BYTES: Final = 127
_MOST_STRING_BYTES: Final = 32767
_MOST_INTEGER: Final = 2**31 - 1
_DEEPEST: Final = 12
"""Forms in forms; honest files have three or four."""

_OPERATORS: Final = re.compile(
    r"[bB]\*?|BDC|BI|BMC|BT|BX|cm?|CS|cs|d[01]?|Do|DP|E[IMX]|EMC|ET|[fF]|f\*|[gG]|gs|h|i|ID|j|J|l|m|M|MP|n|q|Q|re"
    r"|RG|rg|ri|s|S|SCN?|scn?|sh|T[*cdDfjJLmrswz]|v|w|W\*?|y|'|\""
)
_PRINTED: Final = frozenset(("k", "K"))
_FORM_KEYS: Final = names(
    "Type Subtype FormType BBox Matrix Resources Group Length Filter DecodeParms Name OC "
    "StructParent StructParents"
)
_LOSSLESS: Final = names(
    "FlateDecode ASCII85Decode ASCIIHexDecode RunLengthDecode DCTDecode CCITTFaxDecode JBIG2Decode"
)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_LAYERS: Final = ("/OCG", "/OCMD")

_Object = Any
"""pikepdf's objects have no types."""


class Examiner:
    """Examines one sheet."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._letters: dict[tuple[int, int], Letters | None] = {}
        self._depths: dict[tuple[int, int], int | None] = {}

    def examine(self) -> None:
        """Follows every page.

        Raises:
            ObstacleError: Something may not be kept, or cannot be judged.
        """
        for one in self._pdf.objects:
            _judge_object(one)
        for page in self._pdf.pages:
            judge_group(page.obj.get("/Group"))
            self._stream(page.obj["/Contents"], page.obj["/Resources"], level=0)

    def _stream(self, stream: _Object, resources: _Object, *, level: int) -> int:
        """Follows a stream of content, and tells how many states it keeps at most."""
        require(level < _DEEPEST, Reason.UNSURE, "forms in forms")
        known = stream.objgen
        if known[0] and known in self._depths:
            depth = self._depths[known]
            require(depth is not None, Reason.UNSURE, "a form in itself")
            return depth or 0
        self._depths[known] = None
        data = stream.read_bytes()
        odd = any(len(b"".join(found[1].split())) % 2 for found in _HEX.finditer(data))
        require(not odd, Reason.UNSURE, "half a byte")
        walk = _Walk(self, resources, level)
        for instruction in pikepdf.parse_content_stream(stream):
            walk.step(instruction)
        require(walk.kept == 0, Reason.UNSURE, "states that are never given back")
        self._depths[known] = walk.deepest
        return walk.deepest

    def form(self, form: _Object, *, level: int) -> int:
        """Judges a form and follows it."""
        require(form.stream_dict.keys() <= _FORM_KEYS, Reason.DRAWING, f"{form.stream_dict.keys()}")
        judge_group(form.get("/Group"))
        self.layer(form.get("/OC"))
        return self._stream(form, form.get("/Resources", pikepdf.Dictionary()), level=level + 1)

    def layer(self, layer: _Object) -> None:
        """Judges what a drawing's being shown depends on."""
        if layer is not None:
            require(str(layer.get("/Type")) in _LAYERS, Reason.UNSURE, "a layer")

    def pattern(self, pattern: _Object, *, level: int) -> int:
        """Judges a pattern and follows what it repeats."""
        if int(pattern["/PatternType"]) == 1:
            return self._stream(pattern, pattern["/Resources"], level=level + 1)
        judge_colours(pattern["/Shading"]["/ColorSpace"])
        if "/ExtGState" in pattern:
            self.state(pattern["/ExtGState"], level=level)
        return 0

    def state(self, state: _Object, *, level: int) -> int:
        """Judges a graphics state and the mask that it lays."""
        judge_state(state)
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            require("/TR" not in mask or str(mask["/TR"]) == "/Identity", Reason.DRAWING, "/TR")
            return self.form(mask["/G"], level=level)
        return 0

    def letters(self, font: _Object, *, level: int) -> Letters | None:
        """Reads a font once; None when it is drawn by content, which is followed here."""
        key = font.objgen
        if not key[0] or key not in self._letters:
            found = None
            if str(font.get("/Subtype")) == "/Type3":
                self._drawn_font(font, level=level)
            else:
                found = letters_of(font)
            self._letters[key] = found
            return found
        return self._letters[key]

    def _drawn_font(self, font: _Object, *, level: int) -> None:
        resources = font.get("/Resources", pikepdf.Dictionary())
        for name in font["/CharProcs"].keys():  # noqa: SIM118 - pikepdf's own
            self._stream(font["/CharProcs"][name], resources, level=level + 1)


class _Walk:
    """One stream of content being followed."""

    def __init__(self, examiner: Examiner, resources: _Object, level: int) -> None:
        self._examiner = examiner
        self._resources = resources
        self._level = level
        self._font: _Object | None = None
        self._fonts: list[_Object | None] = []
        self.deepest = 0

    @property
    def kept(self) -> int:
        """How many states are kept now."""
        return len(self._fonts)

    def step(self, instruction: _Object) -> None:
        """Judges one instruction."""
        operator = str(instruction.operator)
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            self._inline(instruction.iimage)
            return
        require(operator not in _PRINTED, Reason.COLOUR, operator)
        require(_OPERATORS.fullmatch(operator), Reason.DRAWING, f"operator {operator}")
        operands = list(instruction.operands)
        for one in operands:
            _judge_value(one)
        match operator:
            case "q" | "Q":
                self._keep(operator)
            case "Tf":
                self._font = self._named("/Font", operands[0])
            case "Tj" | "'" | '"':
                self._show([operands[-1]])
            case "TJ":
                self._show([one for one in operands[0] if isinstance(one, pikepdf.String)])
            case "cs" | "CS" | "SCN" | "scn" | "sh" | "ri":
                self._paint(operator, operands)
            case "Do" | "gs":
                self._use(operator, operands[0])
            case "BDC" | "DP":
                self._mark(operands)

    def _keep(self, operator: str) -> None:
        if operator == "q":
            self._fonts.append(self._font)
            self._reach(0)
        else:
            require(self._fonts, Reason.UNSURE, "a state that was never kept")
            self._font = self._fonts.pop()

    def _reach(self, inner: int) -> None:
        self.deepest = max(self.deepest, self.kept + inner)
        require(self.deepest <= _MOST_STATES, Reason.UNSURE, "too many states")

    def _show(self, strings: list[_Object]) -> None:
        require(self._font is not None, Reason.UNSURE, "words without a font")
        letters = self._examiner.letters(self._font, level=self._level)
        for one in strings:
            if letters is None:
                _show_drawn(self._font, bytes(one))
            else:
                letters.show(bytes(one))

    def _paint(self, operator: str, operands: list[_Object]) -> None:
        last = operands[-1] if operands else None
        match operator:
            case "cs" | "CS":
                if str(last) != "/Pattern":
                    self._colours(last)
            case "ri":
                judge_intent(last)
            case "sh":
                judge_colours(self._named("/Shading", last)["/ColorSpace"])
            case _:
                if isinstance(last, pikepdf.Name):
                    pattern = self._named("/Pattern", last)
                    self._reach(self._examiner.pattern(pattern, level=self._level))

    def _colours(self, name: _Object) -> None:
        named = self._resources.get("/ColorSpace", pikepdf.Dictionary())
        space = named.get(str(name), name)
        pattern = isinstance(space, pikepdf.Array) and str(space[0]) == "/Pattern"
        if not pattern:
            judge_colours(space)
        elif len(space) > 1:
            judge_colours(space[1])

    def _use(self, operator: str, name: _Object) -> None:
        if operator == "gs":
            state = self._named("/ExtGState", name)
            self._reach(self._examiner.state(state, level=self._level))
            if "/Font" in state:
                self._font = state["/Font"][0]
            return
        drawing = self._named("/XObject", name)
        if str(drawing.get("/Subtype")) == "/Image":
            self._examiner.layer(drawing.get("/OC"))
            judge_picture(drawing)
        else:
            require(str(drawing.get("/Subtype")) == "/Form", Reason.DRAWING, f"{drawing.get('/Subtype')}")
            self._reach(self._examiner.form(drawing, level=self._level))

    def _inline(self, picture: pikepdf.PdfInlineImage) -> None:
        values = picture.obj
        judge_picture(_unabridged(values, self._resources.get("/ColorSpace", pikepdf.Dictionary())))

    def _mark(self, operands: list[_Object]) -> None:
        properties = operands[-1]
        if isinstance(properties, pikepdf.Name):
            properties = self._named("/Properties", properties)
        if str(operands[0]) == "/OC":
            self._examiner.layer(properties)

    def _named(self, kind: str, name: _Object) -> _Object:
        found = self._resources.get(kind, pikepdf.Dictionary()).get(str(name))
        require(found is not None, Reason.UNSURE, f"no {kind} of the name {name}")
        return found


_LONG_KEYS: Final = {
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/F": "/Filter",
    "/H": "/Height",
    "/IM": "/ImageMask",
    "/I": "/Interpolate",
    "/W": "/Width",
    "/L": "/Length",
}


def _unabridged(values: _Object, spaces: _Object) -> pikepdf.Dictionary:
    """Gives an inline picture's entries with their long keys (ISO 32000-1, 8.9.7)."""
    long = {_LONG_KEYS.get(key, key): value for key, value in values.items()}
    space = long.get("/ColorSpace")
    if isinstance(space, pikepdf.Name) and str(space) in spaces:
        long["/ColorSpace"] = spaces[str(space)]
    return pikepdf.Dictionary(long)


def _show_drawn(font: _Object, text: bytes) -> None:
    """Finds the drawing of each code of a font that is drawn by content."""
    names: dict[int, str] = {}
    code = 0
    for one in font["/Encoding"].get("/Differences", ()):
        if isinstance(one, pikepdf.Name):
            names[code] = str(one)
            code += 1
        else:
            code = int(one)
    for code in set(text):
        require(names.get(code, "") in font["/CharProcs"], Reason.GLYPH, f"code {code} has no drawing")


def _judge_object(one: _Object) -> None:
    """Judges what an object says beside what it draws: its filters, its size, what hangs on it."""
    for part in _within(one):
        _judge_value(part)
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            require("/Metadata" not in part and "/AF" not in part, Reason.UNSURE, "metadata of its own")
        if isinstance(part, pikepdf.Stream):
            require(
                not {"/F", "/FFilter", "/FDecodeParms"} & set(part.keys()), Reason.UNSURE, "bytes elsewhere"
            )
            told = set(codings(part.get("/Filter")))
            require(told <= _LOSSLESS, Reason.PICTURE, f"coding {told - _LOSSLESS}")


def _within(one: _Object) -> Iterator[_Object]:
    """Gives an object and all that stands in it, without what it refers to."""
    todo = [one]
    while todo:
        part = todo.pop()
        yield part
        held: list[_Object] = []
        if isinstance(part, pikepdf.Stream):
            held = list(part.stream_dict.values())
        elif isinstance(part, pikepdf.Dictionary):
            held = list(part.values())
        elif isinstance(part, pikepdf.Array):
            held = list(part)
        todo += [inner for inner in held if not (isinstance(inner, pikepdf.Object) and inner.is_indirect)]


def _judge_value(value: _Object) -> None:
    """Judges a value's size (ISO 19005-2, 6.1.13)."""
    if isinstance(value, pikepdf.Name):
        require(len(str(value).encode()) <= _MOST_NAME_BYTES + 1, Reason.UNSURE, "a long name")
    elif isinstance(value, pikepdf.String):
        require(len(bytes(value)) <= _MOST_STRING_BYTES, Reason.UNSURE, "a long string")
    elif isinstance(value, int) and not isinstance(value, bool):
        require(abs(value) <= _MOST_INTEGER, Reason.UNSURE, "a large number")


def examine(pdf: pikepdf.Pdf) -> None:
    """Examines a sheet.

    Raises:
        ObstacleError: Something may not be kept, or cannot be judged.
        Exception: As the readers of strangers' bytes refuse them.
    """
    try:
        Examiner(pdf).examine()
    except RecursionError as error:
        raise ObstacleError(Reason.UNSURE, "too deep") from error
