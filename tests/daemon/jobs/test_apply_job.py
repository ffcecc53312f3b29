"""Plans are written where policy and approval allow, and once only."""

from collections.abc import Callable, Mapping

import pytest

from hytedata.sandbox import Sandbox
from hytedata.sandbox.faults import Fault
from hytedata.store import Store
from hytedata_daemon.settings import Settings
from tests.daemon.jobs.conftest import Configure, Do
from tests.e2e.support import entities

pytestmark = pytest.mark.slow

Open = Callable[[Settings], Store]


def edit_all_places(sandbox: Sandbox) -> None:
    """A person adds an e-mail address to every place in PTV."""
    mail = {"emails": [{"value": "oma@kunta.test", "language": "fi"}]}
    for ptv_id, one in entities(sandbox).items():
        if one["kind"] == "ServiceLocation":
            sandbox.controls.edit_ptv("ServiceLocation", ptv_id, mail)


def test_there_is_nothing_to_write_before_the_first_plan(configure: Configure, do: Do) -> None:
    assert do(configure(), "apply").code == "no-plan"


def test_a_plan_that_needs_no_approval_is_written_at_once_and_once_only(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    do(settings, "plan")
    first = do(settings, "apply")
    sandbox.controls.clear_journal()

    second = do(settings, "apply")

    assert (first.state, first.code) == ("done", "")
    assert (second.state, second.code) == ("done", "plan-applied")
    assert sandbox.journal() == ()


def test_a_plan_that_changes_nothing_asks_nobody(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    for job in ("plan", "apply", "plan"):
        do(settings, job)
    sandbox.controls.clear_journal()

    outcome = do(settings, "apply")

    assert (outcome.state, outcome.code) == ("done", "nothing-to-do")
    assert sandbox.journal() == ()


def test_where_each_plan_needs_approval_it_waits_for_a_person(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure(approval="always")
    plan = do(settings, "plan").plan

    outcome = do(settings, "apply")

    assert (outcome.state, outcome.code, outcome.plan) == ("waiting", "plan-waits", plan)
    assert str(plan) in outcome.detail
    assert sandbox.writes() == ()


def test_a_plan_beyond_a_limit_waits_and_says_which(configure: Configure, do: Do) -> None:
    settings = configure(approval="limits", more="[organisation.limits]\ncreate = { count = 1 }\n")
    do(settings, "plan")

    outcome = do(settings, "apply")

    assert (outcome.state, outcome.code) == ("waiting", "limit-exceeded")
    assert "create.count is 6" in outcome.detail


def test_what_a_person_approved_is_written_in_that_persons_name(
    configure: Configure, do: Do, opened: Open, sandbox: Sandbox
) -> None:
    settings = configure(approval="always")
    plan = do(settings, "plan").plan or ""
    store = opened(settings)
    store.record_approval(plan, "Maija", reason="looks right")

    outcome = do(settings, "apply")

    assert (outcome.state, outcome.code) == ("done", "")
    assert [one.who for one in store.decisions_on(plan)] == ["Maija"]
    (entry,) = store.audit_of(sandbox.organisation, ["apply"])
    assert entry.who == "Maija"


def test_a_plan_that_a_person_rejected_is_left_alone(
    configure: Configure, do: Do, opened: Open, sandbox: Sandbox
) -> None:
    settings = configure()
    plan = do(settings, "plan").plan or ""
    opened(settings).record_approval(plan, "Maija", decision="reject", reason="not yet")

    outcome = do(settings, "apply")

    assert (outcome.state, outcome.code) == ("done", "plan-rejected")
    assert "Maija" in outcome.detail
    assert sandbox.writes() == ()


def test_a_plan_of_another_configuration_is_stale(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    do(configure(), "plan")

    outcome = do(configure(languages=["fi", "sv"]), "apply")

    assert (outcome.state, outcome.code) == ("done", "plan-stale")
    assert outcome.plan is not None
    assert sandbox.writes() == ()


def test_nobody_is_asked_to_approve_a_plan_of_another_configuration(
    configure: Configure, do: Do
) -> None:
    do(configure(approval="always"), "plan")

    outcome = do(configure(approval="always", languages=["fi", "sv"]), "apply")

    assert (outcome.state, outcome.code) == ("done", "plan-stale")


def test_what_moved_in_ptv_since_the_plan_waits_for_the_next_plan(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    do(settings, "plan")
    do(settings, "apply")
    lipas_id = sandbox.world.sites[0].lipas_id
    sandbox.controls.edit_site(lipas_id, {"name": "Uusi kenttä"})
    do(settings, "plan")
    edit_all_places(sandbox)

    outcomes = [do(settings, "apply") for _ in range(2)]

    assert [(one.state, one.code) for one in outcomes] == [
        ("done", "plan-stale"),
        ("done", "plan-tried"),
    ]


def test_what_ptv_refuses_is_not_tried_again_until_the_next_plan(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    do(settings, "plan")
    refusal = '{"Name": ["is not allowed"]}'
    sandbox.controls.add_fault(
        Fault(
            "status", mount="/ptv", method="POST", path="ServiceChannel", status=400, body=refusal
        )
    )
    first = do(settings, "apply")
    sandbox.controls.clear_journal()

    second = do(settings, "apply")

    assert (first.state, first.code) == ("incomplete", "changes-failed")
    assert first.counts["failed"] == 4
    assert (second.state, second.code) == ("done", "plan-tried")
    assert sandbox.journal() == ()


def test_what_had_no_effect_is_tried_again_the_next_time(
    configure: Configure, do: Do, sandbox: Sandbox
) -> None:
    settings = configure()
    do(settings, "plan")
    number = sandbox.controls.add_fault(
        Fault("status", mount="/ptv", method="POST", path="ServiceLocation", status=503)
    )
    first = do(settings, "apply")
    sandbox.controls.clear_faults(number)

    second = do(settings, "apply")

    assert first.state != "done"
    assert (second.state, second.code) == ("done", "")
    assert second.counts == {"done": 10}


def test_requests_that_are_spent_are_gone_on_with_the_next_time(
    configure: Configure, do: Do
) -> None:
    settings = configure()
    do(settings, "plan")
    ptv = settings.config.ptv.model_copy(update={"requests_per_run": 4})
    few = Settings(settings.config.model_copy(update={"ptv": ptv}), settings.daemon)

    first, second = do(few, "apply"), do(settings, "apply")

    assert (first.state, first.code) == ("incomplete", "requests-spent")
    assert (second.state, second.code) == ("done", "")


def test_a_plan_that_undoes_a_run_is_not_written_from_here(
    configure: Configure, do: Do, environ: Mapping[str, str]
) -> None:
    from hytedata.runs.revert import revert_run

    settings = configure()
    do(settings, "plan")
    run = do(settings, "apply").run or 0
    revert_run(settings.config, run, environ)

    outcome = do(settings, "apply")

    assert (outcome.state, outcome.code) == ("done", "plan-applied")
