"""A channel of PTV as a location of HSDS: a place to go to, or a virtual one."""

from hytedata.export.hsds.contacts import contacts_of, phones_of
from hytedata.export.hsds.gathered import AnyChannel, Gathered
from hytedata.export.hsds.hours import schedules_of
from hytedata.export.hsds.places import addresses_of, degrees
from hytedata.export.hsds.terms import Linking
from hytedata.export.hsds.values import Row, key, own_key, row, some, version
from hytedata.export.properties import web_address
from hytedata.models.common import Json, Language
from hytedata.models.ptv import (
    EChannelTexts,
    Email,
    Phone,
    PhoneChannelTexts,
    PrintableFormTexts,
    ServiceLocation,
    ServiceLocationTexts,
    WebPageTexts,
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
        "url": _url(texts),
        "organization_id": own_key(by) if by else None,
        "name": texts.name,
        "alternate_name": getattr(texts, "alternative_name", None),
        "description": texts.description,
        **degrees(one.position),
        **place,
        "languages": languages_of(one.id, one.service_languages),
        "contacts": contacts_of(one, _emails, language),
        "phones": phones_of(one, _phones, language),
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


def _phones(texts: Texts) -> tuple[Phone, ...]:
    match texts:
        case ServiceLocationTexts():
            return (*texts.phones, *texts.faxes)
        case PhoneChannelTexts():
            return (*texts.phones, *texts.support_phones)
        case SupportTexts():
            return texts.support_phones
    return ()


def _emails(texts: Texts) -> tuple[Email, ...]:
    match texts:
        case ServiceLocationTexts():
            return texts.emails
        case SupportTexts():
            return texts.support_emails
    return ()


def _url(texts: Texts) -> str | None:
    """Return the channel's own address; of a form its file, of a place its first page."""
    match texts:
        case EChannelTexts() | WebPageTexts() | PhoneChannelTexts():
            return web_address(texts.web_address.url) if texts.web_address else None
        case PrintableFormTexts():
            return next((web_address(file.url) for file in texts.files), None)
        case ServiceLocationTexts():
            return next((found for one in texts.web_pages if (found := web_address(one.url))), None)
    return None
