"""The sample payloads of the reference are accepted, and come back as the samples show."""

import json
from pathlib import Path

from tests.sandbox.ptv.world import TOWN, Json, Ptv


def _sample(shared: Path, name: str) -> Json:
    found: Json = json.loads((shared / "reference" / "ptv-samples" / name).read_text("utf-8"))
    return found


def test_the_samples_pass_as_payloads(ptv: Ptv, shared: Path) -> None:
    service = _sample(shared, "service_in.json")
    service["serviceChannels"] = []
    location = _sample(shared, "service_location_in.json")

    service_id = ptv.made("Service", service)["id"]
    location["services"] = [service_id]
    made = ptv.made("ServiceChannel/ServiceLocation", location)
    relations = _sample(shared, "connection_in.json")
    relations["channelRelations"] = relations["channelRelations"][:1]
    relations["channelRelations"][0]["serviceChannelId"] = made["id"]
    connected = ptv.put(f"Connection/serviceId/{service_id}", relations)

    assert made["organizationId"] == TOWN
    assert connected.status_code == 200, connected.text
    assert connected.json()["serviceChannels"][0]["serviceChannel"]["id"] == made["id"]


def test_what_is_read_has_the_keys_of_the_samples(ptv: Ptv, shared: Path) -> None:
    service = _sample(shared, "service_in.json")
    service["serviceChannels"] = []
    location = _sample(shared, "service_location_in.json")
    service_id = ptv.made("Service", service)["id"]
    location["services"] = [service_id]
    channel_id = ptv.made("ServiceChannel/ServiceLocation", location)["id"]

    for path, name in (
        (f"Service/{service_id}", "service_out.json"),
        (f"ServiceChannel/{channel_id}", "service_location_out.json"),
        (f"Organization/{TOWN}", "organization_out.json"),
    ):
        read, sample = ptv.shown(path), _sample(shared, name)

        assert read.keys() == sample.keys()
        for key in ("addresses", "serviceHours", "phoneNumbers", "organizations"):
            if read.get(key):
                assert read[key][0].keys() == sample[key][0].keys(), key


def test_a_place_reads_back_as_the_sample_shows(ptv: Ptv, shared: Path) -> None:
    location = _sample(shared, "service_location_in.json")
    location["services"] = []
    sample = _sample(shared, "service_location_out.json")

    made = ptv.made("ServiceChannel/ServiceLocation", location)
    read = ptv.shown(f"ServiceChannel/{made['id']}")

    assert read["areas"] == sample["areas"]
    assert read["phoneNumbers"] == sample["phoneNumbers"]
    assert read["serviceHours"] == sample["serviceHours"]
    place, known = read["addresses"][0]["streetAddress"], sample["addresses"][0]["streetAddress"]
    assert place["street"] == known["street"]
    assert place["municipality"] == known["municipality"]
    assert (place["latitude"], place["longitude"]) == ("6903421.5", "435210.25")
