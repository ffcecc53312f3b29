import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from hytedata_daemon.cli.app import app

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "daemon-commands.md"
TYPED = re.compile(r"hytedata-(?:daemon|admin) ([a-z][^`|\"#&\n…]*)")
OF_ADMIN_ALONE = ("set-up", "secret", "hytedata ")


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


def test_what_the_documents_let_people_type_is_understood() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    lines = [line for page in pages for line in TYPED.findall(page.read_text("utf-8"))]
    typed = {line.strip() for line in lines if not line.startswith(OF_ADMIN_ALONE)}

    wrong = [line for line in sorted(typed) if not is_understood(line)]

    assert len(typed) > 15
    assert wrong == []


def is_understood(line: str) -> bool:
    """Whether a command line is one of ours; nothing is run. Arguments may be left out in prose."""
    words, group = shlex.split(line.replace("…", "").split("(")[0]), app
    command: click.Command = group
    while words and isinstance(command, click.Group):
        named = command.commands.get(words.pop(0))
        if named is None:
            return False
        command = named
    try:
        command.make_parser(click.Context(command)).parse_args(words)
    except click.UsageError:
        return False
    return True
