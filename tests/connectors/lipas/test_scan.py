import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.connectors._http import Response
from hytedata.connectors.lipas.query import SiteQuery, all_statuses
from hytedata.connectors.lipas.scan import Scan
from hytedata.errors import HytedataError, SourceContractError, SourceUnavailable
from tests.connectors.lipas.builders import FakeLipas, answer, page, run, site

UTAJARVI = SiteQuery(municipalities=("889",))


def sites(count: int) -> list[dict[str, object]]:
    return [site(number) for number in range(1, count + 1)]


def outage() -> SourceUnavailable:
    return SourceUnavailable("lipas", "https://lipas.test", attempts=5)


def test_every_page_is_read_and_the_verdict_is_complete() -> None:
    lipas, scan = FakeLipas(sites(25)), Scan(UTAJARVI, page_size=10)

    found = run(scan, lipas)

    assert [it.lipas_id for it in found] == list(range(1, 26))
    assert scan.completeness.complete
    assert [asked["page"] for asked in lipas.asked] == ["1", "2", "3"]


def test_every_list_states_its_statuses_so_that_retirement_is_seen() -> None:
    retired = site(2, status="out-of-service-permanently")
    lipas, scan = FakeLipas([site(1), retired, site(3, status="planning")]), Scan(UTAJARVI)

    found = run(scan, lipas)

    assert {it.status for it in found} == {"active", "out-of-service-permanently", "planning"}
    assert all(asked["statuses"] == ",".join(all_statuses()) for asked in lipas.asked)


def test_a_scan_that_is_left_early_is_incomplete() -> None:
    scan = Scan(UTAJARVI)

    next(scan.steps())

    assert scan.completeness.reasons == ("the read has not come to its end",)


def test_a_document_that_moves_during_the_scan_ends_up_once() -> None:
    lipas, scan = FakeLipas(sites(25)), Scan(UTAJARVI, page_size=10)

    def move(lists: int) -> None:
        if lists == 1:  # saved between the first page and the second: it goes to the end
            lipas.sites.append(lipas.sites.pop(0) | {"event-date": "2026-02-01T00:00:00Z"})

    lipas.before = move
    found = run(scan, lipas)

    latest = {it.lipas_id: it for it in found}
    assert sorted(latest) == list(range(1, 26))
    assert latest[1].event_date == "2026-02-01T00:00:00Z"
    assert scan.completeness.complete
    assert scan.completeness.items == 25


def test_a_site_that_slipped_between_two_pages_is_found_by_the_second_reading() -> None:
    lipas, scan = FakeLipas(sites(25)), Scan(UTAJARVI, page_size=10)

    def move(lists: int) -> None:
        if lists == 1:  # site 11 slides onto the page that was already read
            lipas.sites.append(lipas.sites.pop(0))

    lipas.before = move
    found = run(scan, lipas)

    assert 11 in {it.lipas_id for it in found}
    assert len(lipas.asked) == 6
    assert scan.completeness.complete


def test_a_part_that_never_adds_up_is_read_three_times_and_incomplete() -> None:
    scan = Scan(UTAJARVI)
    lipas = FakeLipas([], before=lambda _: answer(200, page([site(1)], total=2)))

    found = run(scan, lipas)

    assert len(found) == 1
    assert len(lipas.asked) == 3 * 1
    assert not scan.completeness.complete
    assert "1 sites were seen in 3 readings, where Lipas states 2" in scan.completeness.reasons[0]


def test_a_number_that_changes_during_the_reading_leads_to_another_one() -> None:
    lipas, scan = FakeLipas(sites(20)), Scan(UTAJARVI, page_size=10)

    def add(lists: int) -> None:
        if lists == 1:
            lipas.sites.insert(0, site(99))

    lipas.before = add
    found = run(scan, lipas)

    assert 99 in {it.lipas_id for it in found}
    assert scan.completeness.complete


@given(culprits=st.sets(st.integers(1, 60), min_size=1, max_size=4), size=st.integers(2, 100))
def test_halving_the_page_finds_exactly_the_culprits(culprits: set[int], size: int) -> None:
    lipas, scan = FakeLipas(sites(60), broken=culprits), Scan(UTAJARVI, page_size=size)

    found = run(scan, lipas)

    assert {it.lipas_id for it in found} == set(range(1, 61)) - culprits
    assert {rejection.ref.id for rejection in scan.rejections} == {
        f"position {culprit} of municipality 889" for culprit in culprits
    }
    assert not scan.completeness.complete


def test_a_culprit_costs_only_few_requests() -> None:
    lipas, scan = FakeLipas(sites(100), broken={37}), Scan(UTAJARVI)

    run(scan, lipas)

    assert len(lipas.asked) <= 1 + 2 + 2 + 5 + 5
    assert "items.email: bad" in scan.rejections[0].reason


def test_a_garbled_page_is_asked_for_again() -> None:
    lipas, scan = FakeLipas(sites(3)), Scan(UTAJARVI)
    lipas.before = lambda lists: answer(200, b"<html>") if lists < 2 else None

    found = run(scan, lipas)

    assert len(found) == 3
    assert scan.completeness.complete


def test_a_page_that_stays_garbled_makes_the_read_incomplete_and_keeps_the_rest() -> None:
    lipas, scan = FakeLipas(sites(25)), Scan(UTAJARVI, page_size=10)
    lipas.before = lambda lists: answer(200, b'{"items": [{"lipas') if lists >= 1 else None

    found = run(scan, lipas)

    assert len(found) == 10
    assert "in a shape we do not know" in scan.completeness.reasons[0]


def test_another_500_is_left_to_the_patience_of_the_shell() -> None:
    lipas, scan = FakeLipas(sites(1)), Scan(UTAJARVI)

    def trouble(lists: int) -> Response | None:
        return answer(500, b'{"message":"x","type":"internal-server-error"}') if not lists else None

    lipas.before = trouble
    found = run(scan, lipas)

    assert len(found) == 1
    assert len(lipas.asked) == 2
    assert scan.completeness.complete


def test_an_outage_keeps_what_was_read_and_stops_asking() -> None:
    query = SiteQuery(municipalities=("889", "091", "005", "009"))
    lipas, scan = FakeLipas(sites(25)), Scan(query, page_size=10)
    lipas.before = lambda lists: outage() if lists >= 1 else None

    found = run(scan, lipas)

    assert len(found) == 10
    assert len(lipas.asked) == 3
    assert [reason.split(":")[0] for reason in scan.completeness.reasons] == [
        "municipality 889",
        "municipality 091",
        "municipality 005",
        "municipality 009",
    ]


def test_each_municipality_is_read_by_itself() -> None:
    lipas = FakeLipas([site(1), site(2, city=91)])
    scan = Scan(SiteQuery(municipalities=("889", "091")))

    found = run(scan, lipas)

    assert [it.lipas_id for it in found] == [1, 2]
    assert [asked["city-codes"] for asked in lipas.asked] == ["889", "91"]


def test_a_large_list_is_split_by_municipality_and_then_by_status() -> None:
    lipas = FakeLipas([*sites(12), site(50, city=91), site(51, status="planned")])
    scan = Scan(SiteQuery(), page_size=5, largest_part=12)

    found = run(scan, lipas)

    assert {it.lipas_id for it in found} == {*range(1, 13), 50, 51}
    assert scan.completeness.complete
    assert {"889", "91"} <= {asked.get("city-codes") for asked in lipas.asked}
    assert "planned" in {asked["statuses"] for asked in lipas.asked}


def test_sites_that_no_part_shows_are_missed_aloud() -> None:
    nowhere = site(99, city=911)
    lipas = FakeLipas([*sites(12), nowhere])
    scan = Scan(SiteQuery(), page_size=5, largest_part=12)

    run(scan, lipas)

    assert scan.completeness.reasons == ("all sites: its parts hold 12 of 13 sites",)


def test_a_filter_that_lipas_drops_is_noticed() -> None:
    lipas = FakeLipas([], before=lambda _: answer(200, page([site(1, city=91)])))

    with pytest.raises(SourceContractError, match="site 1 has city-codes 091"):
        run(Scan(UTAJARVI), lipas)


def test_a_document_without_an_id_is_rejected_with_its_place() -> None:
    lipas = FakeLipas([], before=lambda _: answer(200, page([site(1), {"name": " Nimetön "}])))
    scan = Scan(UTAJARVI)

    run(scan, lipas)

    assert [(it.ref.id, it.name, it.field) for it in scan.rejections] == [
        ("position 2 of municipality 889", "Nimetön", "lipas-id")
    ]
    assert not scan.completeness.complete


def test_an_error_of_the_caller_is_passed_on() -> None:
    problem = HytedataError("closed")
    lipas = FakeLipas([], before=lambda _: problem)

    with pytest.raises(HytedataError) as caught:
        run(Scan(UTAJARVI), lipas)

    assert caught.value is problem
