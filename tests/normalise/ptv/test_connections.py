"""Connections from both of their ends."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.normalise.ptv.documents import (
    CHANNEL_ID,
    CHANNELS,
    SERVICE_ID,
    SERVICES,
    Document,
    channel_document,
    remarked,
    service_document,
    text,
    typed,
)

DETAILS: Document = {
    "serviceChargeType": "Other",
    "description": [
        typed("Description", "Samalla lipulla."),
        typed("ChargeTypeAdditionalInfo", "Hinta hallin mukaan."),
        typed("Other", "Muuta."),
    ],
    "serviceHours": [{"serviceHourType": "DaysOfTheWeek", "isAlwaysOpen": True}],
    "contactDetails": {
        "emails": [text("a@b.test")],
        "phoneNumbers": [
            {"number": "1", "prefixNumber": "+358", "language": "fi", "type": "Phone"},
            {"number": "2", "prefixNumber": "+358", "language": "fi", "type": "Fax"},
        ],
        "webPages": [{"url": "https://a.test", "language": "fi"}],
        "addresses": [
            {
                "type": "Postal",
                "streetAddress": {
                    "street": [text("Katu"), text("Katu", "sv"), text("Katu", "en")],
                    "postalCode": "40100",
                },
            }
        ],
    },
    "extraTypes": [{"type": "Asti", "code": "LostAndFound"}],
    "digitalAuthorizations": [{"uri": "http://a.test/1"}],
    "modified": "2026-03-02T08:15:30.120451",
}


def of_service(**changes: Any) -> Any:
    entry = {"serviceChannel": {"id": CHANNEL_ID, "name": "Halli"}, **DETAILS, **changes}
    (found,) = SERVICES.connections(SERVICES.read(service_document(serviceChannels=[entry])))
    return found


def of_channel(**changes: Any) -> Any:
    entry = {"service": {"id": SERVICE_ID, "name": "Uinti"}, **DETAILS, **changes}
    (found,) = CHANNELS.connections(CHANNELS.read(channel_document(services=[entry])))
    return found


def test_both_ends_tell_the_same_connection() -> None:
    assert of_service() == of_channel()
    assert of_service().extras == of_channel().extras


@pytest.mark.parametrize("end", [of_service, of_channel])
def test_a_connection_is_identified_by_its_pair(end: Any) -> None:
    found = end()

    assert found.id == f"{SERVICE_ID}/{CHANNEL_ID}"
    assert (found.service_id, found.channel_id) == (SERVICE_ID, CHANNEL_ID)
    assert found.modified_at == datetime(2026, 3, 2, 8, 15, 30, 120451, tzinfo=UTC)


def test_a_connection_has_texts_contacts_and_hours_of_its_own() -> None:
    found = of_service()

    finnish = found.language_versions["fi"]
    assert found.charge == "Other"
    assert (finnish.description, finnish.charge_info) == (
        "Samalla lipulla.",
        "Hinta hallin mukaan.",
    )
    assert [one.number for one in finnish.phones] == ["1"]
    assert [one.number for one in finnish.faxes] == ["2"]
    assert finnish.emails[0].address == "a@b.test"
    assert finnish.web_pages[0].url == "https://a.test"
    assert found.service_hours.rules[0].status == "Open"


def test_the_languages_of_a_connection_are_those_of_its_own_texts() -> None:
    (street,) = of_service().contact_addresses.street

    assert street.street == {"fi": "Katu"}


def test_what_only_v11_has_is_kept_in_the_extras() -> None:
    assert of_service().extras == {
        "description": [typed("Other", "Muuta.")],
        "extraTypes": DETAILS["extraTypes"],
        "digitalAuthorizations": DETAILS["digitalAuthorizations"],
    }


def test_an_address_of_a_connection_is_one_to_write_to_whatever_it_is_called() -> None:
    address = {"type": "Location", "streetAddress": {"postalCode": "40100"}}

    found = of_service(contactDetails={"addresses": [address]})

    assert len(found.contact_addresses.street) == 1


def test_remarks_name_the_field_within_the_connection() -> None:
    found = of_channel(contactDetails={"emails": [text("a@b.test", "de")]})

    assert remarked(found) == [("contactDetails.emails[0]", "unknown-language")]


def test_raw_is_the_connections_own_part_of_the_document() -> None:
    document = channel_document(services=[{"service": {"id": SERVICE_ID}}])

    (found,) = CHANNELS.connections(CHANNELS.read(document))

    assert found.raw is document["services"][0]


def test_a_connection_whose_other_end_has_no_id_is_left_out() -> None:
    entries = [{"service": None}, {"service": {"id": SERVICE_ID}}]

    found = CHANNELS.connections(CHANNELS.read(channel_document(services=entries)))

    assert [one.service_id for one in found] == [SERVICE_ID]


def test_a_record_without_an_id_has_no_connections() -> None:
    entries = [{"service": {"id": SERVICE_ID}}]

    assert CHANNELS.connections(CHANNELS.read({"services": entries})) == ()
