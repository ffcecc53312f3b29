"""The simulated catalogue: requests in, answers out, and what people do in its web interface."""

from collections.abc import Callable, Mapping
from datetime import datetime

from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.ptv import attributes
from hytedata.sandbox.ptv.auth import LoginField, Sessions
from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.connections import Connector
from hytedata.sandbox.ptv.faults import Fault, Missing
from hytedata.sandbox.ptv.formats import write_moment
from hytedata.sandbox.ptv.kinds import KINDS
from hytedata.sandbox.ptv.merge import settled_body
from hytedata.sandbox.ptv.pages import Query
from hytedata.sandbox.ptv.reads import Reader
from hytedata.sandbox.ptv.render.catalogue import Catalogue
from hytedata.sandbox.ptv.routes import Context, Route, all_routes
from hytedata.sandbox.ptv.seeding import plant
from hytedata.sandbox.ptv.state import Entity, State
from hytedata.sandbox.ptv.values import Body, languages_in
from hytedata.sandbox.ptv.writes import Writer
from hytedata.sandbox.seed import PtvSeed

_API = "/api/v11/"
_JSON = {"Content-Type": "application/json; charset=utf-8"}
_TEXT = {"Content-Type": "text/plain; charset=utf-8"}


class PtvSimulator:
    """PTV's v11 interface and its login, in memory.

    Below its mount: `/api/v11/…`, `/api/auth/api-login`, `/Ping`, `/Pong`.

    Args:
        seed: What it holds at first.
        now: The simulated clock, aware.
        token_lifetime_s: Seconds that a token lives.
        login_field: The login's answer field: serviceToken in production, ptvToken in training.
    """

    def __init__(
        self,
        seed: PtvSeed,
        *,
        now: Callable[[], datetime],
        token_lifetime_s: float = 3600.0,
        login_field: LoginField = "serviceToken",
    ) -> None:
        self._book = CodeBook(seed.codes, seed.streets)
        self._state = State(now)
        self._traces = 0
        self._writer = Writer(self._state, self._book, self._trace)
        self._connector = Connector(self._state, self._book, self._trace)
        self._catalogue = Catalogue(self._state, self._book)
        self._sessions = Sessions(
            {user.username: user for user in seed.users},
            now=now,
            lifetime_s=token_lifetime_s,
            field=login_field,
            members=self._state.descendants,
        )
        self._routes = all_routes()
        plant(seed, self._state, self._book)

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        self.run_schedule()
        path = request.path
        if path.lower() in ("/ping", "/pong"):
            return SimResponse(200, path[1:].encode(), _TEXT)
        if path.lower() == "/api/auth/api-login" and request.method == "POST":
            return self._sessions.login(request)
        if not path.lower().startswith(_API):
            return SimResponse(404, b"Not found.", _TEXT)
        try:
            return SimResponse(200, self._answer(request, path[len(_API) :].rstrip("/")), _JSON)
        except Fault as fault:
            return fault.response()

    @property
    def state(self) -> State:
        """Everything that is held; v12 looks at it too."""
        return self._state

    @property
    def book(self) -> CodeBook:
        """The codes that are known."""
        return self._book

    def run_schedule(self) -> None:
        """Publish and archive what was timed for a moment that has come."""
        self._writer.run_schedule()

    def _answer(self, request: SimRequest, path: str) -> bytes:
        route, parts = self._find(request.method, path)
        query = Query(request.query, self._trace)
        caller = self._sessions.caller(request) if route.protected else None
        user = caller.username if caller else self._sessions.reader(request, self._trace)
        reader = Reader(self._state, self._book, self._catalogue, query, user, self._trace)
        context = Context(reader, self._writer, self._connector, query, request.body, caller)
        return route.answer(context, parts)

    def _find(self, method: str, path: str) -> tuple[Route, tuple[str, ...]]:
        known = False
        for route in self._routes:
            match = route.pattern.fullmatch(path)
            if match is not None:
                if route.method == method:
                    return route, match.groups()
                known = True
        raise Fault(405 if known else 404, None)

    def _trace(self) -> str:
        self._traces += 1
        return f"00-{self._traces:032x}-00"

    def kill_tokens(self) -> None:
        """Make every token die before its time."""
        self._sessions.kill_tokens()

    def edit(self, kind: str, entity_id: str, body: Mapping[str, object], *, publish: bool) -> None:
        """Change an entity as a person does in the web interface, unchecked.

        Args:
            kind: Such as Service or ServiceLocation.
            entity_id: Its PTV id.
            body: In-shaped fields that take the place of the stored ones; null clears.
                `isVisibleForAll` changes the channel's visibility.
            publish: False leaves a working copy: the newest version is `Modified`, which locks
                the entity for the API. A draft stays one.
        """
        entity = self._entity(kind, entity_id)
        sent = attributes.read_body(entity.kind.model, dict(body))
        if "isVisibleForAll" in sent:
            entity.visible_for_all = sent.pop("isVisibleForAll") is True
        merged: Body = {**entity.newest.body, **sent}
        languages = languages_in([merged.get(name) for name in entity.kind.defining])
        settled = settled_body(entity.kind, merged, tuple(languages), self._state, self._book)
        waiting = "Draft" if entity.newest.status == "Draft" else "Modified"
        self._writer.save(entity, settled, "Published" if publish else waiting)

    def publish(self, kind: str, entity_id: str) -> None:
        """Publish the newest version as a person."""
        entity = self._entity(kind, entity_id)
        self._writer.save(entity, entity.newest.body, "Published")

    def discard(self, kind: str, entity_id: str) -> None:
        """Throw the working copy away as a person; without a published version it is archived."""
        entity = self._entity(kind, entity_id)
        if entity.newest.status != "Modified":
            message = f"{kind} {entity_id} has no working copy"
            raise ValueError(message)
        if entity.published is None:
            self._writer.archive(entity)
        else:
            self._state.renew(entity, entity.published, published=entity.published)

    def archive(self, kind: str, entity_id: str) -> None:
        """Archive an entity as a person."""
        self._writer.archive(self._entity(kind, entity_id))

    def lock(self, kind: str, entity_id: str, *, by: str) -> None:
        """Have *by* open the entity in the editor: API writes answer 404 until `unlock`."""
        self._entity(kind, entity_id).locked_by = by

    def unlock(self, kind: str, entity_id: str) -> None:
        """Close the editor."""
        self._entity(kind, entity_id).locked_by = None

    def connect(
        self, service_id: str, channel_id: str, extra: Mapping[str, object] | None = None
    ) -> None:
        """Connect as a person; *extra* is In-shaped, `extraTypes` makes an ASTI connection."""
        service, channel = self._ends(service_id, channel_id)
        self._state.connect(service, channel, dict(extra or {}))

    def disconnect(self, service_id: str, channel_id: str) -> None:
        """Disconnect as a person."""
        service, channel = self._ends(service_id, channel_id)
        known = self._state.channels_of.get(service.id, {}).get(channel.id)
        if known is None:
            raise Missing(f"Service '{service_id}' and channel '{channel_id}' are not connected.")
        self._state.disconnect(known)

    def _entity(self, kind: str, entity_id: str) -> Entity:
        if kind not in KINDS:
            raise Missing(f"There is no kind of entity called '{kind}'.")
        return self._writer.find(KINDS[kind], entity_id)

    def _ends(self, service_id: str, channel_id: str) -> tuple[Entity, Entity]:
        ends = [self._state.entities.get(end.lower()) for end in (service_id, channel_id)]
        service, channel = ends
        if service is None or channel is None:
            raise Missing(f"Service '{service_id}' or channel '{channel_id}' was not found.")
        return service, channel

    def snapshot(self) -> dict[str, object]:
        """All that is held, as JSON values, for comparing before and after.

        Returns:
            `entities`: id → kind, status of the newest version, its body and the published body,
            their `modified`, organisation, source ids per user, visibility; `connections`: one
            item per pair, sorted, with its additional information.
        """
        connections = [
            {
                "service": connection.service,
                "channel": connection.channel,
                "extra": connection.extra,
                "modified": write_moment(connection.modified),
            }
            for known in self._state.channels_of.values()
            for connection in known.values()
        ]
        connections.sort(key=lambda item: (str(item["service"]), str(item["channel"])))
        return {
            "entities": {entity.id: _described(entity) for entity in self._state.entities.values()},
            "connections": connections,
        }


def _described(entity: Entity) -> Body:
    public = entity.published
    return {
        "kind": entity.kind.name,
        "status": entity.newest.status,
        "organisation": entity.organisation(),
        "source_ids": dict(entity.source_ids),
        "visible_for_all": entity.visible_for_all,
        "modified": write_moment(entity.newest.modified),
        "newest": entity.newest.body,
        "published": public.body if public else None,
        "published_modified": write_moment(public.modified) if public else None,
    }
