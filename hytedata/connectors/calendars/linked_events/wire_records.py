"""Wire models of what Linked Events keeps beside events: keywords and organisations (2.1)."""

import msgspec

from hytedata.connectors.calendars.linked_events.wire import Id, Json, Number, Texts


class WireKeyword(msgspec.Struct):
    """A keyword."""

    id: Id | None = None
    address: str | None = msgspec.field(name="@id", default=None)
    context: Json = msgspec.field(name="@context", default=None)
    type: Json = msgspec.field(name="@type", default=None)
    name: Texts | None = None
    alt_labels: list[Json] | None = None
    deprecated: bool | None = None
    replaced_by: Json = None
    n_events: Number | None = None
    last_modified_time: str | None = None
    created_time: Json = None
    aggregate: Json = None
    has_upcoming_events: Json = None
    has_user_editable_resources: Json = None
    image: Json = None
    data_source: Json = None
    publisher: Json = None
    created_by: Json = None
    last_modified_by: Json = None


class WireOrganization(msgspec.Struct):
    """A publisher; who administers it is not read."""

    id: Id | None = None
    address: str | None = msgspec.field(name="@id", default=None)
    context: Json = msgspec.field(name="@context", default=None)
    type: Json = msgspec.field(name="@type", default=None)
    # A plain text here; forks may write one per language.
    name: Texts | None = None
    classification: Json = None
    parent_organization: Json = None
    founding_date: str | None = None
    dissolution_date: str | None = None
    replaced_by: Json = None
    last_modified_time: str | None = None
    created_time: Json = None
    sub_organizations: Json = None
    affiliated_organizations: Json = None
    is_affiliated: Json = None
    has_regular_users: Json = None
    has_user_editable_resources: Json = None
    data_source: Json = None
    # Of people: known, so that they are dropped and not kept as something new.
    admin_users: Json = None
    regular_users: Json = None
    financial_admin_users: Json = None
    registration_admin_users: Json = None
    created_by: Json = None
    last_modified_by: Json = None
