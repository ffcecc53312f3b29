"""Maps as PNG, drawn by matplotlib with the font that comes with it: nothing else is needed."""

import io
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, assert_never

import numpy as np

from hytedata.errors import InputError
from hytedata.export.map import colours
from hytedata.export.map.page import lay_out
from hytedata.export.map.picture import Dots, Element, Floats, Picture, Shape, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

_DPI: Final = 100.0
_POINTS: Final = 72.0 / _DPI
"""Points of a pixel."""
_SCALE: Final = 2.0
"""Pixels of the file for each pixel of the sheet: sharp on fine screens and on paper."""
_HATCH: Final = "////"


def require_png() -> None:
    """Check that PNG can be written.

    Raises:
        InputError: matplotlib is not installed; says how to install it.
    """
    _library("matplotlib")


def to_png(picture: Picture) -> bytes:
    """Return a map with heading, legend, scale bar and sources; its words are in the metadata.

    Raises:
        InputError: matplotlib is not installed.
    """
    page = lay_out(picture)
    figure = _library("matplotlib.figure").Figure(
        figsize=(page.width / _DPI, page.height / _DPI), dpi=_DPI * _SCALE, facecolor=colours.PAPER
    )
    ours = {"font.family": "DejaVu Sans", "hatch.linewidth": 1.4}
    with _library("matplotlib").rc_context(ours):
        around = _axes(figure, (0, 0, page.width, page.height), page.width, page.height)
        for order, element in enumerate(page.elements):
            _draw(around, element, order)
        place = (page.left, page.top, picture.width, picture.height)
        inside = _axes(figure, place, page.width, page.height)
        for order, element in enumerate((*picture.shapes, _frame(picture), *picture.labels)):
            _draw(inside, element, order)
        told = io.BytesIO()
        words = {"Title": picture.title, "Description": picture.description, "Software": None}
        figure.savefig(told, format="png", metadata=words, facecolor=colours.PAPER)
    return told.getvalue()


def _axes(
    figure: Any, place: tuple[float, float, float, float], width: float, height: float
) -> Any:
    """Return axes in pixels, down from the upper left corner, at a place of the sheet."""
    left, top, wide, high = place
    axes = figure.add_axes(
        (left / width, 1 - (top + high) / height, wide / width, high / height), facecolor="none"
    )
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    axes.axis("off")
    return axes


def _frame(picture: Picture) -> Shape:
    wide, high = picture.width, picture.height
    ring = np.array([(0, 0), (wide, 0), (wide, high), (0, high), (0, 0)], dtype=np.float64)
    return Shape((ring,), stroke=colours.BORDER)


def _draw(axes: "Axes", element: Element, order: int) -> None:
    match element:
        case Shape():
            _draw_shape(axes, element, order)
        case Dots():
            _draw_dots(axes, element, order)
        case Text():
            _draw_text(axes, element, order)
        case _:
            assert_never(element)


def _draw_shape(axes: "Axes", shape: Shape, order: int) -> None:
    if not shape.rings:
        return
    looks: dict[str, Any] = {
        "facecolor": (colours.PAPER if shape.hatched else shape.fill) or "none",
        "edgecolor": shape.stroke or "none",
        "linewidth": shape.width * _POINTS,
        "capstyle": "round",
        "joinstyle": "round",
        "zorder": order,
    }
    path = _path(shape.rings)
    patch = _library("matplotlib.patches").PathPatch
    if shape.hatched:
        # Its lines have the colour of the edge: the edge itself is drawn over them.
        under = looks | {"edgecolor": colours.HATCH, "linewidth": 0.0, "hatch": _HATCH}
        axes.add_patch(patch(path, **under))
        looks["facecolor"] = "none"
    axes.add_patch(patch(path, **looks))


def _path(rings: Sequence[Floats]) -> "Path":
    path = _library("matplotlib.path").Path
    found: Path = path.make_compound_path(*(path(ring) for ring in rings))
    return found


def _draw_dots(axes: "Axes", dots: Dots, order: int) -> None:
    x, y = dots.places[:, 0], dots.places[:, 1]
    rounds = [(dots.halo, dots.radius + 1)] if dots.halo else []
    for colour, radius in (*rounds, (dots.fill, dots.radius)):
        size = (2 * radius * _POINTS) ** 2
        axes.scatter(x, y, s=size, c=colour, linewidths=0, zorder=order)


def _draw_text(axes: "Axes", text: Text, order: int) -> None:
    aligned = {"start": "left", "middle": "center", "end": "right"}[text.anchor]
    effects = _library("matplotlib.patheffects")
    # DejaVu Sans is wider than most: a little smaller it takes the room that others do.
    drawn = axes.text(
        text.x,
        text.y,
        text.text.replace("$", r"\$"),
        size=text.size * _POINTS * 0.94,
        color=text.colour,
        weight="bold" if text.bold else "normal",
        ha=aligned,
        va="baseline",
        zorder=order,
    )
    if text.halo:
        drawn.set_path_effects(
            [effects.withStroke(linewidth=text.size / 4 * _POINTS, foreground=colours.PAPER)]
        )


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(
            f"a map as PNG needs {error.name}, which is not installed: pip install "
            "'hytedata[maps]'; SVG and HTML need nothing more"
        ) from error
