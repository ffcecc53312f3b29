"""Every answer has the shape of its Out model in the reference's schema, down to the leaves."""

import json
import re
from pathlib import Path

import pytest

from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.world import World
from tests.sandbox.ptv.world import (
    DESCRIPTION,
    EVENT,
    GROUP,
    INDUSTRY,
    TOWN,
    USER,
    Json,
    Ptv,
    electronic,
    form,
    location,
    phone,
    phone_channel,
    street,
    text,
    weekly,
)

BASIC = {"string": str, "integer": int, "boolean": bool}
OPEN = re.compile(r"ServiceChannel \(concrete.*")
FI = [{"language": "fi", "value": "Teksti fi."}]
BOX = {"postOfficeBox": FI, "postalCode": "40101"}
POSTAL = {"type": "Postal", "subType": "PostOfficeBox", "postOfficeBoxAddress": BOX}
SUPPORT = {
    "supportPhones": [phone()],
    "supportEmails": [{"language": "fi", "value": "a@example.fi"}],
}
FILES = [{"language": "fi", "url": "https://www.example.fi/a.pdf"}]
PAGE = [{"language": "fi", "url": "https://www.example.fi"}]


@pytest.fixture(scope="session")
def models(shared: Path) -> Json:
    schema: Json = json.loads((shared / "reference" / "ptv-schema.json").read_text("utf-8"))
    return {name: model["fields"] for name, model in schema["models"].items()}


def check(models: Json, model: str, value: Json, where: str = "") -> None:
    fields = models[model]
    assert value.keys() == fields.keys(), f"{where}: {model}"
    for name, rules in fields.items():
        found, at = value[name], f"{where}.{name}"
        if found is None:
            # Whether an In model's field may be null on GET is told by its being optional.
            assert rules.get("nullable", rules.get("required") is not True), at
        elif rules["type"] == "array":
            assert isinstance(found, list), at
            for item in found:
                check_one(models, rules["items"], item, at)
        else:
            check_one(models, rules["type"], found, at)


def check_one(models: Json, kind: str, value: object, where: str) -> None:
    if kind in BASIC:
        assert isinstance(value, BASIC[kind]), where
    elif not OPEN.fullmatch(kind):
        assert isinstance(value, dict), where
        check(models, kind, value, where)


def rich_service(ptv: Ptv) -> str:
    return ptv.service(
        "Palvelu",
        "fi",
        "sv",
        generalDescriptionId=DESCRIPTION,
        targetGroups=[f"{GROUP}KR1", f"{GROUP}KR2", f"{GROUP}KR2.7"],
        lifeEvents=[f"{EVENT}KE4.1"],
        industrialClasses=[f"{INDUSTRY}93110"],
        legislation=[{"names": FI, "webPages": PAGE}],
        keywords=FI,
        requirements=FI,
        serviceVouchers=[{"language": "fi", "url": "https://www.example.fi"}],
        areas=[
            {"type": "Municipality", "areaCodes": ["179"]},
            {"type": "HospitalDistrict", "areaCodes": ["14"]},
        ],
        serviceProducers=[{"provisionType": "Other", "additionalInformation": FI}],
    )


CHANNELS: list[tuple[str, str, Json]] = [
    (
        "ServiceLocation",
        "ServiceLocationChannel",
        location(
            addresses=[street("fi", latitude="6903421", longitude="435210"), POSTAL],
            phoneNumbers=[phone()],
            faxNumbers=[phone()],
            emails=SUPPORT["supportEmails"],
            webPages=PAGE,
            serviceHours=[weekly(additionalInformation=FI)],
        ),
    ),
    (
        "EChannel",
        "ElectronicChannel",
        electronic(requiresAuthentication=True, attachments=FILES, serviceHours=[weekly()])
        | SUPPORT,
    ),
    ("WebPage", "WebPageChannel", electronic() | SUPPORT),
    (
        "Phone",
        "PhoneChannel",
        phone_channel(webPage=electronic()["webPage"], serviceHours=[weekly()]),
    ),
    (
        "PrintableForm",
        "PrintableFormChannel",
        form(
            attachments=FILES,
            formIdentifier=FI,
            deliveryAddresses=[
                {"subType": "PostOfficeBox", "postOfficeBoxAddress": BOX, "formReceiver": FI},
                {"subType": "Street", "streetAddress": {"street": FI, "postalCode": "40100"}},
            ],
        )
        | SUPPORT,
    ),
]


@pytest.mark.parametrize(
    ("path", "model", "body"), CHANNELS, ids=[model for _, model, _ in CHANNELS]
)
def test_channels_have_their_models_shape(
    ptv: Ptv, models: Json, path: str, model: str, body: Json
) -> None:
    service_id = rich_service(ptv)

    made = ptv.made(f"ServiceChannel/{path}", {**body, "services": [service_id]})
    ptv.made(
        "ServiceCollection",
        {
            "organizationId": TOWN,
            "serviceCollectionNames": FI,
            "publishingStatus": "Published",
            "serviceChannels": [made["id"]],
        },
    )

    check(models, model, made)
    check(models, model, ptv.shown(f"ServiceChannel/{made['id']}"))


def test_services_have_their_models_shape(ptv: Ptv, models: Json) -> None:
    service_id, channel = rich_service(ptv), ptv.location()
    contacts = {
        "emails": SUPPORT["supportEmails"],
        "phoneNumbers": [phone()],
        "webPages": PAGE,
        "addresses": [POSTAL],
    }
    extra: Json = {
        "serviceChargeType": "Chargeable",
        "description": [text("fi", "Lisätieto.", "Description")],
        "serviceHours": [weekly()],
        "contactDetails": contacts,
        "extraTypes": [{"type": "Asti", "code": "LostAndFound", "description": FI}],
    }
    ptv.simulator.connect(service_id, channel, extra)

    check(models, "Service", ptv.shown(f"Service/{service_id}"))
    check(models, "Service", ptv.shown(f"Service/serviceWithGD/{service_id}", showHeader="true"))


def test_organisations_have_their_models_shape(ptv: Ptv, models: Json) -> None:
    rich_service(ptv)
    body: Json = {
        "publishingStatus": "Published",
        "addresses": [{**street("fi"), "type": "Visiting", "subType": "Street"}, POSTAL],
        "phoneNumbers": [phone()],
        "emails": [{"language": "fi", "value": "a@example.fi", "description": "Kirjaamo"}],
        "webPages": PAGE,
        "electronicInvoicings": [{"operatorCode": "X", "electronicInvoicingAddress": "1"}],
    }
    ptv.put(f"Organization/{TOWN}", body)

    check(models, "Organization", ptv.shown(f"Organization/{TOWN}"))
    check(models, "OrganizationHierarchy", ptv.shown(f"Organization/Hierarchy/{TOWN}"))


def test_collections_and_general_descriptions_have_their_models_shape(
    ptv: Ptv, models: Json
) -> None:
    channel = ptv.location()
    ptv.simulator.connect(DESCRIPTION, channel)
    body = {
        "organizationId": TOWN,
        "serviceCollectionNames": FI,
        "serviceCollectionDescriptions": [text("fi", "Kokoelma.", "Summary")],
        "publishingStatus": "Published",
        "services": [ptv.service()],
        "serviceChannels": [channel],
    }

    made = ptv.made("ServiceCollection", body)

    check(models, "ServiceCollection", ptv.shown(f"ServiceCollection/{made['id']}"))
    listed = ptv.shown("ServiceCollection/organization", organizationId=TOWN)
    check(models, "ServiceCollectionsPage", listed)
    check(models, "GeneralDescription", ptv.shown(f"GeneralDescription/{DESCRIPTION}"))


def test_pages_have_their_models_shape(ptv: Ptv, models: Json) -> None:
    ptv.service(), ptv.location()

    for path, model in (
        ("Service", "GuidPage"),
        ("GeneralDescription/newGdList", "GuidPage"),
        ("Organization", "OrganizationGuidPage"),
        (f"Common/EntitiesByOrganization/{TOWN}", "EntityPage"),
        (f"Service/list/organization?organizationId={TOWN}", "ServicesPage"),
        (f"ServiceChannel/list/organization?organizationId={TOWN}", "ServiceChannelsPage"),
        ("Organization/list/area/Municipality/code/179", "OrganizationsPage"),
        ("CodeList/GetPostalCodes", "CodeListPage"),
    ):
        check(models, model, ptv.client.get(f"/api/v11/{path}").json(), path)
    task = ptv.shown("Common/ServicesWithoutChannels", user=USER)
    check(models, "TaskPage", task)


def test_plain_lists_have_their_models_shape(ptv: Ptv, models: Json) -> None:
    made, channel = ptv.service(), ptv.location()
    ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})
    ptv.put(f"ServiceChannel/ServiceLocation/{channel}", {"publishingStatus": "Deleted"})
    query = f"ArchivingType=Manual&OrganizationId={TOWN}&Take=10"

    for path, model in (
        (f"Service/archived/list?{query}", "ArchivedService"),
        (f"ServiceChannel/archived/list?{query}", "ArchivedServiceChannel"),
        ("CodeList/GetMunicipalityCodes", "CodeListItem"),
        ("CodeList/GetCountryCodes", "DialCodeListItem"),
        ("CodeList/GetAreaCodes/type/Province", "CodeListItem"),
    ):
        listed = ptv.client.get(f"/api/v11/{path}").json()
        assert listed
        for item in listed:
            check(models, model, item, path)


def test_every_endpoint_of_the_schema_is_reached(ptv: Ptv, shared: Path) -> None:
    schema = json.loads((shared / "reference" / "ptv-schema.json").read_text("utf-8"))

    unknown = set()
    for endpoint in schema["endpoints"]:
        path = re.sub(r"\{[^}]*\}", "00000000-0000-4000-8000-000000000001", endpoint["path"])
        answer = ptv.client.request(endpoint["method"], path)
        nowhere = answer.status_code in (404, 405) and not answer.content
        if nowhere or answer.status_code >= 500:
            unknown.add(endpoint["path"])

    assert unknown == set()


CHANNEL_MODELS = {
    "ServiceLocation": "ServiceLocationChannel",
    "EChannel": "ElectronicChannel",
    "WebPage": "WebPageChannel",
    "Phone": "PhoneChannel",
    "PrintableForm": "PrintableFormChannel",
}


def test_all_that_the_world_holds_has_its_models_shape(ptv: Ptv, models: Json) -> None:
    ptv.simulator = PtvSimulator(World().ptv_seed, now=ptv.clock)
    ptv.mount(ptv.simulator)
    models_of = {
        "Service": "Service",
        "Organization": "Organization",
        "GeneralDescription": "GeneralDescription",
        "ServiceCollection": "ServiceCollection",
    }

    seen: set[str] = set()
    for group in ("Service", "ServiceChannel", *list(models_of)[1:]):
        for item in ptv.shown(group)["itemList"]:
            shown = ptv.shown(f"{group}/{item['id']}", showHeader="true")
            kind = shown.get("serviceChannelType", group)
            seen.add(kind)
            check(models, {**models_of, **CHANNEL_MODELS}[kind], shown, kind)

    assert seen == {*models_of, *CHANNEL_MODELS}


def test_tasks_and_saha_have_their_models_shape(ptv: Ptv, models: Json) -> None:
    ptv.service()
    ptv.location(validTo="2027-01-01T00:00:00")
    ptv.clock.move(days=200)
    ptv.tokens.clear()
    ptv.location("Uusi", validTo="2028-01-01T00:00:00")

    for path, model in (
        ("Common/NotMaintainedServices", "NotUpdatedTaskPage"),
        ("Common/ExpiringServiceChannels", "ExpiringTaskPage"),
        ("Common/Translation", "TranslationPage"),
        ("Organization/saha", "OrganizationSahaPage"),
        (f"Organization/saha/{TOWN}", "OrganizationSaha"),
    ):
        check(models, model, ptv.shown(path, user=USER), path)
