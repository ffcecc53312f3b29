"""What the pages in docs say holds."""

import json
import re
from pathlib import Path
from typing import get_args

import httpx
import pytest

from hytedata.config.tables import Organisation
from hytedata.models.plan import SKIP_REASONS
from hytedata.sandbox import Sandbox, World, control
from hytedata.sandbox.calendars.kinds import KINDS
from hytedata.sandbox.faults import FaultKind
from hytedata.sync.planning.ownership import ALWAYS_TARGET, DEFAULT_OWNERSHIP

DOCS = Path(__file__).resolve().parents[2] / "docs"
SYNC = (DOCS / "sync.md").read_text(encoding="utf-8")
SANDBOX = (DOCS / "sandbox.md").read_text(encoding="utf-8")


def rows(text: str, heading: str) -> list[str]:
    section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]


def test_the_settings_table_names_every_setting_of_an_organisation() -> None:
    told = " ".join(rows(SYNC, "The organisation's settings"))

    named = set(re.findall(r"`([a-z][a-z_.]*?)(?:`|\.[<\"])", told))
    settings = {field.alias or name for name, field in Organisation.model_fields.items()}

    assert named >= settings
    assert {name.partition(".")[0] for name in named} <= {one.partition(".")[0] for one in settings}


def test_every_reason_of_the_contract_is_explained_but_those_not_given_yet() -> None:
    told = set(re.findall(r"`([a-z-]+)`", " ".join(rows(SYNC, "Why something is left alone"))))

    assert SKIP_REASONS - told <= {"adoption-candidate"}
    assert told - SKIP_REASONS == {"source-incomplete", "target-incomplete"}


def test_the_table_of_owners_is_the_one_that_counts() -> None:
    section = SYNC.split("## Who decides on a field\n", 1)[1].split("\n## ", 1)[0]
    told: dict[str, str] = {}
    for line in section.splitlines():
        cells = line.split("|")
        if line.startswith("| `"):
            owner = re.findall(r"`([a-z]+)`", cells[2])[0]
            told |= dict.fromkeys(re.findall(r"`([a-z_]+)`", cells[1]), owner)

    assert told == {**DEFAULT_OWNERSHIP, **dict.fromkeys(ALWAYS_TARGET, "target")}


def requests() -> list[tuple[str, str, object]]:
    lines = re.findall(r"curl -X (\w+) localhost:8765(\S+)(?: -d '(.*)')?", SANDBOX)
    return [(method, path, json.loads(body) if body else None) for method, path, body in lines]


@pytest.mark.parametrize(("method", "path", "body"), requests())
def test_the_control_requests_work(method: str, path: str, body: object) -> None:
    with Sandbox(World(seed=1)) as sandbox:
        answer = httpx.request(method, f"{sandbox.url}{path}", json=body)

    assert answer.status_code == 200


def test_every_control_of_the_map_service_is_listed() -> None:
    told = set(re.findall(r"`statfin/([a-z-]+)`", " ".join(rows(SANDBOX, "Be a person"))))

    assert told == set(re.findall(r"`POST /statfin/([a-z-]+)`", control.__doc__ or ""))


def test_every_control_of_calendars_is_listed() -> None:
    section = " ".join(rows(SANDBOX, "Be a person"))
    first = set(re.findall(r"`calendars/seutu/([a-z]+)`", section))
    told = first | set(re.findall(r"`(postpone|withdraw)`", section)) | {"traps"}

    listed = re.findall(r"`POST /calendars/\{name\}/([^|]+)` \|", control.__doc__ or "")
    assert told == {word for each in listed for word in re.findall(r"[a-z]+", each)}
    assert "/control/calendars/seutu/traps" in SANDBOX


def test_every_trap_of_a_calendar_is_explained_with_its_section() -> None:
    section = SANDBOX.split("### Traps\n", 1)[1].split("\n## ", 1)[0]
    cells = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]

    told = {(kind, trap.strip("| `")) for trap, kind, *_ in cells}
    assert told == {(name, trap) for name, kind in KINDS.items() for trap in kind.traps}
    assert all(re.match(r"\d", where) for _, _, where, *_ in cells)


def test_every_kind_of_fault_is_explained() -> None:
    told = set(re.findall(r"`([a-z-]+)`", " ".join(rows(SANDBOX, "Make something go wrong"))))

    assert told == set(get_args(FaultKind))


def test_the_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", SANDBOX, re.DOTALL)

    exec(compile(code, "sandbox.md", "exec"), {})

    assert "[[organisation]]" in capsys.readouterr().out
