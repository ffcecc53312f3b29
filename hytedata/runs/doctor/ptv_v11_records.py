"""What we assume of the records that PTV v11 shows: names of fields, codes, times, texts."""

import re
from collections.abc import Iterable, Sequence

from hytedata import codes
from hytedata.runs.doctor.answer import (
    Record,
    as_id,
    as_list,
    as_object,
    as_text,
    at,
    counted,
    everywhere,
    listed,
    objects,
    word,
)
from hytedata.runs.doctor.assumption import (
    Assumption,
    Unsettled,
    Verdict,
    confirmed,
    refuted,
    settled,
    unknown,
)
from hytedata.runs.doctor.look import Look
from hytedata.runs.doctor.ptv_v11_sample import (
    ORGANISATIONS,
    SERVICES,
    V11,
    channels,
    locations,
    organisation,
    services,
)
from hytedata.runs.doctor.reach import moment_of

LANGUAGES = ("fi", "sv", "en", "se", "smn", "sms")
INSTRUCTIONS_SINCE = "2026-03-03T00:00:00"
_KOKO = re.compile(r"/koko/p(\d+)$")
_ALREADY_LONG = 2500
_LONGEST = 5000


def all_channels(look: Look) -> list[Record]:
    """The channels at hand: some locations, and the organisation's."""
    return [*locations(look), *channels(look)]


def _emails(look: Look) -> Verdict:
    found = [
        one for one in all_channels(look) if one.get("serviceChannelType") == "ServiceLocation"
    ]
    names = [name for name in ("emails", "supportEmails") if any(name in one for one in found)]
    having = [
        one for one in found if as_list(one.get("emails")) or as_list(one.get("supportEmails"))
    ]
    seen = (
        f"{counted(len(found), 'location')}, {len(having)} with an address, under {listed(names)}"
    )
    if not found or not names:
        return unknown(seen)
    return settled(names == ["emails"], seen)


def _concrete(look: Look) -> Verdict:
    found = all_channels(look)
    types = [as_text(one.get("serviceChannelType")) for one in found]
    return settled(bool(found) and all(types), f"types: {listed(types)}")


def _modified(look: Look) -> Verdict:
    times = [as_text(one.get("modified")) for one in [*services(look), *all_channels(look)]]
    zoned = [time for time in times if re.search(r"(Z|[+-]\d\d:\d\d)$", time)]
    return settled(bool(times) and not zoned, f"{len(zoned)} of {len(times)} have a zone")


def _positions(look: Look) -> Verdict:
    found = [
        one
        for place in everywhere(locations(look), "streetAddress")
        if isinstance(one := place, dict) and as_text(one.get("latitude"))
    ]
    if not found:
        return unknown("no location has a position")
    right = [one for one in found if _in_finland(one)]
    seen = f"{len(right)} of {len(found)} have a northing and an easting of EPSG:3067, as text"
    return settled(len(right) == len(found), seen)


def _in_finland(address: Record) -> bool:
    try:
        north, east = (float(as_text(address.get(name))) for name in ("latitude", "longitude"))
    except ValueError:
        return False
    return 6_500_000 < north < 7_800_000 and 40_000 < east < 770_000


def _street_padding(look: Look) -> Verdict:
    streets = list(everywhere(locations(look), "street"))
    named = [{as_text(row.get("language")) for row in objects(one)} for one in streets if one]
    if not named:
        return unknown("no street was seen")
    whole = [one for one in named if one == set(LANGUAGES)]
    return settled(len(whole) == len(named), f"{len(whole)} of {counted(len(named), 'street')}")


def _hours(look: Look) -> Verdict:
    rows = [
        row
        for hours in everywhere(all_channels(look), "serviceHours")
        for row in objects(hours)
        if row.get("serviceHourType") == "DaysOfTheWeek"
    ]
    times = [time for row in rows for time in objects(row.get("openingHour"))]
    if not times:
        return unknown("no weekly hours were seen")
    as_known = [
        one for one in times if one.get("dayTo") == "" and len(as_text(one.get("from"))) == 8
    ]
    seen = f"{len(as_known)} of {counted(len(times), 'time')} have dayTo “” and hh:mm:ss"
    return settled(len(as_known) == len(times), seen)


def _area_types(look: Look) -> Verdict:
    found = [
        as_text(row.get("type"))
        for areas in everywhere(services(look), "areas")
        for row in objects(areas)
    ]
    if not found:
        return unknown("no area was seen")
    return settled(set(found) <= _known("areaKind"), f"types: {listed(found)}")


def _grouped(look: Look) -> Verdict:
    rows = [
        row
        for areas in everywhere(services(look), "areas")
        for row in objects(areas)
        if row.get("type") == "Municipality"
    ]
    if not rows:
        return unknown("no service is limited to municipalities")
    grouped = [
        row for row in rows if row.get("code") is None and as_list(row.get("municipalities"))
    ]
    seen = f"{len(grouped)} of {counted(len(rows), 'item')} have no code and list municipalities"
    return settled(len(grouped) == len(rows), seen)


def _longest(records: Iterable[Record], key: str) -> int:
    rows = (row for one in records for row in objects(one.get(key)))
    texts = (as_text(row.get("value")) for row in rows if row.get("type") == "Description")
    return max((len(text) for text in texts), default=0)


def _channel_texts(look: Look) -> Verdict:
    longest = _longest(all_channels(look), "serviceChannelDescriptions")
    seen = f"the longest of {counted(len(all_channels(look)), 'channel')} has {longest} characters"
    return refuted(seen) if longest > _ALREADY_LONG else unknown(f"{seen}: no proof")


def _service_texts(look: Look) -> Verdict:
    longest = _longest(services(look), "serviceDescriptions")
    seen = f"the longest of {counted(len(services(look)), 'service')} has {longest} characters"
    if longest > _LONGEST:
        return refuted(seen)
    return confirmed(seen) if longest > _ALREADY_LONG else unknown(f"{seen}: no proof")


def _instructions(look: Look) -> Verdict:
    since = moment_of(INSTRUCTIONS_SINCE)
    new = [one for one in services(look) if moment_of(as_text(one.get("modified"))) > since]
    if not new:
        return unknown("no service at hand was saved since 3 March 2026")
    without = [one for one in new if "UserInstruction" not in _text_types(one)]
    described = [one for one in without if one.get("generalDescriptionId")]
    seen = (
        f"{len(without)} of {counted(len(new), 'service')} saved since lack it, "
        f"{len(described)} of them with a general description"
    )
    return settled(len(without) == len(described), seen)


def _text_types(service: Record) -> set[str]:
    return {as_text(row.get("type")) for row in objects(service.get("serviceDescriptions"))}


def _classes(look: Look) -> Verdict:
    rows = [row for one in services(look) for row in objects(one.get("serviceClasses"))]
    found = {as_text(row.get("code")) for row in rows}
    if not found:
        return unknown("no service class was seen")
    new = [code for code in found if codes.find_service_class(code) is None]
    return settled(not new, f"{counted(len(found), 'class', 'classes')}; not ours: {listed(new)}")


def _ontology(look: Look) -> Verdict:
    uris = [
        as_text(row.get("uri"))
        for one in services(look)
        for row in objects(one.get("ontologyTerms"))
    ]
    digits = [len(match[1]) for uri in uris if (match := _KOKO.search(uri))]
    if not digits:
        return unknown("no ontology term was seen")
    seen = f"{counted(len(digits), 'term')} of KOKO, at most {max(digits)} digits"
    return settled(max(digits) <= 5 and len(digits) == len(uris), seen)


def _organisation_type(look: Look) -> Verdict:
    body = look.body("ptv", f"{ORGANISATIONS}/{organisation(look)}")
    kind = as_text(at(body, "organizationType"))
    return settled(
        kind in _known("organizationType"), f"organizationType {word(kind) if kind else 'missing'}"
    )


def _known(enumeration: str) -> frozenset[str]:
    return frozenset(entry.value for entry in codes.ptv_enumeration(enumeration))


def described(look: Look) -> Record:
    """A service with a general description.

    Raises:
        Unsettled: There is none at hand.
    """
    found = next((one for one in services(look) if one.get("generalDescriptionId")), None)
    if found is None:
        raise Unsettled("no service at hand has a general description")
    return found


def description_classes(look: Look) -> set[str]:
    """Codes of the service classes of that general description."""
    path = f"{V11}/GeneralDescription/{as_id(described(look).get('generalDescriptionId'))}"
    found = class_codes(as_object(look.body("ptv", path)))
    if not found:
        raise Unsettled("the general description has no service classes")
    return found


def class_codes(record: Record) -> set[str]:
    """Codes of a record's service classes."""
    return {as_text(row.get("code")) for row in objects(record.get("serviceClasses"))}


def _merged_classes(look: Look) -> Verdict:
    inherited, own = description_classes(look), class_codes(described(look))
    seen = f"{len(inherited & own)} of {counted(len(inherited), 'class', 'classes')}"
    return settled(inherited <= own, f"the service shows {seen} of its general description")


def _merged_texts(look: Look) -> Verdict:
    service = described(look)
    path = f"{SERVICES}/serviceWithGD/{as_id(service.get('id'))}"
    merged = _text_types(as_object(look.body("ptv", path)))
    marked = [kind for kind in merged if kind.startswith("GD_")]
    plain = [kind for kind in _text_types(service) if kind.startswith("GD_")]
    return settled(bool(marked) and not plain, f"with it {listed(marked)}; without {listed(plain)}")


def _anonymous_source_ids(look: Look) -> Verdict:
    found = [*services(look), *all_channels(look)]
    told = [one for one in found if one.get("sourceId")]
    return settled(bool(found) and not told, f"{len(told)} of {len(found)} show one")


_WIRE = "connectors/ptv/v11/wire"

PTV_RECORDS: Sequence[Assumption] = (
    Assumption(
        "ptv.location-emails",
        "A service location's e-mail addresses come under `emails`.",
        "ptv-v11-field-notes 5; ptv-api 8",
        f"{_WIRE}/channels.py, connectors/ptv/v11/decode.py",
        "Both names are read. Make sure that the one seen is also what the sync compares.",
        _emails,
    ),
    Assumption(
        "ptv.concrete-channels",
        "Lists hold concrete channels, told apart by `serviceChannelType`.",
        "ptv-api 4",
        f"{_WIRE}/channels.py",
        "Look at the wrapper that came instead.",
        _concrete,
    ),
    Assumption(
        "ptv.modified",
        "`modified` has no zone.",
        "ptv-api 1.2",
        "connectors/ptv/v11/times.py",
        "Nothing breaks if the zone is UTC; look at it otherwise.",
        _modified,
    ),
    Assumption(
        "ptv.positions",
        "`latitude` and `longitude` are metres north and east (EPSG:3067), as text.",
        "ptv-api 5.5",
        "normalise/ptv/positions.py",
        "Single odd ones are somebody's mistake; if most are odd, do not publish places.",
        _positions,
    ),
    Assumption(
        "ptv.street-padding",
        "A street is named in all six languages, missing ones filled from Finnish.",
        "ptv-api 5.5",
        "connectors/ptv/v11/decode.py",
        "See that no language is taken from a street that was not there before.",
        _street_padding,
    ),
    Assumption(
        "ptv.weekly-hours",
        "Weekly hours have an empty `dayTo` and times with seconds.",
        "ptv-api 5.4",
        "connectors/ptv/v11/bodies/hours.py, normalise/ptv/hours.py",
        "Teach both the new form before channels with hours are written.",
        _hours,
    ),
    Assumption(
        "ptv.area-types",
        "Areas are of the five types that we know, wellbeing counties spelled with Service.",
        "ptv-api 5.2, 9.2, 11",
        f"{_WIRE}/texts.py, normalise/ptv/areas.py",
        "Add the type; until then such areas are kept as remarks.",
        _area_types,
    ),
    Assumption(
        "ptv.grouped-municipalities",
        "Municipalities of an area come in one item without a code.",
        "ptv-api 5.2, 10 (trap 27)",
        "normalise/ptv/areas.py, connectors/ptv/v11/service_bodies.py",
        "Look at how areas are repeated in a PUT before services are written.",
        _grouped,
    ),
    Assumption(
        "ptv.channel-text-limit",
        "No channel description is longer than 2 500 characters.",
        "ptv-api 11",
        "content/limits.py (DESCRIPTION warns at 2 500)",
        "Raise the warning: channels take longer texts now.",
        _channel_texts,
    ),
    Assumption(
        "ptv.service-text-limit",
        "A service description may be longer than 2 500, and no longer than 5 000 characters.",
        "ptv-api 11",
        "content/limits.py (DESCRIPTION)",
        "Raise the limit.",
        _service_texts,
    ),
    Assumption(
        "ptv.user-instruction",
        "Services saved since 3 March 2026 have a UserInstruction, those with a general "
        "description perhaps not.",
        "ptv-api 11",
        "sync/compose (always sends it)",
        "Nothing breaks; the rule is milder than we thought.",
        _instructions,
    ),
    Assumption(
        "ptv.service-classes",
        "All service classes are in our list.",
        "ptv-api 9.5, 11",
        "codes/ptv_codes.py",
        "Refresh the list from koodistot.suomi.fi.",
        _classes,
    ),
    Assumption(
        "ptv.ontology-ids",
        "Ontology terms are KOKO's, with at most five digits.",
        "ptv-api 6.3, 11",
        "content/service_values.py",
        "Widen the check of ontology terms.",
        _ontology,
    ),
    Assumption(
        "ptv.organisation-type",
        "The organisation is of a type that we know.",
        "ptv-api 9.1, 11",
        f"{_WIRE}/organizations.py",
        "Nothing breaks, as types are open; add the new one to the reference.",
        _organisation_type,
    ),
    Assumption(
        "ptv.inherited-classes",
        "A service shows its general description's classes among its own, unmarked.",
        "ptv-api 3.1; ptv-v11-field-notes 2",
        "normalise/ptv/services.py, connectors/ptv/v11/service_bodies.py",
        "Stop subtracting them, or a PUT removes classes that are the service's own.",
        _merged_classes,
    ),
    Assumption(
        "ptv.inherited-texts",
        "Only `serviceWithGD` shows the general description's texts, with types in GD_.",
        "ptv-api 3.1",
        "connectors/ptv/v11/version.py, connectors/ptv/v11/entities.py",
        "See that inherited texts are not taken for the service's own.",
        _merged_texts,
    ),
    Assumption(
        "ptv.anonymous-source-ids",
        "Without a token no `sourceId` is shown.",
        "ptv-api 5.7, 10 (trap 20)",
        "clients/ptv_organisation.py",
        "Nothing breaks; a token is no longer needed to read them.",
        _anonymous_source_ids,
    ),
)
