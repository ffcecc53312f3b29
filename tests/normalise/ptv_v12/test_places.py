"""Addresses, positions and areas."""

from typing import Any

import pytest

from hytedata.models.common import Position
from hytedata.models.ptv import (
    AvailabilityArea,
    DeliveryAddress,
    ForeignAddress,
    OtherAddress,
    PostOfficeBox,
    SourcedPosition,
    StreetAddress,
)
from tests.normalise.ptv_v12.documents import (
    channel,
    connection,
    coordinate,
    location,
    organisation,
    remarked,
    service,
    street_address,
)

PLACE = Position(east=435_210.5, north=6_903_421)


def street(**changes: Any) -> tuple[StreetAddress, list[tuple[str, str]]]:
    found = location(location={"streetAddresses": [street_address(**changes)]})
    return found.location.street[0], remarked(found)


def test_a_street_address_is_taken_over() -> None:
    found, remarks = street(
        additionalInformation={"fi": "Pihan puolella", "sv": " "},
        coordinates=[coordinate(435_210.5, 6_903_421)],
        accessibilityRegisterServicePointId="12345",
    )

    assert remarks == []
    assert found == StreetAddress(
        street={"fi": "Halliraitti"},
        detail="4 A",
        postal_code="40100",
        positions=(SourcedPosition(position=PLACE, source="User"),),
        info={"fi": "Pihan puolella"},
        accessibility_point="12345",
    )


def test_who_stated_an_address_is_kept_in_the_extras() -> None:
    address = street_address(addressSource={"source": "Posti"})

    found = connection(contactAddresses={"streetAddresses": [address]})

    path = "contactAddresses.streetAddresses[0].addressSource.source"
    assert found.extras == {path: "Posti"}


def test_street_names_that_repeat_the_finnish_one_are_left_out_but_for_own_languages() -> None:
    names = dict.fromkeys(("fi", "sv", "en", "se"), "Halliraitti") | {"smn": "Hallipäälgis"}
    versions = {"fi": {"name": "Halli"}, "sv": {"name": "Hall"}}
    address = street_address(streetName=names)

    found = location(languageVersions=versions, location={"streetAddresses": [address]})

    assert found.location.street[0].street.keys() == {"fi", "sv", "smn"}


def test_addresses_are_sorted_by_use_and_kind() -> None:
    other: dict[str, Any] = {
        "postalCode": None,
        "coordinates": [],
        "additionalInformation": {"fi": "Ranta"},
    }
    abroad = {"address": {"en": "1 Main Street, Oslo"}, "countryCode": "NO"}
    box = {"postalCode": "40101", "postOfficeBox": {"fi": "PL 1"}, "additionalInformation": {}}

    found = location(
        location={"otherAddresses": [other], "foreignAddresses": [abroad]},
        contactAddresses={"postOfficeBoxAddresses": [box], "streetAddresses": [street_address()]},
    )

    assert found.location.other == (OtherAddress(info={"fi": "Ranta"}),)
    assert found.location.foreign == (
        ForeignAddress(address={"en": "1 Main Street, Oslo"}, country="NO"),
    )
    assert found.contact_addresses.boxes == (
        PostOfficeBox(box={"fi": "PL 1"}, postal_code="40101"),
    )
    assert len(found.contact_addresses.street) == 1


def test_each_party_that_stated_a_position_is_kept_and_the_best_is_the_channels() -> None:
    entrance = coordinate(435_200, 6_903_400, source="AccessibilityRegister")
    address = street_address(coordinates=[coordinate(435_210.5, 6_903_421, source="NLS"), entrance])

    found = location(location={"streetAddresses": [address]})

    sources = [one.source for one in found.location.street[0].positions]
    assert sources == ["NLS", "AccessibilityRegister"]
    assert found.position == Position(east=435_200, north=6_903_400)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (coordinate(435_210, 6_903_421, system="Unknown"), "unknown-system"),
        (coordinate(6_903_421, 435_210), "swapped-coordinates"),
        (coordinate(25.7, 62.2), "degrees"),
        (coordinate(10**30, 1), "outside-finland"),
        (coordinate(None, 6_903_421), "no-coordinates"),
        (coordinate(0, 0), "no-position"),
    ],
)
def test_what_is_no_position_in_finland_is_remarked_on(told: dict[str, Any], code: str) -> None:
    found, remarks = street(coordinates=[told])

    assert found.positions == ()
    assert remarks == [("location.streetAddresses[0].coordinates[0]", code)]


@pytest.mark.parametrize("nothing", [None, 0])
def test_an_unknown_system_without_numbers_says_nothing(nothing: float | None) -> None:
    assert street(coordinates=[coordinate(nothing, nothing, system="Unknown")])[1] == []


def test_an_address_abroad_with_only_a_country_is_remarked_on() -> None:
    found = organisation(location={"foreignAddresses": [{"address": {}, "countryCode": "SE"}]})

    assert remarked(found) == [("location.foreignAddresses[0]", "no-address")]


def test_forms_are_delivered_to_streets_boxes_or_as_told() -> None:
    boxed = {"postalCode": "40101", "postOfficeBox": {"fi": "PL 1"}}
    told = [
        {"deliveryAddressType": "StreetAddress", "recipient": {"fi": "Kunta"}, **street_address()},
        {"deliveryAddressType": "PostOfficeBox", "recipient": {}, **boxed},
        {"deliveryAddressType": "DeliveryInformation", "deliveryInformation": {"fi": "Tiskille"}},
        {"deliveryAddressType": "DeliveryInformation", "deliveryInformation": {}},
    ]

    found = channel("PrintableForm", deliveryAddresses=told)

    halls = StreetAddress(street={"fi": "Halliraitti"}, detail="4 A", postal_code="40100")
    assert found.delivery_addresses == (
        DeliveryAddress(recipient={"fi": "Kunta"}, street=halls),
        DeliveryAddress(box=PostOfficeBox(box={"fi": "PL 1"}, postal_code="40101")),
        DeliveryAddress(instructions={"fi": "Tiskille"}),
    )
    assert found.remarks == ()


def test_a_delivery_address_of_an_unknown_type_is_remarked_on() -> None:
    found = channel("PrintableForm", deliveryAddresses=[{"deliveryAddressType": "Pigeon"}])

    assert remarked(found) == [("deliveryAddresses[0].deliveryAddressType", "unknown-address-type")]


def test_areas_are_sorted_codes() -> None:
    limited = {
        "areaType": "LimitedArea",
        "municipalities": ["179", "091", "179", "5"],
        "regions": ["13", "1"],
        "wellbeingServicesCounties": [],
    }

    assert service(area=limited).area == AvailabilityArea(
        type="LimitedArea", municipalities=("005", "091", "179"), regions=("01", "13")
    )


@pytest.mark.parametrize("word", ["WholeCountry", "WholeCountryExceptAland", "Moon"])
def test_types_of_areas_stay_as_they_are(word: str) -> None:
    assert service(area={"areaType": word}).area == AvailabilityArea(type=word)


def test_a_channel_without_an_area_follows_its_services() -> None:
    found = location(area=None)

    assert (found.area, found.remarks) == (None, ())


@pytest.mark.parametrize(
    ("area", "field", "code"),
    [
        ({"municipalities": ["179"]}, "area.areaType", "no-area-type"),
        ({"areaType": "WholeCountry", "regions": ["13"]}, "area", "unexpected-areas"),
        ({"areaType": "LimitedArea", "municipalities": [""]}, "area.municipalities[0]", "no-code"),
        ({"areaType": "LimitedArea", "regions": [" "]}, "area.regions[0]", "no-code"),
        (
            {"areaType": "LimitedArea", "municipalities": ["Oulu"]},
            "area.municipalities[0]",
            "no-municipality-code",
        ),
    ],
)
def test_what_is_odd_about_an_area_is_remarked_on(
    area: dict[str, Any], field: str, code: str
) -> None:
    assert remarked(service(area=area)) == [(field, code)]


def test_a_municipality_is_the_one_of_its_area() -> None:
    own = {"areaType": "LimitedArea", "municipalities": ["179"]}

    found = organisation(organizationType="Municipality", area=own)

    assert found.municipality == "179"
    assert found.area == AvailabilityArea(type="LimitedArea", municipalities=("179",))
    assert organisation(area=own).municipality is None


def test_a_municipality_of_several_is_remarked_on() -> None:
    two = {"areaType": "LimitedArea", "municipalities": ["179", "091"]}

    found = organisation(organizationType="Municipality", area=two)

    assert found.municipality is None
    assert remarked(found) == [("area.municipalities", "no-single-municipality")]
