"""Contact data of a site as fields: one entry per language, and what could not be used.

A value that cannot be used never keeps a site from being published: the field stays empty, and
a note says so without repeating the value.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from hytedata.content.contacts import Phone, read_emails, read_phones, read_web
from hytedata.content.contacts.phone_labels import label_text
from hytedata.models.common import Json, Language
from hytedata.models.sports_site import SportsSite
from hytedata.sync.mapping import Note

_PHONE_LANGUAGES: frozenset[Language] = frozenset({"fi", "sv", "en"})
"""PTV takes phones in these only (field notes C2)."""

_RESERVATIONS: Mapping[Language, str] = {"fi": "Varaukset", "sv": "Bokningar", "en": "Reservations"}


def contact_fields(
    site: SportsSite, languages: Sequence[Language]
) -> tuple[dict[str, Json], tuple[Note, ...]]:
    """Return the fields `phones`, `emails` and `web_pages`, with notes on what is left out."""
    fields: dict[str, Json] = {}
    notes: list[Note] = []
    for read in (_phones, _emails, _web_pages):
        found, told = read(site, languages)
        fields |= found
        notes += told
    return fields, tuple(notes)


def _phones(
    site: SportsSite, languages: Sequence[Language]
) -> tuple[dict[str, Json], Iterable[Note]]:
    if not site.phone:
        return {}, ()
    read = read_phones(site.phone)
    spoken = [language for language in languages if language in _PHONE_LANGUAGES]
    fields = _per_language(
        "phones", spoken, lambda language: [_phone(phone, language) for phone in read.numbers]
    )
    return fields, [_left_out("phone-number", fault) for fault in read.faults]


def _phone(phone: Phone, language: Language) -> Json:
    return {
        "prefix": phone.prefix,
        "number": phone.number,
        "service_number": phone.is_service_number,
        "info": label_text(phone.label, language),
        "charge": None,
        "charge_info": None,
    }


def _emails(
    site: SportsSite, languages: Sequence[Language]
) -> tuple[dict[str, Json], Iterable[Note]]:
    if not site.email:
        return {}, ()
    read = read_emails(site.email)
    notes = [_left_out("email", fault) for fault in read.faults]
    if read.personal:
        notes.append(
            Note(
                "field-invalid",
                "email: an address looks like one person's (first.last@); it is published",
                "give the address of a duty or a unit in Lipas, not a person's",
            )
        )
    return _per_language("emails", languages, lambda _: list(read.addresses)), notes


def _web_pages(
    site: SportsSite, languages: Sequence[Language]
) -> tuple[dict[str, Json], Iterable[Note]]:
    if not (site.www or site.reservations_link):
        return {}, ()
    pages, bookings = read_web(site.www or ""), read_web(site.reservations_link or "")
    known = {_same_page(url) for url in pages.urls}
    further = [url for url in bookings.urls if _same_page(url) not in known]
    fields = _per_language(
        "web_pages",
        languages,
        lambda language: [
            *(_page(url, None) for url in pages.urls),
            *(_page(url, _RESERVATIONS.get(language)) for url in further),
        ],
    )
    notes = [_left_out("www", fault) for fault in pages.faults]
    return fields, [*notes, *(_left_out("reservations-link", fault) for fault in bookings.faults)]


def _page(url: str, text: str | None) -> Json:
    return {"url": url, "text": text}


def _per_language(
    path: str, languages: Sequence[Language], entries: Callable[[Language], list[Json]]
) -> dict[str, Json]:
    listed = {f"{path}.{language}": entries(language) for language in languages}
    return {key: value for key, value in listed.items() if value}


def _same_page(url: str) -> str:
    return url.partition("://")[2].rstrip("/").casefold()


def _left_out(field: str, fault: str) -> Note:
    return Note("field-invalid", f"{field}: {fault}", f"mend {field} of the site in Lipas")
