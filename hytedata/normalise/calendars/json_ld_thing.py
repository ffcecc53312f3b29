"""One node of JSON-LD, as it is asked for texts, words, links and other nodes; pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Final, get_args
from urllib.parse import urljoin, urlsplit

from hytedata.connectors.calendars.json_ld import Graph, Node
from hytedata.connectors.wire_values import Json
from hytedata.models.common import NO_TEXTS, Language, LocalizedText
from hytedata.normalise.calendars.texts import clean_text, one_line, without_contacts
from hytedata.normalise.remarks import Remarks

_LANGUAGES: Final[Mapping[str, Language]] = {it: it for it in get_args(Language)}
_NAMED_LANGUAGES: Final[Mapping[str, Language]] = {
    "finnish": "fi",
    "suomi": "fi",
    "swedish": "sv",
    "svenska": "sv",
    "ruotsi": "sv",
    "english": "en",
    "englanti": "en",
}
_LONGEST_TEXT: Final = 50_000
_LONGEST_WORD: Final = 1_000


@dataclass(frozen=True)
class Thing:
    """A node, and what it is read by.

    Attributes:
        graph: The page's nodes, for references.
        page: Address that its links stand at.
        language: Of texts that state none.
        path: Where it stands, in the source's spelling, for remarks: "" or with a dot behind.
    """

    node: Node
    graph: Graph
    page: str
    language: Language
    remarks: Remarks = field(default_factory=Remarks, compare=False)
    path: str = ""

    def each(self, name: str) -> list[Json]:
        """Return the values of a property, references resolved."""
        return list(self.graph.each(self.node.get(name)))

    def things(self, name: str) -> Iterator["Thing"]:
        """Yield those values of a property that are nodes."""
        for value in self.each(name):
            if isinstance(value, Mapping):
                yield self.of(value, name)

    def of(self, node: Node, name: str) -> "Thing":
        """Return a node that *name* of this one holds."""
        return replace(self, node=node, path=f"{self.path}{name}.")

    def word(self, *names: str) -> str:
        """Return the first value of the first of these properties that has one, as text."""
        return next((word for name in names for word in self.words(name)), "")

    def words(self, name: str) -> list[str]:
        """Return the values of a property as texts, on one line; of nodes their names."""
        found = (_word(value)[:_LONGEST_WORD] for value in self.each(name))
        return [word for it in found if (word := one_line(unescape(it)))]

    def raw(self, name: str) -> str:
        """Return the first value of a property as it stands, cut to 1000 signs."""
        found = (_word(it).strip()[:_LONGEST_WORD] for it in self.each(name))
        return next((word for word in found if word), "")

    def texts(self, *names: str, clean: Callable[[str], str] = one_line) -> LocalizedText:
        """Return the texts of the first of these properties that has any.

        Markup may be written in entities (`&lt;p&gt;`), as WordPress does. Texts in languages
        that we have no place for are set aside.
        """
        for name in names:
            found: dict[Language, str] = {}
            for language, text in self._said(name):
                cleaned = clean(unescape(text[:_LONGEST_TEXT]))
                known = language_of(language) if language else self.language
                if not cleaned:
                    continue
                if known is None:
                    self.remarks.set_aside(f"{self.path}{name}.{language}", cleaned)
                else:
                    found.setdefault(known, cleaned)
            if found:
                return found
        return NO_TEXTS

    def link(self, *names: str) -> str:
        """Return the first web address of these properties, or ""."""
        return next((link for name in names for link in self.links(name)), "")

    def links(self, name: str) -> list[str]:
        """Return the web addresses of a property; of nodes those by which they are known."""
        found = []
        for value in self.each(name):
            if isinstance(value, Mapping):
                inner = self.of(value, name)
                found += [link for it in ("url", "@id") if (link := web_address(it, inner))][:1]
            elif link := address_at(self.page, str(value)):
                found.append(link)
        return found

    def odd(self, name: str, code: str, value: Json) -> None:
        """Remark that a property held *value*."""
        self.remarks.add(f"{self.path}{name}", code, _shown(value))

    def _said(self, name: str) -> Iterator[tuple[str, str]]:
        for value in self.each(name):
            if not isinstance(value, Mapping):
                yield "", _word(value)
            elif "@value" in value:
                yield str(value.get("@language") or ""), _word(value)
            elif value and all(language_of(key) for key in value):
                yield from ((key, _word(text)) for key, text in value.items())
            else:
                yield "", _word(value)


def web_address(name: str, thing: Thing) -> str:
    """Return the web address that *name* of a node is, or ""."""
    value = thing.node.get(name)
    return address_at(thing.page, value) if isinstance(value, str) else ""


def address_at(page: str, stated: str) -> str:
    """Return a link of *page* as a whole web address, or "" where it is none."""
    text = stated.strip()
    if not text or any(sign.isspace() for sign in text) or "@" in text.partition("?")[0]:
        return ""
    try:
        whole = urljoin(page, text)
        parts = urlsplit(whole)
        return whole if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def language_of(stated: str) -> Language | None:
    """Return the language of a tag (`fi-FI`) or a name (`Finnish`); None for others."""
    plain = stated.strip().casefold()
    known = _LANGUAGES.get(plain.replace("_", "-").partition("-")[0])
    return known or _NAMED_LANGUAGES.get(plain)


def description(html: str) -> str:
    """Clean a long text."""
    return clean_text(html)


def _word(value: Json) -> str:
    """Return a value as text: of a value object its value, of another node its name."""
    if isinstance(value, Mapping):
        inner = next((value[it] for it in ("@value", "name") if it in value), None)
        value = inner[0] if isinstance(inner, list) and inner else inner
        if isinstance(value, Mapping):
            value = value.get("@value")
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _shown(value: Json) -> str:
    return without_contacts(_word(value))[:200]
