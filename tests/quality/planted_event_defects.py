"""Defects of events and calendars, each planted in a record of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from hytedata.models.common import SourceRef
from tests.quality.planted_plot import Plant, Plot, code_of, event_ref, name_of
from tests.quality.planted_records import Document, event


def _spare_event(plot: Plot, number: int) -> Document:
    code = "205"
    one = event(code, plot.spare(), plot.made.sites[0] | {"municipality": code})
    one["time"] = {"start": "2026-11-20T18:00:00+02:00", "end": "2026-11-20T20:00:00+02:00"}
    plot.made.events.append(one)
    return one


def _unknown_place(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = _spare_event(plot, number)
    place = one["places"][0]
    place |= {"id": f"tuntematon-{number}", "names": {"fi": f"Erämaan kylätalo {number}"}}
    place |= {"position": {"east": 450_000.0 + 2_000 * number, "north": 7_100_000.0}}
    place["municipality"] = "205"
    yield event_ref(one)


def _empty_calendar(plot: Plot, number: int) -> Iterator[SourceRef]:
    name = f"kalenteri-{number}"
    homes, read = {**plot.beside.homes, name: ("697",)}, {**plot.beside.read, name: None}
    plot.beside = replace(plot.beside, homes=homes, read=read)
    yield SourceRef(source=name, kind="calendar", id="697")


def _also_service(plot: Plot, number: int) -> Iterator[SourceRef]:
    named = plot.service()
    one = _spare_event(plot, number)
    one["names"] = {"fi": name_of(named)}
    one["places"][0]["municipality"] = code_of(named)
    yield event_ref(one)


def _double_event(plot: Plot, number: int) -> Iterator[SourceRef]:
    one, other = plot.event(), plot.event()
    pair = (event_ref(one), event_ref(other), 0.92)
    plot.beside = replace(plot.beside, doubles=(*plot.beside.doubles, pair))
    yield event_ref(one)


def _orphan(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = _spare_event(plot, number)
    one |= {"series_role": "occurrence", "series_id": f"sarja-jota-ei-ole-{number}"}
    yield event_ref(one)


def _childless(plot: Plot, number: int) -> Iterator[SourceRef]:
    one = _spare_event(plot, number)
    one |= {"series_role": "series", "time": {"start": "2026-09-01", "end": "2026-11-25"}}
    yield event_ref(one)


EVENT_PLANTS: Final[Mapping[str, Plant]] = {
    "X-MIS-011": _unknown_place,
    "X-MIS-012": _empty_calendar,
    "X-DUP-021": _also_service,
    "X-DUP-022": _double_event,
    "X-SER-001": _orphan,
    "X-SER-002": _childless,
}
