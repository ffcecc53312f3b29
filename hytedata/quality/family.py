"""A family of rules: facts and words from a TOML file, joined with the checks of a module."""

import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, Final, TypeVar, cast

from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.models.finding import Severity
from hytedata.quality.rule import (
    RULE_LANGUAGES,
    Check,
    CrossCheck,
    Family,
    Rule,
    RuleLanguage,
    RuleWords,
)

C = TypeVar("C", bound=Callable[..., Any])

_SEVERITIES: Final = ("error", "warning", "info")
_KEYS: Final = frozenset(
    {
        "family",
        "severity",
        "kinds",
        "reference",
        "guidance",
        "heuristic",
        "since",
        "parameters",
        "fires",
        "silent",
        "needs",
        *RULE_LANGUAGES,
    }
)
_WORDS: Final = frozenset({"title", "message", "why", "mend"})


class Checks:
    """Collects the checks of a module by the codes of their rules.

    `checks = Checks()`, then `@checks("PTV-STR-001")` above each check.
    """

    def __init__(self) -> None:
        self._checks: dict[str, Check | CrossCheck] = {}

    def __call__(self, code: str) -> Callable[[C], C]:
        """Name the rule that the function below is the check of."""

        def note(check: C) -> C:
            if code in self._checks:
                raise InputError(f"{code} has two checks")
            self._checks[code] = check
            return check

        return note

    def rules(self, text: str, name: str) -> tuple[Rule, ...]:
        """Join the checks with the facts and words of a TOML *text*.

        Raises:
            InputError: A rule without a check, a check without a rule, a missing word, an unknown
                key; it names the rule and *name*.
        """
        told = tomllib.loads(text)
        missing = sorted(told.keys() ^ self._checks.keys())
        if missing:
            raise InputError(f"{name}: rules and checks differ: {', '.join(missing)}")
        return tuple(_rule(code, table, self._checks[code], name) for code, table in told.items())

    def packaged(self, name: str) -> tuple[Rule, ...]:
        """Join them with the file *name* beside the rules."""
        text = files("hytedata.quality.rules").joinpath(name).read_text(encoding="utf-8")
        return self.rules(text, name)


def _rule(code: str, table: Mapping[str, Any], check: Check | CrossCheck, name: str) -> Rule:
    place = f"{name}: {code}"
    if unknown := sorted(table.keys() - _KEYS):
        raise InputError(f"{place}: unknown {', '.join(unknown)}")
    if table.get("severity") not in _SEVERITIES:
        raise InputError(f"{place}: severity is one of {', '.join(_SEVERITIES)}")
    words = {
        language: _words(table.get(language, {}), place, language) for language in RULE_LANGUAGES
    }
    return Rule(
        code=code,
        family=cast("Family", table["family"]),
        severity=cast("Severity", table["severity"]),
        kinds=tuple(table["kinds"]),
        words=words,
        check=check,
        reference=table.get("reference", ""),
        guidance=table.get("guidance", ""),
        heuristic=table.get("heuristic", False),
        since=table.get("since", "0.1"),
        parameters=cast("Mapping[str, Json]", table.get("parameters", {})),
        fires=cast("Json", table.get("fires")),
        silent=cast("Json", table.get("silent")),
        needs=tuple(table.get("needs", ())),
    )


def _words(table: Mapping[str, str], place: str, language: RuleLanguage) -> RuleWords:
    if table.keys() != _WORDS or not all(table.values()):
        raise InputError(f"{place}: {language} needs {', '.join(sorted(_WORDS))}")
    return RuleWords(**table)
