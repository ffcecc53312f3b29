"""A person at a telephone: signs in to the pages, reads the plan that waits, approves it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, ViewportSize, sync_playwright

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
_QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Person:
    """Somebody who looks at the pages.

    Attributes:
        page: What they see.
        address: Where the pages are.
        pictures: Folder that pictures of what they see are put into.
    """

    page: Page
    address: str
    pictures: Path

    def sign_in(self, name: str, password: str) -> None:
        """Sign in, and arrive at the overview."""
        self.page.goto(f"{self.address}/")
        self._look("sign-in")
        self.page.fill("#name", name)
        self.page.fill("#password", password)
        self.page.click("form[action='/sign-in'] button")
        self.page.wait_for_selector("article.card")
        self._look("overview")

    def approve(self) -> str:
        """Approve the plan that waits; gives what its page says of it afterwards."""
        self.page.click("article.card a[href*='/plans/']")
        self._look("plan")
        self.page.click("a[href$='decision=approve']")
        self._look("decision")
        self.page.click("form[action$='/decision'] button")
        self.page.wait_for_selector("main h1")
        self._look("approved")
        return self.page.inner_text("main")

    def read(self, path: str) -> str:
        """Open a page; gives its words."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self._look(path.strip("/").replace("/", "-") or "overview")
        return self.page.inner_text("main")

    def _look(self, name: str) -> None:
        self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)


@contextmanager
def person(address: str, pictures: Path) -> Iterator[Person]:
    """Open Debian's Chromium, in Finnish and as wide as a telephone."""
    found = shutil.which("chromium")
    assert found is not None
    pictures.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_QUIET))
        page = browser.new_page(viewport=PHONE, locale="fi-FI")
        yield Person(page, address, pictures)
        browser.close()
