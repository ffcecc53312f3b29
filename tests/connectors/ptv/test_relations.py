import pytest

from hytedata.connectors.ptv.v11.relations import encode_connections, has_contacts
from hytedata.errors import InputError
from tests.connectors.ptv.builders import connection, phone, service, street_address, texts

HOURS = {
    "serviceHourType": "DaysOfTheWeek",
    "validFrom": None,
    "isClosed": False,
    "validForNow": True,
    "isReservation": None,
    "additionalInformation": [],
    "openingHour": [{"dayFrom": "Monday", "dayTo": "", "from": "09:00:00", "to": "16:00:00"}],
}


def test_kept_connections_repeat_their_extra_information() -> None:
    contacts = {
        "emails": [{"language": "fi", "value": "halli@example.fi"}],
        "phoneNumbers": [phone("1", "fi"), phone("2", "fi", "Fax")],
        "webPages": None,
        "addresses": [street_address() | {"type": "Postal", "subType": "Street"}],
    }
    kept = connection(
        "c1",
        serviceChargeType="Chargeable",
        description=texts("Description", fi="Samalla lipulla.", sv="  "),
        serviceHours=[HOURS],
        contactDetails=contacts,
    )

    body = encode_connections(service(serviceChannels=[kept, connection("c2")]), remove={"c2"})

    assert body == {
        "channelRelations": [
            {
                "serviceChannelId": "c1",
                "serviceChargeType": "Chargeable",
                "description": texts("Description", fi="Samalla lipulla."),
                "serviceHours": [
                    {
                        "serviceHourType": "DaysOfTheWeek",
                        "isClosed": False,
                        "validForNow": True,
                        "openingHour": [{"dayFrom": "Monday", "from": "09:00", "to": "16:00"}],
                    }
                ],
                "contactDetails": {
                    "emails": [{"language": "fi", "value": "halli@example.fi"}],
                    "phoneNumbers": [
                        {
                            "number": "1",
                            "language": "fi",
                            "isFinnishServiceNumber": False,
                            "prefixNumber": "+358",
                        }
                    ],
                    "faxNumbers": [
                        {
                            "number": "2",
                            "language": "fi",
                            "isFinnishServiceNumber": False,
                            "prefixNumber": "+358",
                        }
                    ],
                    "addresses": [
                        {
                            "type": "Postal",
                            "subType": "Street",
                            "country": "FI",
                            "streetAddress": {
                                "street": [
                                    {"language": "fi", "value": "Kenttätie"},
                                    {"language": "sv", "value": "Kenttätie"},
                                ],
                                "postalCode": "91900",
                                "streetNumber": "3",
                                "latitude": "7190000.5",
                                "longitude": "430000.25",
                                "municipality": "425",
                            },
                        }
                    ],
                },
            }
        ]
    }


def test_a_plain_connection_says_nothing_of_contacts() -> None:
    body = encode_connections(service(serviceChannels=[connection("c1")]), remove=())

    assert body == {"channelRelations": [{"serviceChannelId": "c1"}]}


def test_channels_that_are_no_places_get_neither_hours_nor_contacts() -> None:
    kept = connection("c1", serviceHours=[HOURS], serviceChargeType="Other")

    body = encode_connections(service(serviceChannels=[kept]), remove=(), plain={"c1"})

    assert has_contacts(kept)
    assert body == {"channelRelations": [{"serviceChannelId": "c1", "serviceChargeType": "Other"}]}


def test_the_last_connection_is_taken_out_with_the_flag() -> None:
    body = encode_connections(service(serviceChannels=[connection("c1")]), remove={"c1"})

    assert body == {"deleteAllChannelRelations": True, "channelRelations": []}


def test_connections_of_customer_service_points_are_not_touched() -> None:
    theirs = connection("asti", extraTypes=[{"type": "Asti", "code": "RemoteGuidance"}])

    body = encode_connections(
        service(serviceChannels=[theirs, connection("c1"), connection("c2")]), remove={"c2"}
    )

    assert body == {"channelRelations": [{"serviceChannelId": "c1"}]}
    with pytest.raises(InputError, match="customer service points"):
        encode_connections(service(serviceChannels=[theirs, connection("c1")]), remove={"c1"})
