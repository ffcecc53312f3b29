"""Contrast of maps by WCAG 2.1: 4.5 for text, 3 for what has to be seen."""

from itertools import pairwise

import pytest

from hytedata.export.map import colours
from hytedata.export.map.colours import SEQUENCE, contrast, sequence
from hytedata.export.map.html import QUIET, TEXT


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ground", [colours.PAPER, colours.LAND, colours.NEIGHBOUR])
def test_words_are_read_on_every_ground(ground: str) -> None:
    assert contrast(colours.INK, ground) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_read_in_light_and_dark(scheme: str) -> None:
    assert contrast(*TEXT[scheme]) >= 4.5
    assert contrast(*QUIET[scheme]) >= 4.5


@pytest.mark.parametrize("colour", [colours.SPOT, colours.ROUTE, colours.AREA, colours.BORDER])
def test_places_and_borders_are_seen_on_land(colour: str) -> None:
    assert contrast(colour, colours.LAND) >= 3
    assert contrast(colour, colours.PAPER) >= 3


@pytest.mark.parametrize("fill", [*SEQUENCE, colours.NOTHING, colours.PAPER])
def test_outlines_part_areas_of_every_class(fill: str) -> None:
    assert contrast(colours.INK, fill) >= 3


def test_hatching_is_seen() -> None:
    assert contrast(colours.HATCH, colours.PAPER) >= 3


@pytest.mark.parametrize("count", range(1, 6))
def test_each_class_is_clearly_darker_than_the_one_before(count: int) -> None:
    chosen = sequence(count)

    dark = [contrast(colour, "#ffffff") for colour in chosen]
    assert len(chosen) == count
    assert all(after / before > 1.25 for before, after in pairwise(dark))
