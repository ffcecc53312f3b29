"""What docs/install.md says holds: extras exist, modules start, a shell completes commands."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def started(module: str, **variables: str) -> str:
    """Run a module as a command and return what it prints."""
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "daemon")))
    environ = os.environ | {"PYTHONPATH": paths} | variables
    done = subprocess.run(
        [sys.executable, "-m", module], env=environ, capture_output=True, text=True, timeout=60
    )
    return done.stdout


def test_every_extra_is_in_the_table() -> None:
    rows = re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE)

    assert sorted(rows) == sorted(PROJECT["optional-dependencies"])


def test_the_extras_of_its_commands_exist() -> None:
    named = {
        one for found in re.findall(r"hytedata\[([a-z,]+)\]", PAGE) for one in found.split(",")
    }

    assert named
    assert named <= set(PROJECT["optional-dependencies"])


@pytest.mark.parametrize("shell", re.findall(r"=([a-z]+)_source hytedata", PAGE))
def test_the_shells_that_are_named_can_be_served(shell: str) -> None:
    assert get_completion_class(shell) is not None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "typed", "told"),
    [
        ("hytedata", "hytedata sync pl", "plan"),
        ("hytedata", "hytedata gaps run --cou", "--county"),
        ("hytedata_daemon", "hytedata-daemon ba", "backup"),
    ],
)
def test_a_shell_completes_what_is_typed(module: str, typed: str, told: str) -> None:
    name = typed.split()[0].replace("-", "_").upper()
    word = str(len(typed.split()) - 1)

    found = started(
        module, **{f"_{name}_COMPLETE": "bash_complete"}, COMP_WORDS=typed, COMP_CWORD=word
    )

    assert f"plain,{told}" in found.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "command"), [("hytedata", "hytedata"), ("hytedata_daemon", "hytedata-daemon")]
)
def test_the_script_of_a_shell_is_for_the_command(module: str, command: str) -> None:
    name = command.replace("-", "_").upper()

    script = started(module, **{f"_{name}_COMPLETE": "zsh_source"})

    assert script.startswith(f"#compdef {command}")


@pytest.mark.slow
def test_bash_itself_offers_the_commands(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    command = tmp_path / "hytedata"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hytedata "$@"\n')
    command.chmod(0o755)
    (line,) = re.findall(r"^_HYTEDATA_COMPLETE=bash_source hytedata > (.*)$", PAGE, re.MULTILINE)
    # As the page says, and then what bash does when the Tab key is pressed.
    script = f"""
        HOME={tmp_path}
        _HYTEDATA_COMPLETE=bash_source hytedata > {line}
        . {line}
        read -r -a rule <<< "$(complete -p hytedata)"
        COMP_WORDS=(hytedata sync pl) COMP_CWORD=2
        "${{rule[-2]}}" hytedata pl sync
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "daemon")))
    environ = os.environ | {"PYTHONPATH": paths, "PATH": f"{tmp_path}:{os.environ['PATH']}"}

    done = subprocess.run(
        [bash, "--norc", "-c", script], env=environ, capture_output=True, text=True, timeout=100
    )

    assert (done.stdout.splitlines(), done.stderr) == (["plan"], "")
