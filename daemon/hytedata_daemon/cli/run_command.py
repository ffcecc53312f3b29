"""`hytedata-daemon run`: the service itself."""

import os
from pathlib import Path

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option
from hytedata_daemon.service.holder import SettingsHolder


@click.command(epilog="\b\nExample:\n  hytedata-daemon run --config /etc/hytedata/hytedata.toml")
@config_option
@click.option("-v", "--verbose", is_flag=True, help="Log each request as well.")
@click.option(
    "--log",
    type=click.Choice(["json", "text"]),
    help="How the log is written. By default JSON lines, and text at a terminal.",
)
def run(file: Path, verbose: bool, log: str | None) -> int:
    """Run until told to stop (SIGTERM or Ctrl-C); SIGHUP reads the configuration again.

    It ends once the write in hand is over; told a second time, it does not wait. Exit code 0 says
    that nothing was left half done, 2 that the next start looks up what became of it.
    """
    holder = SettingsHolder.reading(file, os.environ)
    # Late: with these come the web server, the database and the engine.
    from hytedata_daemon.service.assembly import run_service, set_up_logs

    set_up_logs(verbose=verbose, style=log)
    finished = run_service(holder, os.environ)
    return Exit.DONE if finished else Exit.FAILED
