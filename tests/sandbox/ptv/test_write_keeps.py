"""What a write keeps, replaces and appends: ptv-api 7.1.

| Test | Covers |
|---|---|
| `test_7_1_rule_1_…`, `…_2_…` | 7.1: lists; scalars and booleans |
| `test_7_1_rule_5_…` to `…_7_…` | 7.1: fields without flags; collections; flags in a POST |
"""

import pytest

from tests.sandbox.ptv.made import EMAIL, PAGE, PLACE, PUBLISHED, full_location
from tests.sandbox.ptv.world import TOWN, Ptv, electronic, refused, service


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
