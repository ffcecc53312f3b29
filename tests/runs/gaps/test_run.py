"""Running the rules: what is judged, what becomes of findings, what is said of the rest."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from hytedata.errors import InputError
from hytedata.models.common import Rejection
from hytedata.models.event import EventTime
from hytedata.models.finding import Problem, Waiver
from hytedata.quality.jumps import JumpLimits
from hytedata.quality.rule import Rule, Setting, Subject, Verdict
from hytedata.runs.gaps.run import GapsOptions
from tests.quality.made_rules import broken, event, rule
from tests.runs.gaps.conftest import Gaps
from tests.runs.read_fakes import START

TEXT = rule("EVT-TXT-001")
TODAY = START.date()


def test_what_is_wrong_is_new_then_open_and_what_is_mended_is_fixed(gaps: Gaps) -> None:
    gaps.read(event("1"), event("2"))
    first = gaps.run(TEXT)
    gaps.read(event("1", description={"fi": "Tervetuloa!"}))

    second = gaps.run(TEXT)

    assert (first.new, first.to_mend["error"]) == (2, 2)
    assert gaps.states() == {"1": "fixed", "2": "open"}
    assert (second.fixed, second.to_mend["error"], second.looked_at) == (1, 1, 1)


def test_what_comes_back_is_reopened_and_remembers_when_it_was_first_seen(gaps: Gaps) -> None:
    gaps.read(event("1"))
    gaps.run(TEXT)
    (before,) = gaps.all()
    gaps.read(event("1", description={"fi": "Tervetuloa!"}))
    gaps.run(TEXT)
    gaps.read(event("1"))

    report = gaps.run(TEXT)

    (after,) = gaps.all()
    assert (after.id, after.state, after.first_seen) == (before.id, "reopened", before.first_seen)
    assert report.reopened == 1


def test_unchanged_records_are_not_judged_again_and_their_findings_are_still_seen(
    gaps: Gaps,
) -> None:
    gaps.read(event("1"), event("2", description={"fi": "Tervetuloa!"}))
    gaps.run(TEXT)
    gaps.clock.advance(days=1)
    gaps.read()

    report = gaps.run(TEXT)

    (found,) = gaps.all()
    assert (report.looked_at, report.records) == (0, 2)
    assert found.last_seen is not None
    assert found.last_seen.date() == TODAY + timedelta(days=1)


def test_other_parameters_and_other_rules_judge_all_records_of_their_kind_anew(
    gaps: Gaps,
) -> None:
    gaps.read(event("1"), event("2"))
    gaps.run(rule(parameters={"years": 3}))

    other = gaps.run(rule(parameters={"years": 4}))
    more = gaps.run(rule(parameters={"years": 4}), rule("EVT-TXT-002"))

    assert (other.looked_at, more.looked_at) == (2, 2)


def test_a_verdict_that_ends_is_made_anew_on_that_day(gaps: Gaps) -> None:
    def old(subject: Subject, setting: Setting) -> Verdict:
        day = date(2026, 3, 11)
        found = (Problem(field="modified_at"),) if setting.today >= day else ()
        return Verdict(found, None if found else day)

    ages = rule("EVT-TIM-001", old)
    gaps.read(event("1"))
    gaps.run(ages)
    gaps.clock.advance(days=8)
    early = gaps.run(ages)
    gaps.clock.advance(days=2)

    due = gaps.run(ages)

    assert (early.looked_at, due.looked_at, due.new) == (0, 1, 1)


def test_a_record_that_is_gone_takes_its_findings_with_it_and_may_come_back(gaps: Gaps) -> None:
    gaps.read(event("1"), event("2"))
    gaps.run(TEXT)
    gaps.read(gone=["1"])

    report = gaps.run(TEXT)
    gone = gaps.states()
    gaps.read(event("1"))
    gaps.run(TEXT)

    assert (report.gone, gone) == (1, {"1": "gone", "2": "open"})
    assert gaps.states() == {"1": "reopened", "2": "open"}


def test_a_rule_that_is_no_longer_there_leaves_its_findings_unchecked(gaps: Gaps) -> None:
    gaps.read(event("1"))
    gaps.run(TEXT, rule("OULU-TXT-001"))

    report = gaps.run(TEXT)
    states = {one.rule: one.state for one in gaps.all()}
    gaps.run(TEXT, rule("OULU-TXT-001"))

    assert report.unchecked == 1
    assert states == {"EVT-TXT-001": "open", "OULU-TXT-001": "unchecked"}
    assert {one.rule: one.state for one in gaps.all()} == {
        "EVT-TXT-001": "open",
        "OULU-TXT-001": "open",
    }


def test_a_rule_that_fails_is_a_finding_and_what_it_found_before_is_unchecked(
    gaps: Gaps,
) -> None:
    gaps.read(event("1"))
    gaps.run(TEXT)

    report = gaps.run(rule("EVT-TXT-001", broken), rule("EVT-TXT-002"))
    found = {one.rule: (one.state, one.owner, one.params) for one in gaps.all()}
    mended = gaps.run(TEXT, rule("EVT-TXT-002"))

    assert found["EVT-TXT-001"][0] == "unchecked"
    assert found["EVT-TXT-002"][:2] == ("new", "kunta:kulttuuri")
    assert found["HYTE-RUL-002"] == (
        "new",
        "hytedata",
        {"rule": "EVT-TXT-001", "error": "KeyError: 'no such thing'"},
    )
    assert report.unchecked == 1
    assert mended.by_rule == {"EVT-TXT-001": 1, "EVT-TXT-002": 1}


def test_a_record_that_could_not_be_read_is_a_finding_and_its_own_are_unchecked(
    gaps: Gaps,
) -> None:
    one = event("1")
    lost = Rejection(ref=one.ref, name="Tapahtuma 1", field="start_time", reason="no time")
    gaps.read(one, event("2"))
    gaps.run(TEXT)
    gaps.read(rejected=[lost])

    report = gaps.run(TEXT)
    found = {(it.rule, it.item_id): it for it in gaps.all()}
    gaps.read()
    gaps.run(TEXT)

    rejected = found["HYTE-RUL-003", "1"]
    assert (rejected.field, rejected.owner) == ("start_time", "kunta:kulttuuri")
    assert rejected.params == {"where": "start_time", "why": "no time"}
    assert found["EVT-TXT-001", "1"].state == "unchecked"
    assert found["EVT-TXT-001", "2"].state == "open"
    assert [it.reason for it in report.not_checked] == ["records-rejected"]
    after = {(it.rule, it.item_id): it.state for it in gaps.all()}
    assert after["HYTE-RUL-003", "1"] == "fixed"
    assert after["EVT-TXT-001", "1"] == "open"


def test_what_is_waived_is_told_no_more_until_the_waiver_ends(gaps: Gaps) -> None:
    gaps.read(event("1"), event("2"), event("3", publisher="muu"))
    gaps.run(TEXT)
    until = gaps.clock.time + timedelta(days=5)
    waiver = Waiver("me", "agreed", rule="EVT-TXT-001", owner="kunta:kulttuuri", until=until)
    gaps.catalogue.findings.waive(waiver)
    at_once = gaps.states()

    held = gaps.run(TEXT)
    gaps.clock.advance(days=6)
    ended = gaps.run(TEXT)

    assert at_once == {"1": "waived", "2": "waived", "3": "new"}
    assert (held.waived, held.to_mend["error"]) == (2, 1)
    assert (ended.waived, ended.to_mend["error"]) == (0, 3)


def test_a_waived_finding_that_is_mended_is_fixed(gaps: Gaps) -> None:
    gaps.read(event("1"))
    gaps.run(TEXT)
    (found,) = gaps.all()
    gaps.catalogue.findings.waive(Waiver("me", "agreed", finding=found.id))
    gaps.read(event("1", description={"fi": "Tervetuloa!"}))

    gaps.run(TEXT)

    assert gaps.states() == {"1": "fixed"}


def test_a_waiver_for_a_rule_that_is_gone_is_told(gaps: Gaps) -> None:
    gaps.read(event("1"))
    gaps.catalogue.findings.waive(Waiver("me", "agreed", rule="OULU-TXT-001"))

    report = gaps.run(TEXT)

    (note,) = report.not_checked
    assert (note.reason, note.subject) == ("waiver-idle", "OULU-TXT-001")


def test_a_count_that_jumps_is_kept_from_owners_until_the_rule_was_looked_at(gaps: Gaps) -> None:
    def often(subject: Subject, setting: Setting) -> Iterable[Problem]:
        if setting.parameters["all"] or subject.ref.id == "1":
            yield Problem()

    def rules(everything: bool) -> Rule:
        return rule("EVT-TXT-001", often, parameters={"all": everything})

    options = GapsOptions(limits=JumpLimits(factor=3.0, least=2))
    gaps.read(*(event(str(number)) for number in range(6)))
    gaps.run(rules(False), options=options)

    jumped = gaps.run(rules(True), options=options)
    still = gaps.run(rules(True), options=options)
    trusted = gaps.run(
        rules(True), options=GapsOptions(limits=options.limits, trust=("EVT-TXT-001",))
    )
    later = gaps.run(rules(True), options=options)

    assert jumped.doubtful == still.doubtful == ("EVT-TXT-001",)
    assert jumped.to_mend["error"] == 0
    assert (trusted.doubtful, later.doubtful) == ((), ())
    assert later.to_mend["error"] == 6


def test_some_rules_alone_leave_the_findings_of_the_others_as_they_are(gaps: Gaps) -> None:
    other = rule("EVT-TXT-002")
    gaps.read(event("1"))
    gaps.run(TEXT, other)
    gaps.read(event("1", description={"fi": "Tervetuloa!"}))

    report = gaps.run(TEXT, other, options=GapsOptions(only=("evt-txt-002",)))
    states = {one.rule: one.state for one in gaps.all()}
    whole = gaps.run(TEXT, other)

    assert (report.only, report.fixed) == (("EVT-TXT-002",), 1)
    assert states == {"EVT-TXT-001": "new", "EVT-TXT-002": "fixed"}
    assert whole.looked_at == 1
    assert whole.to_mend["error"] == 0


def test_an_unknown_rule_is_refused_before_anything_is_done(gaps: Gaps) -> None:
    with pytest.raises(InputError, match="no rule 'EVT-TXT-009'"):
        gaps.run(TEXT, options=GapsOptions(only=("EVT-TXT-009",)))

    assert gaps.catalogue.check_runs.latest() == ()


def test_sources_that_the_store_does_not_have_are_not_checked(gaps: Gaps) -> None:
    gaps.read(event("1"))
    ptv = replace(rule("PTV-FLD-001", kinds=("ptv:service",)), family="ptv")
    both = rule("X-DUP-001", family="cross", needs=("lipas", "events"))

    report = gaps.run(TEXT, ptv, both)

    told = {(one.reason, one.subject): one.count for one in report.not_checked}
    assert told == {
        ("source-not-read", "ptv"): 1,
        ("source-not-read", "lipas"): 1,
        ("rule-not-checked", "X-DUP-001"): None,
    }


def test_an_empty_store_is_told_as_such(gaps: Gaps) -> None:
    report = gaps.run(TEXT)

    (note,) = report.not_checked
    assert (note.reason, note.subject) == ("source-not-read", "events")
    assert report.looked_at == 0


def test_what_was_read_in_part_or_long_ago_is_told(gaps: Gaps) -> None:
    gaps.read(event("1"), complete=False)
    gaps.clock.advance(days=8)

    report = gaps.run(TEXT)

    told = {one.reason: one.detail for one in report.not_checked}
    assert told == {
        "source-partly-read": "all: page 2 is lost",
        "source-old": "last read on 2026-03-01",
    }


def test_an_event_that_is_over_and_no_longer_listed_is_gone(gaps: Gaps) -> None:
    gaps.read(event("1", time=EventTime(start=TODAY + timedelta(days=1))))
    gaps.run(TEXT)
    gaps.clock.advance(days=5)
    gaps.held.clear()
    # Only what is still to come is asked for: nothing of what is past becomes absent.
    gaps.read(event("2", time=EventTime(start=TODAY + timedelta(days=30))))

    gaps.run(TEXT)

    assert gaps.states() == {"1": "gone", "2": "new"}


def _speaks(subject: Subject, _: Setting) -> Iterable[Problem]:
    yield Problem(field="names.fi", value=subject.speaks)


def test_rules_know_what_a_calendar_speaks_and_judge_anew_when_that_changes(gaps: Gaps) -> None:
    gaps.read(event("1"))
    speaking = rule("EVT-TXT-001", _speaks)
    gaps.run(speaking, options=GapsOptions(calendars={"kunta": "icalendar"}))
    (before,) = gaps.all()

    gaps.run(speaking, options=GapsOptions(calendars={"kunta": "linked-events"}))

    (after,) = gaps.all()
    assert (before.value, after.value) == ("icalendar", "linked-events")
