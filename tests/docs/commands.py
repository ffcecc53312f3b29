"""Commands that a page shows, checked against the command line."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from hytedata.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
MADE = ("docs/rules/", "docs/reference/")
"""Pages that are made from the code and checked with it."""


def pages() -> dict[str, str]:
    """Return the text of every page that a person wrote, by its path."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]
    named = {file.relative_to(ROOT).as_posix(): file for file in sorted(found)}
    return {
        name: file.read_text(encoding="utf-8")
        for name, file in named.items()
        if not name.startswith(MADE)
    }


def fenced(text: str) -> Iterator[tuple[str, str]]:
    """Yield the language and the text of each block of a page."""
    yield from re.findall(r"^```(\S*)[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def shell_lines(text: str) -> list[str]:
    """Return what a page lets people type into a shell, a command each, without remarks."""
    typed = [block for language, block in fenced(text) if language == "bash"]
    lines = "\n".join(typed).replace("\\\n", " ").splitlines()
    parts = [part for line in lines for part in re.split(r"&&|\|\|", _without_remark(line))]
    return [part.strip() for part in parts if part.strip()]


def commands(text: str) -> list[str]:
    """Return the lines of a page that run hytedata, without their remarks."""
    return sorted({line for line in shell_lines(text) if line.startswith("hytedata ")})


def _without_remark(line: str) -> str:
    return re.sub(r"(^|\s)#.*", "", line)


def unknown_options(line: str) -> set[str]:
    """Return the options of a line that its command does not have; raises if there is none."""
    _, *words = shlex.split(line)
    command: click.Command = app
    while isinstance(command, click.Group) and not words[0].startswith("-"):
        name = words.pop(0)
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"there is no command {name}"
        command = found
    command.make_context(line, words, resilient_parsing=True)
    known = {option for parameter in command.params for option in parameter.opts}
    return {word for word in words if word.startswith("-")} - known
