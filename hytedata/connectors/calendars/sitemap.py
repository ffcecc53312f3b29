"""Sitemaps: which pages a site has, and when each last changed; no I/O here.

They are read as they come, piece by piece, by the parser of the standard library. A document
type is refused, and with it all entities that could grow or fetch something.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from hytedata.connectors._http.upstream import MEBIBYTE
from hytedata.connectors._http.values import Endpoint, Response
from hytedata.connectors.calendars.web_call import Moved, web_call
from hytedata.errors import SourceContractError

MOST_ENTRIES: Final = 50_000
LARGEST: Final = 50 * MEBIBYTE
"""Most addresses and bytes, uncompressed, of one sitemap: the protocol's own bounds."""

_LONGEST_ADDRESS: Final = 2_048
_DEEPEST: Final = 16
_PIECE: Final = 64 * 1024
_GZIP: Final = b"\x1f\x8b"


@dataclass(frozen=True)
class Entry:
    """An address in a sitemap.

    Attributes:
        url: As stated.
        modified: When it last changed, as stated: a day or a time; "" where it is not.
    """

    url: str
    modified: str = ""


@dataclass(frozen=True)
class Sitemap:
    """One sitemap, or an index of them.

    Attributes:
        pages: What it lists.
        nested: Other sitemaps that it names.
        reasons: Why something of it may be missing.
    """

    pages: tuple[Entry, ...] = ()
    nested: tuple[Entry, ...] = ()
    reasons: tuple[str, ...] = ()


def get_sitemap(source: str, url: str) -> Endpoint[Sitemap | Moved]:
    """The sitemap at *url*: XML, plain or compressed, or a list of addresses as text."""

    def decode(response: Response) -> Sitemap:
        found = sitemap_of(response.content)
        if found is None:
            start = response.content[:40].decode("utf-8", "replace").strip()
            detail = f"no sitemap came; it begins with {start!r}"
            raise SourceContractError(source, response.url, detail=detail)
        return found

    return web_call(source, url, decode, accept="application/xml, text/xml, */*;q=0.5")


def sitemap_of(content: bytes) -> Sitemap | None:
    """Read a sitemap; None where it is none. One that breaks off gives what came before."""
    reader = _Reader()
    if _is_text(content):
        lines = content[:LARGEST].decode("utf-8-sig", "replace").split()
        reader.pages = [Entry(line) for line in lines[:MOST_ENTRIES]]
    else:
        reader.read(content)
    if reader.kind not in ("urlset", "sitemapindex", "text") and not reader.pages:
        return None
    return Sitemap(tuple(reader.pages), tuple(reader.nested), tuple(reader.reasons))


def _is_text(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"https://", b"http://"))


class _Stop(Exception):
    """Nothing more is to be read; its text says why."""


@dataclass
class _Reader:
    """Takes entries out of XML.

    Attributes:
        kind: Name of the outermost element.
        at: Names of the elements that are open.
        texts: Of the entry that is open.
    """

    pages: list[Entry] = field(default_factory=list)
    nested: list[Entry] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    kind: str = ""
    at: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            for piece in _pieces(content):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except _Stop as stop:
            self.reasons.append(str(stop))
        except (expat.ExpatError, zlib.error, LookupError, ValueError) as error:
            self.reasons.append(f"the sitemap breaks off: {error}")

    def _doctype(self, *_: object) -> None:
        raise _Stop("it declares a document type, which no sitemap needs: it is not read")

    def _start(self, name: str, _: object) -> None:
        local = name.rpartition(":")[2]
        self.kind = self.kind or local
        if len(self.at) >= _DEEPEST:
            raise _Stop("its elements are nested too deeply for a sitemap")
        self.at.append(local)
        if local in ("url", "sitemap"):
            self.texts = {}

    def _text(self, text: str) -> None:
        # `loc` of an image or a video stands deeper.
        if self.at[-2:-1] in (["url"], ["sitemap"]) and self.at[-1] in ("loc", "lastmod"):
            known = self.texts.get(self.at[-1], "")
            if len(known) <= _LONGEST_ADDRESS:
                self.texts[self.at[-1]] = known + text

    def _end(self, _: str) -> None:
        local = self.at.pop()
        if local not in ("url", "sitemap"):
            return
        url = self.texts.get("loc", "").strip()
        if not url or len(url) > _LONGEST_ADDRESS:
            return
        if len(self.pages) + len(self.nested) >= MOST_ENTRIES:
            raise _Stop(f"only the first {MOST_ENTRIES} addresses of a sitemap are read")
        target = self.nested if local == "sitemap" else self.pages
        target.append(Entry(url, self.texts.get("lastmod", "").strip()))


def _pieces(content: bytes) -> Iterator[bytes]:
    """Yield *content* piece by piece, decompressed, and no more of it than is allowed."""
    if not content.startswith(_GZIP):
        for at in range(0, min(len(content), LARGEST), _PIECE):
            yield content[at : at + _PIECE]
        return
    gzip, rest, taken = zlib.decompressobj(16 + zlib.MAX_WBITS), content, 0
    while rest and not gzip.eof:
        piece = gzip.decompress(rest, _PIECE)
        rest, taken = gzip.unconsumed_tail, taken + len(piece)
        if taken > LARGEST:
            raise _Stop(f"only {LARGEST // MEBIBYTE} MiB of a sitemap are read")
        if not piece:
            break
        yield piece
