"""DVV's technical test list, tried item by item in a test environment, and the report of it."""

from hytedata.runs.acceptance.cases import Case, Section
from hytedata.runs.acceptance.clean import Cleaning, Left, Leftover, clean, find_leftovers
from hytedata.runs.acceptance.evidence import CaseResult, Outcome
from hytedata.runs.acceptance.folder import make_folder, write_report
from hytedata.runs.acceptance.hosts import require_test_addresses, where
from hytedata.runs.acceptance.opening import Ground, open_ground
from hytedata.runs.acceptance.registry import CASES, SECTIONS, chosen_cases
from hytedata.runs.acceptance.report import Report
from hytedata.runs.acceptance.run import not_run, run_cases, try_case

__all__ = [
    "CASES",
    "SECTIONS",
    "Case",
    "CaseResult",
    "Cleaning",
    "Ground",
    "Left",
    "Leftover",
    "Outcome",
    "Report",
    "Section",
    "chosen_cases",
    "clean",
    "find_leftovers",
    "make_folder",
    "not_run",
    "open_ground",
    "require_test_addresses",
    "run_cases",
    "try_case",
    "where",
    "write_report",
]
