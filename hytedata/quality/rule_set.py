"""The rules of one run: by code and kind, with parameters set, and a fingerprint per kind."""

import hashlib
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import msgspec

from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.quality.registry import BrokenRules, checked_rules, other_rules, packaged_rules
from hytedata.quality.rule import Rule

EVENT: Final = "event"
"""Kind of the records of every calendar; rules name them `events:event`."""


@dataclass(frozen=True)
class RuleSet:
    """Rules by code.

    Attributes:
        broken: What other projects offer and cannot be used.
    """

    rules: tuple[Rule, ...]
    broken: tuple[BrokenRules, ...] = ()

    @classmethod
    def load(cls) -> "RuleSet":
        """Return the packaged rules and those of other installed projects."""
        others, broken = other_rules()
        return cls(checked_rules((*packaged_rules(), *others)), broken)

    @classmethod
    def packaged(cls) -> "RuleSet":
        """Return the packaged rules alone."""
        return cls(packaged_rules())

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def __contains__(self, code: object) -> bool:
        return any(one.code == code for one in self.rules)

    def __getitem__(self, code: str) -> Rule:
        """Return one rule.

        Raises:
            InputError: There is none with this code; it names codes that look like it.
        """
        wanted = code.strip().upper()
        for one in self.rules:
            if one.code == wanted:
                return one
        near = get_close_matches(wanted, [one.code for one in self.rules], n=3)
        hint = f"did you mean {', '.join(near)}?" if near else "hytedata gaps rules lists them"
        raise InputError(f"there is no rule {code!r}; {hint}")

    def find(self, code: str) -> Rule | None:
        """Return one rule; None where there is none with exactly this code."""
        return next((one for one in self.rules if one.code == code), None)

    def of_kind(self, source: str, kind: str) -> tuple[Rule, ...]:
        """Return the rules that judge single records of this source and kind."""
        name = kind_name(source, kind)
        return tuple(one for one in self.rules if name in one.kinds and judges_single_records(one))

    @property
    def cross(self) -> tuple[Rule, ...]:
        """The rules that judge all records together."""
        return tuple(one for one in self.rules if one.is_cross)

    def fingerprint(self, source: str, kind: str) -> str:
        """Return what tells whether records of this kind have to be judged anew.

        It is the same in every process: of the version of hytedata, and of code, severity,
        parameters and module of each rule. Words are no part of it.
        """
        told = [version("hytedata"), *map(_told, self.of_kind(source, kind))]
        return hashlib.blake2b("\n".join(told).encode(), digest_size=10).hexdigest()

    def only(self, codes: Collection[str]) -> "RuleSet":
        """Return these rules alone.

        Raises:
            InputError: One is unknown.
        """
        wanted = {self[code].code for code in codes}
        return replace(self, rules=tuple(one for one in self.rules if one.code in wanted))

    def with_parameters(self, parameters: Mapping[str, Mapping[str, Json]]) -> "RuleSet":
        """Return the rules with some parameters set otherwise.

        Args:
            parameters: Code → parameter → value.

        Raises:
            InputError: A rule or parameter is unknown, or a value is of another sort.
        """
        changed = {self[code].code: _set(self[code], values) for code, values in parameters.items()}
        return replace(self, rules=tuple(changed.get(one.code, one) for one in self.rules))


def kind_name(source: str, kind: str) -> str:
    """Return what rules call a kind of record: `ptv:service`, `events:event`."""
    return f"events:{EVENT}" if kind == EVENT else f"{source}:{kind}"


def judges_single_records(rule: Rule) -> bool:
    """Whether it is neither of all records together, nor of the rules themselves."""
    return rule.family not in ("cross", "machinery")


def _set(rule: Rule, values: Mapping[str, Json]) -> Rule:
    for name, value in values.items():
        if name not in rule.parameters:
            known = ", ".join(sorted(rule.parameters)) or "none"
            raise InputError(f"{rule.code} has no parameter {name!r}; it has: {known}")
        if _sort(value) != _sort(rule.parameters[name]):
            usual = rule.parameters[name]
            raise InputError(f"{rule.code}: {name} is of another sort than {usual!r}: {value!r}")
    return replace(rule, parameters={**rule.parameters, **values})


def _sort(value: Json) -> type:
    return float if isinstance(value, int) and not isinstance(value, bool) else type(value)


def _told(rule: Rule) -> str:
    parameters = msgspec.json.encode(rule.parameters, order="deterministic").decode()
    return f"{rule.code} {rule.severity} {parameters} {_source(rule.check.__module__)}"


@cache
def _source(module: str) -> str:
    """Hash a module's text: a check that was mended has to judge all records anew."""
    path = getattr(sys.modules.get(module), "__file__", None)
    if path is None or not Path(path).is_file():
        return ""
    return hashlib.blake2b(Path(path).read_bytes(), digest_size=10).hexdigest()
