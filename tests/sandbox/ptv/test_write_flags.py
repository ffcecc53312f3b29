"""What a write clears by its flags: ptv-api 7.1.

| Test | Covers |
|---|---|
| `test_7_1_rule_3_…`, `…_4_…` | 7.1: the table of flags, row by row; flags beside lists |
"""

import pytest

from tests.sandbox.ptv.made import EMAIL, PAGE, PLACE, PUBLISHED, full_location
from tests.sandbox.ptv.world import (
    ADMIN,
    DESCRIPTION,
    EVENT,
    GROUP,
    INDUSTRY,
    TOWN,
    Json,
    Ptv,
    electronic,
    form,
    phone,
    phone_channel,
    refused,
    service,
    street,
    weekly,
)

LAW = [{"names": [{"language": "fi", "value": "Liikuntalaki"}], "webPages": PAGE}]
RICH = service(
    targetGroups=[f"{GROUP}KR1", f"{GROUP}KR2", f"{GROUP}KR2.7"],
    lifeEvents=[f"{EVENT}KE3"],
    industrialClasses=[f"{INDUSTRY}93110"],
    legislation=LAW,
    keywords=[{"language": "fi", "value": "uinti"}],
    serviceChargeType="Chargeable",
)
SUPPORT = {"supportPhones": [phone()], "supportEmails": EMAIL}
FILES = [{"language": "fi", "url": "https://www.example.fi/a.pdf"}]
DELIVERY = [
    {
        "subType": "NoAddress",
        "deliveryAddressInText": [{"language": "fi", "value": "Kaupungintalon postilaatikko"}],
    }
]


@pytest.mark.parametrize(
    ("path", "body", "flag", "shown"),
    [
        ("Service", RICH, "deleteAllLifeEvents", "lifeEvents"),
        ("Service", RICH, "deleteAllIndustrialClasses", "industrialClasses"),
        ("Service", RICH, "deleteAllLaws", "legislation"),
        ("Service", RICH, "deleteAllKeywords", "keywords"),
        ("Service", RICH, "deleteServiceChargeType", "serviceChargeType"),
        (PLACE, full_location(), "deleteAllEmails", "emails"),
        (PLACE, full_location(), "deleteAllWebPages", "webPages"),
        (PLACE, full_location(), "deleteAllServiceHours", "serviceHours"),
        ("EChannel", electronic(attachments=FILES), "deleteAllAttachments", "attachments"),
        ("EChannel", electronic(serviceHours=[weekly()]), "deleteAllServiceHours", "serviceHours"),
        ("EChannel", electronic(**SUPPORT), "deleteAllSupportEmails", "supportEmails"),
        ("EChannel", electronic(**SUPPORT), "deleteAllSupportPhones", "supportPhones"),
        ("WebPage", electronic(**SUPPORT), "deleteAllSupportEmails", "supportEmails"),
        ("WebPage", electronic(**SUPPORT), "deleteAllSupportPhones", "supportPhones"),
        (
            "Phone",
            phone_channel(webPage=electronic()["webPage"]),
            "deleteAllWebPages",
            "webPages",
        ),
        ("Phone", phone_channel(serviceHours=[weekly()]), "deleteAllServiceHours", "serviceHours"),
        (
            "PrintableForm",
            form(deliveryAddresses=DELIVERY),
            "deleteAllDeliveryAddresses",
            "deliveryAddresses",
        ),
        ("PrintableForm", form(attachments=FILES), "deleteAllAttachments", "attachments"),
        (
            "PrintableForm",
            form(formIdentifier=[{"language": "fi", "value": "L-1"}]),
            "deleteAllFormIdentifiers",
            "formIdentifier",
        ),
        ("PrintableForm", form(**SUPPORT), "deleteAllSupportEmails", "supportEmails"),
        ("PrintableForm", form(**SUPPORT), "deleteAllSupportPhones", "supportPhones"),
    ],
)
def test_7_1_rule_3_a_flag_clears_its_field(
    ptv: Ptv, path: str, body: Json, flag: str, shown: str
) -> None:
    write = path if path in ("Service", PLACE) else f"ServiceChannel/{path}"
    read = "Service" if path == "Service" else "ServiceChannel"
    made = ptv.made(write, body)["id"]
    classes: Json = {
        name: body[name]
        for name in ("serviceClasses", "ontologyTerms", "targetGroups")
        if name in body
    }

    before = ptv.shown(f"{read}/{made}")[shown]
    answer = ptv.put(f"{write}/{made}", {**PUBLISHED, **classes, flag: True})

    assert answer.status_code == 200, answer.text
    assert before
    assert not ptv.shown(f"{read}/{made}")[shown]


@pytest.mark.parametrize(
    ("flag", "left"),
    [("deleteAllPhoneNumbers", ["Fax"]), ("deleteAllFaxNumbers", ["Phone"])],
)
def test_7_1_rule_3_phones_and_faxes_have_flags_of_their_own(
    ptv: Ptv, flag: str, left: list[str]
) -> None:
    made = ptv.made(PLACE, full_location())["id"]

    ptv.put(f"{PLACE}/{made}", {**PUBLISHED, flag: True})

    phones = ptv.shown(f"ServiceChannel/{made}")["phoneNumbers"]
    assert [item["type"] for item in phones] == left


def test_7_1_rule_3_detaching_a_general_description_needs_the_type(ptv: Ptv) -> None:
    made = ptv.service(generalDescriptionId=DESCRIPTION)
    body = service(deleteGeneralDescriptionId=True)

    without = refused(ptv.put(f"Service/{made}", {**body, "type": None}))
    answer = ptv.put(f"Service/{made}", body)

    assert "field is required when '" in without["Type"]
    assert answer.status_code == 200, answer.text
    assert ptv.shown(f"Service/{made}")["generalDescriptionId"] is None


@pytest.mark.parametrize(
    ("flag", "field", "value"),
    [
        ("deleteAllEmails", "emails", [{**EMAIL[0], "description": "Kirjaamo"}]),
        ("deleteAllPhones", "phoneNumbers", [phone()]),
        ("deleteAllWebPages", "webPages", PAGE),
        (
            "deleteAllAddresses",
            "addresses",
            [{**street("fi"), "type": "Visiting", "subType": "Street"}],
        ),
        (
            "deleteAllElectronicInvoicings",
            "electronicInvoicings",
            [{"operatorCode": "X", "electronicInvoicingAddress": "1"}],
        ),
    ],
)
def test_7_1_rule_3_organisations_have_flags(
    ptv: Ptv, flag: str, field: str, value: object
) -> None:
    ptv.put(f"Organization/{TOWN}", {**PUBLISHED, field: value})
    before = ptv.shown(f"Organization/{TOWN}")[field]

    answer = ptv.put(f"Organization/{TOWN}", {**PUBLISHED, flag: True})

    assert answer.status_code == 200, answer.text
    assert before
    assert ptv.shown(f"Organization/{TOWN}")[field] == []


@pytest.mark.parametrize(
    ("flag", "field", "value"),
    [
        ("deleteAllLifeEvents", "lifeEvents", [f"{EVENT}KE3"]),
        ("deleteAllLaws", "legislation", LAW),
        ("deleteServiceChargeType", "serviceChargeType", "FreeOfCharge"),
    ],
)
def test_7_1_rule_3_general_descriptions_have_flags(
    ptv: Ptv, flag: str, field: str, value: object
) -> None:
    path = f"GeneralDescription/{DESCRIPTION}"
    ptv.put(path, {**PUBLISHED, field: value}, user=ADMIN)
    before = ptv.shown(path)[field]

    ptv.put(path, {**PUBLISHED, flag: True}, user=ADMIN)

    assert before
    assert not ptv.shown(path)[field]


def test_7_1_rule_4_a_list_beside_its_flag_wins(ptv: Ptv) -> None:
    made = ptv.made(PLACE, full_location())["id"]
    other = [{"language": "fi", "value": "toinen@example.fi"}]

    ptv.put(f"{PLACE}/{made}", {**PUBLISHED, "deleteAllEmails": True, "emails": other})

    assert ptv.shown(f"ServiceChannel/{made}")["emails"] == other


def test_7_1_rule_4_web_pages_are_cleared_only_where_their_key_is_left_out(ptv: Ptv) -> None:
    made = ptv.made(PLACE, full_location())["id"]
    body = {
        **PUBLISHED,
        "deleteAllWebPages": True,
        "webPages": [],
        "deleteAllEmails": True,
        "emails": [],
    }

    ptv.put(f"{PLACE}/{made}", body)

    read = ptv.shown(f"ServiceChannel/{made}")
    assert (read["webPages"], read["emails"]) == (PAGE, [])
