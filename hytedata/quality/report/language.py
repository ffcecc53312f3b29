"""The report's own words: one TOML catalogue per language, with plurals, numbers and dates.

All three languages have two plural forms and one way to write a number, so a table in the
standard library's own format does; a library of locales would add megabytes and a build step.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final, TypeAlias

from hytedata.export.map.words import number
from hytedata.models.common import first_text
from hytedata.quality.rule import RuleLanguage

_FIELD: Final = re.compile(r"\{(\w+)\}")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

Entry: TypeAlias = str | Mapping[str, str]
"""A text, or its forms `one` and `other`."""


class Words:
    """The words of one language, by key (`summary.heading`).

    Numbers among the parameters are written as the language does, `n` chooses the plural form.
    """

    def __init__(self, language: RuleLanguage, entries: Mapping[str, Entry]) -> None:
        self.language: RuleLanguage = language
        self.entries = entries

    def __call__(self, key: str, n: int | None = None, **told: object) -> str:
        """Return the text of *key* with its parameters put in.

        Raises:
            KeyError: There is no such text, or a parameter of it is missing: a fault of ours.
        """
        entry = self.entries[key]
        if not isinstance(entry, str):
            entry = entry["one" if n == 1 else "other"]
        return filled(entry, told if n is None else told | {"n": n}, self.language)

    def number(self, value: float) -> str:
        """Return a number with the separators of the language."""
        return number(value, self.language)

    def percent(self, part: int, whole: int) -> str:
        """Return a share in whole per cent: `60 %`, in English `60%`; "–" of nothing.

        It is rounded down: 100 % means all.
        """
        if not whole:
            return "–"
        return (
            f"{100 * part // whole}%" if self.language == "en" else f"{100 * part // whole}\u00a0%"
        )

    def percent_between(self, least: int, most: int, whole: int) -> str:
        """Return a share that is not quite known: `10–60 %`; one number where both are one."""
        if not whole or least == most:
            return self.percent(most, whole)
        return f"{100 * least // whole}–{self.percent(most, whole)}"

    def short_date(self, day: date) -> str:
        """Return a date without its year: `22.11.`, in English `22 Nov`."""
        if self.language == "en":
            return f"{day.day} {_MONTHS[day.month - 1][:3]}"
        return f"{day.day}.{day.month}."

    def full_date(self, day: date) -> str:
        """Return a date: `22.11.2026`, in English `22 November 2026`."""
        if self.language == "en":
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return f"{day.day}.{day.month}.{day.year}"

    def change(self, now: int, before: int) -> str:
        """Return a difference with its sign; "±0" where there is none."""
        step = now - before
        return f"+{self.number(step)}" if step > 0 else self.number(step) if step else "±0"


def filled(text: str, told: Mapping[str, object], language: RuleLanguage) -> str:
    """Put parameters in the `{fields}` of a text; texts of others cannot reach further.

    Raises:
        KeyError: A field has no parameter.
    """

    def put(found: re.Match[str]) -> str:
        value = told[found[1]]
        if isinstance(value, int | float) and not isinstance(value, bool):
            return number(value, language)
        return str(value)

    return _FIELD.sub(put, text)


@cache
def words(language: RuleLanguage) -> Words:
    """Return the catalogue of one language."""
    path = files("hytedata.quality.report").joinpath("texts", f"{language}.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words(
        language,
        {f"{table}.{key}": text for table, texts in tables.items() for key, text in texts.items()},
    )


def best_name(names: Mapping[str, str], language: RuleLanguage, otherwise: str) -> str:
    """Return a name in *language*, else in Finnish, else in any, else *otherwise*."""
    return first_text(names, language) or otherwise
