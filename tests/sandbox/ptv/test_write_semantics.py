"""What a write keeps, replaces and clears; statuses; keys: ptv-api 7.1, 7.2, 7.3.

| Test | Covers |
|---|---|
| `test_7_1_rule_1_…`, `…_2_…` | 7.1: lists; scalars and booleans |
| `test_7_1_rule_3_…`, `…_4_…` | 7.1: the table of flags, row by row; flags beside lists |
| `test_7_1_rule_5_…` to `…_7_…` | 7.1: fields without flags; collections; flags in a POST |
| `test_7_2_table_…` | every row of the table of 7.2 |
| `test_7_2_rule_1_…` to `test_7_2_rule_7_…` | the seven bullets below it, in order |
| `test_7_3_rule_1_…` to `test_7_3_rule_8_…` | the eight bullets of 7.3, in order |
"""

import pytest

from tests.sandbox.ptv.world import (
    ADMIN,
    DESCRIPTION,
    EVENT,
    GROUP,
    INDUSTRY,
    SECOND_USER,
    TOWN,
    USER,
    Json,
    Ptv,
    electronic,
    form,
    location,
    phone,
    phone_channel,
    refused,
    service,
    street,
    text,
    weekly,
)

PLACE = "ServiceChannel/ServiceLocation"
PUBLISHED: Json = {"publishingStatus": "Published"}
EMAIL = [{"language": "fi", "value": "halli@example.fi"}]
PAGE = [{"language": "fi", "url": "https://www.example.fi", "value": None}]


def full_location(**changes: object) -> Json:
    return location(
        phoneNumbers=[phone()],
        faxNumbers=[phone()],
        emails=EMAIL,
        webPages=PAGE,
        serviceHours=[weekly()],
        **changes,
    )


@pytest.mark.parametrize("value", [None, []])
def test_7_1_rule_1_missing_null_and_empty_lists_keep(ptv: Ptv, value: object) -> None:
    made = ptv.made(PLACE, full_location())["id"]

    ptv.put(f"{PLACE}/{made}", {**PUBLISHED, "emails": value, "webPages": value})

    read = ptv.shown(f"ServiceChannel/{made}")
    assert (read["emails"], read["webPages"]) == (EMAIL, PAGE)


def test_7_1_rule_1_a_list_replaces_the_whole_list(ptv: Ptv) -> None:
    keywords = [{"language": "fi", "value": "uinti"}, {"language": "sv", "value": "simning"}]
    made = ptv.service("x", "fi", "sv", keywords=keywords)
    body = service("x", "fi", "sv", keywords=[{"language": "fi", "value": "sauna"}])

    ptv.put(f"Service/{made}", body)

    assert ptv.shown(f"Service/{made}")["keywords"] == [{"language": "fi", "value": "sauna"}]


def test_7_1_rule_2_missing_and_null_scalars_keep(ptv: Ptv) -> None:
    made = ptv.service(serviceChargeType="Chargeable")
    body = {**service(), "serviceChargeType": None}
    body.pop("fundingType")

    ptv.put(f"Service/{made}", body)

    read = ptv.shown(f"Service/{made}")
    assert (read["fundingType"], read["serviceChargeType"]) == ("PubliclyFunded", "Chargeable")


def test_7_1_rule_2_omitted_booleans_are_written_as_false(ptv: Ptv) -> None:
    path = "ServiceChannel/EChannel"
    body = electronic(requiresAuthentication=True, requiresSignature=True, signatureQuantity="1")
    made = ptv.made(path, {**body, "isVisibleForAll": True})["id"]

    ptv.put(f"{path}/{made}", PUBLISHED)

    read = ptv.shown(f"ServiceChannel/{made}")
    assert (read["requiresAuthentication"], read["requiresSignature"]) == (False, False)
    open_ones = ptv.shown("ServiceChannel", organizationId=TOWN, isVisibleForAll="true")
    assert open_ones["itemList"] is None


def test_7_1_rule_2_a_null_boolean_is_unreadable(ptv: Ptv) -> None:
    made = ptv.location()

    messages = refused(ptv.put(f"{PLACE}/{made}", {**PUBLISHED, "isVisibleForAll": None}))

    assert "isVisibleForAll" in messages
    assert "RequestIsNull" in messages


def test_7_1_rule_2_vouchers_in_use_only_switch_on(ptv: Ptv) -> None:
    made = ptv.service(serviceVouchersInUse=True)

    ptv.put(f"Service/{made}", service(serviceVouchersInUse=False))

    assert ptv.shown(f"Service/{made}")["serviceVouchersInUse"] is True


LAW = [{"names": [{"language": "fi", "value": "Liikuntalaki"}], "webPages": PAGE}]
RICH = service(
    targetGroups=[f"{GROUP}KR1", f"{GROUP}KR2", f"{GROUP}KR2.7"],
    lifeEvents=[f"{EVENT}KE3"],
    industrialClasses=[f"{INDUSTRY}93110"],
    legislation=LAW,
    keywords=[{"language": "fi", "value": "uinti"}],
    serviceChargeType="Chargeable",
)
SUPPORT = {"supportPhones": [phone()], "supportEmails": EMAIL}
FILES = [{"language": "fi", "url": "https://www.example.fi/a.pdf"}]
DELIVERY = [
    {
        "subType": "NoAddress",
        "deliveryAddressInText": [{"language": "fi", "value": "Kaupungintalon postilaatikko"}],
    }
]


@pytest.mark.parametrize(
    ("path", "body", "flag", "shown"),
    [
        ("Service", RICH, "deleteAllLifeEvents", "lifeEvents"),
        ("Service", RICH, "deleteAllIndustrialClasses", "industrialClasses"),
        ("Service", RICH, "deleteAllLaws", "legislation"),
        ("Service", RICH, "deleteAllKeywords", "keywords"),
        ("Service", RICH, "deleteServiceChargeType", "serviceChargeType"),
        (PLACE, full_location(), "deleteAllEmails", "emails"),
        (PLACE, full_location(), "deleteAllWebPages", "webPages"),
        (PLACE, full_location(), "deleteAllServiceHours", "serviceHours"),
        ("EChannel", electronic(attachments=FILES), "deleteAllAttachments", "attachments"),
        ("EChannel", electronic(serviceHours=[weekly()]), "deleteAllServiceHours", "serviceHours"),
        ("EChannel", electronic(**SUPPORT), "deleteAllSupportEmails", "supportEmails"),
        ("EChannel", electronic(**SUPPORT), "deleteAllSupportPhones", "supportPhones"),
        ("WebPage", electronic(**SUPPORT), "deleteAllSupportEmails", "supportEmails"),
        ("WebPage", electronic(**SUPPORT), "deleteAllSupportPhones", "supportPhones"),
        (
            "Phone",
            phone_channel(webPage=electronic()["webPage"]),
            "deleteAllWebPages",
            "webPages",
        ),
        ("Phone", phone_channel(serviceHours=[weekly()]), "deleteAllServiceHours", "serviceHours"),
        (
            "PrintableForm",
            form(deliveryAddresses=DELIVERY),
            "deleteAllDeliveryAddresses",
            "deliveryAddresses",
        ),
        ("PrintableForm", form(attachments=FILES), "deleteAllAttachments", "attachments"),
        (
            "PrintableForm",
            form(formIdentifier=[{"language": "fi", "value": "L-1"}]),
            "deleteAllFormIdentifiers",
            "formIdentifier",
        ),
        ("PrintableForm", form(**SUPPORT), "deleteAllSupportEmails", "supportEmails"),
        ("PrintableForm", form(**SUPPORT), "deleteAllSupportPhones", "supportPhones"),
    ],
)
def test_7_1_rule_3_a_flag_clears_its_field(
    ptv: Ptv, path: str, body: Json, flag: str, shown: str
) -> None:
    write = path if path in ("Service", PLACE) else f"ServiceChannel/{path}"
    read = "Service" if path == "Service" else "ServiceChannel"
    made = ptv.made(write, body)["id"]
    classes: Json = {
        name: body[name]
        for name in ("serviceClasses", "ontologyTerms", "targetGroups")
        if name in body
    }

    before = ptv.shown(f"{read}/{made}")[shown]
    answer = ptv.put(f"{write}/{made}", {**PUBLISHED, **classes, flag: True})

    assert answer.status_code == 200, answer.text
    assert before
    assert not ptv.shown(f"{read}/{made}")[shown]


@pytest.mark.parametrize(
    ("flag", "left"),
    [("deleteAllPhoneNumbers", ["Fax"]), ("deleteAllFaxNumbers", ["Phone"])],
)
def test_7_1_rule_3_phones_and_faxes_have_flags_of_their_own(
    ptv: Ptv, flag: str, left: list[str]
) -> None:
    made = ptv.made(PLACE, full_location())["id"]

    ptv.put(f"{PLACE}/{made}", {**PUBLISHED, flag: True})

    phones = ptv.shown(f"ServiceChannel/{made}")["phoneNumbers"]
    assert [item["type"] for item in phones] == left


def test_7_1_rule_3_detaching_a_general_description_needs_the_type(ptv: Ptv) -> None:
    made = ptv.service(generalDescriptionId=DESCRIPTION)
    body = service(deleteGeneralDescriptionId=True)

    without = refused(ptv.put(f"Service/{made}", {**body, "type": None}))
    answer = ptv.put(f"Service/{made}", body)

    assert "field is required when '" in without["Type"]
    assert answer.status_code == 200, answer.text
    assert ptv.shown(f"Service/{made}")["generalDescriptionId"] is None


@pytest.mark.parametrize(
    ("flag", "field", "value"),
    [
        ("deleteAllEmails", "emails", [{**EMAIL[0], "description": "Kirjaamo"}]),
        ("deleteAllPhones", "phoneNumbers", [phone()]),
        ("deleteAllWebPages", "webPages", PAGE),
        (
            "deleteAllAddresses",
            "addresses",
            [{**street("fi"), "type": "Visiting", "subType": "Street"}],
        ),
        (
            "deleteAllElectronicInvoicings",
            "electronicInvoicings",
            [{"operatorCode": "X", "electronicInvoicingAddress": "1"}],
        ),
    ],
)
def test_7_1_rule_3_organisations_have_flags(
    ptv: Ptv, flag: str, field: str, value: object
) -> None:
    ptv.put(f"Organization/{TOWN}", {**PUBLISHED, field: value})
    before = ptv.shown(f"Organization/{TOWN}")[field]

    answer = ptv.put(f"Organization/{TOWN}", {**PUBLISHED, flag: True})

    assert answer.status_code == 200, answer.text
    assert before
    assert ptv.shown(f"Organization/{TOWN}")[field] == []


@pytest.mark.parametrize(
    ("flag", "field", "value"),
    [
        ("deleteAllLifeEvents", "lifeEvents", [f"{EVENT}KE3"]),
        ("deleteAllLaws", "legislation", LAW),
        ("deleteServiceChargeType", "serviceChargeType", "FreeOfCharge"),
    ],
)
def test_7_1_rule_3_general_descriptions_have_flags(
    ptv: Ptv, flag: str, field: str, value: object
) -> None:
    path = f"GeneralDescription/{DESCRIPTION}"
    ptv.put(path, {**PUBLISHED, field: value}, user=ADMIN)
    before = ptv.shown(path)[field]

    ptv.put(path, {**PUBLISHED, flag: True}, user=ADMIN)

    assert before
    assert not ptv.shown(path)[field]


def test_7_1_rule_4_a_list_beside_its_flag_wins(ptv: Ptv) -> None:
    made = ptv.made(PLACE, full_location())["id"]
    other = [{"language": "fi", "value": "toinen@example.fi"}]

    ptv.put(f"{PLACE}/{made}", {**PUBLISHED, "deleteAllEmails": True, "emails": other})

    assert ptv.shown(f"ServiceChannel/{made}")["emails"] == other


def test_7_1_rule_4_web_pages_are_cleared_only_where_their_key_is_left_out(ptv: Ptv) -> None:
    made = ptv.made(PLACE, full_location())["id"]
    body = {
        **PUBLISHED,
        "deleteAllWebPages": True,
        "webPages": [],
        "deleteAllEmails": True,
        "emails": [],
    }

    ptv.put(f"{PLACE}/{made}", body)

    read = ptv.shown(f"ServiceChannel/{made}")
    assert (read["webPages"], read["emails"]) == (PAGE, [])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("requirements", [{"language": "fi", "value": "Uimataito tarvitaan."}]),
        ("otherResponsibleOrganizations", ["11111111-2222-4333-8444-555555555555"]),
        ("serviceVouchers", [{"language": "fi", "url": "https://www.example.fi"}]),
    ],
)
def test_7_1_rule_5_fields_without_a_flag_cannot_be_emptied(
    ptv: Ptv, field: str, value: object
) -> None:
    made = ptv.service(**{field: value})
    held = ptv.simulator.snapshot()["entities"]

    ptv.put(f"Service/{made}", service(**{field: []}))

    after = ptv.simulator.snapshot()["entities"]
    assert isinstance(held, dict)
    assert isinstance(after, dict)
    assert after[made]["published"][field] == held[made]["published"][field]


def test_7_1_rule_6_collection_members_are_appended(ptv: Ptv) -> None:
    first, second = ptv.service("Yksi"), ptv.service("Kaksi")
    body = {
        "organizationId": TOWN,
        "serviceCollectionNames": [{"language": "fi", "value": "Kaikki"}],
        "services": [first],
        **PUBLISHED,
    }
    made = ptv.made("ServiceCollection", body)["id"]

    ptv.put(f"ServiceCollection/{made}", {**PUBLISHED, "services": [second]})
    appended = ptv.shown(f"ServiceCollection/{made}")["services"]
    ptv.put(
        f"ServiceCollection/{made}",
        {**PUBLISHED, "deleteAllServices": True, "services": [second]},
    )
    replaced = ptv.shown(f"ServiceCollection/{made}")["services"]

    assert [item["id"] for item in appended] == [first, second]
    assert [item["id"] for item in replaced] == [second]


def test_7_1_rule_7_a_post_ignores_flags(ptv: Ptv) -> None:
    made = ptv.made(PLACE, full_location(deleteAllEmails=True, deleteAllWebPages=True))["id"]

    assert ptv.shown(f"ServiceChannel/{made}")["emails"] == EMAIL


# 7.2: statuses


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


# 7.3: ids and keys


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
