"""Compares an item as it was to be with the item as it was read, field by field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pydantic import BaseModel

from hytedata.models.common import Json
from hytedata.models.ptv_write import ConnectionWrite, ServiceLocationWrite, ServiceWrite
from hytedata.runs.acceptance.evidence import FieldCheck, Verdict

Wanted = dict[str, Json]
"""What an item is to be: a write's fields as JSON, edits laid over it."""
AnyWrite = ServiceWrite | ServiceLocationWrite | ConnectionWrite

_VERSIONS: Final = "language_versions"
_NOT_TOLD: Final = frozenset({"source_id", "connectable_by"})
"""What the public read of v11 leaves out: ids of ours are shown with the token alone, visibility
only by a filter of a list (ptv-api 5.8, 7.3)."""
_REWRITTEN: Final = re.compile(
    r"(location|contact_addresses)\.street\[\d+\]\.(street(\..*)?|detail|positions.*)"
)
"""PTV puts streets into the form of its own register, and coordinates with them (ptv-api 8)."""
_MORE_ALLOWED: Final = re.compile(r"target_groups|.*\.positions")
"""Lists to which PTV adds: parents of groups, geocoded positions (ptv-api 6.3)."""
_IGNORED: Final = frozenset({"publish_on", "archive_on", "service_source_id", "channel_source_id"})
_TOLERANCE_M: Final = 0.05


def wanted_of(write: AnyWrite) -> Wanted:
    """What a new item is to be."""
    return laid_over({}, write)


def laid_over(before: Mapping[str, Json], write: AnyWrite) -> Wanted:
    """What an item is to be after *write*: mentioned fields change, others stay.

    The rules are those of `hytedata.models.ptv_write.base`.
    """
    after: Wanted = dict(before)
    said: dict[str, Json] = write.model_dump(mode="json", exclude_unset=True)
    versions = said.pop(_VERSIONS, {})
    after |= {field: value for field, value in said.items() if field not in _IGNORED}
    known = after.get(_VERSIONS)
    merged: dict[str, Json] = dict(known) if isinstance(known, dict) else {}
    for language, texts in versions.items() if isinstance(versions, dict) else ():
        if texts is None:
            merged.pop(language, None)
            continue
        earlier = merged.get(language)
        new = texts if isinstance(texts, dict) else {}
        merged[language] = {**(earlier if isinstance(earlier, dict) else {}), **new}
    after[_VERSIONS] = merged
    return after


def compare(wanted: Mapping[str, Json], record: BaseModel) -> tuple[FieldCheck, ...]:
    """Return every field of *wanted* beside what *record* holds there.

    A field that is to be empty is so as null, as an empty text and as an empty list. What the
    record has besides is not judged, but for language versions: there must be no other.
    """
    read: dict[str, Json] = record.model_dump(mode="json")
    checks = list(_object("", wanted, read))
    languages, told = _keys(wanted.get(_VERSIONS)), _keys(read.get(_VERSIONS))
    if languages or not isinstance(wanted.get(_VERSIONS), dict):
        verdict: Verdict = "same" if languages == told else "different"
        checks.append(FieldCheck(_VERSIONS, list(languages), list(told), verdict))
    return tuple(checks)


def flattened(value: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Yield the leaves of a JSON value with their paths; lists of plain values are leaves."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from flattened(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for number, inner in enumerate(value):
            yield from flattened(inner, f"{path}[{number}]")
    else:
        yield path, value


def _keys(value: Json) -> tuple[str, ...]:
    return tuple(sorted(value)) if isinstance(value, dict) else ()


def _object(
    path: str, wanted: Mapping[str, Json], read: Mapping[str, Json]
) -> Iterator[FieldCheck]:
    for key, value in wanted.items():
        yield from _value(f"{path}.{key}" if path else key, value, read.get(key))


def _value(path: str, wanted: Json, read: Json) -> Iterator[FieldCheck]:
    if _is_empty(wanted) or _is_empty(read):
        yield _leaf(path, wanted, read, _is_empty(wanted) and _is_empty(read))
    elif isinstance(wanted, dict) and isinstance(read, dict):
        yield from _object(path, wanted, read)
    elif isinstance(wanted, list) and isinstance(read, list):
        yield from _list(path, wanted, read)
    else:
        yield _leaf(path, wanted, read, _equal(wanted, read))


def _list(path: str, wanted: Sequence[Json], read: Sequence[Json]) -> Iterator[FieldCheck]:
    if not any(isinstance(one, dict) for one in (*wanted, *read)):
        mine, theirs = {_folded(one) for one in wanted}, {_folded(one) for one in read}
        more = _MORE_ALLOWED.fullmatch(path) is not None
        yield _leaf(path, list(wanted), list(read), mine <= theirs if more else mine == theirs)
        return
    if len(wanted) != len(read) and not (_MORE_ALLOWED.fullmatch(path) and len(read) > len(wanted)):
        yield _leaf(path, list(wanted), list(read), False)
        return
    # PTV may give lists in another order (field notes 2): each is held against its likest.
    left = list(read)
    for number, one in enumerate(wanted):
        at = f"{path}[{number}]"
        best = min(left, key=lambda other: _differences(at, one, other))
        left.remove(best)
        yield from _value(at, one, best)


def _differences(path: str, wanted: Json, read: Json) -> int:
    return sum(check.verdict != "same" for check in _value(path, wanted, read))


def _leaf(path: str, wanted: Json, read: Json, equal: bool) -> FieldCheck:
    verdict: Verdict = "same" if equal else "different"
    if not equal and path in _NOT_TOLD and _is_empty(read):
        verdict = "not-told"
    elif not equal and _REWRITTEN.fullmatch(path) and not _is_empty(read):
        verdict = "rewritten"
    return FieldCheck(path, wanted, read, verdict)


def _is_empty(value: Json) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        return all(_is_empty(inner) for inner in value.values())
    return value is None or value == []


def _equal(wanted: Json, read: Json) -> bool:
    if _is_number(wanted) and _is_number(read):
        return abs(float(str(wanted)) - float(str(read))) <= _TOLERANCE_M
    return wanted == read


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _folded(value: Json) -> Json:
    """A URI of a class by its last part: PTV knows several families of the same code."""
    if isinstance(value, str) and value.startswith("http") and "toimiala" in value:
        return value.rsplit("/", 1)[-1]
    return str(value)
