"""A Debian root that is booted with systemd, as a server is; commands are run in it as root."""

import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PATH: Final = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_LONGEST_BOOT_S: Final = 60.0
_STEP_S: Final = 0.05


class NotBooted(AssertionError):
    """A plain Debian root, with nothing of ours in it, does not come up on this machine."""


@dataclass(frozen=True)
class Booted:
    """A running machine.

    Attributes:
        folder: Its root, as seen from here.
        leader: Number of its first process, as seen from here.
        environ: What every command finds in its environment.
    """

    folder: Path
    leader: int
    environ: Mapping[str, str]

    def attempt(
        self, command: str, *, typed: str = "", timeout_s: float = 300
    ) -> "subprocess.CompletedProcess[str]":
        """Run a line of shell there, in root's home; *typed* is what it is told on its way."""
        variables = [f"{name}={value}" for name, value in self.environ.items()]
        enter = ["nsenter", "-t", str(self.leader), "-m", "-u", "-i", "-p"]
        return subprocess.run(
            [
                *enter,
                "env",
                "-i",
                "--chdir=/root",
                f"PATH={_PATH}",
                "HOME=/root",
                *variables,
                "bash",
                "-c",
                command,
            ],
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout_s,
        )

    def run(self, command: str, *, typed: str = "", timeout_s: float = 300) -> str:
        """As `attempt`; gives what it printed.

        Raises:
            AssertionError: It ended with an error; holds what it printed.
        """
        done = self.attempt(command, typed=typed, timeout_s=timeout_s)
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout.strip()


@contextmanager
def boot(
    folder: Path, *, binds: Sequence[Path] = (), environ: Mapping[str, str] | None = None
) -> Iterator[Booted]:
    """Boot a root; it has this machine's network and, read-only, the folders *binds*.

    Raises:
        NotBooted: It did not come up; holds what it said.
    """
    shown = [f"--bind-ro={bind}" for bind in binds]
    enter = ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--timezone=off"]
    log = folder.with_suffix(".log")
    with log.open("wb") as said:
        running = subprocess.Popen(
            [*enter, *shown, "-D", str(folder), "--boot", "--console=pipe"],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        machine = Booted(folder, _leader(running, log), environ or {})
        machine.attempt("systemctl is-system-running --wait", timeout_s=_LONGEST_BOOT_S)
        yield machine
    finally:
        running.terminate()
        running.wait(timeout=60)


def _leader(running: "subprocess.Popen[bytes]", log: Path) -> int:
    """Wait for the first process of the root, and for its systemd to answer."""
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    for _ in range(int(_LONGEST_BOOT_S / _STEP_S)):
        found = children.read_text("ascii").split() if running.poll() is None else []
        if found and Path(f"/proc/{found[0]}/root/run/systemd/private").exists():
            return int(found[0])
        threading.Event().wait(_STEP_S)
    raise NotBooted(f"the root did not boot: {log.read_text('utf-8', 'replace')}")
