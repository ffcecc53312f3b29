"""The steps of a Containerfile, done in Debian roots: for machines without a container engine."""

import json
import re
import shlex
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.install.roots import run_in, unpack

_DONE: Final = frozenset(
    {"FROM", "RUN", "COPY", "ENV", "USER", "WORKDIR", "ENTRYPOINT", "HEALTHCHECK"}
)
_FOR_AN_ENGINE: Final = frozenset({"VOLUME", "EXPOSE", "STOPSIGNAL", "CMD"})


@dataclass(frozen=True)
class Step:
    """One instruction, its continued lines joined."""

    word: str
    rest: str


@dataclass
class Image:
    """What the steps of one stage have made.

    Attributes:
        root: Its files.
        environ: What `ENV` has set.
        user: Who `RUN` and the program run as.
        folder: Where they run.
        entry: The program, from `ENTRYPOINT`.
        health: What tells whether it is alive, from `HEALTHCHECK`.
    """

    root: Path
    environ: dict[str, str] = field(default_factory=dict)
    user: str = "root"
    folder: str = "/"
    entry: Sequence[str] = ()
    health: Sequence[str] = ()

    def run(self, *command: str, extra: Sequence[str] = ()) -> str:
        """Run a command as the image's program would be run; gives what it printed."""
        variables = [f"--setenv={name}={value}" for name, value in self.environ.items()]
        options = (f"--user={self.user}", f"--chdir={self.folder}", *variables, *extra)
        return run_in(self.root, *command, options=options)


def steps_of(text: str) -> list[Step]:
    """Return the instructions of a Containerfile.

    Raises:
        ValueError: One is not known here, so it would not be done.
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    steps = [Step(*line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]
    unknown = sorted({step.word for step in steps} - _DONE - _FOR_AN_ENGINE)
    if unknown:
        raise ValueError(f"no such instruction is done here: {', '.join(unknown)}")
    return steps


def build(
    steps: Sequence[Step],
    *,
    base: Path,
    context: Path,
    folder: Path,
    environ: Mapping[str, str],
    binds: Sequence[Path] = (),
) -> Image:
    """Do all steps; gives the last stage.

    Args:
        steps: Of the whole file; each `FROM` begins a stage.
        base: Tar file of the root that every `FROM` stands for.
        context: Folder that `COPY` copies from.
        folder: Where the roots of stages are made.
        environ: What `RUN` finds besides the file's own `ENV`; not kept in the image.
        binds: Folders that `RUN` sees, read-only; not kept either.
    """
    extra = [f"--setenv={name}={value}" for name, value in environ.items()]
    extra += [f"--bind-ro={bind}" for bind in binds]
    stages: dict[str, Image] = {}
    image = Image(folder)
    for step in steps:
        if step.word == "FROM":
            name = step.rest.partition(" AS ")[2] or "last"
            image = stages[name] = Image(unpack(base, folder / name))
        elif step.word == "RUN":
            image.run("/bin/sh", "-c", step.rest, extra=extra)
        elif step.word == "COPY":
            _copy(image, step.rest, context, stages)
        else:
            _note(image, step)
    return image


def _copy(image: Image, rest: str, context: Path, stages: Mapping[str, Image]) -> None:
    *words, to = rest.split()
    whence = context
    if words[0].startswith("--from="):
        whence = stages[words.pop(0).removeprefix("--from=")].root
    target = image.root / to.lstrip("/")
    for word in words:
        source = whence / word.lstrip("/")
        into = target / source.name if to.endswith("/") else target
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(
                source, into, symlinks=True, ignore=ignored if whence == context else None
            )
        else:
            into.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, into)


def _note(image: Image, step: Step) -> None:
    if step.word == "ENV":
        image.environ |= dict(pair.split("=", 1) for pair in shlex.split(step.rest))
    elif step.word == "USER":
        image.user = step.rest
    elif step.word == "WORKDIR":
        image.folder = step.rest
    elif step.word == "ENTRYPOINT":
        image.entry = json.loads(step.rest)
    elif step.word == "HEALTHCHECK":
        image.health = json.loads(step.rest.partition("CMD ")[2])
