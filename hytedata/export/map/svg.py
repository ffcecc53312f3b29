"""Maps as SVG: one file, no fonts, scripts or addresses in it, with words for who cannot see it."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, assert_never
from xml.sax.saxutils import escape

from hytedata.export.map import colours
from hytedata.export.map.page import lay_out
from hytedata.export.map.picture import Dots, Element, Floats, Picture, Shape, Text

_FONT: Final = "system-ui,'Segoe UI','Noto Sans','DejaVu Sans',Arial,sans-serif"


def to_svg(picture: Picture) -> str:
    """Return a map with heading, legend, scale bar and sources as a document of SVG 1.1.

    The same map gives the same text.
    """
    page = lay_out(picture)
    body = [
        f'<rect width="{_n(page.width)}" height="{_n(page.height)}" fill="{colours.PAPER}"/>',
        f'<g transform="translate({_n(page.left)} {_n(page.top)})">',
        *field(picture, key(picture)),
        *(element(label) for label in picture.labels),
        "</g>",
        *(element(one, key(picture)) for one in page.elements),
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + opening(picture, page.width, page.height)
        + "\n".join(body)
        + "\n</svg>\n"
    )


def opening(picture: Picture, width: float, height: float) -> str:
    """Return the opening tag of a map, its words, and the pattern of what has no number."""
    name = key(picture)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="{picture.language}" '
        f'aria-labelledby="{name}-t {name}-d" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'width="{_n(width)}" height="{_n(height)}" font-family="{_FONT}">\n'
        f'<title id="{name}-t">{escape(picture.title)}</title>\n'
        f'<desc id="{name}-d">{escape(picture.description)}</desc>\n'
        f"<defs>{pattern(name)}"
        f'<clipPath id="{name}-c"><rect width="{_n(picture.width)}" '
        f'height="{_n(picture.height)}"/></clipPath></defs>\n'
    )


def pattern(name: str) -> str:
    """Return the pattern that areas without a number are hatched with."""
    return (
        f'<pattern id="{name}-h" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{colours.PAPER}"/>'
        f'<path d="M0 0v6" stroke="{colours.HATCH}" stroke-width="2.4"/></pattern>'
    )


def key(picture: Picture) -> str:
    """Return what ids begin with: several maps may stand on one page."""
    told = (picture.title, picture.description, picture.kind, picture.width, picture.legend)
    return f"m{zlib.crc32(repr(told).encode()):08x}"


def field(picture: Picture, name: str) -> Iterator[str]:
    """Yield the map itself, without names."""
    size = f'width="{_n(picture.width)}" height="{_n(picture.height)}"'
    yield f'<rect {size} fill="{colours.ELSEWHERE}"/>'
    yield f'<g clip-path="url(#{name}-c)" stroke-linejoin="round">'
    yield from (element(shape, name) for shape in picture.shapes)
    yield "</g>"
    yield f'<rect {size} fill="none" stroke="{colours.BORDER}"/>'


def element(one: Element, name: str = "") -> str:
    """Return one element."""
    match one:
        case Shape():
            return _shape(one, name)
        case Dots():
            return _dots(one)
        case Text():
            return text(one)
    assert_never(one)


def text(one: Text) -> str:
    """Return a line of text."""
    looks = [f'x="{_n(one.x)}" y="{_n(one.y)}" font-size="{_n(one.size)}" fill="{one.colour}"']
    if one.anchor != "start":
        looks.append(f'text-anchor="{one.anchor}"')
    if one.bold:
        looks.append('font-weight="bold"')
    if one.halo:
        looks.append(
            f'stroke="{colours.PAPER}" stroke-width="{_n(one.size / 4)}" stroke-linejoin="round" '
            'paint-order="stroke"'
        )
    return f"<text {' '.join(looks)}>{escape(one.text)}</text>"


def _shape(shape: Shape, name: str) -> str:
    fill = f"url(#{name}-h)" if shape.hatched else shape.fill or "none"
    looks = [f'fill="{fill}"']
    if shape.fill and len(shape.rings) > 1:
        looks.append('fill-rule="evenodd"')
    if shape.stroke:
        looks.append(f'stroke="{shape.stroke}"')
        looks.append(f'stroke-width="{_n(shape.width)}"')
    if not shape.closed:
        looks.append('stroke-linecap="round"')
    path = f'<path d="{_path(shape.rings, closed=shape.closed)}" {" ".join(looks)}'
    return f"{path}><title>{escape(shape.title)}</title></path>" if shape.title else f"{path}/>"


def _dots(dots: Dots) -> str:
    # A line of no length with round ends is a dot: a tenth of the size of a circle each.
    path = "".join(f"M{_n(x)} {_n(y)}h0" for x, y in dots.places.tolist())
    rounds = [(dots.halo, dots.radius + 1)] if dots.halo else []
    rounds.append((dots.fill, dots.radius))
    drawn = "".join(
        f'<path d="{path}" stroke="{colour}" stroke-width="{_n(2 * radius)}"/>'
        for colour, radius in rounds
    )
    return f'<g fill="none" stroke-linecap="round">{drawn}</g>'


def _path(rings: Sequence[Floats], *, closed: bool) -> str:
    return "".join(_ring(ring.tolist(), closed=closed) for ring in rings)


def _ring(vertices: Sequence[Sequence[float]], *, closed: bool) -> str:
    # In tenths: steps add up exactly, and so neighbours meet.
    tenths = [(round(x * 10), round(y * 10)) for x, y in vertices]
    steps = [(x - last_x, y - last_y) for (last_x, last_y), (x, y) in pairwise(tenths)]
    if closed:
        steps = steps[:-1]
    begin = f"M{_n(tenths[0][0] / 10)} {_n(tenths[0][1] / 10)}"
    return f"{begin}l{_joined(steps)}{'z' if closed else ''}"


def _joined(steps: Iterable[tuple[int, int]]) -> str:
    told = ""
    for number in (_n(part / 10) for step in steps for part in step):
        told += number if not told or number.startswith("-") else f" {number}"
    return told


def _n(number: float) -> str:
    """Return a number with at most one decimal, as short as it can be: `12`, `.5`, `-.5`."""
    told = f"{number:.1f}".removesuffix(".0")
    if told == "-0":
        return "0"
    return told.replace("0.", ".", 1) if told.startswith(("0.", "-0.")) else told
