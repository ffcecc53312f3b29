"""Themes of an event: from its keywords, categories and titles, never from its audience alone."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from hytedata.classify.rows import RowSource, ThemeRow
from hytedata.classify.table import ThemeTable
from hytedata.classify.weigh import Sign, weigh
from hytedata.codes.folding import fold
from hytedata.models.classification import ClassEvidence, ThemeVerdict
from hytedata.models.common import LocalizedText
from hytedata.models.event import Event, EventKeyword

_VOCABULARIES: Final = frozenset({"yso", "koko"})
_SCHEMA_SCHEMES: Final = frozenset({"schema", "schema.org", "type", "@type"})
_SCHEMA: Final = "https://schema.org/"
_COPY: Final = re.compile(r"-\d+$")  # WordPress writes "liikunta-2" for a name that is taken
_TITLE: Final = "title"
_AUDIENCE: Final = "audience"
_CATEGORIES: Final = "categories"
_VOLUNTEERING: Final = "slug:vapaaehtoistoiminta"
_FREE: Final[tuple[RowSource, ...]] = ("event-keyword", "ontology-term")


def themes_of(event: Event, table: ThemeTable | None = None) -> tuple[ThemeVerdict, ...]:
    """Return the themes of *event*, each with what speaks for it, in the order of the themes.

    Args:
        event: Of any calendar.
        table: A caller's own; None takes the packaged one.
    """
    return weigh(signs_of(event, ThemeTable.packaged() if table is None else table))


def signs_of(event: Event, table: ThemeTable) -> Iterator[Sign]:
    """Yield what *event* says of themes: keywords and categories, title words, audience."""
    for keyword in event.keywords:
        yield from _of_keyword(keyword, table)
    if event.kind == "volunteering":
        yield from _signs(table.by_code("event-category", _VOLUNTEERING), event.kind)
    yield from _of_words(event.names, table, _TITLE)
    for group in event.audience:
        yield from _of_audience(group, table)


def _of_keyword(keyword: EventKeyword, table: ThemeTable) -> Iterator[Sign]:
    """Yield the signs of one keyword: by its address, its label, or the words of it."""
    address = address_of(keyword)
    if address:
        yield from _signs(_rows_of_address(address, keyword, table), _told(keyword))
        return
    rows = _rows_of_label(keyword, table)
    if rows:
        yield from _signs(rows, _told(keyword))
    else:
        is_category = keyword.scheme == _CATEGORIES
        source = "event-category" if is_category else "event-keyword"
        yield from _of_words(keyword.labels, table, source)


def address_of(keyword: EventKeyword) -> str:
    """Return a keyword's address in a vocabulary that the table speaks, or "".

    Linked Events writes `yso:p916`, others the whole address, with http or https; schema.org's
    types come as address or by their name. Ids of a calendar's own are none.
    """
    stated = keyword.id.strip()
    scheme = keyword.scheme.strip().casefold()
    if scheme in ("http", "https") and stated.startswith("//"):
        stated = f"{scheme}:{stated}"
    vocabulary, colon, local = stated.partition(":")
    if scheme in _VOCABULARIES and re.fullmatch(r"p\d+", stated):
        return f"http://www.yso.fi/onto/{scheme}/{stated}"
    if colon and vocabulary.casefold() in _VOCABULARIES and re.fullmatch(r"p\d+", local):
        return f"http://www.yso.fi/onto/{vocabulary.casefold()}/{local}"
    if re.match(r"https?://(www\.yso\.fi/onto/(yso|koko)/p\d|schema\.org/\w)", stated):
        return stated.rstrip("/")
    if scheme in _SCHEMA_SCHEMES and re.fullmatch(r"(schema:)?[A-Za-z]+", stated):
        return _SCHEMA + stated.removeprefix("schema:")
    return ""


def _rows_of_address(
    address: str, keyword: EventKeyword, table: ThemeTable
) -> tuple[ThemeRow, ...]:
    sources: tuple[RowSource, ...] = ("event-keyword", "ontology-term", "event-category")
    for source in sources:
        if rows := table.by_code(source, address):
            return rows
    # A known address without a row: its label may be one whose own address is not known to us.
    for label in keyword.labels.values():
        for source in _FREE:
            if rows := table.by_label(source, label, uncoded=True):
                return rows
    return ()


def _rows_of_label(keyword: EventKeyword, table: ThemeTable) -> tuple[ThemeRow, ...]:
    """Return the rows of a keyword without an address; a category is first sought as one."""
    categories = tuple(
        rows for slug in _slugs(keyword) if (rows := table.by_code("event-category", slug))
    )
    words = tuple(
        rows
        for source in _FREE
        for label in keyword.labels.values()
        if (rows := table.by_label(source, label))
    )
    found = (*categories, *words) if keyword.scheme == _CATEGORIES else (*words, *categories)
    return found[0] if found else ()


def _slugs(keyword: EventKeyword) -> Iterator[str]:
    for text in (_COPY.sub("", keyword.id), *keyword.labels.values()):
        if slug := fold(text).replace(" ", "-"):
            yield f"slug:{slug}"


def _of_words(texts: LocalizedText, table: ThemeTable, source: str) -> Iterator[Sign]:
    for language, text in texts.items():
        for row, told in table.words.found_in(text, language):
            theme = None if row.theme == "none" else row.theme
            weight = row.weight if theme else "brake"
            evidence = ClassEvidence(source=source, code=row.code, label=told, weight=weight)
            yield Sign(theme, evidence)


def _of_audience(group: EventKeyword, table: ThemeTable) -> Iterator[Sign]:
    address = address_of(group)
    rows = table.by_code("event-keyword", address) if address else ()
    groups = (table.by_label("ptv-target-group", label) for label in group.labels.values())
    for row in rows or next(filter(None, groups), ()):
        if row.theme != "none":
            evidence = _evidence(row, _told(group)).model_copy(
                update={"source": _AUDIENCE, "weight": "weak"}
            )
            yield Sign(row.theme, evidence, people=True)


def _signs(rows: Iterable[ThemeRow], label: str) -> Iterator[Sign]:
    for row in rows:
        if row.theme != "none":
            yield Sign(row.theme, _evidence(row, label), people=row.names_people)
        elif row.source == "ontology-term":
            evidence = _evidence(row, label).model_copy(update={"weight": "brake"})
            yield Sign(None, evidence)


def _evidence(row: ThemeRow, label: str) -> ClassEvidence:
    code = row.code or row.name_fi
    return ClassEvidence(source=row.source, code=code, label=label, weight=row.weight)


def _told(keyword: EventKeyword) -> str:
    return next(iter(keyword.labels.values()), "") or keyword.id
