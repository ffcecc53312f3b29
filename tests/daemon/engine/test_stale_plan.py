from pathlib import Path

from hytedata.store import Store
from hytedata.store.due import WorkKey
from hytedata_daemon.engine.dueness import Agenda
from hytedata_daemon.engine.tender import Tender
from hytedata_daemon.jobs import perform
from hytedata_daemon.outcome import Work
from tests.daemon.engine.conftest import ORGANISATIONS, Clock, settings_of
from tests.daemon.web.pages.made import create, made_plan, save


def test_a_plan_that_no_longer_holds_leads_to_a_new_one_at_once(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    asleep = "[daemon.jobs.plan]\nenabled = false\n"
    settings, organisation = settings_of(tmp_path, asleep), ORGANISATIONS[0]
    save(store, made_plan(create(1), organisation=organisation))
    tender = Tender(
        store,
        lambda: settings,
        {},
        perform,
        lambda work, outcome: None,
        may_begin=lambda: True,
        holder="a test",
        now=clock,
    )

    applied = tender.do(Work(job="apply", organisation=organisation), clock(), starts=1)

    plan = store.due.find(WorkKey(organisation, "plan"))
    assert (applied.state, applied.code) == ("done", "plan-stale")
    assert plan is not None
    due = Agenda().due(settings, {plan.key: plan}, clock())
    assert [(one.work.job, one.work.organisation) for one in due] == [("plan", organisation)]
