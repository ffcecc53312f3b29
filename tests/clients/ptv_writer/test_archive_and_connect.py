"""Items are archived and come back, and connections are made, changed and removed."""

import pytest

from hytedata.clients.ptv_writer import PtvV11Writer
from hytedata.errors import InputError, NotFound, WriteRefused
from hytedata.models.ptv import Email, Service, ServiceHours, WeeklyHours
from hytedata.models.ptv_write import (
    ConnectionTextsWrite,
    ConnectionWrite,
    ServiceLocationWrite,
    ServiceTextsWrite,
    ServiceWrite,
)
from hytedata.sandbox import Fault, Sandbox
from tests.clients.ptv_writer.made import OFFICE_HOURS, TERM, held, location, service
from tests.connectors.ptv.bodies.writes import service_texts


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
