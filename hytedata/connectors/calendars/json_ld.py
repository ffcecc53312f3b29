"""JSON-LD of pages: blocks of text, mended where people broke them, to nodes (events.md 5).

Nothing is loaded from elsewhere: a context is a name here, by which schema.org is known.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final, TypeAlias

from hytedata.connectors.wire_values import Json

Node: TypeAlias = Mapping[str, Json]

DEEPEST: Final = 40
MOST_VALUES: Final = 2_000
"""Deepest nesting, and most values of one list, that are looked at."""

EVENT_TYPES: Final = frozenset({"EventSeries", "CourseInstance", "Festival", "Hackathon"})
"""Kinds of events whose names do not end with "Event"."""

# What holds events as its items; other properties only mention them.
_HOLDERS: Final = ("@graph", "@list", "@set", "mainEntity", "itemListElement", "item", "hasPart")
_EVENTS_OF: Final = ("event", "events", "dataFeedElement", "hasCourseInstance")

_COMMENTS: Final = re.compile(
    r'("(?:[^"\\]++|\\.)*+"?)|//[^\n]*|/\*.*?(?:\*/|\Z)|<!--|-->|<!\[CDATA\[|\]\]>', re.DOTALL
)
_COMMAS: Final = re.compile(r'("(?:[^"\\]++|\\.)*+"?)|,(?=\s*[}\]])|;(?=\s*\Z)', re.DOTALL)
_SCHEMA: Final = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
_UNFIT: Final = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Root:
    """An event of a page, in no other.

    Attributes:
        language: Of its texts, as the context states it, or "".
    """

    node: Node
    language: str = ""


class NotJson(ValueError):
    """A block is no JSON, even when it is mended."""


def document_in(text: str) -> Json:
    """Return the document of a block; where it is no JSON, after mending it.

    Mended are trailing commas, comments and marks of HTML comments, outside of strings.

    Raises:
        NotJson: It is none; the text says why.
    """
    try:
        return _loads(text)
    except ValueError:
        pass
    mended = _COMMAS.sub(r"\1", _COMMENTS.sub(r"\1", text))
    try:
        return _loads(mended)
    except ValueError as error:
        raise NotJson(str(error)) from error


class Graph:
    """The nodes of all blocks of one page, each known by its `@id`."""

    def __init__(self, documents: Iterable[Json] = ()) -> None:
        self._named: dict[str, Node] = {}
        self._parts: set[str] = set()
        self._roots = [
            (self._tidy(document), _language(document))
            for document in _flat(documents)
            if _is_schema_org(document)
        ]

    def events(self) -> Iterator[Root]:
        """Yield the events of the page; those that are part of another only with that."""
        for document, language in self._roots:
            for node in _events_in(document):
                if str(node.get("@id", "")) not in self._parts:
                    yield Root(node, language)

    def each(self, value: Json) -> Iterator[Json]:
        """Yield the values of a property: one or many, references resolved."""
        if isinstance(value, list):
            for one in value:
                yield from self.each(one)
        elif isinstance(value, Mapping) and ("@list" in value or "@set" in value):
            yield from self.each(value.get("@list", value.get("@set")))
        elif value is not None and value != "":
            yield self._resolved(value)

    def _resolved(self, value: Json) -> Json:
        if isinstance(value, Mapping) and value.keys() <= {"@id", "@type"}:
            return self._named.get(str(value.get("@id")), value)
        return value

    def _tidy(self, value: Json, deep: int = 0) -> Json:
        """Return *value* with plain names and fit texts; what is nested too deeply is left out."""
        if isinstance(value, str):
            return _UNFIT.sub("\ufffd", value) if _UNFIT.search(value) else value
        if deep > DEEPEST:
            return None
        if isinstance(value, list):
            return [self._tidy(one, deep + 1) for one in value[:MOST_VALUES]]
        if isinstance(value, dict):
            node = {_term(name): self._tidy(one, deep + 1) for name, one in value.items()}
            self._remember(node)
            return node
        if isinstance(value, float) and not isfinite(value):
            return None
        return str(value) if isinstance(value, int) and abs(value) >= 2**53 else value

    def _remember(self, node: dict[str, Json]) -> None:
        name = node.get("@id")
        known = self._named.get(name) if isinstance(name, str) else None
        if isinstance(name, str) and (known is None or len(node) > len(known)):
            self._named[name] = node
        for part in self.each(node.get("subEvent") or node.get("subEvents")):
            if isinstance(part, Mapping) and isinstance(part.get("@id"), str):
                self._parts.add(str(part["@id"]))


def types_of(node: Node) -> tuple[str, ...]:
    """Return the types of *node*, without the vocabulary's address."""
    stated = node.get("@type")
    many = stated if isinstance(stated, list) else [stated]
    return tuple(_SCHEMA.sub("", one).strip() for one in many if isinstance(one, str))


def is_event(node: Node) -> bool:
    """Whether *node* is an event of some kind."""
    return any(one in EVENT_TYPES or one.endswith("Event") for one in types_of(node))


def _loads(text: str) -> Json:
    try:
        found: Json = json.loads(text.strip("\ufeff \t\r\n"), strict=False, parse_constant=_nothing)
    except RecursionError as error:
        raise NotJson("it is nested too deeply") from error
    return found


def _nothing(_: str) -> None:
    """NaN and Infinity are no values."""


def _flat(documents: Iterable[Json]) -> Iterator[Json]:
    for document in documents:
        if isinstance(document, list):
            yield from document[:MOST_VALUES]
        else:
            yield document


def _term(name: str) -> str:
    plain = _SCHEMA.sub("", _UNFIT.sub("", name))
    # schema.org's own context names them so.
    return {"type": "@type", "id": "@id", "graph": "@graph"}.get(plain, plain)


def _is_schema_org(document: Json) -> bool:
    """Whether a document is of schema.org: one that states no context is taken to be."""
    if not isinstance(document, dict):
        return False
    context = document.get("@context")
    many = context if isinstance(context, list) else [context]
    stated = [it for one in many for it in (one.values() if isinstance(one, dict) else [one])]
    return not any(stated) or any(isinstance(it, str) and "schema.org" in it for it in stated)


def _language(document: Json) -> str:
    context = document.get("@context") if isinstance(document, dict) else None
    for one in context if isinstance(context, list) else [context]:
        if isinstance(one, Mapping) and isinstance(stated := one.get("@language"), str):
            return stated
    return ""


def _events_in(value: Json) -> Iterator[Node]:
    if isinstance(value, list):
        for one in value:
            yield from _events_in(one)
    elif isinstance(value, Mapping):
        if is_event(value) and value.keys() - {"@id", "@type"}:
            yield value
            return
        for name in (*_HOLDERS, *_EVENTS_OF):
            yield from _events_in(value.get(name))
