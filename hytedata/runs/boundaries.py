"""Open the borders that the configuration names: a file, or the map service with its cache."""

import os
from pathlib import Path

from hytedata.clients.boundaries import Boundaries, BoundaryKind, Scale
from hytedata.clients.boundaries_cache import (
    DamagedCache,
    cache_file,
    default_cache_folder,
    load,
)
from hytedata.config import Config
from hytedata.connectors.statfin.wfs import URL, Layer
from hytedata.models.clock import utc_now


def open_boundaries(
    config: Config,
    *,
    kind: BoundaryKind = "municipality",
    scale: Scale = "1000k",
    year: int | None = None,
    refresh: bool = False,
) -> Boundaries:
    """Return borders as `[boundaries]` and `cache_folder` of the configuration say.

    Args:
        config: The configuration.
        kind: Municipalities or wellbeing services counties; counties are joined from a file of
            municipalities.
        scale: For the map service; a file is taken as it is.
        year: The division, instead of the configured one.
        refresh: Ask the map service also where borders are kept.

    Raises:
        InputError: The file is not what it should be, or the year does not exist.
        NotFound: The year is not out.
        SourceUnavailable: The service does not answer and nothing is kept.
        SourceContractError: It answers in a shape that we do not know.
    """
    settings = config.boundaries
    year = year or settings.year
    if settings.file is not None:
        wanted: BoundaryKind | None = None if kind == "county" else kind
        read = Boundaries.read(settings.file, year=year, kind=wanted)
        return read.counties() if kind == "county" else read
    return Boundaries.fetch(
        year,
        scale,
        contact=config.contact,
        kind=kind,
        url=settings.url or URL,
        cache_folder=config.cache_folder,
        refresh=refresh,
        proxy=config.proxy,
        ca_bundle=config.ca_bundle,
    )


def boundaries_at_hand(config: Config) -> Boundaries | None:
    """Return the borders of the configured file, or those kept of the map service; or None.

    Nobody is asked for them.

    Raises:
        InputError: The file is not what it should be.
    """
    settings = config.boundaries
    if settings.file is not None:
        return open_boundaries(config)
    folder = Path(config.cache_folder or default_cache_folder(os.environ))
    url = (settings.url or URL).rstrip("/")
    this_year = utc_now().year
    for year in [settings.year] if settings.year else [this_year, this_year - 1]:
        layer = Layer("municipality", "1000k", year)
        try:
            kept = load(cache_file(folder, layer, url), layer, url)
        except DamagedCache:
            continue
        if kept is not None:
            facts, geometries = kept
            return Boundaries(
                kind=facts.kind,
                year=facts.year,
                scale=facts.scale,
                codes=facts.codes,
                geometries=geometries,
                attribution=facts.attribution,
                licence=facts.licence,
                source=facts.source,
                checksum=facts.checksum,
                remarks=facts.remarks,
            )
    return None
