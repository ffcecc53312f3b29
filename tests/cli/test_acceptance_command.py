"""`hytedata sync acceptance`: what it refuses, prints, writes and exits with."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from hytedata.cli import acceptance_command
from hytedata.cli.app import run
from hytedata.connectors._http.wire import HttpxWire, Outgoing
from hytedata.runs.acceptance import CASES, Case, CaseResult, Ground, run_cases
from hytedata.sandbox import Fault, Sandbox, World
from tests.runs.acceptance.standing import of_tests

Amend = Callable[[str, str], None]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(World(seed=1)) as running:
        yield running


@pytest.fixture
def file(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(sandbox.password_env, sandbox.password)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    found = tmp_path / "hytedata.toml"
    found.write_text(sandbox.config_toml(), encoding="utf-8")
    return found


@pytest.fixture
def amend(file: Path) -> Amend:
    """Put another text into the configuration."""

    def call(old: str, new: str) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return call


@pytest.fixture
def nothing_leaves(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lets no request out, and tells which wanted to."""
    seen: list[str] = []

    async def refuse(wire: HttpxWire, outgoing: Outgoing, *, timeout_s: float) -> None:
        seen.append(outgoing.url)
        raise AssertionError(outgoing.url)

    monkeypatch.setattr(HttpxWire, "exchange", refuse)
    return seen


def acceptance(file: Path, *arguments: str) -> int:
    return run(["sync", "acceptance", "--config", str(file), *arguments])


def test_all_in_scope_passed_ends_with_zero_and_a_report(
    file: Path, tmp_path: Path, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    code = acceptance(file, "--out", "deep/report")

    printed = capsys.readouterr().out
    outside = sum(case.attempt is None for case in CASES)
    assert code == 0, printed
    assert f"{len(CASES) - outside} passed, 0 failed, {outside} out of scope." in printed
    assert "✓ 2.1  Adding a service" in printed
    assert (tmp_path / "deep/report/report.html").is_file()
    assert (tmp_path / "deep/report/report.json").is_file()
    assert set(of_tests(sandbox).values()) == {"Deleted"}


def test_a_failure_ends_with_two_and_names_the_test(
    file: Path, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    body = json.dumps({"ServiceNames": ["Broken by the test."]})
    sandbox.controls.add_fault(
        Fault("status", method="POST", path="/Service$", times=1, status=400, body=body)
    )

    code = acceptance(file, "--only", "2")

    printed = capsys.readouterr().out
    assert code == 2
    assert "✗ 2.1" in printed
    assert "Broken by the test." in printed
    assert "✓ 2.2" in printed
    assert "4 passed, 1 failed" in printed


@pytest.mark.parametrize("key", ["url", "token_url"])
@pytest.mark.parametrize("more", [(), ("--yes",), ("--clean", "--yes")])
def test_production_is_refused_before_anything_is_sent(
    file: Path,
    sandbox: Sandbox,
    amend: Amend,
    nothing_leaves: Sequence[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    key: str,
    more: Sequence[str],
) -> None:
    own = {"url": sandbox.ptv_url, "token_url": sandbox.ptv_token_url}[key]
    amend(f'{key} = "{own}"', f'{key} = "https://api.palvelutietovaranto.suomi.fi/api"')

    code = acceptance(file, "--out", str(tmp_path / "report"), *more)

    assert code == 4
    assert f"ptv.{key} leads to" in capsys.readouterr().err
    assert nothing_leaves == []
    assert sandbox.journal() == ()
    assert not (tmp_path / "report").exists()


def test_the_defaults_of_the_configuration_are_production(
    file: Path, nothing_leaves: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [
        line
        for line in lines
        if not line.startswith(("url =", "token_url =")) or "/calendars/" in line
    ]
    file.write_text("\n".join(kept), encoding="utf-8")

    assert acceptance(file) == 4
    assert "that is production" in capsys.readouterr().err
    assert nothing_leaves == []


def test_an_unknown_host_wants_a_yes(
    file: Path,
    sandbox: Sandbox,
    amend: Amend,
    nothing_leaves: Sequence[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    amend(f'url = "{sandbox.ptv_url}"', 'url = "https://ptv.kunta.example/api"')
    amend(f'token_url = "{sandbox.ptv_token_url}"', 'token_url = "https://ptv.kunta.example/in"')

    code = acceptance(file, "--only", "7.1")

    assert code == 4
    assert "--yes" in capsys.readouterr().err
    assert nothing_leaves == []

    acceptance(file, "--only", "7.1", "--yes")

    assert "ptv.kunta.example" in nothing_leaves[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--only", "9"),
        ("--only", "2.99"),
        ("--only", "x"),
        ("--organisation", "nobody"),
        ("--out", "hytedata.toml"),
        ("--out", "hytedata.toml/below"),
    ],
)
def test_wrong_arguments_end_with_four_and_ask_nobody(
    file: Path, sandbox: Sandbox, arguments: tuple[str, ...]
) -> None:
    assert acceptance(file, *arguments) == 4
    assert sandbox.journal() == ()


def test_a_missing_password_ends_with_four_and_asks_nobody(
    file: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(sandbox.password_env)

    assert acceptance(file) == 4
    assert sandbox.journal() == ()


def test_one_of_several_organisations_has_to_be_chosen(
    file: Path, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    text = file.read_text(encoding="utf-8")
    other = "00000000-0000-4000-8000-000000000777"
    second = "[[organisation]]" + text.split("[[organisation]]")[1]
    second = second.replace(sandbox.organisation, other).replace('"889"', '"777"')
    file.write_text(text + second, encoding="utf-8")

    assert acceptance(file) == 4
    assert "--organisation" in capsys.readouterr().err
    assert acceptance(file, "-o", sandbox.organisation, "--only", "7.1") == 0


def test_only_takes_sections_tests_and_lists_of_them(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    acceptance(file, "--only", "1,7.1", "--only", "5.1", "--json")

    document = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in document["results"]] == ["1.1", "1.2", "5.1", "7.1"]
    assert document["whole"] is False


def test_json_is_one_object_without_secrets(
    file: Path, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    code = acceptance(file, "--only", "2.1", "--json")

    printed = capsys.readouterr().out
    document = json.loads(printed)
    assert (code, document["passed"]) == (0, True)
    assert document["results"][0]["sent"][0]["line"] == "POST /ptv/api/v11/Service"
    assert sandbox.password not in printed


def test_ctrl_c_archives_what_was_made_and_reports_the_rest_as_not_run(
    file: Path,
    sandbox: Sandbox,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(ground: Ground, cases: Sequence[Case], *, tell: object) -> Iterator[CaseResult]:
        yield from run_cases(ground, cases[:4])
        raise KeyboardInterrupt

    monkeypatch.setattr(acceptance_command, "run_cases", interrupted)

    code = acceptance(file, "--out", str(tmp_path / "out"))

    document = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert code == 2
    assert document["counts"]["passed"] == 2
    assert document["counts"]["not-run"] == len([c for c in CASES if c.attempt]) - 2
    assert "not run" in capsys.readouterr().out
    assert set(of_tests(sandbox).values()) == {"Deleted"}


def test_clean_alone_makes_nothing_and_tells_what_it_archived(
    file: Path, sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = acceptance(file, "--clean", "--json")

    document = json.loads(capsys.readouterr().out)
    assert code == 0
    assert document["cleaning"]["archived"] == []
    assert sandbox.writes() == ()
    assert list(tmp_path.glob("acceptance-*")) == []


def test_without_out_the_report_lies_in_a_folder_named_after_the_run(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    acceptance(file, "--only", "7.1")

    (folder,) = tmp_path.glob("acceptance-*")
    assert f"run {folder.name.removeprefix('acceptance-')}" in capsys.readouterr().out
    assert (folder / "report.html").is_file()
