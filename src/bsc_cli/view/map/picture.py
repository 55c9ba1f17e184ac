"""The drawing as `png` or `pdf`, without any program of the system: by `resvg-py` and `typst`, with our own font."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from math import ceil
from typing import Literal

from bsc_cli.stop import Stop
from bsc_cli.view.map.drawing import Drawing
from bsc_cli.view.map.font import FILES, FOLDER, lacking
from bsc_cli.view.map.palette import Theme
from bsc_cli.view.map.svg import svg

Form = Literal["png", "pdf"]

_MODULES: dict[Form, str] = {"png": "resvg_py", "pdf": "typst"}
_SHARPNESS = 2
"""Pixels of a `png` for each pixel of the drawing, as screens of today have them."""
_MOST_PIXELS = 16_000
"""Most programs take no picture that is wider or higher; larger drawings get fewer pixels."""

# What typst is told. The texts come in as values, so nothing in them is markup.
_PAGE = """\
#set document(title: sys.inputs.title, date: none)
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#image(bytes(sys.inputs.map), format: "svg", width: 100%, height: 100%, alt: sys.inputs.words)
"""
_PRINTED, _SCREEN = 300, 96
"""Dots to the inch, in print and as an SVG's millimetres count them."""
_PER_MM = 72 / 25.4
"""Points to the millimetre."""
_POINTS = 0.75
"""Points for each pixel (CSS Values and Units 3: 96 pixels and 72 points to the inch)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture. `borrowed` are characters that the bundled font lacks: the fonts of the machine drew them."""

    data: bytes
    borrowed: tuple[str, ...] = ()


def can_draw(form: Form) -> bool:
    """Tell whether the library for a form is installed."""
    return find_spec(_MODULES[form]) is not None


def picture(drawing: Drawing, form: Form, theme: Theme = "auto") -> Picture:
    """Return the drawing as a picture; with the theme `auto` it is light.

    The bytes depend on the drawing and the version of the library alone, unless a text has characters that the bundled
    font lacks: then the fonts of the machine are asked too. Raises Stop when the library is absent or refuses.
    """
    if not can_draw(form):
        raise Stop(f'A {form} needs the extra "{form}": pip install "bsc-cli[{form}]". An svg needs nothing else.')
    text = svg(drawing, theme)
    borrowed = lacking(text)
    try:
        data = _png(drawing, text, borrow=bool(borrowed)) if form == "png" else _pdf(drawing, text, bool(borrowed))
    except (RuntimeError, ValueError) as error:
        raise Stop(f"The {form} could not be drawn: {error}. Ask for an svg, which needs nothing else.") from None
    return Picture(data, borrowed)


def _png(drawing: Drawing, text: str, *, borrow: bool) -> bytes:
    import resvg_py

    longer = max(drawing.width, drawing.height)
    zoom = min(_SHARPNESS, _MOST_PIXELS / longer)
    if drawing.paper:
        zoom = _PRINTED / _SCREEN
    return resvg_py.svg_to_bytes(
        svg_string=text,
        zoom=zoom,
        dpi=_SCREEN,
        skip_system_fonts=not borrow,
        font_files=[str(path) for path in FILES],
        font_family="Inter",
        sans_serif_family="Inter",
    )


def _pdf(drawing: Drawing, text: str, borrow: bool) -> bytes:  # noqa: FBT001 - called in one place, above
    import typst

    fonts = typst.Fonts(include_system_fonts=borrow, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    inputs = {
        "title": drawing.title,
        "words": drawing.description,
        "map": text,
        "width": str(drawing.paper.width * _PER_MM if drawing.paper else drawing.width * _POINTS),
        "height": str(drawing.paper.height * _PER_MM if drawing.paper else ceil(drawing.height) * _POINTS),
    }
    made = typst.Compiler(_PAGE.encode(), font_paths=fonts, sys_inputs=inputs).compile(format="pdf")
    if not isinstance(made, bytes):
        raise ValueError("typst returned no document")  # noqa: TRY004 - nothing of the caller's is of a wrong type
    return made
