"""A channel of PTV as a location of HSDS: a place to go to, or a virtual one."""

from hytedata.export.channel_texts import addresses_of_web, numbers_of
from hytedata.export.hsds.contacts import contacts_of, phones_of
from hytedata.export.hsds.gathered import AnyChannel, Gathered
from hytedata.export.hsds.hours import schedules_of
from hytedata.export.hsds.places import addresses_of, degrees
from hytedata.export.hsds.terms import Linking
from hytedata.export.hsds.values import Row, key, own_key, row, some, version
from hytedata.models.common import Json, Language
from hytedata.models.ptv import (
    Email,
    ServiceLocation,
    ServiceLocationTexts,
)
from hytedata.models.ptv.channel import SupportTexts
from hytedata.models.ptv.record import Texts


def location_row(one: AnyChannel, known: Gathered, language: Language) -> Row:
    """Return *one* with its addresses, phones, hours and languages, in *language*."""
    texts = version(one, language) or Texts()
    its = own_key(one.id)
    linking = Linking("location", its, language)
    # Where the organisation was not handed over, nothing points to it.
    by = one.organisation_id if one.organisation_id in known.organisations else None
    place: dict[str, Json] = {}
    if isinstance(one, ServiceLocation):
        place["addresses"] = addresses_of(one.id, one.location, one.contact_addresses, language)
    found: dict[str, Json] = {
        "id": its,
        "location_type": "physical" if isinstance(one, ServiceLocation) else "virtual",
        "url": next(addresses_of_web(texts), None),
        "organization_id": own_key(by) if by else None,
        "name": texts.name,
        "alternate_name": getattr(texts, "alternative_name", None),
        "description": texts.description,
        **degrees(one.position),
        **place,
        "languages": languages_of(one.id, one.service_languages),
        "contacts": contacts_of(one, _emails, language),
        "phones": phones_of(one, numbers_of, language),
        "schedules": schedules_of(one.id, one.service_hours, language),
        "attributes": some(
            [*linking.values("type", [_type(one)]), *linking.values("summary", [texts.summary])]
        ),
    }
    return row(found)


def languages_of(owner: str, codes: tuple[str, ...]) -> list[Json]:
    """Return the languages that people are served in."""
    return some({"id": key(owner, "language", code), "code": code} for code in codes)


def _type(one: AnyChannel) -> str:
    # Each of the kinds declares its own; what they share has none.
    return str(getattr(one, "type", ""))


def _emails(texts: Texts) -> tuple[Email, ...]:
    match texts:
        case ServiceLocationTexts():
            return texts.emails
        case SupportTexts():
            return texts.support_emails
    return ()
