"""Phones, e-mails, web pages and hours, in both directions."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from hytedata.connectors.ptv.v11.documents import Document, rows, text
from hytedata.connectors.ptv.v11.vocabulary import CHARGES, HOUR_TYPES, present
from hytedata.models.common import Json

Entries = dict[str, list[Json]]
"""Language → what is listed in it, in PTV's order."""


def decode_phones(document: Document, key: str = "phoneNumbers") -> Entries:
    """Return numbers by language, faxes left out; each entry has all six keys of the field."""
    found: Entries = {}
    for row in rows(document, key):
        language, number = text(row, "language"), text(row, "number")
        if language and number and row.get("type") != "Fax":
            found.setdefault(language, []).append(
                {
                    "prefix": text(row, "prefixNumber"),
                    "number": number,
                    "service_number": row.get("isFinnishServiceNumber") is True,
                    "info": text(row, "additionalInformation"),
                    "charge": present(text(row, "serviceChargeType"), CHARGES),
                    "charge_info": text(row, "chargeDescription"),
                }
            )
    return found


def decode_emails(document: Document) -> Entries:
    """Return addresses by language; the key is `emails`, in some versions `supportEmails`."""
    found: Entries = {}
    key = "emails" if document.get("emails") else "supportEmails"
    for row in rows(document, key):
        language, value = text(row, "language"), text(row, "value")
        if language and value:
            found.setdefault(language, []).append(value)
    return found


def decode_web_pages(document: Document) -> Entries:
    """Return pages by language as `{url, text}`; a page without an address is none."""
    found: Entries = {}
    for row in rows(document, "webPages"):
        language, url = text(row, "language"), text(row, "url")
        if language and url:
            found.setdefault(language, []).append({"url": url, "text": text(row, "value")})
    return found


def encode_phones(entries: Mapping[str, Iterable[Json]]) -> list[Json]:
    """Encode numbers; a service number carries no prefix, and `type` is never sent."""
    return [
        _encode_phone(language, phone)
        for language, phones in entries.items()
        for phone in phones
        if isinstance(phone, Mapping)
    ]


def _encode_phone(language: str, phone: Mapping[str, Json]) -> dict[str, Json]:
    service_number = phone.get("service_number") is True
    body: dict[str, Json] = {
        "number": phone.get("number"),
        "language": language,
        "isFinnishServiceNumber": service_number,
    }
    optional = {
        "prefixNumber": None if service_number else phone.get("prefix"),
        "additionalInformation": phone.get("info"),
        "serviceChargeType": phone.get("charge"),
        "chargeDescription": phone.get("charge_info"),
    }
    body.update({key: value for key, value in optional.items() if value})
    return body


def encode_emails(entries: Mapping[str, Iterable[Json]]) -> list[Json]:
    """Encode e-mail addresses."""
    return [
        {"language": language, "value": value}
        for language, values in entries.items()
        for value in values
    ]


def encode_web_pages(entries: Mapping[str, Iterable[Json]]) -> list[Json]:
    """Encode web pages."""
    return [
        {"language": language, "url": page.get("url")}
        | ({"value": page["text"]} if page.get("text") else {})
        for language, pages in entries.items()
        for page in pages
        if isinstance(page, Mapping)
    ]


def encode_faxes(document: Document) -> list[Json]:
    """Split the faxes out of `phoneNumbers`, as writing wants them (ptv-api 8)."""
    faxes: list[Json] = []
    for row in rows(document, "phoneNumbers"):
        language, number = text(row, "language"), text(row, "number")
        if row.get("type") != "Fax" or not language or not number:
            continue
        service_number = row.get("isFinnishServiceNumber") is True
        fax: dict[str, Json] = {
            "number": number,
            "language": language,
            "isFinnishServiceNumber": service_number,
        }
        prefix = text(row, "prefixNumber")
        if prefix and not service_number:
            fax["prefixNumber"] = prefix
        faxes.append(fax)
    return faxes


def within(entries: Entries, languages: Collection[str]) -> Entries:
    """Keep the entries of *languages*: others belong to removed versions and would be refused."""
    return {language: listed for language, listed in entries.items() if language in languages}


def encode_hours(document: Document) -> list[Json]:
    """Re-encode service hours; times lose their seconds, blanks and null booleans go."""
    return [_encode_hour(row) for row in rows(document, "serviceHours")]


def _encode_hour(row: Document) -> dict[str, Json]:
    hour: dict[str, Json] = {
        key: value for key in ("validFrom", "validTo") if (value := text(row, key))
    }
    hour["serviceHourType"] = present(text(row, "serviceHourType"), HOUR_TYPES)
    for flag in ("isClosed", "validForNow", "isAlwaysOpen", "isReservation"):
        if isinstance(row.get(flag), bool):
            hour[flag] = row[flag]
    information: list[Json] = [
        {"language": language, "value": value}
        for entry in rows(row, "additionalInformation")
        if (language := text(entry, "language")) and (value := text(entry, "value"))
    ]
    times: Sequence[Json] = [_encode_times(entry) for entry in rows(row, "openingHour")]
    if information:
        hour["additionalInformation"] = information
    if times:
        hour["openingHour"] = list(times)
    return hour


def _encode_times(entry: Document) -> dict[str, Json]:
    times: dict[str, Json] = {
        key: value for key in ("dayFrom", "dayTo") if (value := text(entry, key))
    }
    times.update({key: value[:5] for key in ("from", "to") if (value := text(entry, key))})
    return times
