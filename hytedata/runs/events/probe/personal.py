"""Which kinds of personal data a calendar gives out, and where; never what they say.

hytedata drops all of them when it reads (models/event.py): this tells a person that they are there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hytedata.normalise.calendars.organisers import organisation_name
from hytedata.normalise.calendars.texts import TAKEN_OUT, without_contacts
from hytedata.runs.events.probe.values import PersonalData

MAIL, PHONE, PERSON, CONTACT = (
    "e-mail addresses",
    "telephone numbers",
    "names that may be persons'",
    "fields for contact persons",
)
MOST_FIELDS: Final = 6
"""Fields of one kind that are named."""

_KEY: Final = re.compile(r"[@A-Za-z][A-Za-z0-9_@:-]{0,40}")
_MAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_CONTACT_KEYS: Final = frozenset(
    {
        "user_name",
        "user_email",
        "user_phone_number",
        "provider_contact_info",
        "created_by",
        "last_modified_by",
        "author",
        "contactpoint",
    }
)
_IDS: Final = frozenset({"uid", "id", "@id"})
"""Ids may look like addresses: `12@kunta.fi`."""

_PHONE_KEYS: Final = frozenset({"telephone", "phone", "phone_number", "puhelin"})
_ORGANISER_KEYS: Final = frozenset({"organizer", "organiser", "provider", "performer", "cn"})
_LANGUAGES: Final = frozenset({"fi", "sv", "en", "ru", "ar", "zh_hans"})


def personal_data(rows: object) -> tuple[PersonalData, ...]:
    """Return the kinds of personal data in JSON *rows*, with the fields that hold them."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for path, key, value in _leaves(rows, ()):
        for kind in _kinds(key, value):
            found[kind][path] = None
    return tuple(PersonalData(kind, tuple(found[kind])[:MOST_FIELDS]) for kind in sorted(found))


def _kinds(key: str, value: str) -> Iterator[str]:
    name = key.lower()
    if name in _IDS:
        return
    if name in _CONTACT_KEYS:
        yield CONTACT
        return
    mails = _MAIL.search(value)
    if mails:
        yield MAIL
    # What the normalisers take out of texts, besides addresses, are numbers.
    rest = _MAIL.sub("", value)
    if name in _PHONE_KEYS or ("://" not in rest and TAKEN_OUT in without_contacts(rest)):
        yield PHONE
    if name in _ORGANISER_KEYS and not mails and not organisation_name(value):
        yield PERSON


def _leaves(value: object, path: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield path, last key and text of all that is not empty; lists have no part in paths."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            shown = str(name) if _KEY.fullmatch(str(name)) else "…"
            yield from _leaves(inner, (*path, shown))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner, path)
    elif isinstance(value, str) and value.strip():
        # A text per language is one field.
        named = path[:-1] if len(path) > 1 and path[-1] in _LANGUAGES else path
        yield ".".join(named), named[-1] if named else "", value
