from pathlib import Path

import pytest

from hytedata_daemon.settings import load_settings
from tests.install.commands import commands_of
from tests.install.containerfile import steps_of
from tests.install.fresh_root import HEADING, PAGE
from tests.install.wheels import ROOT

SETTINGS = ROOT / "daemon/settings/hytedata.toml"


def test_eight_commands_lead_from_debian_to_the_service() -> None:
    commands = commands_of(PAGE, HEADING)

    assert len(commands) == 8
    assert commands[0].startswith("apt-get update")
    assert commands[-1].startswith("systemctl enable --now")


def test_the_first_settings_are_valid_and_write_nothing() -> None:
    settings = load_settings(SETTINGS, environ={})

    assert settings.config.organisation == ()
    assert settings.daemon.web.host == "127.0.0.1"


def test_what_the_first_settings_show_as_examples_is_valid_too(tmp_path: Path) -> None:
    # Examples are lines that begin with `# ` and a key or a table; prose is not.
    lines = SETTINGS.read_text(encoding="utf-8").splitlines()
    shown = [line.removeprefix("# ") for line in lines if " = " in line or line.startswith("# [")]
    tables = [line for line in lines if line.startswith("[")]
    text = "\n".join(dict.fromkeys([*_in_order(lines, {*shown, *tables})]))
    file = tmp_path / "hytedata.toml"
    file.write_text(text.replace('store = "sqlite', '#store = "sqlite'), encoding="utf-8")

    settings = load_settings(file, environ={})

    (organisation,) = settings.config.organisation
    assert (organisation.policy, organisation.approval) == ("observe", "always")
    assert settings.config.calendar[0].kind == "icalendar"
    assert settings.daemon.web.proxy_addresses


def _in_order(lines: list[str], wanted: set[str]) -> list[str]:
    return [bare for line in lines if (bare := line.removeprefix("# ")) in wanted]


def test_no_step_of_the_image_is_one_that_the_tests_leave_out() -> None:
    steps = steps_of((ROOT / "daemon/container/Containerfile").read_text(encoding="utf-8"))

    assert [step.word for step in steps].count("FROM") == 2
    assert steps[-1].word == "CMD"


def test_a_step_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="ADD"):
        steps_of("FROM debian\nADD secret /\n")
