"""`hytedata-daemon check`: proves the set-up before the first run."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hytedata.cli.options import config_option, json_option
from hytedata.cli.screen import print_json, results
from hytedata.errors import HytedataError
from hytedata_daemon.settings import Settings

if TYPE_CHECKING:
    from hytedata_daemon.checks import Check


@click.command(epilog="\b\nExample:\n  hytedata-daemon check --config /etc/hytedata/hytedata.toml")
@config_option
@click.option("--send-test", is_flag=True, help="Send a test message by each channel of notices.")
@json_option
def check(file: Path, send_test: bool, as_json: bool) -> int:
    """Look at everything the service needs, and say what to do where it is not there.

    Run it as the user that the service runs as. Nothing is written to any register. Exit code 0
    says that nothing failed, 4 that the configuration is wrong, 2 that something else is.
    """
    from hytedata_daemon.checks import print_report, run_checks

    report = run_checks(file, os.environ, more=[_send_tests] if send_test else [])
    if as_json:
        print_json(report.to_json())
    else:
        print_report(report, results())
    return report.exit_code


def _send_tests(settings: Settings, environ: Mapping[str, str]) -> "Iterator[Check]":
    from hytedata_daemon.checks import failed, fine
    from hytedata_daemon.notices import send_test

    for channel in settings.daemon.notices.channel:
        try:
            send_test(settings, environ, channel.name)
        except HytedataError as error:
            told = "mend [[daemon.notices.channel]], or see to its server; then check again"
            yield failed("notices", channel.name, str(error), told)
        else:
            yield fine("notices", channel.name, "a test message went out")
