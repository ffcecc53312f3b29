"""Events in pages are the last resort: found by a page, listed by a sitemap, kept to robots.txt."""

import json
from pathlib import Path

import pytest

from hytedata.runs.events.probe import ProbeReport
from hytedata.sandbox.calendars.json_ld import JsonLdSimulator
from tests.runs.events.probe.site import HTML, Site, look

XML = {"Content-Type": "application/xml"}
EVENT = {
    "@context": "https://schema.org",
    "@type": "Event",
    "name": "Tuolijumppa",
    "startDate": "2027-03-03T10:00:00+02:00",
    "url": "https://kunta.test/tapahtumat/tuolijumppa",
    "organizer": {"@type": "Person", "name": "Maija Mallinen", "email": "maija@kunta.example"},
}


def page(*events: object, extra: str = "") -> str:
    blocks = "".join(
        f'<script type="application/ld+json">{json.dumps(event)}</script>' for event in events
    )
    return f"<!DOCTYPE html><html lang='fi'><head>{extra}{blocks}</head><body></body></html>"


def sitemap(*paths: str) -> str:
    entries = "".join(f"<url><loc>https://kunta.test{path}</loc></url>" for path in paths)
    return f"<urlset>{entries}</urlset>"


def listed(*paths: str) -> Site:
    site = Site().page("/", page())
    site.page("/sitemap.xml", sitemap("/", "/yhteys", *paths), headers=XML)
    return site


def step(report: ProbeReport) -> tuple[str, str]:
    found = next(one for one in report.steps if one.name == "JSON-LD in pages")
    return found.outcome, found.seen


def test_pages_that_a_sitemap_lists_are_found_and_one_of_them_is_read() -> None:
    site = listed("/tapahtumat/", "/tapahtumat/tuolijumppa", "/tapahtumat/muu")
    for path in ("/tapahtumat/tuolijumppa", "/tapahtumat/muu"):
        site.page(path, page(EVENT))

    report = look(site)

    assert report.verdict == "found"
    assert report.calendar is not None
    assert (report.calendar.kind, report.calendar.url) == ("json-ld", "https://kunta.test")
    assert report.calendar.settings == {"pages": ("/tapahtumat/",)}
    assert sum(asked.startswith("/tapahtumat/") for asked in site.asked) == 1


def simulated(*traps: str) -> Site:
    simulator = JsonLdSimulator()
    simulator.set_traps(*traps)
    return Site().mount("", simulator)


@pytest.mark.parametrize(
    "traps",
    [
        (),
        ("sitemap-index",),
        ("sitemap-index", "gzip"),
        ("duplicate-pages",),
        ("latin-1",),
        ("broken-json",),
        ("foreign-link",),
        ("no-dates",),
        ("robots-moved",),
        ("crawl-delay",),
    ],
)
def test_its_traps_are_survived(traps: tuple[str, ...]) -> None:
    report = look(simulated(*traps))

    assert report.verdict == "found"
    assert report.calendar is not None
    assert report.calendar.settings["pages"] == ("/tapahtumat/",)


@pytest.mark.parametrize(
    ("trap", "verdict"),
    [
        ("no-sitemap", "partly"),
        ("html-sitemap", "partly"),
        ("doctype", "partly"),
        ("server-errors", "unclear"),
        ("robots-error", "failed"),
        ("other-vocabulary", "nothing"),
        ("endless-sitemaps", "partly"),
    ],
)
def test_what_keeps_it_from_being_found_is_told_for_what_it_is(trap: str, verdict: str) -> None:
    assert look(simulated(trap)).verdict == verdict


def test_a_sitemap_that_robots_txt_names_is_read_also_behind_an_index() -> None:
    index = "<sitemapindex><sitemap><loc>https://kunta.test/s/uutiset.xml</loc></sitemap>"
    index += "<sitemap><loc>https://kunta.test/s/event.xml</loc></sitemap></sitemapindex>"
    site = Site().page("/", page()).robots("Sitemap: https://kunta.test/s/index.xml")
    site.page("/s/index.xml", index, headers=XML)
    site.page("/s/event.xml", sitemap("/event/jumppa"), headers=XML)
    site.page("/event/jumppa", page(EVENT))

    report = look(site)

    assert report.verdict == "found"
    assert "/s/uutiset.xml" not in site.asked


def test_a_page_with_events_that_no_sitemap_lists_cannot_be_read_as_a_calendar() -> None:
    report = look(Site().page("/", page(EVENT)))

    assert report.verdict == "partly"
    assert report.calendar is not None
    assert "no sitemap" in report.calendar.problem


def test_a_page_of_events_that_is_disallowed_is_not_read() -> None:
    site = listed("/tapahtumat/tuolijumppa").robots("User-agent: *\nDisallow: /tapahtumat/")
    site.page("/tapahtumat/tuolijumppa", page(EVENT))

    report = look(site)

    assert step(report)[0] == "disallowed"
    assert report.verdict == "unclear"
    assert "/tapahtumat/tuolijumppa" not in site.asked


def test_other_json_ld_is_no_event() -> None:
    crumbs = {"@context": "https://schema.org", "@type": "BreadcrumbList"}

    report = look(Site().page("/", page(crumbs)))

    assert report.verdict == "nothing"


def test_listed_pages_without_events_are_told() -> None:
    site = listed("/tapahtumat/tuolijumppa").page("/tapahtumat/tuolijumppa", page())

    outcome, seen = step(look(site))

    assert outcome == "absent"
    assert "lists 1 " in seen


def test_a_block_that_cannot_be_read_leaves_the_question_open() -> None:
    broken = '<script type="application/ld+json">{"@type": "Event", "name": }</script>'

    report = look(Site().page("/", page(extra=broken)))

    assert step(report)[0] == "failed"
    assert report.verdict == "unclear"


def test_pages_of_other_hosts_are_not_read() -> None:
    foreign = "<urlset><url><loc>https://muualla.test/tapahtumat/a</loc></url></urlset>"
    site = Site().page("/", page()).page("/sitemap.xml", foreign, headers=XML)

    report = look(site)

    assert report.verdict == "nothing"


def test_a_licence_that_the_page_names_is_told() -> None:
    link = '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">'
    site = listed("/tapahtumat/a").page("/tapahtumat/a", page(EVENT))
    site.page("/", page(extra=link))

    report = look(site)

    assert report.calendar is not None
    assert (report.calendar.licence.name, report.calendar.licence.grade) == ("CC BY 4.0", "B")


def test_the_sample_page_is_recognised(shared: Path) -> None:
    sample = shared / "reference" / "event-samples" / "page_with_jsonld.html"
    site = listed("/tapahtumat/malli").page("/tapahtumat/malli", sample.read_bytes(), headers=HTML)

    report = look(site)

    assert report.verdict == "found"
    assert report.calendar is not None
    assert report.calendar.sample.events > 1


@pytest.mark.parametrize("status", [403, 500])
def test_a_sitemap_that_is_refused_leaves_the_question_open(status: int) -> None:
    report = look(Site().page("/", page()).page("/sitemap.xml", "", status))

    assert report.verdict == "unclear"
