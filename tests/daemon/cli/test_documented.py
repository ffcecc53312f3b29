import re
from collections.abc import Iterator
from pathlib import Path

import click

from hytedata_daemon.cli.app import app

PAGE = Path(__file__).resolve().parents[3] / "docs" / "daemon-commands.md"


def commands(group: click.Group) -> Iterator[click.Command]:
    for command in group.commands.values():
        yield command
        if isinstance(command, click.Group):
            yield from commands(command)


def test_every_command_is_documented() -> None:
    words = set(re.findall(r"[a-z-]+", " ".join(re.findall("`(.*?)`", PAGE.read_text("utf-8")))))

    missing = [one.name for one in commands(app) if one.name not in words]

    assert missing == []


def test_every_command_and_option_says_what_it_is_for() -> None:
    silent = [
        f"{command.name} {parameter.name}"
        for command in commands(app)
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]

    assert silent == []
    assert all(command.help for command in commands(app))
