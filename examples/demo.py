"""The main job on simulated registers: plan, read it, apply it, and plan again.

Starts the sandbox on this machine, writes a configuration for it into the folder `demo`, and runs
the same commands that a municipality would. Nothing leaves the machine. Run it with `make demo`.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from hytedata.sandbox import Sandbox, World

FOLDER = Path("demo")
CONFIG = FOLDER / "hytedata.toml"
PLAN = FOLDER / "plan.json"


def main() -> int:
    """Run the demo; returns 0 when the last plan has nothing to do."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with Sandbox(World(seed=1)) as sandbox:
        CONFIG.write_text(sandbox.config_toml(), encoding="utf-8")
        environment = os.environ | {sandbox.password_env: sandbox.password}
        say(f"A simulated Lipas and PTV run at {sandbox.url}. The configuration is in {CONFIG}.")

        say("1. Make a plan: what would be written to PTV, and what would not, and why.")
        run(environment, "sync", "plan", "-c", str(CONFIG), "--out", str(PLAN))

        say("2. Apply exactly that plan.")
        run(environment, "sync", "apply", str(PLAN), "-c", str(CONFIG))

        say("3. Plan again: what was written is in step now.")
        again = run(environment, "sync", "plan", "-c", str(CONFIG), "--out", str(FOLDER / "2.json"))
        writes = len(sandbox.writes())
    say(
        f"{writes} requests wrote that to the simulated PTV. Their plan is {PLAN}, what hytedata "
        f"remembers is the store in {FOLDER}.\n\n"
        "Try next:\n"
        "  .venv/bin/hytedata sandbox --out demo/live.toml      "
        "a sandbox that stays; it says how to go on\n"
        "  .venv/bin/hytedata sync plan --help\n"
        "  less demo/plan.json                                   "
        "the plan as it is archived and approved"
    )
    return again


def run(environment: dict[str, str], *arguments: str) -> int:
    """Show a command, run it, and stop the demo where it fails."""
    print(f"\n$ hytedata {shlex.join(arguments)}", flush=True)
    command = [sys.executable, "-m", "hytedata", *arguments]
    done = subprocess.run(command, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"the command ended with exit code {done.returncode}")
    return done.returncode


def say(text: str) -> None:
    """Print one step of the demo."""
    print(f"\n{text}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
