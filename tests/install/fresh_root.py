"""Install the service in a booted Debian by the documented commands, against a sandbox.

`python -m tests.install.fresh_root` leaves it running for a person to look at.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from hytedata.sandbox import Sandbox
from tests.install.booted import Booted, NotBooted, boot
from tests.install.commands import commands_of
from tests.install.parts import PYTHON, need_debian
from tests.install.roots import make_archive, unpack
from tests.install.wheels import ROOT, build_wheel, gather

PAGE: Final = ROOT / "docs/daemon-install.md"
HEADING: Final = "Eight commands"
SERVER: Final = ("ca-certificates", "systemd-sysv")
"""What any Debian server has and the leanest root has not."""

PAGES: Final = "http://127.0.0.1:8470"
PASSWORD: Final = "kolme sanaa peräkkäin"
EDITOR: Final = "/root/editor"
_EDITED: Final = "/root/edited.toml"


_BACKUPS: Final = '[daemon.backup]\nfolder = "/var/lib/hytedata/backups"\n'


@dataclass(frozen=True)
class Supplies:
    """What is made once for all roots.

    Attributes:
        archive: A Debian server as a tar file.
        wheel: The wheel to install.
        wheels: Folder of that wheel and of all that it needs.
    """

    archive: Path
    wheel: Path
    wheels: Path

    @property
    def environ(self) -> dict[str, str]:
        """Lets pip in a root install from the folder alone, and apt ask nothing."""
        return {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "DEBIAN_FRONTEND": "noninteractive",
            "EDITOR": EDITOR,
            "LANG": "C.UTF-8",
        }


def supplies(folder: Path) -> Supplies:
    """Make the server's root, the wheel, and gather what it needs; some 30 s."""
    release = need_debian()
    archive = make_archive(release, folder / "server.tar", *SERVER)
    wheel = build_wheel(folder)
    wheels = folder / "wheels"
    gather(wheel, wheels, python=PYTHON[release])
    return Supplies(archive, wheel, wheels)


@contextmanager
def server(made: Supplies, folder: Path) -> Iterator[Booted]:
    """Boot a fresh server with the wheel in root's home; nothing of it is left afterwards."""
    root = unpack(made.archive, folder / "server")
    (root / "root" / made.wheel.name).write_bytes(made.wheel.read_bytes())
    try:
        with boot(root, binds=[made.wheels], environ=made.environ) as machine:
            yield machine
    except NotBooted as error:
        # Whoever runs this machine does not let others be run in it: also in CI no fault of ours.
        pytest.skip(f"needs a machine that lets a Debian root be booted: {str(error)[-300:]}")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def lay_settings(machine: Booted, sandbox: Sandbox) -> None:
    """Let the editor of command 4 save the sandbox's settings, as the page says they should be."""
    text = sandbox.config_toml(
        store="sqlite:////var/lib/hytedata/hytedata.db",
        cache_folder="/var/cache/hytedata",
        approval="always",
    )
    kept = (line for line in text.splitlines() if not line.startswith("password_env"))
    (machine.folder / _EDITED[1:]).write_text("\n".join([*kept, _BACKUPS]), encoding="utf-8")
    script = machine.folder / EDITOR[1:]
    script.write_text(f'#!/bin/sh\nexec cp {_EDITED} "$1"\n', encoding="utf-8")
    script.chmod(0o755)


def install(machine: Booted, sandbox: Sandbox, commands: tuple[str, ...]) -> list[str]:
    """Run the page's commands in turn; gives what each printed.

    Raises:
        AssertionError: One ended with an error; holds the command and what it printed.
    """
    lay_settings(machine, sandbox)
    typed = {"secret": f"{sandbox.password}\n", "account": f"{PASSWORD}\n{PASSWORD}\n"}
    told: list[str] = []
    for command in commands:
        words = command.split()
        answer = typed.get(words[1], "") if words[0] == "hytedata-admin" else ""
        told.append(machine.run(command, typed=answer))
    return told


def main() -> None:
    """Install it, and keep it until Enter is pressed."""
    with tempfile.TemporaryDirectory(prefix="hytedata-server-") as name, Sandbox() as sandbox:
        folder = Path(name)
        with server(supplies(folder), folder) as machine:
            for told in install(machine, sandbox, commands_of(PAGE, HEADING)):
                sys.stdout.write(f"{told}\n\n")
            machine.run("hytedata-admin once plan")
            sys.stdout.write(f"Open {PAGES} (maija, {PASSWORD}). Enter ends it.\n")
            sys.stdin.readline()


if __name__ == "__main__":
    main()
