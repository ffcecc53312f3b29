"""`/healthz`, `/readyz` and `/metrics`: three pages for machines, without sign-in."""

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from hytedata.errors import StoreError
from hytedata.store import Store
from hytedata_daemon.health.collector import StoreCollector
from hytedata_daemon.health.meter import Meter
from hytedata_daemon.settings import Settings

_NOT_KEPT: Final = {"Cache-Control": "no-store"}
# Who comes through a proxy on this machine is not this machine.
_FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip")


@dataclass(frozen=True)
class HealthParts:
    """What health is told of.

    Attributes:
        settings: The settings as they are now.
        store: The store; raises `StoreError` where there is none.
        now: The time, aware.
        turning: Whether the daemon's loop has turned within its time; it must not wait.
        engine_fault: Why the engine takes up no work, in a kebab-case word; "" where it does.
        meter: Counts of this process, to which the store's numbers are added.
    """

    settings: Callable[[], Settings]
    store: Callable[[], Store]
    now: Callable[[], datetime]
    turning: Callable[[], bool]
    engine_fault: Callable[[], str] = field(default=lambda: "")
    meter: Meter = field(default_factory=Meter)


def health_routes(parts: HealthParts) -> list[Route]:
    """Return the three routes. They tell nothing but states and numbers to whom they let in."""
    parts.meter.registry.register(StoreCollector(parts.settings, parts.store, parts.now))

    # Plain functions, which Starlette runs in a thread: the store may make them wait.
    def healthz(request: Request) -> Response:
        turning = parts.turning()
        state = {"status": "ok" if turning else "stuck"}
        return JSONResponse(state, 200 if turning else 503, headers=_NOT_KEPT)

    def readyz(request: Request) -> Response:
        told = {
            "store": _store_state(parts.store),
            "engine": parts.engine_fault() or "ok",
            "loop": "ok" if parts.turning() else "stuck",
        }
        ready = set(told.values()) == {"ok"}
        return JSONResponse({"ready": ready, **told}, 200 if ready else 503, headers=_NOT_KEPT)

    def metrics(request: Request) -> Response:
        addresses = parts.settings().daemon.monitoring.metrics_addresses
        if not may_read_metrics(request, addresses):
            told = "name this machine's address in metrics_addresses of [daemon.monitoring]\n"
            return PlainTextResponse(told, 403, headers=_NOT_KEPT)
        body = generate_latest(parts.meter.registry)
        return Response(body, headers=_NOT_KEPT, media_type=CONTENT_TYPE_LATEST)

    return [
        Route("/healthz", healthz, methods=["GET"]),
        Route("/readyz", readyz, methods=["GET"]),
        Route("/metrics", metrics, methods=["GET"]),
    ]


def may_read_metrics(request: Request, addresses: Sequence[str]) -> bool:
    """Whether a request comes from this machine itself, or from one of the named networks."""
    try:
        peer = ipaddress.ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    if any(peer in ipaddress.ip_network(one) for one in addresses):
        return True
    return peer.is_loopback and not any(name in request.headers for name in _FORWARDED)


def _store_state(store: Callable[[], Store]) -> str:
    try:
        newest = store().monitoring.is_newest()
    except StoreError:
        return "unusable"
    return "ok" if newest else "another-schema"
