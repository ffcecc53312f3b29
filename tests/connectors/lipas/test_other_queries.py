from datetime import UTC, datetime

import pytest

from hytedata.connectors.lipas.loi_query import LoiQuery
from hytedata.connectors.lipas.v1_query import V1Query, helsinki_time, utc_time
from hytedata.errors import InputError


@pytest.mark.parametrize(
    ("moment", "local"),
    [
        (datetime(2026, 1, 1, 12, 0, 0, 678_900, tzinfo=UTC), "2026-01-01 14:00:00.678"),
        (datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-01 15:00:00.000"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25 03:30:00.000"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25 03:30:00.000"),
    ],
)
def test_v1_compares_local_times_of_helsinki(moment: datetime, local: str) -> None:
    assert helsinki_time(moment, "modified_after") == local


def test_v1_reads_deletions_by_utc() -> None:
    assert utc_time(datetime(2026, 7, 1, 12, tzinfo=UTC), "since") == "2026-07-01 12:00:00.000"


def test_an_abolished_code_that_lingers_is_asked_for_with_its_successor() -> None:
    params = V1Query(municipalities=("214",)).params(1, 100)

    assert [value for name, value in params if name == "cityCodes"] == ["214", "99"]


@pytest.mark.parametrize("query", [V1Query(), LoiQuery()])
@pytest.mark.parametrize(("page", "size"), [(0, 10), (1, 0), (1, 101), (501, 100), (1001, 51)])
def test_a_page_outside_the_window_is_never_sent(
    query: V1Query | LoiQuery, page: int, size: int
) -> None:
    with pytest.raises(ValueError, match="outside the window"):
        query.params(page, size)


def test_a_v1_query_splits_by_municipality_and_then_by_type() -> None:
    whole = V1Query()

    (one, *_) = whole.parts()
    (smallest, *_) = one.parts()

    assert len(whole.parts()) > 300
    assert len(one.municipalities) == len(smallest.type_codes) == 1
    assert len(one.parts()) == 149
    assert smallest.parts() == (smallest,)
    assert str(smallest).startswith("municipality ")


def test_a_query_of_locations_splits_by_category_and_then_by_type() -> None:
    whole = LoiQuery()
    types = [it for part in whole.parts() for it in part.parts()]

    assert len(whole.parts()) == 5
    assert len(types) == 54
    assert types[0].parts() == (types[0],)
    assert str(whole) == "all Locations of Interest"


def test_two_categories_split_into_one_each() -> None:
    two = LoiQuery(categories=("water-conditions", "trail-conditions"), statuses=("active",))

    assert [str(it) for it in two.parts()] == [
        "water-conditions; active",
        "trail-conditions; active",
    ]


def test_a_filter_without_any_status_is_refused() -> None:
    with pytest.raises(InputError, match="statuses: name at least one"):
        LoiQuery(statuses=())
