"""How GETs show what was written, and what is connected to it: ptv-api 5, 8 and 10."""

import pytest

from tests.sandbox.ptv.made import PLACE, ids
from tests.sandbox.ptv.world import (
    AGENCY,
    CLASS,
    DESCRIPTION,
    NEIGHBOUR,
    TERM,
    TOWN,
    Ptv,
    location,
    service,
    street,
    text,
    weekly,
)


def test_streets_are_padded_to_six_languages_and_begin_with_a_capital(ptv: Ptv) -> None:
    names = [{"language": "fi", "value": "kenttätie"}, {"language": "sv", "value": "planvägen"}]
    made = ptv.location("Paikka", "fi", "sv", addresses=[street("fi", street=names)])

    read = ptv.shown(f"ServiceChannel/{made}")["addresses"][0]["streetAddress"]["street"]

    assert {item["language"]: item["value"] for item in read} == {
        "fi": "Kenttätie",
        "sv": "Planvägen",
        "en": "Kenttätie",
        "se": "Kenttätie",
        "smn": "Kenttätie",
        "sms": "Kenttätie",
    }


@pytest.mark.parametrize("sent", ["väinönkatu", "Väinögatan"])
def test_a_registered_street_keeps_its_names(ptv: Ptv, sent: str) -> None:
    names = [{"language": "fi", "value": sent}]
    made = ptv.location(addresses=[street("fi", street=names)])

    read = ptv.shown(f"ServiceChannel/{made}")["addresses"][0]["streetAddress"]["street"]

    assert [item["value"] for item in read[:3]] == ["Väinönkatu", "Väinögatan", "Väinönkatu"]


@pytest.mark.parametrize(
    ("sent", "read"),
    [("6903421.500", "6903421.5"), ("6903421", "6903421"), ("6903421.0", "6903421")],
)
def test_coordinates_come_back_as_the_shortest_decimal_text(ptv: Ptv, sent: str, read: str) -> None:
    made = ptv.location(addresses=[street("fi", latitude=sent, longitude="435210.25")])

    address = ptv.shown(f"ServiceChannel/{made}")["addresses"][0]["streetAddress"]

    assert (address["latitude"], address["coordinateState"]) == (read, "EnteredByUser")


def test_expired_hours_are_left_out(ptv: Ptv) -> None:
    season = weekly(validFrom="2026-06-01T00:00:00", validTo="2026-11-25T00:00:00")
    made = ptv.location(serviceHours=[season, weekly()])

    before = ptv.shown(f"ServiceChannel/{made}")["serviceHours"]
    ptv.clock.move(days=2)
    after = ptv.shown(f"ServiceChannel/{made}")["serviceHours"]

    assert (len(before), len(after)) == (2, 1)
    assert (before[0]["validForNow"], after[0]["validForNow"]) == (False, True)
    assert after[0]["validFrom"] is None


def test_headings_are_shown_on_demand(ptv: Ptv) -> None:
    plain = ptv.shown(f"GeneralDescription/{DESCRIPTION}")
    headed = ptv.shown(f"GeneralDescription/{DESCRIPTION}", showHeader="true")

    assert plain["descriptions"][2]["value"] == "Uimahallissa voi uida."
    assert headed["descriptions"][2]["value"] == "### Uiminen\nUimahallissa voi uida."


def test_runs_of_spaces_collapse_and_line_breaks_stay(ptv: Ptv) -> None:
    texts = service()["serviceDescriptions"]
    texts[1]["value"] = "Yksi  \t kaksi\r\n* kolme"

    made = ptv.service(serviceNames=[text("fi", "Pallo   kenttä ")], serviceDescriptions=texts)

    read = ptv.shown(f"Service/{made}")
    assert read["serviceNames"][0]["value"] == "Pallo kenttä"
    assert read["serviceDescriptions"][1]["value"] == "Yksi kaksi\n* kolme"


def test_modified_has_no_zone_and_grows_with_each_write(ptv: Ptv) -> None:
    made = ptv.service()
    moments = [ptv.put(f"Service/{made}", service()).json()["modified"] for _ in range(30)]

    assert moments == sorted(set(moments))
    assert not any(moment.endswith("Z") or "+" in moment for moment in moments)
    assert len({len(moment) for moment in moments}) > 1


def test_classifications_come_as_objects_with_their_parents(ptv: Ptv) -> None:
    made = ptv.service()

    item = ptv.shown(f"Service/{made}")["serviceClasses"][0]

    assert (item["code"], item["parentUri"]) == ("P27.1", f"{CLASS}P27")
    assert item["name"][0] == {"value": "Liikunta ja urheilu", "language": "fi"}


def test_a_channel_shows_the_terms_of_its_services(ptv: Ptv) -> None:
    made = ptv.location(services=[ptv.service()])

    terms = ptv.shown(f"ServiceChannel/{made}")["ontologyTerms"]

    assert [(item["uri"], item["code"]) for item in terms] == [(TERM, None)]


def test_keys_are_matched_whatever_their_case_and_unknown_ones_ignored(ptv: Ptv) -> None:
    body = {key.upper(): value for key, value in service(nonsense={"a": 1}).items()}

    assert ptv.post("Service", body).status_code == 200


def test_ids_are_the_same_in_either_case(ptv: Ptv) -> None:
    made = ptv.service(
        mainResponsibleOrganization=TOWN.upper(),
        serviceProducers=[
            {"provisionType": "SelfProducedServices", "organizations": [TOWN.upper()]}
        ],
    )

    assert ids(ptv.shown("Service/list/organization", organizationId=TOWN.upper())) == [made]
    assert ptv.shown(f"Service/{made.upper()}")["id"] == made


def test_a_rename_shows_at_the_other_end(ptv: Ptv) -> None:
    made = ptv.service()
    channel = ptv.location(services=[made])
    ptv.shown(f"Service/{made}")

    ptv.put(f"{PLACE}/{channel}", location("Uusi nimi"))

    connected = ptv.shown(f"Service/{made}")["serviceChannels"][0]
    assert connected["serviceChannel"] == {"id": channel, "name": "Uusi nimi fi"}


def test_an_organisation_shows_its_services_as_they_are_now(ptv: Ptv) -> None:
    made = ptv.service(otherResponsibleOrganizations=[NEIGHBOUR])
    before = ptv.shown(f"Organization/{NEIGHBOUR}")["services"]

    ptv.put(f"Service/{made}", service("Uusi nimi", otherResponsibleOrganizations=[AGENCY]))

    assert [item["service"]["id"] for item in before] == [made]
    assert ptv.shown(f"Organization/{NEIGHBOUR}")["services"] == []
    assert ptv.shown(f"Organization/{AGENCY}")["services"][0]["service"]["name"] == "Uusi nimi fi"


def test_a_new_collection_shows_in_members_that_were_read_before(ptv: Ptv) -> None:
    made = ptv.service()
    before = ptv.shown(f"Service/{made}")["serviceCollections"]
    body = {
        "organizationId": TOWN,
        "serviceCollectionNames": [{"language": "fi", "value": "Kaikki"}],
        "publishingStatus": "Published",
        "services": [made],
    }

    ptv.made("ServiceCollection", body)

    assert before == []
    assert len(ptv.shown(f"Service/{made}")["serviceCollections"]) == 1


@pytest.mark.parametrize(
    "path", ["Service/{0}", "ServiceChannel/{0}", "Organization/{0}", "Service/list?guids={0}"]
)
def test_the_all_zero_uuid_is_500(ptv: Ptv, path: str) -> None:
    zero = "00000000-0000-0000-0000-000000000000"

    assert ptv.client.get(f"/api/v11/{path.format(zero)}").status_code == 500


def test_only_published_ends_of_connections_are_public(ptv: Ptv) -> None:
    channel = ptv.location()
    made = ptv.service(serviceChannels=[channel])
    ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})

    assert ptv.shown(f"ServiceChannel/{channel}")["services"] == []
