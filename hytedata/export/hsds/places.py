"""Addresses, and the position of a place in WGS 84."""

from collections.abc import Iterator

from hytedata.codes import find_municipality
from hytedata.export.hsds.values import Row, key, row, some
from hytedata.export.located import degrees_of
from hytedata.models.common import Json, Language, LocalizedText, Position, first_text
from hytedata.models.ptv import Addresses

_ALWAYS = ("address_1", "city", "state_province", "postal_code", "country", "address_type")


def addresses_of(
    owner: str, visited: Addresses, written_to: Addresses, language: Language
) -> list[Json]:
    """Return where to go (`physical`) and where to write to (`postal`).

    The city is the municipality, the province its region: PTV states no post office.
    """
    found = [*_rows(visited, "physical", language), *_rows(written_to, "postal", language)]
    return some(
        # All these are asked for by the format, even where nothing is known.
        {"id": key(owner, "address", str(at)), **dict.fromkeys(_ALWAYS, ""), **one}
        for at, one in enumerate(found)
    )


def _rows(of: Addresses, use: str, language: Language) -> Iterator[Row]:
    for street in of.street:
        line = f"{_text(street.street, language)} {street.detail or ''}".strip()
        yield _row(use, line, street.info, street.postal_code, street.municipality, language)
    for other in of.other:
        words = _text(other.info, language)
        yield _row(use, words, {}, other.postal_code, None, language)
    for box in of.boxes:
        line = _text(box.box, language)
        yield _row("postal", line, box.info, box.postal_code, box.municipality, language)
    for foreign in of.foreign:
        words = _text(foreign.address, language)
        yield row({"address_type": use, "address_1": words, "country": foreign.country or ""})


def _row(
    use: str,
    line: str,
    info: LocalizedText,
    postal_code: str | None,
    municipality: str | None,
    language: Language,
) -> Row:
    found = find_municipality(municipality) if municipality else None
    today = found.municipality if found else None
    return row(
        {
            "address_type": use,
            "address_1": line,
            "address_2": _text(info, language),
            "city": today.name.best(language) if today else "",
            "state_province": today.region.name.best(language) if today else "",
            "postal_code": postal_code,
            "country": "FI",
        }
    )


def degrees(position: Position | None) -> Row:
    """Return latitude and longitude, WGS 84 degrees; nothing where no position is known."""
    found = next(degrees_of([position]))
    return {"latitude": found.lat, "longitude": found.lon} if found else {}


def _text(texts: LocalizedText, language: Language) -> str:
    return first_text(texts, language)
