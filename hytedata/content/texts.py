"""Every rule on free text, applied at once, and each by its id."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from hytedata.content.contact_rules import s1_email, s2_web_address, s3_phone
from hytedata.content.objections import Objection
from hytedata.content.windows import near
from hytedata.content.wording_rules import s4_address, s5_opening_hours, s6_pointing, t6_markup

TextCheck: TypeAlias = Callable[[str, str], Iterator[Objection]]
"""Of a text and its language."""

# Sooner than the rules' own patterns, these tell that a text has nothing for them.
_DIGIT = re.compile(r"\d")
_DAYS_OF_A_RANGE = re.compile(
    r"[a-zåäö] ?[-–—] ?[a-zåäö]|taista |viikosta "
    r"|(?:day\w*|mon|tue|wed|thu|fri|sat|sun) (?:to|through) ",
    re.IGNORECASE,
)


def check_text(text: str, *, language: str) -> tuple[Objection, ...]:
    """Return what rules S1-S6 and T6 have against *text*, in order of place.

    Args:
        text: Any free text: name, summary, description, instruction, additional information.
        language: Its language; pointing words (S6) are known in `fi`, `sv` and `en`.
    """
    found = [*s1_email(text), *s2_web_address(text), *s6_pointing(text, language)]
    if _DIGIT.search(text):
        found += s3_phone(text)
        found += s4_address(text)
        found += s5_opening_hours(text)
    elif _DAYS_OF_A_RANGE.search(text):  # the only hours without a digit
        found += s5_opening_hours(text)
    found += t6_markup(text)
    return tuple(sorted(found, key=lambda objection: (objection.start, objection.rule)))


# Near these there may be a number to call, and hours.
_FIVE_DIGITS = re.compile(r"\d(?:[ \u00a0\-–/().]{0,3}\d){4}")
_LIKE_HOURS = re.compile(
    # Each begins with a letter or two of its own, which is what makes it quick.
    r"[kK](?:l|ello)|\d ?[-–—] ?\d|\d ?[ap]\.?m|24 ?/ ?7|[aA](?:uki|voinna)|[öÖ]ppe|[oO]pen"
    r"|[-–—] ?(?:[mM]a|[tT]i|[kK]e|[tT]o|[pP]e|[lL]a|[sS]u|[tT](?:is|ors|ue|hu)|[oO]ns|[fF]r|[lL]ö"
    r"|[sS]ö|[mM][åo]|[wW]ed|[sS][au][tn])|taista |viikosta |day\w* (?:to|through) "
)


def _s3(text: str, _language: str) -> Iterator[Objection]:
    return near(text, _FIVE_DIGITS, s3_phone)


def _s4(text: str, _language: str) -> Iterator[Objection]:
    return near(text, _DIGIT, s4_address)


def _s5(text: str, _language: str) -> Iterator[Objection]:
    return near(text, _LIKE_HOURS, s5_opening_hours)


TEXT_RULES: Final[Mapping[str, TextCheck]] = {
    "S1": lambda text, _: s1_email(text),
    "S2": lambda text, _: s2_web_address(text),
    "S3": _s3,
    "S4": _s4,
    "S5": _s5,
    "S6": s6_pointing,
    "T6": lambda text, _: t6_markup(text),
}
"""What `check_text` applies, one by one, for those who count by rule."""
