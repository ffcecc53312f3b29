"""Where rules come from: the packaged families, and other projects' by entry point."""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import EntryPoint
from typing import Final, TypeAlias

from hytedata.errors import InputError
from hytedata.extensions import RULES, BrokenExtension, load_each
from hytedata.quality import rules as families
from hytedata.quality.rule import RULE_LANGUAGES, Rule

GROUP: Final = RULES
"""Entry points of this group give a sequence of `Rule`, or a callable that returns one."""

OWN_PREFIXES: Final = ("PTV", "LIPAS", "EVT", "X", "HYTE")
"""What the packaged codes begin with; no other project's may."""

_CODE: Final = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+-[0-9]{3}", re.ASCII)


BrokenRules: TypeAlias = BrokenExtension
"""An entry point whose rules cannot be used; none of them is."""


def packaged_rules() -> tuple[Rule, ...]:
    """Return the rules of all families in `quality.rules`, by code.

    Raises:
        InputError: A family is not what it should be, or two rules have one code.
    """
    found: list[Rule] = []
    for module in sorted(pkgutil.iter_modules(families.__path__), key=lambda one: one.name):
        family = importlib.import_module(f"{families.__name__}.{module.name}")
        # A module of helpers has neither checks nor rules.
        if hasattr(family, "checks") and not hasattr(family, "RULES"):
            raise InputError(f"{family.__name__} has checks and gives no RULES")
        found += getattr(family, "RULES", ())
    return checked_rules(found)


def other_rules(
    points: Iterable[EntryPoint] | None = None,
) -> tuple[tuple[Rule, ...], tuple[BrokenRules, ...]]:
    """Load the rules of other projects; what cannot be used is returned with the reason.

    The projects' own code runs here. A prefix belongs to one entry point, the first by name.

    Args:
        points: Instead of those that are installed.
    """
    taken: dict[str, str] = {}

    def take(name: str, given: object) -> tuple[Rule, ...]:
        rules = checked_rules(_sequence(given))
        _refuse_prefixes(rules, taken)
        taken.update({prefix_of(one.code): name for one in rules})
        return rules

    found, broken = load_each(GROUP, take, points)
    return tuple(rule for rules in found for rule in rules), broken


def checked_rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return *rules* by code.

    Raises:
        InputError: Something is no rule, a code is misspelt or there twice, or words are missing.
    """
    by_code: dict[str, Rule] = {}
    for rule in rules:
        for fault in rule_faults(rule):
            raise InputError(fault)
        if rule.code in by_code:
            raise InputError(f"two rules have the code {rule.code}")
        by_code[rule.code] = rule
    return tuple(by_code[code] for code in sorted(by_code))


def _sequence(given: object) -> Sequence[Rule]:
    rules = given() if callable(given) else given
    if not isinstance(rules, Sequence) or isinstance(rules, str):
        raise InputError(f"it gives {type(rules).__name__}, not a sequence of rules")
    return rules


def rule_faults(rule: object) -> Iterator[str]:
    """Yield what is wrong with a rule by itself, a sentence each; its check is not run."""
    if not isinstance(rule, Rule):
        yield f"{rule!r} is no rule"
        return
    if not _CODE.fullmatch(rule.code):
        yield f"{rule.code!r} is no code: write PREFIX-PART-001, capital letters and digits"
    if not all(":" in kind for kind in rule.kinds):
        yield f"{rule.code}: kinds are written source:kind, as ptv:service"
    if rule.words.keys() != set(RULE_LANGUAGES):
        yield f"{rule.code}: it needs words in {', '.join(RULE_LANGUAGES)}"


def _refuse_prefixes(rules: Iterable[Rule], taken: dict[str, str]) -> None:
    for prefix in sorted({prefix_of(one.code) for one in rules}):
        if prefix in OWN_PREFIXES:
            raise InputError(f"the prefix {prefix} is hytedata's; choose another")
        if prefix in taken:
            raise InputError(f"the prefix {prefix} is that of {taken[prefix]}; choose another")


def prefix_of(code: str) -> str:
    """Return what the rules of one project begin with: `OULU` of `OULU-TXT-001`."""
    return code.partition("-")[0]
