"""Wire models of Linked Events: the source's own names, everything optional, nothing repaired.

Forks lack fields, add fields, and write references, ids and texts in several shapes (events.md 1.2
and 2.8), so what varies is left as JSON. A value of a type that its field never has costs that
value alone; fields that no model knows are kept and counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, TypeAlias, TypeVar
from urllib.parse import unquote, urlsplit

import msgspec

S = TypeVar("S", bound=msgspec.Struct)

Json: TypeAlias = object
"""Any JSON value. msgspec knows `object`, and not pydantic's recursive type."""

Id: TypeAlias = str | int
"""An id; look-alikes write numbers."""

Texts: TypeAlias = dict[str, Json] | str
"""A text per language; some forks write a plain text."""

Number: TypeAlias = int | float | str


class WireEvent(msgspec.Struct):
    """One event, series, umbrella or tombstone (events.md 2.4)."""

    id: Id | None = None
    address: str | None = msgspec.field(name="@id", default=None)
    context: Json = msgspec.field(name="@context", default=None)
    type: Json = msgspec.field(name="@type", default=None)
    name: Texts | None = None
    short_description: Texts | None = None
    description: Texts | None = None
    start_time: str | None = None
    end_time: str | None = None
    created_time: str | None = None
    last_modified_time: str | None = None
    date_published: Json = None
    event_status: str | None = None
    type_id: str | None = None
    super_event: Json = None
    super_event_type: str | None = None
    sub_events: Json = None
    location: Json = None
    location_extra_info: Texts | None = None
    keywords: list[Json] | None = None
    audience: list[Json] | None = None
    audience_min_age: Number | None = None
    audience_max_age: Number | None = None
    in_language: list[Json] | None = None
    offers: list[Json] | None = None
    images: list[Json] | None = None
    videos: Json = None
    external_links: list[Json] | None = None
    info_url: Texts | None = None
    provider: Texts | None = None
    provider_contact_info: Json = None
    publisher: Json = None
    data_source: Json = None
    maximum_attendee_capacity: Json = None
    minimum_attendee_capacity: Json = None
    enrolment_start_time: str | None = None
    enrolment_end_time: str | None = None
    registration: Json = None
    environment: Json = None
    environmental_certificate: Json = None
    custom_data: Json = None
    local: Json = None
    has_user_editable_resources: Json = None
    replaced_by: Json = None
    deleted: bool | None = None
    publication_status: str | None = None
    # Of forks: Turku's flag and address, Espoo's hobbies and sign-up.
    is_virtualevent: bool | None = None
    virtualevent_url: Texts | None = None
    hobby_categories: Json = None
    event_registration_link: Texts | None = None
    # Of people: known, so that they are dropped and not kept as something new.
    user_name: Json = None
    user_email: Json = None
    user_phone_number: Json = None
    user_organization: Json = None
    user_consent: Json = None
    created_by: Json = None
    last_modified_by: Json = None


class WirePlace(msgspec.Struct):
    """A place (events.md 2.5); its e-mail address and telephone number are not read."""

    id: Id | None = None
    address: str | None = msgspec.field(name="@id", default=None)
    context: Json = msgspec.field(name="@context", default=None)
    type: Json = msgspec.field(name="@type", default=None)
    name: Texts | None = None
    description: Json = None
    info_url: Json = None
    street_address: Texts | None = None
    address_locality: Texts | None = None
    address_region: Json = None
    address_country: Json = None
    postal_code: Id | None = None
    post_office_box_num: Json = None
    position: Json = None
    divisions: list[Json] | None = None
    telephone: Json = None
    email: Json = None
    contact_type: Json = None
    parent: Json = None
    replaced_by: Json = None
    image: Json = None
    data_source: Json = None
    publisher: Json = None
    n_events: Json = None
    has_upcoming_events: Json = None
    has_user_editable_resources: Json = None
    custom_data: Json = None
    created_time: Json = None
    last_modified_time: Json = None
    created_by: Json = None
    last_modified_by: Json = None
    deleted: Json = None


class WireOffer(msgspec.Struct):
    """A price."""

    is_free: bool | None = None
    price: Texts | None = None
    description: Texts | None = None
    info_url: Texts | None = None
    offer_price_groups: Json = None


class WireImage(msgspec.Struct):
    """A picture."""

    id: Id | None = None
    address: str | None = msgspec.field(name="@id", default=None)
    context: Json = msgspec.field(name="@context", default=None)
    type: Json = msgspec.field(name="@type", default=None)
    url: str | None = None
    name: Json = None
    alt_text: Texts | None = None
    photographer_name: str | None = None
    license: str | None = None
    license_url: str | None = None
    cropping: Json = None
    data_source: Json = None
    publisher: Json = None
    has_user_editable_resources: Json = None
    created_time: Json = None
    last_modified_time: Json = None
    created_by: Json = None
    last_modified_by: Json = None


@dataclass(frozen=True)
class Decoded(Generic[S]):
    """An object as a wire model.

    Attributes:
        odd: Values that were set aside because of their type, by field.
        unknown: Values of fields that the model does not know, by field.
    """

    wire: S
    odd: Mapping[str, Json] = field(default_factory=dict)
    unknown: Mapping[str, Json] = field(default_factory=dict)


def read_object(document: Mapping[str, Json], shape: type[S]) -> Decoded[S]:
    """Convert one object; an explicit null counts as absent."""
    known = _fields(shape)
    unknown = {name: value for name, value in document.items() if name not in known}
    try:
        return Decoded(msgspec.convert(document, shape), {}, unknown)
    except (msgspec.ValidationError, RecursionError):
        return _salvaged(document, shape, unknown)


def id_of(reference: Json) -> str:
    """Return the id that *reference* states: an object with `id` or `@id`, an address, or the id.

    Addresses are read by their path alone: with `?format=json` they carry it too (events.md 2.1).
    """
    if isinstance(reference, Mapping):
        stated = reference.get("id")
        return id_of(stated if stated not in (None, "") else reference.get("@id"))
    if isinstance(reference, bool) or not isinstance(reference, str | int):
        return ""
    text = str(reference).strip()
    if "://" not in text and not text.startswith("/"):
        return text
    try:
        path = urlsplit(text).path
    except ValueError:
        return ""
    return unquote(path.rstrip("/").rpartition("/")[2])


def _salvaged(
    document: Mapping[str, Json], shape: type[S], unknown: Mapping[str, Json]
) -> Decoded[S]:
    kept: dict[str, object] = {}
    odd: dict[str, Json] = {}
    for name, known in _fields(shape).items():
        value = document.get(name)
        if value is None:
            continue
        try:
            kept[known.name] = msgspec.convert(value, known.type)
        except (msgspec.ValidationError, RecursionError):
            odd[name] = value
    return Decoded(shape(**kept), odd, unknown)


@cache
def _fields(shape: type[msgspec.Struct]) -> Mapping[str, msgspec.structs.FieldInfo]:
    return {known.encode_name: known for known in msgspec.structs.fields(shape)}
