"""Wrong arguments are told at once, by their names, and nothing is sent."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from hytedata.clients.ptv_catalogue.client import AsyncPtvClient, PtvClient
from hytedata.errors import InputError
from hytedata.sandbox import Sandbox

NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001 - what is refused
ZEROS = "00000000-0000-0000-0000-000000000000"
LATER, EARLIER = datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)

WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("services", {"organisation": "kunta"}, "organisation: 'kunta' is no id"),
    ("services", {"organisation": ""}, "organisation: '' is no id"),
    ("services", {"organisation": 7}, "organisation: 7 is no id"),
    ("services", {"channel": ZEROS}, "channel: the id of zeros"),
    ("services", {"municipality": "999"}, "municipality: .*999"),
    ("services", {"municipality": 889}, "municipality: 889 is no code"),
    ("services", {"municipality": []}, "municipality: the list of codes is empty"),
    ("services", {"municipality": ["889", None]}, "municipality: .* is no code"),
    ("services", {"county": "66"}, "county: .*66"),
    ("services", {"county": "Lappajärvi"}, "county: no place is called 'Lappajärvi'"),
    ("services", {"municipality": "Kainuu"}, "municipality: no place is called 'Kainuu'"),
    ("channels", {"near": ((65.0, 25.5), 100)}, "near: .*swapped-axes"),
    ("services", {"region": "03"}, "region: .*03"),
    ("services", {"type": "Palvelu"}, "type: 'Palvelu' is none of Service, Permit"),
    ("services", {"service_class": "P99"}, "service_class: PTV has no 'P99'; .*P27.1"),
    ("services", {"target_group": "kaikki"}, "target_group: PTV has no 'kaikki'"),
    ("services", {"industrial_class": "93110"}, "industrial_class: '93110' is no URI"),
    ("services", {"changed_since": NAIVE}, "changed_since: .* has no time zone"),
    ("services", {"changed_before": NAIVE}, "changed_before: .* has no time zone"),
    ("services", {"changed_since": date(2026, 1, 1)}, "changed_since: .* is no datetime"),
    ("services", {"changed_since": "2026-01-01"}, "changed_since: .* is no datetime"),
    (
        "services",
        {"changed_since": LATER, "changed_before": EARLIER},
        "changed_since: .* is later than changed_before",
    ),
    ("services", {"on_invalid": "ignore"}, "on_invalid: 'ignore' is none of raise, skip, raw"),
    ("services", {"cursor": "3"}, "cursor: '3' is none"),
    ("channels", {"service": "x"}, "service: 'x' is no id"),
    ("channels", {"type": "EChannel"}, "type: 'EChannel' is none of ServiceLocation, EService"),
    ("organisations", {"business_id": "123"}, "business_id: '123' is no business id"),
    ("collections", {"organisation": "x"}, "organisation: 'x' is no id"),
    ("connections", {"service": "x"}, "service: 'x' is no id"),
    (
        "connections",
        {"organisation": ZEROS[:-1] + "1", "service": ZEROS[:-1] + "2"},
        "organisation: give either it or service and channel",
    ),
    ("archived", {"kind": "services"}, "kind: 'services' is none of service, service-channel"),
    ("archived", {"kind": "service", "since": NAIVE}, "since: .* has no time zone"),
]


@pytest.mark.parametrize(("kind", "arguments", "told"), WRONG)
def test_a_wrong_argument_is_told_at_once(
    sandbox: Sandbox, ptv: PtvClient, kind: str, arguments: dict[str, Any], told: str
) -> None:
    reads: Any = getattr(ptv, kind)

    for read in (reads.iter, reads.pages, reads.snapshot):
        with pytest.raises(InputError, match=f"^{told}"):
            read(**arguments)

    assert sandbox.journal() == ()


@pytest.mark.parametrize("kind", ["services", "connections"])
async def test_the_asynchronous_client_tells_it_at_once_too(sandbox: Sandbox, kind: str) -> None:
    async with AsyncPtvClient(sandbox.ptv_url, contact="it@example.test") as ptv:
        reads: Any = getattr(ptv, kind)
        with pytest.raises(InputError, match="organisation"):
            reads.iter(organisation="x")
        with pytest.raises(InputError, match="organisation"):
            reads.pages(organisation="x")

    assert sandbox.journal() == ()


def test_an_abolished_municipality_names_its_successor(sandbox: Sandbox, ptv: PtvClient) -> None:
    with pytest.raises(InputError, match=r"municipality: .*(Oulu|564)"):
        ptv.services.iter(municipality="084")  # Haukipudas

    assert sandbox.journal() == ()


@pytest.mark.parametrize(
    "wrong", ["x", "", ZEROS, "6e700e2f", "6e700e2f-6b23-589d-b110-7886efdbb1a", "x/y"]
)
@pytest.mark.parametrize(
    "kind",
    ["services", "channels", "organisations", "general_descriptions", "collections", "connections"],
)
def test_a_malformed_id_is_refused_before_anything_is_sent(
    sandbox: Sandbox, ptv: PtvClient, kind: str, wrong: str
) -> None:
    reads: Any = getattr(ptv, kind)

    for read in (reads.get, reads.find, lambda one: reads.get_many([one])):
        with pytest.raises(InputError, match="id"):
            read(wrong)
    with pytest.raises(InputError):
        ptv.organisations.tree(wrong)

    assert sandbox.journal() == ()


def test_one_wrong_id_among_many_is_found_before_the_others_are_asked_for(
    sandbox: Sandbox, ptv: PtvClient
) -> None:
    with pytest.raises(InputError, match="ids: 'x'"):
        ptv.services.get_many(["6e700e2f-6b23-589d-b110-7886efdbb1ad", "x"])

    assert sandbox.journal() == ()


def test_codes_may_be_given_in_every_spelling_of_theirs(sandbox: Sandbox, v11: PtvClient) -> None:
    uri = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P27.1"

    by_uri = v11.services.snapshot(service_class=uri)
    by_code = v11.services.snapshot(service_class="P27.1")
    v11.services.snapshot(municipality="91")

    assert by_uri == by_code
    assert sandbox.journal()[-1].path.endswith("/code/091")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"contact": " "}, "contact: give an e-mail or web address"),
        ({"contact": "a@b.test", "read_version": "v10"}, "read_version: 'v10' is none of v11, v12"),
        ({"contact": "a@b.test", "read_version": "v12"}, "api_key: PTV v12 needs one"),
        (
            {"contact": "a@b.test", "read_version": "v12", "api_key": "  "},
            "api_key: PTV v12 needs one",
        ),
    ],
)
@pytest.mark.parametrize("client", [PtvClient, AsyncPtvClient])
def test_a_client_tells_what_it_lacks(
    client: Callable[..., object], arguments: dict[str, Any], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        client("https://ptv.test/api", **arguments)


def test_texts_of_general_descriptions_come_along_on_demand(v11: PtvClient) -> None:
    plain = v11.services.snapshot().items
    merged = v11.services.snapshot(with_general_description=True).items

    assert [one.source_id for one in merged] == [one.source_id for one in plain]
    assert not [one for one in plain if "GD_" in repr(one.extras)]
    assert [one for one in merged if "GD_" in repr(one.extras)]


def test_v12_does_not_mix_general_descriptions_in(v12: PtvClient) -> None:
    with pytest.raises(InputError, match="v12 does not mix them in; read general_descriptions"):
        v12.services.snapshot(with_general_description=True)


pytestmark = pytest.mark.anyio
