"""All sections and cases in DVV's order, and the choice of some of them."""

from collections.abc import Iterable
from typing import Final

from hytedata.errors import InputError
from hytedata.runs.acceptance.cases import Case, Section
from hytedata.runs.acceptance.subjects.access import ACCESS
from hytedata.runs.acceptance.subjects.archiving import ARCHIVING
from hytedata.runs.acceptance.subjects.channels import CHANNELS
from hytedata.runs.acceptance.subjects.connections import CONNECTIONS
from hytedata.runs.acceptance.subjects.fields import FIELDS
from hytedata.runs.acceptance.subjects.organisations import ORGANISATIONS
from hytedata.runs.acceptance.subjects.services import SERVICES

SECTIONS: Final[tuple[Section, ...]] = (
    ORGANISATIONS,
    SERVICES,
    CHANNELS,
    CONNECTIONS,
    FIELDS,
    ARCHIVING,
    ACCESS,
)
CASES: Final[tuple[Case, ...]] = tuple(case for section in SECTIONS for case in section.cases)


def chosen_cases(only: Iterable[str]) -> tuple[Case, ...]:
    """The cases with these numbers, and of sections with these; all where none is named.

    Raises:
        InputError: A number is none of the list's.
    """
    wanted = [part.strip() for one in only for part in one.split(",") if part.strip()]
    known = {section.number for section in SECTIONS} | {case.number for case in CASES}
    for number in wanted:
        if number not in known:
            sections = ", ".join(section.number for section in SECTIONS)
            raise InputError(
                f"--only {number}: there is no such test; sections are {sections}, and tests "
                f"are numbered like {CASES[2].number}"
            )
    if not wanted:
        return CASES
    return tuple(case for case in CASES if case.number in wanted or case.section in wanted)
