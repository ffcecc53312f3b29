"""Contacts of an adopted channel: ours are added, those of others stay."""

from collections.abc import Mapping
from typing import Final

from hytedata.models.common import Json

CONTACTS: Final = ("phones.", "emails.", "web_pages.")


def with_theirs(path: str, ours: Json, theirs: Json) -> Json:
    """Return *theirs* with those entries of *ours* behind them that are not among them yet.

    Telephone numbers are compared by prefix and digits, e-mail addresses and web pages without
    case: the texts beside them are the municipality's.
    """
    held, wanted = _entries(theirs), _entries(ours)
    known = {_key(path, entry) for entry in held}
    return [*held, *(entry for entry in wanted if _key(path, entry) not in known)]


def _entries(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list | tuple) else []


def _key(path: str, entry: Json) -> str:
    if isinstance(entry, Mapping):
        told = entry.get("url") if path.startswith("web_pages.") else _number(entry)
    else:
        told = entry
    return str(told or "").strip().rstrip("/").casefold()


def _number(entry: Mapping[str, Json]) -> str:
    digits = "".join(filter(str.isdigit, str(entry.get("number") or "")))
    prefix = str(entry.get("prefix") or "").replace("00", "+", 1)
    return f"{prefix} {digits.lstrip('0') if prefix else digits}"
