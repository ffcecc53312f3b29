"""Composing takes whatever a site may hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hytedata import codes
from hytedata.content import check_text
from hytedata.models.common import Language
from hytedata.models.sports_site import SportsSite
from hytedata.sync.compose import compose_site

LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
KEYS = st.sampled_from([described.key for described in codes.property_types()])
VALUES = st.one_of(
    st.booleans(),
    st.integers(-10, 10**9),
    st.floats(allow_nan=True, allow_infinity=True),
    st.text(max_size=20),
    st.lists(st.sampled_from(["sand", "grass", "water", "x"]), max_size=4).map(tuple),
)


@pytest.fixture(scope="module")
def place() -> codes.Municipality:
    return codes.municipality("564")


@settings(max_examples=60)
@given(
    type_code=st.sampled_from([kind.code for kind in codes.sports_site_types()]),
    properties=st.dictionaries(KEYS, VALUES, max_size=8),
    name=st.text(min_size=1, max_size=60),
)
def test_no_site_breaks_composing_or_a_rule(
    place: codes.Municipality,
    type_code: int,
    properties: dict[str, bool | int | float | str | tuple[str, ...]],
    name: str,
) -> None:
    site = SportsSite(
        lipas_id=1,
        event_date=None,
        status="active",
        names={"fi": name},
        type_code=type_code,
        owner=None,
        admin=None,
        municipality="564",
        properties=properties,
    )

    texts = compose_site(site, languages=LANGUAGES, municipality=place)

    for language in LANGUAGES:
        assert 5 <= len(texts.summary[language]) <= 150
        assert check_text(texts.summary[language], language=language) == ()
        assert check_text(texts.description[language], language=language) == ()
