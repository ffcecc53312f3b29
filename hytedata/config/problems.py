"""Faults of a configuration, each as one line: key, value, what is allowed, what was meant."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from hytedata.config.shape import Step, keys_at
from hytedata.config.tables import Config
from hytedata.config.values import looks_secret

_SHOWN: Final = 80  # characters of a value

_KINDS: Final[Mapping[str, str]] = {
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "model_type": "must be a table",
    "dict_type": "must be a table",
    "tuple_type": "must be a list",
    "path_type": "must be a path in quotes",
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
    "finite_number": "must be a number",
}
# The greedy match reaches the last @: a password may hold one itself.
_INLINE_SECRET: Final = re.compile(r"(?<=//).*(?=@)|(?<=password=)[^&'\"]*")


@dataclass(frozen=True)
class Problem:
    """One fault.

    Attributes:
        path: Keys and list positions that lead to it.
        told: What is wrong, and what is allowed.
    """

    path: tuple[Step, ...]
    told: str

    @property
    def order(self) -> tuple[tuple[bool, Step], ...]:
        """Sorts faults of one table together."""
        return tuple((isinstance(step, int), step) for step in self.path)

    def line(self, variables: Mapping[tuple[Step, ...], str]) -> str:
        """Write it for people; *variables* name the settings that came from the environment."""
        variable = variables.get(self.path)
        place = shown_path(self.path)
        return f"{variable} ({place}): {self.told}" if variable else f"{place}: {self.told}"


def shown_path(path: Sequence[Step]) -> str:
    """Write a path as `organisation[0].limits.archive`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def shown_value(value: object) -> str:
    """Write a value, shortened, without user and password of an address."""
    # As it stands in the file: TOML writes `true`.
    written = str(value).lower() if isinstance(value, bool) else repr(value)
    text = _INLINE_SECRET.sub("(hidden)", written)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def nearest(word: str, known: Sequence[str]) -> str:
    """Return `did you mean …?`, or nothing where nothing known is near."""
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else ""


def from_validation(
    error: ValidationError, *, root: type[BaseModel] = Config, table: tuple[Step, ...] = ()
) -> Iterator[Problem]:
    """Yield what pydantic found, in words of the file.

    Args:
        error: What it raised.
        root: The model that was validated.
        table: Where in the file that stands.
    """
    details = error.errors(include_url=False)
    within = {detail["loc"][:-1] for detail in details}
    for detail in details:
        if detail["type"] == "too_short" and detail["loc"] in within:
            continue  # empty only because what it holds is wrong
        # `[key]` is pydantic's mark for a wrong key of a free table; the key stands before it.
        path = tuple(step for step in detail["loc"] if step != "[key]")
        yield Problem((*table, *path), _told(detail, path, root))


def unknown_key(
    path: tuple[Step, ...], value: object, *, root: type[BaseModel] = Config
) -> Problem:
    """Return the fault of a key that does not exist at *path* of *root*."""
    known = keys_at(path[:-1], root=root)
    word = str(path[-1])
    # A whole table under a wrong name says nothing by its content.
    bare = isinstance(value, dict | list) or looks_secret(word)
    shown = "" if bare else f" with the value {shown_value(value)}"
    meant = nearest(word, known)
    told = f"no such key{shown}; " + (f"{meant} " if meant else "")
    return Problem(path, f"{told}allowed here: {', '.join(sorted(known))}")


def _told(detail: ErrorDetails, path: tuple[Step, ...], root: type[BaseModel]) -> str:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return unknown_key(path, value, root=root).told
    if kind == "missing":
        return "is missing; set it"
    if kind == "literal_error":
        return _literal(value, str(context["expected"]))
    if kind == "value_error":
        return f"{shown_value(value)} {context['error']}"
    if kind == "string_pattern_mismatch":
        return _pattern(path, value)
    return f"{shown_value(value)} {_KINDS.get(kind, _lowered(detail['msg']))}"


def _literal(value: object, expected: str) -> str:
    words = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
    meant = nearest(value, words) if isinstance(value, str) else ""
    told = f"{shown_value(value)} must be one of {', '.join(words)}"
    return f"{told}; {meant}" if meant else told


def _pattern(path: tuple[Step, ...], value: object) -> str:
    if "fields" in path:
        return "is no field of a published item; write for example summary or summary.sv"
    if "texts" in path:
        return "must end in a language: .fi, .sv or .en"
    if path and path[-1] == "password_env":
        # Not shown: somebody may have put the password itself there.
        return "must be the name of an environment variable: letters, digits and _"
    return f"{shown_value(value)} must be three digits in quotes"


def _lowered(message: str) -> str:
    text = message.removeprefix("Input ").removeprefix("Value ")
    return text[:1].lower() + text[1:]
