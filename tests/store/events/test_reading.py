"""What reads of calendars leave behind: an event is missed only inside the span that was read."""

from typing import Any

import pytest

from hytedata.models.common import Completeness
from hytedata.models.event import Event
from hytedata.store import Store
from hytedata.store.catalogue import Missing, ReadCounts
from tests.store.conftest import Clock
from tests.store.events.made import at, event, put, reading, ref, there, utc

APRIL = (at(4, 1, 0), at(5, 1, 0))


def test_what_the_span_no_longer_gives_is_absent_and_all_else_stays(
    store: Store, clock: Clock
) -> None:
    put(
        store.catalogue,
        event("past", at(3, 31), at(3, 31, 20)),
        event("given", at(4, 3)),
        event("missed", at(4, 4)),
        event("further on", at(5, 1, 0)),
        event("series", at(4, 1), at(4, 30), series_role="series"),
        event("postponed", status="postponed"),
    )
    clock.advance(days=1)

    counts = put(store.catalogue, event("given", at(4, 3)), covered=APRIL)

    assert counts == ReadCounts(unchanged=1, absent=1)
    assert sorted(there(store.catalogue)) == [
        "further on",
        "given",
        "past",
        "postponed",
        "series",
    ]


def test_what_only_touches_the_span_is_in_it_where_it_takes_up_time_there(
    store: Store, clock: Clock
) -> None:
    put(
        store.catalogue,
        event("ends as it begins", at(3, 31), at(4, 1, 0)),
        event("goes on into it", at(3, 31), at(4, 1, 0, 1)),
        event("without an end", at(3, 31, 23)),
        event("at its first moment", at(4, 1, 0)),
        event("the day before", at(3, 31).date()),
        event("its last day", at(4, 30).date()),
    )
    clock.advance(days=1)

    put(store.catalogue, covered=APRIL)

    assert sorted(there(store.catalogue)) == [
        "ends as it begins",
        "the day before",
        "without an end",
    ]


@pytest.mark.parametrize(
    ("complete", "mode", "covered"),
    [(False, "full", APRIL), (True, "changes", APRIL), (True, "full", None)],
)
def test_nothing_is_missed_by_a_read_that_cannot_know(
    store: Store, clock: Clock, complete: bool, mode: str, covered: object
) -> None:
    put(store.catalogue, event("1", at(4, 3)))
    clock.advance(days=1)

    put(store.catalogue, complete=complete, mode=mode, covered=covered)  # type: ignore[arg-type]

    assert there(store.catalogue) == ["1"]


def test_what_was_missed_outside_the_span_is_missed_when_the_span_reaches_it(
    store: Store, clock: Clock
) -> None:
    put(store.catalogue, event("1", at(5, 3)))
    clock.advance(days=1)
    put(store.catalogue, covered=APRIL)
    clock.advance(days=1)

    counts = put(store.catalogue, covered=(at(4, 1, 0), at(6, 1, 0)))

    assert counts == ReadCounts(absent=1)


def test_what_another_scope_has_given_since_has_only_left_this_one(
    store: Store, clock: Clock
) -> None:
    put(store.catalogue, event("1", at(4, 3)), scope="a")
    clock.advance(days=1)
    put(store.catalogue, event("1", at(4, 3)), scope="b")

    put(store.catalogue, scope="a", covered=APRIL)

    assert there(store.catalogue) == ["1"]


def test_a_calendar_that_empties_is_known_before_anything_is_lost(
    store: Store, clock: Clock
) -> None:
    put(store.catalogue, *(event(str(day), at(4, day)) for day in range(1, 11)))
    clock.advance(days=1)

    with reading(store.catalogue) as read:
        read.reject(["9"])
        whole = read.missing(APRIL)
        coming = read.missing((at(4, 6, 0), at(5, 1, 0)))
        read.finish(Completeness(complete=True, items=0))

    assert whole == Missing(gone=9, known=10)
    assert coming == Missing(gone=4, known=5)
    assert len(there(store.catalogue)) == 10


def test_a_deletion_that_the_calendar_tells_counts_at_once(store: Store, clock: Clock) -> None:
    put(store.catalogue, event("1", at(4, 3)), event("2", at(4, 4)))
    clock.advance(days=1)

    with reading(store.catalogue, mode="changes") as read:
        read.gone(["1", "never seen"])
        read.finish(Completeness(complete=True, items=0))

    assert there(store.catalogue) == ["2"]
    assert store.catalogue.events.count(at(4, 1).date(), at(5, 1).date()) == 1


def test_events_come_back_as_their_model_whatever_their_calendar_is_called(store: Store) -> None:
    one, two = event("1", at(4, 3)), event("2", at(4, 4), source="pohde")
    put(store.catalogue, one)
    put(store.catalogue, two, source="pohde")

    assert list(store.catalogue.models(Event)) == [one, two]
    assert store.catalogue.kinds(kind="event") == (("kainuu", "event"), ("pohde", "event"))
    assert store.catalogue.get(ref("1")).model() == one


def test_a_moved_occurrence_keeps_its_key(store: Store, clock: Clock) -> None:
    put(store.catalogue, event("1", at(4, 3)))
    (before,) = store.catalogue.events.between(at(4, 3).date(), at(4, 4).date())
    clock.advance(days=1)
    put(store.catalogue, event("1", at(4, 10)))

    (after,) = store.catalogue.events.between(at(4, 1).date(), at(5, 1).date())

    assert before.key == after.key == "kainuu|1|2026-04-03T15:00:00Z"
    assert after.starts_at == utc(4, 10, 15)


def test_two_occurrences_of_a_series_at_one_time_have_a_key_each(store: Store) -> None:
    of_series: dict[str, Any] = {"series_role": "occurrence", "series_id": "s"}
    put(store.catalogue, event("1", at(4, 3), **of_series), event("2", at(4, 3), **of_series))

    found = store.catalogue.events.between(at(4, 1).date(), at(5, 1).date())

    assert [one.key for one in found] == [
        "kainuu|s|2026-04-03T15:00:00Z",
        "kainuu|s|2026-04-03T15:00:00Z|2",
    ]


def test_an_event_that_lost_its_time_takes_place_no_more(store: Store, clock: Clock) -> None:
    put(store.catalogue, event("1", at(4, 3)))
    clock.advance(days=1)

    put(store.catalogue, event("1", status="postponed"))

    assert store.catalogue.events.count(at(4, 1).date(), at(5, 1).date()) == 0
    assert there(store.catalogue) == ["1"]
