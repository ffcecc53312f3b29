"""Themes and providers: kept beside records, and derived anew when these or the rules change."""

from hytedata.models.classification import ClassEvidence, ProviderVerdict, ThemeVerdict
from hytedata.models.common import Completeness, SourceRef
from hytedata.store import Store
from hytedata.store.catalogue import CatalogueRecord, Entry, RecordClasses
from tests.store.conftest import Clock

KINDS = (("kainuu", "event"), ("ptv", "service"))
SIGN = ClassEvidence(source="event-keyword", code="yso:p916", label="liikunta", weight="strong")
FOUND = RecordClasses(
    (
        ThemeVerdict(theme="exercise", strength="certain", evidence=(SIGN,)),
        ThemeVerdict(theme="nature", strength="possible", evidence=()),
    ),
    ProviderVerdict(kind="municipality", evidence=(SIGN,)),
)


def ref(key: str) -> SourceRef:
    return SourceRef(source="kainuu", kind="event", id=key)


def put(store: Store, *keys: str, content: str = "a") -> None:
    with store.catalogue.reading("kainuu", "event", "all") as reading:
        for key in keys:
            reading.put(Entry(ref(key), hash=content, model=content.encode()))
        reading.finish(Completeness(complete=True, items=len(keys)))


def waiting(store: Store, by: str = "rules 1") -> list[CatalogueRecord]:
    return [one for some in store.catalogue.classes.waiting(by, KINDS) for one in some]


def test_what_was_found_is_given_back_with_what_speaks_for_it(store: Store) -> None:
    put(store, "1", "2")

    store.catalogue.classes.put(
        "rules 1",
        [(one, FOUND if one.id == "1" else RecordClasses()) for one in waiting(store)],
    )

    assert store.catalogue.classes.of(ref("1")) == FOUND
    assert store.catalogue.classes.of(ref("2")) == RecordClasses()
    assert store.catalogue.classes.of(ref("3")) == RecordClasses()


def test_a_record_waits_until_it_is_classed_and_again_when_it_or_the_rules_change(
    store: Store, clock: Clock
) -> None:
    put(store, "1", "2")
    store.catalogue.classes.put("rules 1", [(one, FOUND) for one in waiting(store)])
    clock.advance(seconds=1)
    put(store, "1", "2")
    unchanged = waiting(store)

    put(store, "2", content="b")

    assert unchanged == []
    assert [one.id for one in waiting(store)] == ["2"]
    assert [one.id for one in waiting(store, "rules 2")] == ["1", "2"]


def test_what_is_found_anew_takes_the_place_of_what_was_known(store: Store) -> None:
    put(store, "1")
    (record,) = waiting(store)
    store.catalogue.classes.put("rules 1", [(record, FOUND)])

    store.catalogue.classes.put("rules 2", [(record, RecordClasses(FOUND.themes[1:]))])

    assert store.catalogue.classes.of(ref("1")) == RecordClasses(FOUND.themes[1:])


def test_places_and_classes_do_not_wait_for_each_other(store: Store) -> None:
    put(store, "1")

    store.catalogue.classes.put("rules 1", [(one, FOUND) for one in waiting(store)])

    assert [len(one) for one in store.catalogue.places.waiting("borders", KINDS)] == [1]
