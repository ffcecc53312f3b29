"""Classifications: codes of service classes, groups and events, URIs of terms and industries.

Labels and parents are not repeated in our models: they are the code lists' (ptv-v12 6.1, 6.3).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from hytedata.connectors.ptv.v11.wire.base import said
from hytedata.connectors.ptv.v11.wire.texts import FintoItem, OntologyTermItem
from hytedata.normalise.ptv.notes import Notes

_OLD_INDUSTRIES: Final = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/"
_INDUSTRIES: Final = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/"
_CODE_IN_URI: Final = "/code/"


def codes(items: Sequence[FintoItem] | None, notes: Notes, path: str) -> tuple[str, ...]:
    """Return the codes of a list, sorted; from the URI where the code is missing."""
    if not items:
        return ()
    found = set()
    for item in items:
        code = said(item.code) or _code_of(item.new_uri or item.uri)
        if code is None:
            notes.odd(path, items, item, "no-code")
        else:
            found.add(code)
    return tuple(sorted(found))


def _code_of(uri: str | None) -> str | None:
    if not uri or _CODE_IN_URI not in uri:
        return None
    return uri.rpartition("/")[2] or None


def terms(items: Sequence[OntologyTermItem] | None, notes: Notes) -> tuple[str, ...]:
    """Return the URIs of ontology terms, sorted."""
    return _uris(items, notes, "ontologyTerms")


def industries(items: Sequence[FintoItem] | None, notes: Notes) -> tuple[str, ...]:
    """Return the URIs of industrial classes, sorted, as v12 spells them.

    v11 has Statistics Finland's own URIs, with the same code at the end (ptv-v12 6.3). Its field
    `code` is no such code: it tells the level.
    """
    return tuple(
        sorted(
            _INDUSTRIES + uri.removeprefix(_OLD_INDUSTRIES)
            if uri.startswith(_OLD_INDUSTRIES)
            else uri
            for uri in _uris(items, notes, "industrialClasses")
        )
    )


def _uris(items: Sequence[OntologyTermItem] | None, notes: Notes, path: str) -> tuple[str, ...]:
    if not items:
        return ()
    found = set()
    for item in items:
        # Older entries carry the present form in `newUri` (ptv-api 5.6).
        uri = (item.new_uri if isinstance(item, FintoItem) else None) or item.uri
        if not uri or uri.isspace():
            notes.odd(path, items, item, "no-uri")
        else:
            found.add(uri)
    return tuple(sorted(found))


def served_languages(languages: Iterable[str] | None) -> tuple[str, ...]:
    """Return the languages that clients are served in: lower case, sorted, each once."""
    return tuple(sorted({language.lower() for language in languages or () if language.strip()}))
