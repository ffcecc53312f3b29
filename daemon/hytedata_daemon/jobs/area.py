"""What of the country the daemon reads and counts: by its organisations, as far as it is told."""

from collections.abc import Iterator

from hytedata.codes import find_municipality, municipalities
from hytedata.codes.division_values import Municipality
from hytedata.config import Config
from hytedata.runs.read import ReadScope
from hytedata_daemon.settings import Settings


def scope_of(settings: Settings) -> ReadScope:
    """Return what is read of the registers, with what is meant for the whole country."""
    area = settings.daemon.area
    if area == "country" or not settings.config.organisation:
        return ReadScope()
    codes = (
        {one.code for one in _homes(settings.config)}
        if area == "municipality"
        else {
            one.code
            for county in counties_of(settings.config)
            for one in municipalities(county=county)
        }
    )
    return ReadScope(tuple(sorted(codes)), nationwide=True)


def counties_of(config: Config) -> tuple[str, ...]:
    """Return the codes of the wellbeing services counties of all organisations, sorted.

    Helsinki and Åland, which are in none, have codes of their own.
    """
    return tuple(sorted({one.county.code for one in _homes(config)}))


def _homes(config: Config) -> Iterator[Municipality]:
    """Yield the municipalities of all organisations, those of today."""
    for organisation in config.organisation:
        for code in organisation.municipalities:
            found = find_municipality(code)
            if found is not None:
                yield found.municipality
