"""Categories of surveys of staff, and the hyte themes that answer them: data, read and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from hytedata.classify.themes import THEME_SLUGS
from hytedata.codes.values import Labels
from hytedata.errors import InputError
from hytedata.models.classification import ThemeSlug

_KNOWN: Final[Mapping[str, ThemeSlug]] = {slug: slug for slug in THEME_SLUGS}


@dataclass(frozen=True, slots=True)
class SurveyCategory:
    """One answer that a survey offered.

    Attributes:
        code: Stable, kebab-case.
        theme: What answers it; None: it is told apart.
        second: A theme that answers it in part.
        percent: Of those who refer clients, how many named it, 0–100; None where not known.
    """

    code: str
    name: Labels
    theme: ThemeSlug | None
    second: ThemeSlug | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey's categories, in its own order.

    Attributes:
        code: Stable, kebab-case.
        source: What it is and how many answered, for people.
    """

    code: str
    name: Labels
    source: str
    categories: tuple[SurveyCategory, ...]

    @classmethod
    def packaged(cls) -> "Survey":
        """Return Kainuu's survey of 2024, which comes with hytedata."""
        return _packaged()

    @classmethod
    def of(cls, path: str | Path) -> "Survey":
        """Return the survey of a TOML file in the shape of the packaged one.

        Raises:
            InputError: It cannot be read, or a value is not allowed; it names file and category.
        """
        try:
            return survey_in(Path(path).read_text(encoding="utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as problem:
            raise InputError(f"{path}: it cannot be read: {problem}") from problem

    @property
    def unasked(self) -> tuple[ThemeSlug, ...]:
        """Themes that no category stands for: a county that compares sees the others only."""
        asked = {one.theme for one in self.categories}
        return tuple(slug for slug in THEME_SLUGS if slug not in asked)


def survey_in(text: str, name: str) -> Survey:
    """Return the survey of a TOML *text*; *name* is said in errors.

    Raises:
        InputError: It is no TOML, or a value is missing or not allowed.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise InputError(f"{name}: it is no TOML: {problem}") from problem
    try:
        categories = tuple(_category(code, table, name) for code, table in told["category"].items())
        return Survey(told["code"], _labels(told["name"]), told["source"], categories)
    except (KeyError, TypeError, AttributeError) as problem:
        raise InputError(f"{name}: it lacks code, name, source or categories") from problem


def _category(code: str, table: Mapping[str, Any], name: str) -> SurveyCategory:
    place = f"{name}: {code}"
    if unknown := sorted(table.keys() - {"fi", "sv", "en", "theme", "second", "percent"}):
        raise InputError(f"{place}: unknown {', '.join(unknown)}")
    theme, second = _theme(table.get("theme"), place), _theme(table.get("second"), place)
    return SurveyCategory(code, _labels(table), theme, second, table.get("percent"))


def _theme(slug: str | None, place: str) -> ThemeSlug | None:
    if slug is not None and slug not in _KNOWN:
        raise InputError(f"{place}: {slug!r} is no hyte theme, only {', '.join(THEME_SLUGS)}")
    return _KNOWN[slug] if slug is not None else None


def _labels(table: Mapping[str, str]) -> Labels:
    return Labels(table["fi"], table.get("sv"), table.get("en"))


@cache
def _packaged() -> Survey:
    name = "survey_kainuu_2024.toml"
    text = files("hytedata.codes").joinpath("data", name).read_text(encoding="utf-8")
    return survey_in(text, name)
