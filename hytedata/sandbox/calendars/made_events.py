"""Made events that the simulated calendars show, each in its own way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class MadeEvent:
    """An event as its organiser knows it; times by the clock in Finland.

    Attributes:
        key: Its word in addresses and ids.
        end: Of an all-day event, the last second of its last day.
        venue: Where it is; "" online.
        cost: As it is told; "" where nothing is said of it.
        weeks: How many times it takes place, a week apart; 1 for once.
        kind: What kind of thing it is, for calendars that tell.
        status: Calendars without a word for it say it in the title.
        text: What is told of it, plain.
        municipality: Code of where it is; "" online.
        position: (longitude, latitude) in WGS 84; None where the calendar knows none.
        online: Where it is attended online; "" where it is not.
        origin: Address or id that other calendars know it by too, or "".
        age_min: Years; None where nothing is said of it.
        umbrella: Title of the whole that it is a part of, for calendars that tell, or "".
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
    kind: Literal["event", "course", "volunteering"] = "event"
    status: Literal["scheduled", "postponed", "cancelled"] = "scheduled"
    text: str = ""
    municipality: str = "205"
    position: tuple[float, float] | None = None
    online: str = ""
    origin: str = ""
    age_min: int | None = None
    umbrella: str = ""

    @property
    def said_title(self) -> str:
        """The title as it is written where there is no other place for the status."""
        word = {"cancelled": "PERUTTU: ", "postponed": "SIIRRETTY: ", "scheduled": ""}
        return f"{word[self.status]}{self.title}"

    @property
    def is_free(self) -> bool | None:
        """Whether it costs nothing; None where nothing is said of it."""
        return self.cost.startswith(("Ilmai", "Maksuton")) if self.cost else None


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
