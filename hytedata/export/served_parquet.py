"""GeoParquet as pygeoapi can serve it: one flat file, with a point in degrees for each row."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import shapely

from hytedata.errors import InputError

LON, LAT = "served_lon", "served_lat"
"""A point on each geometry, degrees: a box is asked for by these."""

NEEDED: Final = ("id", "geometry")

_GEO: Final = json.dumps(
    {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
    }
)
# pygeoapi numbers the features of an answer from 0; what pandas takes for the index is their id.
_ID: Final = {
    "name": "id",
    "field_name": "id",
    "pandas_type": "unicode",
    "numpy_type": "object",
    "metadata": None,
}
_INDEX: Final = json.dumps({"index_columns": ["id"], "column_indexes": [], "columns": [_ID]})
_ROWS: Final = 2_000


def write_served(path: Path, out: Path) -> tuple[str, ...]:
    """Write what lies somewhere of the GeoParquet at *path* to the file *out*.

    Some thousands of rows are in memory at a time. Lists become texts parted by spaces, since
    pygeoapi has no lists; rows without a geometry are left out, since no map shows them.

    Args:
        path: A file, or a folder of parts, in WGS 84 (OGC:CRS84).
        out: A new file.

    Returns:
        The names of the columns.

    Raises:
        InputError: *path* is no GeoParquet, or has no ids or geometries.
    """
    try:
        parts = ds.dataset(path, format="parquet")
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{path} is no GeoParquet: {error}") from error
    if missing := [name for name in NEEDED if name not in parts.schema.names]:
        raise InputError(f"{path} cannot be served: it has no column {' and no '.join(missing)}")
    schema = _flat_schema(parts.schema)
    with pq.ParquetWriter(out, schema, compression="zstd", store_schema=False) as writer:
        for batch in _flat(parts, schema):
            writer.write_batch(batch)
        # Written last, where readers of whole folders find it as well.
        writer.add_key_value_metadata({"geo": _GEO, "pandas": _INDEX})
    return tuple(schema.names)


def _flat_schema(schema: pa.Schema) -> pa.Schema:
    fields = [
        pa.field(one.name, pa.string()) if pa.types.is_list(one.type) else one for one in schema
    ]
    return pa.schema([*fields, pa.field(LON, pa.float64()), pa.field(LAT, pa.float64())])


def _flat(parts: ds.Dataset, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    there = pc.field("geometry").is_valid()
    for batch in parts.scanner(filter=there, batch_size=_ROWS).to_batches():
        if batch.num_rows == 0:
            continue
        columns = [
            pc.binary_join(column, " ") if pa.types.is_list(column.type) else column
            for column in batch.columns
        ]
        shapes = shapely.from_wkb(batch.column("geometry").to_numpy(zero_copy_only=False))
        points = shapely.get_coordinates(shapely.point_on_surface(np.asarray(shapes)))
        columns += [pa.array(points[:, 0]), pa.array(points[:, 1])]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)
