"""What a real browser does with our pages, and what pages of others can do to them with it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from hytedata.quality.rule import RULE_LANGUAGES, RuleLanguage
from hytedata_daemon.web.serving import Serving, listen
from tests.browsing import chromium
from tests.daemon.web.security.world import PASSWORD, World

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def address(world: World) -> Iterator[str]:
    with Serving(world.app(), listen("127.0.0.1", 0)) as serving:
        yield f"http://localhost:{serving.port}"


def signed_in(browser: Browser, address: str) -> Page:
    page = browser.new_page(locale="en-GB")
    page.goto(address)
    page.get_by_label("User name").fill("maija")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


@contextmanager
def site_of_others(content: str) -> Iterator[int]:
    """Serve one page on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_person_signs_in_and_scripts_never_see_the_cookie(browser: Browser, address: str) -> None:
    page = signed_in(browser, f"{address}/plans/all")

    assert page.url == f"{address}/plans/all"
    assert page.evaluate("document.cookie") == ""
    assert [cookie["httpOnly"] for cookie in page.context.cookies()] == [True]
    page.close()


# By the same name the other port is the same *site*: the browser sends it all our cookies.
@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_a_form_of_another_page_changes_nothing(
    browser: Browser, world: World, address: str, name: str
) -> None:
    page = signed_in(browser, address)
    form = (
        f"<form method=post action='{address}/plans/all'><input name=csrf value={'0' * 64}>"
        "<input name=reason value=x><button>Win a prize</button></form>"
    )
    with site_of_others(form) as port:
        page.goto(f"http://{name}:{port}")
        with page.expect_navigation() as navigation:
            page.get_by_role("button").click()

    assert navigation.value.status == 403
    assert {what for what, _, _ in world.audited()} == {"signed-in", "form-refused"}
    assert world.audited()[-1][2] == {"reason": "other-origin"}
    page.close()


def test_a_page_of_others_cannot_show_ours_in_a_frame(browser: Browser, address: str) -> None:
    page = signed_in(browser, address)
    with site_of_others(f"<iframe src='{address}/'></iframe>") as port:
        page.goto(f"http://localhost:{port}")
        page.wait_for_load_state("networkidle")

        shown = [frame.content() for frame in page.frames[1:]]

    assert len(shown) == 1
    assert "maija" not in shown[0]
    page.close()


def test_a_script_that_slips_into_a_page_does_not_run(browser: Browser, address: str) -> None:
    page = signed_in(browser, address)
    page.goto(f"{address}/slip")

    assert page.title() == "as it was"
    page.close()


@pytest.mark.parametrize("language", RULE_LANGUAGES)
def test_axe_finds_nothing_on_the_sign_in_page(
    browser: Browser, address: str, language: RuleLanguage
) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page = browser.new_page(bypass_csp=True)
    page.goto(f"{address}/sign-in?language={language}")
    page.locator("#name").fill("maija")
    page.locator("#password").fill("aivan väärä salasana")
    page.get_by_role("button").click()
    page.add_script_tag(content=axe)

    found = page.evaluate("axe.run().then((told) => told.violations.map((it) => it.id))")

    assert page.locator("[role=alert]").is_visible()
    assert found == []
    page.close()
