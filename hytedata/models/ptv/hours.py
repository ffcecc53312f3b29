"""When something is open: weekly, without a break, or exceptionally. Local time of Finland."""

from collections.abc import Mapping
from datetime import date, time
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from hytedata.models.base import Model
from hytedata.models.common import LocalizedText

Weekday: TypeAlias = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class OpenHours(Model):
    """One stretch of a day.

    Attributes:
        start: None where it is closed.
        end: 00:00 is the following midnight.
        status: `Open`, `OpenOnReservation`, or `Closed`.
        repetition: `Weekly`, `OddWeeks` or `EvenWeeks`; v11 knows the first only.
    """

    start: time | None = None
    end: time | None = None
    status: str = "Open"
    repetition: str = "Weekly"
    info: LocalizedText = Field(default_factory=dict)


WeeklyDays: TypeAlias = Mapping[Weekday, tuple[OpenHours, ...]]


class _Hours(Model):
    heading: LocalizedText = Field(default_factory=dict)
    info: LocalizedText = Field(default_factory=dict)


class WeeklyHours(_Hours):
    """Hours that repeat each week; between two dates where these are given, both included."""

    kind: Literal["weekly"] = "weekly"
    valid_from: date | None = None
    valid_to: date | None = None
    days: WeeklyDays = Field(default_factory=dict)


class ContinuousHours(_Hours):
    """Open without a break: always, between two moments, or from one weekday to another."""

    kind: Literal["continuous"] = "continuous"
    status: str = "Open"
    valid_from: date | None = None
    valid_to: date | None = None
    from_day: Weekday | None = None
    to_day: Weekday | None = None
    from_time: time | None = None
    to_time: time | None = None


class ExceptionalHours(_Hours):
    """Other hours than usual, or closed, on the days from one date to another.

    Attributes:
        days: Per weekday within the dates; a day with status `Closed` has no times.
    """

    kind: Literal["exceptional"] = "exceptional"
    valid_from: date | None = None
    valid_to: date | None = None
    days: WeeklyDays = Field(default_factory=dict)


HourRule: TypeAlias = Annotated[
    WeeklyHours | ContinuousHours | ExceptionalHours, Field(discriminator="kind")
]


class HolidayHours(Model):
    """Hours of one public holiday.

    Attributes:
        holiday: PTV's word, `ChristmasEve`; the day itself is the reader's to compute.
        years: Which years; empty for every year.
    """

    holiday: str
    hours: tuple[OpenHours, ...] = ()
    years: tuple[int, ...] = ()


class ServiceHours(Model):
    """All hours of a channel or connection.

    Attributes:
        holidays: v12 only; v11 shows the next date of each as an exception.
    """

    rules: tuple[HourRule, ...] = ()
    holidays: tuple[HolidayHours, ...] | None = None
