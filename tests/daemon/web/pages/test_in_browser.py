"""Pages in a real browser: judged by axe-core, no wider than a phone, decided on by hand."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import pytest

from hytedata.store import Store
from hytedata_daemon.settings import load_settings
from hytedata_daemon.web.app import WebParts, create_app
from hytedata_daemon.web.pages import PageParts, routes
from hytedata_daemon.web.security.tokens import SessionCookie, key_of, new_id
from hytedata_daemon.web.serving import Serving, listen
from tests.browsing import chromium
from tests.daemon.web.pages import made
from tests.daemon.web.pages.site import Asks
from tests.daemon.web.pages.test_every_page import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.slow

Scheme = Literal["light", "dark"]

AXE: Final = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
CHOSEN: Final = (
    "/", f"/organisations/{made.MALLILA}", f"/organisations/{made.MALLILA}/texts",
    "/plans/plan-1?part=update-channel", "/log",
)  # fmt: skip
"""Pages that other languages, whose words are longer or shorter, are judged by."""

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


@dataclass(frozen=True)
class Site:
    """Pages that are served over a socket of this machine.

    Attributes:
        finding: Id of one that is shown.
    """

    address: str
    store: Store
    finding: str

    def signed_in(self, context: "BrowserContext", name: str) -> "Page":
        """Open a page with a session of an account; signing in is tested elsewhere."""
        session = new_id()
        self.store.sessions.begin(key_of(session), name, {"by": "password"})
        cookie = SessionCookie(secure=False).name
        context.clear_cookies()
        context.add_cookies([{"name": cookie, "value": session, "url": self.address}])
        return context.new_page()


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, made_store: Path) -> Iterator[Site]:
    """A filled site as people see it, with styles, signing in and refusals."""
    folder = tmp_path_factory.mktemp("served")
    file = folder / "hytedata.toml"
    file.write_text(f'contact = "it@kunta.example"\n{made.CONFIG}', encoding="utf-8")
    settings = load_settings(file, environ={})
    shutil.copy(made_store, folder / "s.db")
    with Store.open(f"sqlite:///{folder}/s.db", now=lambda: made.NOW) as store:
        made.filled(store)
        (finding, *_) = made.put_findings(store)
        store.accounts.add("aino", "approver", password=None)
        store.accounts.add("toivo", "viewer", [made.TOINEN], password=None)
        parts = PageParts(lambda: settings, store, lambda: made.NOW, Asks(), lambda _: ("aino",))
        app = create_app(WebParts(lambda: settings, store, lambda: made.NOW, routes(parts)))
        with Serving(app, listen("127.0.0.1", 0)) as serving:
            yield Site(f"http://localhost:{serving.port}", store, finding)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: "Browser", site: Site, language: str, width: int, scheme: Scheme
) -> None:
    pages = (*(PAGES if language == "fi" else CHOSEN), f"/findings/{site.finding}")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = site.signed_in(context, "aino")

    told = {path: _judged(page, f"{site.address}{path}", language) for path in pages}

    context.close()
    assert {path: one for path, one in told.items() if one != (200, [], 0)} == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_the_pages_that_let_in_and_refuse(
    browser: "Browser", site: Site, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    outside = _judged(context.new_page(), f"{site.address}/sign-in", "fi")
    page = site.signed_in(context, "toivo")

    refused = [
        _judged(page, f"{site.address}{path}", "fi")
        for path in (f"/organisations/{made.MALLILA}", "/plans/none", "/no-such-page")
    ]

    context.close()
    assert outside == (200, [], 0)
    assert refused == [(403, [], 0), (404, [], 0), (404, [], 0)]


def test_a_plan_is_approved_by_hand_without_any_script(browser: "Browser", site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = site.signed_in(context, "aino")
    page.goto(f"{site.address}/?language=fi")

    page.get_by_role("link", name="Lue ja päätä : Mallilan kunta").click()
    page.get_by_role("link", name="Hyväksy…").click()
    page.get_by_label("Perustelu").fill("Luettu yhdessä liikuntatoimen kanssa.")
    page.get_by_role("button", name="Hyväksy suunnitelma").click()

    told = page.get_by_role("status").inner_text()
    context.close()
    assert told == "Hyväksyntäsi on tallennettu."


def _judged(page: "Page", address: str, language: str) -> tuple[int, list[object], int]:
    """Return the status, what axe finds, and by how many pixels the page is too wide."""
    mark = "&" if "?" in address else "?"
    answer = page.goto(f"{address}{mark}language={language}")
    page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
    page.evaluate(AXE)
    found: list[object] = page.evaluate(_RUN)
    wider: int = page.evaluate(_WIDER)
    return answer.status if answer else 0, found, wider
