"""Where records are: kept beside them, on both databases, and rebuilt when they change."""

from hytedata.models.common import Completeness, Json, SourceRef
from hytedata.places.shapes import Bounds
from hytedata.store import Store
from hytedata.store.catalogue import CatalogueRecord, Entry, RecordPlace
from tests.store.conftest import Clock

KINDS = (("lipas", "sports-site"),)
CONFLICT: dict[str, Json] = {"first": "code", "second": "point", "distance_m": 5.5}


def ref(key: str) -> SourceRef:
    return SourceRef(source="lipas", kind="sports-site", id=key)


def put(store: Store, *keys: str, content: str = "a") -> None:
    with store.catalogue.reading("lipas", "sports-site", "all") as reading:
        for key in keys:
            bounds = Bounds(500_000, 7_000_000, 500_100, 7_000_200)
            reading.put(Entry(ref(key), hash=content, model=content.encode(), bounds=bounds))
        reading.finish(Completeness(complete=True, items=len(keys)))


def waiting(store: Store, by: str = "borders") -> list[CatalogueRecord]:
    return [one for some in store.catalogue.places.waiting(by, KINDS) for one in some]


def test_places_are_given_back_the_largest_share_first(store: Store) -> None:
    put(store, "1", "2")
    places = store.catalogue.places
    both = (
        RecordPlace("091", "90", 0.25, "point", 0.9),
        RecordPlace("889", "19", 0.75, "code", 0.45, (CONFLICT,), ("a note",)),
    )

    places.put("borders", [(one, both if one.id == "1" else ()) for one in waiting(store)])

    assert places.of(ref("1")) == (both[1], both[0])
    assert places.of(ref("2")) == places.of(ref("3")) == ()
    assert list(places.contested()) == [(ref("1"), both[1])]
    assert list(places.contested(source="ptv")) == []


def test_a_record_waits_until_it_is_placed_and_again_when_it_or_the_borders_change(
    store: Store, clock: Clock
) -> None:
    put(store, "1", "2")
    before = waiting(store)
    store.catalogue.places.put("borders", [(one, ()) for one in before])
    clock.advance(seconds=1)

    put(store, "1", "2")
    unchanged = waiting(store)
    put(store, "2", content="b")

    assert [one.id for one in before] == ["1", "2"]
    assert unchanged == []
    assert [one.id for one in waiting(store)] == ["2"]
    assert [one.id for one in waiting(store, "others")] == ["1", "2"]


def test_what_was_read_anew_meanwhile_stays_waiting(store: Store, clock: Clock) -> None:
    put(store, "1")
    looked_at = waiting(store)
    clock.advance(seconds=1)
    put(store, "1", content="b")

    store.catalogue.places.put("borders", [(one, ()) for one in looked_at])

    assert [one.id for one in waiting(store)] == ["1"]


def test_new_places_take_the_place_of_old_ones(store: Store) -> None:
    put(store, "1")
    record = waiting(store)[0]
    for code in ("091", "889"):
        store.catalogue.places.put("x", [(record, (RecordPlace(code, None, 1.0, "code", 0.9),))])

    assert [one.municipality for one in store.catalogue.places.of(ref("1"))] == ["889"]


def test_a_box_is_kept_with_the_record(store: Store) -> None:
    put(store, "1")

    assert store.catalogue.get(ref("1")).bounds == Bounds(500_000, 7_000_000, 500_100, 7_000_200)
