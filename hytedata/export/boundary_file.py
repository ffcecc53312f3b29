"""Borders as a file that map programs and `Boundaries.read` take: GeoJSON or GeoPackage."""

import os
import secrets
from pathlib import Path

import msgspec
import numpy as np
import pyogrio
import pyproj
import shapely

from hytedata import codes
from hytedata.clients.boundaries import Boundaries
from hytedata.errors import InputError
from hytedata.places.polygons import CRS, reprojected

DECIMALS = 6
"""Of a degree: about 0.1 m."""


def check_boundary_file(path: Path) -> None:
    """Check that borders can be written to *path*, before any are fetched.

    Raises:
        InputError: It is a folder, or its ending says neither GeoJSON nor GeoPackage.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder; name a file in it")
    if path.suffix.lower() not in (".geojson", ".json", ".gpkg"):
        raise InputError(f"{path}: borders are written as .geojson or .gpkg")


def write_boundaries(path: Path, boundaries: Boundaries) -> None:
    """Write *boundaries* with code, names and year: whole or not at all.

    GeoJSON is in degrees, longitude first (RFC 7946), and carries the attribution; GeoPackage is
    in EPSG:3067 metres.

    Raises:
        InputError: *path* cannot be written.
    """
    check_boundary_file(path)
    target = path.resolve()
    draft = target.with_name(f".{target.stem}.{secrets.token_hex(4)}{target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix.lower() == ".gpkg":
            _write_geopackage(draft, boundaries)
        else:
            draft.write_bytes(_geojson(boundaries))
        os.replace(draft, target)
    except (OSError, pyogrio.errors.DataSourceError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"{path} cannot be written: {why}") from error
    finally:
        draft.unlink(missing_ok=True)


def _geojson(boundaries: Boundaries) -> bytes:
    to_degrees = pyproj.Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)
    areas = reprojected(boundaries.geometries, to_degrees)
    areas = shapely.transform(areas, lambda places: np.round(places, DECIMALS))
    return msgspec.json.encode(
        {
            "type": "FeatureCollection",
            "attribution": boundaries.attribution,
            "licence": boundaries.licence,
            "features": [
                {
                    "type": "Feature",
                    "properties": {
                        "code": code,
                        "name_fi": fi,
                        "name_sv": sv,
                        "vuosi": boundaries.year,
                    },
                    "geometry": msgspec.Raw(shapely.to_geojson(area).encode()),
                }
                for code, (fi, sv), area in zip(
                    boundaries.codes, _names(boundaries), areas, strict=True
                )
            ],
        }
    )


def _write_geopackage(path: Path, boundaries: Boundaries) -> None:
    names = _names(boundaries)
    columns = {
        "code": np.array(boundaries.codes, dtype=object),
        "name_fi": np.array([fi for fi, _ in names], dtype=object),
        "name_sv": np.array([sv for _, sv in names], dtype=object),
        "vuosi": np.full(len(names), boundaries.year, dtype=np.int32),
        "attribution": np.full(len(names), boundaries.attribution, dtype=object),
    }
    pyogrio.raw.write(
        path,
        shapely.to_wkb(boundaries.geometries),
        list(columns.values()),
        list(columns),
        layer=f"{boundaries.kind}_{boundaries.year}",
        driver="GPKG",
        geometry_type="MultiPolygon",
        promote_to_multi=True,
        crs=CRS,
    )


def _names(boundaries: Boundaries) -> list[tuple[str, str]]:
    """Return the Finnish and Swedish names; the code where there is none known here."""
    if boundaries.kind == "county":
        labels = {county.code: county.name for county in codes.counties()}
    else:
        labels = {old.code: old.name for old in codes.abolished_municipalities()}
        labels |= {place.code: place.name for place in codes.municipalities()}
    return [
        (labels[code].fi, labels[code].best("sv")) if code in labels else (code, code)
        for code in boundaries.codes
    ]
