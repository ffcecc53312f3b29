"""The catalogue: what reads leave behind."""

from datetime import UTC, datetime

import pytest

from hytedata.models.common import Completeness, Position
from hytedata.models.sports_site import SportsSite
from hytedata.store import Store
from hytedata.store.catalogue import ReadCounts
from tests.store.catalogue_entries import ids, read, ref, site
from tests.store.conftest import Clock


def test_a_record_comes_back_as_it_was_put(store: Store, clock: Clock) -> None:
    counts = read(store.catalogue, [site(1)])

    (found,) = store.catalogue.records()
    assert counts == ReadCounts(new=1)
    assert (found.source, found.kind, found.id, found.name) == (
        "lipas",
        "sports-site",
        "1",
        "Halli",
    )
    assert (found.owner, found.status, found.municipalities) == ("city", "active", ("889",))
    assert found.position == Position(east=427_000, north=7_200_000)
    assert found.modified_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert found.first_seen == found.last_seen == found.changed_at == clock()
    assert found.absent_since is None
    assert found.raw == {"lipas-id": 1}
    assert isinstance(found.model(), SportsSite)
    assert store.catalogue.get(ref(1)) == found


def test_the_same_read_twice_moves_nothing_but_when_it_was_seen(store: Store, clock: Clock) -> None:
    began = clock()
    read(store.catalogue, [site(1), site(2)])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1), site(2)])

    found = store.catalogue.get(ref(1))
    assert counts == ReadCounts(unchanged=2)
    assert (found.first_seen, found.changed_at, found.last_seen) == (began, began, clock())


def test_a_changed_record_says_when(store: Store, clock: Clock) -> None:
    began = clock()
    read(store.catalogue, [site(1)])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1, name="Uusi halli")])

    found = store.catalogue.get(ref(1))
    assert counts == ReadCounts(changed=1)
    assert (found.name, found.first_seen, found.changed_at) == ("Uusi halli", began, clock())


def test_a_date_that_moves_by_itself_is_kept_and_is_no_change(store: Store, clock: Clock) -> None:
    began = clock()
    read(store.catalogue, [site(1)])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1, event=20)])

    found = store.catalogue.get(ref(1))
    model = found.model()
    assert counts == ReadCounts(unchanged=1)
    assert found.changed_at == began
    assert found.modified_at == datetime(2026, 1, 20, tzinfo=UTC)
    assert isinstance(model, SportsSite)
    assert model.event_date == found.modified_at


def test_what_a_complete_read_did_not_give_is_absent_and_stays(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(1), site(2)])
    read(store.catalogue, [site(9, place="091")], scope="municipality:091")
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1)])

    assert counts == ReadCounts(unchanged=1, absent=1)
    assert ids(store.catalogue) == ["1", "9"]
    assert ids(store.catalogue, include_absent=True) == ["1", "2", "9"]
    assert store.catalogue.get(ref(2)).absent_since == clock()


def test_an_incomplete_read_makes_nothing_absent(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(1), site(2)])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1, name="Uusi")], complete=False)

    assert counts == ReadCounts(changed=1)
    assert ids(store.catalogue) == ["1", "2"]
    assert store.catalogue.get(ref(1)).name == "Uusi"


def test_a_read_of_changes_makes_nothing_absent(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(1), site(2)])
    clock.advance(days=1)

    read(store.catalogue, [site(1)], mode="changes")

    assert ids(store.catalogue) == ["1", "2"]


def test_a_record_that_comes_back_is_there_and_counts_as_changed_since(
    store: Store, clock: Clock
) -> None:
    began = clock()
    read(store.catalogue, [site(1)])
    clock.advance(days=1)
    read(store.catalogue, [])
    clock.advance(days=1)

    counts = read(store.catalogue, [site(1)])

    found = store.catalogue.get(ref(1))
    assert counts == ReadCounts(returned=1)
    assert (found.absent_since, found.first_seen, found.changed_at) == (None, began, clock())


@pytest.mark.parametrize("new_place_first", [True, False])
def test_a_record_that_moves_municipality_is_there_whichever_is_read_first(
    store: Store, clock: Clock, new_place_first: bool
) -> None:
    read(store.catalogue, [site(1), site(2)])
    read(store.catalogue, [], scope="municipality:091")
    clock.advance(days=1)
    jobs = [("municipality:091", [site(1, place="091")]), ("municipality:889", [site(2)])]

    for scope, entries in jobs if new_place_first else jobs[::-1]:
        read(store.catalogue, entries, scope=scope)
        clock.advance(seconds=1)

    assert ids(store.catalogue) == ["1", "2"]
    assert ids(store.catalogue, municipality="091") == ["1"]
    assert store.catalogue.get(ref(1)).municipalities == ("091",)


def test_what_another_scope_has_given_since_has_only_left_this_one(
    store: Store, clock: Clock
) -> None:
    read(store.catalogue, [site(1)], scope="municipality:889")
    clock.advance(seconds=1)
    read(store.catalogue, [site(1)], scope="all")
    clock.advance(days=1)

    read(store.catalogue, [], scope="municipality:889")
    still = ids(store.catalogue)
    clock.advance(seconds=1)
    read(store.catalogue, [], scope="all")

    assert still == ["1"]
    assert ids(store.catalogue) == []


def test_what_only_an_older_read_of_another_scope_gave_is_absent(
    store: Store, clock: Clock
) -> None:
    read(store.catalogue, [site(1)], scope="all")
    clock.advance(days=1)
    read(store.catalogue, [site(1)], scope="municipality:889")
    clock.advance(days=1)

    read(store.catalogue, [], scope="municipality:889")

    assert ids(store.catalogue) == []


def test_a_rejected_record_counts_and_what_was_known_of_it_stays(
    store: Store, clock: Clock
) -> None:
    read(store.catalogue, [site(1), site(2)])
    clock.advance(days=1)

    with store.catalogue.reading("lipas", "sports-site", "municipality:889") as reading:
        reading.put(site(1))
        reading.reject(["2", "item 7"])
        counts = reading.finish(Completeness(complete=True, items=1))

    assert counts == ReadCounts(unchanged=1, rejected=2)
    assert ids(store.catalogue) == ["1", "2"]
    assert store.catalogue.get(ref(2)).last_seen == clock()


def test_what_the_register_says_is_archived_is_absent(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(1), site(2), site(3)])
    clock.advance(days=1)

    with store.catalogue.reading("lipas", "sports-site", "all", mode="changes") as reading:
        reading.gone(["2", "3", "unknown"])
        reading.put(site(3))
        counts = reading.finish(Completeness(complete=True, items=1))

    assert counts == ReadCounts(absent=2, returned=1)
    assert ids(store.catalogue) == ["1", "3"]


def test_a_read_that_fails_half_way_leaves_what_was_there(store: Store, clock: Clock) -> None:
    read(store.catalogue, [site(n) for n in range(600)])
    clock.advance(days=1)

    def half_a_read() -> None:
        with store.catalogue.reading("lipas", "sports-site", "municipality:889") as reading:
            for number in range(550):
                reading.put(site(number, name="Uusi"))
            raise RuntimeError("the line is dead")

    with pytest.raises(RuntimeError):
        half_a_read()

    names = {one.id: one.name for one in store.catalogue.records()}
    assert len(names) == 600
    assert (names["0"], names["520"]) == ("Uusi", "Halli")
    assert len(store.catalogue.snapshots()) == 1


def test_a_record_of_another_kind_is_a_mistake(store: Store) -> None:
    with (
        pytest.raises(ValueError, match="is no ptv service"),
        store.catalogue.reading("ptv", "service", "all") as reading,
    ):
        reading.put(site(1))


def test_verdicts_of_reads_are_kept_newest_first(store: Store, clock: Clock) -> None:
    began = clock()
    read(store.catalogue, [site(1)])
    clock.advance(days=1)
    read(store.catalogue, [site(1)], complete=False)

    newest, oldest = store.catalogue.snapshots(source="lipas")
    assert (newest.complete, newest.reasons) == (False, ("page 2 did not come",))
    assert (oldest.scope, oldest.mode, oldest.items) == ("municipality:889", "full", 1)
    assert (oldest.started_at, oldest.counts) == (began, ReadCounts(new=1))
    assert store.catalogue.last_read("lipas", "sports-site", "municipality:889") == oldest
    assert store.catalogue.last_read("lipas", "sports-site", "all") is None
    assert store.last_runs("")[0].kind == "read lipas"
