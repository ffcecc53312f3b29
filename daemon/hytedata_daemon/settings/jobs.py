"""The tables `[daemon.jobs.…]`: which jobs there are, and when each runs unless the file says."""

from datetime import timedelta
from typing import Annotated, Final, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from hytedata.config.table import Table
from hytedata_daemon.schedule import Cron, Every
from hytedata_daemon.settings.values import (
    CronText,
    Interval,
    Jitter,
    QuietSpan,
    ZoneName,
    duration,
)

JobName: TypeAlias = Literal[
    "read-lipas", "read-ptv", "read-calendars", "plan", "apply", "gaps", "boundaries", "clean-up"
]

_TIMES: Final = frozenset({"cron", "every"})


class Timed(Table):
    """What has times: by the clock, or at an interval.

    Attributes:
        cron: A cron expression of five fields, on the clock of the job's time zone.
        every: An interval such as `6h`, counted from 1970 in UTC; instead of `cron`.
        enabled: Whether it runs by itself; `hytedata-daemon once` runs it in any case.
    """

    cron: CronText | None = None
    every: Interval | None = None
    enabled: bool = True

    @model_validator(mode="after")
    def _has_times(self) -> Self:
        if (self.cron is None) == (self.every is None):
            raise ValueError("needs one of cron and every")
        return self

    @property
    def times(self) -> Cron | Every:
        """When it runs, before jitter and quiet hours."""
        if self.every is not None:
            return Every(duration(self.every))
        return Cron(self.cron or "")


class FullRead(Timed):
    """When a register is read whole, rather than only what has changed."""


class Job(Timed):
    """One job.

    Attributes:
        jitter: It runs by up to so much later, by how much is fixed for each organisation: so that
            not everybody asks an upstream in the same second.
        time_zone: Of `cron` and of quiet hours; None for the daemon's.
        quiet_hours: When it does not begin; None for the daemon's, an empty list for no such hours.
    """

    jitter: Jitter = "0s"
    time_zone: ZoneName | None = None
    quiet_hours: tuple[QuietSpan, ...] | None = None

    @property
    def longest_jitter(self) -> timedelta:
        """By how much later it runs at the most."""
        return duration(self.jitter)


def _filled_from(preset: Timed) -> BeforeValidator:
    """Let keys that the file leaves out keep what *preset* says; one time of the file is enough."""
    values = preset.model_dump(mode="json", exclude_unset=True)

    def fill(given: object) -> object:
        if not isinstance(given, dict):
            return given
        replaced = _TIMES if _TIMES & given.keys() else frozenset()
        kept = {key: value for key, value in values.items() if key not in replaced}
        return kept | {key: _as_tuple(value) for key, value in given.items()}

    return BeforeValidator(fill)


def _as_tuple(value: object) -> object:
    # Past a check of our own pydantic no longer knows that this came from JSON, which has lists.
    return tuple(value) if isinstance(value, list) else value


_WEEKLY: Final = FullRead(cron="0 1 * * SUN")


class ReadJob(Job):
    """A read of what has changed, and beside it one of everything.

    Attributes:
        full: When everything is read. Where both are due the full one is enough.
    """

    full: Annotated[FullRead, _filled_from(_WEEKLY)] = _WEEKLY


# By night, one after the other; a weekly full read begins an hour before the daily one.
_LIPAS: Final = ReadJob(cron="0 2 * * *", jitter="30min")
_PTV: Final = ReadJob(cron="30 2 * * *", jitter="30min")
_CALENDARS: Final = ReadJob(cron="0 3 * * *", jitter="30min")
_PLAN: Final = Job(cron="30 4 * * *", jitter="30min")
# Often, and cheap where nothing waits: who approves a plan wants to see it done.
_APPLY: Final = Job(every="15min", jitter="5min")
_GAPS: Final = Job(cron="0 6 * * *", jitter="15min")
# Statistics Finland publishes a year's division in the course of January.
_BOUNDARIES: Final = Job(cron="30 3 * JAN MON", jitter="2h")
_CLEAN_UP: Final = Job(cron="0 5 * * SUN")


class Jobs(Table):
    """All jobs, by name.

    Attributes:
        read_lipas: Reads sports sites.
        read_ptv: Reads services and channels.
        read_calendars: Reads events.
        plan: Plans for each organisation what to publish.
        apply: Writes plans, where policy and approval allow.
        gaps: Finds what is missing or wrong.
        boundaries: Looks for this year's borders of municipalities.
        clean_up: Deletes what nobody needs any more.
    """

    read_lipas: Annotated[ReadJob, _filled_from(_LIPAS)] = Field(_LIPAS, alias="read-lipas")
    read_ptv: Annotated[ReadJob, _filled_from(_PTV)] = Field(_PTV, alias="read-ptv")
    read_calendars: Annotated[ReadJob, _filled_from(_CALENDARS)] = Field(
        _CALENDARS, alias="read-calendars"
    )
    plan: Annotated[Job, _filled_from(_PLAN)] = _PLAN
    apply: Annotated[Job, _filled_from(_APPLY)] = _APPLY
    gaps: Annotated[Job, _filled_from(_GAPS)] = _GAPS
    boundaries: Annotated[Job, _filled_from(_BOUNDARIES)] = _BOUNDARIES
    clean_up: Annotated[Job, _filled_from(_CLEAN_UP)] = Field(_CLEAN_UP, alias="clean-up")

    def by_name(self) -> dict[JobName, Job]:
        """Return the jobs in the order in which they follow from one another."""
        return {
            "read-lipas": self.read_lipas,
            "read-ptv": self.read_ptv,
            "read-calendars": self.read_calendars,
            "plan": self.plan,
            "apply": self.apply,
            "gaps": self.gaps,
            "boundaries": self.boundaries,
            "clean-up": self.clean_up,
        }
