"""The source that dlt loads: resources over the registers and calendars of a configuration."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Final

import dlt
from dlt.extract import DltResource, DltSource

from hytedata.config import Config
from hytedata.dlt.calendars import calendar_batches
from hytedata.dlt.lipas import lipas_batches
from hytedata.dlt.ptv import TABLES, PtvLoad
from hytedata.dlt.rows import (
    ARCHIVED_COLUMNS,
    READ_COLUMNS,
    RECORD_COLUMNS,
    REJECTED_COLUMNS,
    Batch,
    DataType,
)
from hytedata.models.clock import utc_now
from hytedata.runs.open_ptv import open_ptv
from hytedata.runs.read import OVERLAP, ReadScope
from hytedata.runs.registers import open_source

NAME: Final = "hytedata"

_APPENDED: Final[Mapping[str, Mapping[str, DataType]]] = {
    "reads": READ_COLUMNS,
    "rejected": REJECTED_COLUMNS,
    "ptv_archived": ARCHIVED_COLUMNS,
}


def hytedata_source(
    config: Config,
    *,
    county: str | None = None,
    municipalities: Iterable[str] = (),
    nationwide: bool = False,
    start: date | None = None,
    end: date | None = None,
    full: bool = False,
    environ: Mapping[str, str] | None = None,
    now: Callable[[], datetime] = utc_now,
) -> DltSource:
    """Return the registers and calendars of a configuration as a source for `pipeline.run`.

    Its resources are `ptv_services`, `ptv_channels`, `ptv_organisations`, `lipas_sites` and
    `events`; `with_resources` chooses among them. PTV is read by what changed since the last
    complete load, and in full once a week; Lipas in full; calendars by their window.

    Records are merged by source and id, and nothing is deleted: `absent_sql` tells what is gone.
    `reads` (the verdict of each read), `rejected` (what came and could not be used) and
    `ptv_archived` (what PTV says was archived) are appended to.

    Args:
        config: Addresses, limits and calendars; `load_config` gives it.
        county: Code or name: only what is in its municipalities, or meant for them.
        municipalities: Codes or names, besides or instead.
        nationwide: Of PTV, also what is meant for the whole country.
        start: A day from which on events are read, where it is before the usual one.
        end: The day after the last, where it is after the usual one.
        full: Read PTV in full, whenever that was last done.
        environ: Where PTV's key is, with v12; None takes the process's own.
        now: Gives the time, aware.

    Raises:
        InputError: A county or municipality is unknown.
    """
    scope = ReadScope.of(municipalities, [county] if county else (), nationwide=nationwide)
    variables = os.environ if environ is None else environ

    def ptv(kind: str) -> Iterator[Batch]:
        # Where dlt keeps what the next load begins from; it is saved with the rows, or not at all.
        state: dict[str, Any] = dlt.current.resource_state(TABLES[kind])
        overlap = OVERLAP[config.ptv.read_version]
        with open_ptv(config, variables) as client:
            reads = {
                "service": client.services,
                "service-channel": client.channels,
                "organisation": client.organisations,
            }[kind]
            load = PtvLoad(kind, reads, state, overlap, now(), full=full)
            yield from load.batches(scope.municipalities, nationwide=scope.nationwide)

    def lipas() -> Iterator[Batch]:
        with open_source(config) as source:
            yield from lipas_batches(source, scope.municipalities, now())

    def events() -> Iterator[Batch]:
        return calendar_batches(config, now(), start, end)

    resources = [
        *(_resource(table, partial(ptv, kind)) for kind, table in TABLES.items()),
        _resource("lipas_sites", lipas),
        _resource("events", events),
    ]
    return DltSource(dlt.Schema(NAME), NAME, resources)


def _resource(table: str, batches: Callable[[], Iterator[Batch]]) -> DltResource:
    """Return a resource whose rows go to its own table, and those of `reads` beside it."""

    def rows() -> Iterator[object]:
        # They are there from the first load on, with all their columns, even with nothing in them.
        for name in (table, *_APPENDED):
            yield _marked(name, dlt.mark.materialize_table_schema())
        for batch in batches():
            yield _marked(batch.table, batch.rows)

    return dlt.resource(rows, name=table)


def _marked(table: str, rows: object) -> object:
    """Return rows that name their table and its columns: one resource fills several."""
    appended = _APPENDED.get(table)
    types = RECORD_COLUMNS if appended is None else appended
    hints = dlt.mark.make_hints(
        table_name=table,
        write_disposition="merge" if appended is None else "append",
        primary_key=("source", "id") if appended is None else (),
        columns={name: {"name": name, "data_type": kind} for name, kind in types.items()},
    )
    return dlt.mark.with_hints(rows, hints, create_table_variant=True)
