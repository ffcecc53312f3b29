"""What runs of coverage counted is kept by county and day."""

from datetime import date

from hytedata.store import Store

NOVEMBER, OCTOBER = date(2026, 11, 22), date(2026, 10, 22)


def test_the_last_run_of_a_county_is_found(store: Store) -> None:
    runs = store.catalogue.coverage
    runs.put("20", OCTOBER, b'{"a":1}')
    runs.put("20", NOVEMBER, b'{"a":2}')
    runs.put("19", NOVEMBER, b'{"a":3}')

    last, before = runs.latest("20"), runs.latest("20", before=NOVEMBER)

    assert last
    assert before
    assert (last.day, last.document) == (NOVEMBER, b'{"a":2}')
    assert (before.day, before.document) == (OCTOBER, b'{"a":1}')
    assert [one.day for one in runs.all("20")] == [OCTOBER, NOVEMBER]


def test_of_two_runs_of_a_day_the_later_counts(store: Store) -> None:
    runs = store.catalogue.coverage
    runs.put("20", NOVEMBER, b"1")
    runs.put("20", NOVEMBER, b"2")

    last = runs.latest("20")

    assert last
    assert last.document == b"2"


def test_a_county_without_a_run_has_none(store: Store) -> None:
    assert store.catalogue.coverage.latest("20") is None
