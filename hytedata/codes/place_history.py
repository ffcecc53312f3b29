"""What a place was on an earlier day, and how far back that is known."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from hytedata.codes.area_forms import AreaKind
from hytedata.codes.division import Division, once_per_division, packaged_division
from hytedata.codes.place_answers import PlaceKind
from hytedata.codes.place_names import HUS_COUNTIES, Candidate, renamed_place

CHANGES_SINCE: Final = date(2009, 1, 1)
"""Municipalities that ceased to exist on this day are the first that are known."""

COUNTIES_SINCE: Final = date(2021, 7, 1)
"""Counties are legal persons from this day; older records have hospital districts."""


def of_day(found: Sequence[Candidate], on: date | None, division: Division) -> list[Candidate]:
    """Keep those of *found* that are meant on a day (None: today), one for each place.

    At any time a name belongs to one municipality at most: to the one that bore it on that day,
    else to the one of today. Only where there is neither, a former one is meant.
    """
    then = [one for one in found if one.former and on and on <= one.former.last_day]
    now = [one for one in found if one.former is None]
    if any(one.kind == "municipality" for one in then):
        now = [one for one in now if one.kind != "municipality"]
    elif any(one.kind == "municipality" for one in now):
        then = []
    else:
        then = [one for one in found if one.former]
    kept = [one for one in (*now, *then) if existed(one.kind, on)]
    return list(dict.fromkeys(_called_otherwise(one, on, division) for one in kept))


def members(kind: PlaceKind, code: str, on: date | None, division: Division) -> tuple[str, ...]:
    """Return the codes of the municipalities of a place on a day (None: today), in order."""
    if kind == "municipality":
        return (code,)
    if kind == "joint-authority":
        parts = (members("county", one, on, division) for one in HUS_COUNTIES)
        return tuple(sorted(one for part in parts for one in part))
    now = _members(division).get((kind, code), ())
    moved = {one.code for one in division.moved if on and on < one.moved_on}
    if not moved:
        return now
    then = {one for one in moved if area_on(kind, one, on=on, division=division) == code}
    return tuple(sorted((set(now) - moved) | then))


def area_on(
    kind: AreaKind, code: str, *, on: date | None = None, division: Division | None = None
) -> str:
    """Return the code of the region or county to which a municipality belonged on a day.

    Known are the changes of region of 2016 and 2021. A municipality of an earlier day is asked
    for by its code of today.

    Args:
        kind: Whether its region or its county is asked for.
        code: The municipality's, three digits.
        on: The day; None for today.
        division: The division of another year; None for the packaged one.

    Raises:
        UnknownCode: There is no such municipality today.
    """
    division = division or packaged_division()
    place = division.municipality(code)
    now = place.county.code if kind == "county" else place.region.code
    later = [
        one
        for one in division.moved
        if (one.code, one.kind) == (place.code, kind) and on and on < one.moved_on
    ]
    return min(later, key=lambda move: move.moved_on).before if later else now


@once_per_division
def _members(division: Division) -> Mapping[tuple[PlaceKind, str], tuple[str, ...]]:
    found: dict[tuple[PlaceKind, str], list[str]] = {}
    for place in division.municipalities:
        found.setdefault(("region", place.region.code), []).append(place.code)
        found.setdefault(("county", place.county.code), []).append(place.code)
    return {area: tuple(sorted(codes)) for area, codes in found.items()}


def existed(kind: PlaceKind, on: date | None) -> bool:
    """Whether there were places of this kind on a day (None: today)."""
    return kind != "county" or on is None or on >= COUNTIES_SINCE


def remarks(on: date | None, kinds: Collection[PlaceKind], division: Division) -> tuple[str, ...]:
    """Say what is not known about a day, one sentence each."""
    return tuple(_remarks(on, kinds, division)) if on else ()


def _remarks(on: date, kinds: Collection[PlaceKind], division: Division) -> Iterator[str]:
    if on < CHANGES_SINCE:
        yield f"what changed before {CHANGES_SINCE} is not known"
    if on < COUNTIES_SINCE and "county" in kinds:
        yield f"there were no wellbeing services counties before {COUNTIES_SINCE}"
    if on.year > division.year:
        yield f"the division is of {division.year}: what changed later is not known"


def _called_otherwise(one: Candidate, on: date | None, division: Division) -> Candidate:
    """Add the name that a municipality bore on that day, where it was another one."""
    if on is None or one.former or one.kind != "municipality":
        return one
    earlier = [
        former
        for former in map(renamed_place, division.renamed)
        if former.code == one.code and CHANGES_SINCE <= on <= former.last_day
    ]
    return Candidate(one.kind, one.code, earlier[0]) if earlier else one
