from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11 import archived_lists, entities, id_pages
from hytedata.connectors.ptv.v11 import arguments as typed_arguments
from hytedata.connectors.ptv.v11 import code_lists as typed_code_lists
from hytedata.connectors.ptv.v11 import entity_pages as typed_entity_pages
from hytedata.connectors.ptv.v11 import tasks as typed_tasks
from hytedata.connectors.ptv.v11.arguments import AreaRef, BusinessCode, Oid, OrganisationId
from hytedata.connectors.ptv.v11.entities import batches
from hytedata.connectors.ptv.v11.times import Window
from hytedata.errors import InputError

ID = "7c1f0c52-3b5e-4a0b-9a57-2d5f3a1b0c11"
ZERO = "00000000-0000-0000-0000-000000000000"
NO_IDS = [
    ZERO,
    "",
    " ",
    "x",
    ID[:-1],
    f"{ID} ",
    f"{ID}\n",
    ID.replace("-", ""),
    f"{{{ID}}}",
    f"{ID}/../{ID}",
    ID.replace("7", "\N{ARABIC-INDIC DIGIT SEVEN}", 1),
    None,
    5,
]


@pytest.mark.parametrize("bad", NO_IDS)
@pytest.mark.parametrize(
    "ask",
    [
        entities.service,
        entities.active_channel,
        entities.organisation_hierarchy,
        lambda bad: entities.channels([ID, bad]),
        lambda bad: archived_lists.archived_services(bad, "Manual"),
        id_pages.services_of_channel,
        id_pages.channels_of_organisation,
        id_pages.entities_of_organisation,
        OrganisationId,
        lambda bad: batches([ID, bad]),
    ],
)
def test_what_is_no_id_is_refused_before_anything_is_sent(ask: Any, bad: object) -> None:
    with pytest.raises(InputError, match=r"is a UUID that is not all zeros, not"):
        ask(bad)


def test_ids_are_sent_in_lower_case() -> None:
    assert entities.service(ID.upper()).request.path == f"/v11/Service/{ID}"
    assert OrganisationId(ID.upper()) == OrganisationId(ID)
    assert dict(entities.services([ID.upper(), ID]).request.params)["guids"] == ID


# What a type checker refuses is called here as from code that is not checked.
IDS: Any = id_pages
WHOLE: Any = typed_entity_pages
ARCHIVED: Any = archived_lists
TASKS: Any = typed_tasks
CODES: Any = typed_code_lists
AREA: Any = typed_arguments.AreaRef


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: IDS.services(status="published"), "status is one of Published, Archived"),
        (lambda: IDS.services_of_type("Palvelu"), "service_type is one of Service, "),
        (lambda: IDS.channels_of_type("phone"), "channel_type is one of EChannel, "),
        (lambda: IDS.active_channels(channel_type=""), "channel_type is one of EChannel, "),
        (lambda: IDS.channels(is_visible_for_all="false"), "isVisibleForAll is true or false"),
        (lambda: IDS.channels(organisation=ID), "organisation is one of OrganisationId, Busines"),
        (lambda: IDS.services_of_service_class("P27.1"), "uri is a URI such as"),
        (lambda: IDS.services_of_target_group("http://x y/z"), "uri is a URI such as"),
        (lambda: IDS.services_of_industrial_class("http://uri.fi/a\n"), "uri is a URI such as"),
        (lambda: ARCHIVED.archived_channels(ID, "manual"), "archiving is one of Manual, "),
        (lambda: ARCHIVED.archived_channels(ID, "Manual", skip=-1), "skip is a number from 0, n"),
        (lambda: ARCHIVED.archived_channels(ID, "Manual", take=0), "take is a number from 1 to "),
        (lambda: ARCHIVED.archived_services(ID, "Manual", take=101), "from 1 to 100, not 101"),
        (lambda: TASKS.not_maintained_services(status="Archived"), "status is one of Publishe"),
        (lambda: CODES.area_codes("Region"), "kind is one of Municipality, Province"),
        (lambda: AREA("municipality", "091"), "kind is one of"),
        (lambda: AREA("Municipality", "0091"), "code is an area code of 1 to 3 digits, not '0091'"),
        (lambda: AREA("Municipality", ""), "code is an area code of 1 to 3 digits, not ''"),
        (lambda: AREA("Province", "1234567"), "code is an area code of 1 to 6 digits"),
        (lambda: AREA("Province", "\N{ARABIC-INDIC DIGIT ONE}"), "code is an area code of 1 to 6"),
        (lambda: AREA("Province", "01\n"), "code is an area code of 1 to 6 digits"),
        (lambda: AREA("Province", 1), "code is an area code of 1 to 6 digits, not 1"),
        (lambda: BusinessCode("01234567"), "code is a business id such as"),
        (lambda: BusinessCode("0123456-7 "), "code is a business id such as"),
        (lambda: entities.organisations_by_business_code("x"), "code is a business id such as"),
        (lambda: Oid(".."), "oid is an object identifier such as"),
        (lambda: Oid(""), "oid is an object identifier such as"),
        (lambda: Oid("1/2"), "oid is an object identifier such as"),
        (lambda: Oid("1" * 101), "oid is an object identifier such as"),
        (lambda: entities.organisation_by_oid("."), "oid is an object identifier such as"),
        (
            lambda: WHOLE.service_collections_of_organisation(Oid("1.2")),
            "organisation is one of OrganisationId, BusinessCode, not Oid",
        ),
        (lambda: entities.services([]), "the number of ids is a number from 1 to 100, not 0"),
        (lambda: entities.services(ID), "ids is a list of ids, not"),
        (lambda: batches(ID), "ids is a list of ids, not"),
    ],
)
def test_what_ptv_does_not_know_is_refused_with_what_is_allowed(ask: Any, told: str) -> None:
    with pytest.raises(InputError) as caught:
        ask()

    assert told in str(caught.value)


def test_a_long_value_is_told_shortly() -> None:
    with pytest.raises(InputError) as caught:
        BusinessCode("9" * 10_000)

    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(("code", "sent"), [("91", "091"), ("5", "005"), ("091", "091")])
def test_a_municipality_is_sent_with_three_digits(code: str, sent: str) -> None:
    endpoint = id_pages.services_in_area(AreaRef("Municipality", code))

    assert endpoint.request.path == f"/v11/Service/area/Municipality/code/{sent}"
    assert AreaRef("Municipality", code) == AreaRef("Municipality", sent)


def test_codes_of_other_areas_are_sent_as_they_are() -> None:
    assert AreaRef("Province", "6").path == "area/Province/code/6"


def test_a_wellbeing_services_county_has_another_spelling_and_other_areas_have_none() -> None:
    county = AreaRef("WellbeingServiceCounties", "06")

    other = county.other_spelling

    assert other == AreaRef("WellbeingServicesCounties", "06")
    assert other.other_spelling == county
    assert AreaRef("Province", "06").other_spelling is None


def test_more_than_a_hundred_different_ids_are_never_asked_for_at_once() -> None:
    ids = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(1, 102)]

    with pytest.raises(InputError, match="from 1 to 100, not 101"):
        entities.general_descriptions(ids)

    assert entities.general_descriptions([*ids[:100], ids[0].upper()]).request


@given(ids=st.lists(st.uuids(allow_nil=False).map(str), max_size=350), data=st.data())
def test_batches_hold_each_id_once_in_order_and_never_more_than_a_hundred(
    ids: list[str], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(ids), max_size=20)) if ids else []
    mixed = [one.upper() if len(again) % 2 else one for one in [*ids, *again]]

    cut = batches(mixed)

    assert [one for batch in cut for one in batch] == list(dict.fromkeys(ids))
    assert all(1 <= len(batch) <= 100 for batch in cut)
    assert all(len(batch) == 100 for batch in cut[:-1])
    assert all(entities.services(batch).request for batch in cut)


def test_any_iterable_of_ids_is_cut() -> None:
    assert batches(one for one in [ID, ID.upper()]) == [(ID,)]
    assert batches(()) == []


def test_a_window_of_archiving_has_names_of_its_own() -> None:
    window = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))

    request = archived_lists.archived_services(ID, "Automatic", window=window, skip=100).request

    assert list(request.params) == [
        ("ArchivingType", "Automatic"),
        ("OrganizationId", ID),
        ("MinArchivingDate", "2026-01-01T00:00:00"),
        ("MaxArchivingDate", "2026-02-01T00:00:00"),
        ("Skip", "100"),
        ("Take", "100"),
    ]
