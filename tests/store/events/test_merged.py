"""An event of several calendars comes once, wherever its groups were made."""

from datetime import date
from typing import Any

from hytedata.models.classification import ProviderVerdict, ThemeVerdict
from hytedata.models.event import Event
from hytedata.store import Catalogue, Store
from hytedata.store.catalogue import GroupMember, RecordClasses
from tests.store.conftest import Clock
from tests.store.events.made import KAJAANI, at, entry, event, ids, names, place, put, ref, utc

TODAY = date(2026, 4, 3)
TOMORROW = date(2026, 4, 4)


def group(catalogue: Catalogue, *groups: list[Event]) -> None:
    catalogue.event_links.put(
        "rules", [[GroupMember(one.ref, 3, ("name",)) for one in each] for each in groups], []
    )


def put_each(catalogue: Catalogue, *events: Event) -> None:
    for one in events:
        put(catalogue, one, source=one.source, mode="changes")


def doubles(**fields: Any) -> tuple[Event, Event]:
    """One event, in the calendar that goes before the other, and in that one."""
    return (
        event("z", at(4, 3), source="pohde", **fields),
        event("a", at(4, 3), source="kainuu", **fields),
    )


def test_an_event_of_two_calendars_comes_once_with_both_named(store: Store) -> None:
    first, second = doubles()
    alone = event("alone", at(4, 3))
    put_each(store.catalogue, first, second, alone)
    group(store.catalogue, [first, second])

    found = list(store.catalogue.events.between(TODAY, TOMORROW))

    assert [one.event.id for one in found] == ["alone", "z"]
    assert names(found[1].sources) == [("pohde", "z"), ("kainuu", "a")]
    assert found[1].key.startswith("pohde|z|")
    assert found[1].fields["names.fi"] == "pohde"
    assert ids(store.catalogue, TODAY, TOMORROW, merged=False) == ["alone", "a", "z"]
    assert store.catalogue.events.count(TODAY, TOMORROW) == 2


def test_what_one_record_lacks_the_other_may_have(store: Store) -> None:
    first, second = doubles()
    second = second.model_copy(update={"places": event("x", position=KAJAANI).places})
    put_each(store.catalogue, first, second)
    group(store.catalogue, [first, second])
    place(store.catalogue, {"a": "205"})
    theme = ThemeVerdict(theme="exercise", strength="certain", evidence=())
    for some in store.catalogue.classes.waiting("rules", [("pohde", "event")]):
        verdict = RecordClasses((theme,), ProviderVerdict(kind="municipality"))
        store.catalogue.classes.put("rules", [(one, verdict) for one in some])

    # The theme is known of one record only, the place of the other only.
    (found,) = store.catalogue.events.between(
        TODAY, TOMORROW, municipality="205", theme="exercise", near=(KAJAANI, 10.0)
    )

    assert (found.municipality, found.position) == ("205", KAJAANI)
    assert (found.themes, found.provider) == (("exercise",), "municipality")


def test_a_calendar_that_is_asked_for_may_be_the_second_to_have_it(catalogue: Catalogue) -> None:
    first, second = doubles()
    put_each(catalogue, first, second)
    group(catalogue, [first, second])

    assert ids(catalogue, TODAY, TOMORROW, source="kainuu") == ["z"]
    assert ids(catalogue, TODAY, TOMORROW, source="kainuu", merged=False) == ["a"]
    assert ids(catalogue, TODAY, TOMORROW, source="other") == []


def test_what_one_calendar_cancelled_is_cancelled(catalogue: Catalogue) -> None:
    first, second = doubles()
    second = second.model_copy(update={"status": "cancelled"})
    put_each(catalogue, first, second)
    group(catalogue, [first, second])

    (found,) = catalogue.events.between(TODAY, TOMORROW, include_cancelled=True)

    assert (found.event.status, found.fields["status"]) == ("cancelled", "kainuu")
    assert ids(catalogue, TODAY, TOMORROW) == []


def test_the_window_is_asked_of_the_time_that_is_told(catalogue: Catalogue) -> None:
    timed = event("z", at(4, 3, 10), at(4, 3, 12), source="pohde")
    daily = event("a", date(2026, 4, 3))
    put_each(catalogue, timed, daily)
    group(catalogue, [timed, daily])

    assert ids(catalogue, at(4, 3, 11), at(4, 3, 13)) == ["z"]
    assert ids(catalogue, at(4, 3, 12), at(4, 3, 13)) == []


def test_when_the_first_record_is_gone_the_next_one_stands_for_all(
    store: Store, clock: Clock
) -> None:
    first, second = doubles()
    third = event("b", at(4, 3), source="oulu")
    put_each(store.catalogue, first, second, third)
    group(store.catalogue, [first, second, third])
    clock.advance(days=1)

    put(store.catalogue, source="pohde", scope="all", covered=(at(4, 1), at(5, 1)))

    (found,) = store.catalogue.events.between(TODAY, TOMORROW)
    assert names(found.sources) == [("kainuu", "a"), ("oulu", "b")]
    assert store.catalogue.events.get(found.key) == found


def test_a_record_without_a_time_adds_what_it_knows_but_stands_for_nothing(
    catalogue: Catalogue,
) -> None:
    postponed = event("z", source="pohde", status="postponed")
    listed = event("a", at(4, 3))
    put_each(catalogue, postponed, listed)
    group(catalogue, [postponed, listed])

    (found,) = catalogue.events.between(TODAY, TOMORROW, include_cancelled=True)

    assert (found.event.status, found.starts_at) == ("postponed", utc(4, 3, 15))
    assert ids(catalogue, TODAY, TOMORROW) == []


def test_any_records_key_finds_the_whole(catalogue: Catalogue) -> None:
    first, second = doubles()
    put_each(catalogue, first, second)
    group(catalogue, [first, second])

    found = catalogue.events.get("kainuu|a|2026-04-03T15:00:00Z")

    assert found.key == "pohde|z|2026-04-03T15:00:00Z"
    assert len(found.sources) == 2


def test_records_that_are_forgotten_leave_their_groups(catalogue: Catalogue) -> None:
    first, second = doubles()
    put_each(catalogue, first, second)
    group(catalogue, [first, second])

    catalogue.events.forget_before(date(2026, 5, 1))

    assert catalogue.event_links.group_of(ref("a")) == ()


def test_several_calendars_in_one_portion_keep_apart(catalogue: Catalogue) -> None:
    # The same ids in two calendars, and only some of them one event.
    many = [event(str(number), at(4, 3, 8)) for number in range(700)]
    others = [event(str(number), at(4, 3, 8), source="pohde") for number in range(700)]
    put(catalogue, *(entry(one) for one in many))
    put(catalogue, *(entry(one) for one in others), source="pohde")
    group(catalogue, *([many[number], others[number]] for number in range(0, 700, 7)))

    found = list(catalogue.events.between(TODAY, TOMORROW))

    assert len(found) == 1_300
    assert sum(len(one.sources) for one in found) == 1_400
