"""A site of Lipas's API v2 to our `SportsSite`; pure.

Only what makes a site unusable rejects it: no id, status, name, type or municipality. Anything
else that cannot be read becomes None and a remark.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import TypeAlias, TypedDict

from hytedata.codes import (
    CodeList,
    admins,
    find_municipality,
    find_sports_site_type,
    owners,
    padded_code,
    site_statuses,
)
from hytedata.connectors.lipas.raw_site import hash_site, reject
from hytedata.connectors.lipas.wire import WireCity, WireLocation, WireNames, WireSite, WireType
from hytedata.connectors.wire_values import (
    Decoded,
    NotADocument,
    Number,
    decode_document,
    whole_number,
)
from hytedata.models.common import Json, Language, Rejection
from hytedata.models.site_content import Activity, Image, Renovation
from hytedata.models.sports_site import SportsSite
from hytedata.normalise.lipas_content import to_activity, to_image, to_renovation
from hytedata.normalise.lipas_geometry import normalise_geometry
from hytedata.normalise.lipas_properties import normalise_properties
from hytedata.normalise.lipas_taking import Taking
from hytedata.normalise.remarks import Remarks, shown

YEARS = range(1800, 2101)

_FIVE_DIGITS = re.compile(r"(?<!\w)[0-9]{5}(?!\w)")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)

ReadTime: TypeAlias = Callable[[str], datetime | None]
Spell: TypeAlias = Callable[[str], str]


def read_iso_time(stated: str) -> datetime | None:
    """Read an ISO 8601 time with any number of fraction digits, to microseconds, as UTC.

    A time without a zone is taken for UTC. None where it is no time.
    """
    if not _TIME.fullmatch(stated):
        return None
    try:
        moment = datetime.fromisoformat(stated)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class _Reject(Exception):
    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


def normalise_site(
    raw: bytes,
    *,
    single_view: bool = False,
    place: str = "?",
    drift: Counter[str] | None = None,
) -> SportsSite | Rejection:
    """Normalise one JSON document of API v2.

    Args:
        raw: The document as it came; its hash becomes `content_hash`.
        single_view: Whether it came from the single-site view, which shows Lipas's own `ptv`
            block wherever there is one. A list never shows it.
        place: Where it stood, to name a document without an id.
        drift: Counts its unknown fields.
    """
    try:
        decoded = decode_document(raw, WireSite)
    except NotADocument as problem:
        return reject(place, "document", str(problem))
    if drift is not None:
        drift.update(decoded.unknown)
    content_hash = hash_site(raw, decoded.wire.event_date)
    return normalise_decoded(
        decoded, content_hash=content_hash, single_view=single_view, place=place
    )


def normalise_decoded(
    decoded: Decoded[WireSite],
    *,
    content_hash: str,
    single_view: bool = False,
    place: str = "?",
    read_time: ReadTime = read_iso_time,
    spell: Spell = str,
    remarks: Remarks | None = None,
    tells_translations: bool = True,
) -> SportsSite | Rejection:
    """Normalise a decoded document; see `normalise_site`.

    *read_time* reads the time of the latest revision, by default as ISO 8601. *spell* turns a
    path of v2 into the source's own spelling, and *remarks* are those that were made before.
    *tells_translations*: whether such documents have names in other languages at all.
    """
    site = decoded.wire
    notes = remarks or Remarks(spell)
    for path, value in decoded.unread.items():
        notes.set_aside(path, value)
    for odd in decoded.odd:
        notes.lose(odd.field, "odd-value", odd.value)
    lipas_id = whole_number(site.lipas_id)
    try:
        if lipas_id is None or lipas_id < 1:
            raise _Reject("lipas-id", _why(site.lipas_id))
        return _Normaliser(decoded, notes).site(
            lipas_id,
            event_date=event_time(site.event_date, notes, read_time),
            publishes=publishes_to_ptv(decoded, single_view=single_view),
            content_hash=content_hash,
            tells_translations=tells_translations,
        )
    except _Reject as problem:
        record = place if lipas_id is None else str(lipas_id)
        return reject(record, spell(problem.field), problem.reason, name=site.name or "")


def publishes_to_ptv(decoded: Decoded[WireSite], *, single_view: bool) -> bool | None:
    """Tell from a document whether Lipas itself publishes the site; None where it cannot tell.

    A site counts as Lipas's own as soon as it is set to be synchronised or has ever got a
    channel: Lipas keeps the channel's id when it archives it, and revives it later.
    """
    ptv = decoded.wire.ptv
    if any(odd.field.split(".")[0] == "ptv" for odd in decoded.odd):
        return None
    if ptv is not None:
        return bool(ptv.sync_enabled) or bool(ptv.service_channel_ids)
    return False if single_view else None


class _Content(TypedDict, total=False):
    images: tuple[Image, ...]
    renovations: tuple[Renovation, ...]
    activities: Mapping[str, Activity]
    floorball: Mapping[str, Json]
    extras: Mapping[str, Json]


class _Normaliser:
    """The fields of one document."""

    def __init__(self, decoded: Decoded[WireSite], remarks: Remarks) -> None:
        self._wire, self._remarks = decoded.wire, remarks
        self._place = decoded.wire.location or WireLocation()
        self._city = self._place.city or WireCity()

    def site(
        self,
        lipas_id: int,
        *,
        event_date: datetime | None,
        publishes: bool | None,
        content_hash: str,
        tells_translations: bool,
    ) -> SportsSite:
        wire, place, remarks = self._wire, self._place, self._remarks
        type_code = self._type_code()
        kind = find_sports_site_type(type_code)
        return SportsSite(
            lipas_id=lipas_id,
            event_date=event_date,
            status=self._status(),
            names=self._names(),
            marketing_name=text(wire.marketing_name),
            type_code=type_code,
            owner=self._listed("owner", wire.owner, owners()),
            admin=self._listed("admin", wire.admin, admins()),
            municipality=self._municipality(),
            neighbourhood=text(self._city.neighborhood),
            address=text(place.address),
            postal_code=self._postal_code(),
            postal_office=text(place.postal_office),
            phone=text(wire.phone_number),
            email=text(wire.email),
            www=text(wire.www),
            reservations_link=text(wire.reservations_link),
            comment=text(wire.comment),
            construction_year=self._year("construction-year", wire.construction_year),
            renovation_years=self._renovation_years(),
            owner_org_id=text(wire.owner_org_id),
            properties=normalise_properties(wire.properties or {}, remarks),
            geometry=normalise_geometry(place.geometries, kind.geometry if kind else None, remarks),
            lipas_publishes=publishes,
            tells_translations=tells_translations,
            content_hash=content_hash,
            **self._content(),
            remarks=remarks.all(),
        )

    def _content(self) -> _Content:
        """Read the blocks that few sites have; what no field holds is in `extras`."""
        wire, told = self._wire, _Content()
        blocks = {
            "images": wire.images,
            "renovations": wire.renovations,
            "activities": wire.activities,
            "edit-grants": wire.edit_grants,
            "search-meta": wire.search_meta,
        }
        left: dict[str, Json] = {}
        if any(it is not None for it in blocks.values()):
            content = Taking(blocks)
            told["images"] = content.each("images", to_image)
            told["renovations"] = content.each("renovations", to_renovation)
            told["activities"] = content.by_key("activities", to_activity)
            left = content.left
            for block in ("images", "renovations", "activities"):
                if block in left:
                    self._remarks.add(block, "odd-value", left[block])
        floorball = {
            "fields": wire.fields,
            "locker-rooms": wire.locker_rooms,
            "audits": wire.audits,
            "circumstances": wire.circumstances,
        }
        if any(it is not None for it in floorball.values()):
            told["floorball"] = Taking(floorball).left
        if left or self._remarks.lost:
            told["extras"] = {**left, **Taking(self._remarks.lost).left}
        return told

    def _type_code(self) -> int:
        stated = (self._wire.type or WireType()).type_code
        code = whole_number(stated)
        if code is None:
            raise _Reject("type.type-code", _why(stated))
        if find_sports_site_type(code) is None:
            self._remarks.add("type.type-code", "unknown-code", code)
        return code

    def _municipality(self) -> str:
        stated = self._city.city_code
        number = whole_number(stated)
        code = padded_code(number) if number is not None else None
        if code is None:
            raise _Reject("location.city.city-code", _why(stated))
        found = find_municipality(code)
        if found is None:
            self._remarks.add("location.city.city-code", "unknown-code", code)
        elif found.abolished is not None:
            self._remarks.add("location.city.city-code", "abolished-municipality", code)
        return municipality_of_today(code)

    def _status(self) -> str:
        status = text(self._wire.status)
        if status is None:
            raise _Reject("status", "it is missing")
        if status not in site_statuses():
            self._remarks.add("status", "unknown-code", status)
        return status

    def _names(self) -> dict[Language, str]:
        finnish = text(self._wire.name)
        if finnish is None:
            raise _Reject("name", "it is missing")
        others = self._wire.name_localized or WireNames()
        names: dict[Language, str] = {"fi": finnish}
        if swedish := text(others.se):
            names["sv"] = swedish
        if english := text(others.en):
            names["en"] = english
        return names

    def _listed(self, field: str, stated: str | None, codes: CodeList) -> str | None:
        code = text(stated)
        if code is not None and code not in codes:
            self._remarks.add(field, "unknown-code", code)
        return code

    def _postal_code(self) -> str | None:
        stated = text(self._place.postal_code)
        if stated is None:
            return None
        found = _FIVE_DIGITS.search(stated)
        if found is None or found[0] != stated:
            why = "no-postal-code" if found is None else "text-around-postal-code"
            self._remarks.lose("location.postal-code", why, stated)
        return found[0] if found else None

    def _year(self, field: str, stated: object) -> int | None:
        if stated is None:
            return None
        year = whole_number(stated) if isinstance(stated, int | float | str) else None
        if year is None or isinstance(stated, bool) or year not in YEARS:
            self._remarks.lose(field, "no-year", stated)
            return None
        return year

    def _renovation_years(self) -> tuple[int, ...]:
        stated = self._wire.renovation_years or []
        years = {self._year("renovation-years", year) for year in stated}
        return tuple(sorted(year for year in years if year is not None))


@cache
def municipality_of_today(code: str) -> str:
    """Return the successor of a municipality that is certainly abolished, else *code* itself."""
    found = find_municipality(code)
    if found is None or found.abolished is None or not found.abolished.confirmed:
        return code
    return found.municipality.code


def text(stated: str | None) -> str | None:
    """Return a text without white space around it; None where nothing is left."""
    return (stated or "").strip() or None


def event_time(
    stated: str | None, remarks: Remarks, read_time: ReadTime = read_iso_time
) -> datetime | None:
    """Read the time of a revision; None with a remark where it is none."""
    told = text(stated)
    moment = read_time(told) if told else None
    if moment is None:
        remarks.lose("event-date", "no-time", told or "")
    return moment


def _why(stated: Number | None) -> str:
    return "it is missing" if stated is None else f"it holds {shown(stated)!r}"
