"""Borders from the cache or from Statistics Finland: the newest that are out."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import urlencode

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray

from hytedata.clients import boundaries_cache as cache
from hytedata.clients.boundaries_cache import DamagedCache, Facts
from hytedata.clients.boundary_codes import CodeColumn, judge
from hytedata.connectors.statfin.layers import NotOut
from hytedata.connectors.statfin.wfs import (
    CRS,
    FIRST_YEAR,
    SOURCE,
    UNITS,
    Area,
    BoundaryKind,
    Layer,
    Scale,
    get_areas,
)
from hytedata.errors import InputError, NotFound, SourceContractError, SourceUnavailable
from hytedata.places.polygons import finnish_areas

LICENCE: Final = "CC BY 4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"

ReadLayer: TypeAlias = Callable[[Layer], tuple[Area, ...] | NotOut]
Borders: TypeAlias = tuple[Facts, NDArray[np.object_]]

log = logging.getLogger("hytedata.boundaries")


@dataclass
class Fetch:
    """One fetch: what is wanted, and what must be told of it.

    Attributes:
        year: The division; None for the newest that is out.
        this_year: The year that it is.
        folder: Where layers are kept.
        refresh: Whether what is kept is asked for anew.
        read: Reads a layer from the service.
        remarks: What a reader should know of the way here.
    """

    kind: BoundaryKind
    scale: Scale
    year: int | None
    this_year: int
    url: str
    folder: Path
    refresh: bool
    read: ReadLayer
    remarks: list[str] = field(default_factory=list)

    def run(self) -> Borders:
        """Return the borders, from the cache where they are kept.

        Raises:
            NotFound: The layer is not out.
            SourceUnavailable: The service does not answer and nothing is kept; says how to get
                the file by hand.
            SourceContractError: It answers in a shape that we do not know; says the same.
        """
        year = self.year or self.this_year
        found = self._of_year(year)
        return self._told(self._earlier(year, found) if isinstance(found, NotOut) else found)

    def _of_year(self, year: int) -> Borders | NotOut:
        layer = Layer(self.kind, self.scale, year)
        if not self.refresh and (kept := self._kept(layer)) is not None:
            return kept
        try:
            return self._ask(layer)
        except (SourceUnavailable, SourceContractError) as error:
            return self._instead(layer, error)

    def _earlier(self, year: int, missing: NotOut) -> Borders:
        """Return the newest borders where those of *year* are not out."""
        newest = missing.newest
        if self.year is not None or newest is None or newest >= year:
            raise self._not_out(newest)
        self.remarks.append(f"the borders of {year} are not out yet; those of {newest} are used")
        found = self._of_year(newest)
        if isinstance(found, NotOut):
            raise self._not_out(found.newest)
        return found

    def _instead(self, wanted: Layer, trouble: SourceUnavailable | SourceContractError) -> Borders:
        """Return borders that are kept, where the service is in trouble."""
        before = [] if self.year is not None else [wanted.year - 1]
        for year in [wanted.year, *before]:
            kept = self._kept(Layer(self.kind, self.scale, year))
            if kept is not None:
                self.remarks.append(f"those of {year} that were kept are used: {trouble}")
                return kept
        raise self._gave_up(trouble) from trouble

    def _told(self, borders: Borders) -> Borders:
        facts, geometries = borders
        remarks = (*self.remarks, *facts.remarks)
        return msgspec.structs.replace(facts, remarks=remarks), geometries

    def _file(self, layer: Layer) -> Path:
        return cache.cache_file(self.folder, layer, self.url)

    def _kept(self, layer: Layer) -> Borders | None:
        file = self._file(layer)
        try:
            return cache.load(file, layer, self.url)
        except DamagedCache as damage:
            log.warning("boundaries_cache_unusable file=%s reason=%s", file.name, damage)
            note = f"the kept borders of {layer.year} {damage} and were not used"
            if note not in self.remarks:
                self.remarks.append(note)
            return None

    def _ask(self, layer: Layer) -> Borders | NotOut:
        areas = self.read(layer)
        if isinstance(areas, NotOut):
            return areas
        borders = prepared(areas, layer, self.url)
        try:
            cache.save(self._file(layer), *borders)
        except OSError as error:
            why = error.strerror or str(error)
            log.warning("boundaries_not_kept folder=%s reason=%s", self.folder, why)
            self.remarks.append(f"the borders could not be kept in {self.folder}: {why}")
        return borders

    def _not_out(self, newest: int | None) -> NotFound:
        year = self.year or self.this_year
        layer = Layer(self.kind, self.scale, year)
        if newest is None:
            detail = "it has no year of it at all; check the address of the map service"
        elif year > newest:
            detail = f"it is not out yet; the newest is of {newest}: ask for year={newest}"
        else:
            detail = f"it goes from {FIRST_YEAR[self.kind]} to {newest}"
        return NotFound(SOURCE, f"layer {layer.name}", detail=detail)

    def _gave_up(self, trouble: SourceUnavailable | SourceContractError) -> Exception:
        advice = by_hand(Layer(self.kind, self.scale, self.year or self.this_year), self.url)
        if isinstance(trouble, SourceContractError):
            detail = f"{trouble.detail}; {advice}"
            return SourceContractError(SOURCE, trouble.url, detail=detail)
        return SourceUnavailable(
            SOURCE,
            trouble.url,
            attempts=trouble.attempts,
            status=trouble.status,
            detail=f"{trouble.detail}; {advice}".removeprefix("; "),
        )


def by_hand(layer: Layer, url: str) -> str:
    """Say how to get the file of a layer without this machine's network."""
    request = get_areas(layer).request
    address = f"{url}{request.path}?{urlencode(request.params, safe=':/')}"
    return (
        f"no borders are kept here either. Where there is a network, save {address} as "
        f"{layer.name}.geojson; then read it with Boundaries.read(path), or name it as file in "
        "the table [boundaries] of hytedata.toml"
    )


def prepared(areas: tuple[Area, ...], layer: Layer, url: str) -> Borders:
    """Check what a layer holds, and bring it into the order of its codes.

    Raises:
        SourceContractError: Codes or geometries are not what they should be.
    """
    ordered = sorted(areas, key=lambda area: area.code)
    codes = tuple(area.code for area in ordered)
    texts = np.empty(len(ordered), dtype=np.object_)
    texts[:] = [None if area.geometry == b"null" else area.geometry for area in ordered]
    try:
        column = CodeColumn(UNITS[layer.kind], layer.kind, codes)
        verdict = judge(column, year=layer.year, stated=None)
        geometries, mended = finnish_areas(codes, shapely.from_geojson(texts), CRS)
    except (InputError, shapely.errors.GEOSException) as error:
        detail = f"the layer {layer.name} cannot be used: {error}"
        raise SourceContractError(SOURCE, url, detail=detail) from error
    modified = ", modified: invalid borders mended" if mended else ""
    facts = Facts(
        kind=layer.kind,
        year=layer.year,
        scale=layer.scale,
        codes=codes,
        attribution=(
            f"Source: Statistics Finland, statistical areas, {layer.name}, {LICENCE} "
            f"({LICENCE_URL}){modified}"
        ),
        licence=LICENCE,
        source=f"{SOURCE} {layer.name}",
        checksum=cache.content_checksum(codes, geometries),
        url=url,
        remarks=(*verdict.remarks, *mended),
    )
    return facts, geometries
