"""How long a text may be: one check for all rules that count characters."""

from collections.abc import Iterator

from hytedata.content.limits import Limit
from hytedata.content.objections import Objection


def check_length(text: str, limit: Limit, rule: str) -> Iterator[Objection]:
    """Return what *rule* has against the length of *text*; PTV trims its ends."""
    length = len(text.strip())
    if length > limit.refuse:
        yield Objection(rule, "block", f"{length} characters, {limit.refuse} are allowed")
    elif length > limit.warn:
        detail = f"{length} characters, more than the {limit.warn} that every version allows"
        yield Objection(rule, "warn", detail)
    elif length < limit.least:
        yield Objection(rule, "block", f"{length} characters, at least {limit.least} are needed")
