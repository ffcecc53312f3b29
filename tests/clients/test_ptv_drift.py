"""What PTV sends and our models do not know: told once per reading, and in no way an error."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import respx

from hytedata.clients.ptv import PtvTarget
from tests.clients.ptv_double import V11, Double, page, target
from tests.connectors.ptv.builders import location, service
from tests.connectors.ptv.catalogue import CHANNEL, ORGANISATION, SERVICE

OTHER = "11111111-2222-4333-8444-555555555555"
SECRET = "s3cret value"


@pytest.fixture
def ptv() -> Iterator[Double]:
    with respx.mock(assert_all_called=False) as router:
        yield Double(router)


@pytest.fixture
def reader() -> Iterator[PtvTarget]:
    with target() as opened:
        yield opened


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage() for record in caplog.records if record.name.startswith("hytedata.ptv")
    ]


def test_unknown_fields_of_all_answers_are_logged_once_without_values(
    ptv: Double, reader: PtvTarget, caplog: pytest.LogCaptureFixture
) -> None:
    ptv.services = [service(ontologyTerms=[], colour=SECRET)]
    ptv.channels = [location(colour=SECRET), location(id=OTHER, colour=SECRET)]
    ptv.router.get(path__regex=r".*/archived/list$").respond(
        json=[{"id": OTHER, "archivedBy": SECRET}]
    )

    with caplog.at_level(logging.INFO, logger="hytedata.ptv"):
        reader.read(ORGANISATION)

    (line,) = told(caplog)
    head, _, fields = line.partition(" fields=")
    assert head == "unknown_fields_read source=ptv paths=4"
    assert json.loads(fields) == {
        # Both kinds of archiving are asked for.
        "ArchivedService.archivedBy": 2,
        "ArchivedServiceChannel.archivedBy": 2,
        "Service.colour": 1,
        "ServiceLocationChannel.colour": 2,
    }
    assert SECRET not in caplog.text


def test_fields_that_are_all_known_are_not_worth_a_line(
    ptv: Double, reader: PtvTarget, caplog: pytest.LogCaptureFixture
) -> None:
    ptv.services, ptv.channels = [service(ontologyTerms=[])], [location()]
    ptv.visible = [CHANNEL]

    with caplog.at_level(logging.INFO, logger="hytedata.ptv"):
        reader.read(ORGANISATION)

    assert told(caplog) == []


def test_unknown_fields_stay_in_the_document(ptv: Double, reader: PtvTarget) -> None:
    ptv.services = [service(colour="red")]

    state = reader.read(ORGANISATION)

    assert state.items[0].id == SERVICE
    assert state.items[0].document["colour"] == "red"
    assert state.completeness.complete


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"phoneNumbers": [{"language": ["fi"], "number": "1"}]}, "phoneNumbers[0].language"),
        ({"serviceHours": [{"openingHour": "always"}]}, "serviceHours[0].openingHour"),
        ({"publishingStatus": {}}, "publishingStatus"),
    ],
)
def test_a_record_with_a_value_of_a_wrong_type_is_rejected_by_itself_with_its_place(
    ptv: Double, reader: PtvTarget, fault: dict[str, Any], field: str
) -> None:
    ptv.channels = [location(id=OTHER, **fault), location()]

    state = reader.read(ORGANISATION)

    assert [item.id for item in state.items] == [CHANNEL]
    assert [(one.ref.id, one.field) for one in state.rejections] == [(OTHER, field)]
    assert not state.completeness.complete


def test_an_entry_of_a_wrong_type_in_a_list_of_ids_makes_the_read_incomplete(
    ptv: Double, reader: PtvTarget
) -> None:
    ptv.router.get(f"{V11}/Service/active").respond(json=page({"id": 5}))

    state = reader.read(ORGANISATION)

    assert "in a shape we do not know" in " ".join(state.completeness.reasons)


def test_a_general_description_of_a_wrong_type_is_never_read_as_one_that_gives_nothing(
    ptv: Double, reader: PtvTarget
) -> None:
    ptv.services = [service(generalDescriptionId=OTHER)]
    ptv.router.get(f"{V11}/GeneralDescription/list").respond(
        json=[{"id": OTHER, "serviceClasses": {"uri": "x"}}]
    )

    state = reader.read(ORGANISATION)

    (reason,) = state.completeness.reasons
    assert f"general description {OTHER}: serviceClasses" in reason
