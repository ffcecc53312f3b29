"""Records and borders as a GeoDataFrame, for notebooks, geopandas and QGIS."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from hytedata import codes
from hytedata.errors import InputError
from hytedata.models.common import Language, LocalizedText
from hytedata.models.location_of_interest import LocationOfInterest
from hytedata.models.sports_site import SportsSite

if TYPE_CHECKING:
    import geopandas
    import shapely

    from hytedata.clients.boundaries import Boundaries
    from hytedata.models.ptv import ServiceLocation

CRS: Final = "EPSG:3067"
COLUMNS: Final = (
    "id",
    "source",
    "kind",
    "name_fi",
    "name_sv",
    "name_en",
    "type",
    "type_name",
    "municipality",
    "county",
    "status",
    "modified_at",
)
BORDER_COLUMNS: Final = ("code", "name_fi", "name_sv", "county", "region")

LabelLanguage: TypeAlias = Literal["fi", "sv", "en"]
Placed: TypeAlias = "SportsSite | LocationOfInterest | ServiceLocation"
"""A record that is somewhere."""

_Row: TypeAlias = dict[str, object]
_LOCATION: Final = codes.Labels("Palvelupaikka", "Serviceställe", "Service location")


def to_geodataframe(
    records: "Iterable[Placed] | Boundaries",
    *,
    language: LabelLanguage = "fi",
    position: bool = False,
) -> "geopandas.GeoDataFrame":
    """Return one row per record, in their order; a record without a geometry is a row too.

    The frame is in EPSG:3067 (ETRS-TM35FIN, metres). Its columns are always these:

    - `id`: in the register, as text; `source`: `lipas` or `ptv`; `kind`: `sports-site`, `loi` or
      `service-channel`.
    - `name_fi`, `name_sv`, `name_en`: None where there is none in that language.
    - `type`: code of the type, as text; `type_name`: its name in *language*, else in Finnish.
    - `municipality`, `county`: codes of today (three and two digits) as the record states them,
      None where it states none; `hytedata.locate` finds them by place.
    - `status`: the register's own word; `modified_at`: aware time, UTC, or missing.
    - `geometry`: whole: all points, all parts of a route, areas with their holes; of a service
      location all its addresses with a position. None where there is none.
    - `position`: a point that stands for the geometry, where *position* is true.

    Of `Boundaries` it makes a frame with one row per area in the order of the codes: `code`,
    `name_fi`, `name_sv`, `county`, `region` (codes; None where unknown) and `geometry`.

    Args:
        records: Sports sites, locations of interest, service locations, also mixed; or borders.
        language: Of `type_name`.
        position: Whether to add the column `position`, a second column of geometries.

    Raises:
        InputError: geopandas is not installed, or a record is of another kind.
    """
    library = _geopandas()
    if not isinstance(records, Iterable):
        return borders_to_geodataframe(records)
    rows, shapes, points = [], [], []
    for record in records:
        row, shape, point = _described(record, language, position=position)
        rows.append([row[name] for name in COLUMNS])
        shapes.append(shape)
        points.append(point)
    frame = import_module("pandas").DataFrame(rows, columns=list(COLUMNS), dtype=object)
    frame["modified_at"] = import_module("pandas").to_datetime(frame["modified_at"], utc=True)
    if position:
        frame["position"] = library.GeoSeries(points, index=frame.index, crs=CRS)
    geometry = library.GeoSeries(shapes, index=frame.index, crs=CRS)
    return library.GeoDataFrame(frame, geometry=geometry, crs=CRS)


def borders_to_geodataframe(boundaries: "Boundaries") -> "geopandas.GeoDataFrame":
    """Return one row per area, in the order of the codes, EPSG:3067.

    Columns: `code`; `name_fi` and `name_sv`, the code where no name is known here; `county` and
    `region`, codes of those of today, None where unknown (and of a county, which has no region);
    `geometry`, polygons and multipolygons.

    Raises:
        InputError: geopandas is not installed.
    """
    library = _geopandas()
    rows = [_border(code, boundaries.kind) for code in boundaries.codes]
    frame = import_module("pandas").DataFrame(rows, columns=list(BORDER_COLUMNS), dtype=object)
    return library.GeoDataFrame(frame, geometry=list(boundaries.geometries), crs=CRS)


def _geopandas() -> ModuleType:
    try:
        return import_module("geopandas")
    except ImportError as error:
        raise InputError(
            f"a GeoDataFrame needs {error.name}, which is not installed: "
            "pip install 'hytedata[geo]'"
        ) from error


def _described(
    record: Placed, language: LabelLanguage, *, position: bool
) -> "tuple[_Row, shapely.geometry.base.BaseGeometry | None, shapely.Point | None]":
    # Here, since shapely and the models of PTV are loaded by who needs them.
    from hytedata.models.ptv import ServiceLocation

    match record:
        case SportsSite() | LocationOfInterest():
            row = _site(record) if isinstance(record, SportsSite) else _loi(record)
            named = _type_name(record)
            row["type_name"] = named.best(language) if named else None
            return row, *_lipas_shapes(record, position=position)
        case ServiceLocation():
            return _location(record, language), *_ptv_shapes(record, position=position)
    raise InputError(
        "a GeoDataFrame is made of sports sites, locations of interest and service locations, "
        f"not of {type(record).__name__}"
    )


def _site(site: SportsSite) -> _Row:
    return {
        **_head(site.ref.source, site.ref.kind, site.ref.id, site.names),
        **_place(site.municipality),
        "type": str(site.type_code),
        "status": site.status,
        "modified_at": site.event_date,
    }


def _loi(place: LocationOfInterest) -> _Row:
    return {
        **_head(place.ref.source, place.ref.kind, place.ref.id, place.names),
        **_place(None),
        "type": place.type,
        "status": place.status,
        "modified_at": place.event_date,
    }


def _location(location: "ServiceLocation", language: LabelLanguage) -> _Row:
    stated = (address.municipality for address in location.location.street)
    return {
        **_head(location.ref.source, location.ref.kind, location.ref.id, location.name),
        **_place(next((code for code in stated if code), None)),
        "type": location.type,
        "type_name": _LOCATION.best(language),
        "status": location.status,
        "modified_at": location.modified_at,
    }


def _head(source: str, kind: str, key: str, names: LocalizedText) -> _Row:
    known: Mapping[Language, str] = names
    named = {f"name_{one}": known.get(one) for one in ("fi", "sv", "en")}
    return {"id": key, "source": source, "kind": kind, **named}


def _place(stated: str | None) -> _Row:
    found = codes.find_municipality(stated) if stated else None
    if found is None:
        return {"municipality": stated, "county": None}
    today = found.municipality
    return {"municipality": today.code, "county": today.county.code}


def _type_name(record: SportsSite | LocationOfInterest) -> codes.Labels | None:
    try:
        if isinstance(record, SportsSite):
            return codes.sports_site_type(record.type_code).name
        return codes.loi_type(record.type).name
    except codes.UnknownCode:  # open sets: Lipas adds types
        return None


def _lipas_shapes(
    record: SportsSite | LocationOfInterest, *, position: bool
) -> "tuple[shapely.geometry.base.BaseGeometry | None, shapely.Point | None]":
    from shapely import Point

    from hytedata.places.representative import representative_point
    from hytedata.places.shapes import to_shape

    shape = to_shape(record.geometry)
    if not position or record.geometry is None or shape is None:
        return shape, None
    stands_for = representative_point(record.geometry)
    return shape, Point(stands_for.east, stands_for.north)


def _ptv_shapes(
    location: "ServiceLocation", *, position: bool
) -> "tuple[shapely.geometry.base.BaseGeometry | None, shapely.Point | None]":
    from shapely import MultiPoint, Point

    found = [address.position for address in location.location.street]
    found += [address.position for address in location.location.other]
    points = [Point(one.east, one.north) for one in found if one]
    if not points:
        return None, None
    shape = points[0] if len(points) == 1 else MultiPoint(points)
    return shape, points[0] if position else None


def _border(code: str, kind: str) -> _Row:
    if kind == "county":
        named = {county.code: county.name for county in codes.counties()}.get(code)
        return _named(code, named) | {"county": code, "region": None}
    found = codes.find_municipality(code)
    if found is None:
        return _named(code, None) | {"county": None, "region": None}
    name = found.abolished.name if found.abolished else found.municipality.name
    today = found.municipality
    return _named(code, name) | {"county": today.county.code, "region": today.region.code}


def _named(code: str, name: codes.Labels | None) -> _Row:
    return {
        "code": code,
        "name_fi": name.fi if name else code,
        "name_sv": name.best("sv") if name else code,
    }
