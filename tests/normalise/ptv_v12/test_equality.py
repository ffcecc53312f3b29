"""An item becomes the same record whichever version of the API it came through."""

from typing import Any

import pytest

from hytedata.models.ptv import Record
from hytedata.normalise.ptv import connections_of_service
from tests.normalise.ptv import documents as v11
from tests.normalise.ptv_v12 import documents as v12
from tests.normalise.ptv_v12.alike import alike
from tests.normalise.ptv_v12.pairs import channels, others, service


def read(
    older: v11.Kind, newer: v12.Kind, pair: tuple[dict[str, Any], dict[str, Any]]
) -> tuple[Record, Record]:
    """Normalise an item of both versions, none of which gives reason for a remark."""
    both = v11.normalised(older, pair[0]), v12.normalised(newer, pair[1])
    assert [one.remarks for one in both] == [(), ()]
    return both


def test_a_service_is_the_same() -> None:
    older, newer = read(v11.SERVICES, v12.SERVICES, (service.SERVICE_V11, service.SERVICE_V12))

    assert alike(older) == alike(newer)


@pytest.mark.parametrize("kind", channels.CHANNELS)
def test_a_channel_is_the_same(kind: str) -> None:
    older, newer = read(v11.CHANNELS, v12.CHANNELS, channels.CHANNELS[kind])

    assert type(older) is type(newer)
    assert alike(older) == alike(newer)


def test_a_connection_with_hours_and_contacts_is_the_same() -> None:
    told = {"id": v12.SERVICE_ID, "serviceChannels": [others.CONNECTION_IN_SERVICE_V11]}

    (older,) = connections_of_service(v11.SERVICES.read(told))
    newer = v12.normalised(v12.CONNECTIONS, others.CONNECTION_V12)

    assert (older.remarks, newer.remarks) == ((), ())
    assert alike(older) == alike(newer)
    assert older.id == newer.id


def test_an_organisation_is_the_same() -> None:
    older, newer = read(v11.ORGANISATIONS, v12.ORGANISATIONS, others.ORGANISATION)

    assert alike(older) == alike(newer)


def test_a_general_description_is_the_same() -> None:
    older, newer = read(v11.GENERAL, v12.GENERAL, others.GENERAL_DESCRIPTION)

    assert alike(older) == alike(newer)


def test_a_collection_is_the_same() -> None:
    older, newer = read(v11.COLLECTIONS, v12.COLLECTIONS, others.COLLECTION)

    assert alike(older) == alike(newer)


def test_records_without_anything_that_one_version_tells_alone_are_equal() -> None:
    names = [{"type": "Name", "language": "fi", "value": "Uimahalli"}]
    told = {"serviceChannelNames": names, "serviceChannelDescriptions": [], "modified": None}

    older = v11.channel("WebPage", **told)
    newer = v12.channel("WebPage")

    assert older.model_copy(update={"service_ids": None, "collection_ids": None}) == newer
