"""What works tell: once, again when it lasts, and that it is over."""

import pytest

from hytedata_daemon.notices.troubles import troubles_of
from hytedata_daemon.outcome import Code, Outcome, Work
from hytedata_daemon.settings import JobName
from tests.daemon.notices.conftest import ESILA, MAIL, MALLILA, MakeOffice


def test_the_same_trouble_is_told_once(office: MakeOffice) -> None:
    it = office()

    for _ in range(5):
        it.ends("apply", "waiting", "login-refused")
        it.send()
        it.clock.advance(hours=2)

    assert it.post.subjects == ["hytedata: PTV ei hyväksy kirjautumista: Mallila"]


@pytest.mark.parametrize(
    ("job", "code", "rule", "subject"),
    [
        ("gaps", "report-unwritten", "work-failed", "gaps"),
        ("apply", "changes-failed", "apply-failed", ""),
        ("plan", "texts-unread", "work-failed", "plan"),
        ("plan", "source-incomplete", "read-failed", "lipas"),
        ("plan", "target-incomplete", "read-failed", "ptv"),
        ("read-ptv", "read-incomplete", "read-failed", "ptv"),
    ],
)
def test_what_was_done_in_part_is_told_for_what_it_is(
    job: JobName, code: Code, rule: str, subject: str
) -> None:
    outcome = Outcome(state="incomplete", code=code)

    (trouble,) = troubles_of(Work(job=job, organisation="org"), outcome)

    assert (trouble.rule, trouble.subject) == (rule, subject)


def test_requests_that_are_spent_are_no_trouble_for_the_next_run_goes_on() -> None:
    outcome = Outcome(state="incomplete", code="requests-spent")

    assert troubles_of(Work(job="apply", organisation="org"), outcome) == ()


def test_what_lasts_is_told_again_after_a_week_and_says_so(office: MakeOffice) -> None:
    it = office()
    it.ends("apply", "waiting", "login-refused")
    it.send()

    it.clock.advance(days=7)
    it.ends("apply", "waiting", "login-refused")
    it.send()

    assert len(it.post.sent) == 2
    assert "Tästä on kerrottu jo aiemmin" in it.post.sent[1][1].text


def test_the_end_of_what_was_told_is_told_once(office: MakeOffice) -> None:
    it = office()
    it.ends("apply", "waiting", "login-refused")
    it.send()

    for _ in range(3):
        it.clock.advance(hours=2)
        it.ends("apply", "done")
        it.send()

    assert it.post.subjects[1:] == ["hytedata: Kirjautuminen PTV:hen onnistuu taas: Mallila"]
    assert it.post.sent[1][2] == "success"


def test_what_was_over_before_it_was_told_is_never_told(office: MakeOffice) -> None:
    it = office()
    it.ends("apply", "waiting", "login-refused")

    it.ends("apply", "done")
    it.send()

    assert it.post.sent == []


def test_a_trouble_that_is_back_before_its_end_was_told_stays_told(office: MakeOffice) -> None:
    it = office()
    it.ends("apply", "waiting", "login-refused")
    it.send()

    it.ends("apply", "done")
    it.ends("apply", "waiting", "login-refused")
    it.clock.advance(hours=2)
    it.send()

    assert len(it.post.sent) == 1


def test_a_trouble_of_two_jobs_is_over_when_both_went_well(office: MakeOffice) -> None:
    it = office()
    it.ends("plan", "waiting", "login-refused")
    it.ends("apply", "waiting", "login-refused")
    it.send()

    it.clock.advance(hours=2)
    it.ends("apply", "done")
    it.send()
    still = len(it.post.sent)
    it.ends("plan", "done")
    it.send()

    assert (still, len(it.post.sent)) == (1, 2)


def test_a_job_that_waits_for_a_person_does_not_prove_that_the_login_works(
    office: MakeOffice,
) -> None:
    it = office()
    it.ends("apply", "waiting", "login-refused")
    it.send()

    it.clock.advance(hours=2)
    it.ends("apply", "waiting", "plan-waits", plan="p1")
    it.send()

    assert it.post.subjects[1:] == ["hytedata: Suunnitelma odottaa hyväksyntää: Mallila"]


def test_that_an_approved_plan_waits_no_more_is_not_told(office: MakeOffice) -> None:
    it = office()
    it.ends("apply", "waiting", "plan-waits", plan="p1")
    it.send()

    it.clock.advance(hours=2)
    it.ends("apply", "done")
    it.send()
    it.ends("apply", "waiting", "plan-waits", plan="p2")
    it.clock.advance(hours=2)
    it.send()

    assert it.post.subjects == ["hytedata: Suunnitelma odottaa hyväksyntää: Mallila"] * 2


def test_an_upstream_is_told_of_only_after_a_day_and_once_for_all_organisations(
    office: MakeOffice,
) -> None:
    it = office()
    times = []

    for _ in range(14):
        for one in (MALLILA, ESILA):
            it.ends("plan", "failed", "source-unavailable", organisation=one, upstreams=("ptv",))
        times.append(it.send().messages)
        it.clock.advance(hours=2)

    assert it.post.subjects == ["hytedata: Tietoja ei saada luettua: Palvelutietovaranto (PTV)"]
    assert times.index(1) == 12


def test_an_upstream_that_one_organisation_still_cannot_read_is_not_over(
    office: MakeOffice,
) -> None:
    it = office()
    for one in (MALLILA, ESILA):
        it.ends("plan", "failed", "source-unavailable", organisation=one, upstreams=("ptv",))

    it.ends("plan", "done", organisation=MALLILA)
    it.clock.advance(days=1)
    it.send()

    assert len(it.post.sent) == 1


def test_an_error_that_mends_itself_within_an_hour_is_not_told(office: MakeOffice) -> None:
    it = office()
    it.ends("apply", "failed", "unforeseen")
    it.clock.advance(minutes=40)
    it.send()

    it.ends("apply", "done")
    it.clock.advance(hours=2)
    it.send()

    assert it.post.sent == []


def test_work_that_was_stopped_or_had_to_wait_says_nothing(office: MakeOffice) -> None:
    it = office()

    it.ends("apply", "stopped")
    it.ends("apply", "busy", "lease-held")
    it.ends("apply", "waiting", "plan-stale")
    it.clock.advance(days=2)
    it.send()

    assert it.post.sent == []


def test_a_channel_hears_of_its_organisations_and_rules_only(office: MakeOffice) -> None:
    it = office(f'{MAIL}organisations = ["{ESILA}"]\nrules = ["plan-waits"]\n')

    it.ends("apply", "waiting", "plan-waits", organisation=MALLILA)
    it.ends("apply", "waiting", "login-refused", organisation=ESILA)
    it.ends("apply", "waiting", "plan-waits", organisation=ESILA)
    it.send()

    assert it.post.subjects == ["hytedata: Suunnitelma odottaa hyväksyntää: Esilä"]


def test_without_channels_nothing_is_kept(office: MakeOffice) -> None:
    it = office(channels="")

    it.ends("apply", "waiting", "plan-waits")

    assert it.store.notices.about({MALLILA}, {"plan-waits"}) == ()
