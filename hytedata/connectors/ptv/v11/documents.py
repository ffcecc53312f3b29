"""Read PTV's JSON tolerantly: null, missing, blank and empty all mean "has none"."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from hytedata.errors import SourceContractError
from hytedata.models.common import Json

Document: TypeAlias = Mapping[str, Json]
"""One JSON object as PTV sent it, unknown keys included."""

NO_DOCUMENT: Document = {}

_decoder = msgspec.json.Decoder()


def parse(content: bytes, url: str) -> Json:
    """Parse an answer's body.

    Raises:
        SourceContractError: It is not JSON.
    """
    try:
        parsed: Json = _decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceContractError("PTV", url, detail=f"not JSON: {error}") from error
    return parsed


def parse_document(content: bytes, url: str) -> Document:
    """Parse an answer that is one object.

    Raises:
        SourceContractError: It is something else.
    """
    parsed = parse(content, url)
    if not isinstance(parsed, dict):
        raise SourceContractError("PTV", url, detail="an object was expected")
    return parsed


def rows(document: Document, key: str) -> Iterator[Document]:
    """Yield the objects of the list at *key*; anything else there is passed over."""
    value = document.get(key)
    if isinstance(value, list):
        for row in value:
            if isinstance(row, dict):
                yield row


def part(document: Document, key: str) -> Document:
    """Return the object at *key*, or an empty one."""
    value = document.get(key)
    return value if isinstance(value, dict) else NO_DOCUMENT


def text(document: Document, key: str) -> str | None:
    """Return the text at *key*; None where it is blank. Numbers are read as text."""
    value = document.get(key)
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return None


def words(document: Document, key: str) -> list[str]:
    """Return the texts of a plain list such as `languages`."""
    value = document.get(key)
    if not isinstance(value, list):
        return []
    return [word for word in value if isinstance(word, str) and word.strip()]


def uris(document: Document, key: str) -> list[str]:
    """Return the URIs of a classification list, sorted, each once.

    Older entries carry the present form in `newUri` (ptv-api 5.6, 6.3).
    """
    found = {text(row, "newUri") or text(row, "uri") for row in rows(document, key)}
    return sorted(uri for uri in found if uri)


def local_texts(document: Document, key: str) -> Iterator[tuple[str, str]]:
    """Yield (language, text) of a single-type list, blanks left out, each language once."""
    seen: set[str] = set()
    for row in rows(document, key):
        language, value = text(row, "language"), text(row, "value")
        if language and value and language not in seen:
            seen.add(language)
            yield language, value
