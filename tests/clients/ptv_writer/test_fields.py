"""Fields are read as they were written, stay unless mentioned, and go where they are emptied."""

from datetime import date
from typing import Any

import anyio

from hytedata.clients.ptv_writer import AsyncPtvV11Writer, PtvV11Writer
from hytedata.models.common import Position
from hytedata.models.ptv import (
    Addresses,
    AvailabilityArea,
    Email,
    ExceptionalHours,
    OpenHours,
    Phone,
    PostOfficeBox,
    ServiceHours,
    ServiceProducer,
    Voucher,
    WebLink,
    WeeklyHours,
)
from hytedata.models.ptv_write import (
    ConnectionWrite,
    ServiceLocationTextsWrite,
    ServiceLocationWrite,
    ServiceTextsWrite,
    ServiceWrite,
)
from hytedata.sandbox import Sandbox
from tests.clients.ptv_writer.made import OFFICE_HOURS, held, location, postal_code, service
from tests.connectors.ptv.bodies.writes import location_texts, service_texts

FULL = {
    "alternative_name": "Vesillä liikkuminen",
    "conditions": "Alle 15-vuotias tarvitsee huoltajan.",
    "charge_info": "Varusteiden vuokra on maksullinen.",
    "legislation": (WebLink(url="https://www.finlex.fi/fi/laki/1", name="Liikuntalaki"),),
    "keywords": ("melonta", "kajakki"),
    "voucher": Voucher(
        in_use=True,
        links=(WebLink(url="https://www.example.fi/s", name="Seteli", info="Osta se."),),
    ),
}


def test_all_fields_of_a_service_are_read_as_they_were_written(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    write = service(
        sandbox,
        life_events=("KE1",),
        target_groups=("KR1", "KR2", "KR2.1"),
        industrial_classes=("http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/93110",),
        charge="Charged",
        producers=(
            ServiceProducer(provision="SelfProduced", organisation_id=sandbox.organisation),
            ServiceProducer(provision="Procured", name={"fi": "Melontaseura ry"}),
        ),
        language_versions={"fi": service_texts("Melonta", **FULL)},
    )

    made = writer.create_service(write)

    for field in ("source_id", "type", "organisation_id", "service_classes", "target_groups",
                  "life_events", "industrial_classes", "charge", "funding", "area", "producers",
                  "service_languages"):  # fmt: skip
        assert getattr(made, field) == getattr(write, field), field
    said = made.language_versions["fi"]
    for field, value in FULL.items():
        assert getattr(said, field) == value, field
    assert made.status == "Published"


def test_all_fields_of_a_place_are_read_as_they_were_written(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    full = {
        "alternative_name": "Rantavaja",
        "shows_alternative_name": True,
        "emails": (Email(address="vaja@example.fi"),),
        "phones": (
            Phone(
                type="InternationalPhone",
                dial_code="+358",
                number="401234567",
                charge="ExtraCharge",
                charge_description="Puhelu maksaa euron.",
                info="Vuoropäällikkö vastaa.",
            ),
        ),
        "faxes": (Phone(type="Fax", dial_code="+358", number="81234567"),),
        "web_pages": (WebLink(url="https://www.example.fi/vaja", name="Vajan sivu"),),
    }
    box = PostOfficeBox(box={"fi": "PL 10"}, postal_code=postal_code(sandbox))
    hours = ServiceHours(
        rules=(
            WeeklyHours(
                heading={"fi": "Kesällä"},
                valid_from=date(2030, 5, 1),
                valid_to=date(2030, 9, 30),
                days={"monday": (OFFICE_HOURS,), "friday": (OFFICE_HOURS,)},
            ),
            ExceptionalHours(
                valid_from=date(2030, 6, 21),
                valid_to=date(2030, 6, 21),
                days={"friday": (OpenHours(status="Closed"),)},
            ),
        )
    )
    write = location(
        sandbox,
        service_hours=hours,
        contact_addresses=Addresses(boxes=(box,)),
        area=AvailabilityArea(type="LimitedArea", municipalities=("889",)),
        language_versions={"fi": location_texts("Vaja", **full)},
    )

    made = writer.create_service_location(write)

    said = made.language_versions["fi"]
    for field, value in full.items():
        assert getattr(said, field) == value, field
    assert made.service_hours == hours
    assert made.area == write.area
    assert made.connectable_by == "AllOrganizations"
    assert made.location.street[0].detail == "7"
    assert made.location.position == Position(east=480_000.5, north=7_200_000)
    assert made.contact_addresses.boxes[0].box == {"fi": "PL 10"}


def test_what_is_not_mentioned_stays_and_what_is_emptied_goes(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    texts = {"fi": service_texts("Melonta", **FULL), "sv": service_texts("Paddling")}
    made = writer.create_service(service(sandbox, charge="Free", language_versions=texts))
    patch = ServiceWrite(
        charge=None,
        language_versions={"fi": ServiceTextsWrite(keywords=(), legislation=None, summary="Uusi.")},
    )

    changed = writer.update_service(patch, id=made.id)

    said = changed.language_versions["fi"]
    assert (changed.charge, said.keywords, said.legislation) == (None, (), ())
    assert said.summary == "Uusi."
    assert said.conditions == FULL["conditions"]
    assert said.voucher == FULL["voucher"]
    assert changed.language_versions["sv"].name == made.language_versions["sv"].name
    for field in ("service_classes", "ontology_terms", "producers", "area", "source_id"):
        assert getattr(changed, field) == getattr(made, field), field


def test_emptied_contacts_and_hours_of_a_place_go_and_others_stay(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    contacts = {
        "emails": (Email(address="vaja@example.fi"),),
        "phones": (Phone(type="DomesticPhone", number="116117"),),
        "faxes": (Phone(type="Fax", dial_code="+358", number="81234567"),),
        "web_pages": (WebLink(url="https://www.example.fi/vaja", name="Vajan sivu"),),
    }
    weekly = WeeklyHours(days={"monday": (OFFICE_HOURS,)})
    made = writer.create_service_location(
        location(
            sandbox,
            service_hours=ServiceHours(rules=(weekly,)),
            language_versions={"fi": location_texts("Vaja", **contacts)},
        )
    )
    emptied = ServiceLocationTextsWrite(emails=(), phones=None, web_pages=())

    changed = writer.update_service_location(
        ServiceLocationWrite(service_hours=None, language_versions={"fi": emptied}),
        source_id="own-place",
    )

    said = changed.language_versions["fi"]
    assert (said.emails, said.phones, said.web_pages) == ((), (), ())
    assert said.faxes == contacts["faxes"]
    assert changed.service_hours == ServiceHours()
    assert changed.id == made.id
    assert changed.connectable_by == "AllOrganizations"
    assert held(sandbox, made.id)["visible_for_all"] is True


def test_a_language_is_added_and_removed(sandbox: Sandbox, writer: PtvV11Writer) -> None:
    made = writer.create_service_location(location(sandbox))

    both = writer.update_service_location(
        ServiceLocationWrite(language_versions={"sv": location_texts("Båthus")}), id=made.id
    )
    one = writer.update_service_location(
        ServiceLocationWrite(language_versions={"fi": None}), id=made.id
    )

    assert set(both.language_versions) == {"fi", "sv"}
    assert set(one.language_versions) == {"sv"}


def test_the_asynchronous_writer_does_the_same(sandbox: Sandbox) -> None:
    async def write() -> tuple[Any, Any]:
        async with AsyncPtvV11Writer(
            sandbox.ptv_url,
            sandbox.ptv_token_url,
            sandbox.username,
            sandbox.password,
            contact="it@example.test",
            organisations=[sandbox.organisation],
        ) as writer:
            made = await writer.create_service(service(sandbox))
            place = await writer.create_service_location(location(sandbox))
            await writer.connect(ConnectionWrite(service_id=made.id, channel_id=place.id))
            changed = await writer.update_service(ServiceWrite(funding="MarketFunded"), id=made.id)
            return place, changed

    place, changed = anyio.run(write)

    assert changed.funding == "MarketFunded"
    assert changed.channel_ids == (place.id,)
