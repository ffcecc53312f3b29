"""The call of one web page, and its bytes as what it says of events; no I/O here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from hytedata.connectors._http.upstream import MEBIBYTE
from hytedata.connectors._http.values import Endpoint, Response
from hytedata.connectors.calendars.charsets import decoded
from hytedata.connectors.calendars.json_ld import Graph, NotJson, document_in
from hytedata.connectors.calendars.web_call import Moved, web_call, whole_address
from hytedata.connectors.wire_values import Json
from hytedata.errors import SourceContractError

LARGEST_PAGE: Final = 5 * MEBIBYTE
"""Largest page that is read, bytes: pages with a hundred events have a tenth of it."""

MOST_BLOCKS: Final = 200

_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# Character sets that pages are written in; Python knows others that are none.
_CHARSETS: Final = re.compile(
    r"utf-?(?:8|16(?:-?[lb]e)?)|iso-?8859-\d{1,2}|(?:windows-|cp)125\d|latin-?\d|macintosh",
    re.IGNORECASE,
)
# What is looked at, and comments, so that what they hold is not. The rest is not even parsed: a
# page of nothing but opened elements takes the parser time that grows with their square.
_LOOKED_AT: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|(<script\b[^<>]*>.*?(?:</script\b|\Z)|<(?:html|link)\b[^<>]*>)",
    re.DOTALL | re.IGNORECASE,
)
_OTHER_KINDS: Final = re.compile(r"(?:image|audio|video|font|application)/(?!xhtml|x-?ht)", re.I)


@dataclass(frozen=True)
class WebPage:
    """What a page says in JSON-LD.

    Attributes:
        url: Its address, by which it was asked for.
        canonical: The address that it gives itself, else *url*.
        language: Of the page, as stated, or "".
        graph: Its nodes.
        broken: Blocks that speak of events and cannot be read: why.
    """

    url: str
    canonical: str = ""
    language: str = ""
    graph: Graph = field(default_factory=Graph, repr=False)
    broken: tuple[str, ...] = ()


def get_page(source: str, url: str, *, largest: int = LARGEST_PAGE) -> Endpoint[WebPage | Moved]:
    """The page at *url*; of it only what it says in JSON-LD is kept.

    Args:
        source: The calendar's name, for messages.
        url: A whole address.
        largest: Most bytes that are taken.
    """

    def decode(response: Response) -> WebPage:
        kind = response.headers.get("content-type", "")
        if len(response.content) > largest:
            size, limit = (f"{it // MEBIBYTE} MiB" for it in (len(response.content), largest))
            detail = f"the page has {size}, and at most {limit} are read"
            raise SourceContractError(source, response.url, detail=detail)
        if _OTHER_KINDS.match(kind) or b"<" not in response.content:
            detail = f"it is no web page ({kind or 'of no stated kind'})"
            raise SourceContractError(source, response.url, detail=detail)
        return page_of(response.content, url, kind)

    return web_call(source, url, decode, accept="text/html, application/xhtml+xml")


def page_of(content: bytes, url: str, kind: str = "") -> WebPage:
    """Read a page.

    Args:
        content: As it came.
        url: Its address.
        kind: The content type that it came with.
    """
    text = page_text(content, kind)
    tree = LexborHTMLParser("".join(_looked_at(text)) or "<html>")
    documents: list[Json] = []
    broken: list[str] = []
    for block in _blocks(tree):
        try:
            documents.append(document_in(block))
        except NotJson as error:
            if "Event" in block:
                broken.append(str(error))
    canonical, root = tree.css_first('link[rel~="canonical"]'), tree.css_first("html")
    stated = (canonical.attributes.get("href") if canonical else None) or ""
    language = (root.attributes.get("lang") if root else None) or ""
    own = whole_address(url, stated) if stated.strip() else ""
    return WebPage(url, own or url, language, Graph(documents), tuple(broken))


def page_text(content: bytes, kind: str = "") -> str:
    """Decode a page, which may state its character set in its header and in itself."""
    meta = _META.search(content[:4096])
    header = _HEADER.search(kind)
    stated = (header[1] if header else "", meta[1].decode("ascii", "replace") if meta else "")
    return decoded(content, map(_charset, stated))[0]


def _looked_at(text: str) -> Iterator[str]:
    for found in _LOOKED_AT.finditer(text):
        if part := found[1]:
            yield f"{part}>" if part[-8:].lower() == "</script" else part


def _charset(stated: str) -> str:
    name = stated.lower()
    # What calls itself Latin 1 on the web is windows-1252.
    plain = not _CHARSETS.fullmatch(name) or name in ("iso-8859-1", "iso8859-1", "latin1")
    return "windows-1252" if plain else name


def _blocks(tree: LexborHTMLParser) -> list[str]:
    found = []
    for script in tree.css("script"):
        kind = script.attributes.get("type") or ""
        if kind.strip().lower().startswith("application/ld+json"):
            found.append(script.text() or "")
    return [text for text in found[:MOST_BLOCKS] if text.strip()]
