"""Which path answers what (ptv-api 4)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from hytedata.sandbox.ptv import codelists, others, tasks
from hytedata.sandbox.ptv.connections import Connector
from hytedata.sandbox.ptv.faults import Forbidden, Missing, Unauthorised
from hytedata.sandbox.ptv.kinds import CHANNEL_KINDS, KINDS
from hytedata.sandbox.ptv.pages import Query, checked_guid, encoded
from hytedata.sandbox.ptv.reads import Reader
from hytedata.sandbox.ptv.rules.context import Caller
from hytedata.sandbox.ptv.state import Entity
from hytedata.sandbox.ptv.writes import Writer


@dataclass(frozen=True)
class Context:
    """One request, ready to be answered. *caller* is None on public endpoints."""

    reader: Reader
    writer: Writer
    connector: Connector
    query: Query
    body: bytes
    caller: Caller | None

    def by(self) -> Caller:
        """The caller of a protected endpoint."""
        if self.caller is None:
            raise Unauthorised
        return self.caller

    def newest(self, entity: Entity) -> bytes:
        """A write's answer: the newest version, the general description's texts merged in."""
        return self.reader.catalogue.show(
            entity, entity.newest, user=self.by().username, with_description=True
        )


Answer = Callable[[Context, tuple[str, ...]], bytes]


@dataclass(frozen=True)
class Route:
    """A method and a pattern of a path, and what answers them.

    Attributes:
        protected: Whether a token is needed.
    """

    method: str
    pattern: re.Pattern[str]
    answer: Answer
    protected: bool


def get(path: str, answer: Answer, *, protected: bool = False) -> Route:
    """A read."""
    return _route("GET", path, answer, protected=protected)


def _route(method: str, path: str, answer: Answer, *, protected: bool) -> Route:
    pattern = re.sub(r"\{\w+\}", r"([^/]+)", path)
    return Route(method, re.compile(pattern, re.IGNORECASE), answer, protected)


def all_routes() -> tuple[Route, ...]:
    """Every route; the first that matches answers."""
    found = [*_special(), *_tasks(), *_code_lists(), *_connections()]
    for group in ("Service", "ServiceChannel"):
        found += _content(group)
    for group in ("Service", "ServiceChannel", "Organization"):
        found += _areas(group)
    for name, kind in KINDS.items():
        path = f"{kind.group}/{name}" if name in CHANNEL_KINDS else kind.group
        found += _writes(name, path)
    for group in dict.fromkeys(kind.group for kind in KINDS.values()):
        found += _common(group)
    return tuple(found)


def _special() -> list[Route]:
    return [
        get(
            "Service/serviceWithGD/list",
            lambda c, _: c.reader.by_guids("Service", with_description=True),
        ),
        get("Service/serviceWithGD/{id}", _service_with_description),
        get("Service/serviceChannel/{id}", lambda c, p: c.reader.of_channel(p[0])),
        get("Service/type/{type}", lambda c, p: c.reader.of_type(p[0])),
        get("Service/serviceClass", lambda c, _: c.reader.of_class("serviceClasses")),
        get("Service/targetGroup", lambda c, _: c.reader.of_class("targetGroups")),
        get("Service/industrialClass", lambda c, _: c.reader.of_class("industrialClasses")),
        get("Service/active", _active_services, protected=True),
        get("ServiceChannel/active", lambda c, _: c.reader.active_channels(), protected=True),
        get("ServiceChannel/type/{type}", lambda c, p: c.reader.of_kind(p[0])),
        get("ServiceChannel/organization/{id}", lambda c, p: c.reader.of_owner(p[0])),
        get("ServiceChannel/organization/{id}/type/{t}", lambda c, p: c.reader.of_owner(*p)),
        get(
            "Organization/businesscode/{c}", lambda c, p: others.with_business_code(c.reader, p[0])
        ),
        get(
            "Organization/oid/{oid}", lambda c, p: c.reader.whole(c.reader.by_code("oid", p[0])[0])
        ),
        get("Organization/Hierarchy", lambda c, _: others.roots(c.reader)),
        get("Organization/Hierarchy/{id}", lambda c, p: others.hierarchy(c.reader, p[0])),
        get("GeneralDescription/newGdList", lambda c, _: others.new_descriptions(c.reader)),
        get("ServiceCollection/organization", lambda c, _: others.collections_of(c.reader)),
        get("ServiceCollection", lambda c, _: others.collections(c.reader)),
        get("Common/EntitiesByOrganization/{id}", lambda c, p: c.reader.changes_of(p[0])),
    ]


def _tasks() -> list[Route]:
    def about(group: str, answer: Callable[[Reader, str, frozenset[str]], bytes]) -> Answer:
        return lambda c, _: answer(c.reader, group, c.by().organisations)

    protected: dict[str, Answer] = {
        "Common/ServicesWithoutChannels": about("Service", tasks.unconnected),
        "Common/ChannelsWithoutServices": about("ServiceChannel", tasks.unconnected),
        "Common/NotMaintainedServices": about("Service", tasks.not_maintained),
        "Common/NotMaintainedServiceChannels": about("ServiceChannel", tasks.not_maintained),
        "Common/ExpiringServiceChannels": lambda c, _: tasks.expiring(
            c.reader, c.by().organisations
        ),
        "Common/Translation": lambda c, _: tasks.translations(c.reader),
        "Organization/saha": lambda c, _: tasks.saha(c.reader),
        "Organization/saha/{id}": lambda c, p: tasks.one_saha(c.reader, p[0]),
    }
    return [get(path, answer, protected=True) for path, answer in protected.items()]


def _service_with_description(context: Context, parts: tuple[str, ...]) -> bytes:
    entity = context.reader.known("Service", parts[0])
    if entity is None or entity.published is None:
        raise Missing(f"Service with id '{parts[0]}' not found.")
    return context.reader.whole(entity, with_description=True)


def _active_services(context: Context, _: tuple[str, ...]) -> bytes:
    reader = context.reader
    return reader.ids(reader.state.by_group["Service"], status="Active")


def _content(group: str) -> list[Route]:
    return [
        get(
            f"{group}/active/{{id}}",
            lambda c, p: c.reader.one(group, p[0], status="Active"),
            protected=True,
        ),
        get(f"{group}/archived/list", lambda c, _: c.reader.archived(group)),
        get(f"{group}/list/organization", lambda c, _: c.reader.of_organisation(group)),
    ]


def _areas(group: str) -> list[Route]:
    return [
        get(
            f"{group}/area/{{area}}/code/{{code}}",
            lambda c, p: c.reader.in_area(group, p[0], p[1], whole=False),
        ),
        get(
            f"{group}/list/area/{{area}}/code/{{code}}",
            lambda c, p: c.reader.in_area(group, p[0], p[1], whole=True),
        ),
    ]


def _common(group: str) -> list[Route]:
    return [
        get(f"{group}/list", lambda c, _: c.reader.by_guids(group)),
        get(group, lambda c, _: c.reader.everything(group)),
        get(f"{group}/{{id}}", lambda c, p: c.reader.one(group, p[0])),
    ]


def _writes(kind_name: str, path: str) -> list[Route]:
    kind = KINDS[kind_name]
    administrators = kind_name == "GeneralDescription"

    def checked(context: Context) -> Caller:
        caller = context.by()
        if administrators and caller.role != "Eeva":
            raise Forbidden("User has no rights to use the interface.")
        return caller

    def proposed(context: Context) -> bool:
        return kind_name == "Service" and context.query.flag("attachProposedChannels")

    def post(context: Context, _: tuple[str, ...]) -> bytes:
        caller = checked(context)
        entity = context.writer.post(
            kind_name, context.body, caller, attach_proposed=proposed(context)
        )
        return context.newest(entity)

    def put(context: Context, parts: tuple[str, ...]) -> bytes:
        caller = checked(context)
        entity_id = checked_guid(parts[0], "id", context.query.trace)
        entity = context.writer.find(kind, entity_id)
        context.writer.put(entity, context.body, caller, attach_proposed=proposed(context))
        return context.newest(entity)

    def put_by_source_id(context: Context, parts: tuple[str, ...]) -> bytes:
        caller = checked(context)
        entity = context.writer.find_by_source_id(kind, parts[0], caller)
        context.writer.put(entity, context.body, caller, attach_proposed=proposed(context))
        return context.newest(entity)

    found = [
        _route("POST", path, post, protected=True),
        _route("PUT", f"{path}/{{id}}", put, protected=True),
    ]
    if not administrators:
        by_source = _route("PUT", f"{path}/sourceId/{{id}}", put_by_source_id, protected=True)
        found.insert(0, by_source)
    return found


def _connections() -> list[Route]:
    def add(context: Context, *, by_source: bool) -> bytes:
        return encoded(context.connector.add(context.body, context.by(), by_source=by_source))

    def replace(context: Context, service: str, *, by_source: bool) -> bytes:
        if not by_source:
            checked_guid(service, "serviceId", context.query.trace)
        entity = context.connector.replace(service, context.body, context.by(), by_source=by_source)
        return context.newest(entity)

    def closed(context: Context, _: tuple[str, ...]) -> bytes:
        # Only the customer-service-point register has the right ASTIWrite.
        raise Forbidden("User has no rights to use the interface.")

    return [
        _route("POST", "Connection", lambda c, _: add(c, by_source=False), protected=True),
        _route("POST", "Connection/Source", lambda c, _: add(c, by_source=True), protected=True),
        _route(
            "PUT",
            "Connection/serviceId/{id}",
            lambda c, p: replace(c, p[0], by_source=False),
            protected=True,
        ),
        _route(
            "PUT",
            "Connection/serviceSourceId/{id}",
            lambda c, p: replace(c, p[0], by_source=True),
            protected=True,
        ),
        _route("PUT", "Connection/ASTI/{end}/{id}", closed, protected=True),
    ]


def _code_lists() -> list[Route]:
    return [
        get("CodeList/GetMunicipalityCodes", lambda c, _: codelists.municipalities(c.reader.book)),
        get("CodeList/GetCountryCodes", lambda c, _: codelists.countries(c.reader.book)),
        get("CodeList/GetPostalCodes", lambda c, _: codelists.postal_codes(c.reader.book, c.query)),
        get("CodeList/GetLanguageCodes", lambda c, _: codelists.languages(c.reader.book)),
        get("CodeList/GetAreaCodes/type/{type}", lambda c, p: codelists.areas(c.reader.book, p[0])),
    ]
