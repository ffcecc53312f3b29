"""What is refused, by us and by PTV, and a creation whose answer is lost."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from hytedata.clients.ptv_writer import PtvV11Writer
from hytedata.errors import AnswerLost, InputError, NotFound, WriteRefused
from hytedata.models.ptv_write import (
    ConnectionWrite,
    ServiceLocationWrite,
    ServiceTextsWrite,
    ServiceWrite,
)
from hytedata.sandbox import Fault, Sandbox
from tests.clients.ptv_writer.made import held, location, service
from tests.connectors.ptv.bodies.writes import service_texts


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


def test_the_visibility_of_a_draft_has_to_be_said(sandbox: Sandbox, writer: PtvV11Writer) -> None:
    made = writer.create_service_location(location(sandbox, status="Draft"))

    with pytest.raises(WriteRefused) as caught:
        writer.update_service_location(ServiceLocationWrite(service_languages=("sv",)), id=made.id)

    assert list(caught.value.faults) == ["connectable_by"]
    said = ServiceLocationWrite(service_languages=("sv",), connectable_by="AllOrganizations")
    assert writer.update_service_location(said, id=made.id).service_languages == ("sv",)
    assert held(sandbox, made.id)["visible_for_all"] is True


def test_an_unknown_key_is_not_found(writer: PtvV11Writer) -> None:
    with pytest.raises(NotFound, match="own-unknown"):
        writer.update_service(ServiceWrite(funding="MarketFunded"), source_id="own-unknown")


def test_an_item_is_named_in_one_way(writer: PtvV11Writer) -> None:
    with pytest.raises(InputError, match="one of the two"):
        writer.update_service(ServiceWrite(funding="MarketFunded"))
