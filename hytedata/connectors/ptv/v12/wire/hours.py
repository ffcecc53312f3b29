"""Service hours, normal, exceptional and on holidays (ptv-v12 4)."""

from collections.abc import Mapping

from hytedata.connectors.ptv.v11.wire.base import WireModel
from hytedata.connectors.ptv.v12.wire.texts import Localized


class Opening(WireModel, frozen=True):
    """From when to when (`hh:mm`): `Open`, `OpenOnReservation`, or in exceptions `Closed`.

    `repetition` is `Weekly`, `OddWeeks` or `EvenWeeks`; holidays have none.
    """

    start: str | None = None
    end: str | None = None
    opening_status: str | None = None
    repetition: str | None = None
    additional_information: Localized[str] | None = None


class Day(WireModel, frozen=True):
    """The openings of one day."""

    hours: list[Opening] | None = None


class ServiceHour(WireModel, frozen=True):
    """Hours of the kind in `type`; which fields there are depends on it.

    | `type` ends in `ServiceHour` and begins with | has |
    |---|---|
    | `WeeklyUntilFurtherNotice` | `weekly_hours` |
    | `WeeklyDateRange`, `ExceptionalDateRange` | the same, `from_date`, `to_date` |
    | `ContinuousAlwaysValid` | `opening_status` |
    | `ContinuousWeekdaysUntilFurtherNotice` | the same, days and times from and to |
    | `ContinuousDateRange` | the same, days, times and dates |

    `from_day` and `to_day` are capitalised (`Monday`), the keys of `weekly_hours` are not.
    """

    type: str | None = None
    heading: Localized[str] | None = None
    additional_information: Localized[str] | None = None
    opening_status: str | None = None
    from_date: str | None = None
    to_date: str | None = None
    from_day: str | None = None
    to_day: str | None = None
    from_time: str | None = None
    to_time: str | None = None
    weekly_hours: Mapping[str, Day | None] | None = None


class Holiday(WireModel, frozen=True):
    """The openings of one of 18 named days."""

    holiday_name: str | None = None
    hours: list[Opening] | None = None


class Repetition(WireModel, frozen=True):
    """When holiday hours hold: `RepetitionEveryYear`, or `RepetitionInSelectedYears`."""

    type: str | None = None
    years: list[int] | None = None


class HolidayServiceHours(WireModel, frozen=True):
    """Hours of holidays; the dates of movable ones are for the reader to compute."""

    repetition: Repetition | None = None
    holidays: list[Holiday] | None = None


class ServiceHours(WireModel, frozen=True):
    """All hours of a channel or a connection."""

    hours: list[ServiceHour] | None = None
    holiday_service_hours: HolidayServiceHours | None = None
