"""A register of numbered lists in memory, and both shells over it."""

import json
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias
from urllib.parse import parse_qs, urlsplit

import anyio

from hytedata.clients.pages import Page
from hytedata.clients.walking import walk_pages
from hytedata.clients.walking import walk_snapshot as snapshot_of
from hytedata.clients.walks import Found, Listed, Paged, Part, Unusable, Walk
from hytedata.connectors._http import (
    AsyncShell,
    Endpoint,
    Request,
    Response,
    RetryPolicy,
    SyncShell,
    Upstream,
)
from hytedata.connectors._http.wire import Outgoing
from hytedata.errors import NotFound, RecordError, SourceContractError
from hytedata.models.common import Rejection, Snapshot, SourceRef

UPSTREAM = Upstream(
    "register", "https://register.test/api", at_once=0, retry=RetryPolicy(attempts=1)
)
OUTAGE = 503
Mode: TypeAlias = Literal["sync", "async"]


@dataclass(frozen=True)
class Item:
    """A record of the register."""

    id: str
    note: str = ""


@dataclass
class Register:
    """Lists of pages of ids, below `/list/NAME?page=N`, and items by id, `/items?ids=a,b`.

    An id that begins with `bad` is a record that cannot be used. `failing` says which requests,
    counted from 1 over all, are answered with which status; `answer` may replace one's answer.
    """

    lists: dict[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    failing: dict[int, int] = field(default_factory=dict)
    answer: Callable[[str, int], dict[str, Any] | None] = lambda name, page: None
    missing: set[str] = field(default_factory=set)
    totals: bool = False
    pause_s: float = 0.0
    sent: list[str] = field(default_factory=list)
    in_flight: int = 0
    most_in_flight: int = 0

    async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
        address = urlsplit(outgoing.url)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        name = address.path.removeprefix("/api/")
        self.sent.append(f"{name}?{address.query}")
        number = len(self.sent)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            await anyio.sleep(self.pause_s)
        finally:
            self.in_flight -= 1
        if status := self.failing.get(number):
            return Response(status, outgoing.url, {}, b"")
        if name == "items":
            body: dict[str, Any] | None = self._items(query["ids"].split(","))
        else:
            body = self._page(name, int(query["page"]))
        return Response(404 if body is None else 200, outgoing.url, {}, json.dumps(body).encode())

    def _items(self, ids: Iterable[str]) -> dict[str, Any]:
        return {"items": [one for one in ids if one not in self.missing]}

    def _page(self, name: str, number: int) -> dict[str, Any] | None:
        replaced = self.answer(name, number)
        if replaced is not None or name not in self.lists:
            return replaced
        pages = self.lists[name]
        items = pages[number - 1] if number <= len(pages) else None
        page: dict[str, Any] = {"page": number, "count": len(pages), "items": items}
        if self.totals:
            page["total"] = sum(map(len, pages))
        return page

    async def aclose(self) -> None:
        """Nothing to close."""


def _decoded(response: Response) -> Found[Item]:
    read = json.loads(response.content)
    ids: list[str] = read["items"] or []
    return Found(
        tuple(Item(one) for one in ids if not one.startswith("bad")),
        number=read.get("page", 0),
        count=read.get("count", 1),
        entries=len(ids),
        total=read.get("total"),
        unusable=tuple(unusable(one) for one in ids if one.startswith("bad")),
        drift={"Item.novelty": 1} if "new" in ids else {},
        read=tuple(ids),
    )


def unusable(record: str) -> Unusable:
    ref = SourceRef(source="register", kind="item", id=record)
    error = RecordError("register", record, field="colour", detail="no colour")
    return Unusable(
        Rejection(ref=ref, field="colour", reason="no colour"), error, {"id": record, "colour": 7}
    )


def _refused(response: Response) -> Exception:
    if response.status == 404:
        return NotFound("register", "such list")
    return SourceContractError("register", response.url, detail=f"status {response.status}")


def list_page(name: str) -> Callable[[int], Endpoint[Found[Item]]]:
    def page(number: int) -> Endpoint[Found[Item]]:
        request = Request("GET", f"/{name}", params=[("page", str(number))])
        return Endpoint(request, _decoded, _refused)

    return page


def items_by_id(ids: Sequence[str]) -> Endpoint[Found[Item]]:
    request = Request("GET", "/items", params=[("ids", ",".join(ids))])
    return Endpoint(request, _decoded, _refused)


def paged(name: str = "all") -> Paged[Item]:
    return Paged(f"the list {name}", list_page(name))


def listed(name: str = "all", most: int = 2) -> Listed[Item]:
    ids: Paged[Any] = Paged(f"the ids of {name}", list_page(name))
    return Listed(f"the items of {name}", items_by_id, ids, most)


def named(*ids: str, most: int = 2) -> Listed[Item]:
    return Listed("items", items_by_id, ids, most)


def walk(*parts: Part[Item], **options: Any) -> Walk[Item]:
    return Walk("register", "items", parts or (paged(),), **options)


@dataclass
class Read:
    """What a read gave: its pages, and the error that ended it."""

    pages: list[Page[Item]] = field(default_factory=list)
    error: Exception | None = None

    @property
    def ids(self) -> list[str]:
        return [item.id for page in self.pages for item in page.items]


@dataclass(frozen=True)
class Reader:
    """Reads walks over the asynchronous shell, or over its synchronous face."""

    mode: Mode
    register: Register

    def pages(self, wanted: Walk[Item], *, stop_after: int = 0) -> Read:
        read = Read()
        try:
            if self.mode == "sync":
                self._sync(wanted, read, stop_after)
            else:
                anyio.run(self._async, wanted, read, stop_after)
        except Exception as error:  # noqa: BLE001 - a test looks at it
            read.error = error
        return read

    def _sync(self, wanted: Walk[Item], read: Read, stop_after: int) -> None:
        with SyncShell(UPSTREAM, wire=self.register) as shell:
            for page in shell.drain(lambda inner: walk_pages(inner, wanted)):
                read.pages.append(page)
                if len(read.pages) == stop_after:
                    break

    async def _async(self, wanted: Walk[Item], read: Read, stop_after: int) -> None:
        pages: AsyncGenerator[Page[Item], None]
        async with (
            AsyncShell(UPSTREAM, wire=self.register) as shell,
            aclosing(walk_pages(shell, wanted)) as pages,
        ):
            async for page in pages:
                read.pages.append(page)
                if len(read.pages) == stop_after:
                    break

    def snapshot(self, wanted: Walk[Item]) -> Snapshot[Item]:
        if self.mode == "sync":
            with SyncShell(UPSTREAM, wire=self.register) as shell:
                return shell.run(lambda inner: snapshot_of(inner, wanted))

        async def whole() -> Snapshot[Item]:
            async with AsyncShell(UPSTREAM, wire=self.register) as shell:
                return await snapshot_of(shell, wanted)

        return anyio.run(whole)


THREE = [["a", "b"], ["c", "d"], ["e"]]
EXAMPLE = {"all": THREE, "more": [["f", "g"], ["h"]]}


def replacing(page: int, **changes: Any) -> Callable[[str, int], dict[str, Any] | None]:
    """Change one page of the list `all`, each time that it is read."""

    def answer(name: str, number: int) -> dict[str, Any] | None:
        if (name, number) != ("all", page):
            return None
        return {"page": page, "count": 3, "items": THREE[page - 1], **changes}

    return answer
