"""Make the pictures of the pages: `python docs/make_pictures.py`.

Everything in them is invented: sites, services and borders are the sandbox's. Each picture is
made by the commands that the pages show; those of reports and of the daemon's pages are taken by
chromium, which must be on the path. The day and the fonts of the machine are seen in the latter.
"""

import json
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hytedata import Boundaries
from hytedata.cli.app import run
from hytedata.codes import municipalities
from hytedata.export.boundary_file import write_boundaries
from hytedata.sandbox import Sandbox, World

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page

    from hytedata.store import Store

PICTURES: Final = (Path(__file__).parent / "pictures").resolve()
COUNTY: Final = "20"
YEAR: Final = 2026
INVENTED: Final = "keksityt, niin kuin kohteetkin (hytedatan hiekkalaatikko)"

JOBS: Final = ("read-lipas", "read-ptv", "read-calendars", "plan")
REPORT: Final = "gaps run --county Pohjois-Pohjanmaa --out report --language fi --language en"

WIDTH: Final = 640
"""Of the pictures' pages: narrow, so that their words can be read on a phone."""
HEIGHT: Final = 900
LAST_WHOLE: Final = """height => Math.min(height, ...
    [...document.querySelectorAll("li, p, tr, dt, dd, h2, h3")]
    .map(one => one.getBoundingClientRect())
    .filter(one => one.top < height && one.bottom > height)
    .map(one => one.top - 4))"""
"""Where a page is cut: above what would be cut through."""


class Site(NamedTuple):
    """The daemon's pages as they are served, and the session of an approver in them."""

    address: str
    cookie: str
    session: str
    store: "Store"


def main() -> int:
    """Write all pictures; those that need a browser only where there is one."""
    PICTURES.mkdir(exist_ok=True)
    with _in_a_folder() as folder:
        code = _map(folder)
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("pictures/kainuu.svg is made; the others need chromium on the path")
    with _in_a_folder() as folder:
        _screens(folder, browser)
    return code


@contextmanager
def _in_a_folder() -> Iterator[Path]:
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)


def _map(folder: Path) -> int:
    Path("sites.geojson").write_text(json.dumps(_sites()), encoding="utf-8")
    write_boundaries(Path("borders.geojson"), _borders(folder))
    command = "locate sites.geojson --boundaries borders.geojson --out located.geojson"
    target = str(PICTURES / "kainuu.svg")
    return run([*command.split(), "--map", target, "--map-area", "Kainuu"])


def _screens(folder: Path, browser: str) -> None:
    """Read a county, plan a municipality, and take pictures of what people see of that."""
    from hytedata_daemon.cli.app import run as run_daemon

    with Sandbox(World(seed=1, scale="county")) as sandbox:
        # A plan that waits for a person is what the page of a plan is for.
        settings = re.sub(r"(?m)^approval = .*$", 'approval = "always"', sandbox.config_toml())
        (folder / "hytedata.toml").write_text(settings, encoding="utf-8")
        os.environ[sandbox.password_env] = sandbox.password
        codes = [run(["boundaries", "fetch"]), *(run_daemon(["once", job]) for job in JOBS)]
        codes.append(run(shlex.split(REPORT)))
        if any(codes):
            sys.exit("no pictures: a command failed, see above")
        with _pages(folder) as site, _browser(browser, site) as take:
            (plan,) = site.store.overview.latest_plans().values()
            take("status.png", f"{site.address}/?language=en")
            take("plan.png", f"{site.address}/plans/{plan.id}?language=en")
            take("report.png", (folder / "report/report.en.html").as_uri())
            take("report-fi.png", (folder / "report/report.fi.html").as_uri())


@contextmanager
def _pages(folder: Path) -> Iterator[Site]:
    """Serve the daemon's pages of the store in a folder."""
    from hytedata.runs.open_store import open_store
    from hytedata_daemon.settings import load_settings
    from hytedata_daemon.web.app import WebParts, create_app
    from hytedata_daemon.web.pages import PageParts, routes
    from hytedata_daemon.web.security.tokens import SessionCookie, key_of, new_id
    from hytedata_daemon.web.serving import Serving, listen

    settings = load_settings(folder / "hytedata.toml", environ=os.environ)
    with open_store(settings.config) as store:
        parts = PageParts(
            lambda: settings, store, lambda: datetime.now(UTC), approvers=lambda _: ["aino"]
        )
        app = create_app(WebParts(lambda: settings, store, parts.now, routes(parts)))
        store.accounts.add("aino", "approver", password=None)
        session = new_id()
        store.sessions.begin(key_of(session), "aino", {"by": "password"})
        with Serving(app, listen("127.0.0.1", 0)) as serving:
            address = f"http://localhost:{serving.port}"
            name = SessionCookie(secure=False).name
            yield Site(address, name, session, store)


@contextmanager
def _browser(path: str, site: Site) -> Iterator[Callable[[str, str], None]]:
    """Start a browser; gives what takes a picture of the top of a page."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = opened.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=1.5,
            color_scheme="light",
        )
        context.add_cookies([{"name": site.cookie, "value": site.session, "url": site.address}])
        page: Page = context.new_page()

        def take(name: str, address: str) -> None:
            page.goto(address)
            whole = page.evaluate(LAST_WHOLE, HEIGHT)
            clip: FloatRect = {"x": 0, "y": 0, "width": WIDTH, "height": whole}
            page.screenshot(path=PICTURES / name, clip=clip)

        yield take
        opened.close()


def _sites() -> dict[str, object]:
    """Return the simulated sites of the county as GeoJSON."""
    members = {place.code for place in municipalities(county=COUNTY)}
    found = sorted(
        (site for site in World(scale="country").sites if site.municipality in members),
        key=lambda site: site.lipas_id,
    )
    features = []
    for site in found:
        document = json.loads(site.body)
        parts = [one["geometry"] for one in document["location"]["geometries"]["features"]]
        geometry = {"type": "GeometryCollection", "geometries": parts}
        features.append(
            {
                "type": "Feature",
                "properties": {"lipas-id": site.lipas_id, "name": document["name"]},
                "geometry": parts[0] if len(parts) == 1 else geometry,
            }
        )
    return {"type": "FeatureCollection", "features": features}


def _borders(folder: Path) -> Boundaries:
    """Return the simulated borders, said to be so."""
    with Sandbox(now=lambda: datetime(YEAR, 3, 1, tzinfo=UTC)) as sandbox:
        found = Boundaries.fetch(
            YEAR,
            contact="docs@hytedata.example",
            url=sandbox.boundaries_url,
            cache_folder=folder,
        )
    return replace(found, attribution=INVENTED, licence="")


if __name__ == "__main__":
    sys.exit(main())
