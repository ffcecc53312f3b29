"""Rules of series, as far as one record tells: occurrences that have lost their series."""

from collections.abc import Iterator

from hytedata.models.event import Event
from hytedata.models.finding import Problem
from hytedata.quality.family import Checks
from hytedata.quality.happenings import of_coming_events
from hytedata.quality.rule import Setting

checks = Checks()


@checks("EVT-SER-001")
@of_coming_events
def _of_no_series(event: Event, _: Setting) -> Iterator[Problem]:
    if event.series_role == "occurrence" and not event.series_id:
        yield Problem("series_id")


@checks("EVT-SER-002")
@of_coming_events
def _of_itself(event: Event, _: Setting) -> Iterator[Problem]:
    if event.series_id and event.series_id == event.id:
        yield Problem("series_id", event.series_id)


@checks("EVT-SER-003")
@of_coming_events
def _of_unknown_series(event: Event, _: Setting) -> Iterator[Problem]:
    if any(remark.code == "unknown-parent" for remark in event.remarks):
        yield Problem("series_id", event.series_id, {"series": event.series_id})


RULES = checks.packaged("events_series.toml")
