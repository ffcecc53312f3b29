"""A few made events that the simulated calendars show, each in its own way."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class MadeEvent:
    """An event as its organiser knows it; times by the clock in Finland.

    Attributes:
        key: Its word in addresses and ids.
        weeks: How many times it takes place, a week apart; 1 for once.
    """

    key: str
    title: str
    start: datetime
    end: datetime
    venue: str = "Keksitty talo"
    street: str = "Keksittykatu 1"
    postal_code: str = "87100"
    city: str = "Kajaani"
    cost: str = ""
    category: str = "Liikunta"
    organizer: str = "Keksitty yhdistys ry"
    all_day: bool = False
    weeks: int = 1


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


EVENTS = (
    MadeEvent("tuolijumppa", "Tuolijumppa", _at("2027-03-03T10:00"), _at("2027-03-03T11:00")),
    MadeEvent(
        "talvirieha",
        "Talvirieha",
        _at("2027-02-20T00:00"),
        _at("2027-02-21T23:59:59"),
        city="Raahe",
        postal_code="92100",
        category="Perheet",
        all_day=True,
    ),
    MadeEvent(
        "muistikahvila",
        "Muistikahvila",
        _at("2027-03-10T13:00"),
        _at("2027-03-10T14:30"),
        cost="5 €",
        category="Hyvinvointi",
        weeks=5,
    ),
    MadeEvent(
        "luento",
        "PERUTTU: Luento unesta",
        _at("2027-04-07T18:00"),
        _at("2027-04-07T19:00"),
        cost="Ilmainen",
    ),
)
"""Eight occurrences between February and May 2027."""
