"""An answer as checks look at it, and small ways into JSON of unknown shape."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeAlias

import msgspec

from hytedata.models.common import Json
from hytedata.runs.doctor.assumption import Unsettled
from hytedata.runs.doctor.redaction import HIDDEN

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:?\[\]-]{0,40}")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")

Record: TypeAlias = Mapping[str, Json]
"""An object of an answer."""


@dataclass(frozen=True)
class Answer:
    """What an upstream answered.

    Attributes:
        number: Which request of the run it was, from 1.
        what: Path of the request, for messages.
        headers: Lower-case names.
        came_at: When it had come, by the clock here.
    """

    number: int
    what: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    came_at: datetime

    @cached_property
    def body(self) -> Json:
        """The parsed body; None where it is no JSON (see `is_json`)."""
        try:
            parsed: Json = msgspec.json.decode(self.content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        return parsed

    @cached_property
    def is_json(self) -> bool:
        """Whether the body is JSON; an empty one is not."""
        return self.body is not None or self.content.strip() == b"null"

    @property
    def form(self) -> str:
        """What the body is, in a word or two."""
        if not self.content.strip():
            return "an empty body"
        if not self.is_json:
            return "a body that is no JSON"
        if isinstance(self.body, dict):
            return f"an object of {listed(list(self.body))}"
        return {list: "a list", str: "a text", type(None): "null"}.get(type(self.body), "a value")

    def good(self) -> Json:
        """The body of a 200.

        Raises:
            Unsettled: It is none.
        """
        if self.status != 200:
            raise Unsettled(f"{self.what} answered {self.status}, with {self.form}")
        if not self.is_json:
            raise Unsettled(f"{self.what} answered 200 with {self.form}")
        return self.body


def as_object(value: Json) -> Record:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> Sequence[Json]:
    """The list, or an empty one: null is how PTV writes that."""
    return value if isinstance(value, list) else ()


def as_text(value: Json) -> str:
    """The text, or an empty one."""
    return value if isinstance(value, str) else ""


def as_number(value: Json) -> int | None:
    """The whole number, or None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def objects(value: Json) -> list[Record]:
    """The objects of a list."""
    return [one for one in as_list(value) if isinstance(one, dict)]


def at(value: Json | Record, *keys: str) -> Json:
    """What lies at a path of keys; None where there is nothing."""
    found: Json = None
    for key in keys:
        found = value.get(key) if isinstance(value, Mapping) else None
        value = found
    return found


def everywhere(value: Json | Record | Sequence[Record], key: str) -> Iterator[Json]:
    """Every value under *key*, at any depth."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from everywhere(inner, key)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from everywhere(each, key)


def counted(number: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 site`, `3 sites`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def as_id(value: Json) -> str:
    """A UUID, fit for the path of another request; nothing else of an answer ever gets there.

    Raises:
        Unsettled: It is none.
    """
    text = as_text(value)
    if not _UUID.fullmatch(text):
        raise Unsettled("an id has a form that is not known")
    return text


def word(value: Json) -> str:
    """A word as an upstream wrote it: a key, a version, a code; anything else is hidden."""
    text = as_text(value)
    return text if _WORD.fullmatch(text) else HIDDEN


def listed(words: Sequence[str], most: int = 8) -> str:
    """A few words in order, and how many more there are; what is no word is hidden."""
    ordered = sorted({word(each) for each in words})
    more = f" and {len(ordered) - most} more" if len(ordered) > most else ""
    return ", ".join(ordered[:most]) + more if ordered else "none"
