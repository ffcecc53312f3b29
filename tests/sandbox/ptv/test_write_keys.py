"""Ids and keys of what is written: ptv-api 7.3.

| Test | Covers |
|---|---|
| `test_7_3_rule_1_…` to `test_7_3_rule_8_…` | the eight bullets of 7.3, in order |
"""

from tests.sandbox.ptv.made import PLACE, PUBLISHED
from tests.sandbox.ptv.world import (
    DESCRIPTION,
    SECOND_USER,
    TOWN,
    USER,
    Json,
    Ptv,
    location,
    refused,
    service,
)


def test_7_3_rule_1_a_put_keeps_the_id(ptv: Ptv) -> None:
    made = ptv.service()

    assert ptv.put(f"Service/{made}", service()).json()["id"] == made


def test_7_3_rule_2_a_write_answers_with_the_newest_version(ptv: Ptv) -> None:
    made = ptv.service()
    body = service(publishingStatus="Modified", generalDescriptionId=DESCRIPTION)

    answer = ptv.put(f"Service/{made}", body).json()

    assert answer["publishingStatus"] == "Modified"
    assert any(item["type"].startswith("GD_") for item in answer["serviceDescriptions"])
    assert ptv.shown(f"Service/{made}")["publishingStatus"] == "Published"


def test_7_3_rule_3_a_key_belongs_to_its_user_and_entity_type(ptv: Ptv) -> None:
    made = ptv.service(sourceId="one")

    channel = ptv.post(PLACE, location(sourceId="one"))
    other_user = ptv.post("Service", service("Toinen", sourceId="one"), user=SECOND_USER)

    assert (channel.status_code, other_user.status_code) == (200, 200)
    assert ptv.shown(f"Service/{made}", user=USER)["sourceId"] == "one"
    assert ptv.shown(f"Service/{made}", user=SECOND_USER)["sourceId"] is None
    assert ptv.shown(f"Service/{made}")["sourceId"] is None


def test_7_3_rule_3_lists_show_it_with_the_token_too(ptv: Ptv) -> None:
    ptv.service(sourceId="one")
    query: Json = {"organizationId": TOWN}

    own = ptv.get("Service/list/organization", user=USER, **query).json()["itemList"]
    public = ptv.get("Service/list/organization", **query).json()["itemList"]

    assert (own[0]["sourceId"], public[0]["sourceId"]) == ("one", None)


def test_7_3_rule_4_a_post_with_a_used_key_is_400(ptv: Ptv) -> None:
    ptv.service(sourceId="one")

    messages = refused(ptv.post("Service", service("Toinen", sourceId="one")))

    assert "already exists" in messages["SourceId"]


def test_7_3_rule_5_a_put_renames_and_a_collision_is_500(ptv: Ptv) -> None:
    ptv.service("Yksi", sourceId="one")
    second = ptv.service("Kaksi", sourceId="two")

    collision = ptv.put(f"Service/{second}", service("Kaksi", sourceId="one"))
    renamed = ptv.put(f"Service/{second}", service("Kaksi", sourceId="three"))

    assert collision.status_code == 500
    assert renamed.json()["sourceId"] == "three"
    assert ptv.post("Service", service("Kolme", sourceId="two")).status_code == 200


def test_7_3_rule_6_an_archived_item_keeps_its_key_unless_renamed_first(ptv: Ptv) -> None:
    made = ptv.service(sourceId="one")
    ptv.put(f"Service/{made}", service(sourceId="gone", publishingStatus="Deleted"))
    kept = refused(ptv.post("Service", service(sourceId="one")))
    ptv.put(f"Service/{made}", service(sourceId="one-old"))
    ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})

    freed = ptv.post("Service", service(sourceId="one"))

    assert "already exists" in kept["SourceId"]
    assert freed.status_code == 200


def test_7_3_rule_6_giving_another_item_an_archived_ones_key_is_500(ptv: Ptv) -> None:
    made = ptv.service("Yksi", sourceId="one")
    other = ptv.service("Kaksi")
    ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})

    answer = ptv.put(f"Service/{other}", service("Kaksi", sourceId="one"))

    assert answer.status_code == 500


def test_7_3_rule_7_a_put_by_key_never_creates_but_reaches_the_archived(ptv: Ptv) -> None:
    made = ptv.service(sourceId="one")
    ptv.put(f"Service/{made}", {"publishingStatus": "Deleted"})

    unknown = ptv.put("Service/sourceId/two", service())
    others = ptv.put("Service/sourceId/one", service(), user=SECOND_USER)
    own = ptv.put("Service/sourceId/one", service())

    assert (unknown.status_code, others.status_code) == (404, 404)
    assert (own.status_code, own.json()["id"]) == (200, made)


def test_7_3_rule_7_a_key_of_one_kind_of_channel_is_not_another_kinds(ptv: Ptv) -> None:
    ptv.location(sourceId="one")

    answer = ptv.put("ServiceChannel/EChannel/sourceId/one", PUBLISHED)

    assert answer.status_code == 404


def test_7_3_rule_8_get_does_not_find_by_key(ptv: Ptv) -> None:
    ptv.service(sourceId="one")

    assert ptv.get("Service/sourceId/one", user=USER).status_code == 405
