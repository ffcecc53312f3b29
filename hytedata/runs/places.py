"""Find the municipalities of the catalogue's records by all evidence, and note them.

Only what was read anew, or was found by other borders, is looked at again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from hytedata.codes import packaged_division
from hytedata.config import Config
from hytedata.errors import RecordError
from hytedata.models.common import Json
from hytedata.places.claims import PlaceClaims, claims_of
from hytedata.places.evidence import (
    NO_POSTAL_CODES,
    Conflict,
    PostalCodes,
    ResolvedPlace,
    resolve_places,
)
from hytedata.places.index import MunicipalityIndex
from hytedata.runs.garbage import few_collections
from hytedata.runs.progress import OnProgress, Step, silent
from hytedata.runs.read_places import PlacesReport
from hytedata.store import Catalogue
from hytedata.store.catalogue import CatalogueRecord, RecordPlace

STEP: Final = "finding places"
RULES: Final = "1"
"""Changes with what is made of the same evidence: all places are found anew then."""

KINDS: Final = (("lipas", "sports-site"), ("ptv", "organisation"), ("ptv", "service-channel"))
"""Kinds of records that are places, or may be; and so are the events of every calendar."""

EVENT: Final = "event"

WITHOUT_BORDERS: Final = "-"
"""Stands for the name of borders where there are none; with some, all is found anew."""

_NO_HOMES: Final[Mapping[str, str]] = {}


class Borders:
    """Municipalities to look positions up in.

    Attributes:
        name: Tells them from others: the checksum of the layer.
        index: Prepared for look-ups.
    """

    def __init__(self, name: str, index: MunicipalityIndex) -> None:
        self.name, self.index = name, index


@few_collections()
def resolve_catalogue(
    catalogue: Catalogue,
    borders: Borders | None,
    *,
    source: str | None = None,
    kind: str | None = None,
    postal_codes: PostalCodes = NO_POSTAL_CODES,
    homes: Mapping[str, str] = _NO_HOMES,
    tell: OnProgress = silent,
) -> PlacesReport:
    """Find the places of all records that wait for it; some hundreds are in memory at a time.

    Args:
        catalogue: The records.
        borders: Where positions are looked up; None: they say nothing.
        source: Only records of this register or calendar.
        kind: Only records of this kind: `event`, those of all calendars.
        postal_codes: Municipality of each postal code.
        homes: Calendar → code of the single municipality that it is of.
        tell: Called after each portion.
    """
    drawn = borders.name[:16] if borders else WITHOUT_BORDERS
    by = f"{RULES} {packaged_division().year} {drawn} {_name(postal_codes)}".strip()
    pairs = (*KINDS, *catalogue.kinds(kind=EVENT))
    wanted = [one for one in pairs if source in (None, one[0]) and kind in (None, one[1])]
    resolved = contested = unplaced = 0
    for pair in wanted:
        home = homes.get(pair[0]) if pair[1] == EVENT else None
        # Another home is other evidence.
        named = f"{by} {home}" if home else by
        for records in catalogue.places.waiting(named, [pair]):
            claims = [_claims(one, home) for one in records]
            found = _resolved(claims, borders.index if borders else None, postal_codes)
            rows = [_rows(each) for each in found]
            catalogue.places.put(named, list(zip(records, rows, strict=True)))
            resolved += len(records)
            contested += sum(any(one.conflicts for one in each) for each in rows)
            unplaced += sum(
                bool(stated) and not each for stated, each in zip(claims, rows, strict=True)
            )
            tell(Step(STEP, resolved))
    if resolved:
        tell(Step(STEP, resolved, resolved, finished=True))
    return PlacesReport(resolved=resolved, contested=contested, unplaced=unplaced)


def borders_at_hand(config: Config) -> Borders | None:
    """Return the borders of the configured file, or those kept of the map service; or None.

    Raises:
        InputError: The file is not what it should be.
    """
    from hytedata.runs.boundaries import boundaries_at_hand  # geometry only where it is used

    found = boundaries_at_hand(config)
    return Borders(found.checksum, MunicipalityIndex.of(found)) if found else None


def _name(postal_codes: PostalCodes) -> str:
    if not postal_codes:
        return ""
    from hytedata.models.plan import content_hash

    told: dict[str, Json] = {
        code: [given] if isinstance(given, str) else list(given)
        for code, given in postal_codes.items()
    }
    return content_hash(told)[:16]


def _claims(record: CatalogueRecord, home: str | None) -> tuple[PlaceClaims, ...]:
    try:
        return claims_of(record.model(), home=home)
    except RecordError:
        # An older version noted it; it is looked at when it has been read again.
        return ()


def _resolved(
    claims: Sequence[Sequence[PlaceClaims]],
    index: MunicipalityIndex | None,
    postal_codes: PostalCodes,
) -> list[tuple[ResolvedPlace, ...]]:
    """Resolve the places of many records together, since that is quicker."""
    flat = [one for each in claims for one in each]
    found = iter(resolve_places(flat, index, postal_codes=postal_codes))
    return [tuple(next(found) for _ in each) for each in claims]


def _rows(places: Sequence[ResolvedPlace]) -> tuple[RecordPlace, ...]:
    """Return one row per municipality; several places of a record count alike."""
    known = [one for one in places if one.municipality is not None]
    shares: defaultdict[str, float] = defaultdict(float)
    counties: dict[str, str | None] = {}
    for place in known:
        for part in place.shares:
            if part.municipality is not None:
                shares[part.municipality] += part.share / len(known)
                counties[part.municipality] = part.county
    return tuple(
        _row(code, counties[code], shares[code], known)
        for code in sorted(shares, key=lambda code: (-shares[code], code))
    )


def _row(
    code: str, county: str | None, share: float, places: Iterable[ResolvedPlace]
) -> RecordPlace:
    here = [one for one in places if code in {part.municipality for part in one.shares}]
    decided = [one for one in here if one.municipality == code]
    # Where a route only comes through, its line says so, whatever decided where it belongs.
    method = decided[0].method if decided else "point"
    return RecordPlace(
        municipality=code,
        county=county,
        share=round(min(share, 1.0), 6),
        method=method or "point",
        confidence=max(one.confidence for one in decided or here),
        conflicts=tuple(_conflict(each) for one in decided for each in one.conflicts),
        notes=tuple(dict.fromkeys(note for one in decided for note in one.notes)),
    )


def _conflict(one: Conflict) -> dict[str, Json]:
    return {
        "first": one.first,
        "second": one.second,
        "first_said": list(one.first_said),
        "second_said": list(one.second_said),
        "distance_m": one.distance_m,
    }
