"""Status pages with two years of history of 300 organisations, and of a plan of 3 000 changes."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.result import Result
from benchmarks.status_made import NOW, ORGANISATIONS, made_history, organisation
from benchmarks.timing import fastest
from hytedata.codes import municipalities
from hytedata.store import Store
from hytedata_daemon.settings import load_settings
from hytedata_daemon.web.pages import PageParts
from tests.daemon.web.pages import made
from tests.daemon.web.pages.site import Client, Person, made_site

OVERVIEW_MS: Final = 100.0
PLAN_S: Final = 1.0
LARGEST_KB: Final = 300.0
_CHANGES: Final = 3_000


def bench_status_pages() -> list[Result]:
    """The overview and lists, as somebody sees them who may see everything."""
    with tempfile.TemporaryDirectory() as folder, _site(Path(folder)) as get:
        pages = {
            "overview": "/",
            "overview, last page": f"/?page={ORGANISATIONS // 30}",
            "one organisation": f"/organisations/{organisation(7)}",
            "runs": "/runs",
            "runs of one kind": f"/runs?kind=plan&organisation={organisation(7)}",
        }
        return [_bounded(f"status: {name}", get, path) for name, path in pages.items()]


def _bounded(name: str, get: Callable[[str], bytes], path: str) -> Result:
    (took,) = fastest(lambda: get(path), rounds=15)  # one of them finds the machine idle
    return Result.at_most(name, 1000 * took, OVERVIEW_MS, "ms")


def bench_long_plan() -> list[Result]:
    """A plan of 3 000 changes: a page of it, read from the store, in time and in size."""
    half = _CHANGES // 2
    changes = [*map(made.create, range(half)), *map(made.update, range(half))]
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder, _small(Path(folder)) as (store, get):
        made.save(store, made.made_plan(*changes))
        for part in ("create-channel", "update-channel"):
            path = f"/plans/plan-1?part={part}"
            (took,) = fastest(lambda path=path: get(path), rounds=3)  # type: ignore[misc]
            size = len(get(path)) / 1e3
            note = f"a page of a plan of {_CHANGES:,} changes"
            results.append(Result.at_most(f"status: plan, {part}", took, PLAN_S, "s", note))
            name = f"status: plan, {part}, size"
            results.append(Result.at_most(name, size, LARGEST_KB, "kB", note))
    return results


@contextmanager
def _site(folder: Path) -> Iterator[Callable[[str], bytes]]:
    tables = [
        f'[[organisation]]\nid = "{organisation(number)}"\nname = "Kunta {number}"\n'
        f'municipalities = ["{one.code}"]\nusername = "login"\npolicy = "full"\n'
        for number, one in enumerate(municipalities()[:ORGANISATIONS])
    ]
    made_history(folder)
    with _served(folder, "\n".join(tables)) as (_, get):
        yield get


@contextmanager
def _small(folder: Path) -> Iterator[tuple[Store, Callable[[str], bytes]]]:
    with _served(folder, made.CONFIG) as served:
        yield served


@contextmanager
def _served(folder: Path, tables: str) -> Iterator[tuple[Store, Callable[[str], bytes]]]:
    file = folder / "hytedata.toml"
    file.write_text(f'contact = "it@kunta.example"\n{tables}', encoding="utf-8")
    settings = load_settings(file, environ={})
    with Store.open(f"sqlite:///{folder}/hytedata.db", now=lambda: NOW) as store:
        parts = PageParts(lambda: settings, store, lambda: NOW)
        client = Client(made_site(parts, Person("Aino", approves=True)))
        yield store, lambda path: _content(client, path)


def _content(client: Client, path: str) -> bytes:
    answer = client.get(path)
    if answer.status_code != 200:
        raise AssertionError(f"{path} answered {answer.status_code}")
    return answer.content
