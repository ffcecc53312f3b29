"""A municipality's own texts, which win over the composed ones."""

from collections.abc import Iterator, Sequence

from hytedata.content import Objection, check_text, fold_name
from hytedata.content.limits import TEXT_LIMITS
from hytedata.sync.compose.results import OwnTexts

_RULES = {"summary": "F5", "description": "F8", "user_instruction": "F9"}


def own_text(
    own_texts: OwnTexts | None, keys: Sequence[str], language: str, field: str
) -> str | None:
    """Return the own text of the first of *keys* that has one, trimmed; None where none has."""
    for key in keys if own_texts else ():
        text = (own_texts or {}).get(key, {}).get(language, {}).get(field, "").strip()
        if text:
            return text
    return None


def object_to(text: str, *, field: str, language: str, name: str) -> Iterator[Objection]:
    """Yield what PTV's rules have against an own text of the item called *name*."""
    path = f"{field}.{language}"
    yield from (one.at(path) for one in check_text(text, language=language))
    limit = TEXT_LIMITS[field]
    if len(text) > limit.warn:
        severe = len(text) > limit.refuse
        allowed = limit.refuse if severe else limit.warn
        detail = f"own text of {len(text)} characters, {allowed} are allowed"
        yield Objection(_RULES[field], "block" if severe else "warn", detail, field=path)
    elif len(text) < limit.least:
        detail = f"own text of {len(text)} characters, at least {limit.least} are needed"
        yield Objection(_RULES[field], "block", detail, field=path)
    if field == "summary" and fold_name(text).rstrip(".!") == fold_name(name).rstrip(".!"):
        yield Objection("F6", "block", "own summary is the name", field=path)
