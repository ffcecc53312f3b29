"""The own details of connections, in the form that makes them again."""

import json

from hytedata.connectors.ptv.v11.relations import connection_details
from hytedata.connectors.ptv.v11.writes import connect
from hytedata.models.common import Json

TEXT: dict[str, Json] = {"type": "Description", "language": "fi", "value": "Varaa vuoro."}
SERVICE: dict[str, Json] = {
    "id": "s-1",
    "serviceNames": [{"type": "Name", "language": "fi", "value": "Pallokentät"}],
    "serviceChannels": [
        {"serviceChannel": {"id": "c-1"}, "description": [TEXT]},
        {"serviceChannel": {"id": "c-2"}},
        {"serviceChannel": {"id": "c-3"}, "extraTypes": [{"type": "Asti"}]},
    ],
}


def test_details_come_by_the_other_end_without_customer_service_points() -> None:
    assert connection_details("service", SERVICE) == {"c-1": {"description": [TEXT]}, "c-2": {}}


def test_details_of_a_channel_come_by_its_services() -> None:
    channel: dict[str, Json] = {
        "id": "c-1",
        "services": [{"service": {"id": "s-1"}, "description": [TEXT]}],
    }

    assert connection_details("channel", channel) == {"s-1": {"description": [TEXT]}}


def test_only_the_connection_that_has_details_is_sent_with_them() -> None:
    pairs = [("s-1", "c-1"), ("s-1", "c-2")]

    request = connect(pairs, {("s-1", "c-1"): {"description": [TEXT]}}).request

    assert json.loads(request.body or b"") == [
        {"serviceId": "s-1", "serviceChannelId": "c-1", "description": [TEXT]},
        {"serviceId": "s-1", "serviceChannelId": "c-2"},
    ]
