"""Locate the features of a GeoJSON, GeoPackage or GeoParquet file.

A GeoPackage is read and written some thousands of features at a time where it stays one; the
other formats are in memory as a whole.
"""

import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyogrio
import shapely

from hytedata.connectors.vector_files import GEOJSON, GEOPACKAGE, PARQUET
from hytedata.errors import InputError
from hytedata.places.frames import COLUMNS, locate_frame
from hytedata.places.index import MunicipalityIndex
from hytedata.runs.locate_options import LocateOptions
from hytedata.runs.locate_report import LocateReport
from hytedata.runs.progress import OnProgress, Step

if TYPE_CHECKING:
    import geopandas

_AT_ONCE: Final = 200_000
_STEP: Final = "locating features"
_DRIVERS: Final = {
    **dict.fromkeys(GEOJSON, "GeoJSON"),
    **dict.fromkeys(GEOPACKAGE, "GPKG"),
}
SUFFIXES: Final = frozenset({*_DRIVERS, *PARQUET})
_DISTANCE: Final = "locate_distance_m"


def locate_geo(
    source: Path, out: Path, index: MunicipalityIndex, options: LocateOptions, tell: OnProgress
) -> LocateReport:
    """Write the features of *source* to *out* with the columns of `COLUMNS`.

    The format of each is told by its ending. GeoJSON is written in WGS 84, as it has to be; the
    others keep the CRS.

    Raises:
        InputError: *source* is not what its ending says, has no geometries, states no CRS, or has
            columns of these names; or a library that the format needs is not installed.
    """
    report = LocateReport()
    layer = _layer(source, options) if _streams(source) else None
    name = layer or source.stem
    located: list[geopandas.GeoDataFrame] = []
    streamed = _streams(source) and _streams(out)
    for frame in _frames(source, layer, report):
        one = _located(frame, index, options, report, tell)
        if streamed:
            _write(one, out, name, append=bool(report.rows))
        else:
            located.append(one)
        report.count(one["locate_method"].tolist(), one["locate_reason"].dropna().tolist())
        tell(Step(_STEP, report.rows))
    if not streamed:
        _write(_as_wanted(_joined(located), out, report), out, name, append=False)
    tell(Step(_STEP, report.rows, report.rows, finished=True))
    return report


def read_frame(source: Path) -> "geopandas.GeoDataFrame":
    """Read a file as one frame, whatever its format.

    Raises:
        InputError: It cannot be read, or has no geometries.
    """
    layer = _layer(source, LocateOptions()) if _streams(source) else None
    return _joined(list(_frames(source, layer, LocateReport())))


def _streams(path: Path) -> bool:
    return path.suffix.lower() in GEOPACKAGE


def _located(
    frame: "geopandas.GeoDataFrame",
    index: MunicipalityIndex,
    options: LocateOptions,
    report: LocateReport,
    tell: OnProgress,
) -> "geopandas.GeoDataFrame":
    if options.crs is not None:
        if frame.crs is not None:
            report.note(f"the file states {frame.crs.name}; taken as {options.crs}, as asked for")
        frame = frame.set_crs(_pyproj_crs(options.crs), allow_override=True)
    done = report.rows
    return locate_frame(
        frame,
        index,
        offshore_m=options.offshore_m,
        replace=options.replace,
        progress=lambda rows: tell(Step(_STEP, done + rows)),
    )


def _pyproj_crs(crs: str) -> object:
    try:
        return import_module("pyproj").CRS.from_user_input(crs)
    except ValueError as error:
        raise InputError(f"--crs {crs}: that is no CRS; state one such as EPSG:3067") from error


def _frames(
    source: Path, layer: str | None, report: LocateReport
) -> Iterator["geopandas.GeoDataFrame"]:
    if source.suffix.lower() in PARQUET:
        yield _read_parquet(source)
        return
    asked: dict[str, Any] = {} if layer is None else {"layer": layer, "max_features": _AT_ONCE}
    begin = 0
    while True:
        if layer is not None:
            asked["skip_features"] = begin
        frame = _read(source, asked, report)
        if begin == 0 or len(frame):
            yield frame
        begin += len(frame)
        if layer is None or len(frame) < _AT_ONCE:
            return


def _read(source: Path, asked: dict[str, Any], report: LocateReport) -> "geopandas.GeoDataFrame":
    # GeoJSON has no type for times: as text they come out as they went in.
    as_text = not _streams(source)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            frame = pyogrio.read_dataframe(source, datetime_as_string=as_text, **asked)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
            raise InputError(f"{source} cannot be read: {error}") from error
    for warning in told:
        report.note(f"reading: {str(warning.message).splitlines()[0]}")
    if not hasattr(frame, "set_crs"):
        raise InputError(f"{source} has no geometries: nothing in it can be located")
    return frame


def _read_parquet(source: Path) -> "geopandas.GeoDataFrame":
    _library("pyarrow", "parquet")
    try:
        return _library("geopandas", "geo").read_parquet(source)
    except (ValueError, OSError) as error:
        raise InputError(f"{source} is not GeoParquet that can be read: {error}") from error


def _layer(source: Path, options: LocateOptions) -> str:
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(source) if kind is not None]
    except pyogrio.errors.DataSourceError as error:
        raise InputError(f"{source} cannot be read: {error}") from error
    if options.layer in layers:
        return options.layer
    if options.layer is None and len(layers) == 1:
        return layers[0]
    named = f"has no layer {options.layer} with geometries" if options.layer else "has several"
    raise InputError(f"{source} {named}; name one with --layer: {', '.join(layers) or 'none'}")


def _joined(frames: list["geopandas.GeoDataFrame"]) -> "geopandas.GeoDataFrame":
    if len(frames) == 1:
        return frames[0]
    return _library("pandas", "geo").concat(frames, ignore_index=True)


def _as_wanted(
    frame: "geopandas.GeoDataFrame", out: Path, report: LocateReport
) -> "geopandas.GeoDataFrame":
    if out.suffix.lower() in PARQUET:
        return frame
    frame = _without_measures(frame, report)
    if _DRIVERS[out.suffix.lower()] != "GeoJSON" or frame.crs.equals("EPSG:4326"):
        return frame
    report.note(f"GeoJSON is in WGS 84: coordinates were transformed from {frame.crs.name}")
    return frame.to_crs("EPSG:4326")


def _write(frame: "geopandas.GeoDataFrame", out: Path, layer: str, *, append: bool) -> None:
    # A column of nothing but empty values would lose its type.
    texts = [name for name in COLUMNS if name != _DISTANCE]
    frame = frame.astype(dict.fromkeys(texts, "string"))
    try:
        if out.suffix.lower() in PARQUET:
            _library("pyarrow", "parquet")
            frame.to_parquet(out)
        else:
            driver = _DRIVERS[out.suffix.lower()]
            pyogrio.write_dataframe(frame, out, driver=driver, layer=layer, append=append)
    except (RuntimeError, ValueError) as error:
        raise InputError(f"{out.suffix} cannot hold these features: {error}") from error


def _without_measures(
    frame: "geopandas.GeoDataFrame", report: LocateReport
) -> "geopandas.GeoDataFrame":
    """Leave M values out, which GDAL's formats do not take from here; heights stay."""
    has_m = getattr(shapely, "has_m", None)  # of newer versions, older ones read no M
    drawn = np.asarray(frame.geometry.array, dtype=object)
    measured = has_m(drawn) if has_m else np.zeros(len(drawn), dtype=bool)
    if not measured.any():
        return frame
    report.note("M values are left out")
    high = measured & shapely.has_z(drawn)
    flat = drawn.copy()
    flat[measured] = shapely.force_2d(drawn[measured])
    flat[high] = shapely.from_wkb(shapely.to_wkb(drawn[high], output_dimension=3))
    return frame.set_geometry(frame.set_geometry(flat, crs=frame.crs).geometry)


def _library(name: str, extra: str) -> Any:
    # Imported late, so that everything else works without them.
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(
            f"this needs {name}, which is not installed: pip install 'hytedata[{extra}]'"
        ) from error
