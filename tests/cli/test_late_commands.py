"""Commands are loaded when they are asked for, and one that lacks a package stops no other."""

import sys
from pathlib import Path

import click
import pytest

from hytedata.cli.app import app, run
from hytedata.cli.late_commands import LateCommands
from hytedata.cli.running import run_command


def unforeseen(error: Exception) -> int:
    raise error


@pytest.fixture
def lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LateCommands:
    """Three commands: one is whole, one lacks a package, one a module of ours."""
    whole = "import click\n\n@click.command(help='It is whole.')\ndef whole(): pass\n"
    (tmp_path / "late_whole.py").write_text(whole)
    (tmp_path / "late_without.py").write_text("import a_package_that_is_not_there.part\n")
    (tmp_path / "late_broken.py").write_text("import hytedata.a_module_that_is_not_there\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    names = ("whole", "without", "broken")
    for name in names:
        monkeypatch.delitem(sys.modules, f"late_{name}", raising=False)
    return LateCommands(name="tool", modules={name: f"late_{name}" for name in names})


def test_each_command_is_found_by_the_name_that_it_has() -> None:
    context = click.Context(app)

    found = {name: app.get_command(context, name) for name in app.list_commands(context)}

    assert len(found) > 10
    assert [name for name, command in found.items() if not command or command.name != name] == []


def test_what_lacks_a_package_says_so_whatever_is_typed_after_it(
    lacking: LateCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_command(lacking, ["without", "x", "--y"], "tool", on_unforeseen=unforeseen)

    told = " ".join(capsys.readouterr().err.split())
    assert code == 4
    assert "a_package_that_is_not_there" in told
    assert "pip install 'hytedata[" in told


def test_a_package_that_is_missed_only_while_a_command_works_is_told_alike(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def callback() -> None:
        raise ModuleNotFoundError("No module named 'shapely'", name="shapely.geometry")

    monkeypatch.setattr(app, "get_command", lambda *_: click.Command("works", callback=callback))

    code = run(["works"])

    told = " ".join(capsys.readouterr().err.split())
    assert code == 4
    assert "hytedata needs packages that are not installed, shapely among them" in told


def test_help_names_every_command_where_one_lacks_a_package(
    lacking: LateCommands, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking._modules = {name: f"late_{name}" for name in ("whole", "without")}

    code = run_command(lacking, ["--help"], "tool", on_unforeseen=unforeseen)

    told = capsys.readouterr().out
    assert code == 0
    assert "It is whole." in told
    assert "needs a_package_that_is_not_there" in told


def test_a_module_of_ours_that_is_missing_is_no_package_to_install(lacking: LateCommands) -> None:
    with pytest.raises(ModuleNotFoundError, match="a_module_that_is_not_there"):
        run_command(lacking, ["broken"], "tool", on_unforeseen=unforeseen)


def test_a_name_that_is_no_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sinc"]) == 4

    assert "No such command 'sinc'" in capsys.readouterr().err
