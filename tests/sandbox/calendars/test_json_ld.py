"""The simulated site with events in its pages, by itself."""

import gzip

import pytest

from hytedata.errors import InputError
from hytedata.sandbox.calendars.json_ld import JsonLdSimulator
from hytedata.sandbox.http import SimRequest


def get(simulator: JsonLdSimulator, path: str) -> bytes:
    return simulator.handle(SimRequest("GET", path)).body


def test_an_unknown_trap_is_refused() -> None:
    with pytest.raises(InputError, match="no such trap"):
        JsonLdSimulator().set_traps("olematon")


def test_pages_are_those_of_its_sitemap_and_no_others() -> None:
    simulator = JsonLdSimulator()

    assert get(simulator, "/sitemap.xml").count(b"<loc>") == 4
    assert b"application/ld+json" in get(simulator, "/tapahtumat/luento")
    assert simulator.handle(SimRequest("GET", "/tapahtumat/muu")).status == 404
    assert simulator.handle(SimRequest("POST", "/tapahtumat/luento")).status == 405


def test_an_index_parts_the_pages_between_sitemaps() -> None:
    simulator = JsonLdSimulator()
    simulator.set_traps("sitemap-index", "gzip")

    parts = [gzip.decompress(get(simulator, f"/sitemap{number}.xml.gz")) for number in (1, 2)]

    assert get(simulator, "/sitemap.xml").count(b"<sitemap>") == 2
    assert [part.count(b"<loc>") for part in parts] == [2, 2]


def test_what_is_withdrawn_is_gone_at_once() -> None:
    simulator = JsonLdSimulator()
    gone = simulator.events.pop()

    assert gone.key.encode() not in get(simulator, "/sitemap.xml")
    assert simulator.handle(SimRequest("GET", f"/tapahtumat/{gone.key}")).status == 404
