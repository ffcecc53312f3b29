import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors.lipas.raw_site import RawSite, read_raw_site
from hytedata.models.common import Rejection
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas import normalise_site
from hytedata.normalise.lipas_v1 import normalise_v1_site
from tests.connectors.lipas.builders import encoded, site


def normalised(document: object, *, single_view: bool = False) -> SportsSite:
    result = normalise_site(encoded(document), single_view=single_view)
    assert isinstance(result, SportsSite), result
    return result


def located(**changes: Any) -> dict[str, Any]:
    document = site()
    document["location"].update({key.replace("_", "-"): it for key, it in changes.items()})
    return document


def codes(found: SportsSite) -> list[tuple[str, str]]:
    return [(remark.field, remark.code) for remark in found.remarks]


def test_a_full_document_loses_nothing(shared: Path) -> None:
    raw = (shared / "reference/lipas-samples/site-point.json").read_bytes()

    found = normalise_site(raw)

    assert isinstance(found, SportsSite)
    assert found.remarks == ()
    assert found.names == {
        "fi": "Kuusirannan koulun pallokenttä",
        "sv": "Granstrands skolas bollplan",
        "en": "Kuusiranta school ball field",
    }
    assert found.municipality == "091"
    assert found.event_date == datetime(2026, 5, 12, 7, 41, 22, 318000, UTC)
    assert found.renovation_years == (2016,)
    assert found.properties == {
        "surface-material": ("artificial-turf",),
        "ligthing?": True,
        "free-use?": True,
        "field-length-m": 60,
        "field-width-m": 40,
        "area-m2": 2400,
        "toilet?": False,
    }


@pytest.mark.parametrize("kind", ["route", "area", "missing-contact", "out-of-service-permanently"])
def test_the_other_samples_raise_no_remark(shared: Path, kind: str) -> None:
    raw = (shared / f"reference/lipas-samples/site-{kind}.json").read_bytes()

    found = normalise_site(raw)

    assert isinstance(found, SportsSite)
    assert found.remarks == ()
    assert found.geometry is not None


def test_contact_data_stay_as_stated(shared: Path) -> None:
    raw = (shared / "reference/lipas-samples/site-messy-contact.json").read_bytes()

    found = normalise_site(raw)

    assert isinstance(found, SportsSite)
    assert found.names["fi"] == "Rantapuiston  uimapaikka"
    assert found.phone == "Meikäläinen M, 041 555 0103 (klo 9-16)"
    assert found.comment == "Laituri poistettu talveksi.\nPelastusrengas rannalla."
    assert found.postal_code == "82300"
    assert [(it.code, it.raw) for it in found.remarks] == [
        ("text-around-postal-code", "82300 Rääkkylä")
    ]


@pytest.mark.parametrize(
    ("stated", "postal_code", "remarks"),
    [
        ("00950", "00950", []),
        (" 00950 ", "00950", []),
        ("FIN-00950 Helsinki 00960", "00950", ["text-around-postal-code"]),
        ("123456", None, ["no-postal-code"]),
        ("9500", None, ["no-postal-code"]),
        ("", None, []),
    ],
)
def test_the_postal_code_is_the_first_free_standing_run_of_five_digits(
    stated: str, postal_code: str | None, remarks: list[str]
) -> None:
    found = normalised(located(postal_code=stated))

    assert found.postal_code == postal_code
    assert [remark.code for remark in found.remarks] == remarks


@pytest.mark.parametrize(
    ("stated", "microsecond"),
    [
        ("2026-01-02T03:04:05Z", 0),
        ("2026-01-02T03:04:05.1Z", 100_000),
        ("2026-01-02T03:04:05.1234567Z", 123_456),
        ("2026-01-02T03:04:05", 0),
        ("2026-01-02T05:04:05+02:00", 0),
    ],
)
def test_times_may_have_any_number_of_fraction_digits(stated: str, microsecond: int) -> None:
    found = normalised(site(date=stated))

    assert found.event_date == datetime(2026, 1, 2, 3, 4, 5, microsecond, UTC)


def test_an_unreadable_time_is_none_and_told() -> None:
    found = normalised(site(date="eilen"))

    assert found.event_date is None
    assert codes(found) == [("event-date", "no-time")]


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("lipas-id", "lipas-id"),
        ("status", "status"),
        ("name", "name"),
        ("type", "type.type-code"),
        ("location", "location.city.city-code"),
    ],
)
def test_only_what_makes_a_site_unusable_rejects_it(key: str, field: str) -> None:
    document = site()
    del document[key]

    result = normalise_site(encoded(document), place="line 4")

    assert isinstance(result, Rejection)
    assert (result.field, result.reason) == (field, "it is missing")
    assert result.ref.id == ("line 4" if key == "lipas-id" else "1")


def test_unknown_codes_are_kept_and_told() -> None:
    found = normalised(site(status="demolished", owner="the-moon", type={"type-code": 9999}))

    assert (found.status, found.owner, found.type_code) == ("demolished", "the-moon", 9999)
    assert set(codes(found)) == {
        ("status", "unknown-code"),
        ("owner", "unknown-code"),
        ("type.type-code", "unknown-code"),
    }


def test_codes_may_be_texts() -> None:
    document = site(city="91", type={"type-code": "1340"})

    found = normalised(document)

    assert (found.municipality, found.type_code, found.remarks) == ("091", 1340, ())


def test_a_site_of_an_abolished_municipality_belongs_to_its_successor() -> None:
    found = normalised(site(city=911))

    assert found.municipality == "541"
    assert [(it.code, it.raw) for it in found.remarks] == [("abolished-municipality", "911")]


def test_null_is_absent() -> None:
    document = site() | {"email": None, "properties": None, "marketing-name": None}

    found = normalised(document)

    assert (found.email, found.properties, found.marketing_name) == (None, {}, None)
    assert found.remarks == ()


def test_odd_values_become_remarks_with_what_was_there() -> None:
    document = site(email=["a@b.fi"], construction_year=12, renovation_years=[2010, 1999, "x"])

    found = normalised(document)

    assert (found.email, found.construction_year, found.renovation_years) == (
        None,
        None,
        (1999, 2010),
    )
    assert [(it.field, it.code, it.raw) for it in found.remarks] == [
        ("email", "odd-value", '["a@b.fi"]'),
        ("construction-year", "no-year", "12"),
        ("renovation-years", "no-year", "x"),
    ]


def test_properties_have_the_type_that_the_classification_gives_them() -> None:
    properties = {
        "free-use?": True,
        "area-m2": 60.0,
        "route-length-km": 4.2,
        "surface-material": ["sand", "unobtainium"],
        "accessibility-info": " https://example.fi ",
        "water-point": "seasonal",
        "toilet?": "yes",
        "field-width-m": "40",
        "brand-new?": True,
        "pier?": None,
    }

    found = normalised(site(properties=properties))

    assert found.properties == {
        "free-use?": True,
        "area-m2": 60,
        "route-length-km": 4.2,
        "surface-material": ("sand", "unobtainium"),
        "accessibility-info": "https://example.fi",
        "water-point": "seasonal",
        "brand-new?": True,
    }
    assert set(codes(found)) == {
        ("properties.surface-material", "unknown-option"),
        ("properties.toilet?", "odd-value"),
        ("properties.field-width-m", "odd-value"),
        ("properties.brand-new?", "unknown-property"),
    }


@pytest.mark.parametrize(
    ("ptv", "single_view", "publishes"),
    [
        (None, False, None),
        (None, True, False),
        ({"sync-enabled": True}, False, True),
        ({"sync-enabled": False, "service-channel-ids": ["a"]}, True, True),
        ({"sync-enabled": False, "service-channel-ids": []}, True, False),
        ({"sync-enabled": "yes"}, True, None),
        ("on", True, None),
    ],
)
def test_only_a_view_that_shows_it_tells_whether_lipas_publishes(
    ptv: Any, single_view: bool, publishes: bool | None
) -> None:
    found = normalised(site(ptv=ptv), single_view=single_view)

    assert found.lipas_publishes is publishes


def test_the_hash_ignores_the_date_only() -> None:
    first = normalised(site(date="2026-01-01T00:00:00Z"))
    moved = normalised(site(date="2026-01-02T00:00:00Z"))
    changed = normalised(site(comment="Uusi"))

    assert first.content_hash == moved.content_hash != changed.content_hash


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)
KEYS = (*site(), "properties", "name-localized", "ptv", "renovation-years", "construction-year")
V1_KEYS = ("sportsPlaceId", "name", "type", "location", "owner", "properties", "lastModified")


@st.composite
def spoilt_sites(draw: st.DrawFn) -> dict[str, Any]:
    document = site()
    for key in draw(st.sets(st.sampled_from(KEYS), max_size=4)):
        document[key] = draw(json_values)
    if isinstance(place := document["location"], dict):
        for key in draw(st.sets(st.sampled_from([*place, "city"]), max_size=3)):
            place[key] = draw(json_values)
    return document


@given(document=json_values | spoilt_sites())
def test_normalising_never_crashes(document: Any) -> None:
    result = normalise_site(encoded(document))

    assert isinstance(result, SportsSite | Rejection)


@given(document=json_values | st.dictionaries(st.sampled_from(V1_KEYS), json_values))
def test_normalising_v1_never_crashes(document: Any) -> None:
    result = normalise_v1_site(encoded(document))

    assert isinstance(result, SportsSite | Rejection)


@given(raw=st.binary(max_size=40))
def test_bytes_that_are_no_json_are_rejected(raw: bytes) -> None:
    result = normalise_site(raw)

    assert isinstance(result, Rejection)


@given(value=json_values)
def test_no_odd_property_is_lost_silently(value: Any) -> None:
    found = normalised(site(properties={"area-m2": value}))

    empty = value is None or value == [] or (isinstance(value, str) and not value.strip())
    assert empty or "area-m2" in found.properties or found.remarks


def test_the_hash_is_the_one_of_the_fast_view() -> None:
    raw = json.dumps(site()).encode()

    fast, full = read_raw_site(raw), normalise_site(raw)

    assert isinstance(fast, RawSite)
    assert isinstance(full, SportsSite)
    assert fast.content_hash == full.content_hash
