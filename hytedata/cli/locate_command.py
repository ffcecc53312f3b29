"""`hytedata locate`: which municipality and county each place of a file is in."""

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

import click

from hytedata.cli.exits import Exit
from hytedata.cli.options import config_option, json_option
from hytedata.cli.out_path import OutPath
from hytedata.cli.screen import notes, print_json, progress, say
from hytedata.config import load_config
from hytedata.errors import InputError
from hytedata.places.located import OFFSHORE_M
from hytedata.runs.locate_options import LocateOptions
from hytedata.runs.locate_report import LocateReport

if TYPE_CHECKING:
    from hytedata.clients.boundaries import Boundaries


@click.command(
    epilog="""\b
Examples:
  hytedata locate places.csv --boundaries kunnat.gpkg --out located.csv
  hytedata locate routes.gpkg -c hytedata.toml --out routes.parquet
  hytedata locate old.csv --x ITA --y POHJ --crs EPSG:2393 --out located.csv
  hytedata locate sites.geojson --out located.geojson --map kainuu.html --map-area Kainuu

\b
A map shows the places on the borders around them; with --map-by it counts them by area. SVG and
HTML need nothing more, PNG needs pip install 'hytedata[maps]'.

\b
Added are municipality, county (codes), locate_method (inside, border, offshore, outside,
unusable), locate_distance_m, locate_shares (JSON: share of length or area by code), and
locate_reason. A CSV has columns lon and lat (EPSG:4326) or east and north (EPSG:3067).

\b
Exit codes:
  0  every row was written, each with a municipality or the reason why not
  2  failed
  4  usage or configuration, or a file that is not what it should be"""
)
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=OutPath(), help="Write this file.")
@config_option
@click.option(
    "--boundaries",
    type=click.Path(path_type=Path),
    help="A file of municipal boundaries; without it, those of the configuration.",
)
@click.option("--crs", help="CRS of the coordinates, whatever the file states: EPSG:3879.")
@click.option("--x", help="CSV: the column of eastings or longitudes, if not east or lon.")
@click.option("--y", help="CSV: the column of northings or latitudes, if not north or lat.")
@click.option("--layer", help="Layer of a GeoPackage that has several.")
@click.option(
    "--offshore",
    "offshore_m",
    type=click.FloatRange(min=0, max=100_000),
    default=OFFSHORE_M,
    show_default=True,
    metavar="METRES",
    help="So near, a place outside all municipalities gets the nearest one, marked.",
)
@click.option(
    "--map", "map_file", type=click.Path(path_type=Path), help="Also draw: .svg .html .png"
)
@click.option(
    "--map-by",
    type=click.Choice(["municipality", "county"]),
    help="Colour areas by how many places they have.",
)
@click.option("--map-area", metavar="NAME_OR_CODE", help="One municipality, county or region.")
@click.option("--map-lang", type=click.Choice(["fi", "sv", "en"]), default="fi", show_default=True)
@click.option("--map-title", help="Heading of the map.")
@click.option("--replace", is_flag=True, help="Replace columns of the names that are added.")
@json_option
def locate(
    source: Path,
    out: Path,
    file: Path,
    boundaries: Path | None,
    crs: str | None,
    x: str | None,
    y: str | None,
    layer: str | None,
    offshore_m: float,
    map_file: Path | None,
    map_by: Literal["municipality", "county"] | None,
    map_area: str | None,
    map_lang: Literal["fi", "sv", "en"],
    map_title: str | None,
    replace: bool,
    as_json: bool,
) -> int:
    """Add municipality and county to the points, routes and areas of FILE.

    FILE is CSV, GeoJSON, GeoPackage or GeoParquet. Rows keep their order and number.
    """
    job = _module("hytedata.runs.locate")
    job.require_files(source, out)
    draw = _map_job(map_file, map_by, map_area, map_lang, map_title)
    found = _boundaries(boundaries, file)
    for note in found.remarks:
        _note(note)
    index = _module("hytedata.places.index").MunicipalityIndex.of(found)
    options = LocateOptions(x=x, y=y, crs=crs, layer=layer, offshore_m=offshore_m, replace=replace)
    with progress() as tell:
        report = job.locate_file(source, out, index, options=options, tell=tell)
    if draw is not None:
        draw(out, found, options)
    for note in report.notes:
        _note(note)
    if as_json:
        drawn = {"map": str(map_file)} if map_file else {}
        about = {"boundaries": _document(found), "out": str(out), **drawn}
        print_json({**report.document(), **about})
    else:
        _tell(report, out)
        if map_file:
            say(f"map written to {map_file}")
    return Exit.DONE


def _module(name: str) -> ModuleType:
    # Here, so that the other commands start without libraries for geometry, or work without.
    try:
        return import_module(name)
    except ImportError as error:
        raise InputError(
            f"locating needs {error.name}, which is not installed: pip install 'hytedata[geo]'"
        ) from error


def _map_job(
    path: Path | None,
    by: Literal["municipality", "county"] | None,
    area: str | None,
    language: Literal["fi", "sv", "en"],
    title: str | None,
) -> "Callable[[Path, Boundaries, LocateOptions], None] | None":
    """Return what draws the map of a located file, checked; None where none is wanted."""
    if path is None:
        if by or area or title:
            raise InputError("--map-by, --map-area and --map-title need --map FILE")
        return None
    from hytedata.runs.locate_map import MapOptions, map_located, require_map

    wanted = MapOptions(path, by, area, language, title)
    require_map(wanted)

    def draw(located: Path, borders: "Boundaries", options: LocateOptions) -> None:
        map_located(located, borders, options, wanted)

    return draw


def _tell(report: LocateReport, out: Path) -> None:
    say(f"{report.rows} row(s) written to {out}")
    for method, count in report.methods.most_common():
        say(f"  {method}: {count}")
    if report.reasons:
        say("reasons:")
    for reason, count in report.reasons.most_common():
        say(f"  {reason}: {count}")


def _boundaries(named: Path | None, file: Path) -> "Boundaries":
    """Return the boundaries of the file that is named, else those of the configuration."""
    if named is not None:
        read: Boundaries = _module("hytedata.clients.boundaries").Boundaries.read(
            named, kind="municipality"
        )
        return read
    if not file.exists():
        raise InputError(
            f"which boundaries? Name a file with --boundaries, or a configuration with -c ({file} "
            "is not there): its contact and [boundaries] say where they are fetched"
        )
    settings = load_config(file, environ=os.environ)
    opened: Boundaries = _module("hytedata.runs.boundaries").open_boundaries(settings)
    return opened


def _document(found: "Boundaries") -> dict[str, object]:
    return {
        "year": found.year,
        "scale": found.scale,
        "source": found.source,
        "attribution": found.attribution,
        "remarks": list(found.remarks),
    }


def _note(text: str) -> None:
    notes().print(f"note: {text}", markup=False)
