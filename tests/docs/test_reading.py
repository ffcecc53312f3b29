"""What docs/reading.md says of reading holds: its examples run, its costs are counted."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

import hytedata
from hytedata import LipasClient, PtvClient, PtvLogin
from hytedata.clients.ptv_catalogue import client as ptv_module
from hytedata.sandbox import Sandbox

DOCS = Path(__file__).resolve().parents[2] / "docs"
READING = (DOCS / "reading.md").read_text(encoding="utf-8")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


def blocks(text: str) -> list[str]:
    found: list[str] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    return found


def costs() -> list[tuple[str, str, str]]:
    section = READING.split("## What a read costs", 1)[1]
    rows = re.findall(r"^\| [^|]+ \| `(ptv[^`]+)` \| ([^|]+) \| ([^|]+) \|$", section, re.M)
    return [(call, v11.strip(), v12.strip()) for call, v11, v12 in rows]


@pytest.mark.parametrize("number", range(len(blocks(READING))))
def test_the_examples_run(
    number: int,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(ptv_module, "V11_URL", sandbox.ptv_url)
    monkeypatch.setattr(ptv_module, "V12_URL", sandbox.ptv12_url)
    monkeypatch.setenv("HYTEDATA_PTV_API_KEY", sandbox.api_key)
    monkeypatch.setattr(hytedata, "LipasClient", partial(LipasClient, sandbox.lipas_url))

    exec(compile(blocks(READING)[number], "reading.md", "exec"), {})

    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("version", ["v11", "v12"])
@pytest.mark.parametrize(("call", "v11", "v12"), costs())
def test_a_read_costs_what_the_table_says(
    call: str, v11: str, v12: str, version: str, sandbox: Sandbox
) -> None:
    newer = version == "v12"
    formula = v12 if newer else v11
    if formula == "–":
        pytest.skip("this version cannot")
    login = PtvLogin(sandbox.ptv_token_url, sandbox.username, sandbox.password)
    with PtvClient(
        sandbox.ptv12_url if newer else sandbox.ptv_url,
        contact="it@example.test",
        read_version="v12" if newer else "v11",
        api_key=sandbox.api_key if newer else None,
        login=None if newer else login,
    ) as ptv:
        connection = next(ptv.connections.iter())
        names = {
            "ptv": ptv,
            "SERVICE": connection.service_id,
            "CHANNEL": connection.channel_id,
            "ORGANISATION": sandbox.organisation,
            "LONG_AGO": LONG_AGO,
        }
        sandbox.controls.clear_journal()

        found = eval(call, names)
        count = _count(found)

    asked = [one for one in sandbox.controls.journal() if not one.is_login]
    assert len(asked) == _cost(formula, count), formula


def _count(found: object) -> int:
    if isinstance(found, Iterator):
        return sum(1 for _ in found)
    return len(getattr(found, "items", ()))


def _cost(formula: str, records: int) -> int:
    """Evaluate a cost where every list fits one page, as in the sandbox."""
    product = re.sub(r"(\d) ([PIBn])", r"\1*\2", formula)
    cost: int = eval(product, {"P": 1, "I": 1, "B": 1, "n": records})
    return cost
