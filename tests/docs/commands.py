"""Commands that a page shows, checked against the command line."""

import re
import shlex

import click

from hytedata.cli.app import app


def commands(text: str) -> list[str]:
    """Return the lines of a page that run hytedata, without their remarks."""
    return sorted(set(re.findall(r"^(?:    |\$ )(hytedata [^#\n]*)", text, re.MULTILINE)))


def unknown_options(line: str) -> set[str]:
    """Return the options of a line that its command does not have; raises if there is none."""
    _, *words = shlex.split(line)
    command: click.Command = app
    while isinstance(command, click.Group):
        name = words.pop(0)
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"there is no command {name}"
        command = found
    command.make_context(line, words, resilient_parsing=True)
    known = {option for parameter in command.params for option in parameter.opts}
    return {word for word in words if word.startswith("-")} - known
