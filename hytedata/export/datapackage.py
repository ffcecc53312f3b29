"""A Data Package descriptor (Frictionless, version 2) beside an export."""

import hashlib
import json
import re
from pathlib import Path
from typing import Final, TypeVar, cast

from hytedata.errors import InputError
from hytedata.export.described_before import MARK, NAME, Described, resources_before
from hytedata.export.exporter import Loss
from hytedata.export.shape import Shape
from hytedata.export.tally import Tally
from hytedata.export.whole import is_device, write_whole
from hytedata.models.common import Json

R = TypeVar("R")

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_AT_ONCE: Final = 1 << 20


def descriptor_of(out: Path, *, folder: bool | None = None) -> Path:
    """Return where the descriptor of the export *out* is: in its folder, or in the folder itself.

    Paths in a descriptor lead downwards only.

    Args:
        out: The export, whether it is there or not.
        folder: Whether it is a folder of files; None looks at what is there.
    """
    is_folder = out.is_dir() if folder is None else folder
    return (out if is_folder else out.parent) / NAME


def check_descriptor(out: Path, *, folder: bool) -> None:
    """Check that the export *out* may be described.

    Args:
        out: The export, whether it is there or not.
        folder: Whether it is a folder of files.

    Raises:
        InputError: It is a pipe or device, or there is a descriptor that no export wrote.
    """
    if is_device(out):
        raise InputError(f"{out} is no file that could be described: leave out --descriptor")
    resources_before(descriptor_of(out, folder=folder))


def write_descriptor(out: Path, shape: Shape, losses: tuple[Loss, ...], tally: Tally[R]) -> Path:
    """Write the descriptor of the export *out*; returns where it is.

    One of several exports in the same folder describes them all: that of *out* takes the place
    of the one before. The same exports give the same bytes.

    Raises:
        InputError: It cannot be written, or one is there that no export wrote.
    """
    file = descriptor_of(out)
    before = resources_before(file)
    resource = _resource(out, file.parent, shape, losses, tally)
    kept = [one for one in before if one["path"] != resource["path"] and not out.is_dir()]
    while resource["name"] in {one["name"] for one in kept}:
        resource["name"] = f"{resource['name']}-2"
    _write(file, [*kept, resource])
    return file


def undescribe(out: Path) -> None:
    """Say no more of *out*, whose content is another now, in the descriptor beside it.

    A descriptor that no export wrote is left as it is; one that tells of nothing else is removed.

    Raises:
        InputError: The descriptor cannot be written.
    """
    file = descriptor_of(out, folder=False)
    try:
        before = resources_before(file)
    except InputError:
        return
    kept = [one for one in before if one["path"] != out.name]
    if kept == before:
        return
    if kept:
        _write(file, kept)
    else:
        file.unlink(missing_ok=True)


def _write(file: Path, some: list[Described]) -> None:
    resources = sorted(some, key=lambda one: str(one["name"]))
    package: Described = {
        "$schema": _PROFILE,
        "name": MARK,
        "title": "Records of Finnish service registers",
        **_told("licenses", _each(resources, "licenses")),
        **_told("sources", _each(resources, "sources")),
        "resources": cast("Json", resources),
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    write_whole(file, lambda stream: stream.write(text.encode()))


def _resource(
    out: Path, folder: Path, shape: Shape, losses: tuple[Loss, ...], tally: Tally[R]
) -> Described:
    parts = sorted(one for one in out.rglob("*") if one.is_file() and one.name != NAME)
    file = not out.is_dir()
    found: Described = {
        "name": re.sub(r"[^a-z0-9._-]+", "-", out.name.lower()).strip("-") or "export",
        **({"type": "table"} if shape.fields else {}),
        "path": out.name if file else [one.relative_to(folder).as_posix() for one in parts],
        "format": shape.format,
        "mediatype": shape.mediatype,
        "description": shape.about,
        **(_sum(out) if file else {}),
        **shape.more,
        **_told("licenses", [_licence(name, url) for name, url in tally.licences]),
        **_told("sources", _sources(tally)),
    }
    if shape.fields:
        found["schema"] = {"fields": list(shape.fields), "primaryKey": list(shape.key)}
    return found | {
        "records": tally.records,
        "kinds": list(tally.kinds),
        "losses": [loss._asdict() for loss in losses],
    }


def _sum(out: Path) -> Described:
    digest = hashlib.sha256()
    with out.open("rb") as stream:
        while some := stream.read(_AT_ONCE):
            digest.update(some)
    return {
        "bytes": out.stat().st_size,
        "hash": f"sha256:{digest.hexdigest()}",
    }


def _told(name: str, some: list[Json]) -> Described:
    # The standard has no empty lists: what is not known is not there.
    return {name: some} if some else {}


def _licence(name: str, url: str) -> Json:
    short = re.sub(r"[^-a-zA-Z0-9._]+", "-", name)
    told: Described = {"name": short, "title": name}
    return told | ({"path": url} if url else {})


def _sources(tally: Tally[R]) -> list[Json]:
    return [
        {"title": attribution or source, "source": source} for source, attribution in tally.sources
    ]


def _each(resources: list[Described], key: str) -> list[Json]:
    told = [one for resource in resources for one in cast("list[Json]", resource.get(key, []))]
    apart = {json.dumps(one, sort_keys=True): one for one in told}
    return [apart[text] for text in sorted(apart)]
