"""Writes that break: nothing is written twice, nothing is lost, and the next run carries on."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from hytedata.sandbox import Fault, Sandbox
from hytedata.sandbox.faults import FaultKind
from tests.e2e.conftest import Run
from tests.e2e.support import Command, channel_of, connections, ours, written

pytestmark = pytest.mark.slow

CHANNEL, CONNECTION = "ServiceLocation", "Connection"
WRITES = 13
"""Writes of the small world: four services, eight channels, one list of connections."""

BREAKS: tuple[Fault, ...] = (
    Fault("lost-before"),
    Fault("lost-after"),
    Fault("reset"),
    Fault("truncate"),
    Fault("garbage"),
    Fault("status", status=500),
    Fault("status", status=503),
    Fault("status", status=504, html=True),
)
NAMES = [f"{fault.kind}{fault.status if fault.kind == 'status' else ''}" for fault in BREAKS]
# The two ways that differ most are tried each time, the others with the slow tests.
QUICK = [
    pytest.param(fault, id=name, marks=() if name.startswith("lost") else pytest.mark.slow)
    for fault, name in zip(BREAKS, NAMES, strict=True)
]


@pytest.fixture
def in_the_end(plan: Run, apply: Run, sandbox: Sandbox) -> Run:
    """Lift all faults, run until nothing is to do, and see that all is there once."""

    def check() -> Command:
        sandbox.controls.clear_faults()
        planned = plan()
        applied = apply()
        last = plan()
        assert (planned.code, applied.code, last.code) == (0, 0, 0), planned.err + applied.err
        assert last.json["changes"] == []
        held = ours(sandbox)
        assert len(held) == 12
        assert {one["status"] for one in held.values()} == {"Published"}
        assert len(set(connections(sandbox))) == len(connections(sandbox)) == 8
        return planned

    return check


def _at(fault: Fault, **where: object) -> Fault:
    return Fault.from_json({**fault.to_json(), "mount": "/ptv", "times": 1, **where})


@pytest.mark.parametrize("path", [CHANNEL, CONNECTION])
@pytest.mark.parametrize("fault", QUICK)
def test_a_creation_whose_answer_is_lost_or_wrong_is_there_once(
    plan: Run, apply: Run, sandbox: Sandbox, in_the_end: Run, fault: Fault, path: str
) -> None:
    plan()
    after = 0 if path == CONNECTION else 1
    sandbox.controls.add_fault(_at(fault, method="POST", path=path, after=after))

    applied = apply()

    assert applied.code in {0, 2}
    assert "unforeseen" not in applied.err
    assert len(ours(sandbox)) >= 10
    in_the_end()


@pytest.mark.parametrize("place", range(WRITES))
@pytest.mark.parametrize("fault", BREAKS, ids=NAMES)
def test_wherever_one_write_breaks_all_is_there_once_in_the_end(
    plan: Run, apply: Run, sandbox: Sandbox, in_the_end: Run, fault: Fault, place: int
) -> None:
    plan()
    sandbox.controls.add_fault(_at(fault, method="POST", path="v11", after=place))

    applied = apply()

    assert applied.code in {0, 2}
    in_the_end()


@pytest.mark.parametrize("fault", QUICK)
@pytest.mark.usefixtures("published")
def test_an_update_whose_answer_is_lost_or_wrong_is_written_in_the_end(
    plan: Run, apply: Run, sandbox: Sandbox, in_the_end: Run, sites: dict[str, int], fault: Fault
) -> None:
    sandbox.controls.edit_site(sites["swimming-hall"], {"name": "Mallilan uusi uimahalli"})
    sandbox.controls.edit_site(sites["clean"], {"name": "Koulukujan uusi kenttä"})
    plan()
    sandbox.controls.add_fault(_at(fault, method="PUT"))

    applied = apply()

    assert applied.code in {0, 2}
    in_the_end()
    assert "uusi uimahalli" in str(channel_of(sandbox, sites["swimming-hall"])["newest"])
    assert "uusi kenttä" in str(channel_of(sandbox, sites["clean"])["newest"])


@pytest.mark.parametrize("kind", ["lost-before", "lost-after"])
def test_a_creation_that_cannot_be_looked_up_either_is_resolved_by_the_next_run(
    plan: Run, apply: Run, hytedata: Run, config: Path, sandbox: Sandbox, kind: FaultKind
) -> None:
    plan()
    sandbox.controls.add_fault(Fault(kind, mount="/ptv", method="POST", path=CHANNEL, times=1))
    sandbox.controls.add_fault(Fault("status", mount="/ptv", path="ServiceChannel/list", times=20))

    applied = apply()
    status = hytedata("sync", "status", "-c", config, "--json")
    sandbox.controls.clear_faults()
    again = apply()

    assert applied.code == 2
    assert "unknown" in {outcome["state"] for outcome in applied.json["outcomes"]}
    assert status.json["organisations"][0]["open_intents"] == 1
    assert again.code == 0
    assert len(ours(sandbox)) == 12
    assert len(connections(sandbox)) == 8
    assert plan().json["changes"] == []


@pytest.mark.parametrize("attempt_s", [0.6])
def test_an_answer_that_comes_too_late_is_looked_up(
    plan: Run, apply: Run, sandbox: Sandbox, in_the_end: Run
) -> None:
    plan()
    sandbox.controls.add_fault(
        Fault("delay", mount="/ptv", method="POST", path=CHANNEL, after=2, times=1, delay_s=0.9)
    )

    applied = apply()

    assert applied.code in {0, 2}
    in_the_end()


@pytest.mark.parametrize("attempt_s", [0.6])
def test_a_write_that_arrives_after_it_was_looked_for_is_found_when_its_repetition_is_refused(
    plan: Run, apply: Run, sandbox: Sandbox, in_the_end: Run
) -> None:
    plan()
    slow = Fault("delay", mount="/ptv", method="POST", path=CHANNEL, after=2, times=1)
    sandbox.controls.add_fault(replace(slow, delay_s=0.9))
    sandbox.controls.add_fault(replace(slow, after=3, delay_s=0.5))

    applied = apply()

    assert applied.code == 0
    assert len(sandbox.writes()) == WRITES, written(sandbox.writes())
    in_the_end()


def test_a_ptv_that_refuses_all_writes_is_left_in_peace(
    plan: Run, apply: Run, sandbox: Sandbox, in_the_end: Run
) -> None:
    plan()
    sandbox.controls.add_fault(Fault("status", mount="/ptv", method="POST", path="v11"))
    sandbox.controls.clear_journal()

    applied = apply()

    assert applied.code == 2
    assert "Stopped early" in applied.err
    assert applied.json["stopped"]
    assert sandbox.writes() == ()
    assert sum(entry.is_write for entry in sandbox.journal()) <= 10
    in_the_end()


REFUSAL = {
    "ServiceChannelNames[0].Value": ["The field ServiceChannelNames[0].Value is too long."],
    "Addresses[0].StreetAddress.PostalCode": ["The code '99999' was not found!"],
    "PhoneNumbers[0].Number": ["The Number field is not a valid phone number."],
}


def test_a_refused_item_tells_all_its_faults_and_the_others_go_on(
    plan: Run, apply: Run, sandbox: Sandbox, in_the_end: Run
) -> None:
    plan()
    body = json.dumps(REFUSAL)
    refusal = Fault("status", status=400, body=body, method="POST", path=CHANNEL, after=2, times=1)
    sandbox.controls.add_fault(refusal)

    applied = apply()

    assert applied.code == 2
    failed = [one for one in applied.json["outcomes"] if one["state"] == "failed"]
    assert len(failed) == 1
    assert failed[0]["mend"] == "lipas"
    for field, messages in REFUSAL.items():
        assert field in failed[0]["detail"]
        assert messages[0] in failed[0]["detail"]
    assert len(ours(sandbox)) == 11
    assert len(connections(sandbox)) == 7
    assert "mend in Lipas (2)" in applied.err
    assert "20 changes: 18 done, 1 failed, 1 not-tried" in applied.err
    planned = in_the_end()
    assert planned.json["counts"]["create_channel"] == 1


@pytest.mark.usefixtures("published")
def test_a_name_taken_in_ptv_after_the_plan_is_told_and_settled_by_the_next_run(
    plan: Run, apply: Run, sandbox: Sandbox, sites: dict[str, int]
) -> None:
    new = sandbox.controls.site(sites["clean"])
    sandbox.controls.add_site({**new, "lipas-id": 77, "name": "Uusi kenttä"})
    plan()
    holder = channel_of(sandbox, sites["swimming-hall"])["id"]
    name = {"type": "Name", "language": "fi", "value": "Uusi kenttä"}
    sandbox.controls.edit_ptv("ServiceLocation", holder, {"serviceChannelNames": [name]})

    applied = apply()
    told = {one["change_id"]: one for one in applied.json["outcomes"]}
    codes = plan().code, apply().code

    assert applied.code == 2
    assert told["create:channel:site:77"]["state"] == "failed"
    assert told["create:channel:site:77"]["mend"] == "ptv"
    assert "Uusi kenttä" in told["create:channel:site:77"]["detail"]
    assert codes == (0, 0)
    assert plan().json["changes"] == []
    assert len(ours(sandbox)) == 13


SECRETS = re.compile(r"hiekkalaatikko|Bearer|eyJ[A-Za-z0-9]")


def test_a_login_that_runs_out_in_the_middle_is_renewed_and_all_is_written_once(
    plan: Run, apply: Run, sandbox: Sandbox
) -> None:
    plan()
    sandbox.controls.add_fault(Fault("token-death", mount="/ptv", method="POST", after=4, times=1))
    sandbox.controls.clear_journal()

    applied = apply()

    assert applied.code == 0
    assert {one["state"] for one in applied.json["outcomes"]} == {"done"}
    assert len(sandbox.writes()) == WRITES, written(sandbox.writes())
    assert sum(entry.is_login for entry in sandbox.journal()) == 2
    assert plan().json["changes"] == []


def test_tokens_that_die_again_and_again_while_reading_are_no_harm(
    plan: Run, apply: Run, sandbox: Sandbox
) -> None:
    plan()
    apply()
    sandbox.controls.add_fault(Fault("token-death", mount="/ptv", method="GET", every=5))

    again = plan()

    assert again.code in {0, 3}
    assert again.json["changes"] == []


def test_a_wrong_password_names_the_user_and_never_the_password(
    hytedata: Run, config: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(sandbox.password_env, "not-the-real-one")

    told = hytedata("-vv", "sync", "plan", "-c", config)

    assert told.code == 2
    assert sandbox.username in told.err
    assert "401" in told.err
    assert "not-the-real-one" not in told.out + told.err


def test_a_password_that_is_changed_before_the_apply_stops_it_before_any_write(
    plan: Run, apply: Run, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan()
    monkeypatch.setenv(sandbox.password_env, "not-the-real-one")

    applied = apply()

    assert applied.code == 2
    assert sandbox.username in applied.err
    assert sandbox.writes() == ()


@pytest.mark.parametrize("log", [["-vv"], ["-vv", "--log-json"]])
def test_password_and_token_are_nowhere(
    hytedata: Run, config: Path, sandbox: Sandbox, tmp_path: Path, log: list[str]
) -> None:
    sandbox.controls.add_fault(Fault("token-death", mount="/ptv", method="POST", after=4, times=1))
    sandbox.controls.add_fault(Fault("lost-after", mount="/ptv", method="POST", after=6, times=1))
    sandbox.controls.add_fault(Fault("status", mount="/ptv", status=400, after=30, times=1))
    plan = tmp_path / "plan.json"

    told = [
        hytedata(*log, "config", "check", "-c", config, "--json"),
        hytedata(*log, "sync", "plan", "-c", config, "--out", plan),
        hytedata(*log, "sync", "apply", plan, "-c", config),
        hytedata(*log, "sync", "status", "-c", config),
        hytedata(*log, "sync", "relink", "-c", config, "--confirm"),
    ]

    assert "request_sent" in told[2].err
    for text in [part for one in told for part in (one.out, one.err)]:
        assert not SECRETS.search(text)
    for file in tmp_path.iterdir():
        assert not SECRETS.search(file.read_bytes().decode("latin-1")), file


def test_logs_of_a_run_are_lines_of_json_when_asked_for(
    hytedata: Run, config: Path, tmp_path: Path
) -> None:
    told = hytedata("-vv", "--log-json", "sync", "plan", "-c", config, "--json")

    logged = [json.loads(line) for line in told.err.splitlines() if line.startswith("{")]
    assert logged
    assert {"event", "level", "timestamp"} <= logged[0].keys()
    assert told.json["changes"]
