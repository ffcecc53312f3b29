"""Files with areas as a table: GeoJSON, GeoPackage and GeoParquet, read without judging them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError

from hytedata.errors import InputError

ACCEPTED: Final = "GeoJSON (.geojson, .json), GeoPackage (.gpkg) or GeoParquet (.parquet)"
GEOJSON: Final = (".geojson", ".json")
PARQUET: Final = (".parquet", ".geoparquet", ".pq")
GEOPACKAGE: Final = (".gpkg",)

_NO_AREAS: Final = ("None", "Point", "Line", "Curve")

LONLAT: Final = "OGC:CRS84"
"""What a GeoParquet file is in that says nothing; GeoJSON is in EPSG:4326 then (RFC 7946)."""


@dataclass(frozen=True)
class VectorTable:
    """The rows of a file.

    Attributes:
        columns: Name → one value per row, as the file has them; None or NaN for none.
        geometries: Shapely geometries, one per row; None where a row has none.
        crs: As the file states it, or as its format prescribes; None where it is unknown.
        attribution: Whom the file says to name; empty where it says nothing.
        licence: Under which it may be used; empty where it says nothing.
    """

    columns: Mapping[str, Sequence[object]]
    geometries: NDArray[np.object_]
    crs: str | None
    attribution: str = ""
    licence: str = ""


class _Credits(msgspec.Struct):
    attribution: str = ""
    licence: str = ""
    license: str = ""


def area_layers(path: Path) -> tuple[str, ...]:
    """Return the names of the layers of a GeoPackage that may hold areas; none of other files.

    Raises:
        InputError: It cannot be read.
    """
    if _checked_suffix(path) not in GEOPACKAGE:
        return ()
    with _told_as_input_error(path):
        kinds = {str(name): str(kind) for name, kind in pyogrio.list_layers(path)}
    return tuple(
        name for name, kind in kinds.items() if not any(word in kind for word in _NO_AREAS)
    )


def read_columns(path: Path, layer: str) -> Mapping[str, Sequence[object]]:
    """Read a layer of a GeoPackage without its geometries."""
    with _told_as_input_error(path):
        meta, _, _, values = pyogrio.raw.read(path, layer=layer, read_geometry=False)
    return _columns(meta, values)


def read_vector_file(path: Path, layer: str | None = None) -> VectorTable:
    """Read all rows of *path*, of a GeoPackage those of *layer*, or of its first one.

    Raises:
        InputError: It cannot be read, or is something else; says what is accepted.
    """
    suffix = _checked_suffix(path)
    return _read_parquet(path) if suffix in PARQUET else _read_with_gdal(path, suffix, layer)


def _checked_suffix(path: Path) -> str:
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "does not exist"
        raise InputError(f"{path} {what}; name a file: {ACCEPTED}")
    suffix = path.suffix.lower()
    if suffix not in (*GEOJSON, *GEOPACKAGE, *PARQUET):
        raise InputError(f"{path} is of a kind that is not read here; give {ACCEPTED}")
    return suffix


@contextmanager
def _told_as_input_error(path: Path) -> Iterator[None]:
    try:
        yield
    except (DataSourceError, DataLayerError, UnicodeDecodeError) as error:
        detail = f"{path} cannot be read as {path.suffix[1:].lower()} ({error})"
        raise InputError(detail) from error


def _columns(
    meta: Mapping[str, Sequence[object]], values: Sequence[NDArray[np.generic]]
) -> Mapping[str, Sequence[object]]:
    named = zip(meta["fields"], values, strict=True)
    return {str(name): column.tolist() for name, column in named}


def _read_with_gdal(path: Path, suffix: str, layer: str | None) -> VectorTable:
    with _told_as_input_error(path):
        meta, _, wkb, values = pyogrio.raw.read(path, layer=layer)
    credit = _credits(path) if suffix in GEOJSON else _Credits()
    return VectorTable(
        _columns(meta, values),
        _geometries(path, wkb),
        meta["crs"],
        credit.attribution,
        credit.licence or credit.license,
    )


def _read_parquet(path: Path) -> VectorTable:
    try:
        from pyarrow import ArrowException, parquet
    except ModuleNotFoundError as error:
        raise InputError(
            f"{path}: GeoParquet needs pyarrow; install it with pip install 'hytedata[parquet]', "
            "or write the file as GeoPackage"
        ) from error
    try:
        table = parquet.read_table(path)
    except (ArrowException, OSError) as error:
        raise InputError(f"{path} cannot be read as Parquet ({error})") from error
    described = _described(path, (table.schema.metadata or {}).get(b"geo"))
    name = str(described.get("primary_column", "geometry"))
    columns = described.get("columns")
    geometry = columns.get(name, {}) if isinstance(columns, dict) else {}
    if geometry.get("encoding") != "WKB" or name not in table.column_names:
        raise InputError(f"{path}: its geometries are not written as WKB; write them so")
    return VectorTable(
        {each: table[each].to_pylist() for each in table.column_names if each != name},
        _geometries(path, np.array(table[name].to_pylist(), dtype=object)),
        _parquet_crs(geometry),
    )


def _described(path: Path, geo: bytes | None) -> dict[str, object]:
    try:
        described = json.loads(geo) if geo else None
    except ValueError:
        described = None
    if not isinstance(described, dict):
        raise InputError(f"{path} is Parquet without geometries; a GeoParquet file is needed")
    return described


def _parquet_crs(geometry: Mapping[str, object]) -> str | None:
    # Left out means longitude and latitude; null means that nobody knows (GeoParquet 1.1).
    if "crs" not in geometry:
        return LONLAT
    crs = geometry["crs"]
    return None if crs is None else json.dumps(crs)


def _geometries(path: Path, wkb: NDArray[np.object_] | None) -> NDArray[np.object_]:
    if wkb is None:
        raise InputError(f"{path} has no geometries; a file with borders is needed")
    try:
        return shapely.from_wkb(wkb)
    except (shapely.errors.GEOSException, TypeError) as error:
        raise InputError(f"{path} holds a geometry that cannot be read ({error})") from error


def _credits(path: Path) -> _Credits:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Credits)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Credits()
