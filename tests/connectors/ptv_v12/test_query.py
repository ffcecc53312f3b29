from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors.ptv.v12 import endpoints
from hytedata.connectors.ptv.v12.limits import QueryError
from hytedata.connectors.ptv.v12.query import (
    ArchivedQuery,
    ChannelQuery,
    CodeQuery,
    ConnectionQuery,
    NameQuery,
    OrganisationQuery,
    ServiceQuery,
    batches,
    page_params,
)
from hytedata.errors import InputError
from tests.connectors.ptv_v12.builders import CALLS, ONE, TWO, ids_of, made

NOON = datetime(2026, 9, 1, 15, 0, 0, 52_999, tzinfo=timezone(timedelta(hours=3)))


def test_a_query_of_nothing_asks_for_the_page_alone() -> None:
    request = endpoints.services(ServiceQuery(), 2, page_size=10).request

    assert request.params == (("page", "2"), ("pageSize", "10"))


def test_lists_are_repeated_parameters_and_match_by_any() -> None:
    params = ServiceQuery(service_classes=("P27.1", "P27.2")).params()

    assert params == (
        ("serviceClasses", "P27.1"),
        ("serviceClasses", "P27.2"),
        ("serviceClassesMatch", "any"),
    )


def test_all_is_sent_where_it_is_asked_for() -> None:
    query = ServiceQuery(target_groups=("KR1", "KR2"), target_groups_match="all")

    assert ("targetGroupsMatch", "all") in query.params()


@pytest.mark.parametrize(
    "query",
    [
        ChannelQuery(municipalities=("091",)),
        ChannelQuery(regions=("01",)),
        ChannelQuery(wellbeing_services_counties=("09",)),
        ChannelQuery(wellbeing_services_counties=("09",), area_type="LimitedArea"),
    ],
)
def test_codes_of_areas_bring_the_area_type_without_which_they_do_nothing(
    query: ChannelQuery,
) -> None:
    assert query.params()[0] == ("areaType", "LimitedArea")


def test_codes_of_areas_and_nationwide_content_are_two_questions() -> None:
    with pytest.raises(QueryError, match="area_type: 'WholeCountry' is not allowed") as caught:
        ServiceQuery(municipalities=("091",), area_type="WholeCountry")

    assert caught.value.argument == "area_type"


def test_a_time_is_sent_in_utc_and_never_later_than_given() -> None:
    query = ArchivedQuery(archived_at_or_after=NOON)

    assert query.params() == (("archivedAtOrAfter", "2026-09-01T12:00:00.052Z"),)


def test_a_flag_is_sent_in_small_letters() -> None:
    assert NameQuery(is_valid=False, name="halli").params() == (
        ("isValid", "false"),
        ("name", "halli"),
    )


def test_a_value_that_is_given_twice_is_sent_once() -> None:
    assert ConnectionQuery(service_content_ids=(ONE, TWO, ONE)).service_content_ids == (ONE, TWO)


@pytest.mark.parametrize(
    ("kind", "argument", "value"),
    [
        (ServiceQuery, "municipalities", ("91",)),
        (ServiceQuery, "municipalities", ("091\n",)),
        (ServiceQuery, "municipalities", ("٠٩١",)),
        (ServiceQuery, "municipalities", "091"),
        (ServiceQuery, "municipalities", None),
        (ServiceQuery, "municipalities", (91,)),
        (ServiceQuery, "municipalities_match", "some"),
        (ServiceQuery, "area_type", "Nationwide"),
        (ServiceQuery, "service_classes", (".P27",)),
        (ServiceQuery, "ontology_terms", ("p37040",)),
        (ServiceQuery, "language_versions", ("no",)),
        (ServiceQuery, "service_collection_content_id", "x"),
        (ServiceQuery, "published_at_or_after", datetime(2026, 9, 1)),  # noqa: DTZ001
        (ServiceQuery, "published_at_or_after", "2026-09-01"),
        (ServiceQuery, "published_at_or_after", datetime.max.replace(tzinfo=timezone.min)),
        (ChannelQuery, "channel_types", ("Phone",)),
        (OrganisationQuery, "business_ids", ("02454372",)),
        (ArchivedQuery, "archived_at_or_after", None),
        (NameQuery, "is_valid", "true"),
        (NameQuery, "name", "  "),
        (NameQuery, "name", "\ud800"),
        (CodeQuery, "codes", ("sgn-fi",)),
        (ConnectionQuery, "channel_content_ids", tuple(f"{ONE[:-2]}{n}" for n in range(10, 31))),
    ],
)
def test_a_value_outside_the_limits_is_named_with_what_is_allowed(
    kind: type[ServiceQuery], argument: str, value: object
) -> None:
    with pytest.raises(QueryError, match=f"^{argument}: .* is not allowed; allowed: ") as caught:
        kind(**{argument: value})  # type: ignore[arg-type]

    assert isinstance(caught.value, InputError)
    assert (caught.value.argument, bool(caught.value.allowed)) == (argument, True)


@pytest.mark.parametrize(
    ("page", "size", "argument"),
    [(0, 1, "page"), (1_000_001, 1, "page"), (1, 0, "page_size"), (1, 101, "page_size")],
)
def test_a_page_outside_the_limits_is_not_asked_for(page: int, size: int, argument: str) -> None:
    with pytest.raises(QueryError) as caught:
        page_params(page, size)

    assert caught.value.argument == argument


@pytest.mark.parametrize("page", [1, 1_000_000])
def test_the_limits_themselves_are_allowed(page: int) -> None:
    assert page_params(page, 100) == (("page", str(page)), ("pageSize", "100"))


@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if ids_of(call)])
@pytest.mark.parametrize("wrong", ["../x", "", ONE + "/", "{" + ONE + "}", ONE.replace("-", "")])
def test_an_id_that_is_no_uuid_is_not_sent(name: str, wrong: str) -> None:
    arguments = ids_of(CALLS[name])

    for at, argument in enumerate(arguments):
        ids = [ONE] * len(arguments)
        ids[at] = wrong
        with pytest.raises(QueryError) as caught:
            CALLS[name](*ids)
        assert (caught.value.argument, caught.value.allowed) == (argument, "a UUID")


@given(values=st.lists(st.text(max_size=2), max_size=90))
def test_batches_hold_each_value_once_in_order_and_none_is_too_long(values: list[str]) -> None:
    cut = list(batches(values))

    assert [value for batch in cut for value in batch] == list(dict.fromkeys(values))
    assert all(1 <= len(batch) <= 20 for batch in cut)
    assert all(len(batch) == 20 for batch in cut[:-1])


def test_reads_never_ask_for_a_login_and_may_be_repeated() -> None:
    requests = [made(call).request for call in CALLS.values()]

    assert {(one.method, one.auth, one.may_repeat, one.body) for one in requests} == {
        ("GET", False, True, None)
    }


def test_now_is_a_time_that_can_be_asked_for() -> None:
    now = datetime.now(UTC)

    assert ServiceQuery(published_at_or_after=now).published_at_or_after == now
