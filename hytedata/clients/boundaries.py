"""Borders of municipalities and wellbeing services counties, from Statistics Finland or a file."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self, get_args

import anyio
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from hytedata import codes as code_lists
from hytedata.clients.boundaries_cache import Facts, content_checksum, default_cache_folder
from hytedata.clients.boundaries_fetch import LICENCE_URL, Fetch
from hytedata.clients.boundary_codes import padded
from hytedata.connectors._http import RetryPolicy, SyncShell, Upstream, user_agent
from hytedata.connectors._http.budget import Sleep
from hytedata.connectors.statfin.layers import read_layer
from hytedata.connectors.statfin.wfs import (
    FIRST_YEAR,
    SOURCE,
    URL,
    BoundaryKind,
    Scale,
)
from hytedata.errors import InputError
from hytedata.models.clock import utc_now

__all__ = ["LICENCE_URL", "Boundaries", "BoundaryKind", "Scale"]


@dataclass(frozen=True, eq=False)
class Boundaries:
    """The borders of a division: one area for each municipality or county.

    The areas are land with its lakes; the sea is not in them, unless a file holds it. At
    1:1 000 000 borders are off by the order of 100 m; at 1:4 500 000 2.5 % of the country lies
    in the wrong municipality.

    Attributes:
        kind: `municipality` or `county` (wellbeing services county).
        year: Of the division, in force on 1 January.
        scale: `1000k` or `4500k`; None for a file.
        codes: In ascending order, zero-padded: three digits, or two for counties.
        geometries: Polygons and multipolygons, valid, EPSG:3067 metres, in the order of `codes`.
        attribution: Whom to name where the borders are shown; empty where a file does not say.
        licence: Under which they may be used; empty where a file does not say.
        source: Where they come from: a layer, or a file.
        checksum: SHA-256 of codes and geometries, hex.
        remarks: What a reader should know, one sentence each: another year than this one, what
            was mended, what could not be kept.
    """

    kind: BoundaryKind
    year: int
    scale: Scale | None
    codes: tuple[str, ...] = field(repr=False)
    geometries: NDArray[np.object_] = field(repr=False)
    attribution: str = ""
    licence: str = ""
    source: str = ""
    checksum: str = ""
    remarks: tuple[str, ...] = ()

    @classmethod
    def fetch(
        cls,
        year: int | None = None,
        scale: Scale = "1000k",
        *,
        contact: str,
        kind: BoundaryKind = "municipality",
        url: str = URL,
        cache_folder: str | Path | None = None,
        refresh: bool = False,
        retry: RetryPolicy | None = None,
        proxy: str | None = None,
        ca_bundle: Path | None = None,
        sleep: Sleep = anyio.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Return the borders of a year: as they are kept, else from Statistics Finland.

        Without *year* the newest that is out: this year's, or an earlier one, told in `remarks`.
        Where this year's cannot be had for the moment, those kept of the year before are used,
        told likewise. A year that is kept is never asked for again.

        Args:
            year: The division; from 2013, of counties from 2022.
            scale: `1000k`, or `4500k` for overview maps.
            contact: E-mail or web address for the User-Agent.
            kind: Municipalities, or wellbeing services counties.
            url: Root of the map service.
            cache_folder: Where borders are kept; None for the user's folder of caches.
            refresh: Ask the service also where borders are kept.
            retry: When to try again; None for the usual policy.
            proxy: Address of a proxy; None takes the environment's.
            ca_bundle: Trusted certificates, instead of the usual ones.
            sleep: Waits between attempts.
            now: Aware clock.

        Raises:
            InputError: A year, scale or kind that there is not.
            NotFound: The year is not out.
            SourceUnavailable: The service does not answer and nothing is kept; says how to get
                the file by hand.
            SourceContractError: It answers in a shape that we do not know; says the same.
        """
        _check(year, scale, kind)
        url = url.rstrip("/")
        upstream = Upstream(
            SOURCE,
            url,
            user_agent=user_agent(contact),
            retry=retry or RetryPolicy(),
            proxy=proxy,
            ca_bundle=ca_bundle,
        )
        shell = SyncShell(upstream, sleep=sleep)
        folder = Path(cache_folder) if cache_folder else default_cache_folder(os.environ)
        try:
            facts, geometries = Fetch(
                kind=kind,
                scale=scale,
                year=year,
                this_year=now().year,
                url=url,
                folder=folder,
                refresh=refresh,
                read=lambda layer: shell.run(lambda opened: read_layer(opened, layer)),
            ).run()
        finally:
            shell.close()
        return cls._of(facts, geometries)

    @classmethod
    def read(
        cls,
        path: str | Path,
        code_column: str | None = None,
        year: int | None = None,
        *,
        kind: BoundaryKind | None = None,
        crs: str | None = None,
        layer: str | None = None,
    ) -> Self:
        """Read borders from GeoJSON, GeoPackage or GeoParquet, in any stated CRS.

        The column with the codes is found by what it holds, text or numbers. The codes must be
        those of a whole division, each once: today's, or that of *year*.

        Args:
            path: The file.
            code_column: Where the codes are; None to find it.
            year: The division that it should hold; None for that of today.
            kind: What it should hold; None for either.
            crs: What its positions are in, where the file states nothing (`EPSG:3067`).
            layer: Of a GeoPackage; None for the one that has the codes.

        Raises:
            InputError: It cannot be read, has no codes or several columns of them, lacks or
                repeats some, is of another year or country, states no CRS or a wrong one, or
                holds no areas; says what to do.
        """
        # Late: it loads GDAL and tables, and borders that are kept need neither.
        from hytedata.clients.boundaries_read import FileWanted, read_borders

        wanted = FileWanted(Path(path), code_column, year, kind, crs, layer)
        return cls._of(*read_borders(wanted))

    @classmethod
    def _of(cls, facts: Facts, geometries: NDArray[np.object_]) -> Self:
        return cls(
            kind=facts.kind,
            year=facts.year,
            scale=facts.scale,
            codes=facts.codes,
            geometries=_read_only(geometries),
            attribution=facts.attribution,
            licence=facts.licence,
            source=facts.source,
            checksum=facts.checksum,
            remarks=facts.remarks,
        )

    def __len__(self) -> int:
        return len(self.codes)

    def geometry(self, code: str | int) -> BaseGeometry:
        """Return the area with this code.

        Raises:
            UnknownCode: There is none in this division.
        """
        key = padded(code, self.kind)
        if key not in self.codes:
            raise code_lists.UnknownCode(f"{self.kind} areas of {self.year}", code)
        area: BaseGeometry = self.geometries[self.codes.index(key)]
        return area

    def counties(self) -> Self:
        """Return the wellbeing services counties, joined from their municipalities.

        Helsinki (90) and Åland (91) are among them, though they are none. A municipality of an
        earlier year belongs where its successor does today. What are counties stays as it is.
        """
        if self.kind == "county":
            return self
        members: dict[str, list[BaseGeometry]] = {}
        for code, geometry in zip(self.codes, self.geometries, strict=True):
            found = code_lists.find_municipality(code)
            if found is None:  # a year that is newer than the packaged codes
                raise InputError(f"it is not known here in which county {code} lies")
            members.setdefault(found.municipality.county.code, []).append(geometry)
        codes = tuple(sorted(members))
        joined = np.empty(len(codes), dtype=np.object_)
        joined[:] = [_joined(members[code]) for code in codes]
        return type(self)(
            kind="county",
            year=self.year,
            scale=self.scale,
            codes=codes,
            geometries=_read_only(joined),
            attribution=f"{self.attribution}, modified: municipalities joined into counties",
            licence=self.licence,
            source=self.source,
            checksum=content_checksum(codes, joined),
            remarks=self.remarks,
        )


def _check(year: int | None, scale: Scale, kind: BoundaryKind) -> None:
    if kind not in get_args(BoundaryKind):
        raise InputError(f"kind={kind!r}: borders are of {' or '.join(get_args(BoundaryKind))}")
    if scale not in get_args(Scale):
        raise InputError(f"scale={scale!r}: borders are drawn at {' or '.join(get_args(Scale))}")
    first = FIRST_YEAR[kind]
    if year is not None and not first <= year <= 9999:
        raise InputError(f"year={year}: borders of this kind begin with {first}")


def _joined(areas: Sequence[BaseGeometry]) -> BaseGeometry:
    # Many times faster, and right where neighbours share their vertices, as in a clean file.
    joined: BaseGeometry = shapely.coverage_union_all(areas)
    return joined if joined.is_valid else shapely.union_all(areas)


def _read_only(geometries: NDArray[np.object_]) -> NDArray[np.object_]:
    geometries.flags.writeable = False
    return geometries
