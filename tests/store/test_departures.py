"""Published sites that complete reads name no more, counted in the store."""

from datetime import timedelta

from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Departure
from hytedata.store import Store
from tests.store.conftest import Clock

ONE, TWO = SourceItem("lipas", "site:1"), SourceItem("lipas", "site:2")


def test_what_is_missed_again_goes_on_counting_from_its_first_time(
    store: Store, clock: Clock
) -> None:
    first = clock()
    store.note_departures("org", "mallila", {ONE: "absent"})
    clock.advance(days=1)

    store.note_departures("org", "mallila", {ONE: "absent", TWO: "not-eligible"})

    assert store.departures("org", "mallila") == (
        Departure(ONE, "absent", first, clock(), 2),
        Departure(TWO, "not-eligible", clock(), clock(), 1),
    )


def test_what_was_seen_again_begins_anew(store: Store, clock: Clock) -> None:
    store.note_departures("org", "mallila", {ONE: "absent"})
    clock.advance(days=1)
    store.note_departures("org", "mallila", {})
    clock.advance(days=1)

    store.note_departures("org", "mallila", {ONE: "absent"})

    (told,) = store.departures("org", "mallila")
    assert (told.since, told.reads) == (clock(), 1)


def test_another_reason_begins_anew(store: Store, clock: Clock) -> None:
    store.note_departures("org", "mallila", {ONE: "absent"})
    clock.advance(days=2)

    store.note_departures("org", "mallila", {ONE: "not-eligible"})

    (told,) = store.departures("org", "mallila")
    assert (told.why, told.since) == ("not-eligible", clock())


def test_organisations_and_logins_are_apart(store: Store, clock: Clock) -> None:
    store.note_departures("org", "mallila", {ONE: "absent"})

    store.note_departures("org", "other", {})
    store.note_departures("another", "mallila", {})

    assert [one.source for one in store.departures("org", "mallila")] == [ONE]
    assert store.departures("org", "mallila")[0].since <= clock() + timedelta(0)
