"""The visiting address of a place: a street address, or a position with a description.

PTV needs a street with a number or a position, and a postal code that exists (ptv-api 5.5). A
place without a street can be stated by position, but Suomi.fi does not show it (field notes C10).
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from hytedata.codes import find_municipality
from hytedata.content.contacts.shape import shape
from hytedata.models.common import Json, Language, Position, Remark, first_text
from hytedata.models.sports_site import SportsSite
from hytedata.sync.address import Described, ReadAddress, Street, as_name, read_address
from hytedata.sync.mapping import Note
from hytedata.sync.names import shortened
from hytedata.sync.place_texts import place_parts

_LONGEST_INFO = 150
_SHORTEST_INFO = 5
_MOST_WORDS_OF_A_NAME = 4

_CONTACT = re.compile(r"@|://|\bwww\.|(?:\d[\s./-]?){6,}", re.IGNORECASE)


@dataclass(frozen=True)
class Addressed:
    """Address fields with remarks; or `stop`, the reason why there is no address."""

    fields: dict[str, Json]
    notes: tuple[Note, ...] = ()
    stop: Note | None = None


def address_fields(
    site: SportsSite,
    languages: Sequence[Language],
    position: Position | None,
    postal_codes: Set[str],
) -> Addressed:
    """Return the fields below `address.` for *site*.

    Args:
        site: The sports site.
        languages: Languages to publish in; the same street in each.
        position: The point that stands for the site, EPSG:3067.
        postal_codes: Codes that the target accepts; empty means no check.
    """
    read = read_address(site.address)
    if isinstance(read, Street):
        return _street(site, read, languages, position, postal_codes)
    if position is None:
        said = _quoted(site.address)
        return _stopped(
            "no-street",
            f"the address {said} is no street, and {_no_position(site)}",
            "give the site a street address or draw it on the map, in Lipas",
        )
    return _other(site, read, languages, position, postal_codes)


def municipality_name(code: str, language: Language) -> str:
    """Return the name of a municipality in *language*, else in Finnish; empty where unknown."""
    found = find_municipality(code)
    return found.municipality.name.best(language) if found else ""


# --- street addresses --------------------------------------------------------------------------


def _street(
    site: SportsSite,
    street: Street,
    languages: Sequence[Language],
    position: Position | None,
    postal_codes: Set[str],
) -> Addressed:
    if street.number is None and position is None:
        return _stopped(
            "no-coordinates",
            f"the street {street.name} has no house number, and {_no_position(site)}",
            "add the house number or draw the site on the map, in Lipas",
        )
    fault = _postal_fault(site, postal_codes)
    if fault or not site.postal_code:
        return _stopped("unknown-postal-code", fault, "mend the postal code in Lipas")
    fields: dict[str, Json] = {"address.kind": "street"}
    for language in languages:
        fields[f"address.street.{language}"] = street.name
    if street.number:
        fields["address.number"] = street.number
    fields["address.postal_code"] = site.postal_code
    fields["address.municipality"] = site.municipality
    fields |= _position(position)
    info, note = _stated_beside(site, street.rest)
    if info and "fi" in languages:
        fields["address.info.fi"] = info
    return Addressed(fields, (note,) if note else ())


def _stated_beside(site: SportsSite, rest: str) -> tuple[str, Note | None]:
    known = {_folded(text) for text in _place_names(site, "fi")}
    parts = [part for part in place_parts(rest) if _folded(part) not in known]
    told = ", ".join(part for part in parts if is_publishable(part) and not _maybe_person(part))
    info = told if _SHORTEST_INFO <= len(told) <= _LONGEST_INFO else ""
    if len(info) >= len(", ".join(parts)):
        return info, None
    return info, Note(
        "field-invalid",
        f"address: only the street is published; «{shape(rest)}» is left out (letters shown as a)",
        "keep the address field to the street address, in Lipas",
    )


def _maybe_person(part: str) -> bool:
    # Two capitalised words in a row may be somebody's name; one is a place.
    return re.search(r"[A-ZÅÄÖ][\w-]*\s+[A-ZÅÄÖ](?:[\w-]+|\.)", part) is not None


# --- positions with a description --------------------------------------------------------------


def _other(
    site: SportsSite,
    read: ReadAddress,
    languages: Sequence[Language],
    position: Position,
    postal_codes: Set[str],
) -> Addressed:
    place = place_parts(read.text) if isinstance(read, Described) else []
    notes = [
        Note(
            "no-street",
            f"the address {_quoted(site.address)} is no street: the place is published by its "
            "position, and Suomi.fi does not show such places",
            "add a street address in Lipas, if there is one",
        )
    ]
    fields: dict[str, Json] = {"address.kind": "other", **_position(position)}
    fault = _postal_fault(site, postal_codes)
    if fault:
        left_out = f"{fault}; it is left out"
        notes.append(Note("unknown-postal-code", left_out, "mend the postal code in Lipas"))
    elif site.postal_code:
        fields["address.postal_code"] = site.postal_code
    for language in languages:
        fields[f"address.info.{language}"] = _description(site, place, language)
    return Addressed(fields, tuple(notes))


def _description(site: SportsSite, place: Sequence[str], language: Language) -> str:
    stated = ", ".join(place)
    usable = is_publishable(stated) and (language == "fi" or _is_proper_name(stated))
    told = _joined(place if usable else [], _place_names(site, language))
    if len(told) < _SHORTEST_INFO:
        told = ", ".join(filter(None, [_name(site), told]))
    if len(told) < _SHORTEST_INFO or not is_publishable(told):
        told = ", ".join(
            filter(None, [municipality_name(site.municipality, language), f"Lipas {site.lipas_id}"])
        )
    return shortened(told, _LONGEST_INFO)


def _joined(place: Sequence[str], names: Sequence[str]) -> str:
    stated = _distinct(place)
    further = _distinct([*stated, *names])[len(stated) :]
    # Directions are a sentence: the village behind them is not where they lead to.
    border = ", " if len(" ".join(stated).split()) <= _MOST_WORDS_OF_A_NAME else ". "
    told = border.join(filter(None, [", ".join(stated), ", ".join(further)]))
    return told[:1].upper() + told[1:]


def _place_names(site: SportsSite, language: Language) -> list[str]:
    municipality = municipality_name(site.municipality, language)
    stated = [" ".join((text or "").split()) for text in (site.neighbourhood, site.postal_office)]
    names = [as_name(text) for text in stated if re.search(r"\w", text) and is_publishable(text)]
    finnish = municipality_name(site.municipality, "fi")
    # The post office of a town is often its own name: then in the language asked for.
    translated = [municipality if _folded(name) == _folded(finnish) else name for name in names]
    return list(dict.fromkeys([*translated, municipality] if municipality else translated))


def _distinct(parts: Sequence[str]) -> list[str]:
    first = {_folded(part): part for part in reversed(parts)}
    return [first.pop(_folded(part)) for part in parts if _folded(part) in first]


def _name(site: SportsSite) -> str:
    return " ".join(first_text(site.names).split())


def _is_proper_name(place: str) -> bool:
    words = place.replace(",", " ").split()
    return len(words) <= _MOST_WORDS_OF_A_NAME and all(word[0].isupper() for word in words)


# --- shared ------------------------------------------------------------------------------------


def _postal_fault(site: SportsSite, postal_codes: Set[str]) -> str:
    code = site.postal_code
    if not code:
        remark = _remark(site, "location.postal-code")
        stated = shortened(remark.raw, 20) if remark else ""
        return f"postal-code {stated!r} has no five digits" if stated else "postal-code is missing"
    if not re.fullmatch(r"[0-9]{5}", code):
        return f"postal-code {shortened(code, 20)!r} is not five digits"
    if postal_codes and code not in postal_codes:
        return f"PTV does not know the postal-code {code}"
    return ""


def _no_position(site: SportsSite) -> str:
    remark = _remark(site, "location.geometries")
    why = f" ({remark.code})" if remark else ""
    return f"there is no usable position{why}"


def _remark(site: SportsSite, field: str) -> Remark | None:
    # Remarks name fields in the spelling of the version that was read: postal-code, postalCode.
    wanted = field.replace("-", "")
    return next(
        (one for one in site.remarks if one.field.replace("-", "").casefold() == wanted), None
    )


def _position(position: Position | None) -> dict[str, Json]:
    if position is None:
        return {}
    return {"address.position": [round(position.east, 1), round(position.north, 1)]}


def is_publishable(text: str) -> bool:
    """Whether a short text holds no e-mail address, web address or telephone number."""
    return _CONTACT.search(text) is None


def _quoted(address: str | None) -> str:
    text = " ".join((address or "").split())
    if not text:
        return "(none)"
    return f"«{shortened(text, 60) if is_publishable(text) else shape(text)}»"


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _stopped(reason: str, detail: str, remedy: str) -> Addressed:
    return Addressed({}, stop=Note(reason, detail, remedy))
