"""Laws of the desired state over arbitrary sites."""

import re
from datetime import UTC, datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from hytedata.content import check_fields, fold_name
from hytedata.models.common import LocalizedText
from hytedata.models.publication import Desired
from hytedata.models.sports_site import SiteGeometry, SportsSite
from tests.sync.desired.builders import publish

anything = st.none() | st.text(max_size=40)
coordinate = st.floats(allow_nan=True, allow_infinity=True) | st.floats(43_000, 7_800_000)
geometries = st.none() | st.builds(
    SiteGeometry,
    kind=st.sampled_from(["point", "route", "area"]),
    parts=st.lists(
        st.tuples(st.lists(st.tuples(coordinate, coordinate), max_size=2).map(tuple)), max_size=2
    ).map(tuple),
)
names: st.SearchStrategy[LocalizedText] = st.dictionaries(
    st.sampled_from(["fi", "sv", "en"]), st.text(max_size=130) | st.just("Kenttä"), max_size=3
)
sports_sites = st.builds(
    SportsSite,
    lipas_id=st.integers(1, 6),
    event_date=st.none()
    | st.sampled_from([datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2)]),
    status=st.sampled_from(["active", "active", "planned", "incorrect-data", "odd"]),
    names=names,
    marketing_name=st.none() | st.text(max_size=120),
    type_code=st.sampled_from([1340, 1340, 3110, 1620, 7000, 99999]),
    owner=st.sampled_from(["city", "city", "state", None]),
    admin=st.none(),
    municipality=st.sampled_from(["249", "249", "091"]),
    neighbourhood=anything,
    address=anything | st.sampled_from(["Kenttätie 3", "Satamatie", "Hiidenvaara", "-"]),
    postal_code=st.sampled_from(["42700", None, "x"]),
    postal_office=anything,
    phone=anything | st.just("040 1234567, 116117"),
    email=anything | st.emails(),
    www=anything | st.just("www.example.fi"),
    reservations_link=anything,
    geometry=geometries,
    lipas_publishes=st.none() | st.booleans(),
)
listed = st.lists(sports_sites, max_size=6)


def _sites_of(state: Desired) -> list[str]:
    sources = [
        *(item.source for item in state.items),
        *state.retired,
        *(skip.source for skip in state.skipped),
    ]
    return sorted(source.id for source in sources if source.id.startswith("site:"))


@given(listed)
@settings(deadline=None)
def test_every_site_is_published_or_retired_or_skipped_and_never_twice(
    sites: list[SportsSite],
) -> None:
    state = publish(*sites)

    assert _sites_of(state) == sorted({f"site:{one.lipas_id}" for one in sites})


@given(listed, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_sites_changes_nothing(sites: list[SportsSite], random: Random) -> None:
    assert publish(*random.sample(sites, len(sites))) == publish(*sites)


@given(listed)
@settings(deadline=None)
def test_whatever_is_published_obeys_the_content_rules_and_has_a_service(
    sites: list[SportsSite],
) -> None:
    state = publish(*sites)

    keys = {item.source_id for item in state.items}
    for item in state.items:
        blocking = [one for one in check_fields(item.kind, item.fields) if one.severity == "block"]
        assert blocking == []
        assert set(item.needs) <= keys
        assert re.fullmatch(r"[A-Za-z0-9-.]*", item.source_id)
    channels = [item for item in state.items if item.kind == "channel"]
    folded = [
        {fold_name(str(one.fields[f"name.{language}"])) for language in ("fi", "sv")}
        for one in channels
    ]
    assert sum(map(len, folded)) == len({name for one in folded for name in one})


@given(listed)
@settings(deadline=None)
def test_every_reason_is_stated_with_a_way_on(sites: list[SportsSite]) -> None:
    state = publish(*sites)

    assert all(one.title and one.detail and one.remedy for one in (*state.skipped, *state.warnings))
