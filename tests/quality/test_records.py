"""Rules over records at hand, without a store."""

from collections.abc import Iterable
from datetime import date

import pytest

from hytedata.models.finding import Problem, finding_id
from hytedata.quality.records import findings_in
from hytedata.quality.rule import Setting, Subject, Verdict
from tests.quality.made_rules import DAY, broken, event, nameless, rule


def test_a_finding_has_the_identity_and_the_addressee_that_a_run_would_give_it() -> None:
    record = event("1")

    (found,) = findings_in([record, event("2", description={"fi": "Hyvä"})], [rule()], DAY)

    assert found.id == finding_id("EVT-TXT-001", record.ref, Problem(field="description"))
    assert (found.owner, found.municipality, found.county) == ("kunta:kulttuuri", "205", "20")
    assert (found.names, found.params) == ({"fi": "Tapahtuma 1"}, {"what": "no description"})


def test_a_rule_looks_at_the_kinds_that_it_names() -> None:
    sites = rule("LIPAS-TXT-001", nameless, kinds=("lipas:sports-site",))

    assert not list(findings_in([event("1")], [sites], DAY))


def test_what_a_verdict_holds_is_found_on_the_day_that_is_given() -> None:
    seen: list[date] = []

    def dated(subject: Subject, setting: Setting) -> Iterable[Problem] | Verdict:
        seen.append(setting.today)
        return Verdict((Problem(field="time"),), DAY)

    (found,) = findings_in([event("1")], [rule(check=dated)], DAY)

    assert (found.field, seen) == ("time", [DAY])


def test_the_author_sees_what_a_rule_raised() -> None:
    with pytest.raises(KeyError, match="no such thing"):
        list(findings_in([event("1")], [rule(check=broken)], DAY))
