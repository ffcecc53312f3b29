"""The statuses that a write may give: ptv-api 7.2.

| Test | Covers |
|---|---|
| `test_7_2_table_…` | every row of the table of 7.2 |
| `test_7_2_rule_1_…` to `test_7_2_rule_7_…` | the seven bullets below it, in order |
"""

import pytest

from tests.sandbox.ptv.made import PLACE, PUBLISHED
from tests.sandbox.ptv.world import TOWN, USER, Json, Ptv, location, refused, service, text


def item_in(ptv: Ptv, status: str) -> str:
    """A service whose newest version has *status*."""
    made = ptv.service(publishingStatus="Draft" if status == "Draft" else "Published")
    if status == "Deleted":
        ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})
    if status == "Modified":
        ptv.simulator.edit("Service", made, {"fundingType": "MarketFunded"}, publish=False)
    return made


@pytest.mark.parametrize(
    ("stored", "sent", "status", "public"),
    [
        ("Draft", "Draft", 200, False),
        ("Draft", "Published", 200, True),
        ("Draft", "Modified", 400, False),
        ("Draft", "Deleted", 400, False),
        ("Published", "Draft", 400, True),
        ("Published", "Published", 200, True),
        ("Published", "Modified", 200, True),
        ("Published", "Deleted", 200, False),
        ("Published", "OldPublished", 400, True),
        ("Published", "Removed", 400, True),
        ("Deleted", "Draft", 400, False),
        ("Deleted", "Published", 200, True),
        ("Deleted", "Modified", 200, False),
        ("Deleted", "Deleted", 200, False),
        ("Modified", "Draft", 400, True),
        ("Modified", "Published", 400, True),
        ("Modified", "Modified", 400, True),
        ("Modified", "Deleted", 400, True),
    ],
)
def test_7_2_table_of_statuses(ptv: Ptv, stored: str, sent: str, status: int, public: bool) -> None:
    made = item_in(ptv, stored)

    answer = ptv.put(f"Service/{made}", service(publishingStatus=sent))

    assert answer.status_code == status, answer.text
    if status == 400:
        assert "PublishingStatus" in answer.json()
    assert (ptv.get(f"Service/{made}").status_code == 200) is public


@pytest.mark.parametrize("sent", ["Modified", "Deleted"])
def test_7_2_table_a_post_is_draft_or_published(ptv: Ptv, sent: str) -> None:
    assert "PublishingStatus" in refused(ptv.post("Service", service(publishingStatus=sent)))


def test_7_2_rule_1_the_status_is_required_on_every_put(ptv: Ptv) -> None:
    made = item_in(ptv, "Deleted")

    assert refused(ptv.put(f"Service/{made}", {})).keys() >= {"PublishingStatus"}


def test_7_2_rule_2_a_written_working_copy_locks_the_item(ptv: Ptv) -> None:
    made = ptv.service()
    body = service(publishingStatus="Modified", fundingType="MarketFunded")

    ptv.put(f"Service/{made}", body)
    messages = refused(ptv.put(f"Service/{made}", service()))

    assert "cannot update entity with status Modified" in messages["PublishingStatus"]
    assert ptv.shown(f"Service/{made}")["fundingType"] == "PubliclyFunded"
    newest = ptv.shown(f"Service/active/{made}", user=USER)
    assert (newest["publishingStatus"], newest["fundingType"]) == ("Modified", "MarketFunded")


def test_7_2_rule_2_a_person_clears_it_by_publishing_or_discarding(ptv: Ptv) -> None:
    published, discarded = item_in(ptv, "Modified"), ""
    ptv.simulator.publish("Service", published)
    after_publishing = ptv.shown(f"Service/{published}")["fundingType"]
    discarded = published
    ptv.simulator.edit("Service", discarded, {"fundingType": "PubliclyFunded"}, publish=False)
    ptv.simulator.discard("Service", discarded)

    assert after_publishing == "MarketFunded"
    assert ptv.shown(f"Service/{discarded}")["fundingType"] == "MarketFunded"
    assert ptv.put(f"Service/{discarded}", service()).status_code == 200


def test_7_2_rule_3_a_draft_cannot_be_archived(ptv: Ptv) -> None:
    made = item_in(ptv, "Draft")

    messages = refused(ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"}))

    assert (
        "You cannot set Publishing status as Deleted when current one is Draft"
        in (messages["PublishingStatus"])
    )


def test_7_2_rule_4_a_small_body_archives_and_the_same_id_is_restored(ptv: Ptv) -> None:
    made = ptv.location()

    archived = ptv.put(f"{PLACE}/{made}", {"organizationId": TOWN, "publishingStatus": "Deleted"})
    gone = ptv.get(f"ServiceChannel/{made}")
    restored = ptv.put(f"{PLACE}/{made}", location("Uusi nimi"))

    assert archived.json()["publishingStatus"] == "Deleted"
    assert gone.status_code == 404
    assert restored.json()["id"] == made
    names = ptv.shown(f"ServiceChannel/{made}")["serviceChannelNames"]
    assert names[0]["value"] == "Uusi nimi fi"


def test_7_2_rule_5_archiving_stores_nothing_else_but_validates(ptv: Ptv) -> None:
    made = ptv.location(sourceId="old")
    renamed = location("Muu", sourceId="new", publishingStatus="Deleted")
    faulty = {"publishingStatus": "Deleted", "emails": [{"language": "fi", "value": "ei"}]}

    refused_first = refused(ptv.put(f"{PLACE}/{made}", faulty))
    ptv.put(f"{PLACE}/{made}", renamed)
    ptv.put(f"{PLACE}/{made}", PUBLISHED)

    assert "Emails" in refused_first
    read = ptv.shown(f"ServiceChannel/{made}", user=USER)
    assert read["serviceChannelNames"] == [text("fi", "Uimahalli fi")]
    assert read["sourceId"] == "old"


@pytest.mark.parametrize("path", ["{0}", "active/{0}", "list?guids={0}", "serviceWithGD/{0}"])
def test_7_2_rule_6_archived_is_404_to_every_get(ptv: Ptv, path: str) -> None:
    made = item_in(ptv, "Deleted")

    answer = ptv.client.get(
        f"/api/v11/Service/{path.format(made)}",
        headers={"Authorization": f"Bearer {ptv.login(USER).json()['serviceToken']}"},
    )

    assert answer.status_code == 404


def test_7_2_rule_7_timed_publishing_waits_as_draft_or_locked(ptv: Ptv) -> None:
    soon = "2026-11-26T00:00:00"
    new = ptv.service("Uusi", publishingStatus="Draft", validFrom=soon)
    old = ptv.service("Vanha")
    ptv.put(f"Service/{old}", service("Vanha", publishingStatus="Modified", validFrom=soon))
    waiting = ptv.get(f"Service/{new}").status_code
    locked = ptv.put(f"Service/{old}", service("Vanha")).status_code

    ptv.clock.move(days=2)

    assert (waiting, locked) == (404, 400)
    assert ptv.get(f"Service/{new}").status_code == 200
    assert ptv.shown(f"Service/{old}")["publishingStatus"] == "Published"


def test_7_2_rule_7_timed_archiving_comes_with_published(ptv: Ptv) -> None:
    made = ptv.service(validTo="2026-11-26T00:00:00")
    draft = service("Luonnos", publishingStatus="Draft", validTo="2026-11-26T00:00:00")

    assert "ValidTo" in refused(ptv.post("Service", draft))
    ptv.clock.move(days=2)

    assert ptv.get(f"Service/{made}").status_code == 404
    query: Json = {"OrganizationId": TOWN, "Take": 10}
    listed = ptv.get("Service/archived/list", ArchivingType="Automatic", **query).json()
    assert [item["id"] for item in listed] == [made]
