"""Language versions, localised strings, moments and text format (ptv-v12 4 and 6.1)."""

import re
from datetime import datetime

from hytedata.sandbox.ptv.values import Body, items, text, texts

LANGUAGES = ("fi", "sv", "en", "se", "smn", "sms")
# The codes that v12 knows as languages of service.
_SERVED = (
    "se smn sms hi ug he sgn-fi no lv da sw cs pl de ms ln sr is sh sk fr bs el am hr uz es ko ta"
    " hu ky rn kk kg fa et so th bn km tk wo ne ro sq it lo az rom tr id tl hy my mk zh rw uk ur"
    " ar ja ps ru sl vi lt ka ku bg nl pt fi sv en prs"
)
SERVED = frozenset(_SERVED.split())
_LIST_LINE = re.compile(r"(\* |\d+\. )")


def strings(listed: list[Body], name: str = "value") -> Body:
    """`{fi: …, sv: …}` of localised items; languages without a text are not there."""
    found: Body = {}
    for item in listed:
        language, value = text(item, "language"), text(item, name)
        if language in LANGUAGES and value is not None:
            found.setdefault(language or "", value)
    return found


def in_language(listed: list[Body], language: str) -> list[Body]:
    """The items of one language."""
    return [item for item in listed if item.get("language") == language]


def typed_text(listed: list[Body], language: str, kind: str) -> str | None:
    """The text of one type in one language; an item without a type is a Name."""
    for item in in_language(listed, language):
        if (text(item, "type") or "Name") == kind:
            return text(item, "value")
    return None


def plain_text(listed: list[Body], language: str) -> str | None:
    """The text of a list without types."""
    found = in_language(listed, language)
    return text(found[0], "value") if found else None


def markdown(value: str | None) -> str | None:
    """A v11 text as Markdown: what were lines become paragraphs, lists stay together."""
    if value is None:
        return None
    blocks: list[str] = []
    for line in (each.strip() for each in value.split("\n")):
        if not line:
            continue
        listed = _LIST_LINE.match(line) is not None
        if listed and blocks and _LIST_LINE.match(blocks[-1]):
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
    return "\n\n".join(blocks)


def moment(value: datetime) -> str:
    """A naive UTC moment as v12 writes it: milliseconds and Z."""
    return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03d}Z"


def to_the_millisecond(value: datetime) -> datetime:
    """Cut a moment as v12 shows it, so that what is shown and what is searched agree."""
    return value.replace(microsecond=value.microsecond // 1000 * 1000)


def served(body: Body) -> list[str]:
    """The languages that a customer is served in."""
    return [code for code in (each.lower() for each in texts(body, "languages")) if code in SERVED]


def alternative_is_shown(body: Body, language: str) -> bool:
    """Whether people see the alternative name."""
    shown = in_language(items(body, "displayNameType"), language)
    return any(item.get("type") == "AlternativeName" for item in shown)
