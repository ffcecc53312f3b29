"""How v11's connections, organisations and descriptions look in v12 (ptv-v12 4, 5 and 6)."""

from typing import Any

from hytedata.sandbox.seed import SeedItem
from tests.sandbox.ptv.v12.support import BOX, V12
from tests.sandbox.ptv.world import DESCRIPTION, TOWN, Json, phone, street, text, weekly


def test_a_connection_carries_its_own_details(v12: V12) -> None:
    made, channel_id = v12.ptv.service("P", "fi", "sv"), v12.ptv.location("K", "fi", "sv")
    v12.ptv.simulator.connect(
        made,
        channel_id,
        {
            "serviceChargeType": "Other",
            "description": [
                text("fi", "Toinen kerros.", "Description"),
                text("sv", "Fem euro.", "ChargeTypeAdditionalInfo"),
            ],
            "serviceHours": [weekly()],
            "contactDetails": {
                "phoneNumbers": [phone("sv")],
                "faxNumbers": [phone()],
                "emails": [{"language": "fi", "value": "a@example.fi"}],
                "webPages": [{"language": "fi", "url": "https://www.example.fi", "value": "Sivu"}],
                "addresses": [
                    {"type": "Postal", "subType": "PostOfficeBox", "postOfficeBoxAddress": BOX}
                ],
            },
        },
    )

    shown = v12.shown(f"connection/{made}/{channel_id}")

    fi, sv = shown["languageVersions"]["fi"], shown["languageVersions"]["sv"]
    assert (shown["serviceContentId"], shown["channelContentId"]) == (made, channel_id)
    assert shown["chargeType"] == "Other"
    assert (fi["description"], sv["description"]) == ("Toinen kerros.", None)
    assert sv["chargeTypeAdditionalInformation"] == "Fem euro."
    assert (len(fi["contactFaxNumbers"]), len(sv["contactPhoneNumbers"])) == (1, 1)
    assert fi["contactEmails"] == [{"email": "a@example.fi"}]
    assert fi["contactWebPages"] == [
        {"name": "Sivu", "url": "https://www.example.fi", "additionalInformation": None}
    ]
    assert len(shown["contactAddresses"]["postOfficeBoxAddresses"]) == 1
    assert len(shown["serviceHours"]["hours"]) == 1


def test_an_organisation(v12: V12) -> None:
    body: Json = {
        "publishingStatus": "Published",
        "businessCode": "1234567-1",
        "addresses": [{**street("fi"), "type": "Visiting", "subType": "Street"}],
        "emails": [{"language": "fi", "value": "a@example.fi", "description": "Kirjaamo"}],
        "electronicInvoicings": [{"operatorCode": "X", "electronicInvoicingAddress": "1"}],
    }
    v12.ptv.put(f"Organization/{TOWN}", body)

    shown = v12.shown(f"organization/{TOWN}")

    assert (shown["organizationType"], shown["businessId"]) == ("Municipality", "1234567-1")
    # Exactly one municipality, and no other list.
    assert shown["area"] == {"areaType": "LimitedArea", "municipalities": ["179"]}
    assert len(shown["location"]["streetAddresses"]) == 1
    assert shown["eInvoiceAddresses"] == [
        {"address": "1", "intermediatorCode": "X", "additionalInformation": {}}
    ]
    assert shown["languageVersions"]["fi"]["contactEmails"] == [
        {"email": "a@example.fi", "additionalInformation": "Kirjaamo"}
    ]


def test_a_general_description(v12: V12) -> None:
    shown: dict[str, Any] = v12.shown(f"general-description/{DESCRIPTION}")

    version = shown["languageVersions"]["fi"]
    assert (shown["serviceType"], shown["chargeType"]) == ("Service", "Charged")
    assert shown["generalDescriptionTypes"] == ["Municipality"]
    assert version["name"] == "Uimahallit"
    assert version["description"] == "### Uiminen\n\nUimahallissa voi uida."
    assert "summary" not in version


def test_a_type_of_descriptions_that_v12_does_not_know_is_other(v12: V12) -> None:
    known = "44444444-4444-4555-8666-777777777777"
    body = {
        "id": known,
        "names": [text("fi", "Muu")],
        "descriptions": [text("fi", "Muu.", "Summary")],
        "generalDescriptionType": "BusinessSubregion",
    }
    v12.hold(SeedItem("GeneralDescription", body))

    shown = v12.shown(f"general-description/{known}")

    assert shown["generalDescriptionTypes"] == ["Other"]
