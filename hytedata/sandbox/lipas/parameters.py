"""Query parameters of Lipas v2: how values are read, and what is said of wrong ones."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from hytedata.sandbox.world.tables import lipas_codes, municipalities

LARGEST_PAGE = 100
DEFAULT_PAGE_SIZE = 10

# Lipas still lists Honkajoki as a municipality of today: 309 codes (lipas-api 2.1).
LINGERING_MUNICIPALITY = "099"

Check = Callable[[str], str | None]
"""Returns what is wrong with a value, or None."""


@dataclass(frozen=True)
class SitesQuery:
    """A checked query of a list; an empty set is no filter."""

    page: int = 1
    page_size: int = DEFAULT_PAGE_SIZE
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)


class BadParameters(Exception):
    """The query cannot be read.

    Attributes:
        value: The query as it was sent.
        humanized: Parameter → what is wrong.
    """

    def __init__(self, value: Mapping[str, object], humanized: Mapping[str, object]) -> None:
        super().__init__("; ".join(humanized))
        self.value, self.humanized = value, humanized


def read_sites_query(query: Iterable[tuple[str, str]]) -> SitesQuery:
    """Check a query of `/v2/sports-sites`."""
    return read_query(query, set_checks())


def read_query(query: Iterable[tuple[str, str]], checks: Mapping[str, Check]) -> SitesQuery:
    """Check a query; unknown parameters are dropped without a word (lipas-api 2.3).

    Raises:
        BadParameters: A known parameter has a value that is not allowed.
    """
    sent: dict[str, list[str]] = {}
    for name, value in query:
        sent.setdefault(name, []).append(value)
    problems: dict[str, object] = {}
    numbers = {"page": 1, "page-size": DEFAULT_PAGE_SIZE}
    for name in numbers.keys() & sent.keys():
        wrong = _number_fault(name, sent[name])
        if wrong is None:
            numbers[name] = int(sent[name][0])
        else:
            problems[name] = [wrong]
    sets: dict[str, frozenset[str]] = {}
    for name, check in checks.items():
        if name not in sent:
            continue
        values = _set_values(sent[name])
        faults = [fault for value in values if (fault := check(value)) is not None]
        if faults:
            problems[name] = [[fault] for fault in faults]
        sets[name] = frozenset(_plain(name, value) for value in values)
    if problems:
        as_sent = {name: each[0] if len(each) == 1 else each for name, each in sent.items()}
        raise BadParameters(as_sent, problems)
    return SitesQuery(numbers["page"], numbers["page-size"], sets)


def _set_values(sent: list[str]) -> list[str]:
    # One comma-separated value, or the parameter repeated: a comma inside a repeated one is part
    # of the value, and no code has a comma.
    return sent[0].split(",") if len(sent) == 1 else sent


def _plain(name: str, value: str) -> str:
    if name == "city-codes":
        return value.lstrip("0").zfill(3)
    return value.lstrip("0") if name == "type-codes" else value


def _number_fault(name: str, sent: list[str]) -> str | None:
    if len(sent) > 1 or not sent[0].lstrip("-").isdigit():
        return "should be an integer"
    number = int(sent[0])
    if name == "page-size" and not 1 <= number <= LARGEST_PAGE:
        return f"should be between 1 and {LARGEST_PAGE}"
    return "should be at least 1" if number < 1 else None


def set_checks() -> Mapping[str, Check]:
    """Return the set parameters with the check of one value."""
    codes = lipas_codes()
    types = {str(code) for code, row in codes.types.items() if not row.deprecated}
    cities = {*municipalities(), LINGERING_MUNICIPALITY}
    return {
        "statuses": one_of(codes.statuses),
        "city-codes": lambda value: (
            None if value.isdigit() and value.lstrip("0").zfill(3) in cities else _NO_CITY
        ),
        "type-codes": lambda value: (
            None if value.isdigit() and value.lstrip("0") in types else "should be a type code"
        ),
        "admins": one_of(codes.admins),
        "owners": one_of(codes.owners),
        "activities": one_of(codes.activities),
    }


_NO_CITY = "should be the code of a municipality"


def one_of(allowed: Iterable[str]) -> Check:
    """Return a check that a value is one of a few."""
    known = frozenset(allowed)
    *most, last = sorted(known)
    message = f"should be either {', '.join(most)} or {last}"
    return lambda value: None if value in known else message
