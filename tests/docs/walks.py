"""Pages that are walked through: their blocks run in order, in one folder, on the sandbox."""

import os
import re
import shlex
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

import hytedata
from hytedata import Boundaries, LipasClient
from hytedata.cli.app import run
from hytedata.sandbox import Sandbox

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(r"```(bash|python|toml|text)\n(.*?)```", re.DOTALL)
NOT_RUN = ("hytedata sandbox",)
"""Commands that do not end."""


def blocks(page: str, *languages: str) -> list[tuple[str, str]]:
    """Return the blocks of a page with their languages, in order."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [one for one in BLOCK.findall(text) if not languages or one[0] in languages]


def lines(block: str) -> list[str]:
    """Return the commands of ours in a block of a shell."""
    return [line for line in block.splitlines() if line.startswith("hytedata ")]


def walk(page: str) -> Iterator[tuple[str, int | None]]:
    """Run the blocks of a page in the current folder; yields each command with its exit code.

    A block of Python is yielded as such, with None: it raises where it fails. Blocks share names,
    as cells of a notebook do.
    """
    names: dict[str, object] = {"__name__": page}
    for language, block in blocks(page, "bash", "python"):
        if language == "python":
            exec(compile(block, page, "exec"), names)
            yield block, None
            continue
        for line in lines(block):
            if not line.startswith(NOT_RUN):
                yield line, run(shlex.split(line)[1:])


def at_sandbox(
    sandbox: Sandbox, folder: Path, monkeypatch: pytest.MonkeyPatch, *, store: str
) -> None:
    """Make *folder* the current one, with a configuration of the sandbox, and clients go to it."""
    settings = re.sub(r"(?m)^store = .*$", f'store = "{store}"', sandbox.config_toml())
    (folder / "hytedata.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv(sandbox.password_env, sandbox.password)
    fetch = partial(Boundaries.fetch, url=sandbox.boundaries_url, cache_folder=folder / "cache")
    monkeypatch.setattr(hytedata, "Boundaries", SimpleNamespace(fetch=fetch))
    monkeypatch.setattr(hytedata, "LipasClient", partial(LipasClient, sandbox.lipas_url))
    assert Path(os.getcwd()) == folder
