"""Positions, and how far they are from each other."""

import pytest

from hytedata import Position


def test_a_distance_is_in_metres_and_the_same_both_ways() -> None:
    here, there = Position(east=500_000, north=7_000_000), Position(east=503_000, north=7_004_000)

    assert here.distance_to(there) == there.distance_to(here) == pytest.approx(5_000)
