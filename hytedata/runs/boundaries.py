"""Open the borders that the configuration names: a file, or the map service with its cache."""

from hytedata.clients.boundaries import Boundaries, BoundaryKind, Scale
from hytedata.config import Config
from hytedata.connectors.statfin.wfs import URL


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
