"""A store in which much has happened, and the health pages over it."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio
import httpx
import pytest
from sqlalchemy import insert
from starlette.applications import Starlette

from hytedata.errors import StoreError
from hytedata.models.common import Completeness
from hytedata.store import Store, schema
from hytedata.store.daemon_tables import daemon, due, upstream
from hytedata.store.database import Database
from hytedata.store.notices import New, Subject
from hytedata_daemon.health import HealthParts, health_routes
from hytedata_daemon.settings import Settings
from tests.daemon.conftest import Load

MALLILA = "00000000-0000-4000-8000-000000000889"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

SETTINGS = f"""
[[organisation]]
id = "{MALLILA}"
name = "Mallila"
municipalities = ["889"]

[[daemon.notices.channel]]
name = "it"
mail_to = ["tuki@kunta.example"]
mail_from = "hytedata@kunta.example"
mail_server = "127.0.0.1"
"""
"""A mail address among them, to look for where it must not be."""


@dataclass
class Health:
    """The pages, and what they are told of."""

    settings: Settings
    store: Store
    turning: bool = True
    fault: str = ""
    broken: bool = False

    def __post_init__(self) -> None:
        parts = HealthParts(
            settings=lambda: self.settings,
            store=self._store,
            now=lambda: NOW,
            turning=lambda: self.turning,
            engine_fault=lambda: self.fault,
        )
        self.meter = parts.meter
        self.app = Starlette(routes=health_routes(parts))

    def get(
        self, path: str, address: str = "127.0.0.1", headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Ask as a client at *address* does; there is no network."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, client=(address, 50_000))
            async with httpx.AsyncClient(transport=transport, base_url="http://d.test") as client:
                return await client.get(path, headers=headers)

        return anyio.run(ask)

    def _store(self) -> Store:
        if self.broken:
            raise StoreError("the store /secret/place cannot be used")
        return self.store


@pytest.fixture
def store(tmp_path: Path, made_store: Path) -> Iterator[Store]:
    shutil.copy(made_store, tmp_path / "hytedata.db")
    with Store.open(f"sqlite:///{tmp_path}/hytedata.db", now=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def health(load: Load, store: Store) -> Health:
    return Health(load(SETTINGS), store)


@pytest.fixture
def busy(health: Health, tmp_path: Path) -> Health:
    """Where something has happened of each kind that monitoring looks at."""
    database = Database.at(f"sqlite:///{tmp_path}/hytedata.db", now=lambda: NOW, create=False)
    plan = {"state": "waiting", "code": "limit-exceeded", "plan": "p1", "detail": "a@b.example"}
    login = {"state": "waiting", "code": "login-refused", "detail": "user a@b.example"}
    run = health.store.start_run("read lipas")
    health.store.note_snapshot(
        run, "lipas", "sports-site", "889", Completeness(complete=True, items=5)
    )
    health.store.save_plan("p1", MALLILA, b"{}")
    health.store.notices.note(New(Subject("plan-waits", MALLILA), ["it"], {}), NOW, lambda _: None)
    with database.writing() as connection:
        for row in (
            _due("apply", MALLILA, plan, began=NOW - HOUR),
            _due("plan", MALLILA, login, began=NOW - HOUR, failures=6),
            _due("read-ptv", "", {"state": "done"}, began=NOW - 40 * HOUR),
            _due("plan", "of-nobody", login, began=NOW - HOUR),
        ):
            connection.execute(insert(due), row)
        connection.execute(
            insert(upstream),
            {
                "name": "ptv",
                "failures": 3,
                "rests_until": NOW + HOUR,
                "reason": "500",
                "changed_at": NOW,
            },
        )
        for name, seen, claimed in (
            ("d1", NOW, None),
            ("d2", NOW - HOUR, None),
            ("d3", NOW - 3 * HOUR, NOW - 2 * HOUR),
            ("d4", NOW - 33 * HOUR, NOW - 30 * HOUR),
        ):
            connection.execute(
                insert(daemon),
                {
                    "id": name,
                    "machine": "m",
                    "version": "1",
                    "started_at": NOW - 9 * HOUR,
                    "seen_at": seen,
                    "claimed_at": claimed,
                },
            )
        connection.execute(
            insert(schema.intent),
            {
                "plan_id": "p1",
                "change_id": "c1",
                "organisation": MALLILA,
                "login": "a@b.example",
                "change": {},
                "state": "open",
                "opened_at": NOW - 2 * HOUR,
                "detail": "",
            },
        )
    database.close()
    return health


def _due(
    job: str, organisation: str, outcome: object, *, began: datetime, failures: int = 0
) -> dict[str, object]:
    return {
        "organisation": organisation,
        "job": job,
        "full": False,
        "known_at": NOW - 90 * HOUR,
        "began_at": began,
        "ended_at": began + timedelta(minutes=5),
        "outcome": outcome,
        "failures": failures,
    }
