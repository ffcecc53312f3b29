"""What is found out about a pair of events: by ids, by addresses, by rule."""

from dataclasses import dataclass
from typing import Final

from hytedata.links.events.comparing import (
    are_foreign,
    contradiction,
    likeness,
    same_place,
    same_start,
    start_differs,
    start_in_words,
    starts_in_words,
)
from hytedata.links.events.groups import NEARLY, SCORES, Tier
from hytedata.links.events.spots import are_far
from hytedata.links.events.things import EventThing

_ANOTHER: Final = 0.9
"""What is left of the score of a possible pair at another time of the day, or another place."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What holds two events together.

    Attributes:
        tier: By which the two would be one.
        rank: Within the tier, the surest first.
        score: 0–1.
        evidence: What they agree in.
        refused: What keeps them apart all the same, or "".
        exact: It is an id of these very records: they are one whatever else they say.
    """

    tier: Tier
    rank: float
    score: float
    evidence: tuple[str, ...]
    refused: str = ""
    exact: bool = False

    @property
    def joins(self) -> bool:
        """Whether the two are one by this."""
        return self.tier < 4 and not self.refused

    @property
    def order(self) -> tuple[bool, Tier, float]:
        """The best finding of a pair first."""
        return not self.joins, self.tier, self.rank


def merging(
    tier: Tier, rank: float, evidence: tuple[str, ...], refused: str = "", *, exact: bool = False
) -> Finding:
    """Return what merges two, unless it is refused."""
    return Finding(tier, rank, NEARLY if refused else SCORES[tier], evidence, refused, exact)


def by_record_id(one: EventThing, other: EventThing, key: str) -> Finding:
    """Two that share an id of the record: one event, also where one of them has moved."""
    differs = start_differs(one, other)
    refused = ""
    if differs and are_foreign(one, other):
        refused = f"their names differ, and {starts_in_words(one, other)}"
    told = starts_in_words(one, other) if differs else _when(one, other)
    return merging(2, 1.0 if differs else 0.0, (_known(key), *told_if(told)), refused, exact=True)


def by_series_id(one: EventThing, other: EventThing, key: str) -> Finding | None:
    """Two that share an id of a series: one occurrence where they begin at the same time."""
    if not same_start(one, other) or _of_one_series(one, other):
        return None
    return merging(2, 0.0, (_known(key), start_in_words(one, other)))


def by_url(one: EventThing, other: EventThing, url: str, *, is_shared: bool) -> Finding | None:
    """Two of whom one page tells, beginning at the same time.

    One page may tell of many events (an organiser's), so nothing may speak against them.

    Args:
        one: An event.
        other: An event of another calendar; in one calendar, a page tells nothing.
        url: The page.
        is_shared: A calendar has several events on that day with this page; then it tells
            nothing, unless names are the same.
    """
    if not same_start(one, other) or (is_shared and not one.names & other.names):
        return None
    refused = ""
    if are_foreign(one, other):
        refused = "their names differ"
    elif are_far(one.spots, other.spots):
        refused = contradiction(one, other)
    elif one.municipality and other.municipality and one.municipality != other.municipality:
        refused = f"they are in two municipalities ({one.municipality}, {other.municipality})"
    return merging(2, 0.5, (f"both are told of at {url}", start_in_words(one, other)), refused)


def by_rule(one: EventThing, other: EventThing) -> Finding | None:
    """Two without a common id: one by name, start and place, possibly one where these are near."""
    if one.day is None or one.day != other.day:
        return None
    together = same_start(one, other)
    if together and one.names & other.names:
        rank, where = same_place(one, other)
        if where:
            return _alike_in_all(one, other, rank, where)
    # A calendar knows its own events apart.
    return None if one.source == other.source else _alike(one, other, together=together)


def _alike_in_all(one: EventThing, other: EventThing, rank: float, where: str) -> Finding | None:
    if _of_one_series(one, other):
        return None
    # The surer finding is that of two times, not of a time and a day.
    rank += 0.0 if one.minute == other.minute else 1000.0
    told = (_named(one, other), start_in_words(one, other), where)
    return merging(3, rank, told, _objection(one, other))


def _objection(one: EventThing, other: EventThing) -> str:
    if one.source == other.source:
        if bool(one.series_id) != bool(other.series_id):
            return "one is of a series and the other is not, in one calendar: only an id joins them"
        if one.sign_up and other.sign_up and one.sign_up != other.sign_up:
            # Parallel groups: merged, one of the two could not be signed up for.
            return "each has an address of its own for signing up, in one calendar"
    if not _ages_meet(one.ages, other.ages):
        return "they are meant for different ages"
    return contradiction(one, other)


def _alike(one: EventThing, other: EventThing, *, together: bool) -> Finding | None:
    if one.municipality is None or one.municipality != other.municipality:
        return None
    if not likeness(one, other, at_one_spot=True):
        return None  # most pairs end here
    apart = bool(one.spots and other.spots)
    if not together and apart and are_far(one.spots, other.spots):
        return None  # neither time nor place: the same thing, done twice
    where = same_place(one, other)[1]
    value = likeness(one, other, at_one_spot=together and bool(where))
    if not value:
        return None
    told = (
        _names(one, other, value),
        _when(one, other) if together else starts_in_words(one, other),
        where or ("at different places" if apart else "it is not known whether at one place"),
        f"both are in municipality {one.municipality}",
    )
    weight = (1.0 if together else _ANOTHER) * (_ANOTHER if apart and not where else 1.0)
    return Finding(4, 1 - value * weight, NEARLY * value * weight, told)


def _of_one_series(one: EventThing, other: EventThing) -> bool:
    return one.source == other.source and one.series_id == other.series_id != ""


def _ages_meet(ours: tuple[int | None, int | None], theirs: tuple[int | None, int | None]) -> bool:
    (low, high), (other_low, other_high) = ours, theirs
    above = low is not None and other_high is not None and low > other_high
    below = high is not None and other_low is not None and high < other_low
    return not (above or below)


# --- in words ----------------------------------------------------------------------------------


def told_if(told: str) -> tuple[str, ...]:
    """Return a sentence, or none."""
    return (told,) if told else ()


def _known(key: str) -> str:
    return f"both are known as {key}"


def _when(one: EventThing, other: EventThing) -> str:
    return start_in_words(one, other) if same_start(one, other) else ""


def _named(one: EventThing, other: EventThing) -> str:
    common = one.titles & other.titles or one.titles
    return f"both are called «{min(common).text}»"


def _names(one: EventThing, other: EventThing, value: float) -> str:
    if one.names & other.names:
        return _named(one, other)
    ours, theirs = (min(it.titles).text for it in (one, other))
    if value == 1.0:
        return f"one name holds the other («{ours}», «{theirs}»)"
    return f"their names are {value:.0%} alike («{ours}», «{theirs}»)"
