"""Code lists: read once, kept for 30 days, shared through a cache."""

from datetime import UTC, datetime, timedelta

import pytest

from hytedata.clients.ptv_catalogue.client import AsyncPtvClient, PtvClient, ReadVersion
from hytedata.clients.ptv_codes import CodesCache
from hytedata.errors import InputError, SourceUnavailable
from hytedata.sandbox import Fault, Sandbox
from tests.clients.ptv_catalogue.conftest import sent

BOTH = [
    "languages",
    "countries",
    "municipalities",
    "regions",
    "wellbeing-services-counties",
    "postal-codes",
    "service-classes",
    "target-groups",
    "life-events",
]
PACKAGED = ["service-classes", "target-groups", "life-events"]


class Clock:
    """A wall clock that tests move."""

    def __init__(self) -> None:
        self.at = datetime(2026, 9, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


def client(
    sandbox: Sandbox,
    clock: Clock,
    cache: CodesCache | None = None,
    version: ReadVersion = "v11",
) -> PtvClient:
    return PtvClient(
        sandbox.ptv_url if version == "v11" else sandbox.ptv12_url,
        contact="it@example.test",
        read_version=version,
        api_key=sandbox.api_key if version == "v12" else None,
        codes_cache=cache,
        now=clock,
        sleep=lambda _: None,
    )


def cache_over(kept: dict[str, bytes]) -> CodesCache:
    return CodesCache(kept.get, kept.__setitem__)


@pytest.mark.parametrize("name", BOTH)
def test_a_list_has_codes_and_labels_in_both_versions(ptv: PtvClient, name: str) -> None:
    entries = ptv.codes.all(name)  # type: ignore[arg-type]

    assert entries
    assert all(one.code and one.names for one in entries)
    assert [one.code for one in entries] == sorted(one.code or "" for one in entries)


def test_an_entry_is_found_by_its_code_or_its_uri(ptv: PtvClient) -> None:
    by_code = ptv.codes.find("service-classes", "P27.1")
    assert by_code is not None
    assert by_code.uri is not None

    assert ptv.codes.find("service-classes", by_code.uri) == by_code
    assert by_code.names["fi"] == "Liikunta ja ulkoilu" or by_code.names["fi"]
    assert ptv.codes.find("service-classes", "P99") is None


def test_v11s_packaged_lists_ask_for_nothing(sandbox: Sandbox, v11: PtvClient) -> None:
    for name in PACKAGED:
        assert v11.codes.all(name)  # type: ignore[arg-type]

    assert sent(sandbox) == []


def test_packaged_classes_name_their_parent_as_v12_does(v11: PtvClient, v12: PtvClient) -> None:
    old, new = (ptv.codes.find("service-classes", "P27.1") for ptv in (v11, v12))

    assert old is not None
    assert new is not None
    assert old.parent_uris == new.parent_uris
    assert old.uri == new.uri


@pytest.mark.parametrize("name", ["industrial-classes", "ontology-terms"])
def test_lists_that_v11_has_not_are_told(sandbox: Sandbox, v11: PtvClient, name: str) -> None:
    with pytest.raises(InputError, match=f"PTV v11 does not list {name}; read v12"):
        v11.codes.all(name)  # type: ignore[arg-type]

    assert sent(sandbox) == []


@pytest.mark.parametrize("name", ["municipality", "", "Languages"])
def test_an_unknown_list_is_refused_with_the_known_ones(
    sandbox: Sandbox, ptv: PtvClient, name: str
) -> None:
    with pytest.raises(InputError, match=f"name: '{name}' is none of target-groups, life-events"):
        ptv.codes.all(name)  # type: ignore[arg-type]

    assert sent(sandbox) == []


def test_a_list_is_read_once_and_again_after_30_days(sandbox: Sandbox, clock: Clock) -> None:
    with client(sandbox, clock) as ptv:
        ptv.codes.all("languages")
        clock.at += timedelta(days=30, seconds=-1)
        ptv.codes.find("languages", "fi")
        assert len(sent(sandbox)) == 1
        clock.at += timedelta(seconds=1)
        ptv.codes.all("languages")

    assert len(sent(sandbox)) == 2


def test_a_cache_keeps_lists_from_one_client_to_the_next(sandbox: Sandbox, clock: Clock) -> None:
    kept: dict[str, bytes] = {}
    with client(sandbox, clock, cache_over(kept)) as first:
        entries = first.codes.all("postal-codes")
        asked = len(sent(sandbox))

    clock.at += timedelta(days=29)
    with client(sandbox, clock, cache_over(kept)) as second:
        assert second.codes.all("postal-codes") == entries
    assert len(sent(sandbox)) == asked

    clock.at += timedelta(days=1)
    with client(sandbox, clock, cache_over(kept)) as third:
        assert third.codes.all("postal-codes") == entries
    assert len(sent(sandbox)) == 2 * asked


def test_the_versions_do_not_share_their_lists(sandbox: Sandbox, clock: Clock) -> None:
    kept: dict[str, bytes] = {}

    with client(sandbox, clock, cache_over(kept)) as v11:
        v11.codes.all("regions")
    with client(sandbox, clock, cache_over(kept), "v12") as v12:
        region = v12.codes.find("regions", "17")

    assert region is not None
    assert region.municipalities
    assert len(kept) == 2


def test_packaged_lists_are_not_kept_in_the_cache(sandbox: Sandbox, clock: Clock) -> None:
    kept: dict[str, bytes] = {}

    with client(sandbox, clock, cache_over(kept)) as ptv:
        ptv.codes.all("service-classes")

    assert kept == {}


@pytest.mark.parametrize("broken", [b"", b"{", b'{"read_at": "2026-09-01", "items": []}', b"\xff"])
def test_a_broken_cache_is_read_over(sandbox: Sandbox, clock: Clock, broken: bytes) -> None:
    kept: dict[str, bytes] = {}
    with client(sandbox, clock, cache_over(kept)) as first:
        entries = first.codes.all("regions")
    kept.update(dict.fromkeys(kept, broken))

    with client(sandbox, clock, cache_over(kept)) as second:
        assert second.codes.all("regions") == entries


def test_a_list_that_cannot_be_read_is_not_kept(sandbox: Sandbox, clock: Clock) -> None:
    kept: dict[str, bytes] = {}
    sandbox.controls.add_fault(Fault("status", status=503))

    with client(sandbox, clock, cache_over(kept)) as ptv:
        with pytest.raises(SourceUnavailable):
            ptv.codes.all("languages")
        sandbox.controls.clear_faults()
        assert ptv.codes.all("languages")

    assert len(kept) == 1


@pytest.mark.anyio
async def test_the_asynchronous_client_has_the_same_lists(sandbox: Sandbox, v11: PtvClient) -> None:
    async with AsyncPtvClient(sandbox.ptv_url, contact="it@example.test") as ptv:
        languages = await ptv.codes.all("languages")
        finnish = await ptv.codes.find("languages", "fi")

    assert languages == v11.codes.all("languages")
    assert finnish in languages
