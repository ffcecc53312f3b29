"""The FastAPI example, asked in this process: typed answers, and errors that say what happened."""

import asyncio
import runpy
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import httpx
import pytest
from pydantic import TypeAdapter

import hytedata
from hytedata import RetryPolicy
from hytedata.sandbox import Fault, Sandbox

if TYPE_CHECKING:
    from fastapi import FastAPI

pytest.importorskip("fastapi", reason="needs fastapi, of the group interop")

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "fastapi_app.py"
NOBODY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    running.controls.clear_faults()
    return running


def ask(path: str, lipas: str, patch: pytest.MonkeyPatch) -> httpx.Response:
    """Start the app, ask it once, and stop it."""
    patch.setenv("LIPAS_URL", lipas)
    patch.setattr(hytedata, "RetryPolicy", partial(RetryPolicy, first_wait_s=0.0))
    app = cast("FastAPI", runpy.run_path(str(EXAMPLE))["app"])

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://app.test") as client,
        ):
            return await client.get(path)

    return asyncio.run(answer())


def test_the_sites_of_a_municipality_are_given_as_our_model_has_them(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = ask("/sites?municipality=Utajärvi", sandbox.lipas_url, monkeypatch)

    assert answer.status_code == 200
    sites = TypeAdapter(list[hytedata.SportsSite]).validate_json(answer.content)
    assert len(sites) > 50
    assert {one.status for one in sites} == {"active"}


def test_the_document_of_the_api_tells_the_fields(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = ask("/openapi.json", sandbox.lipas_url, monkeypatch).json()

    assert "type_code" in document["components"]["schemas"]["SportsSite"]["properties"]


def test_an_unknown_place_is_404_with_what_was_meant(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = ask("/sites?municipality=Kajaanii", sandbox.lipas_url, monkeypatch)

    assert answer.status_code == 404
    assert "did you mean the municipality Kajaani (205)?" in answer.json()["detail"]


def test_a_lipas_that_is_unwell_is_502_with_what_it_said(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox.controls.add_fault(Fault("status", status=503, mount="/lipas"))

    answer = ask("/sites?municipality=889", sandbox.lipas_url, monkeypatch)

    assert answer.status_code == 502
    assert "lipas answered 503" in answer.json()["detail"]


def test_a_lipas_that_is_silent_is_504(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ask("/sites?municipality=889", NOBODY, monkeypatch)

    assert answer.status_code == 504
    assert "gave no answer" in answer.json()["detail"]
