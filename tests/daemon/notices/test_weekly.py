"""New errors of one's own records are told once a week, with their number."""

from datetime import date

from hytedata.models.common import SourceRef
from hytedata.models.finding import Problem, Severity
from hytedata.store.finding_rows import Change, Found, content_of
from tests.daemon.notices.conftest import MALLILA, MakeOffice, Office


def find(
    it: Office, *items: str, owner: str = MALLILA, severity: Severity = "error", place: str = "889"
) -> None:
    run = it.store.catalogue.check_runs.begin(date(2026, 11, 24))
    some = [
        Found(
            rule="A-A-001",
            severity=severity,
            ref=SourceRef(source="ptv", kind="service", id=item),
            problem=Problem(field="name.fi"),
            by_record=True,
            names={},
            municipality=place,
            county="21",
            owner=owner,
        )
        for item in items
    ]
    changes = [Change(one.id, "new", content_of(one), run.started_at, None) for one in some]
    it.store.catalogue.findings.put(run.id, changes)


def check(it: Office) -> None:
    it.clock.advance(minutes=5)
    it.ends("gaps", "done", organisation="")
    it.send()


def test_errors_of_my_organisation_are_told_with_their_number(office: MakeOffice) -> None:
    it = office()
    find(it, "1", "2")
    find(it, "3", owner="city")  # a site in Lipas, in its municipality
    find(it, "4", owner="city", place="205")
    find(it, "5", owner="another")
    find(it, "6", severity="warning")

    check(it)

    assert it.post.subjects == ["hytedata: 3 uutta virhettä tiedoissa: Mallila"]


def test_they_are_told_once_a_week_and_only_what_is_new(office: MakeOffice) -> None:
    it = office()
    find(it, "1")
    check(it)

    for day in range(14):
        it.clock.advance(days=1)
        if day == 2:
            find(it, "2", "3")
        check(it)

    assert it.post.subjects == [
        "hytedata: 1 uusi virhe tiedoissa: Mallila",
        "hytedata: 2 uutta virhettä tiedoissa: Mallila",
    ]


def test_nothing_new_is_not_told(office: MakeOffice) -> None:
    it = office()

    check(it)

    assert it.post.sent == []
