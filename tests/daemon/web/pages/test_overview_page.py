"""The overview: what needs a person first, each organisation in a few sentences with facts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hytedata.models.plan import SkippedItem
from hytedata.models.sync_state import Approval, PlanHead, Run
from hytedata.runs.plan_summary import plan_summary
from hytedata.store import Store
from hytedata_daemon.settings import Settings
from hytedata_daemon.web.pages.standing import PlanState, is_late, plan_state
from tests.daemon.web.pages import made
from tests.daemon.web.pages.conftest import ClientOf
from tests.daemon.web.pages.site import Client, Person

HEAD = PlanHead("p", made.MALLILA, made.NOW, made.NOW, plan_summary(made.whole_plan()))
SMALL = replace(HEAD, summary=plan_summary(made.made_plan(made.create(1))))
HELD = replace(HEAD, summary=plan_summary(made.made_plan()))
EMPTY = replace(HEAD, summary=plan_summary(made.made_plan().model_copy(update={"candidates": ()})))
YES = Approval("p", "Aino", made.NOW)
NO = Approval("p", "Aino", made.NOW, "reject", "x")
LATER = made.NOW + timedelta(minutes=1)
DONE = Run(1, "apply", made.MALLILA, LATER, LATER, "complete")
EARLIER = replace(DONE, started_at=made.NOW - timedelta(days=1))
PARTLY = replace(DONE, verdict="partial")
WRITING = replace(DONE, ended_at=None, verdict=None)
REGRET = replace(NO, approved_at=LATER)
FAILED = replace(DONE, verdict="failed: PTV answered 500")


@pytest.mark.parametrize(
    ("plan", "approval", "decision", "apply", "state"),
    [
        (None, "limits", None, None, "none"),
        (EMPTY, "always", None, None, "nothing"),
        (HELD, "always", None, None, "held"),
        (SMALL, "limits", None, None, "by-itself"),
        (SMALL, "always", None, None, "waits"),
        (HEAD, "limits", None, None, "limit"),
        (HEAD, "never", None, None, "by-itself"),
        (HEAD, "limits", YES, None, "approved"),
        (HEAD, "limits", NO, None, "rejected"),
        (HEAD, "limits", YES, EARLIER, "approved"),
        (HEAD, "limits", YES, DONE, "applied"),
        (HEAD, "limits", YES, WRITING, "writing"),
        (HEAD, "limits", YES, PARTLY, "partly"),
        (HEAD, "limits", REGRET, PARTLY, "rejected"),
        (HEAD, "limits", YES, FAILED, "failed"),
    ],
)
def test_what_becomes_of_a_plan_follows_from_policy_decision_and_the_last_write(
    settings: Settings,
    plan: PlanHead | None,
    approval: str,
    decision: Approval | None,
    apply: Run | None,
    state: PlanState,
) -> None:
    organisation = settings.config.organisation[0].model_copy(update={"approval": approval})

    assert plan_state(organisation, plan, decision, apply) == state


def test_nothing_needs_a_person_where_nothing_does(client: Client, store: Store) -> None:
    for organisation in (made.MALLILA, made.TOINEN):
        made.run(store, "plan", organisation)
        plan = made.made_plan(plan_id=organisation, organisation=organisation)
        made.save(store, plan.model_copy(update={"candidates": ()}))

    told = client.get("/").text

    assert "Mikään ei odota ihmistä." in told
    assert told.count("Ei muutettavaa: PTV vastaa Lipasta.") == 2


def test_the_most_urgent_comes_first_with_who_decides_and_who_mends(
    client: Client, store: Store
) -> None:
    made.filled(store)

    told = client.get("/").text

    assert told.index("Mallilan kunta</a>") < told.index("Toisen kaupungin")
    assert "1 organisaatio odottaa päätöstä." in told
    assert "Päättää: Aino Aalto." in told
    assert "PTV ei hyväksynyt tunnusta." in told
    assert "Seuraava suunnitelma" in told


def test_an_outcome_without_words_here_is_told_as_it_came(client: Client, store: Store) -> None:
    outcome = {"state": "failed", "code": "brand-new", "detail": "the moon is down"}
    made.put_due(store, made.MALLILA, "plan", outcome)

    told = client.get("/").text

    assert '<span lang="en">the moon is down</span>' in told


def test_who_sees_one_organisation_sees_no_runs_and_no_log_of_others(
    client_of: ClientOf, store: Store
) -> None:
    made.filled(store)
    person = client_of(Person("Eero", approves=False, organisations=(made.TOINEN,)))

    runs, log = person.get("/runs").text, person.get("/log").text

    assert "Mallilan" not in runs + log
    assert person.get("/runs/1").status_code == 403
    assert person.get(f"/runs?organisation={made.MALLILA}").status_code == 403


def test_times_are_told_on_the_daemons_clock_with_the_moment_for_machines(
    client: Client, store: Store
) -> None:
    number = made.run(store, "plan", made.MALLILA)

    told = client.get(f"/runs/{number}").text

    assert '<time datetime="2026-11-29T10:00:00Z">29.11.2026 klo 12.00</time>' in told


def test_a_plan_that_the_schedule_should_have_made_is_missed() -> None:
    long_ago = replace(HEAD, last_made_at=made.NOW - timedelta(days=3))

    late = [
        is_late(read_at, long_ago, made.NOW, patience)
        for read_at in (None, made.NOW - timedelta(days=2), made.NOW - timedelta(hours=20))
        for patience in (timedelta(hours=26), None)
    ]

    assert late == [True, False, True, False, False, False]


def test_texts_that_wait_need_a_person_though_the_plan_does_not(
    client: Client, store: Store
) -> None:
    waiting = SkippedItem(
        source=made.site(3), reason="text-not-approved", detail="summary.fi", remedy="read it"
    )
    plan = made.made_plan().model_copy(update={"skipped": (waiting,)})
    made.save(store, plan)

    told = client.get("/").text

    assert "1 organisaatio odottaa päätöstä." in told
    assert "1 kohde odottaa tekstin hyväksyntää." in told
