"""Fresh Debian roots, made from the package sources that this machine is set up with."""

import subprocess
from pathlib import Path


def make_archive(release: str, archive: Path, *packages: str) -> Path:
    """Make a root with apt and *packages*, as a tar file that many roots are unpacked from."""
    include = [f"--include={','.join(packages)}"] if packages else []
    command = ["mmdebstrap", "--quiet", "--mode=root", "--variant=apt", *include, release]
    subprocess.run(
        [*command, str(archive), "-"], input=_sources(release), check=True, text=True, timeout=300
    )
    return archive


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack a root; it knows its own name and `localhost`, as an installed Debian does."""
    folder.mkdir()
    subprocess.run(["tar", "-C", str(folder), "-xf", str(archive)], check=True, timeout=120)
    (folder / "etc/hosts").write_text("127.0.0.1 localhost\n", encoding="utf-8")
    return folder


def run_in(
    folder: Path, *command: str, options: tuple[str, ...] = (), timeout_s: float = 300
) -> str:
    """Run a command in a root that is not booted; gives what it printed.

    Raises:
        AssertionError: It ended with an error; holds what it printed.
    """
    enter = [
        "systemd-nspawn",
        "--quiet",
        "--pipe",
        "--register=no",
        "--keep-unit",
        "-D",
        str(folder),
    ]
    done = subprocess.run(
        [*enter, "--timezone=off", *options, *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout_s,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _sources(release: str) -> str:
    """The machine's own sources of this release: whatever mirror it uses, the root uses too."""
    form = "$(REPO_URI) $(RELEASE) $(COMPONENT)"
    asked = ["apt-get", "indextargets", "--format", form, "Created-By: Packages"]
    lines = subprocess.run(asked, check=True, capture_output=True, text=True, timeout=60).stdout
    wanted = (line for line in sorted(set(lines.splitlines())) if f" {release}" in line)
    return "".join(f"deb {line}\n" for line in wanted)
