"""Addresses by kind, names of streets without padding, positions that are surely in Finland."""

from typing import Any

import pytest

from hytedata.models.ptv import StreetAddress
from tests.normalise.ptv.documents import (
    Document,
    channel,
    location,
    organisation,
    remarked,
    text,
    typed,
)

NORTH, EAST = "6903421.500", "435210.250"
TWO_NAMES = [typed("Name", "Halli"), typed("Name", "Hall", "sv")]


def street(**changes: Any) -> Document:
    return {
        "street": [text("Katu")],
        "streetNumber": "12",
        "postalCode": "40100",
        "municipality": {"code": "179"},
        "latitude": NORTH,
        "longitude": EAST,
        "coordinateState": "EnteredByUser",
        **changes,
    }


def at(**changes: Any) -> Document:
    return {"type": "Location", "subType": "Single", "streetAddress": street(**changes)}


def only_street(record: Any) -> StreetAddress:
    (found,) = record.location.street
    assert isinstance(found, StreetAddress)
    return found


def test_a_street_address_is_taken_over() -> None:
    found = only_street(location(addresses=[at(additionalInformation=[text("Sisäpiha")])]))

    assert found.street == {"fi": "Katu"}
    assert (found.detail, found.postal_code, found.municipality) == ("12", "40100", "179")
    assert found.info == {"fi": "Sisäpiha"}


def test_latitude_is_the_northing_and_longitude_the_easting() -> None:
    position = location(addresses=[at()]).position

    assert position is not None
    assert (position.north, position.east) == (6903421.5, 435210.25)


def test_names_of_a_street_that_ptv_filled_in_from_finnish_are_left_out() -> None:
    padded = [text("Katu", code) for code in ("fi", "en", "se", "smn", "sms")]

    found = only_street(location(addresses=[at(street=padded)]))

    assert found.street == {"fi": "Katu"}


def test_names_of_a_street_in_the_records_own_languages_stay_though_they_are_alike() -> None:
    padded = [text("Katu", code) for code in ("fi", "sv", "en")]

    found = only_street(location(serviceChannelNames=TWO_NAMES, addresses=[at(street=padded)]))

    assert found.street == {"fi": "Katu", "sv": "Katu"}


def test_a_name_of_a_street_that_differs_from_finnish_stays_in_any_language() -> None:
    names = [text("Katu"), text("Gatan", "sv"), text("Katu", "en")]

    found = only_street(location(addresses=[at(street=names)]))

    assert found.street == {"fi": "Katu", "sv": "Gatan"}


def test_a_place_told_in_swedish_only_keeps_the_finnish_name_only_if_it_differs() -> None:
    swedish = [typed("Name", "Hall", "sv")]
    descriptions: list[Document] = []
    given = {"serviceChannelNames": swedish, "serviceChannelDescriptions": descriptions}
    alike = at(street=[text("Gatan"), text("Gatan", "sv"), text("Gatan", "en")])
    two = at(street=[text("Katu"), text("Gatan", "sv"), text("Katu", "en")])

    assert only_street(location(**given, addresses=[alike])).street == {"sv": "Gatan"}
    assert only_street(location(**given, addresses=[two])).street == {"fi": "Katu", "sv": "Gatan"}


@pytest.mark.parametrize(
    ("state", "source"),
    [
        ("Ok", "NLS"),
        ("EnteredByUser", "User"),
        ("EnteredByAR", "AccessibilityRegister"),
        ("Loading", "Loading"),
        (None, "Unknown"),
    ],
)
def test_a_position_says_who_stated_it(state: str | None, source: str) -> None:
    (found,) = only_street(location(addresses=[at(coordinateState=state)])).positions

    assert found.source == source


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (EAST, NORTH, "swapped-coordinates"),
        ("62.24", "25.75", "degrees"),
        ("25.75", "62.24", "degrees"),
        ("9000000", EAST, "outside-finland"),
        ("inf", EAST, "outside-finland"),
        ("nan", EAST, "outside-finland"),
        ("north", EAST, "no-coordinates"),
        (NORTH, None, "no-coordinates"),
        (None, EAST, "no-coordinates"),
    ],
)
def test_what_is_not_surely_a_position_in_finland_is_none(
    latitude: str | None, longitude: str | None, code: str
) -> None:
    found = location(addresses=[at(latitude=latitude, longitude=longitude)])

    assert found.position is None
    assert remarked(found) == [("addresses[0].streetAddress.latitude", code)]


@pytest.mark.parametrize("nothing", ["0", None, ""])
def test_a_street_that_was_not_found_has_no_position(nothing: str | None) -> None:
    found = location(
        addresses=[at(latitude=nothing, longitude=nothing, coordinateState="NotReceived")]
    )

    assert found.position is None
    assert remarked(found) == [("addresses[0].streetAddress.coordinateState", "no-position")]


def test_numbers_are_coordinates_too() -> None:
    found = location(addresses=[at(latitude=6903421.5, longitude=435210)])

    assert found.position is not None
    assert found.position.east == 435210.0


def test_a_municipality_may_be_a_bare_code_without_its_zeros() -> None:
    assert only_street(location(addresses=[at(municipality=91)])).municipality == "091"


def test_a_municipality_that_is_no_code_is_remarked_on() -> None:
    found = location(addresses=[at(municipality={"code": "Oulu"})])

    assert only_street(found).municipality is None
    assert remarked(found) == [
        ("addresses[0].streetAddress.municipality.code", "no-municipality-code")
    ]


def test_addresses_are_sorted_by_use_and_kind() -> None:
    box = {"postOfficeBox": [text("PL 10")], "postalCode": "40101"}
    other = {"latitude": NORTH, "longitude": EAST, "additionalInformation": [text("Laituri")]}

    found = location(
        addresses=[
            {"type": "Location", "subType": "Other", "otherAddress": other},
            {"type": "Location", "locationAbroad": [text("Rue 1")], "country": "FR"},
            {"type": "Postal", "subType": "PostOfficeBox", "postOfficeBoxAddress": box},
            {"type": "Postal", "subType": "Street", "streetAddress": street()},
        ]
    )

    assert found.location.street == ()
    assert found.location.other[0].info == {"fi": "Laituri"}
    assert found.location.other[0].positions[0].source == "User"
    assert found.location.foreign[0].country == "FR"
    assert found.contact_addresses.boxes[0].box == {"fi": "PL 10"}
    assert len(found.contact_addresses.street) == 1


def test_an_organisations_addresses_have_words_of_their_own() -> None:
    found = organisation(
        addresses=[
            {"type": "Visiting", "streetAddress": street()},
            {"type": "Postal", "foreignAddress": [text("Rue 1")], "country": "FR"},
        ]
    )

    assert found.location.position is not None
    assert found.contact_addresses.foreign[0].address == {"fi": "Rue 1"}


@pytest.mark.parametrize(
    ("address", "remark"),
    [
        ({"type": "Location", "subType": "Single"}, ("addresses[0]", "no-address")),
        ({"type": "Moon"}, ("addresses[0].type", "unknown-address-type")),
        ({"streetAddress": {"postalCode": "1"}}, ("addresses[0].type", "unknown-address-type")),
    ],
)
def test_an_address_without_use_or_content_is_remarked_on(
    address: Document, remark: tuple[str, str]
) -> None:
    assert remarked(location(addresses=[address])) == [remark]


def test_entrances_are_kept_in_the_extras() -> None:
    entrances = [{"name": [text("Pääovi")], "isMainEntrance": True}]

    found = location(addresses=[at() | {"entrances": entrances}])

    assert found.extras == {"addresses[0].entrances": entrances}


def test_a_form_is_sent_to_streets_boxes_and_places_in_words() -> None:
    box = {"postOfficeBox": [text("PL 10")], "postalCode": "40101"}

    found = channel(
        "PrintableForm",
        deliveryAddresses=[
            {"subType": "Street", "streetAddress": street(), "receiver": [text("Kirjaamo")]},
            {"subType": "PostOfficeBox", "postOfficeBoxAddress": box},
            {"subType": "NoAddress", "deliveryAddressInText": [text("Tuo mukanasi.")]},
            {"subType": "NoAddress", "deliveryAddressInText": []},
        ],
    )

    to_street, to_box, in_words = found.delivery_addresses
    assert to_street.recipient == {"fi": "Kirjaamo"}
    assert to_street.street.detail == "12"
    assert to_box.box.postal_code == "40101"
    assert in_words.instructions == {"fi": "Tuo mukanasi."}
    assert found.remarks == ()
