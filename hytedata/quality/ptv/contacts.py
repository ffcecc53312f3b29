"""The phones, e-mail addresses, links and addresses of a record of PTV, with their paths."""

from collections.abc import Iterator
from typing import Any, Final

from hytedata.models.common import Language
from hytedata.models.ptv.address import OtherAddress, StreetAddress
from hytedata.models.ptv.channel import ServiceLocation
from hytedata.models.ptv.contact import Email, Phone, WebLink
from hytedata.models.ptv.record import Worded

_PHONES: Final = ("phones", "support_phones")
_EMAILS: Final = ("emails", "support_emails")
_LINKS: Final = ("web_pages", "web_address", "attachments")


def phones(record: Worded[Any]) -> Iterator[tuple[str, Language, Phone]]:
    """Yield (path, language, phone); faxes are none."""
    for path, language, entry in _entries(record, _PHONES):
        if isinstance(entry, Phone) and entry.type != "Fax":
            yield path, language, entry


def phone_lists(record: Worded[Any]) -> Iterator[tuple[str, tuple[Phone, ...]]]:
    """Yield (path, numbers) of each list of each language."""
    for language, texts in record.language_versions.items():
        for stem in _PHONES:
            listed = texts.__dict__.get(stem, ())
            yield f"{stem}.{language}", tuple(one for one in listed if one.type != "Fax")


def emails(record: Worded[Any]) -> Iterator[tuple[str, Email]]:
    """Yield (path, e-mail address)."""
    for path, _, entry in _entries(record, _EMAILS):
        if isinstance(entry, Email):
            yield path, entry


def urls(record: Worded[Any]) -> Iterator[tuple[str, str]]:
    """Yield (path, URL) of every link that has one, files of forms among them."""
    for path, _, entry in _entries(record, (*_LINKS, "files", "legislation")):
        url = getattr(entry, "url", None)
        if url:
            yield f"{path}.url", url


def web_addresses(record: Worded[Any]) -> Iterator[tuple[Language, WebLink | None]]:
    """Yield (language, own web address) of an e-service or web page."""
    for language, texts in record.language_versions.items():
        yield language, texts.web_address


def visited(record: ServiceLocation) -> Iterator[tuple[str, StreetAddress | OtherAddress]]:
    """Yield (path, address) of the places in Finland to go to."""
    for number, street in enumerate(record.location.street):
        yield f"location.street[{number}]", street
    for number, other in enumerate(record.location.other):
        yield f"location.other[{number}]", other


def _entries(record: Worded[Any], stems: tuple[str, ...]) -> Iterator[tuple[str, Language, object]]:
    for language, texts in record.language_versions.items():
        told = texts.__dict__
        for stem in stems:
            value = told.get(stem)
            if isinstance(value, tuple):
                for number, entry in enumerate(value):
                    yield f"{stem}.{language}[{number}]", language, entry
            elif value is not None:
                yield f"{stem}.{language}", language, value
