"""Pages in a real browser: judged by axe-core, no wider than a phone, decided on by hand."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from hytedata.store import Store
from hytedata_daemon.settings import load_settings
from hytedata_daemon.web.pages import PageParts
from tests.daemon.web.pages import made
from tests.daemon.web.pages.site import Asks, Person, made_site
from tests.daemon.web.pages.test_every_page import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

_RUN = """
async () => {
  const found = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
  });
  return found.violations.map(
    (it) => [it.id, it.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")]);
}
"""
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("needs chromium on the path")  # else nobody judges the pages
        pytest.skip("needs chromium on the path")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, made_store: Path) -> Iterator[str]:
    """The address of a filled site, served over a socket of this machine."""
    folder = tmp_path_factory.mktemp("served")
    file = folder / "hytedata.toml"
    file.write_text(f'contact = "it@kunta.example"\n{made.CONFIG}', encoding="utf-8")
    settings = load_settings(file, environ={})
    shutil.copy(made_store, folder / "s.db")
    with Store.open(f"sqlite:///{folder}/s.db", now=lambda: made.NOW) as store:
        made.filled(store)
        parts = PageParts(lambda: settings, store, lambda: made.NOW, Asks(), lambda _: ("Aino",))
        app = made_site(parts, Person("Aino Aalto", approves=True))
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        serving.join(timeout=20)
        listening.close()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: "Browser", address: str, language: str, width: int, scheme: str
) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )

    told = {path: _judged(page, f"{address}{path}", language, axe) for path in PAGES}

    page.close()
    assert {path: one for path, one in told.items() if one != ([], 0)} == {}


def test_a_plan_is_approved_by_hand_without_any_script(browser: "Browser", address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/?language=en")

    page.get_by_role("link", name="Read and decide : Mallilan kunta").click()
    page.get_by_role("link", name="Hyväksy…").click()
    page.get_by_label("Perustelu").fill("Luettu yhdessä liikuntatoimen kanssa.")
    page.get_by_role("button", name="Hyväksy suunnitelma").click()

    told = page.get_by_role("status").inner_text()
    context.close()
    assert told.startswith("Suunnitelma on hyväksytty.")


def _judged(page: "Page", address: str, language: str, axe: str) -> tuple[list[object], int]:
    mark = "&" if "?" in address else "?"
    page.goto(f"{address}{mark}language={language}")
    page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
    page.evaluate(axe)
    found: list[object] = page.evaluate(_RUN)
    wider: int = page.evaluate(_WIDER)
    return found, wider
