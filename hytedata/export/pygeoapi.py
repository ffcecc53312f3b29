"""A folder from which pygeoapi serves GeoParquet as OGC API Features: settings and data."""

import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from hytedata.errors import InputError
from hytedata.export.credits import CREDITS
from hytedata.export.libraries import check_libraries
from hytedata.export.whole import write_whole

Setting: TypeAlias = "str | int | float | bool | Sequence[Setting] | Mapping[str, Setting] | None"

FINLAND: Final = (19.0, 59.0, 32.0, 71.0)
"""West, south, east, north in degrees: what a collection is said to reach over."""

_TIME: Final = "modified_at"
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_TILES: Final = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "attribution": "© OpenStreetMap contributors",
}


@dataclass(frozen=True)
class Served:
    """One collection.

    Attributes:
        name: Its word in addresses: `sites`.
        path: A GeoParquet file, or a folder of parts, as the format `geoparquet` writes it.
        title: For people.
        source: The register that it is of, for licence and credit.
        description: For people.
    """

    name: str
    path: Path
    title: str
    source: str
    description: str = ""


@dataclass(frozen=True)
class Server:
    """Where the service is, and whose it is.

    Attributes:
        url: As clients see it: behind a proxy, the proxy's.
        contact: Whom to write to.
        provider: Who offers it.
        host: Address that it listens at; this machine's own unless it is meant otherwise.
        port: It listens at.
        most: Most features of one answer.
    """

    url: str
    contact: str
    provider: str
    title: str = "hytedata"
    host: str = "127.0.0.1"
    port: int = 5000
    most: int = 1000


def write_pygeoapi(
    folder: Path, server: Server, collections: Sequence[Served], *, day: date
) -> Path:
    """Write the settings that pygeoapi is started with, and beside them what it serves.

    Each collection names its licence and credit. Features can be asked for by id, by a box, by
    the values of their columns, and by when they changed. What lies nowhere is not served.

    Args:
        folder: Made where it is not there; its files of these names are replaced.
        server: Where the service is, and whose it is.
        collections: What is served.
        day: When the registers were read, for the lines of credit.

    Returns:
        The file for `PYGEOAPI_CONFIG`.

    Raises:
        InputError: There is no collection, two have one name, a path is no GeoParquet, a library
            is missing, or *folder* cannot be written.
    """
    names = [one.name for one in collections]
    if not names or len(set(names)) < len(names):
        raise InputError("name at least one collection, and each once")
    for name in names:
        if not _NAME.fullmatch(name):
            raise InputError(f"{name!r} is no name for an address: a-z, digits and - only")
    check_libraries("data for pygeoapi", {"pyarrow": "parquet", "shapely": "parquet"})
    resources = {one.name: _resource(one, _put(one, folder), folder, day) for one in collections}
    settings = {**_settings(server), "resources": resources}
    text = "\n".join(("# Made by hytedata; pygeoapi reads it.", *_lines(settings), ""))
    out = folder / "pygeoapi.yml"
    write_whole(out, lambda stream: stream.write(text.encode()))
    return out


def _put(served: Served, folder: Path) -> tuple[str, ...]:
    """Put the data of a collection in its place, whole; return the names of its columns."""
    # Late: an extra brings its libraries.
    from hytedata.export.served_parquet import write_served

    target = _data(served, folder)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        columns = write_served(served.path, draft)
        draft.replace(target)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return columns


def _data(served: Served, folder: Path) -> Path:
    return folder.resolve() / f"{served.name}.parquet"


def _settings(server: Server) -> dict[str, Setting]:
    return {
        "server": {
            "bind": {"host": server.host, "port": server.port},
            "url": server.url,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US", "fi-FI", "sv-SE"],
            "gzip": True,
            "limits": {"default_items": min(100, server.most), "max_items": server.most},
            "map": _TILES,
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": server.title,
                "description": "Services, sports sites and events, from open registers",
                "keywords": ["hyte", "PTV", "Lipas"],
                "keywords_type": "theme",
                "terms_of_service": f"{server.url}/collections",
                "url": server.url,
            },
            "license": {
                "name": "Each collection names its own",
                "url": f"{server.url}/collections",
            },
            "provider": {"name": server.provider, "url": server.url},
            "contact": {"name": server.provider, "email": server.contact},
        },
    }


def _resource(served: Served, columns: Sequence[str], folder: Path, day: date) -> Setting:
    credit = CREDITS.get(served.source)
    about = (served.description, credit.attribution(day) if credit else "")
    link = {"type": "text/html", "rel": "license", "title": "", "href": "", "hreflang": "en"}
    if credit:
        link |= {"title": credit.licence, "href": credit.url}
    return {
        "type": "collection",
        "title": served.title,
        "description": ". ".join(text for text in about if text) or served.title,
        "keywords": [served.source],
        "links": [link] if credit else [],
        "extents": {
            "spatial": {
                "bbox": list(FINLAND),
                "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            }
        },
        "providers": [_provider(_data(served, folder), columns)],
    }


def _provider(data: Path, columns: Sequence[str]) -> Setting:
    found: dict[str, Setting] = {
        "type": "feature",
        "name": "Parquet",
        "data": {"source": str(data)},
        "id_field": "id",
        "x_field": "served_lon",
        "y_field": "served_lat",
    }
    if _TIME in columns:
        found["time_field"] = _TIME
    return found


def _lines(settings: Mapping[str, Setting], depth: int = 0) -> Iterator[str]:
    """Yield YAML: mappings in blocks, every other value in its JSON form, which YAML shares."""
    for name, value in settings.items():
        start = f"{'  ' * depth}{name}:"
        if isinstance(value, Mapping) and value:
            yield start
            yield from _lines(value, depth + 1)
        else:
            yield f"{start} {json.dumps(value, ensure_ascii=False)}"
