"""What a finding says in one language, and which links may be followed."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from hytedata.export.properties import web_address
from hytedata.models.common import Json
from hytedata.models.finding import Finding
from hytedata.quality.report.language import best_name, filled, words
from hytedata.quality.report.parts import language_name
from hytedata.quality.rule import Rule, RuleLanguage

LONGEST: Final = 300
"""Letters of a message: values come from registers and may be of any length."""
_LANGUAGES: Final = ("language", "other_language")
_FIELD: Final = re.compile(r"\{(\w+)\}")
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")  # those that do not break stay
_DAY: Final = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]")
_UNKNOWN: Final = "…"
_PLAIN_BELOW: Final = 10_000  # a number of four digits may be a year


def message_of(finding: Finding, rule: Rule | None, language: RuleLanguage) -> str:
    """Return the message of a rule with what it found; the code where the rule is gone."""
    if rule is None:
        return finding.rule
    text = rule.words[language].message
    told = {name: _told(_named(name, finding, language), language) for name in _FIELD.findall(text)}
    return shortened(filled(text, told, language))


def _named(name: str, finding: Finding, language: RuleLanguage) -> Json:
    """Return a parameter: languages by their names, the record by its name in *language*.

    Where the finding is about a name, the value stays as it stands there.
    """
    value = finding.params.get(name)
    if isinstance(value, str) and name in _LANGUAGES:
        return ", ".join(language_name(code, words(language)) for code in value.split(", "))
    about_name = finding.field.partition(".")[0] in ("name", "names")
    if isinstance(value, str) and not about_name and value in finding.names.values():
        return best_name(finding.names, language, value)
    return value


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a text of at most *longest* letters, its white space made single spaces."""
    plain = _SPACE.sub(" ", text).strip()
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def safe_link(link: str) -> str:
    """Return an address that a page may link to, or "": http and https with a host only.

    Registers hold what people typed, `javascript:` and the like among it.
    """
    return web_address(link) or ""


def _told(value: Json, language: RuleLanguage) -> object:
    match value:
        case None:
            return _UNKNOWN
        case bool():
            return _YES_NO[language][value]
        case int() if abs(value) < _PLAIN_BELOW:
            return str(value)
        case str() if _DAY.fullmatch(value):
            return _date(value, language)
        case int() | float() | str():
            return value
        case Mapping():
            best = value.get(language) or value.get("fi")
            return best if isinstance(best, str) else _UNKNOWN
        case _:
            return ", ".join(str(_told(one, language)) for one in value)


def _date(day: str, language: RuleLanguage) -> str:
    try:
        return words(language).full_date(date.fromisoformat(day))
    except ValueError:  # somebody typed the thirtieth of February
        return day


_YES_NO: Final[Mapping[RuleLanguage, tuple[str, str]]] = {
    "fi": ("ei", "kyllä"),
    "sv": ("nej", "ja"),
    "en": ("no", "yes"),
}
