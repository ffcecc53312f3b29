"""A tray's criteria as data: rungs in order, each a check with parameters, and words for people."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from hytedata.codes.values import Labels
from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.quality.readiness.checks import CHANNEL_CHECKS, REASONS, SERVICE_CHECKS

Origin: TypeAlias = Literal["published", "ours"]
"""Whose criterion a rung is: the tray's, as it published it, or one of our own."""

_KEYS: Final = frozenset(
    {"code", "of", "origin", "check", "heuristic", "title", "reasons", "mend", "parameters"}
)
_LANGUAGES: Final = {"fi", "sv", "en"}


@dataclass(frozen=True)
class Rung:
    """One criterion.

    Attributes:
        check: Name of its check; see `readiness.checks`.
        of: What it is asked of: `service` or `channel`.
        reasons: Why it may fail, or cannot be told → words with `{params}`.
        mend: What to do, and where.
        heuristic: It may be wrong.
    """

    code: str
    of: Literal["service", "channel"]
    origin: Origin
    check: str
    title: Labels
    reasons: Mapping[str, Labels]
    mend: Labels
    parameters: Mapping[str, Json]
    heuristic: bool = False


@dataclass(frozen=True)
class Profile:
    """The criteria of one tray, as far as they are known.

    Attributes:
        code: Stable, kebab-case.
        source: Where they were published, and when that was read.
        limits: What of them is not known to us.
    """

    code: str
    title: Labels
    source: str
    limits: Labels
    rungs: tuple[Rung, ...]

    @classmethod
    def packaged(cls, code: str = "tarmoa-known") -> "Profile":
        """Return a profile that comes with hytedata.

        Raises:
            InputError: There is none of this name.
        """
        return _packaged(code)

    @classmethod
    def of(cls, path: str | Path) -> "Profile":
        """Return the profile of a TOML file in the shape of the packaged one.

        Raises:
            InputError: It cannot be read, or something in it is not allowed; it names the rung.
        """
        try:
            return profile_in(Path(path).read_text(encoding="utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as problem:
            raise InputError(f"{path}: it cannot be read: {problem}") from problem

    def rung(self, code: str) -> Rung | None:
        """Return the rung with this code."""
        return next((one for one in self.rungs if one.code == code), None)


def profile_in(text: str, name: str) -> Profile:
    """Return the profile of a TOML *text*; *name* is said in errors.

    Raises:
        InputError: It is no TOML, or something is missing or not allowed.
    """
    try:
        told = tomllib.loads(text)
        rungs = tuple(_rung(table, name) for table in told["rung"])
        profile = Profile(
            told["code"], _labels(told["title"]), told["source"], _labels(told["limits"]), rungs
        )
    except tomllib.TOMLDecodeError as problem:
        raise InputError(f"{name}: it is no TOML: {problem}") from problem
    except (KeyError, TypeError) as problem:
        raise InputError(f"{name}: it lacks code, title, source, limits or rung") from problem
    codes = [one.code for one in profile.rungs]
    if twice := sorted({one for one in codes if codes.count(one) > 1}):
        raise InputError(f"{name}: {', '.join(twice)} comes twice")
    return profile


def _rung(table: Mapping[str, Any], name: str) -> Rung:
    place = f"{name}: {table.get('code', 'a rung without code')}"
    if unknown := sorted(table.keys() - _KEYS):
        raise InputError(f"{place}: unknown {', '.join(unknown)}")
    of, origin, check = table.get("of"), table.get("origin"), str(table.get("check"))
    if of not in ("service", "channel") or origin not in ("published", "ours"):
        raise InputError(f"{place}: of is service or channel, origin is published or ours")
    if check not in (SERVICE_CHECKS if of == "service" else CHANNEL_CHECKS):
        raise InputError(f"{place}: there is no check {check!r} of a {of}")
    reasons = {code: _words(words, place) for code, words in table.get("reasons", {}).items()}
    if reasons.keys() != REASONS[check]:
        needed = ", ".join(sorted(REASONS[check])) or "none"
        raise InputError(f"{place}: the reasons of {check} are: {needed}")
    return Rung(
        code=table["code"],
        of=of,
        origin=origin,
        check=check,
        title=_words(table.get("title", {}), place),
        reasons=reasons,
        mend=_words(table.get("mend", {}), place),
        parameters=table.get("parameters", {}),
        heuristic=table.get("heuristic", False),
    )


def _words(table: Mapping[str, str], place: str) -> Labels:
    if set(table) != _LANGUAGES or not all(table.values()):
        raise InputError(f"{place}: words are needed in fi, sv and en")
    return _labels(table)


def _labels(table: Mapping[str, str]) -> Labels:
    return Labels(table["fi"], table["sv"], table["en"])


@cache
def _packaged(code: str) -> Profile:
    folder = files("hytedata.quality.readiness").joinpath("profiles")
    name = f"{code.replace('-', '_')}.toml"
    file = folder.joinpath(name)
    if not file.is_file():
        raise InputError(f"there is no readiness profile {code!r}; give a file")
    return profile_in(file.read_text(encoding="utf-8"), name)
