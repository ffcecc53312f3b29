"""The control API: the sandbox's controls as JSON over HTTP, for other processes and languages.

| Request | Does |
|---|---|
| `GET /` | addresses of the world: organisation, login, landmarks |
| `GET`, `POST`, `DELETE /faults`, `DELETE /faults/{n}` | lists, adds, lifts faults |
| `GET`, `DELETE /journal` | requests; `?mount=` and `?writes=true` narrow them |
| `GET /journal/count` | how many requests, and how many writes took effect |
| `GET /ptv/snapshot` | all that PTV holds |
| `POST /ptv/edit` | `kind`, `id`, `body` in the input's shape, `publish` |
| `POST /ptv/publish`, `discard`, `archive` | `kind`, `id` |
| `POST /ptv/connect`, `disconnect` | `service`, `channel`, for connect also `extra` |
| `POST /ptv/kill-tokens` | all tokens die |
| `GET /lipas/sites/{id}` | a whole site document |
| `POST /lipas/edit` | `id`, `changes` (dotted path → value) |
| `POST /lipas/retire`, `add` | `id`, `status` · `site` |
| `POST /lipas/remove`, `hide` | `id`, for the latter also `hidden` |
| `POST /lipas/publish-to-ptv`, `poison`, `heal` | `id`, for the first also `enabled` |
| `POST /lipas/move` | `every`: re-index a site of every so-many-th page |
| `POST /statfin/hold-back` | `year`: its borders and later ones are not out |
| `POST /statfin/publish` | `year`, `merged`, `into`: a later year's division with a merger |
| `POST /statfin/page-limit` | `count`: features per answer |
| `GET /calendars`, `/calendars/{name}` | all calendars · the events that one shows |
| `POST /calendars/{name}/publish` | `event`, in the keys of such an event |
| `POST /calendars/{name}/withdraw`, `cancel`, `postpone` | `key` |
| `POST /calendars/{name}/edit` | `key`, `changes` |
| `POST /calendars/{name}/move` | `key`, `start`, `end`: by the clock in Finland |
| `POST /calendars/{name}/empty` | it is empty overnight |
| `POST /calendars/{name}/traps` | `traps`: these, and no others |
| `PUT /latency` | `latency_ms` |
| `POST /reset` | back to the beginning |

A wrong request is 400 with `{"error": …}`.
"""

import re
from collections.abc import Mapping

import msgspec

from hytedata.errors import InputError
from hytedata.sandbox.calendars.control_routes import calendar_routes
from hytedata.sandbox.control_request import ControlRequest, Deed
from hytedata.sandbox.controls import PTV12, STATFIN, Controls
from hytedata.sandbox.faults import Fault
from hytedata.sandbox.http import SimRequest, SimResponse
from hytedata.sandbox.journal import JournalEntry


class ControlApi:
    """A simulator that controls the others."""

    def __init__(self, controls: Controls) -> None:
        self._controls = controls
        routes = {
            **self._sandbox_routes(),
            **self._ptv_routes(),
            **self._lipas_routes(),
            **self._statfin_routes(),
            **calendar_routes(controls.calendars),
        }
        self._routes = [(method, re.compile(path), deed) for (method, path), deed in routes.items()]

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        for method, path, deed in self._routes:
            match = path.fullmatch(request.path)
            if match is None or method != request.method:
                continue
            try:
                done = deed(ControlRequest(request, match.groups()))
            except InputError as error:
                return _json({"error": str(error)}, 400)
            return _json({"done": True} if done is None else done)
        return _json({"error": f"no such control: {request.method} {request.path}"}, 404)

    def _sandbox_routes(self) -> dict[tuple[str, str], Deed]:
        do = self._controls
        return {
            ("GET", "/"): lambda _: self._overview(),
            ("GET", "/faults"): lambda _: self._faults(),
            ("POST", "/faults"): lambda sent: {"id": do.add_fault(Fault.from_json(sent.body))},
            ("DELETE", "/faults"): lambda _: do.clear_faults(),
            ("DELETE", r"/faults/(\d+)"): lambda sent: do.clear_faults(int(sent.parts[0])),
            ("GET", "/journal"): lambda sent: self._journal(sent.query),
            ("GET", "/journal/count"): lambda _: {
                "requests": len(do.journal()),
                "writes": len(do.writes()),
            },
            ("DELETE", "/journal"): lambda _: do.clear_journal(),
            ("PUT", "/latency"): lambda sent: do.set_latency(sent.take("latency_ms", int)),
            ("POST", "/reset"): lambda _: do.reset(),
        }

    def _ptv_routes(self) -> dict[tuple[str, str], Deed]:
        do = self._controls
        return {
            ("GET", "/ptv/snapshot"): lambda _: do.snapshot_ptv(),
            ("POST", "/ptv/edit"): lambda sent: do.edit_ptv(
                sent.take("kind", str),
                sent.take("id", str),
                sent.mapping("body"),
                publish=sent.take("publish", bool, True),
            ),
            ("POST", "/ptv/publish"): lambda sent: do.publish_in_ptv(
                sent.take("kind", str), sent.take("id", str)
            ),
            ("POST", "/ptv/discard"): lambda sent: do.discard_in_ptv(
                sent.take("kind", str), sent.take("id", str)
            ),
            ("POST", "/ptv/archive"): lambda sent: do.archive_in_ptv(
                sent.take("kind", str), sent.take("id", str)
            ),
            ("POST", "/ptv/connect"): lambda sent: do.connect_in_ptv(
                sent.take("service", str), sent.take("channel", str), sent.take("extra", dict, {})
            ),
            ("POST", "/ptv/disconnect"): lambda sent: do.disconnect_in_ptv(
                sent.take("service", str), sent.take("channel", str)
            ),
            ("POST", "/ptv/kill-tokens"): lambda _: do.kill_tokens(),
        }

    def _lipas_routes(self) -> dict[tuple[str, str], Deed]:
        do = self._controls
        return {
            ("GET", r"/lipas/sites/(\d+)"): lambda sent: do.site(int(sent.parts[0])),
            ("POST", "/lipas/edit"): lambda sent: do.edit_site(
                sent.take("id", int), sent.mapping("changes")
            ),
            ("POST", "/lipas/retire"): lambda sent: do.retire_site(
                sent.take("id", int), sent.take("status", str, "out-of-service-permanently")
            ),
            ("POST", "/lipas/add"): lambda sent: {"id": do.add_site(sent.mapping("site"))},
            ("POST", "/lipas/remove"): lambda sent: do.remove_site(sent.take("id", int)),
            ("POST", "/lipas/hide"): lambda sent: do.hide_site(
                sent.take("id", int), hidden=sent.take("hidden", bool, True)
            ),
            ("POST", "/lipas/publish-to-ptv"): lambda sent: do.let_lipas_publish(
                sent.take("id", int), enabled=sent.take("enabled", bool, True)
            ),
            ("POST", "/lipas/poison"): lambda sent: do.poison_site(sent.take("id", int)),
            ("POST", "/lipas/heal"): lambda sent: do.heal_site(sent.take("id", int)),
            ("POST", "/lipas/move"): lambda sent: do.move_sites(every=sent.take("every", int)),
        }

    def _statfin_routes(self) -> dict[tuple[str, str], Deed]:
        do = self._controls
        return {
            ("POST", "/statfin/hold-back"): lambda sent: do.hold_back_boundaries(
                sent.take("year", int)
            ),
            ("POST", "/statfin/publish"): lambda sent: do.publish_boundaries(
                sent.take("year", int),
                merged=sent.take("merged", str),
                into=sent.take("into", str),
            ),
            ("POST", "/statfin/page-limit"): lambda sent: do.limit_boundary_pages(
                sent.take("count", int)
            ),
        }

    def _overview(self) -> dict[str, object]:
        world = self._controls.world
        return {
            "url": self._controls.server.url,
            "seed": world.seed,
            "scale": world.scale,
            "organisation": world.organisation,
            "username": world.username,
            "password": world.password,
            "boundaries_url": f"{self._controls.server.url}{STATFIN}",
            "ptv12_url": f"{self._controls.server.url}{PTV12}/api",
            "api_key": self._controls.ptv12.api_key,
            "calendars": {one["name"]: one["url"] for one in self._controls.calendars.settings()},
            "municipalities": list(world.municipalities),
            "landmarks": dict(world.landmarks),
        }

    def _faults(self) -> list[dict[str, object]]:
        return [
            {"id": number, **fault.to_json(), "matched": matched, "fired": fired}
            for number, fault, matched, fired in self._controls.server.faults.rules()
        ]

    def _journal(self, query: Mapping[str, str]) -> list[dict[str, object]]:
        only_writes = query.get("writes") == "true"
        entries = self._controls.writes() if only_writes else self._controls.journal()
        mount = query.get("mount", "")
        return [_entry(entry) for entry in entries if mount in ("", entry.mount)]


def _entry(entry: JournalEntry) -> dict[str, object]:
    return {
        "n": entry.n,
        "time": entry.time.isoformat(),
        "mount": entry.mount,
        "method": entry.method,
        "path": entry.path,
        "query": [list(pair) for pair in entry.query],
        "status": entry.status,
        "done": entry.done,
        "at_once": entry.at_once,
        "authenticated": entry.authenticated,
        "body_size": entry.body_size,
        "body": None if entry.body is None else entry.body.decode("utf-8", "replace"),
        "faults": list(entry.faults),
    }


def _json(document: object, status: int = 200) -> SimResponse:
    return SimResponse(status, msgspec.json.encode(document))
