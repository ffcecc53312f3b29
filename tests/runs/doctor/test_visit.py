"""A whole visit: every assumption gets a verdict, gently, and nothing is written."""

import re
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from hytedata.config import Config, load_config
from hytedata.connectors._http.wire import HttpxWire, Outgoing
from hytedata.runs.doctor import (
    ASSUMPTIONS,
    MOST_REQUESTS,
    Assumption,
    Finding,
    Look,
    Place,
    Report,
    Verdict,
    doors_of,
    examine,
    judge,
    visit_of,
)
from hytedata.runs.doctor.guard import Allowance, GuardedWire, WriteForbidden
from hytedata.sandbox import Sandbox
from hytedata.sandbox.faults import Fault
from tests.runs.doctor.patients import Clinic, Patient, answers

# What the simulators have though it was gone from PTV by 2026.
KEPT_BY_THE_SANDBOX = {"ptv.old-areas", "ptv.no-expiring", "ptv.no-saha"}

_MODULE = re.compile(r"[a-z_0-9]+(?:/[a-z_0-9]+)+(?:\.py)?")
_SECTIONS = re.compile(r"([a-z]+(?:-[a-z0-9]+)+|municipalities) ((?:\d[\d.]*,? ?)+)")


class Running:
    """A sandbox behind a socket, and its configuration."""

    def __init__(self, sandbox: Sandbox, folder: Path) -> None:
        self.sandbox = sandbox
        file = folder / "hytedata.toml"
        file.write_text(sandbox.config_toml())
        self.config: Config = load_config(file, environ={})
        self.environ = {
            sandbox.password_env: sandbox.password,
            sandbox.api_key_env: sandbox.api_key,
        }

    def visit(self, *places: Place, most: int = MOST_REQUESTS) -> Report:
        visit = visit_of(self.config)
        doors = doors_of(self.config, self.environ, organisation=visit.organisation, per_second=0)
        with Look(doors, visit.subject, most=most, sleep=lambda _: None) as look:
            findings = tuple(examine(look, places or tuple(ASSUMPTIONS)))
            return Report.of(look, findings)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with Sandbox() as sandbox:
        yield Running(sandbox, tmp_path)


def outcomes(report: Report, place: Place) -> set[str]:
    return {
        finding.verdict.outcome for finding in report.findings if finding.assumption.place == place
    }


def of(report: Report, name: str) -> Finding:
    return next(each for each in report.findings if each.assumption.id == name)


def test_every_assumption_gets_a_verdict_with_what_was_seen(running: Running) -> None:
    report = running.visit()

    every = [one.id for each in ASSUMPTIONS.values() for one in each]
    assert [finding.assumption.id for finding in report.findings] == every
    assert all(finding.verdict.seen for finding in report.findings)
    assert report.counts["confirmed"] > 80


def test_the_sandbox_is_as_we_assume_but_for_what_it_has_kept(running: Running) -> None:
    report = running.visit()

    refuted = {
        finding.assumption.id for finding in report.findings if finding.verdict.outcome == "refuted"
    }
    assert refuted <= KEPT_BY_THE_SANDBOX


def test_a_visit_writes_nothing_and_asks_gently(running: Running) -> None:
    before = running.sandbox.controls.snapshot_ptv()

    report = running.visit()

    journal = running.sandbox.journal()
    assert len(journal) == report.requests <= MOST_REQUESTS
    assert not [entry for entry in journal if entry.is_write]
    assert [entry.method for entry in journal if entry.method != "GET"] == ["POST"]
    assert sum(entry.is_login for entry in journal) == 1
    assert max(entry.at_once for entry in journal) == 1
    assert running.sandbox.controls.snapshot_ptv() == before


def test_no_question_is_asked_twice(running: Running) -> None:
    running.visit()

    asked = [
        (entry.mount, entry.path, entry.query, entry.authenticated)
        for entry in running.sandbox.journal()
    ]
    # A public read, the same with a token and with one that is made up are three questions.
    assert len(asked) - len(set(asked)) <= 2


def test_without_a_login_no_request_carries_a_token(running: Running) -> None:
    running.config = running.config.model_copy(update={"organisation": ()})

    report = running.visit("lipas", "ptv12", "login")

    assert not [entry for entry in running.sandbox.journal() if entry.is_login]
    assert outcomes(report, "login") <= {"unknown", "confirmed"}
    assert "no login is configured" in of(report, "login.works").verdict.seen


def test_the_budget_of_a_run_is_never_exceeded(running: Running) -> None:
    report = running.visit(most=10)

    assert len(running.sandbox.journal()) == 10
    assert "the 10 requests of a run are spent" in of(report, "ptv12.envelope").verdict.seen


def test_second_tries_count_too(running: Running) -> None:
    running.sandbox.controls.add_fault(Fault("status", every=2, status=503))

    report = running.visit(most=20)

    assert len(running.sandbox.journal()) <= 20
    assert report.requests <= 20


def test_an_upstream_that_is_down_leaves_its_assumptions_unknown_and_the_rest_goes_on(
    running: Running,
) -> None:
    running.sandbox.controls.add_fault(Fault("status", mount="/lipas", status=503, html=True))

    report = running.visit()

    assert outcomes(report, "lipas") == {"unknown"}
    assert "503" in report.failures["lipas"]
    assert "confirmed" in outcomes(report, "ptv")
    assert not report.is_sound
    assert len([entry for entry in running.sandbox.journal() if entry.mount == "/lipas"]) == 2


def test_an_upstream_that_falls_silent_is_left_in_peace(running: Running) -> None:
    running.sandbox.controls.add_fault(Fault("reset", mount="/ptv", after=10))

    report = running.visit("ptv")

    assert len([entry for entry in running.sandbox.journal() if entry.mount == "/ptv"]) <= 14
    assert "ptv" in report.failures
    assert {"confirmed", "unknown"} <= outcomes(report, "ptv")


def test_one_read_that_fails_costs_only_what_depends_on_it(running: Running) -> None:
    running.sandbox.controls.add_fault(Fault("status", path="/v2/lois/", status=503))

    report = running.visit("lipas")

    assert of(report, "lipas.unknown-loi").verdict.outcome == "unknown"
    assert of(report, "lipas.unknown-id").verdict.outcome == "confirmed"
    assert report.failures == {}


def test_a_wrong_password_is_tried_once(running: Running) -> None:
    running.environ[running.sandbox.password_env] = "not the password"

    report = running.visit("login")

    assert sum(entry.is_login for entry in running.sandbox.journal()) == 1
    assert of(report, "login.works").verdict.outcome == "refuted"
    assert of(report, "login.refusal").verdict.outcome == "confirmed"
    assert of(report, "login.active-reads").verdict.outcome == "unknown"


def test_a_login_whose_answer_is_lost_is_not_repeated(running: Running) -> None:
    running.sandbox.controls.add_fault(Fault("lost-after", path="api-login"))

    report = running.visit("login")

    assert sum(entry.is_login for entry in running.sandbox.journal()) == 1
    assert "login" in report.failures


def test_a_missing_password_is_a_reason_not_an_end(running: Running) -> None:
    del running.environ[running.sandbox.password_env]

    report = running.visit("login")

    assert running.sandbox.password_env in of(report, "login.works").verdict.seen


def test_garbage_instead_of_json_leaves_everything_open_or_refuted_and_raises_nothing(
    running: Running,
) -> None:
    running.sandbox.controls.add_fault(Fault("garbage"))

    report = running.visit()

    confirmed = [one for one in report.findings if one.verdict.outcome == "confirmed"]
    assert len(confirmed) < 15


@pytest.mark.parametrize("odd", [None, [], {}, 5, "text", [[1]], {"items": 5}, {"itemList": {}}])
def test_answers_of_any_shape_raise_nothing(clinic: Clinic, patient: Patient, odd: object) -> None:
    patient.behaves("", answers(200, odd))

    findings = clinic.findings()

    assert len(findings) == sum(len(each) for each in ASSUMPTIONS.values())


def test_a_check_that_throws_is_unknown_and_its_text_is_not_told(clinic: Clinic) -> None:
    def check(look: Look) -> Verdict:
        raise KeyError("Matti Meikäläinen")

    with clinic.look() as look:
        verdict = judge(look, Assumption("lipas.x", "", "", "", "", check))

    assert verdict.outcome == "unknown"
    assert "KeyError" in verdict.seen
    assert "Matti" not in verdict.seen


def test_a_finding_names_the_requests_that_it_was_judged_by(
    clinic: Clinic, patient: Patient
) -> None:
    finding = clinic.findings()["lipas.unknown-id"]

    assert ["999999999" in patient.asked[number - 1] for number in finding.asked] == [True]


def test_a_lipas_that_is_read_from_a_file_is_not_asked(running: Running, tmp_path: Path) -> None:
    lipas = running.config.lipas.model_copy(update={"url": None, "file": tmp_path / "sites.json"})
    running.config = running.config.model_copy(update={"lipas": lipas})

    report = running.visit("lipas")

    assert outcomes(report, "lipas") == {"unknown"}
    assert running.sandbox.journal() == ()


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_wire_refuses_whatever_could_write(clinic: Clinic, method: str) -> None:
    door = clinic.look().doors.places["ptv"].upstream
    assert door is not None
    wire = GuardedWire(HttpxWire(door), Allowance(5), login_url="https://x.test/login")
    outgoing = Outgoing(method, "https://x.test/v11/Service", {}, b"{}")

    async def send() -> None:
        await wire.exchange(outgoing, timeout_s=1)

    with pytest.raises(WriteForbidden):
        anyio.run(send)


def test_the_contact_is_in_the_user_agent_and_requests_are_spaced(running: Running) -> None:
    doors = doors_of(running.config, {})

    for door in doors.places.values():
        assert door.upstream is not None
        assert running.config.contact in door.upstream.user_agent
        assert (door.upstream.at_once, door.upstream.per_second) == (1, 2.0)


def test_ids_are_unique_and_every_assumption_is_told_in_full() -> None:
    every = [one for each in ASSUMPTIONS.values() for one in each]

    assert len({one.id for one in every}) == len(every)
    for place, assumptions in ASSUMPTIONS.items():
        assert {one.place for one in assumptions} == {place}
    for one in every:
        assert one.says.endswith(".")
        assert one.remedy
        assert one.depends
        assert one.where


def test_modules_and_sections_that_assumptions_name_exist(shared: Path) -> None:
    package = Path(__file__).parents[3] / "hytedata"
    every = [one for group in ASSUMPTIONS.values() for one in group]
    modules = {each for one in every for each in _MODULE.findall(one.depends)}
    sections = {
        (document, section)
        for one in every
        for document, numbers in _SECTIONS.findall(one.where)
        for section in re.findall(r"\d+(?:\.\d+)?", numbers)
    }

    no_module = [each for each in modules if not (package / each).exists()]
    no_section = [
        (document, section)
        for document, section in sections
        if not re.search(
            rf"^##+ {re.escape(section)}[. ]",
            (shared / "reference" / f"{document}.md").read_text(),
            re.MULTILINE,
        )
    ]

    assert (no_module, no_section) == ([], [])


def test_the_documentation_lists_every_assumption_as_it_is() -> None:
    told = (Path(__file__).parents[3] / "docs" / "doctor.md").read_text(encoding="utf-8")

    every = [one for group in ASSUMPTIONS.values() for one in group]
    assert [
        one.id for one in every if f"| `{one.id}` | {one.says} | {one.where} |" not in told
    ] == []


def test_everything_configured_stays_below_the_bound_with_room_for_second_tries(
    running: Running,
) -> None:
    report = running.visit()

    assert report.requests <= 66 < MOST_REQUESTS
