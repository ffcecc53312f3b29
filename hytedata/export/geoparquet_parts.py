"""The parts of a GeoParquet folder: one file, and one open writer, for each county."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from hytedata.export.credits import source_told
from hytedata.export.days import ReadDays
from hytedata.export.geoparquet_rows import SCHEMA, Row, rows_of
from hytedata.models.common import Json
from hytedata.store.catalogue import CatalogueRecord

NO_COUNTY: Final = "__HIVE_DEFAULT_PARTITION__"
"""Of what lies in no county, in several, or nowhere: readers take this name for null."""

_ROWS: Final = 5_000  # of a row group; fewer wait for each county, in columns
_PACKED: Final = 250  # rows that wait as they came, which takes more room
_COMPRESSION: Final = "zstd"


class Parts:
    """Open parts of a folder; use it with `with`, which finishes them."""

    def __init__(self, folder: Path, name: str, day: ReadDays) -> None:
        self._folder, self._name, self._day = folder, name, day
        self._parts: dict[str | None, _Part] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._open:
            if error is None:
                for part in self._parts.values():
                    part.finish()

    def put(self, records: Sequence[CatalogueRecord]) -> None:
        """Write *records*, each into the part of its county."""
        for row in rows_of(records, self._day):
            if row.county not in self._parts:
                self._parts[row.county] = self._part(row.county)
            self._parts[row.county].put(row)

    def _part(self, county: str | None) -> "_Part":
        file = self._folder / f"county={county or NO_COUNTY}" / self._name
        file.parent.mkdir()
        # Without a copy of Arrow's own schema, which would hide `geo` from readers of folders.
        writer = pq.ParquetWriter(file, SCHEMA, compression=_COMPRESSION, store_schema=False)
        return _Part(self._open.enter_context(writer), self._day)


class _Part:
    def __init__(self, writer: pq.ParquetWriter, day: ReadDays) -> None:
        self._writer, self._day = writer, day
        self._waiting: list[Row] = []
        self._packed: list[pa.Table] = []
        self._types: set[str] = set()
        self._sources: set[str] = set()
        self._bounds = np.array([np.inf, np.inf, -np.inf, -np.inf])

    def put(self, row: Row) -> None:
        self._waiting.append(row)
        self._sources.add(str(row.cells["source"]))
        if len(self._waiting) == _PACKED:
            self._pack()
        if len(self._packed) * _PACKED == _ROWS:
            self._write()

    def finish(self) -> None:
        self._pack()
        self._write()
        told = {
            "geo": self._geo(),
            "hytedata": {"sources": [source_told(one, self._day) for one in sorted(self._sources)]},
        }
        texts = {key: json.dumps(value, ensure_ascii=False) for key, value in told.items()}
        self._writer.add_key_value_metadata(texts)

    def _write(self) -> None:
        if self._packed:
            self._writer.write_table(pa.concat_tables(self._packed).combine_chunks())
        self._packed = []

    def _pack(self) -> None:
        if not self._waiting:
            return
        shapes = [row.shape for row in self._waiting if row.shape is not None]
        self._types |= {shape.geom_type for shape in shapes}
        if shapes:
            west, south, east, north = shapely.total_bounds(shapes)
            low, high = self._bounds[:2], self._bounds[2:]
            self._bounds = np.array(
                [*np.minimum(low, (west, south)), *np.maximum(high, (east, north))]
            )
        rows = [row.cells for row in self._waiting]
        self._packed.append(pa.Table.from_pylist(rows, schema=SCHEMA))
        self._waiting = []

    def _geo(self) -> dict[str, Json]:
        # Without `crs` a column is in OGC:CRS84: longitude, then latitude.
        column: dict[str, Json] = {"encoding": "WKB", "geometry_types": [*sorted(self._types)]}
        if self._types:
            column["bbox"] = [float(one) for one in self._bounds]
        return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
