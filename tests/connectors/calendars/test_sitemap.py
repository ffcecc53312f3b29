"""Sitemaps and robots.txt: read within bounds, whatever sites make of them."""

import gzip

import pytest

from hytedata.connectors._http import Response
from hytedata.connectors.calendars import sitemap
from hytedata.connectors.calendars.robots import get_robots, robots_of
from hytedata.connectors.calendars.sitemap import Entry, Sitemap, get_sitemap, sitemap_of
from hytedata.connectors.calendars.web_call import Moved, whole_address
from hytedata.errors import SourceContractError

SITE = "https://kunta.test"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="i" xmlns:s="s"'


def urlset(*entries: str) -> bytes:
    return f'<?xml version="1.0"?><urlset {NAMESPACE}>{"".join(entries)}</urlset>'.encode()


def entry(path: str, more: str = "") -> str:
    return f"<url><loc> {SITE}{path} </loc>{more}</url>"


def read(content: bytes) -> Sitemap:
    found = sitemap_of(content)
    assert found is not None
    return found


def test_pages_come_with_when_they_last_changed_and_without_their_pictures() -> None:
    picture = f"<image:image><image:loc>{SITE}/k.jpg</image:loc></image:image>"
    content = urlset(
        entry("/a?x=1&amp;y=2", "<lastmod>2027-01-02</lastmod>" + picture), entry("/b")
    )

    assert read(content).pages == (
        Entry(f"{SITE}/a?x=1&y=2", "2027-01-02"),
        Entry(f"{SITE}/b"),
    )


def test_a_compressed_one_and_one_in_plain_text_are_read_alike() -> None:
    content = urlset(entry("/a"))

    assert read(gzip.compress(content)) == read(content) == read(f"{SITE}/a\n".encode())


def test_an_index_names_other_sitemaps() -> None:
    named = f"<s:sitemap><s:loc>{SITE}/1.xml</s:loc></s:sitemap>"
    content = f"<s:sitemapindex {NAMESPACE}>{named}</s:sitemapindex>"

    assert read(content.encode()).nested == (Entry(f"{SITE}/1.xml"),)


def test_one_that_breaks_off_gives_what_came_before_and_says_so() -> None:
    content = urlset(entry("/a"), entry("/b"))

    for cut in (content[:-30], gzip.compress(content, mtime=0)[:-12]):
        found = read(cut)
        assert found.pages[0] == Entry(f"{SITE}/a")
        assert "breaks off" in found.reasons[0]


def test_entities_cannot_grow_since_a_document_type_is_refused() -> None:
    bomb = (
        b'<!DOCTYPE urlset [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + urlset(entry("/&b;"))[21:]
    )

    assert sitemap_of(bomb) is None


def test_a_sitemap_past_the_bounds_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ENTRIES", 2)
    many = read(urlset(*(entry(f"/{number}") for number in range(4))))
    monkeypatch.setattr(sitemap, "MOST_ENTRIES", 10)
    monkeypatch.setattr(sitemap, "LARGEST", 70_000)
    large = read(gzip.compress(urlset(entry("/a"), " " * 200_000, entry("/b"))))

    assert (len(many.pages), len(large.pages)) == (2, 1)
    assert "only the first 2" in many.reasons[0]
    assert "MiB of a sitemap" in large.reasons[0]


@pytest.mark.parametrize("content", [b"", b"<html><body>x</body></html>", b"{}", b"<a>" * 100_000])
def test_what_is_no_sitemap_is_refused_with_what_came(content: bytes) -> None:
    call = get_sitemap("kunta", f"{SITE}/sitemap.xml")

    with pytest.raises(SourceContractError, match="no sitemap came"):
        call.decode(Response(200, f"{SITE}/sitemap.xml", {}, content))


def test_what_has_moved_says_where_to() -> None:
    call = get_sitemap("kunta", f"{SITE}/sitemap.xml")

    there = call.decode(Response(301, SITE, {"location": "/wp-sitemap.xml"}, b""))

    assert there == Moved(f"{SITE}/wp-sitemap.xml")
    with pytest.raises(SourceContractError, match="where to"):
        call.decode(Response(302, SITE, {"location": "mailto:a@b.fi"}, b""))


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("http://kunta.test/ä ö#x", f"{SITE}/%C3%A4%20%C3%B6"),
        ("//muu.test/a?b=ä", "https://muu.test/a?b=%C3%A4"),
        ("http://muu.test", "http://muu.test/"),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
    ],
)
def test_links_become_whole_addresses_or_nothing(link: str, address: str) -> None:
    assert whole_address(f"{SITE}/tapahtumat/", link) == address


def test_rules_are_those_for_us_with_their_delay_and_sitemaps() -> None:
    rules = robots_of(
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n\nUser-agent: hytedata\nDisallow: /*?tulosta=\n"
        b"Allow: /tapahtumat/\nCrawl-delay: 2.5\n\nSitemap: https://kunta.test/s.xml\n"
    )

    assert (rules.delay_s, rules.sitemaps) == (2.5, (f"{SITE}/s.xml",))
    assert rules.allows(f"{SITE}/tapahtumat/a")
    assert not rules.allows(f"{SITE}/muu?tulosta=1")


@pytest.mark.parametrize(
    "content", [b"", b"<html>Ei ole</html>", b"Crawl-delay: heti", b"\xff\xfe\x00"]
)
def test_what_is_no_rule_forbids_nothing(content: bytes) -> None:
    rules = robots_of(content)

    assert rules.allows(f"{SITE}/a")
    assert rules.delay_s == 0


def test_a_missing_file_allows_everything_and_a_failing_site_tells_nothing() -> None:
    call = get_robots("kunta", SITE)

    assert call.decode(Response(404, SITE, {}, b"User-agent: *\nDisallow: /")).allows(SITE)  # type: ignore[union-attr]
    assert {429, 500, 503}.isdisjoint(call.accept)
