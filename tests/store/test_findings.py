"""Findings in the store: filters, counts, waivers, trend, on both databases."""

from datetime import date, timedelta

import pytest

from hytedata.errors import InputError, NotFound, StoreError
from hytedata.models.common import SourceRef
from hytedata.models.finding import Problem, Severity, Waiver
from hytedata.store import Store
from hytedata.store.check_runs import CheckRun, RuleCheck
from hytedata.store.finding_rows import Change, Found, content_of
from hytedata.store.quality_tables import waiver
from tests.store.conftest import Clock

DAY = date(2026, 3, 1)


def found(
    rule: str, item: str, severity: Severity = "error", owner: str = "a", place: str = "205"
) -> Found:
    return Found(
        rule=rule,
        severity=severity,
        ref=SourceRef(source="ptv", kind="service", id=item),
        problem=Problem(field="name.fi", params={"count": 3}),
        by_record=True,
        names={"fi": f"Palvelu {item}"},
        municipality=place,
        county="20",
        owner=owner,
    )


def put(store: Store, *some: Found) -> CheckRun:
    run = store.catalogue.check_runs.begin(DAY)
    changes = [Change(one.id, "new", content_of(one), run.started_at, None) for one in some]
    store.catalogue.findings.put(run.id, changes)
    return run


def items(store: Store, **wanted: object) -> list[str]:
    return [one.item_id for one in store.catalogue.findings.all(**wanted)]  # type: ignore[arg-type]


def test_findings_come_the_gravest_first_however_many_there_are(store: Store) -> None:
    some = [found("B-A-001", f"{number:05}", "info") for number in range(2_500)]
    put(store, *some, found("A-A-001", "x", "warning"), found("C-A-001", "y"))

    order = items(store)

    assert order[:2] == ["y", "x"]
    assert len(set(order)) == len(order) == 2_502


def test_a_finding_is_given_back_whole(store: Store) -> None:
    one = found("A-A-001", "1")
    put(store, one)

    given = store.catalogue.findings.get(one.id[:8])

    assert given.id == one.id
    assert given.params == {"count": 3}
    assert given.names == {"fi": "Palvelu 1"}
    assert (given.first_seen, given.last_seen) == (given.first_seen, given.first_seen)


def test_findings_can_be_chosen_by_when_they_were_first_seen(store: Store, clock: Clock) -> None:
    put(store, found("A-A-001", "1"))
    clock.advance(days=1)
    later = clock()
    put(store, found("A-A-001", "2"))

    assert items(store, since=later) == ["2"]


def test_each_filter_chooses(store: Store) -> None:
    put(
        store,
        found("A-A-001", "1"),
        found("A-A-002", "2", "warning", owner="b"),
        found("A-A-002", "3", "info", place="889"),
    )

    assert items(store, rules=["A-A-002"]) == ["2", "3"]
    assert items(store, severity="warning") == ["1", "2"]
    assert items(store, owner="b") == ["2"]
    assert items(store, municipalities=["889"]) == ["3"]
    assert items(store, county="20", source="ptv") == ["1", "2", "3"]
    assert items(store, states=["fixed"]) == []


def test_a_filter_that_is_not_what_it_should_be_is_refused_at_once(store: Store) -> None:
    with pytest.raises(InputError, match="'grave' is none of error, warning, info"):
        store.catalogue.findings.all(severity="grave")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="give a list of codes"):
        store.catalogue.findings.all(rules="A-A-001")


def test_a_finding_that_is_not_there_or_is_named_too_shortly_is_told(store: Store) -> None:
    put(store, *(found("A-A-001", str(number)) for number in range(40)))
    first = store.catalogue.findings.all().__iter__().__next__().id[0]

    with pytest.raises(NotFound):
        store.catalogue.findings.get("zzz")
    with pytest.raises(NotFound):
        store.catalogue.findings.get("%")
    with pytest.raises(InputError, match="write more of it"):
        store.catalogue.findings.get(first)


def test_counts_are_kept_per_run_and_told_as_a_trend(store: Store, clock: Clock) -> None:
    runs = store.catalogue.check_runs
    for number in (3, 5):
        run = put(store, *(found("A-A-001", str(one), owner=f"{one % 2}") for one in range(number)))
        runs.count(run, ["A-A-001"])
        runs.end(run, number, [], [])
        clock.advance(days=1)

    points = store.catalogue.findings.trend()
    of_owner = store.catalogue.findings.trend(owner="1")

    assert [one.found for one in points] == [3, 5]
    assert [one.found for one in of_owner] == [1, 2]
    assert store.catalogue.findings.trend(municipalities=["889"]) == ()


def test_the_latest_waiver_of_a_target_counts(store: Store, clock: Clock) -> None:
    one, other = found("A-A-001", "1"), found("A-A-001", "2", owner="b")
    put(store, one, other)
    findings = store.catalogue.findings
    findings.waive(Waiver("me", "agreed", rule="A-A-001", owner="a"))
    waived = items(store, states=["waived"])

    findings.waive(
        Waiver("me", "no more", rule="A-A-001", owner="a", until=clock.time - timedelta(days=1))
    )

    assert waived == ["1"]
    assert items(store, states=["waived"]) == []
    assert sorted(items(store)) == ["1", "2"]
    assert len(findings.waivers()) == 2


@pytest.mark.parametrize(
    "one",
    [
        Waiver("me", "agreed"),
        Waiver("me", "agreed", finding="a", rule="A-A-001"),
        Waiver("me", " ", rule="A-A-001"),
        Waiver("", "agreed", rule="A-A-001"),
    ],
)
def test_a_waiver_without_target_reason_or_author_is_refused(store: Store, one: Waiver) -> None:
    with pytest.raises(InputError):
        store.catalogue.findings.waive(one)

    assert store.catalogue.findings.waivers() == ()


def test_waivers_are_only_added_to(store: Store) -> None:
    store.catalogue.findings.waive(Waiver("me", "agreed", rule="A-A-001"))

    with pytest.raises(StoreError), store._database.writing() as connection:
        connection.execute(waiver.delete())

    assert len(store.catalogue.findings.waivers()) == 1


def test_rules_in_doubt_can_be_left_out(store: Store) -> None:
    run = put(store, found("A-A-001", "1"), found("A-A-002", "2"))
    standing = RuleCheck("A-A-001", run.started_at, 1, True, 0, 10)
    store.catalogue.check_runs.end(run, 2, [], [standing])

    assert items(store, include_doubtful=False) == ["2"]
    assert items(store) == ["1", "2"]
    assert store.catalogue.findings.owners(include_doubtful=False) == {"a": 1}
