"""Requests that are wrong by what is there already, and the message that each gets: ptv-api 2.2."""

import httpx

from tests.sandbox.ptv.made import PLACE
from tests.sandbox.ptv.mistakes import Case
from tests.sandbox.ptv.world import (
    NEIGHBOUR,
    NEIGHBOUR_USER,
    Ptv,
    electronic,
    location,
    service,
    text,
)


def _second_service(ptv: Ptv) -> httpx.Response:
    ptv.service("Uimahalli")
    return ptv.post("Service", service("UIMA halli"))


def _partial_put(ptv: Ptv) -> httpx.Response:
    channel = ptv.location("Paikka", "fi", "sv")
    names = [text("fi", "Paikka fi")]
    body = {"publishingStatus": "Published", "serviceChannelNames": names}
    return ptv.put(f"{PLACE}/{channel}", body)


def _to_draft(ptv: Ptv) -> httpx.Response:
    return ptv.put(f"Service/{ptv.service()}", service(publishingStatus="Draft"))


def _of_modified(ptv: Ptv) -> httpx.Response:
    made = ptv.service()
    ptv.simulator.edit("Service", made, {"fundingType": "MarketFunded"}, publish=False)
    return ptv.put(f"Service/{made}", service())


def _asti(ptv: Ptv) -> httpx.Response:
    service_id, channel = ptv.service(), ptv.location(isVisibleForAll=True)
    ptv.simulator.connect(service_id, channel, {"extraTypes": [{"type": "Asti", "code": "X"}]})
    return ptv.put(f"{PLACE}/{channel}", location())


def _contacts_on_electronic(ptv: Ptv) -> httpx.Response:
    service_id = ptv.service()
    body = electronic(requiresAuthentication=False)
    channel = ptv.made("ServiceChannel/EChannel", body)["id"]
    relation = {"serviceChannelId": channel, "contactDetails": {}}
    return ptv.put(f"Connection/serviceId/{service_id}", {"channelRelations": [relation]})


def _foreign_channel(ptv: Ptv) -> httpx.Response:
    body = location(organizationId=NEIGHBOUR)
    channel = ptv.made(PLACE, body, user=NEIGHBOUR_USER)["id"]
    relation = {"serviceChannelId": channel}
    service_id = ptv.service()
    return ptv.put(f"Connection/serviceId/{service_id}", {"channelRelations": [relation]})


def taken_source_id(ptv: Ptv) -> httpx.Response:
    ptv.service(sourceId="one")
    return ptv.post("Service", service("Toinen", sourceId="one"))


def _too_many_guids(ptv: Ptv) -> httpx.Response:
    made = [ptv.location(f"Paikka {at}") for at in range(101)]
    return ptv.get("ServiceChannel/list", guids=",".join(made))


BY_WHAT_IS_THERE: list[Case] = [
    ("list too long", _too_many_guids, "Only 100 items are allowed", "guids"),
    ("name used already", _second_service, "already exists within organization", "ServiceNames"),
    ("language removed", _partial_put, "You are removing language versions", "Model"),
    ("required lists missing", _partial_put, "Some of the required lists are missing", "Model"),
    ("status change", _to_draft, "You cannot set Publishing status as", "PublishingStatus"),
    (
        "locked version",
        _of_modified,
        "You cannot update entity with status Modified",
        "PublishingStatus",
    ),
    (
        "ASTI visibility",
        _asti,
        "shared use of the service channel cannot be changed",
        "isVisibleForAll",
    ),
    (
        "extra information on another channel",
        _contacts_on_electronic,
        "only allowed for Service location channel",
        "ChannelRelations",
    ),
    (
        "foreign channel",
        _foreign_channel,
        "is restricted only for defined organization",
        "ChannelRelations[0].ServiceChannelId",
    ),
    ("source id taken", taken_source_id, "already exists", "SourceId"),
]
