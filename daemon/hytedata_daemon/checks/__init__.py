"""What `hytedata-daemon check` proves before the first run, and what to do where it cannot."""

from hytedata_daemon.checks.found import Check, Report, failed, fine, warned
from hytedata_daemon.checks.run import MoreChecks, run_checks
from hytedata_daemon.checks.text import print_report

__all__ = [
    "Check",
    "MoreChecks",
    "Report",
    "failed",
    "fine",
    "print_report",
    "run_checks",
    "warned",
]
