"""The typed writer against the simulated catalogue, over sockets."""

import json
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import anyio
import pytest

from hytedata.clients.ptv_writer import AsyncPtvV11Writer, PtvV11Writer
from hytedata.errors import AnswerLost, InputError, NotFound, WriteRefused
from hytedata.models.common import Language, Position
from hytedata.models.ptv import (
    Addresses,
    AvailabilityArea,
    Email,
    ExceptionalHours,
    OpenHours,
    Phone,
    PostOfficeBox,
    Service,
    ServiceHours,
    ServiceProducer,
    SourcedPosition,
    StreetAddress,
    Voucher,
    WebLink,
    WeeklyHours,
)
from hytedata.models.ptv_write import (
    ConnectionTextsWrite,
    ConnectionWrite,
    ServiceLocationTextsWrite,
    ServiceLocationWrite,
    ServiceTextsWrite,
    ServiceWrite,
)
from hytedata.sandbox import Fault, Sandbox
from tests.connectors.ptv.bodies.writes import location_texts, service_texts

TERM = "http://www.yso.fi/onto/koko/p10416"
OFFICE_HOURS = OpenHours(start=time(9, 0), end=time(16, 0))


@pytest.fixture(scope="module")
def shared_sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(shared_sandbox: Sandbox) -> Sandbox:
    shared_sandbox.controls.reset()
    shared_sandbox.controls.clear_faults()
    return shared_sandbox


@pytest.fixture
def writer(sandbox: Sandbox) -> Iterator[PtvV11Writer]:
    with PtvV11Writer(
        sandbox.ptv_url,
        sandbox.ptv_token_url,
        sandbox.username,
        sandbox.password,
        contact="it@example.test",
        organisations=[sandbox.organisation],
        sleep=lambda _: None,
    ) as opened:
        yield opened


def postal_code(sandbox: Sandbox) -> str:
    known = sandbox.world.ptv_seed.codes.postal_codes
    return min(code for code, place in known.items() if place.municipality == "889")


def service(sandbox: Sandbox, *languages: Language, **changes: Any) -> ServiceWrite:
    own = sandbox.organisation
    fields: dict[str, Any] = {
        "source_id": "own-service",
        "type": "Service",
        "organisation_id": own,
        "producers": (ServiceProducer(provision="SelfProduced", organisation_id=own),),
        "service_classes": ("P27.1",),
        "ontology_terms": (TERM,),
        "target_groups": ("KR1",),
        "service_languages": ("fi", "sv"),
        "funding": "PubliclyFunded",
        "area": AvailabilityArea(type="LimitedArea", municipalities=("889",)),
        "language_versions": {
            language: service_texts(f"Melonta {language}") for language in languages or ("fi",)
        },
    }
    return ServiceWrite(**(fields | changes))


def location(sandbox: Sandbox, *languages: Language, **changes: Any) -> ServiceLocationWrite:
    street = StreetAddress(
        street={language: f"Melatie {language}" for language in languages or ("fi",)},
        detail="7",
        postal_code=postal_code(sandbox),
        positions=(
            SourcedPosition(position=Position(east=480_000.5, north=7_200_000), source="User"),
        ),
    )
    fields: dict[str, Any] = {
        "source_id": "own-place",
        "organisation_id": sandbox.organisation,
        "connectable_by": "AllOrganizations",
        "service_languages": ("fi",),
        "location": Addresses(street=(street,)),
        "language_versions": {
            language: location_texts(f"Vaja {language}") for language in languages or ("fi",)
        },
    }
    return ServiceLocationWrite(**(fields | changes))


def held(sandbox: Sandbox, ptv_id: str) -> dict[str, Any]:
    snapshot: dict[str, Any] = json.loads(json.dumps(sandbox.controls.snapshot_ptv()))
    entity: dict[str, Any] = snapshot["entities"][ptv_id]
    return entity


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


def test_an_incomplete_new_language_is_refused_unsent(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    made = writer.create_service(service(sandbox))
    sent = len(sandbox.writes())
    patch = ServiceWrite(language_versions={"sv": ServiceTextsWrite(name="Paddling")})

    with pytest.raises(WriteRefused) as caught:
        writer.update_service(patch, id=made.id)

    assert set(caught.value.faults) == {
        "language_versions.sv.summary",
        "language_versions.sv.description",
        "language_versions.sv.user_instruction",
    }
    assert "checked-before-sending" in caught.value.situations
    assert len(sandbox.writes()) == sent


def test_all_faults_of_a_new_item_come_in_one_refusal(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    with pytest.raises(WriteRefused) as caught:
        writer.create_service(service(sandbox, funding=None, service_classes=("P27",), area=None))

    assert list(caught.value.faults) == ["area", "funding", "service_classes"]
    assert sandbox.writes() == ()


def test_what_ptv_refuses_is_told_by_our_own_paths(sandbox: Sandbox, writer: PtvV11Writer) -> None:
    first = writer.create_service(service(sandbox))
    taken = service(
        sandbox,
        source_id="own-2",
        general_description_id="9b3e7a40-1d2c-4f5b-8e6a-70c1d2e3f4a5",
        language_versions={"fi": service_texts("Melonta", name=first.language_versions["fi"].name)},
    )

    with pytest.raises(WriteRefused) as caught:
        writer.create_service(taken)

    assert set(caught.value.faults) == {"general_description_id", "language_versions.fi.name"}
    assert "name-taken" in caught.value.situations


@pytest.mark.parametrize("deed", ["update", "archive", "disconnect", "connect"])
def test_an_item_with_unpublished_edits_is_not_written(
    sandbox: Sandbox, writer: PtvV11Writer, deed: str
) -> None:
    made = writer.create_service(service(sandbox))
    sandbox.controls.edit_ptv("Service", made.id, {"fundingType": "MarketFunded"}, publish=False)
    sent = len(sandbox.writes())
    deeds: dict[str, Callable[[], object]] = {
        "update": lambda: writer.update_service(ServiceWrite(funding="MarketFunded"), id=made.id),
        "archive": lambda: writer.archive("service", made.id),
        "disconnect": lambda: writer.disconnect(made.id, [made.id]),
        "connect": lambda: writer.connect(ConnectionWrite(service_id=made.id, channel_id=made.id)),
    }

    with pytest.raises(WriteRefused, match="published or discarded") as caught:
        deeds[deed]()

    assert "modified-in-ptv" in caught.value.situations
    assert list(caught.value.faults) == ["status"]
    assert len(sandbox.writes()) == sent


@pytest.mark.parametrize("kind", ["lost-after", "lost-before"])
def test_a_creation_whose_answer_is_lost_ends_in_one_item(
    sandbox: Sandbox, writer: PtvV11Writer, kind: Any
) -> None:
    fault = Fault(kind, mount="/ptv", method="POST", path="/Service$", times=1)
    sandbox.controls.add_fault(fault)

    made = writer.create_service(service(sandbox))

    named = [
        one
        for one in json.loads(json.dumps(sandbox.controls.snapshot_ptv()))["entities"].values()
        if one["source_ids"].get(sandbox.username) == "own-service"
    ]
    assert len(named) == 1
    assert made.source_id == "own-service"


def test_a_draft_whose_answer_is_lost_is_found(sandbox: Sandbox, writer: PtvV11Writer) -> None:
    fault = Fault("lost-after", mount="/ptv", method="POST", path="/Service$")
    sandbox.controls.add_fault(fault)

    made = writer.create_service(service(sandbox, status="Draft"))

    assert (made.status, made.source_id) == ("Draft", "own-service")
    posts = [one for one in sandbox.writes() if one.method == "POST"]
    assert len(posts) == 1


def test_a_lost_creation_is_never_taken_for_an_older_item_with_the_key(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    writer.create_service(service(sandbox))
    sandbox.controls.add_fault(
        Fault("status", mount="/ptv", method="POST", path="/Service$", status=500)
    )
    other = service(sandbox, language_versions={"fi": service_texts("Soutu")})

    with pytest.raises(WriteRefused) as caught:
        writer.create_service(other)

    assert "source-id-taken" in caught.value.situations


def test_a_lost_creation_without_a_key_is_not_sent_again(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    sandbox.controls.add_fault(Fault("lost-before", mount="/ptv", method="POST", path="/Service$"))
    before = len([one for one in sandbox.journal() if one.method == "POST"])

    with pytest.raises(AnswerLost, match="without a source id"):
        writer.create_service(service(sandbox, source_id=None))

    posts = [
        one for one in sandbox.journal() if one.method == "POST" and one.path.endswith("/Service")
    ]
    assert len(posts) == 1
    assert before == 0


def test_items_are_archived_and_come_back(sandbox: Sandbox, writer: PtvV11Writer) -> None:
    thing, place = service(sandbox), location(sandbox)
    made, stood = writer.create_service(thing), writer.create_service_location(place)

    writer.archive("service", made.id)
    writer.archive("service-location", source_id="own-place")

    for gone in (made.id, stood.id):
        assert held(sandbox, gone)["status"] == "Deleted"
    with pytest.raises(NotFound, match="restore"):
        writer.archive("service", made.id)
    with pytest.raises(WriteRefused, match="service_classes"):
        writer.restore("service", made.id)
    back = writer.restore(
        "service",
        made.id,
        ServiceWrite(service_classes=("P27.1",), ontology_terms=(TERM,), target_groups=("KR1",)),
    )
    assert (back.status, back.name) == ("Published", made.name)
    again = writer.restore(
        "service-location", stood.id, ServiceLocationWrite(connectable_by="AllOrganizations")
    )
    assert (again.status, again.name) == ("Published", stood.name)
    with pytest.raises(InputError, match="not archived"):
        writer.restore("service-location", stood.id)


def test_texts_of_what_comes_back_are_the_whole_set(sandbox: Sandbox, writer: PtvV11Writer) -> None:
    made = writer.create_service(service(sandbox, "fi", "sv"))
    writer.archive("service", made.id)
    classes = {
        "service_classes": ("P27.1",),
        "ontology_terms": (TERM,),
        "target_groups": ("KR1",),
    }
    lacking = ServiceWrite(language_versions={"fi": ServiceTextsWrite(name="Soutu")}, **classes)
    whole = ServiceWrite(language_versions={"fi": service_texts("Soutu")}, **classes)

    with pytest.raises(WriteRefused, match="summary"):
        writer.restore("service", made.id, lacking)
    back = writer.restore("service", made.id, whole)

    assert back.name == {"fi": "Soutu kaikille"}
    assert isinstance(back, Service)
    assert back.funding == made.funding


def test_a_draft_stays_a_draft_and_is_not_archived(sandbox: Sandbox, writer: PtvV11Writer) -> None:
    made = writer.create_service(service(sandbox, status="Draft"))

    changed = writer.update_service(ServiceWrite(funding="MarketFunded"), id=made.id)

    assert (changed.status, changed.funding) == ("Draft", "MarketFunded")
    with pytest.raises(WriteRefused, match="publish it first"):
        writer.archive("service", made.id)
    assert writer.update_service(ServiceWrite(status="Published"), id=made.id).status == "Published"


def test_the_visibility_of_a_draft_has_to_be_said(sandbox: Sandbox, writer: PtvV11Writer) -> None:
    made = writer.create_service_location(location(sandbox, status="Draft"))

    with pytest.raises(WriteRefused) as caught:
        writer.update_service_location(ServiceLocationWrite(service_languages=("sv",)), id=made.id)

    assert list(caught.value.faults) == ["connectable_by"]
    said = ServiceLocationWrite(service_languages=("sv",), connectable_by="AllOrganizations")
    assert writer.update_service_location(said, id=made.id).service_languages == ("sv",)
    assert held(sandbox, made.id)["visible_for_all"] is True


def test_connections_are_added_changed_emptied_and_removed(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    made = writer.create_service(service(sandbox, "fi", "sv"))
    place = writer.create_service_location(location(sandbox, "fi", "sv"))
    ends = {"service_id": made.id, "channel_source_id": "own-place"}
    hours = ServiceHours(rules=(WeeklyHours(days={"monday": (OFFICE_HOURS,)}),))
    texts = {
        "fi": ConnectionTextsWrite(
            description="Vain jäsenille.", emails=(Email(address="a@b.fi"),)
        ),
        "sv": ConnectionTextsWrite(description="Endast för medlemmar."),
    }

    added = writer.connect(
        ConnectionWrite(charge="Other", service_hours=hours, language_versions=texts, **ends)
    )
    changed = writer.connect(
        ConnectionWrite(
            language_versions={"fi": ConnectionTextsWrite(description="Kaikille.")}, **ends
        )
    )
    emptied = writer.connect(
        ConnectionWrite(
            charge=None,
            service_hours=None,
            language_versions={"fi": ConnectionTextsWrite(emails=())},
            **ends,
        )
    )

    assert (added.charge, added.service_hours) == ("Other", hours)
    assert added.language_versions["fi"].emails == (Email(address="a@b.fi"),)
    assert changed.description == {"fi": "Kaikille.", "sv": "Endast för medlemmar."}
    assert (changed.charge, changed.service_hours) == ("Other", hours)
    assert (emptied.charge, emptied.service_hours) == (None, ServiceHours())
    assert emptied.description == changed.description
    assert emptied.language_versions["fi"].emails == ()
    assert writer.disconnect(made.id, [place.id]).channel_ids == ()


def test_a_connection_without_a_common_language_is_told(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    made = writer.create_service(service(sandbox, "sv"))
    place = writer.create_service_location(location(sandbox, "fi"))

    with pytest.raises(WriteRefused, match="share no language"):
        writer.connect(ConnectionWrite(service_id=made.id, channel_id=place.id))


def test_a_connection_whose_answer_is_lost_is_there_once(
    sandbox: Sandbox, writer: PtvV11Writer
) -> None:
    made = writer.create_service(service(sandbox))
    place = writer.create_service_location(location(sandbox))
    fault = Fault("lost-after", mount="/ptv", method="POST", path="/Connection$", times=1)
    sandbox.controls.add_fault(fault)

    connection = writer.connect(ConnectionWrite(service_id=made.id, channel_id=place.id))

    assert connection.channel_id == place.id
    posts = [one for one in sandbox.journal() if one.path.endswith("/Connection")]
    assert len(posts) == 1


def test_a_new_item_is_connected_at_once(sandbox: Sandbox, writer: PtvV11Writer) -> None:
    made = writer.create_service(service(sandbox))

    place = writer.create_service_location(location(sandbox, service_ids=(made.id,)))

    assert place.service_ids == (made.id,)


def test_an_unknown_key_is_not_found(writer: PtvV11Writer) -> None:
    with pytest.raises(NotFound, match="own-unknown"):
        writer.update_service(ServiceWrite(funding="MarketFunded"), source_id="own-unknown")


def test_an_item_is_named_in_one_way(writer: PtvV11Writer) -> None:
    with pytest.raises(InputError, match="one of the two"):
        writer.update_service(ServiceWrite(funding="MarketFunded"))


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
