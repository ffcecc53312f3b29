"""What the page that a person named tells of its site: links, and what it was made with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from hytedata.connectors.calendars.json_ld_page import page_text

MOST_BYTES: Final = 2 * 2**20
"""Of a page that are looked through."""

MOST_LINKS: Final = 3
"""Links to terms that are told."""

_TERMS: Final = re.compile(
    r"käyttöehdo|käyttöehto|terms|villkor|avoin data|avoimen datan|open data|öppna data|"
    r"rajapin|lisenssi|licen[cs]e|developer|\bapi\b",
    re.IGNORECASE,
)
_NEWS: Final = frozenset({"application/rss+xml", "application/atom+xml"})
_FEED: Final = re.compile(r"\.ics(?:$|\?)|[?&]ical=1|^webcals?:", re.IGNORECASE)
_LONGEST_WORDS: Final = 80


@dataclass(frozen=True)
class PageFacts:
    """What stands in a page; links as they are written.

    Attributes:
        calendars: Links to iCalendar feeds, those that the page declares first.
        news: How many feeds of news it declares.
        rest: Where WordPress says that its interface is, or "".
        licence: Link with `rel=license`, or "".
        terms: Links that seem to lead to terms of use or to an interface.
        is_wordpress: Whether it seems to be made with WordPress.
    """

    calendars: tuple[str, ...] = ()
    news: int = 0
    rest: str = ""
    licence: str = ""
    terms: tuple[str, ...] = ()
    is_wordpress: bool = False


def facts_of(content: bytes, content_type: str = "") -> PageFacts:
    """Look through a page, whatever its state."""
    text = page_text(content[:MOST_BYTES], content_type)
    tree = LexborHTMLParser(text)
    rest = next(_hrefs(tree, 'link[rel~="https://api.w.org/"]'), "")
    declared = [
        _value(node, "href")
        for node in tree.css('link[rel~="alternate"]')
        if _value(node, "type").lower() == "text/calendar"
    ]
    linked = [href for href in _hrefs(tree, "a[href]") if _FEED.search(href)]
    licences = (*_hrefs(tree, 'link[rel~="license"]'), *_hrefs(tree, 'a[rel~="license"]'))
    return PageFacts(
        calendars=tuple(dict.fromkeys(filter(None, (*declared, *linked)))),
        news=sum(_value(node, "type").lower() in _NEWS for node in tree.css("link[rel]")),
        rest=rest,
        licence=next(iter(licences), ""),
        terms=tuple(dict.fromkeys(_terms(tree)))[:MOST_LINKS],
        is_wordpress=bool(rest) or "/wp-content/" in text or "/wp-includes/" in text,
    )


def _terms(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("a[href]"):
        words = " ".join(node.text().split())
        if len(words) <= _LONGEST_WORDS and _TERMS.search(words):
            yield _value(node, "href")


def _hrefs(tree: LexborHTMLParser, selector: str) -> Iterator[str]:
    yield from (href for node in tree.css(selector) if (href := _value(node, "href")))


def _value(node: LexborNode, name: str) -> str:
    return (node.attributes.get(name) or "").strip()
